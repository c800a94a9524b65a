//! The classes of the reader, and a score for each of them.

/// How many classes there are.
pub const CLASSES: usize = Class::ALL.len();

/// What a word may tell: a PLOVER event, or none.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[allow(missing_docs, reason = "the names are those of PLOVER")]
pub enum Class {
    Agree,
    Consult,
    Support,
    /// CONCEDE and RETREAT, which the gold data do not tell apart.
    Concede,
    Cooperate,
    Aid,
    Request,
    Accuse,
    Reject,
    Threaten,
    Protest,
    Sanction,
    Mobilize,
    Coerce,
    Assault,
    /// No event of PLOVER; statements too.
    None,
}

impl Class {
    /// Every class, in the order of the scores.
    pub const ALL: &'static [Self] = &[
        Self::Agree,
        Self::Consult,
        Self::Support,
        Self::Concede,
        Self::Cooperate,
        Self::Aid,
        Self::Request,
        Self::Accuse,
        Self::Reject,
        Self::Threaten,
        Self::Protest,
        Self::Sanction,
        Self::Mobilize,
        Self::Coerce,
        Self::Assault,
        Self::None,
    ];

    /// The PLOVER name, or `none`.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Agree => "AGREE",
            Self::Consult => "CONSULT",
            Self::Support => "SUPPORT",
            Self::Concede => "CONCEDE",
            Self::Cooperate => "COOPERATE",
            Self::Aid => "AID",
            Self::Request => "REQUEST",
            Self::Accuse => "ACCUSE",
            Self::Reject => "REJECT",
            Self::Threaten => "THREATEN",
            Self::Protest => "PROTEST",
            Self::Sanction => "SANCTION",
            Self::Mobilize => "MOBILIZE",
            Self::Coerce => "COERCE",
            Self::Assault => "ASSAULT",
            Self::None => "none",
        }
    }

    /// The class of a PLOVER event; RETREAT is CONCEDE here.
    pub fn of_plover(event: &str) -> Option<Self> {
        let event = if event == "RETREAT" { "CONCEDE" } else { event };
        Self::ALL.iter().copied().find(|class| class.as_str() == event)
    }
}

/// The probabilities of all classes for one word, in the order of [`Class::ALL`]; they add up to one.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Scores(pub [f32; CLASSES]);

impl Scores {
    /// Surely none.
    pub const NONE: Self = {
        let mut scores = [0.0; CLASSES];
        scores[Class::None as usize] = 1.0;
        Self(scores)
    };

    /// Nothing is known: no class is likely, nor is none.
    pub const UNKNOWN: Self = Self([0.0; CLASSES]);

    /// The probability of a class.
    pub fn of(&self, class: Class) -> f32 {
        self.0[class as usize]
    }

    /// The likeliest class, `None` included.
    pub fn best(&self) -> Class {
        self.ranked()[0].0
    }

    /// The likeliest class other than `None` with its probability; of equals the earlier one.
    pub fn likeliest(&self) -> (Class, f32) {
        let events = Class::ALL.iter().copied().zip(self.0).filter(|(class, _)| *class != Class::None);
        events.reduce(|best, one| if one.1 > best.1 { one } else { best }).expect("there are classes of events")
    }

    /// All classes, the likeliest first; of equals the earlier one.
    pub fn ranked(&self) -> Vec<(Class, f32)> {
        let mut ranked: Vec<(Class, f32)> = Class::ALL.iter().copied().zip(self.0).collect();
        ranked.sort_by(|a, b| b.1.total_cmp(&a.1));
        ranked
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn scores_are_ranked() {
        let mut scores = Scores([0.0; CLASSES]);
        (scores.0[Class::None as usize], scores.0[Class::Aid as usize], scores.0[Class::Agree as usize]) = (0.5, 0.3, 0.2);
        assert_eq!((scores.best(), scores.of(Class::Aid)), (Class::None, 0.3));
        assert_eq!(scores.ranked()[..3], [(Class::None, 0.5), (Class::Aid, 0.3), (Class::Agree, 0.2)]);
        assert_eq!(scores.likeliest(), (Class::Aid, 0.3));
    }

    #[test]
    fn plover_events_have_a_class() {
        assert_eq!(Class::of_plover("RETREAT"), Some(Class::Concede));
        assert_eq!(Class::of_plover("ASSAULT"), Some(Class::Assault));
        assert_eq!(Class::of_plover("attack"), None);
    }
}
