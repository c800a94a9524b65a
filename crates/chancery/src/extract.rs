//! Articles in, events out, without a store.

use chancery_extract::extract;
use chancery_server::FieldError;
use std::io::{self, Write};

use crate::{
    articles::{self, Defaults, Found, Input},
    cli::ExtractArgs,
    failure::Outcome,
    knowledge,
    ordered::in_order,
};

/// The events of one article as JSON Lines, or where and why it is none.
type Told = Result<String, (String, Vec<FieldError>)>;

/// Writes the events of each article as JSON Lines, in the order of the articles, as they are ready.
///
/// # Errors
/// When an input cannot be read or the output not be written.
pub fn extract_files(args: &ExtractArgs) -> anyhow::Result<Outcome> {
    let inputs = if args.files.is_empty() { vec![Input::Standard] } else { articles::inputs(&args.files)? };
    let defaults = Defaults { published_on: args.published, source: None, lines: args.jsonl };
    let knowledge = knowledge::load(&args.knowledge)?;
    let work = move |found: Found| -> Told {
        let article = found.article.map_err(|faults| (found.place, faults))?;
        let told = extract(&article, &knowledge).events.into_iter().filter_map(|event| event.told());
        Ok(told.map(|event| serde_json::to_string(&event).expect("an event is plain data") + "\n").collect())
    };
    let mut outcome = Outcome::Done;
    let mut out = io::stdout().lock();
    let read = |take: &mut dyn FnMut(Found) -> anyhow::Result<()>| inputs.iter().try_for_each(|input| input.read(&defaults, &mut *take));
    in_order(read, work, |told| {
        match told {
            // Each article is written at once: whoever reads the pipe may wait for it.
            Ok(lines) => {
                out.write_all(lines.as_bytes())?;
                out.flush()?;
            }
            Err((place, faults)) => {
                outcome = Outcome::BadInput;
                writeln!(io::stderr(), "{}", articles::told(&place, &faults))?;
            }
        }
        Ok(())
    })?;
    Ok(outcome)
}
