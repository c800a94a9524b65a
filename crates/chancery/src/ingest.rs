//! Articles into the store.

use anyhow::Context;
use chancery_core::Article;
use chancery_extract::{Extraction, Knowledge, extract};
use chancery_server::{FieldError, pipeline};
use chancery_store::{Put, Store, StoreError};
use indicatif::{HumanDuration, ProgressBar, ProgressStyle};
use std::{
    io::{self, Write},
    sync::Arc,
    time::Instant,
};
use tokio::runtime::Runtime;

use crate::{
    articles::{self, Defaults, Found},
    cli::IngestArgs,
    failure::Outcome,
    knowledge,
    ordered::in_order,
};

/// What became of the articles so far.
#[derive(Default)]
struct Tally {
    added: usize,
    known: usize,
    refused: usize,
    events: usize,
}

/// An article that was read, or why it could not be.
enum Read {
    /// New: with what it tells.
    New(Article, Extraction),
    /// In the store already.
    Known,
    /// No article.
    Bad(Vec<FieldError>),
    /// The store could not be asked.
    Failed(StoreError),
}

/// Reads every article into the store. An article that is there already is passed over, so that a run that was killed is simply begun again.
///
/// # Errors
/// When the store cannot be opened or fails, or an input cannot be read.
pub fn ingest(args: &IngestArgs) -> anyhow::Result<Outcome> {
    let inputs = articles::inputs(&args.files)?;
    let defaults = Defaults { published_on: args.published, source: args.source.clone(), lines: false };
    let runtime = Runtime::new().context("cannot start")?;
    let knowledge = knowledge::load(&args.knowledge)?;
    let store = runtime.block_on(Store::open(&args.store.address()))?.with_ontology(Arc::new(knowledge.ontology().clone()));
    let start = Instant::now();
    let bar = progress(inputs.iter().map(articles::Input::size).sum());
    let mut tally = Tally::default();
    let work = reader(store.clone(), &runtime, knowledge);
    let read = |take: &mut dyn FnMut(Found) -> anyhow::Result<()>| inputs.iter().try_for_each(|input| input.read(&defaults, &mut *take));
    in_order(read, work, |(place, bytes, read)| {
        bar.inc(bytes);
        let fault = runtime.block_on(tally.take(&store, read))?;
        if let Some(fault) = fault {
            bar.suspend(|| writeln!(io::stderr(), "{}", fault(&place)))?;
        }
        bar.set_message(format!("{} articles, {} events", tally.added + tally.known, tally.events));
        Ok(())
    })?;
    bar.finish_and_clear();
    runtime.block_on(store.close());
    let Tally { added, known, refused, events } = tally;
    let time = HumanDuration(start.elapsed());
    writeln!(io::stderr(), "{added} new articles with {events} events, {known} known articles, {refused} refused, in {time}")?;
    Ok(if refused == 0 { Outcome::Done } else { Outcome::BadInput })
}

/// Reads an article on a thread of its own, after asking the store whether it is there.
fn reader(store: Store, runtime: &Runtime, knowledge: Arc<Knowledge>) -> impl Fn(Found) -> (String, u64, Read) + Send + Sync + 'static {
    let handle = runtime.handle().clone();
    move |Found { place, article, bytes }| {
        let read = match article {
            Err(faults) => Read::Bad(faults),
            Ok(article) => match handle.block_on(pipeline::is_known(&store, &article)) {
                Err(error) => Read::Failed(error),
                Ok(true) => Read::Known,
                Ok(false) => {
                    let extraction = extract(&article, &knowledge);
                    Read::New(article, extraction)
                }
            },
        };
        (place, bytes, read)
    }
}

/// A fault in words, given its place.
type Fault = Box<dyn FnOnce(&str) -> String>;

impl Tally {
    /// Stores what was read and counts it; answers what is wrong with the article, where something is.
    async fn take(&mut self, store: &Store, read: Read) -> Result<Option<Fault>, StoreError> {
        match read {
            Read::Failed(error) => return Err(error),
            Read::Known => self.known += 1,
            Read::Bad(faults) => {
                self.refused += 1;
                return Ok(Some(Box::new(move |place| articles::told(place, &faults))));
            }
            Read::New(article, Extraction { events, actors, .. }) => match store.take_article(&article, &events, &actors).await {
                Ok(Put::Known) => self.known += 1,
                Ok(Put::Added(_)) => {
                    self.added += 1;
                    self.events += events.len();
                }
                Err(error @ (StoreError::Conflict { .. } | StoreError::Invalid { .. })) => {
                    self.refused += 1;
                    return Ok(Some(Box::new(move |place| format!("{place}: {error}"))));
                }
                Err(error) => return Err(error),
            },
        }
        Ok(None)
    }
}

/// A bar over the bytes of all inputs, or only a count where standard input is among them. Nothing is drawn unless a person looks on.
fn progress(bytes: Option<u64>) -> ProgressBar {
    let template = if bytes.is_some() { "{bar:40} {bytes}/{total_bytes} {msg} {eta}" } else { "{spinner} {bytes} {msg}" };
    let style = ProgressStyle::with_template(template).expect("the template is well-formed");
    bytes.map_or_else(ProgressBar::no_length, ProgressBar::new).with_style(style)
}
