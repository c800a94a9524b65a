//! A telling as it is written down: the report with its words, the event, and how it was read.

use chancery_core::{ActorKind, Attribution, Corrected, Event, EventId, Mention, Participant, Phrase, Report, Role, Shape, Span, same};

use super::{Act, Scenery, Teller};
use crate::{
    events::{
        cast::Who,
        clause::{evidence, speaker},
        confidence::{confidence, round},
        roles::Part,
    },
    explain::{Reading, RoleFound},
    frames::{Pos, matcher::Match},
    tree::Tree,
};

impl Teller<'_> {
    pub(super) fn report(&self, scenery: &Scenery<'_>, matched: &Match<'_>, parts: &[Part<'_>], (act, reading): (&Act, f32)) -> Report {
        let tree = scenery.tree;
        let evidence = evidence(tree, matched.site);
        let attribution = speaker(self.knowledge.frames(), scenery.scene, matched.site).and_then(|word| self.attribution(scenery, word));
        Report {
            article: self.page.article.id.clone(),
            published_on: self.page.article.published_on,
            status: act.status,
            evidence: self.phrase(evidence),
            trigger: Some(self.phrase(tree.words[matched.site.word].span)),
            mentions: parts.iter().flat_map(|part| self.mentions(tree, part, act.shape)).collect(),
            date: act.when.as_ref().map(|when| self.phrase(when.span)),
            place: act.place.as_ref().map(|place| self.phrase(place.span)),
            attribution,
            rule: format!("{}.{}", act.kind, self.knowledge.frames().frame(matched.trigger.frame).name),
            confidence: round(confidence(tree, matched, parts, act.shape) * reading),
        }
    }

    pub(super) fn event(&self, parts: &[Part<'_>], act: Act, report: Report) -> Event {
        let at = report.trigger.as_ref().map_or(0, |trigger| trigger.span.start).to_string();
        let mut participants: Vec<Participant> = Vec::new();
        for part in parts {
            part.named.who.iter().for_each(|who| same::add(&mut participants, participant(part, who, &act)));
        }
        Event {
            id: EventId::derive(&[self.page.article.id.as_str(), act.kind.as_str(), &at]),
            kind: act.kind,
            status: act.status,
            participants,
            date: act.when.map(|when| when.range),
            place: act.place.map(|place| place.place),
            codes: act.codes,
            confidence: report.confidence,
            corrected: Corrected::default(),
            reports: vec![report],
        }
    }

    pub(super) fn attribution(&self, scenery: &Scenery<'_>, word: usize) -> Option<Attribution> {
        let named = scenery.cast.named_by(scenery.tree, word)?;
        let who = named.who.first()?;
        let text = self.page.words(named.span).to_owned();
        Some(Attribution { actor: who.actor.clone(), name: who.name.clone(), country: who.country, text, span: named.span })
    }

    /// The words that name who takes a part; for a pronoun, those that it stands for; for a thing of somebody's, all of the phrase.
    pub(super) fn mentions<'p>(&'p self, tree: &'p Tree, part: &'p Part<'_>, shape: Shape) -> impl Iterator<Item = Mention> + 'p {
        let pronoun = part.named.words.len() == 1 && tree.words[part.named.head].upos == "PRON";
        part.named.who.iter().map(move |who| {
            let before = self.page.named_before(part.named.span, &who.actor).filter(|_| pronoun);
            let span = before.or_else(|| part.words(tree).filter(|_| !self.is_deed(tree, part))).unwrap_or(part.named.span);
            Mention { actor: who.actor.clone(), role: role_in(shape, part.role), text: self.page.words(span).to_owned(), span }
        })
    }

    /// Whether the phrase of a part is a deed and nobody that takes part: "the blockade of Yemen".
    fn is_deed(&self, tree: &Tree, part: &Part<'_>) -> bool {
        part.phrase.is_some_and(|head| !self.knowledge.frames().triggers(Pos::Noun, &tree.words[head].lemma).is_empty())
    }

    pub(super) fn reading(&self, tree: &Tree, matched: &Match<'_>, parts: &[Part<'_>], report: &Report) -> Reading {
        let frame = self.knowledge.frames().frame(matched.trigger.frame);
        let mut words: Vec<usize> = matched.words().collect();
        words.sort_unstable();
        Reading {
            event: EventId(0),
            rule: report.rule.clone(),
            place: (frame.place.0.clone(), matched.trigger.line),
            words: words.iter().map(|&word| (tree.words[word].text.clone(), tree.words[word].span)).collect(),
            roles: parts
                .iter()
                .map(|part| RoleFound {
                    role: part.role,
                    text: self.page.words(part.named.span).to_owned(),
                    span: part.named.span,
                    argument: part.path.clone(),
                    inner: part.inner,
                })
                .collect(),
            status: report.status.to_string(),
            date: None,
            site: None,
        }
    }

    pub(super) fn phrase(&self, span: Span) -> Phrase {
        Phrase { text: self.page.words(span).to_owned(), span }
    }
}

/// The role in an event of this shape: a refused meeting has a source and a target.
fn role_in(shape: Shape, role: Role) -> Role {
    match (shape, role) {
        (Shape::Symmetric, _) => Role::Participant,
        (_, role) => role,
    }
}

/// Somebody in his part as it is written down. People of no country act for the one where they act ("In Athens, crowds shouted abuse");
/// what is only asked for, refused, threatened or promised may lie elsewhere.
fn participant(part: &Part<'_>, who: &Who, act: &Act) -> Participant {
    let acts = !matches!(part.role, Role::Target | Role::Host) && !matches!(act.kind.as_str(), "request" | "rejection" | "threat" | "pledge");
    let people = matches!(who.kind, ActorKind::Person | ActorKind::Group) && (part.named.generic || who.office.is_some());
    let homeless = who.country.is_none() && who.organization.is_none();
    let mut participant = who.plays(role_in(act.shape, part.role));
    if acts && people && homeless {
        participant.country = act.place.as_ref().and_then(|place| place.place.country);
    }
    participant
}
