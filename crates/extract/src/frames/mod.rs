//! Triggers and frames: which words tell an event, and which of their arguments take which part in it.
//!
//! All of it is data (`data/frames/*.txt`, notation in `docs/frames.md`), read by [`Frames::builtin`] and, for a user's own rules,
//! [`Frames::add`]. Read [`Frame`] first.

pub mod args;
pub(crate) mod carriers;
pub mod conditions;
mod gerunds;
mod lemmas;
mod load;
pub mod matcher;
mod notation;
pub mod subjects;

use chancery_core::{EventType, Ontology, Role, Status};
use std::collections::HashMap;

use lemmas::Lemmas;
pub use load::FrameError;

use crate::reader::Class;

/// The frame files that Chancery ships.
const BUILTIN: &[(&str, &str)] = &[
    ("classes.txt", include_str!("../../data/frames/classes.txt")),
    ("operators.txt", include_str!("../../data/frames/operators.txt")),
    ("light.txt", include_str!("../../data/frames/light.txt")),
    ("threat.txt", include_str!("../../data/frames/threat.txt")),
    ("warn.txt", include_str!("../../data/frames/warn.txt")),
    ("aid.txt", include_str!("../../data/frames/aid.txt")),
    ("cooperate.txt", include_str!("../../data/frames/cooperate.txt")),
    ("visit.txt", include_str!("../../data/frames/visit.txt")),
    ("call.txt", include_str!("../../data/frames/call.txt")),
    ("meet.txt", include_str!("../../data/frames/meet.txt")),
    ("agree.txt", include_str!("../../data/frames/agree.txt")),
    ("concede.txt", include_str!("../../data/frames/concede.txt")),
    ("promise.txt", include_str!("../../data/frames/promise.txt")),
    ("support.txt", include_str!("../../data/frames/support.txt")),
    ("yield.txt", include_str!("../../data/frames/yield.txt")),
    ("request.txt", include_str!("../../data/frames/request.txt")),
    ("accuse.txt", include_str!("../../data/frames/accuse.txt")),
    ("charge.txt", include_str!("../../data/frames/charge.txt")),
    ("reject.txt", include_str!("../../data/frames/reject.txt")),
    ("protest.txt", include_str!("../../data/frames/protest.txt")),
    ("mobilize.txt", include_str!("../../data/frames/mobilize.txt")),
    ("sanction.txt", include_str!("../../data/frames/sanction.txt")),
    ("coerce.txt", include_str!("../../data/frames/coerce.txt")),
    ("bomb.txt", include_str!("../../data/frames/bomb.txt")),
    ("attack.txt", include_str!("../../data/frames/attack.txt")),
    ("gather.txt", include_str!("../../data/frames/gather.txt")),
    ("journey.txt", include_str!("../../data/frames/journey.txt")),
    ("broker.txt", include_str!("../../data/frames/broker.txt")),
    ("favour.txt", include_str!("../../data/frames/favour.txt")),
    ("partner.txt", include_str!("../../data/frames/partner.txt")),
    ("ease.txt", include_str!("../../data/frames/ease.txt")),
    ("leave.txt", include_str!("../../data/frames/leave.txt")),
    ("refuse.txt", include_str!("../../data/frames/refuse.txt")),
    ("curb.txt", include_str!("../../data/frames/curb.txt")),
    ("oust.txt", include_str!("../../data/frames/oust.txt")),
    ("strike.txt", include_str!("../../data/frames/strike.txt")),
    ("reader.txt", include_str!("../../data/frames/reader.txt")),
    ("speak.txt", include_str!("../../data/frames/speak.txt")),
];

/// Every trigger with its frame, and the words that change how an event is told.
#[derive(Clone, Debug, Default)]
pub struct Frames {
    frames: Vec<Frame>,
    classes: HashMap<String, Vec<String>>,
    triggers: Lemmas<Trigger>,
    operators: Lemmas<Reading<Operator>>,
    lights: Lemmas<Reading<Option<Status>>>,
    learned: HashMap<Class, Vec<Trigger>>,
    /// How many frames are shipped; what a user adds replaces a shipped trigger of the same word and conditions.
    shipped: usize,
}

/// A group of triggers of one meaning: the type of event that they tell, and who has which part in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Frame {
    /// Name, unique within its type.
    pub name: String,
    /// The type of event; none for words that tell no event ("attack the goal").
    pub kind: Option<EventType>,
    /// What the words inside the arguments tell.
    pub inside: Inside,
    /// Whether whom the act is upon is told by its own words or not at all: a denial is not upon the foe of the sentence before.
    pub own_target: bool,
    /// Which arguments fill which role.
    pub roles: Vec<RoleRule>,
    /// The file and the line where it stands.
    pub place: (String, usize),
}

impl Frame {
    /// Whether its words only say something.
    pub fn is_statement(&self) -> bool {
        self.kind.as_ref().is_some_and(|kind| kind.as_str() == "statement")
    }
}

/// A word that tells an event where its conditions hold.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Trigger {
    /// Its frame, by number.
    pub frame: usize,
    /// The type of event, where the trigger has one of its own; else that of the frame.
    pub kind: Option<EventType>,
    /// A narrower CAMEO code.
    pub cameo: Option<String>,
    /// A PLOVER mode.
    pub mode: Option<String>,
    /// The status that the word brings with it.
    pub status: Option<Status>,
    /// What must hold of its arguments.
    pub conditions: Vec<Condition>,
    /// A sentence of our own in which it tells the event.
    pub example: Option<Example>,
    /// The line where it stands.
    pub line: usize,
}

/// A sentence that shows a trigger at work.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Example {
    /// The sentence.
    pub text: String,
    /// Who stands on the side of the source, and who on that of the target, where the example says so.
    pub sides: Option<(String, String)>,
}

/// What kind of word a trigger is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Pos {
    /// A verb.
    Verb,
    /// A noun.
    Noun,
    /// An adjective.
    Adj,
}

impl Pos {
    /// Every kind, in the order of their numbers.
    pub const ALL: [Self; 3] = [Self::Verb, Self::Noun, Self::Adj];
}

/// What the arguments and the complement of a trigger tell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Inside {
    /// Nothing of their own: the act is only wanted, refused, threatened, promised.
    Nothing,
    /// Events that stand on their own.
    Told,
}

/// What a word makes of the act in its complement ("plans to visit").
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Operator {
    /// The act gets this status.
    Status(Status),
    /// The act is told as it is ("managed to").
    Fact,
    /// The subject says so.
    Said,
    /// Nothing is told of the act ("tried to" and the like).
    Nothing,
}

/// What a word means where its conditions hold.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reading<T> {
    /// What must hold of its arguments.
    pub conditions: Vec<Condition>,
    /// What it means then.
    pub gives: T,
}

/// Which arguments fill a role.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RoleRule {
    /// The role.
    pub role: Role,
    /// Alternatives, of which the first that names somebody counts; the arguments of one alternative count together.
    pub alternatives: Vec<Vec<Path>>,
}

/// The way from a trigger to an argument, step by step.
pub type Path = Vec<Arg>;

/// One step from a word to an argument of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Arg {
    /// Logical subject.
    Subject,
    /// Logical object.
    Object,
    /// Indirect object.
    Indirect,
    /// Possessor.
    Possessor,
    /// Adjectival or compound modifier.
    Modifier,
    /// Complement clause.
    Complement,
    /// The verb that an auxiliary helps: "leave" of "must leave".
    Clause,
    /// The auxiliaries of a verb: "would" of "would shoot".
    Auxiliary,
    /// Who says what a clause tells: "Oman" of "Oman said that Iran must leave".
    Sayer,
    /// Whoever shares the logical subject with its first member: "Peru" of "Chile and Peru agreed to".
    Others,
    /// Phrase with this preposition.
    Preposition(&'static str),
}

impl Arg {
    /// Its name in the notation of frames.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Subject => "subj",
            Self::Object => "obj",
            Self::Indirect => "iobj",
            Self::Possessor => "poss",
            Self::Modifier => "mod",
            Self::Complement => "comp",
            Self::Clause => "clause",
            Self::Auxiliary => "aux",
            Self::Sayer => "sayer",
            Self::Others => "others",
            Self::Preposition(preposition) => preposition,
        }
    }
}

/// Something that must hold of the arguments of a trigger.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Condition {
    /// A particle.
    Particle(Vec<String>),
    /// The head of an argument is one of these words.
    Word(Path, Vec<String>),
    /// It is none of these words.
    NotWord(Path, Vec<String>),
    /// The argument stands there.
    Present(Path),
    /// It does not.
    Absent(Path),
    /// An actor or a place of this kind stands there.
    Kind(Path, MentionKind),
}

/// What a condition asks of a mention.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MentionKind {
    /// Anyone.
    Actor,
    /// A country.
    Country,
    /// A person.
    Person,
    /// An organization.
    Organization,
    /// A group.
    Group,
    /// A place.
    Place,
}

impl Frames {
    /// The frames that Chancery ships.
    pub fn builtin(ontology: &Ontology) -> Self {
        let mut frames = Self::default();
        for (file, text) in BUILTIN {
            frames.add(file, text, ontology).expect("the shipped frames are well-formed");
        }
        frames.shipped = frames.frames.len();
        frames
    }

    /// Adds the classes, operators and frames of a file.
    ///
    /// # Errors
    /// With file and line, when a line is not in the notation or names what does not exist; what stood before it is kept.
    pub fn add(&mut self, file: &str, text: &str, ontology: &Ontology) -> Result<(), FrameError> {
        load::read(self, file, text, ontology)
    }

    /// The frame with this number.
    pub fn frame(&self, number: usize) -> &Frame {
        &self.frames[number]
    }

    /// The type that a trigger tells: its own, else that of its frame.
    pub fn kind<'f>(&'f self, trigger: &'f Trigger) -> Option<&'f EventType> {
        trigger.kind.as_ref().or(self.frame(trigger.frame).kind.as_ref())
    }

    /// The triggers with this lemma, those with the most conditions first.
    pub fn triggers(&self, pos: Pos, lemma: &str) -> &[Trigger] {
        self.triggers.get(pos, lemma)
    }

    /// What the learned reader alone takes for a class, those with the most conditions first.
    pub fn learned(&self, class: Class) -> &[Trigger] {
        self.learned.get(&class).map_or(&[], Vec::as_slice)
    }

    /// What a word makes of its complement, the most special reading first.
    pub fn operators(&self, pos: Pos, lemma: &str) -> &[Reading<Operator>] {
        self.operators.get(pos, lemma)
    }

    /// Whether a verb only carries a noun ("hold talks"), under which conditions, and with which status.
    pub fn lights(&self, lemma: &str) -> &[Reading<Option<Status>>] {
        self.lights.get(Pos::Verb, lemma)
    }

    /// Every trigger with its lemma, in the order of lemmas.
    pub fn all(&self) -> Vec<(Pos, &str, &Trigger)> {
        let mut all: Vec<_> = self.triggers.all().collect();
        all.sort_by(|a, b| (a.0, a.1, a.2.frame, a.2.line).cmp(&(b.0, b.1, b.2.frame, b.2.line)));
        all
    }
}
