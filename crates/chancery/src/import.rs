//! Files of events that others have coded into the store.

use anyhow::Context;
use chancery_core::{Actor, Article, Event};
use chancery_formats::{
    Importer, Row,
    import::Format,
    lines::{Line, each_line},
};
use chancery_server::pipeline;
use chancery_store::Store;
use indicatif::{HumanCount, HumanDuration, ProgressBar, ProgressStyle};
use std::{
    fs::File,
    io::{self, BufWriter, Write},
    path::{Path, PathBuf},
    sync::mpsc::{self, SyncSender},
    thread,
    time::Instant,
};
use tokio::runtime::Runtime;

use crate::{
    cli::ImportArgs,
    failure::{Outcome, wrong},
    known::Known,
};

/// Events that are written in one transaction. Some thirty megabytes are in memory at a time.
const BATCH: usize = 10_000;

/// What became of the events so far.
#[derive(Clone, Copy, Default)]
struct Tally {
    added: u64,
    known: u64,
}

/// Events that are to be written together, with the actors that take part and were not handed out before.
#[derive(Default)]
struct Batch {
    events: Vec<Event>,
    actors: Vec<Actor>,
}

/// Reads every file into the store. An event that is there already is passed over, so that a run that was killed is simply begun again.
///
/// # Errors
/// When the store cannot be opened or fails, or a file cannot be read.
pub fn import(args: &ImportArgs) -> anyhow::Result<Outcome> {
    let format = *Format::ALL.iter().find(|format| format.as_str() == args.format).context("the form was checked by the command line")?;
    let opened: Vec<(&Path, File)> = args.files.iter().map(|path| open(path)).collect::<anyhow::Result<_>>()?;
    let size = opened.iter().map(|(_, file)| file.metadata().map_or(0, |data| data.len())).sum();
    let runtime = Runtime::new().context("cannot start")?;
    let store = runtime.block_on(Store::open(&args.store.address()))?;
    let start = Instant::now();
    let bar = progress(size);
    let mut rejects = Rejects { path: args.rejected.clone(), out: None, count: 0 };
    let mut tally = Tally::default();
    let knowledge = pipeline::knowledge();
    let names = Known(knowledge.gazetteer());
    for (path, file) in opened {
        let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        let article = format.article(&name).map_err(|error| wrong(format!("{}: {error}", path.display())))?;
        let importer = Importer::new(format, article.id.clone(), knowledge.ontology(), &names);
        thread::scope(|scope| {
            let (send, batches) = mpsc::sync_channel(2);
            let (bar, rejects) = (&bar, &mut rejects);
            let reader = scope.spawn(move || read(&name, bar.wrap_read(file), importer, rejects, &send));
            // Taken by value: the reader must find it gone when a write fails, or it would wait for ever.
            for batch in batches {
                runtime.block_on(write(&store, &article, batch, &mut tally))?;
                bar.set_message(format!("{} new events", HumanCount(tally.added)));
            }
            reader.join().map_err(|_| anyhow::anyhow!("the reading of the file broke off"))?.with_context(|| path.display().to_string())
        })?;
    }
    bar.finish_and_clear();
    runtime.block_on(store.close());
    let rejected = rejects.finish()?;
    tell(tally, rejected, start, &args.rejected)?;
    Ok(if rejected == 0 { Outcome::Done } else { Outcome::BadInput })
}

fn open(path: &PathBuf) -> anyhow::Result<(&Path, File)> {
    let file = File::open(path).map_err(|error| wrong(format!("{}: {error}", path.display())))?;
    if file.metadata().is_ok_and(|data| data.is_dir()) {
        return Err(wrong(format!("{}: a directory; accepted are files, plain, gzip or zip", path.display())));
    }
    Ok((path, file))
}

/// Makes batches of the rows of a file.
fn read(
    name: &str,
    file: impl io::Read + io::Seek,
    mut importer: Importer<'_>,
    rejects: &mut Rejects,
    send: &SyncSender<Batch>,
) -> anyhow::Result<()> {
    let mut batch = Batch::default();
    each_line(file, |line| {
        match importer.row(&line) {
            Row::Event(event) => batch.events.push(*event),
            Row::Nothing => {}
            Row::Rejected(reason) => rejects.add(name, &line, &reason)?,
        }
        if batch.events.len() >= BATCH {
            hand_on(&mut importer, &mut batch, send)?;
        }
        Ok::<(), anyhow::Error>(())
    })?;
    hand_on(&mut importer, &mut batch, send)
}

fn hand_on(importer: &mut Importer<'_>, batch: &mut Batch, send: &SyncSender<Batch>) -> anyhow::Result<()> {
    let actors = importer.take_actors();
    let batch = Batch { actors, ..std::mem::take(batch) };
    // The other end is gone when a write has failed; that error is the one to tell.
    send.send(batch).map_err(|_| anyhow::anyhow!("nobody waits for more"))
}

async fn write(store: &Store, article: &Article, batch: Batch, tally: &mut Tally) -> anyhow::Result<()> {
    let added = store.import(article, &batch.events, &batch.actors).await?;
    tally.added += added as u64;
    tally.known += (batch.events.len() - added) as u64;
    Ok(())
}

fn tell(Tally { added, known }: Tally, rejected: u64, start: Instant, rejects: &Path) -> io::Result<()> {
    let mut err = io::stderr();
    let rate = (added + known) as f64 / start.elapsed().as_secs_f64().max(0.001);
    let (time, rate) = (HumanDuration(start.elapsed()), HumanCount(rate as u64));
    writeln!(err, "{added} new events, {known} known, {rejected} rejected, in {time} ({rate} a second)")?;
    if rejected > 0 {
        writeln!(err, "the rejected rows and the reasons are in {}", rejects.display())?;
    }
    Ok(())
}

/// The file of rows that cannot be read.
struct Rejects {
    path: PathBuf,
    out: Option<BufWriter<File>>,
    count: u64,
}

impl Rejects {
    fn add(&mut self, file: &str, line: &Line<'_>, reason: &str) -> anyhow::Result<()> {
        let out = match &mut self.out {
            Some(out) => out,
            none => {
                let made = File::create(&self.path).with_context(|| format!("--rejected {}", self.path.display()))?;
                let out = none.insert(BufWriter::new(made));
                writeln!(out, "file\tline\treason\trow")?;
                out
            }
        };
        self.count += 1;
        writeln!(out, "{file}\t{}\t{reason}\t{}", line.number, line.text.as_deref().unwrap_or_default())?;
        Ok(())
    }

    fn finish(self) -> anyhow::Result<u64> {
        if let Some(mut out) = self.out {
            out.flush().with_context(|| format!("--rejected {}", self.path.display()))?;
        }
        Ok(self.count)
    }
}

/// A bar over the bytes of all files. Nothing is drawn unless a person looks on.
fn progress(bytes: u64) -> ProgressBar {
    let style = ProgressStyle::with_template("{bar:40} {bytes}/{total_bytes} {msg} {eta}").expect("the template is well-formed");
    ProgressBar::new(bytes).with_style(style)
}
