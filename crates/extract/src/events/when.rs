//! When an act happened: the date expression that belongs to its clause.

use chancery_core::{DateRange, EventType, Span, Status};

use crate::{dates::Tense, frames::args::Site, tree::Tree};

/// A date expression of a sentence, by its words.
#[derive(Clone, Debug)]
pub struct Told {
    /// Its number among the dates of the sentence.
    pub number: usize,
    /// The word that heads it.
    pub head: usize,
    /// Where it stands.
    pub span: Span,
}

/// A date of an event with its words.
#[derive(Clone, Debug, PartialEq)]
pub struct When {
    /// The days.
    pub range: DateRange,
    /// The words.
    pub span: Span,
    /// How it was found.
    pub how: &'static str,
}

/// The date expression of an act: of its own clause, or, for a noun, of the clause that the noun is part of.
///
/// `clause` are the words of the act; `rivals` the words of the other triggers of the sentence, whose dates are their own.
pub fn date_of<'t>(tree: &Tree, site: Site, clause: &[usize], rivals: &[usize], told: &'t [Told]) -> Option<(&'t Told, &'static str)> {
    let near = |date: &&Told| clause.contains(&date.head) && owner(tree, date.head, site, rivals);
    let own = told.iter().filter(near).min_by_key(|date| steps(tree, date.head, site.verb()));
    if let Some(date) = own {
        return Some((date, "in its clause"));
    }
    if let Some(date) = when_clause(tree, site.verb(), told) {
        return Some((date, "of the clause that it explains"));
    }
    let carrier = tree
        .up(site.verb())
        .skip(1)
        .take_while(|&step| !rivals.contains(&step) || tree.words[step].is_verb())
        .find(|&step| tree.words[step].is_verb())?;
    if site.light.is_some() || rivals.contains(&carrier) || tree.words[site.word].is(&["root"]) {
        return None;
    }
    if site.pos == crate::frames::Pos::Noun {
        return told.iter().find(|date| tree.words[date.head].head == Some(carrier)).map(|date| (date, "of the verb above it"));
    }
    None
}

/// The day for which what is called off was planned, where a clause after its noun tells it: "the meeting that was planned for April 3".
pub fn planned_for<'t>(tree: &Tree, noun: usize, told: &'t [Told]) -> Option<&'t Told> {
    const PLANNED: &[&str] = &["plan", "schedule", "set", "fix", "slate", "arrange", "expect", "due", "foresee"];
    let planned = |step: usize| tree.words[step].is(&["acl"]) && PLANNED.contains(&tree.words[step].lemma.as_str());
    told.iter().find(|date| tree.under(date.head, noun) && tree.up(date.head).take_while(|&step| step != noun).any(planned))
}

/// The date right before the "when" of a clause: "It began last Thursday, when Chad expelled".
fn when_clause<'t>(tree: &Tree, verb: usize, told: &'t [Told]) -> Option<&'t Told> {
    let when = tree.by(verb, &["advmod", "mark"]).find(|&word| tree.words[word].lemma == "when")?;
    let head = tree.words[verb].head.filter(|_| tree.words[verb].is(&["advcl", "acl"]))?;
    let near = |date: &&Told| date.head < when && (date.head == head || tree.words[date.head].head == Some(head));
    told.iter().filter(near).max_by_key(|date| date.head)
}

/// Whether the first trigger above the date is this one.
fn owner(tree: &Tree, date: usize, site: Site, rivals: &[usize]) -> bool {
    let first = tree.up(date).find(|&step| step == site.word || step == site.verb() || rivals.contains(&step));
    first.is_none_or(|step| step == site.word || step == site.verb())
}

fn steps(tree: &Tree, from: usize, to: usize) -> usize {
    tree.up(from).position(|step| step == to).unwrap_or(usize::MAX)
}

/// In which direction from the publication date a bare weekday or month of a clause lies: words that look ahead ("promised", "urged")
/// date what they speak of, unless the date is their own ("On Wednesday Chad pledged").
pub fn tense(kind: &EventType, status: Status, own: bool) -> Tense {
    match status {
        Status::Planned | Status::Proposed | Status::Conditional => Tense::Future,
        // What is called off lay ahead, or did so until that day.
        Status::Ongoing | Status::Cancelled => Tense::Unknown,
        _ if matches!(kind.as_str(), "pledge" | "threat") && !own => Tense::Future,
        _ => Tense::Past,
    }
}
