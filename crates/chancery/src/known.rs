//! What extraction knows of names, for files that others have coded.

use chancery_core::{Actor, ActorKind};
use chancery_extract::gazetteer::{Gazetteer, Kind, slug, words};
use chancery_formats::Names;

/// The names of the gazetteer.
pub struct Known<'g>(pub &'g Gazetteer);

impl Names for Known<'_> {
    fn find(&self, name: &str) -> Option<Actor> {
        let words = words(name);
        let found: Vec<_> = self.0.at(&words, 0).into_iter().filter(|(length, _)| *length == words.len()).flat_map(|(_, entries)| entries).collect();
        let of = |kind: Kind| found.iter().filter(move |entry| entry.kind == kind).map(|entry| entry.row);
        if let Some(row) = of(Kind::Country).next() {
            return self.actor(self.0.country(row).actor());
        }
        let ids = of(Kind::Organisation).map(|row| self.0.organisation(row)[0]).chain(of(Kind::Group).map(|row| self.0.group(row)[0]));
        if let Some(id) = only(ids) {
            return self.actor(id);
        }
        // Of several persons of one name the best known has the plain id.
        let plain = slug(name);
        let mut persons: Vec<&str> = of(Kind::Person).map(|row| self.0.person(row).id).collect();
        persons.sort_unstable();
        persons.dedup();
        let person = persons.iter().find(|id| **id == plain).or(persons.first().filter(|_| persons.len() == 1));
        if let Some(id) = person {
            return self.actor(id);
        }
        let region = self.0.region(of(Kind::Region).next()?);
        let id = slug(region[0]).parse().ok()?;
        Some(Actor { id, kind: ActorKind::Group, name: region[0].into(), names: vec![], country: None, sector: None, offices: vec![] })
    }

    fn slug(&self, name: &str) -> String {
        slug(name)
    }
}

impl Known<'_> {
    fn actor(&self, id: &str) -> Option<Actor> {
        self.0.actor(&id.parse().ok()?)
    }
}

/// The only one that there is.
fn only<'g>(mut ids: impl Iterator<Item = &'g str>) -> Option<&'g str> {
    let first = ids.next()?;
    ids.all(|other| other == first).then_some(first)
}
