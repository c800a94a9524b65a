//! Who sits across at a gathering or a deal of which the words name one side only, and which sides of one land agree among themselves.

use chancery_core::{ActorKind, CountryCode, EventType, Role, Status};

use super::{
    cast::{Cast, Named},
    kept::on_the_stage,
    roles::{Part, follows},
};
use crate::{
    frames::{Arg, Pos, matcher::Match},
    tree::Tree,
};

/// The way to the other side of a deal that nobody is said to have made.
const PARTNER: &str = "whom it is told of";

/// The other side of a treaty or of talks "with" somebody that nobody is said to have made or held ("The treaty was signed with India"): whoever the
/// sentence before is about, else the country where the article was written. Of a gathering called off ("scrapped the meeting"): the one other country that the sentence names.
pub fn partner<'c>((kind, status): (&EventType, Status), cast: &'c Cast, parts: &[Part<'_>]) -> Option<Part<'c>> {
    let [one] = parts else { return None };
    let land = one.named.land().filter(|_| !one.named.generic)?;
    let found = match (kind.as_str(), status) {
        ("agreement" | "talks", _) if one.path == "with" => cast.topic.as_ref().filter(|topic| !topic.generic).or(cast.home.as_ref()),
        ("meeting" | "talks", Status::Cancelled) => only_other(cast, land),
        _ => None,
    };
    let found = found.filter(|named| named.land().is_some_and(|other| other != land))?;
    Some(Part::within(Role::Participant, found, PARTNER))
}

/// Who is visited where only the visitor is told ("the Kazakh leader's visit"): those from whose land the article comes.
pub fn host<'c>(matched: &Match<'_>, cast: &'c Cast, parts: &[Part<'_>]) -> Option<Part<'c>> {
    let [guest] = parts else { return None };
    let land = guest.named.land().filter(|_| guest.role == Role::Source && matched.site.pos == Pos::Noun && !guest.named.generic)?;
    let home = cast.home.as_ref().filter(|home| home.land().is_some_and(|home| home != land))?;
    Some(Part::within(Role::Host, home, PARTNER))
}

/// The one country that a sentence names beside another.
fn only_other(cast: &Cast, land: CountryCode) -> Option<&Named> {
    let country = |named: &&Named| named.who.iter().all(|who| who.kind == ActorKind::Country) && named.land().is_some_and(|other| other != land);
    let mut others = cast.actors.iter().filter(country);
    let other = others.next()?;
    others.all(|named| named.land() == other.land()).then_some(other)
}

/// Whether sides of one land do something among themselves ("the Burundian parties signed").
pub fn among_themselves(kind: &EventType, parts: &[Part<'_>], tree: &Tree) -> bool {
    const SIDES: &[&str] =
        &["party", "faction", "politician", "side", "rival", "rebel", "leader", "group", "clan", "tribe", "militia", "guerrilla", "movement", "camp"];
    let [part] = parts else { return false };
    let group = part.named.who.iter().all(|who| !matches!(who.kind, ActorKind::Country | ActorKind::Person) && who.country.is_some());
    let head = tree.words.get(part.named.head);
    let many = head.is_some_and(|word| matches!(word.xpos.as_str(), "NNS" | "NNPS") && SIDES.contains(&word.lemma.as_str()));
    kind.as_str() == "agreement" && part.role == Role::Participant && part.path == "subj" && group && many
}

/// Whether a noun tells by "between" which two parties of the world stage do something together ("the deal between the Vatican and Beijing"): no
/// doubt of the learned reader outweighs that.
pub fn names_both(tree: &Tree, cast: &Cast, matched: &Match<'_>) -> bool {
    if matched.site.pos != Pos::Noun {
        return false;
    }
    let words = follows(tree, matched.site, Arg::Preposition("between"));
    let named: Vec<&Named> = words.into_iter().flat_map(|word| tree.conjuncts(word)).filter_map(|word| cast.at(word)).collect();
    let stage = |named: &&&Named| on_the_stage(&Part::within(Role::Participant, named, "between"));
    let lands: std::collections::BTreeSet<String> =
        named.iter().filter(stage).filter_map(|named| named.land()).map(|land| land.to_string()).collect();
    lands.len() > 1
}
