//! Gatherings whose name tells who sits at them: "six-party talks", "the Quartet", in capitals or not.

use chancery_core::Article;
use chancery_language::Document;

use super::{ActorRef, Mention, Told, place::of_country};
use crate::gazetteer::{Gazetteer, Kind, words};

/// What all members of a format sit at.
const TALKS: &[&str] = &["talks", "negotiations", "conference", "summit", "meeting", "process"];

/// The formats of a text with their members, for the years in which they met.
pub(crate) fn formats(article: &Article, document: &Document, gazetteer: &Gazetteer) -> Vec<Mention> {
    let words = words(&article.text);
    let mut found = Vec::new();
    for (at, word) in words.iter().enumerate() {
        let named = gazetteer.at(&words, at).into_iter().find_map(|(length, entries)| {
            let row =
                entries.iter().filter(|entry| entry.kind == Kind::Organisation).find(|entry| gazetteer.organisation(entry.row)[4] == "format")?;
            Some((length, gazetteer.organisation(row.row)))
        });
        let Some((length, cells)) = named.filter(|&(length, _)| length > 1) else { continue };
        let bytes = word.bytes.start..words[at + length - 1].bytes.end;
        let members: Vec<ActorRef> = cells[7].split('|').filter_map(|id| gazetteer.country_of(id)).map(of_country).collect();
        // "The Group of Eight" acts as one body; at "six-party talks" all sit, and "six world powers" are six.
        let last = at + length - 1;
        let talks = words[last..].iter().take(2).any(|word| TALKS.contains(&word.folded.as_str()));
        let common = article.text[words[last].bytes.clone()].starts_with(char::is_lowercase);
        if members.len() > 1 && (talks || common) {
            found.extend(Mention::of_actors(document, bytes, Told::Collective, members));
        }
    }
    found
}
