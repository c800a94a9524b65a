//! When an act happened: the date expression that belongs to its clause.

use chancery_core::{DateRange, EventType, Span, Status};

use crate::{
    dates::Tense,
    frames::{Pos, args::Site},
    tree::Tree,
};

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
    let own = told
        .iter()
        .filter(near)
        .min_by_key(|date| (site.pos == Pos::Noun && asked_for(tree, date.head, site.word), steps(tree, date.head, site.verb())));
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
    if site.pos == Pos::Noun && !spoken_of(tree, site.word, carrier) {
        return told.iter().find(|date| tree.words[date.head].head == Some(carrier)).map(|date| (date, "of the verb above it"));
    }
    None
}

/// The date of the vote or the decision by which an act is done: "the council voted on Tuesday to forbid flights".
pub fn decided_on<'t>(tree: &Tree, site: Site, told: &'t [Told]) -> Option<(&'t Told, &'static str)> {
    const DECIDES: &[&str] = &["vote", "decide", "agree", "choose", "opt", "move", "resolve", "rule"];
    let verb = &tree.words[site.verb()];
    let above =
        verb.head.filter(|&head| verb.is(&["xcomp", "ccomp", "advcl"]) && verb.xpos == "VB" && DECIDES.contains(&tree.words[head].lemma.as_str()))?;
    let date = told.iter().find(|date| tree.words[date.head].head == Some(above) && date.head < site.verb())?;
    Some((date, "of the decision"))
}

/// The day for which somebody travels: "flies to Oslo to meet the king on May 3".
pub fn aimed_at<'t>(tree: &Tree, site: Site, told: &'t [Told]) -> Option<(&'t Told, &'static str)> {
    let aim = |step: usize| tree.words[step].head == Some(site.verb()) && tree.words[step].is(&["advcl", "xcomp"]) && tree.words[step].xpos == "VB";
    let date = told.iter().find(|date| tree.words[date.head].head.is_some_and(aim))?;
    Some((date, "of what it is for"))
}

/// Whether a date stands in the clause that says what a noun asks for or promises: "the demand that they leave by May".
fn asked_for(tree: &Tree, date: usize, noun: usize) -> bool {
    let wanted = |step: usize| {
        let word = &tree.words[step];
        word.is(&["ccomp"]) || (word.is(&["acl"]) && (word.xpos == "VB" || tree.mark(step) == Some("that")))
    };
    tree.up(date).take_while(|&step| step != noun).any(wanted)
}

/// Whether the verb above a noun only speaks of what it tells, or answers it: "spoke on Monday of the raid".
fn spoken_of(tree: &Tree, noun: usize, verb: usize) -> bool {
    let below = tree.up(noun).take_while(|&step| step != verb).last().unwrap_or(noun);
    tree.words[below].is(&["obl"]) && matches!(tree.case(below), Some("on" | "over" | "about" | "of" | "since" | "against"))
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
