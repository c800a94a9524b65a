//! Every name of the tables, with what bears it.

use std::collections::BTreeMap;

use crate::{
    fold::folded,
    layout::{Kind, Table},
    sound,
};

/// The tables as one text.
pub struct World<'t> {
    pub text: &'t str,
    /// Where each row begins, and the end.
    pub lines: &'t [u32],
    /// The first row of each table, and the end.
    pub first: &'t [u32],
}

/// A name with its bearer.
pub struct Name<'t> {
    pub surface: &'t str,
    /// What it is found by, where that is not the name itself.
    pub key: Option<String>,
    pub kind: Kind,
    pub row: usize,
}

/// States whose names news writes in several ways.
const ROMANISED: &str = "AFG ARE ARM AZE BGD BGR BHR BLR DZA EGY GEO IRN IRQ ISR JOR KAZ KGZ KWT LBN LBY MAR MDA MKD MRT MYS OMN PAK PRK PSE \
    QAT RUS SAU SDN SOM SRB SUN SYR TJK TKM TUN UKR UZB YEM YMD YUG";
/// States of the Chinese language.
const CHINESE: &str = "CHN TWN HKG";

/// Which columns of a table hold names, and of what.
const COLUMNS: [(Table, &[(usize, Kind)]); 7] = [
    (Table::Countries, &[(2, Kind::Country), (3, Kind::Country), (4, Kind::Adjective), (5, Kind::People), (6, Kind::Capital), (7, Kind::Seat)]),
    (Table::Organisations, &[(1, Kind::Organisation), (2, Kind::Organisation), (3, Kind::Organisation)]),
    (Table::Groups, &[(1, Kind::Group), (2, Kind::Group)]),
    (Table::Offices, &[(0, Kind::Title)]),
    (Table::Cities, &[(0, Kind::City), (1, Kind::City)]),
    (Table::Regions, &[(0, Kind::Region), (1, Kind::Region), (2, Kind::RegionAdjective)]),
    (Table::Nouns, &[(0, Kind::Noun)]),
];

/// Titles that some names of the sources begin with.
const TITLES: [&str; 6] = ["King ", "Queen ", "Pope ", "President ", "Prince ", "Emperor "];

impl<'t> World<'t> {
    /// The rows of a table.
    fn rows(&self, table: Table) -> impl Iterator<Item = &'t str> + use<'_, 't> {
        let rows = self.first[table as usize] as usize..self.first[table as usize + 1] as usize;
        rows.map(|row| &self.text[self.lines[row] as usize..self.lines[row + 1] as usize - 1])
    }
}

/// All of them.
pub fn all<'t>(world: &World<'t>) -> Vec<Name<'t>> {
    let mut names = Vec::new();
    for (table, columns) in COLUMNS {
        for (row, line) in world.rows(table).enumerate() {
            let cells: Vec<&str> = line.split('\t').collect();
            for &(column, kind) in columns {
                names.extend(list(cells[column]).map(|surface| Name { surface, key: None, kind, row }));
            }
        }
    }
    for (row, line) in world.rows(Table::Persons).enumerate() {
        person(line, |surface, kind| names.push(Name { surface, key: None, kind, row }));
        names.extend(sounds(line).map(|(surface, key)| Name { surface, key: Some(key), kind: Kind::Sound, row }));
        person(line, |surface, kind| names.extend(digraphs(surface).map(|key| Name { surface, key: Some(key), kind, row })));
    }
    names.extend(given_names(world).map(|surface| Name { surface, key: None, kind: Kind::Given, row: 0 }));
    names
}

/// Pairs of a country (its three letters as a number) and the row of a person who held an office for it, in order.
pub fn homes(world: &World<'_>) -> Vec<u32> {
    let mut pairs = Vec::new();
    for (row, line) in world.rows(Table::Persons).enumerate() {
        for office in list(line.split('\t').nth(3).unwrap_or_default()) {
            if let Some(&[a, b, c]) = office.split('^').next().map(str::as_bytes) {
                pairs.push([u32::from_be_bytes([0, a, b, c]), row as u32]);
            }
        }
    }
    pairs.sort_unstable();
    pairs.dedup();
    pairs.concat()
}

/// The items of a cell.
fn list(cell: &str) -> impl Iterator<Item = &str> {
    cell.split('|').filter(|item| !item.is_empty())
}

/// The names of a person, whole and in part.
fn person<'t>(line: &'t str, mut each: impl FnMut(&'t str, Kind)) {
    let mut cells = line.split('\t').skip(1);
    let (name, others) = (cells.next().unwrap_or_default(), cells.next().unwrap_or_default());
    for (place, name) in std::iter::once(name).chain(list(others)).enumerate() {
        // A title is no part of a name: what stands behind it is.
        let name = TITLES.iter().find_map(|title| name.strip_prefix(title)).unwrap_or(name);
        let whole = name.contains(' ');
        each(name, if whole { Kind::Person } else { Kind::Surname });
        if whole && (place == 0 || name.matches(' ').count() > 1) {
            short_names(name).for_each(|short| each(short, Kind::Surname));
        } else if let Some((_, last)) = name.rsplit_once(' ').filter(|(_, last)| last.len() > 4) {
            each(last, Kind::Surname);
        }
    }
}

/// What makes a key of the words of a name.
type Key = fn(&[&str]) -> Option<String>;

/// The whole names of a person with the keys under which other romanisations of them are found.
fn sounds(line: &str) -> impl Iterator<Item = (&str, String)> {
    let cells: Vec<&str> = line.split('\t').collect();
    let homes: Vec<&str> = list(cells[3]).filter_map(|office| office.get(..3)).collect();
    let of = |states: &str| homes.iter().any(|home| states.contains(home));
    let (key, wanted): (Key, bool) = if of(CHINESE) { (sound::chinese, true) } else { (sound::romanised, of(ROMANISED)) };
    let names = std::iter::once(cells[1]).chain(list(cells[2])).filter(move |_| wanted);
    names.filter_map(move |name| Some((name, key(&folded(name).split(' ').collect::<Vec<_>>())?)))
}

/// How a name with Nordic or German letters is written without them: "Moeller" is Møller.
fn digraphs(name: &str) -> Option<String> {
    const WRITTEN: &[(char, &str)] = &[('ø', "oe"), ('ö', "oe"), ('ü', "ue"), ('ä', "ae"), ('å', "aa")];
    let written = |c: char| WRITTEN.iter().find(|(letter, _)| *letter == c).map(|(_, pair)| *pair);
    let lower = name.to_lowercase();
    lower.chars().any(|c| written(c).is_some()).then(|| {
        let plain: String = lower.chars().map(|c| written(c).map_or_else(|| c.to_string(), str::to_owned)).collect();
        folded(&plain)
    })
}

/// The parts of a name that news uses alone: the last word, with the particles before it; the first word of a name in the Chinese or
/// Korean order; the last two words of a name of three.
fn short_names(name: &str) -> impl Iterator<Item = &str> {
    let spaces: Vec<usize> = name.match_indices(' ').map(|(at, _)| at).collect();
    let last = spaces.last().map_or(name, |&at| &name[at + 1..]);
    let two = (spaces.len() >= 2).then(|| &name[spaces[spaces.len() - 2] + 1..]);
    let middle = (spaces.len() == 2).then(|| &name[spaces[0] + 1..spaces[1]]);
    // "Lakas" of "Demetrio Basilio Lakas Bahas": of two surnames the first.
    let paternal = (spaces.len() == 3).then(|| &name[spaces[1] + 1..spaces[2]]).filter(|word| word.len() > 3);
    let both = (spaces.len() == 3).then(|| &name[spaces[1] + 1..]).filter(|_| paternal.is_some());
    let first = spaces.first().map_or("", |&at| &name[..at]);
    let eastern = (first.len() <= 5).then_some(first);
    // "Baudouin" of "Baudouin I".
    let regnal = if last.chars().all(|c| "IVX".contains(c)) { name.rsplit_once(' ').map(|(given, _)| given) } else { None };
    // "Jubeir" of "al-Jubeir".
    let bare = ["al-", "Al-", "el-", "El-"].iter().find_map(|article| last.strip_prefix(article));
    [bare, regnal, Some(last), two.filter(|_| both.is_none()), both, paternal, middle.filter(|word| word.len() > 4), eastern]
        .into_iter()
        .flatten()
        .filter(|short| short.len() > 1)
}

/// The first words of the usual names of at least three persons.
fn given_names<'t>(world: &World<'t>) -> impl Iterator<Item = &'t str> {
    let mut counts: BTreeMap<&str, u32> = BTreeMap::new();
    for line in world.rows(Table::Persons) {
        let name = line.split('\t').nth(1).unwrap_or_default();
        if let Some((first, _)) = name.split_once(' ').filter(|(first, _)| first.len() > 2) {
            *counts.entry(first).or_default() += 1;
        }
    }
    counts.into_iter().filter(|&(_, count)| count > 2).map(|(name, _)| name)
}
