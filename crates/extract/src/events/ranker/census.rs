//! Whom an article is about: how often each party is named in it.

use chancery_core::{ActorId, ActorKind, CountryCode};
use std::collections::{HashMap, HashSet};

use crate::{
    events::cast::{Named, Who},
    mentions::{Mention, Reading},
};

/// How often the parties of an article are named. A party is a country, a body without a country, or an actor of neither.
#[derive(Clone, Debug, Default)]
pub struct Census {
    counts: HashMap<String, usize>,
    /// The counts, the least first.
    sorted: Vec<usize>,
    all: usize,
    first: HashSet<String>,
}

/// What an article says of somebody.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Standing {
    /// How often the party is named.
    pub named: usize,
    /// Its share of all names.
    pub share: f32,
    /// How many parties are named more often.
    pub rank: usize,
    /// Whether the first sentence names it.
    pub first: bool,
}

/// The party that somebody stands for: his country, or the body for which he acts; a body is its own.
fn party(country: Option<CountryCode>, organization: Option<&str>, (kind, name, actor): (ActorKind, &str, &ActorId)) -> String {
    let body = organization.or((kind == ActorKind::Organization).then_some(name));
    country.map(|code| code.to_string()).or_else(|| body.map(str::to_owned)).unwrap_or_else(|| actor.as_str().to_owned())
}

/// The parties that a name stands for, each once, in the order of their names.
pub fn parties(named: &Named) -> Vec<String> {
    let of = |who: &Who| party(who.country, who.organization.as_deref(), (who.kind, &who.name, &who.actor));
    let mut parties: Vec<String> = named.who.iter().map(of).collect();
    parties.sort_unstable();
    parties.dedup();
    parties
}

impl Census {
    /// Counts the names of an article.
    pub fn of(mentions: &[Mention]) -> Self {
        let mut census = Self::default();
        for mention in mentions.iter().filter(|mention| mention.reading != Reading::Place) {
            for actor in &mention.actors {
                let party = party(actor.country, actor.organization.as_deref(), (actor.kind, &actor.name, &actor.id));
                if mention.sentence == 0 {
                    census.first.insert(party.clone());
                }
                *census.counts.entry(party).or_default() += 1;
                census.all += 1;
            }
        }
        census.sorted = census.counts.values().copied().collect();
        census.sorted.sort_unstable();
        census
    }

    /// The two parties that the article names most, where it names both often and any third less.
    pub fn chief(&self) -> Option<[&str; 2]> {
        const OFTEN: usize = 3;
        let most: Vec<usize> = self.sorted.iter().rev().take(3).copied().collect();
        let clear = most.len() > 1 && most[1] >= OFTEN && most.get(2).is_none_or(|&third| third < most[1]);
        let mut chief: Vec<(&String, usize)> =
            self.counts.iter().map(|(party, &count)| (party, count)).filter(|(_, count)| clear && *count >= most[1]).collect();
        chief.sort_unstable();
        match chief[..] {
            [(one, _), (other, _)] => Some([one, other]),
            _ => None,
        }
    }

    /// What the article says of these parties: of that which it names most often.
    pub fn standing(&self, parties: &[String]) -> Standing {
        let count = |party: &String| self.counts.get(party).copied().unwrap_or_default();
        let named = parties.iter().map(count).max().unwrap_or_default();
        Standing {
            named,
            share: named as f32 / self.all.max(1) as f32,
            rank: self.sorted.len() - self.sorted.partition_point(|&other| other <= named),
            first: parties.iter().any(|party| self.first.contains(party)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_body_and_whoever_acts_for_it_are_one_party() {
        let id = |name: &str| name.parse::<ActorId>().unwrap();
        let body = party(None, None, (ActorKind::Organization, "United Nations", &id("united-nations")));
        let envoy = party(None, Some("United Nations"), (ActorKind::Person, "Ban Ki-moon", &id("ban-ki-moon")));
        assert_eq!(body, envoy);
        let country = "KOR".parse().ok();
        assert_eq!(party(country, None, (ActorKind::Person, "Moon Jae-in", &id("moon-jae-in"))), "KOR");
        assert_eq!(party(None, None, (ActorKind::Person, "Ann Lee", &id("ann-lee"))), "ann-lee");
    }
}
