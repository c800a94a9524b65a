//! Files to read and names to know.
#![allow(dead_code, clippy::unwrap_used, clippy::print_stdout, reason = "each test file uses a part; a test may say why it is skipped")]

use chancery_core::{Actor, ActorKind, Event, Ontology, Sector};
use chancery_formats::{Importer, Names, Row, import::Format, lines::each_line};
use std::{fs::File, io, path::PathBuf};

/// A file of the shared folder next to the checkout; none, which is said, where there is no such folder.
pub fn shared(path: &str) -> Option<PathBuf> {
    let file = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../../shared/data").join(path);
    if !file.is_file() {
        println!("skipped: there is no shared folder next to the checkout");
        return None;
    }
    Some(file)
}

/// A few actors who are known.
pub struct Few;

impl Names for Few {
    fn find(&self, name: &str) -> Option<Actor> {
        let known = [
            ("european-union", ActorKind::Organization, "European Union", "EU", Some(Sector::Igo)),
            ("vladimir-putin", ActorKind::Person, "Vladimir Putin", "Putin", Some(Sector::Gov)),
        ];
        let (id, kind, name, _, sector) =
            known.into_iter().find(|(_, _, known, short, _)| [known, short].iter().any(|known| known.eq_ignore_ascii_case(name)))?;
        Some(Actor { id: id.parse().ok()?, kind, name: name.into(), names: vec![], country: None, sector, offices: vec![] })
    }

    fn slug(&self, name: &str) -> String {
        let words = name.to_lowercase();
        words.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect::<Vec<_>>().join("-")
    }
}

/// The events of a file, and its rejected rows with the reasons.
pub fn import(format: Format, file: &PathBuf) -> (Vec<Event>, Vec<(String, String)>) {
    import_from(format, File::open(file).unwrap())
}

/// The same of what can be read.
pub fn import_from(format: Format, from: impl io::Read + io::Seek) -> (Vec<Event>, Vec<(String, String)>) {
    let ontology = Ontology::builtin();
    let mut importer = Importer::new(format, "test".parse().unwrap(), &ontology, &Few);
    let (mut events, mut rejected) = (vec![], vec![]);
    each_line(from, |line| {
        match importer.row(&line) {
            Row::Event(event) => events.push(*event),
            Row::Nothing => {}
            Row::Rejected(reason) => rejected.push((line.text.unwrap_or_default().into_owned(), reason)),
        }
        Ok::<(), io::Error>(())
    })
    .unwrap();
    (events, rejected)
}
