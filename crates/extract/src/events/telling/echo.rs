//! Acts told as the same that somebody else has just done: "Togo followed suit", "so did Togo", "Togo did the same".

use chancery_core::{EventType, Role, Shape};

use super::{Scenery, Teller};
use crate::{
    events::{
        cast::Named,
        implied::{Earlier, TOLD_BEFORE},
        roles::{Part, follows},
    },
    explain::Reading,
    frames::{
        Arg, Pos,
        args::Site,
        matcher::{Match, Why},
    },
    merge::Telling,
    reader::Class,
    tree::Tree,
};

/// How many sentences back the act may be told that somebody does too.
const NEAR: usize = 2;

/// Words that say that somebody does what was just told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Like {
    /// "So did Togo", "as did Togo": what the clause tells on which it hangs.
    Clause,
    /// "Followed suit", "did the same": the likeliest of what was told before.
    Before,
}

impl<'a> Teller<'a> {
    /// The words of a sentence that say that somebody does the same.
    pub(super) fn echoes(scenery: &Scenery<'_>) -> Vec<usize> {
        (0..scenery.tree.words.len()).filter(|&word| like(scenery.tree, word).is_some()).collect()
    }

    /// What is told where somebody does the same as others; none where nothing that was told before may be meant.
    pub(super) fn echo(&self, scenery: &Scenery<'_>, word: usize) -> Option<Result<(Telling, Reading, Earlier<'a>), Why>> {
        let (matched, before, parts) = self.echoed(scenery, word)?;
        let content = self.tellings.iter().rev().find(|telling| telling.event.id == before.event).map(|telling| telling.content.clone());
        let frame = self.knowledge.frames().frame(matched.trigger.frame);
        Some(self.act(scenery.scene, frame, &matched).map(|act| {
            let (mut telling, reading, earlier) = self.told(scenery, &matched, act, (&parts, 1.0));
            telling.content.extend(content.unwrap_or_default());
            (telling, reading, earlier)
        }))
    }

    /// The act that somebody does too, as a match at the word that says so, with those who take part.
    fn echoed<'s>(&'s self, scenery: &Scenery<'s>, word: usize) -> Option<(Match<'a>, &'s Earlier<'a>, Vec<Part<'s>>)> {
        let tree = scenery.tree;
        let how = like(tree, word)?;
        let site = Site { word, pos: Pos::Verb, light: None };
        let doers = match how {
            Like::Clause => after(tree, word).into_iter().collect(),
            Like::Before => follows(tree, site, Arg::Subject),
        };
        let doers = doers.into_iter().flat_map(|doer| tree.conjuncts(doer));
        let mut sources: Vec<&'s Named> = Vec::new();
        for named in doers.filter_map(|doer| scenery.cast.named_by(tree, doer)) {
            if !named.generic && named.stands_alone() && !sources.iter().any(|other| other.is_with(named)) {
                sources.push(named);
            }
        }
        let fits = |earlier: &&Earlier<'a>| !sources.is_empty() && self.may_be_echoed(earlier, &sources);
        let near = self.earlier.iter().rev().take_while(|earlier| earlier.sentence + NEAR >= scenery.sentence);
        let earlier = match how {
            Like::Clause => near.filter(|earlier| earlier.sentence == scenery.sentence && earlier.at < word).find(fits)?,
            Like::Before => {
                let likely = |earlier: &Earlier<'a>| self.class_of(&earlier.kind).map_or(0.0, |class: Class| scenery.scores[word].of(class));
                // Of those that the reader finds as likely the last one told.
                near.filter(fits).reduce(|best, other| if likely(other) > likely(best) + CLEARLY { other } else { best })?
            }
        };
        let role = earlier.parts.iter().map(|(role, _)| *role).find(|role| ACT.contains(role))?;
        let acts = sources.iter().map(|named| Part::within(role, named, LIKEWISE));
        let upon = earlier.parts.iter().filter(|(role, _)| !ACT.contains(role));
        let upon: Vec<Part<'s>> = upon.map(|(role, named)| Part::within(*role, named, TOLD_BEFORE)).collect();
        // "Chad expelled two Sudanese; Sudan did the same".
        let answered = role == Role::Source
            && upon.iter().any(|part| part.role == Role::Target)
            && upon.iter().any(|part| sources.iter().any(|source| source.is_of_land_of(part.named)));
        let others = earlier.parts.iter().filter(|(role, _)| ACT.contains(role));
        let others = others.map(|(_, named)| Part::within(Role::Target, named, TOLD_BEFORE));
        let parts = if answered { acts.chain(others).collect() } else { acts.chain(upon).collect() };
        Some((Match { site, trigger: earlier.rule, used: Vec::new(), light_status: None }, earlier, parts))
    }

    /// Whether an act that was told may be done by these too: one upon somebody, done by others.
    fn may_be_echoed(&self, earlier: &Earlier<'a>, sources: &[&Named]) -> bool {
        let shape = |kind: &EventType| self.knowledge.ontology().get(kind).map(|info| info.shape);
        let mut acted = earlier.parts.iter().filter(|(role, _)| ACT.contains(role)).peekable();
        matches!(shape(&earlier.kind), Some(Shape::Directed | Shape::Visit | Shape::Statement))
            && acted.peek().is_some()
            && acted.all(|(_, named)| !sources.iter().any(|source| source.who == named.who || source.is_of_land_of(named)))
    }
}

/// Whether a verb stands before its subject as in "so did Togo", whatever a parser makes of it.
fn turned(tree: &Tree, verb: usize) -> bool {
    let before = verb.checked_sub(1).map(|before| tree.words[before].lemma.as_str());
    matches!(before, Some("so" | "as")) && after(tree, verb).is_some()
}

/// The noun that stands right behind a word, with or without an article.
fn after(tree: &Tree, word: usize) -> Option<usize> {
    let next = (word + 1..tree.words.len().min(word + 3)).find(|&next| tree.words[next].upos != "DET")?;
    (tree.words[next].is_nominal() || tree.words[next].upos == "ADJ").then_some(next)
}

/// Whether somebody only does the same as those who take part: "Togo" of "Chad praised Mali, as did Togo".
pub(super) fn does_likewise(tree: &Tree, named: &Named) -> bool {
    let behind = |word: usize| turned(tree, word) && tree.words[word].lemma == "do";
    named.words.end <= tree.words.len() && named.words.start.checked_sub(2).is_some_and(|first| (first..named.words.start).any(behind))
}

/// The roles of those who act.
const ACT: &[Role] = &[Role::Source, Role::Speaker];

/// How much likelier the reader must find the class of an act than that of a later one.
const CLEARLY: f32 = 0.1;

/// The way to those who do the same.
const LIKEWISE: &str = "who does the same";

/// Whether a verb says that somebody does what was just told, and where that is told.
fn like(tree: &Tree, verb: usize) -> Option<Like> {
    let word = &tree.words[verb];
    let lemma = |child: &usize| tree.words[*child].lemma.as_str();
    let object = tree.first(verb, &["obj"]);
    let finite = !tree.by(verb, &["mark"]).any(|mark| tree.words[mark].lemma == "to");
    match word.lemma.as_str() {
        "do" => {
            let same = || object.is_some_and(|object| tree.words[object].lemma == "same" || tree.children(object).iter().any(|c| lemma(c) == "same"));
            let so = || object.is_none() && tree.by(verb, &["advmod"]).any(|child| child > verb && matches!(lemma(&child), "so" | "likewise"));
            if turned(tree, verb) { Some(Like::Clause) } else { (finite && (same() || so())).then_some(Like::Before) }
        }
        "follow" => match object {
            Some(object) => (finite && tree.words[object].lemma == "suit").then_some(Like::Before),
            None => {
                let alone = tree.by(verb, &["obl", "xcomp", "ccomp", "nsubj:pass", "advcl", "expl"]).all(|phrase| tree.is_day(phrase));
                let clause = word.is(&["root", "conj", "parataxis", "advcl"]) && tree.first(verb, &["nsubj"]).is_some() && tree.mark(verb).is_none();
                (alone && word.xpos != "VBG" && clause).then_some(Like::Before)
            }
        },
        _ => None,
    }
}
