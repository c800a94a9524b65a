//! One sentence after the other: each trigger that matches becomes a telling, or a reason why it is none.

mod echo;
mod learned;
mod lending;
mod parts;
mod write;

use chancery_core::{Codes, Event, EventType, Shape, Span, Status};
use chancery_language::Sentence;
use std::collections::BTreeSet;

use learned::scored;

use super::{
    cast::{Cast, Named},
    casting,
    clause::{self, clause},
    confidence::weight,
    implied::{Earlier, TOLD_BEFORE},
    kept::{agreement, vetoed},
    partners::names_both,
    ranker::{census::Census, question::Question},
    roles::Part,
    site::{self, Motion, Where},
    status::{self, Told, status},
    when::{self, When},
};
use crate::{
    Knowledge, dates,
    explain::{Explanation, Reading, Untold},
    frames::{
        Frame, Operator, Pos,
        matcher::{Match, Miss, Scene, Why, matches},
    },
    merge::Telling,
    page::{Page, tree_of},
    reader::{Class, Scores},
    tree::Tree,
};

/// Reads the sentences of a page in their order; dates such as "the following day" lean on those told before.
pub struct Teller<'a> {
    page: &'a Page<'a>,
    knowledge: &'a Knowledge,
    tellings: Vec<Telling>,
    explanation: Explanation,
    earlier: Vec<Earlier<'a>>,
    /// The subject of the last sentence that has a named one.
    topic: Option<Named>,
    /// The country of the dateline.
    home: Option<Named>,
    /// Those named so far, the last first.
    named_before: Vec<Named>,
    /// The last date of an event.
    told: Option<chancery_core::DateRange>,
    /// Whom the article is about.
    census: Census,
    /// What the learned reader says of each word of the article.
    scores: Vec<Scores>,
    /// Who wants to know what the ranker is asked.
    watch: Option<Watch<'a>>,
}

/// Somebody who is told what the ranker is asked of an act of which type.
pub type Watch<'w> = &'w dyn Fn(Question<'_, '_>, &EventType);

/// How many names of the sentences before are kept in mind.
const REMEMBERED: usize = 12;

/// What is known of a sentence while its triggers are read.
struct Scenery<'s> {
    tree: &'s Tree,
    cast: &'s Cast,
    scene: Scene<'s>,
    dates: &'s [when::Told],
    expressions: &'s [dates::Expression],
    /// The words of all triggers that tell events.
    triggers: Vec<usize>,
    /// Its number in the article.
    sentence: usize,
    /// What the learned reader says of each word.
    scores: &'s [Scores],
}

/// What a trigger tells, and how its clause tells it.
struct Act {
    kind: EventType,
    status: Status,
    codes: Codes,
    shape: Shape,
    when: Option<When>,
    place: Option<Where>,
    /// Whether it is the subject's refusal of what the words tell.
    refusal: bool,
}

impl<'a> Teller<'a> {
    /// A reader at the start of a page.
    pub fn new(page: &'a Page<'a>, knowledge: &'a Knowledge) -> Self {
        Self {
            page,
            knowledge,
            tellings: Vec::new(),
            explanation: Explanation::default(),
            earlier: Vec::new(),
            topic: None,
            home: None,
            named_before: Vec::new(),
            told: None,
            census: Census::of(&page.mentions),
            scores: match knowledge.reader() {
                Some(reader) => reader.read(&page.states, &page.document),
                None => vec![Scores::UNKNOWN; page.document.tokens.len()],
            },
            watch: None,
        }
    }

    /// The same, with somebody who is told what the ranker is asked.
    pub fn watched(self, watch: Watch<'a>) -> Self {
        Self { watch: Some(watch), ..self }
    }

    /// What was read.
    pub fn finish(self) -> (Vec<Telling>, Explanation) {
        (self.tellings, self.explanation)
    }

    /// Reads a sentence.
    pub fn read(&mut self, sentence: Sentence<'_>) {
        let tree = tree_of(sentence);
        let mut cast = casting::cast(&tree, sentence.token_range().start, self.page.mentions_of(sentence), self.knowledge);
        cast.topic = self.topic.take();
        if sentence.index == 0 {
            self.home = self.dateline(&cast);
        }
        cast.home.clone_from(&self.home);
        cast.earlier = std::mem::take(&mut self.named_before);
        let expressions = self.page.dates_of(sentence);
        let dated_by = |span: Span| expressions.iter().any(|date| date.span.overlaps(span));
        cast.people.retain(|named| !dated_by(named.span));
        cast.places.retain(|site| !dated_by(site.span));
        let dates = dated(&tree, expressions);
        let names = cast.names(&tree);
        let scene = Scene { tree: &tree, names: &names };
        let (mut found, misses) = matches(self.knowledge.frames(), scene);
        let others: Vec<usize> = misses.iter().filter(|miss| !matches!(miss.why, Why::Condition(_))).map(|miss| miss.word).collect();
        misses.into_iter().for_each(|miss| self.untold(&tree, miss));
        let triggers = found.iter().flat_map(|matched| [matched.site.word, matched.site.verb()]).collect();
        let scores = self.scores[sentence.token_range().range()].to_vec();
        self.explanation.scored.extend(scored(&tree, &scores));
        let scenery = Scenery { sentence: sentence.index, scores: &scores, tree: &tree, cast: &cast, scene, dates: &dates, expressions, triggers };
        let first = self.tellings.len();
        let echoes = Self::echoes(&scenery);
        found.retain(|matched| !echoes.contains(&matched.site.word));
        let more = self.more_than_said(&scenery, &mut found);
        let mut alone = self.alone(&scenery, &found, &[others, echoes.clone()].concat());
        alone.extend(more);
        for (matched, likely) in found.iter().map(|matched| (matched, None)).chain(alone.iter().map(|(matched, likely)| (matched, Some(*likely)))) {
            let told = self.telling(&scenery, matched, likely);
            self.keep(&tree, matched.site.word, told);
        }
        for word in echoes {
            if let Some(told) = self.echo(&scenery, word) {
                self.keep(&tree, word, told);
            }
        }
        let says = |word: &usize| status::operator(self.knowledge.frames(), scene, *word) == Some(Operator::Said);
        let said: Vec<Span> = (0..tree.words.len()).filter(says).map(|word| tree.words[word].span).collect();
        self.drop_empty_statements(first, &said);
        self.lend(&tree, first);
        self.topic = match subject(&tree) {
            Some(word) if tree.words[word].upos != "PRON" => cast.named_by(&tree, word).filter(|named| !named.generic).map(Named::from_before),
            _ => cast.topic.take(),
        };
        self.named_before = cast.actors.iter().rev().chain(&cast.earlier).take(REMEMBERED).map(Named::from_before).collect();
    }

    /// The country of the place in capital letters with which the article begins ("ROME -").
    fn dateline(&self, cast: &Cast) -> Option<Named> {
        let shouted = |named: &&Named| {
            let words = self.page.words(named.span);
            words.chars().count() > 3 && !words.chars().any(char::is_lowercase)
        };
        let first = cast.lands.iter().chain(&cast.actors).filter(|named| named.words.start == 0 && named.land().is_some());
        first.filter(shouted).map(Named::from_before).next()
    }

    /// A statement whose content is an event of its own says nothing more than that event with its attribution; a speech does.
    fn drop_empty_statements(&mut self, first: usize, said: &[Span]) {
        let others: Vec<Span> =
            self.tellings[first..].iter().filter(|t| t.event.kind.as_str() != "statement").map(|t| trigger_of(&t.event)).collect();
        let mut index = 0;
        self.tellings.retain(|telling| {
            index += 1;
            let evidence = telling.event.reports[0].evidence.span;
            let only_says = telling.event.kind.as_str() == "statement" && said.contains(&trigger_of(&telling.event));
            index <= first || !only_says || !others.iter().any(|&other| evidence.contains(other))
        });
    }

    fn untold(&mut self, tree: &Tree, miss: Miss) {
        let word = &tree.words[miss.word];
        self.explanation.misses.push(Untold { text: word.text.clone(), span: word.span, why: reason(tree, &miss.why) });
    }

    /// Keeps a telling, or why there is none.
    fn keep(&mut self, tree: &Tree, word: usize, told: Result<(Telling, Reading, Earlier<'a>), Why>) {
        match told {
            Ok((telling, reading, earlier)) => {
                self.earlier.push(earlier);
                self.told = telling.event.date.or(self.told);
                self.tellings.push(telling);
                self.explanation.tellings.push(reading);
            }
            Err(why) => self.untold(tree, Miss { word, why }),
        }
    }

    fn telling(&self, scenery: &Scenery<'_>, matched: &Match<'a>, likely: Option<f32>) -> Result<(Telling, Reading, Earlier<'a>), Why> {
        let frame = self.knowledge.frames().frame(matched.trigger.frame);
        let act = self.act(scenery.scene, frame, matched)?;
        let told_of_both = || matches!(act.kind.as_str(), "agreement" | "withdrawal") && names_both(scenery.tree, scenery.cast, matched);
        if !matches!(act.kind.as_str(), "statement" | "call") && vetoed(scenery.scores, scenery.tree, matched) && !told_of_both() {
            return Err(Why::Unreal("the learned reader is sure that the words tell no event".to_owned()));
        }
        let agrees = act.codes.plover.as_deref().and_then(Class::of_plover).map(|class| agreement(scenery.scores, matched, class));
        let (parts, retells) = self.parts(scenery, matched, &act, (likely, agrees))?;
        let reading = self.knowledge.reader().map_or(1.0, |_| weight(agrees, likely.is_some()));
        let (mut telling, reading, earlier) = self.told(scenery, matched, act, (&parts, reading));
        telling.retells = retells;
        Ok((telling, reading, earlier))
    }

    /// An act with those who take part, as it is told; `reading` is what the learned reader adds to the confidence.
    fn told(
        &self,
        scenery: &Scenery<'_>,
        matched: &Match<'a>,
        mut act: Act,
        (parts, reading): (&[Part<'_>], f32),
    ) -> (Telling, Reading, Earlier<'a>) {
        let words = clause(scenery.tree, matched.site);
        act.when = self.when(scenery, matched, &words, (&act.kind, act.status)).or_else(|| self.beside(scenery, matched));
        act.place = site::place_of(scenery.tree, scenery.cast, matched.site, &words, Motion::of(&act.kind))
            .or_else(|| adjunct(scenery.tree, matched).and_then(|verb| site::place_after(scenery.tree, scenery.cast, matched.site, verb)))
            .or_else(|| attended(scenery.tree, matched, act.shape).and_then(|verb| site::place_of_verb(scenery.tree, scenery.cast, verb)))
            .or_else(|| site::place_in_front(scenery.tree, scenery.cast, matched.site.verb()));
        let report = self.report(scenery, matched, parts, (&act, reading));
        let (date, site) = (act.when.as_ref().map(|when| when.how.to_owned()), act.place.as_ref().map(|place| place.how.to_owned()));
        let reading = self.reading(scenery.tree, matched, parts, &report);
        let event = self.event(parts, act, report);
        let reading = Reading { event: event.id, date, site, ..reading };
        let earlier = Earlier {
            event: event.id,
            rule: matched.trigger,
            at: matched.site.word,
            kind: event.kind.clone(),
            sentence: scenery.sentence,
            trigger: scenery.tree.words[matched.site.word].lemma.clone(),
            parts: parts.iter().map(|part| (part.role, part.named.from_before())).collect(),
            implied: parts.iter().any(|part| part.path == TOLD_BEFORE),
        };
        let bare = matched.site.pos == Pos::Noun && matched.site.light.is_none();
        let another = clause::tells_another(scenery.tree, matched.site);
        (Telling { event, content: content(scenery.tree, &words, parts), bare, another, retells: None }, reading, earlier)
    }

    /// The type and the status that the clause gives its act; a refusal of the subject is a rejection.
    fn act(&self, scene: Scene<'_>, frame: &Frame, matched: &Match<'_>) -> Result<Act, Why> {
        let trigger = matched.trigger;
        let kind = self.knowledge.frames().kind(trigger).cloned().ok_or_else(|| Why::Other(frame.name.clone()))?;
        let told = status(self.knowledge.frames(), scene, matched);
        let (kind, status, cameo) = match told {
            Told::As(status) => (kind, status, trigger.cameo.as_deref()),
            Told::Refused(Status::Conditional) => (rejection(), Status::Conditional, None),
            Told::Refused(_) => (rejection(), Status::Occurred, None),
            Told::Unreal(why) => return Err(Why::Unreal(why.to_owned())),
        };
        let refusal = matches!(told, Told::Refused(_));
        let info = self.knowledge.ontology().get(&kind).ok_or_else(|| Why::Other(kind.to_string()))?;
        let mode = trigger.mode.as_deref().filter(|_| cameo == trigger.cameo.as_deref());
        let codes = self.knowledge.ontology().codes(&kind, status, cameo, mode).ok_or_else(|| Why::Other(kind.to_string()))?;
        Ok(Act { shape: info.shape, kind, status, codes, when: None, place: None, refusal })
    }

    /// The date of the event told before to which the verb above points back: "the deal was signed after a meeting" of the same day.
    fn beside(&self, scenery: &Scenery<'_>, matched: &Match<'_>) -> Option<When> {
        let tree = scenery.tree;
        let verb = adjunct(tree, matched)?;
        let spans = [verb].into_iter().chain(tree.by(verb, &["nsubj", "obj"])).map(|word| tree.words[word].span).collect::<Vec<_>>();
        let telling = self.tellings.iter().rev().find(|telling| spans.contains(&trigger_of(&telling.event)))?;
        let earlier = self.tellings.iter().find(|earlier| Some(earlier.event.id) == telling.retells)?;
        let range = earlier.event.date?;
        let span = earlier.event.reports[0].date.as_ref()?.span;
        Some(When { range, span, how: "of the event told before" })
    }

    fn when(&self, scenery: &Scenery<'_>, matched: &Match<'_>, words: &[usize], (kind, status): (&EventType, Status)) -> Option<When> {
        let planned = when::planned_for(scenery.tree, matched.site.word, scenery.dates).filter(|_| status == Status::Cancelled);
        if let Some(told) = planned {
            let context = dates::Context { published: self.page.written_on, tense: dates::Tense::Future, told: self.told };
            let range = dates::resolve(&scenery.expressions[told.number], &context)?;
            return Some(When { range, span: told.span, how: "for which it was planned" });
        }
        let rivals: Vec<usize> = scenery.triggers.iter().copied().filter(|&word| word != matched.site.word && word != matched.site.verb()).collect();
        let decided = || when::decided_on(scenery.tree, matched.site, scenery.dates).filter(|_| status == Status::Occurred);
        let aim = || when::aimed_at(scenery.tree, matched.site, scenery.dates).filter(|_| kind.as_str() == "visit");
        let (told, how) = when::date_of(scenery.tree, matched.site, words, &rivals, scenery.dates).or_else(decided).or_else(aim)?;
        // "Promised on Saturday to buy": what stands before the words that look ahead dates the promise.
        let verb = matched.site.verb();
        let ahead = scenery.tree.by(verb, &["xcomp", "ccomp", "advcl"]).next();
        let own = scenery.tree.words[told.head].head == Some(verb) || told.head < ahead.unwrap_or(verb);
        let tense = when::tense(kind, status, own);
        let context = dates::Context { published: self.page.written_on, tense, told: self.told };
        let range = dates::resolve(&scenery.expressions[told.number], &context)?;
        Some(When { range, span: told.span, how })
    }
}

/// What a sentence is about: the subject of its main clause.
fn subject(tree: &Tree) -> Option<usize> {
    let root = (0..tree.words.len()).find(|&word| tree.words[word].head.is_none())?;
    tree.first(root, &["nsubj"])
}

/// The verb that an act only accompanies: "signed" of "signed after a meeting".
fn adjunct(tree: &Tree, matched: &Match<'_>) -> Option<usize> {
    let case = tree.case(matched.site.word).or_else(|| tree.mark(matched.site.verb()));
    let near = matches!(case, Some("after" | "before" | "during" | "following" | "at"));
    tree.words[matched.site.verb()].head.filter(|_| near)
}

/// The verb that tells what somebody does at a gathering or on a visit: "stays on" of "stays on for a visit".
fn attended(tree: &Tree, matched: &Match<'_>, shape: Shape) -> Option<usize> {
    let noun = matched.site.pos == Pos::Noun && matched.site.light.is_none() && matches!(shape, Shape::Visit | Shape::Symmetric);
    let at = matches!(tree.case(matched.site.word), Some("for" | "on" | "during"));
    tree.words[matched.site.word].head.filter(|&head| noun && at && tree.words[head].is_verb())
}

fn rejection() -> EventType {
    "rejection".parse().expect("a name of the ontology")
}

fn trigger_of(event: &Event) -> Span {
    event.reports[0].trigger.as_ref().map_or(event.reports[0].evidence.span, |trigger| trigger.span)
}

/// The date expressions of a sentence by their words.
fn dated(tree: &Tree, expressions: &[dates::Expression]) -> Vec<when::Told> {
    let told = |(number, expression): (usize, &dates::Expression)| {
        // A duration dates nothing by itself ("a three-day visit").
        if expression.form() == dates::Form::Duration {
            return None;
        }
        let words = casting::words_in(tree, expression.span)?;
        let outside = |&word: &usize| tree.words[word].head.is_none_or(|head| !words.contains(&head));
        let head =
            words.clone().filter(|&word| tree.words[word].upos != "PUNCT" && tree.words[word].upos != "ADP").find(outside).unwrap_or(words.end - 1);
        Some(when::Told { number, head, span: expression.span })
    };
    expressions.iter().enumerate().filter_map(told).collect()
}

/// The lemmas that tell what the act is about, without the names of those who take part.
fn content(tree: &Tree, words: &[usize], parts: &[Part<'_>]) -> BTreeSet<String> {
    let named = |word: &&usize| parts.iter().filter(|part| part.path != TOLD_BEFORE).any(|part| part.named.words.contains(word));
    let tells = |word: &&usize| matches!(tree.words[**word].upos.as_str(), "NOUN" | "VERB" | "ADJ" | "PROPN" | "NUM");
    words.iter().filter(tells).filter(|word| !named(word)).map(|&word| tree.words[word].lemma.clone()).collect()
}

/// Why a trigger word tells no event, for people.
fn reason(tree: &Tree, why: &Why) -> String {
    let word = |&word: &usize| tree.words[word].text.as_str();
    match why {
        Why::Condition(failed) => format!("no frame of it fits: {failed} does not hold"),
        Why::Other(frame) => format!("the words mean something else ({frame})"),
        Why::Part(by) => format!("it is part of \"{}\"", word(by)),
        Why::Inside(by) => format!("\"{}\" only speaks of it", word(by)),
        Why::Role(role) => format!("nobody named is its {role}"),
        Why::Unreal(why) => why.clone(),
    }
}
