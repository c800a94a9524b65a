//! Everything derived made again: each stored article is read by the program as it is now.

use anyhow::Context;
use chancery_core::ArticleId;
use chancery_extract::{Extraction, Knowledge, extract};
use chancery_store::{Store, StoreError, StoredArticle};
use indicatif::{HumanDuration, ProgressBar, ProgressStyle};
use std::{
    io::{self, Write},
    sync::Arc,
    time::Instant,
};
use tokio::runtime::Runtime;

use crate::{cli::RebuildArgs, failure::Outcome, knowledge, ordered::in_order};

/// Articles whose names are asked for at once.
const PAGE: u32 = 500;

/// An article with what is read out of it now; none where nothing is to be done.
type Read = Result<Option<(ArticleId, Extraction)>, StoreError>;

/// Reads every article of the store again and puts what it tells now in the place of what it told before, one article a transaction. Texts and
/// corrections stay; files of others that were imported have no text and stay as they are. A run that was killed is begun again.
///
/// # Errors
/// When the store cannot be opened or fails.
pub fn rebuild(args: &RebuildArgs) -> anyhow::Result<Outcome> {
    let knowledge = knowledge::load(&args.knowledge)?;
    let runtime = Runtime::new().context("cannot start")?;
    let store = runtime.block_on(Store::open(&args.store.existing()?))?.with_ontology(Arc::new(knowledge.ontology().clone()));
    let start = Instant::now();
    let total = runtime.block_on(store.counts())?.articles;
    let style = ProgressStyle::with_template("{bar:40} {pos}/{len} {msg} {eta}").expect("the template is well-formed");
    let bar = ProgressBar::new(total.unsigned_abs()).with_style(style);
    let (mut articles, mut events) = (0, 0);
    let names = |take: &mut dyn FnMut(ArticleId) -> anyhow::Result<()>| each_name(&store, &runtime, take);
    in_order(names, reader(store.clone(), &runtime, knowledge), |read: Read| {
        bar.inc(1);
        let Some((id, Extraction { events: told, actors, .. })) = read? else { return Ok(()) };
        if runtime.block_on(store.reread_article(&id, &told, &actors))?.is_some() {
            (articles, events) = (articles + 1, events + told.len());
        }
        bar.set_message(format!("{events} events"));
        Ok(())
    })?;
    bar.finish_and_clear();
    runtime.block_on(store.close());
    writeln!(io::stderr(), "{articles} articles read again with {events} events, in {}", HumanDuration(start.elapsed()))?;
    Ok(Outcome::Done)
}

/// The name of every article, the newest first.
fn each_name(store: &Store, runtime: &Runtime, take: &mut dyn FnMut(ArticleId) -> anyhow::Result<()>) -> anyhow::Result<()> {
    let mut before = None;
    loop {
        let page = runtime.block_on(store.articles(before, PAGE))?;
        let Some(last) = page.last() else { return Ok(()) };
        before = Some(last.seq);
        page.into_iter().try_for_each(|head| take(head.id))?;
    }
}

/// Reads an article on a thread of its own.
fn reader(store: Store, runtime: &Runtime, knowledge: Arc<Knowledge>) -> impl Fn(ArticleId) -> Read + Send + Sync + 'static {
    let handle = runtime.handle().clone();
    move |id| {
        let stored = handle.block_on(store.article(&id))?;
        let with_text = stored.filter(|StoredArticle { article, .. }| !article.text.trim().is_empty());
        Ok(with_text.map(|StoredArticle { article, .. }| (id, extract(&article, &knowledge))))
    }
}
