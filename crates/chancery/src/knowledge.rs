//! What extraction knows, by the flags.

use chancery_extract::{Knowledge, reader::Reader};
use std::{fs, path::Path, sync::Arc};

use crate::{cli::KnowledgeArgs, failure::wrong};

/// Loads what ships, the reader that is asked for, and a user's rules: types first, then names, then frames, each in the order of file names.
///
/// # Errors
/// When a file cannot be read or is not in its notation.
pub fn load(args: &KnowledgeArgs) -> anyhow::Result<Arc<Knowledge>> {
    let mut knowledge = match args.reader.as_str() {
        "on" => Knowledge::builtin(),
        "off" => Knowledge::builtin().with_reader(None),
        file => Knowledge::builtin().with_reader(Some(reader(file)?)),
    };
    if let Some(dir) = &args.rules {
        for (name, text) in rules(dir)? {
            knowledge.add_rules(&name, &text)?;
        }
    }
    Ok(Arc::new(knowledge))
}

/// Other weights, kept for as long as the program runs.
fn reader(file: &str) -> anyhow::Result<&'static Reader> {
    let bytes = fs::read(file).map_err(|error| wrong(format!("--reader: accepted are on, off and a file with weights: {file}: {error}")))?;
    let reader = Reader::from_bytes(bytes.leak()).map_err(|error| wrong(format!("--reader: {file}: {error}")))?;
    Ok(Box::leak(Box::new(reader)))
}

fn rules(dir: &Path) -> anyhow::Result<Vec<(String, String)>> {
    let entries = fs::read_dir(dir).map_err(|error| wrong(format!("--rules: {} is no directory to read: {error}", dir.display())))?;
    let mut files = entries.map(|entry| entry.map(|entry| entry.path())).collect::<Result<Vec<_>, _>>()?;
    files.retain(|path| path.is_file() && path.extension().is_some_and(|end| end == "txt" || end == "tsv"));
    files.sort_by_key(|path| {
        let name = path.file_name().unwrap_or_default().to_owned();
        (name != "types.tsv", name != "names.tsv", name)
    });
    if files.is_empty() {
        return Err(wrong(format!("--rules: no rules in {}; accepted are *.txt, names.tsv and types.tsv", dir.display())));
    }
    let read = |path: std::path::PathBuf| {
        let text = fs::read_to_string(&path).map_err(|error| wrong(format!("--rules: {}: {error}", path.display())))?;
        Ok((path.display().to_string(), text))
    };
    files.into_iter().map(read).collect()
}
