//! Names that a user adds: they go before all others.

use chancery_core::{ActorId, ActorKind, CountryCode, Sector};
use chancery_language::Document;
use std::{collections::HashMap, ops::Range};

use super::{ActorRef, Mention, Told};
use crate::gazetteer::{slug, words};

/// A user's names, by their first word.
#[derive(Clone, Debug, Default)]
pub struct OwnNames {
    names: HashMap<String, Vec<(Vec<String>, usize)>>,
    actors: Vec<ActorRef>,
}

/// The columns of a file of names.
const COLUMNS: &str = "name, kind, country, sector, office, aliases";

impl OwnNames {
    /// Adds the names of a table: a heading line, then columns parted by tabs: name; kind (person, organization, group); country (three
    /// letters) or `-`; PLOVER sector or `-`; office or `-`; other names parted by `|`, or `-`. The last columns may be missing.
    ///
    /// # Errors
    /// With the line and what is accepted there.
    pub fn add(&mut self, table: &str) -> Result<(), (usize, String)> {
        for (index, line) in table.lines().enumerate().skip(1).filter(|(_, line)| !line.trim().is_empty() && !line.starts_with('#')) {
            self.add_line(line).map_err(|reason| (index + 1, reason))?;
        }
        Ok(())
    }

    fn add_line(&mut self, line: &str) -> Result<(), String> {
        let cells: Vec<&str> = line.split('\t').map(str::trim).collect();
        let cell = |column: usize| cells.get(column).copied().filter(|cell| !cell.is_empty() && *cell != "-");
        let (Some(name), Some(kind)) = (cell(0), cell(1)) else { return Err(format!("a name and its kind are needed; the columns are {COLUMNS}")) };
        let kind = match kind {
            "person" => ActorKind::Person,
            "organization" => ActorKind::Organization,
            "group" => ActorKind::Group,
            _ => return Err(format!("no kind of actor: {kind:?}; accepted are person, organization, group")),
        };
        let country =
            cell(2).map(|code| code.parse::<CountryCode>().map_err(|_| format!("no country: {code:?}; accepted are three letters of ISO 3166-1")));
        let sector = cell(3).map(|code| code.parse::<Sector>().map_err(|error| error.to_string()));
        let id: ActorId = slug(name).parse().map_err(|_| format!("no name: {name:?}; accepted are letters and digits"))?;
        let actor = ActorRef {
            id,
            kind,
            name: name.to_owned(),
            office: cell(4).map(str::to_owned),
            former: false,
            organization: None,
            country: country.transpose()?,
            sector: sector.transpose()?,
        };
        for form in std::iter::once(name).chain(cell(5).into_iter().flat_map(|forms| forms.split('|'))) {
            let form: Vec<String> = words(form).into_iter().map(|word| word.folded).collect();
            let Some(first) = form.first().cloned() else { continue };
            let list = self.names.entry(first).or_default();
            list.push((form, self.actors.len()));
            list.sort_by_key(|(form, _)| std::cmp::Reverse(form.len()));
        }
        self.actors.push(actor);
        Ok(())
    }

    /// Where they stand in a text, in bytes, the longest first, with the number of the actor.
    pub(crate) fn find(&self, text: &str) -> Vec<(Range<usize>, usize)> {
        if self.names.is_empty() {
            return Vec::new();
        }
        let words = words(text);
        let mut found = Vec::new();
        let mut at = 0;
        while at < words.len() {
            let fits = |form: &[String]| form.len() <= words.len() - at && form.iter().zip(&words[at..]).all(|(name, word)| *name == word.folded);
            let capital = text[words[at].bytes.clone()].starts_with(|letter: char| letter.is_uppercase() || letter.is_numeric());
            let named = self.names.get(&words[at].folded).filter(|_| capital).and_then(|list| list.iter().find(|(form, _)| fits(form)));
            match named {
                Some((form, actor)) => {
                    found.push((words[at].bytes.start..words[at + form.len() - 1].bytes.end, *actor));
                    at += form.len();
                }
                None => at += 1,
            }
        }
        found
    }

    /// Their mentions at the places where [`OwnNames::find`] found them.
    pub(crate) fn mentions(&self, document: &Document, found: Vec<(Range<usize>, usize)>) -> Vec<Mention> {
        let mention = |(bytes, actor): (Range<usize>, usize)| {
            let actor = self.actors[actor].clone();
            let told = if actor.kind == ActorKind::Person { Told::Titled } else { Told::Name };
            Mention::of_actors(document, bytes, told, vec![actor])
        };
        found.into_iter().filter_map(mention).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TABLE: &str = "name\tkind\tcountry\tsector\toffice\taliases\nNorthern River Compact\torganization\t-\tIGO\t-\tthe Compact|NRC\n\
        Ada Lindqvist\tperson\tSWE\tGOV\tenvoy\n";

    #[test]
    fn own_names_are_found_under_every_form() {
        let mut names = OwnNames::default();
        names.add(TABLE).unwrap();
        let text = "Ada Lindqvist met the Northern River Compact. The NRC agreed.";
        let found: Vec<&str> = names.find(text).into_iter().map(|(bytes, _)| &text[bytes]).collect();
        assert_eq!(found, ["Ada Lindqvist", "Northern River Compact", "NRC"]);
    }

    #[test]
    fn a_wrong_cell_names_its_line_and_what_is_accepted() {
        let wrong = |line: &str| OwnNames::default().add(&format!("name\tkind\n{line}\n")).unwrap_err();
        assert_eq!(wrong("Ada\tlady"), (2, "no kind of actor: \"lady\"; accepted are person, organization, group".into()));
        assert!(wrong("Ada\tperson\tSweden").1.contains("three letters"));
        assert!(wrong("Ada").1.contains("name, kind"));
    }
}
