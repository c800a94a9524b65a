//! The morphological features that reading events needs: tense, form and voice of verbs, number, degree, person.

use std::fmt;

/// The features of one token; `None` where a feature does not apply or is not known.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Morph {
    /// Time of a finite verb or kind of participle.
    pub tense: Option<Tense>,
    /// Whether a verb is finite, an infinitive, a participle or a gerund.
    pub verb_form: Option<VerbForm>,
    /// Passive; active is not marked, as in the treebanks.
    pub voice: Option<Voice>,
    /// Mood of a finite verb.
    pub mood: Option<Mood>,
    /// Singular or plural.
    pub number: Option<Number>,
    /// Degree of an adjective or adverb.
    pub degree: Option<Degree>,
    /// 1, 2 or 3.
    pub person: Option<u8>,
}

/// Declares a feature's values with their spelling in the treebanks.
macro_rules! values {
    ($(#[$doc:meta])* $name:ident { $($(#[$variant_doc:meta])* $variant:ident = $text:literal,)+ }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        pub enum $name {
            $($(#[$variant_doc])* $variant,)+
        }

        impl $name {
            /// The spelling of the treebanks.
            pub const fn as_str(self) -> &'static str {
                match self {
                    $(Self::$variant => $text,)+
                }
            }

            fn parse(text: &str) -> Option<Self> {
                match text {
                    $($text => Some(Self::$variant),)+
                    _ => None,
                }
            }
        }
    };
}

values! {
    /// Time of a finite verb or kind of participle.
    Tense {
        /// Past.
        Past = "Past",
        /// Present.
        Present = "Pres",
    }
}

values! {
    /// The form of a verb.
    VerbForm {
        /// Finite.
        Finite = "Fin",
        /// Infinitive.
        Infinitive = "Inf",
        /// Participle.
        Participle = "Part",
        /// Form in -ing used as a noun or modifier.
        Gerund = "Ger",
    }
}

values! {
    /// The voice of a verb.
    Voice {
        /// Passive.
        Passive = "Pass",
    }
}

values! {
    /// The mood of a finite verb.
    Mood {
        /// Indicative.
        Indicative = "Ind",
        /// Imperative.
        Imperative = "Imp",
        /// Subjunctive.
        Subjunctive = "Sub",
    }
}

values! {
    /// Grammatical number.
    Number {
        /// Singular.
        Singular = "Sing",
        /// Plural.
        Plural = "Plur",
        /// Plural in form only: scissors, talks.
        PluraleTantum = "Ptan",
    }
}

values! {
    /// Degree of comparison.
    Degree {
        /// Positive.
        Positive = "Pos",
        /// Comparative.
        Comparative = "Cmp",
        /// Superlative.
        Superlative = "Sup",
    }
}

impl Morph {
    /// Reads the FEATS column of CoNLL-U; features that are not kept here are passed over.
    pub fn parse(features: &str) -> Self {
        let mut morph = Self::default();
        for (name, value) in features.split('|').filter_map(|feature| feature.split_once('=')) {
            match name {
                "Tense" => morph.tense = Tense::parse(value),
                "VerbForm" => morph.verb_form = VerbForm::parse(value),
                "Voice" => morph.voice = Voice::parse(value),
                "Mood" => morph.mood = Mood::parse(value),
                "Number" => morph.number = Number::parse(value),
                "Degree" => morph.degree = Degree::parse(value),
                "Person" => morph.person = value.parse().ok().filter(|person| (1..=3).contains(person)),
                _ => {}
            }
        }
        morph
    }
}

/// Writes the FEATS column of CoNLL-U: sorted by name, `_` where there is none.
impl fmt::Display for Morph {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let person = self.person.map(|person| ["1", "2", "3"][usize::from(person.clamp(1, 3)) - 1]);
        let features = [
            ("Degree", self.degree.map(Degree::as_str)),
            ("Mood", self.mood.map(Mood::as_str)),
            ("Number", self.number.map(Number::as_str)),
            ("Person", person),
            ("Tense", self.tense.map(Tense::as_str)),
            ("VerbForm", self.verb_form.map(VerbForm::as_str)),
            ("Voice", self.voice.map(Voice::as_str)),
        ];
        let mut separator = "";
        for (name, value) in features {
            if let Some(value) = value {
                write!(f, "{separator}{name}={value}")?;
                separator = "|";
            }
        }
        if separator.is_empty() { f.write_str("_") } else { Ok(()) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_is_read_back() {
        let text = "Mood=Ind|Number=Sing|Person=3|Tense=Pres|VerbForm=Fin";
        assert_eq!(Morph::parse(text).to_string(), text);
        assert_eq!(Morph::parse("_").to_string(), "_");
        assert_eq!(Morph::parse("Case=Nom|Number=Plur|PronType=Prs").to_string(), "Number=Plur");
    }
}
