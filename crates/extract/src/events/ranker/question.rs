//! The question that is put to the ranker, and what it is told of each candidate, in numbers.

use chancery_core::{Role, Shape};
use std::{cell::OnceCell, collections::BTreeSet};

use super::{
    arguments::Arguments,
    census::{Census, parties},
    position::{distance, place, relation, way},
};
use crate::{
    events::{
        cast::{Cast, Named},
        implied::TOLD_BEFORE,
        roles::Part,
    },
    frames::args::Site,
    reader::Class,
    tree::Tree,
};

/// Who takes part in an act that some words tell?
#[derive(Clone, Copy)]
pub struct Question<'c, 'p> {
    /// The sentence.
    pub tree: &'c Tree,
    /// Who is named in it, and before it.
    pub cast: &'c Cast,
    /// Its number in the article.
    pub sentence: usize,
    /// The words of the act.
    pub site: Site,
    /// The class of the act, and how likely the learned reader finds it.
    pub class: (Class, f32),
    /// The shape of its type.
    pub shape: Shape,
    /// Who takes part as far as the frames know.
    pub parts: &'p [Part<'c>],
    /// Whom the article is about.
    pub census: &'c Census,
}

/// What is told of a candidate: the name of each feature with its value.
pub type Row = Vec<(&'static str, f32)>;

/// One where it holds.
pub fn flag(holds: bool) -> f32 {
    f32::from(u8::from(holds))
}

/// How many of those named before the sentence are candidates, and how many of those named in it: the nearest to the act. A sentence without
/// end is read in linear time.
const BEFORE: usize = 6;
const NEAREST: usize = 40;

/// A question with what is the same for all of its candidates.
pub struct Asked<'c, 'p> {
    question: Question<'c, 'p>,
    candidates: Vec<Candidate<'c>>,
    /// The parties of those who take part as far as the frames know.
    known: Vec<String>,
    /// What is only worked out when somebody is told of a candidate.
    shared: OnceCell<Shared<'c>>,
}

/// What is told of all candidates alike, or from which it is told of each.
struct Shared<'c> {
    arguments: Arguments<'c>,
    /// What is told of the act.
    act: Row,
    /// How many parties the sentence names.
    parties: usize,
}

/// Somebody who might take part.
struct Candidate<'c> {
    named: &'c Named,
    parties: Vec<String>,
    place: Place,
}

/// Where a candidate is named.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Place {
    /// In the sentence, as an actor.
    Actor,
    /// As a place, which stands for its country.
    Land,
    /// As somebody without a name.
    People,
    /// As the subject of the sentence before.
    Topic,
    /// Before, the last first.
    Before(usize),
}

impl Place {
    fn is_here(self) -> bool {
        matches!(self, Self::Actor | Self::Land | Self::People)
    }
}

impl<'c, 'p> Asked<'c, 'p> {
    /// Everybody whom the sentence names, and those named before it.
    pub fn new(question: Question<'c, 'p>) -> Self {
        let known = question.parts.iter().flat_map(|part| parties(part.named)).collect();
        Self { candidates: candidates(question.cast, question.site), known, shared: OnceCell::new(), question }
    }

    /// Whoever might take part.
    pub fn candidates(&self) -> impl Iterator<Item = &'c Named> {
        self.candidates.iter().map(|candidate| candidate.named)
    }

    /// The parties of the candidate with this number.
    pub fn parties(&self, number: usize) -> &[String] {
        &self.candidates[number].parties
    }

    /// The parties of those who take part as far as the frames know.
    pub fn known(&self) -> &[String] {
        &self.known
    }

    fn shared(&self) -> &Shared<'c> {
        self.shared.get_or_init(|| {
            let arguments = Arguments::of(&self.question);
            let here: BTreeSet<&[String]> = self.candidates.iter().filter(|one| one.place.is_here()).map(|one| one.parties.as_slice()).collect();
            Shared { act: act(&self.question, &arguments), parties: here.len(), arguments }
        })
    }

    /// What is told of the candidate with this number.
    pub fn row(&self, number: usize) -> Row {
        let Question { tree, site, .. } = self.question;
        let candidate = &self.candidates[number];
        let mut row = Vec::with_capacity(100);
        row.extend_from_slice(&self.shared().act);
        self.who(candidate, &mut row);
        self.standing(candidate, &mut row);
        self.part(candidate, &mut row);
        self.shared().arguments.tell(candidate.named, &candidate.parties, &mut row);
        let others = self.candidates.iter().filter(|other| other.parties != candidate.parties).map(|other| other.named.head);
        row.extend(distance(tree, site, candidate.named.head, others));
        row.extend(way(tree, site, candidate.named.head));
        row
    }

    fn who(&self, candidate: &Candidate<'_>, row: &mut Row) {
        let named = candidate.named;
        let first = named.who.first();
        let word = self.question.tree.words.get(named.head);
        let (list, before) = match candidate.place {
            Place::Actor => (0.0, 0.0),
            Place::Land => (1.0, 0.0),
            Place::People => (2.0, 0.0),
            Place::Topic => (3.0, 0.0),
            Place::Before(rank) => (4.0, 1.0 + rank as f32),
        };
        row.extend([
            ("who.list", list),
            ("who.before", before),
            ("who.kind", first.map_or(-1.0, |who| who.kind as usize as f32)),
            ("who.members", named.who.len() as f32),
            ("who.generic", flag(named.generic)),
            ("who.sure", named.confidence),
            ("who.sector", first.and_then(|who| who.sector).map_or(-1.0, |sector| sector as usize as f32)),
            ("who.country", flag(named.who.iter().any(|who| who.country.is_some()))),
            ("who.body", flag(named.who.iter().any(|who| who.organization.is_some()))),
            ("who.office", flag(named.who.iter().any(|who| who.office.is_some()))),
            ("who.pos", word.map_or(-1.0, |word| place(&["PROPN", "NOUN", "ADJ", "PRON"], &word.upos))),
        ]);
    }

    /// What the article and the sentence say of the candidate's party.
    fn standing(&self, candidate: &Candidate<'_>, row: &mut Row) {
        let standing = self.question.census.standing(&candidate.parties);
        let here = || self.candidates.iter().filter(|candidate| candidate.place.is_here());
        row.extend([
            ("party.named", standing.named as f32),
            ("party.share", standing.share),
            ("party.rank", standing.rank as f32),
            ("party.first", flag(standing.first)),
            ("party.here", here().filter(|other| other.parties == candidate.parties).count() as f32),
            ("all.names", here().count() as f32),
            ("all.parties", self.shared().parties as f32),
        ]);
    }

    /// What the frames make of the candidate.
    fn part(&self, candidate: &Candidate<'_>, row: &mut Row) {
        let parts = self.question.parts;
        let named = candidate.named;
        let own = parts.iter().find(|part| part.named.span == named.span || (part.path == TOLD_BEFORE && part.named.who == named.who));
        let way = |part: &Part<'_>| match part.path.as_str() {
            TOLD_BEFORE => 3.0,
            "nearest" | "named beside" => 2.0,
            _ => flag(part.inner),
        };
        let role = |roles: &[Role]| flag(parts.iter().any(|part| roles.contains(&part.role)));
        row.extend([
            ("part.role", own.map_or(-1.0, |part| part.role as usize as f32)),
            ("part.way", own.map_or(-1.0, way)),
            ("part.all", parts.len() as f32),
            ("part.source", role(&[Role::Source, Role::Mediator])),
            ("part.target", role(&[Role::Target, Role::Host])),
            ("part.party", flag(candidate.parties.iter().any(|party| self.known.contains(party)))),
        ]);
    }
}

/// What is told of an act, the same for all of its candidates.
fn act(question: &Question<'_, '_>, arguments: &Arguments<'_>) -> Row {
    let Question { tree, site, class, shape, .. } = *question;
    vec![
        ("act.class", class.0 as usize as f32),
        ("act.likely", class.1),
        ("act.shape", shape as usize as f32),
        ("act.pos", site.pos as usize as f32),
        ("act.relation", relation(tree, site.word)),
        ("act.participle", flag(tree.words[site.word].xpos == "VBN")),
        ("act.passive", flag(tree.first(site.word, &["nsubj:pass", "aux:pass"]).is_some())),
        ("act.light", flag(site.light.is_some())),
        ("act.subj", arguments.presence("subj")),
        ("act.obj", arguments.presence("obj")),
        ("act.sentence", question.sentence as f32),
    ]
}

/// Everybody whom the sentence names, places for their countries and people without a name among them, then the subject of the sentence before and
/// those named last, of other parties.
fn candidates(cast: &Cast, site: Site) -> Vec<Candidate<'_>> {
    let lands = cast.lands.iter().filter(|land| !cast.actors.iter().any(|named| named.span == land.span));
    let here = cast.actors.iter().map(|named| (named, Place::Actor));
    let here = here.chain(lands.map(|named| (named, Place::Land))).chain(cast.people.iter().map(|named| (named, Place::People)));
    let candidate = |(named, place)| Candidate { named, parties: parties(named), place };
    let mut here: Vec<(&Named, Place)> = here.collect();
    if here.len() > NEAREST {
        here.sort_by_key(|(named, _)| named.head.abs_diff(site.word));
        here.truncate(NEAREST);
    }
    let mut all: Vec<Candidate<'_>> = here.into_iter().map(candidate).collect();
    let before = cast.earlier.iter().filter(|named| !named.generic).enumerate().map(|(rank, named)| (named, Place::Before(rank)));
    let topic = cast.topic.iter().map(|named| (named, Place::Topic));
    let most = all.len() + BEFORE;
    for other in topic.chain(before).map(candidate) {
        if all.len() < most && !all.iter().any(|known| known.parties == other.parties) {
            all.push(other);
        }
    }
    all
}
