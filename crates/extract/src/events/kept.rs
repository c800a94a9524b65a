//! Whether what a trigger tells is an event of the kind that is kept.

use chancery_core::{ActorKind, Role};

use super::{cast::Who, roles::Part};
use crate::{
    frames::matcher::Match,
    reader::{Class, Scores},
    stage::political,
    tree::Tree,
};

/// How sure the learned reader must be that words tell none before a trigger is dropped. Lower thresholds drop more false events of
/// sport and crime, but begin to cost true ones in texts unlike those it learnt from (docs/measurements.md).
const SURE_OF_NONE: f32 = 0.98;

/// Whether the learned reader is sure that no word of a trigger tells an event.
pub fn vetoed(scores: &[Scores], tree: &Tree, matched: &Match<'_>) -> bool {
    // An auxiliary ("must") says nothing without its verb; and of "joined them in condemning" one word is taught to tell it.
    let helped = tree.words[matched.site.word].head.filter(|_| tree.words[matched.site.word].is(&["aux", "advcl"]));
    matched.words().chain(helped).filter_map(|word| scores.get(word)).map(|scores| scores.of(Class::None)).fold(1.0, f32::min) >= SURE_OF_NONE
}

/// How likely the reader must find the class of an act whose parties only the ranker finds.
pub const LIKELY_CLASS: f32 = 0.5;

/// How likely a class must be for the reader to make an event alone: less where it is told who acts upon whom.
pub const LIKELY: f32 = 0.7;
const LIKELY_WITH_BOTH: f32 = 0.5;

/// How likely the reader must find the class of an act between parties none of whom acts for a country or a body that deals with
/// countries: unions, courts, members of a party.
pub const SURE: f32 = 0.8;

/// How likely the learned reader finds a class at the words of a trigger.
pub fn agreement(scores: &[Scores], matched: &Match<'_>, class: Class) -> f32 {
    matched.words().filter_map(|word| scores.get(word)).map(|scores| scores.of(class)).fold(0.0, f32::max)
}

/// The likeliest class of a word with its probability, where that may make an event alone.
pub fn may_tell(scores: &Scores) -> Option<(Class, f32)> {
    Some(scores.likeliest()).filter(|&(_, likely)| likely >= LIKELY_WITH_BOTH)
}

/// Whether the parts of an event that the reader made alone are enough for how likely it is.
pub fn enough(likely: f32, parts: &[Part<'_>]) -> bool {
    let named = |sides: &[Role]| parts.iter().any(|part| sides.contains(&part.role) && !part.named.generic);
    let members = parts.iter().filter(|part| part.role == Role::Participant).map(|part| part.named.who.len()).sum::<usize>();
    let both = members > 1 || (named(&[Role::Source]) && named(&[Role::Target, Role::Host]));
    both || (likely >= LIKELY && (named(&[Role::Source]) || named(&[Role::Target])))
}

/// Whether somebody acts for a country, or is a body that deals with countries: a firm, a club or a charity alone is none.
pub fn on_the_stage(part: &Part<'_>) -> bool {
    let acts = |who: &Who| match who.kind {
        ActorKind::Country => true,
        ActorKind::Person => (who.country.is_some() || who.organization.is_some()) && (who.office.is_some() || who.sector.is_some_and(political)),
        _ => who.country.is_some() || who.sector.is_some_and(political),
    };
    !part.named.generic && part.named.who.iter().any(acts)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::events::cast::Named;
    use chancery_core::{Sector, Span};

    fn stands(kind: ActorKind, country: Option<&str>, office: Option<&str>, sector: Option<Sector>, generic: bool) -> bool {
        let who = Who {
            actor: "a".parse().unwrap(),
            kind,
            name: "A".into(),
            office: office.map(str::to_owned),
            organization: None,
            country: country.map(|code| code.parse().unwrap()),
            sector,
        };
        let named = Named { head: 0, words: 0..1, span: Span::new(0, 1), who: vec![who], confidence: 1.0, generic };
        on_the_stage(&Part { role: Role::Source, named: &named, path: String::new(), inner: false, phrase: None, sure: 1.0 })
    }

    #[test]
    fn countries_and_their_officials_make_events_and_firms_do_not() {
        assert!(stands(ActorKind::Country, Some("CHL"), None, None, false));
        assert!(stands(ActorKind::Person, Some("CHL"), Some("Foreign Minister"), None, false));
        assert!(!stands(ActorKind::Person, None, None, None, false), "a person of no country");
        assert!(!stands(ActorKind::Organization, None, None, Some(Sector::Bus), false), "a firm");
        assert!(stands(ActorKind::Group, None, None, Some(Sector::Reb), false), "rebels");
        assert!(!stands(ActorKind::Group, Some("CHL"), None, Some(Sector::Cop), true), "nobody in particular");
    }
}
