//! The labels of Universal Dependencies for English: word classes, Penn tags and relations.
//!
//! All three are closed lists, so that code that reads trees can match on them.

use std::{fmt, str::FromStr};

/// A label that is in none of the lists.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{0:?} is no {1} of this library")]
pub struct UnknownLabel(pub String, pub &'static str);

/// Declares an enum of labels with their spelling, which is what is printed and read.
macro_rules! labels {
    ($(#[$doc:meta])* $name:ident, $kind:literal, $($(#[$variant_doc:meta])* $variant:ident = $text:literal,)+) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        #[repr(u8)]
        pub enum $name {
            $($(#[$variant_doc])* $variant,)+
        }

        impl $name {
            /// Every label, in the order of declaration.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)+];

            /// The spelling of the treebanks.
            pub const fn as_str(self) -> &'static str {
                match self {
                    $(Self::$variant => $text,)+
                }
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.pad(self.as_str())
            }
        }

        impl FromStr for $name {
            type Err = UnknownLabel;

            fn from_str(text: &str) -> Result<Self, UnknownLabel> {
                match text {
                    $($text => Ok(Self::$variant),)+
                    _ => Err(UnknownLabel(text.to_owned(), $kind)),
                }
            }
        }
    };
}

labels! {
    /// The word class of Universal Dependencies.
    Upos, "word class",
    /// Adjective.
    Adj = "ADJ",
    /// Preposition.
    Adp = "ADP",
    /// Adverb.
    Adv = "ADV",
    /// Auxiliary, the copula included.
    Aux = "AUX",
    /// Coordinating conjunction.
    Cconj = "CCONJ",
    /// Determiner.
    Det = "DET",
    /// Interjection.
    Intj = "INTJ",
    /// Common noun.
    Noun = "NOUN",
    /// Number.
    Num = "NUM",
    /// Particle: to, not, 's.
    Part = "PART",
    /// Pronoun.
    Pron = "PRON",
    /// Proper noun.
    Propn = "PROPN",
    /// Punctuation.
    Punct = "PUNCT",
    /// Subordinating conjunction.
    Sconj = "SCONJ",
    /// Symbol.
    Sym = "SYM",
    /// Verb.
    Verb = "VERB",
    /// Anything else: foreign words, parts of split words, addresses.
    X = "X",
}

impl Upos {
    /// Nouns and proper nouns.
    pub const fn is_noun(self) -> bool {
        matches!(self, Self::Noun | Self::Propn)
    }

    /// What can head a noun phrase: nouns, proper nouns, pronouns, numbers.
    pub const fn is_nominal(self) -> bool {
        matches!(self, Self::Noun | Self::Propn | Self::Pron | Self::Num)
    }
}

labels! {
    /// The tag of the Penn treebank, as the English treebanks carry it beside the word class.
    Xpos, "tag",
    /// Address: mail, web, telephone.
    Add = "ADD",
    /// Affix written apart.
    Afx = "AFX",
    /// Coordinating conjunction.
    Cc = "CC",
    /// Cardinal number.
    Cd = "CD",
    /// Closing bracket.
    CloseBracket = "-RRB-",
    /// Closing quotation mark.
    CloseQuote = "''",
    /// Colon, semicolon, dash, ellipsis.
    Colon = ":",
    /// Comma, or a dash used like one.
    Comma = ",",
    /// Currency sign.
    Dollar = "$",
    /// Determiner.
    Dt = "DT",
    /// Existential there.
    Ex = "EX",
    /// Foreign word.
    Fw = "FW",
    /// Part of a word split by mistake.
    Gw = "GW",
    /// Hyphen between parts of a compound.
    Hyph = "HYPH",
    /// Preposition or subordinating conjunction.
    In = "IN",
    /// Adjective.
    Jj = "JJ",
    /// Comparative adjective.
    Jjr = "JJR",
    /// Superlative adjective.
    Jjs = "JJS",
    /// Mark of a list item.
    Ls = "LS",
    /// Modal verb.
    Md = "MD",
    /// Decorative punctuation.
    Nfp = "NFP",
    /// Singular noun.
    Nn = "NN",
    /// Singular proper noun.
    Nnp = "NNP",
    /// Plural proper noun.
    Nnps = "NNPS",
    /// Plural noun.
    Nns = "NNS",
    /// Opening bracket.
    OpenBracket = "-LRB-",
    /// Opening quotation mark.
    OpenQuote = "``",
    /// Predeterminer.
    Pdt = "PDT",
    /// Possessive 's.
    Pos = "POS",
    /// Personal pronoun.
    Prp = "PRP",
    /// Possessive pronoun.
    PrpDollar = "PRP$",
    /// Adverb.
    Rb = "RB",
    /// Comparative adverb.
    Rbr = "RBR",
    /// Superlative adverb.
    Rbs = "RBS",
    /// Particle of a phrasal verb.
    Rp = "RP",
    /// Full stop, question or exclamation mark.
    Stop = ".",
    /// Symbol.
    Sym = "SYM",
    /// The word to before an infinitive.
    To = "TO",
    /// Interjection.
    Uh = "UH",
    /// Base form of a verb.
    Vb = "VB",
    /// Past tense.
    Vbd = "VBD",
    /// Form in -ing.
    Vbg = "VBG",
    /// Past participle.
    Vbn = "VBN",
    /// Present tense, not third person singular.
    Vbp = "VBP",
    /// Present tense, third person singular.
    Vbz = "VBZ",
    /// Determiner or relative which, that.
    Wdt = "WDT",
    /// Who, what.
    Wp = "WP",
    /// Whose.
    WpDollar = "WP$",
    /// How, where, why, when.
    Wrb = "WRB",
}

labels! {
    /// The relation of a word to its head, with the subtypes of English.
    ///
    /// ```
    /// use chancery_language::Relation;
    /// assert_eq!(Relation::NsubjPass.base(), Relation::Nsubj);
    /// assert!(Relation::NsubjPass.is(Relation::Nsubj));
    /// assert_eq!(Relation::NsubjPass.as_str(), "nsubj:pass");
    /// ```
    Relation, "relation",
    /// Clause that modifies a noun.
    Acl = "acl",
    /// Relative clause.
    AclRelcl = "acl:relcl",
    /// Adverbial clause.
    Advcl = "advcl",
    /// Relative clause that modifies a clause.
    AdvclRelcl = "advcl:relcl",
    /// Adverbial modifier.
    Advmod = "advmod",
    /// Adjectival modifier.
    Amod = "amod",
    /// Apposition.
    Appos = "appos",
    /// Auxiliary.
    Aux = "aux",
    /// Auxiliary of the passive.
    AuxPass = "aux:pass",
    /// Preposition or possessive mark of a noun.
    Case = "case",
    /// Coordinating conjunction.
    Cc = "cc",
    /// First half of either ... or, both ... and.
    CcPreconj = "cc:preconj",
    /// Clause as object, with its own subject.
    Ccomp = "ccomp",
    /// Part of a compound noun.
    Compound = "compound",
    /// Particle of a phrasal verb.
    CompoundPrt = "compound:prt",
    /// Later member of a coordination, under the first.
    Conj = "conj",
    /// Copula.
    Cop = "cop",
    /// Clause as subject.
    Csubj = "csubj",
    /// Clause as subject of a clause that is itself a predicate.
    CsubjOuter = "csubj:outer",
    /// Clause as subject of a passive.
    CsubjPass = "csubj:pass",
    /// Unspecified.
    Dep = "dep",
    /// Determiner.
    Det = "det",
    /// Predeterminer: all the, such a.
    DetPredet = "det:predet",
    /// Interjection or particle of discourse.
    Discourse = "discourse",
    /// Element put in front or behind and taken up by a pronoun.
    Dislocated = "dislocated",
    /// Expletive it, there.
    Expl = "expl",
    /// Later word of a fixed expression, under the first.
    Fixed = "fixed",
    /// Later word of a name or date without a head, under the first.
    Flat = "flat",
    /// Later part of a word split by mistake.
    Goeswith = "goeswith",
    /// Indirect object.
    Iobj = "iobj",
    /// Item of a list.
    List = "list",
    /// Word that introduces a subordinate clause.
    Mark = "mark",
    /// Noun that modifies a noun by a preposition.
    Nmod = "nmod",
    /// Title or description in front of a name: President Bush.
    NmodDesc = "nmod:desc",
    /// Possessor.
    NmodPoss = "nmod:poss",
    /// Noun that modifies a noun without a preposition.
    NmodUnmarked = "nmod:unmarked",
    /// Subject.
    Nsubj = "nsubj",
    /// Subject of a clause whose predicate is itself a clause.
    NsubjOuter = "nsubj:outer",
    /// Subject of a passive.
    NsubjPass = "nsubj:pass",
    /// Number that modifies a noun.
    Nummod = "nummod",
    /// Direct object.
    Obj = "obj",
    /// Noun with a preposition that modifies a verb.
    Obl = "obl",
    /// Agent of a passive: by the minister.
    OblAgent = "obl:agent",
    /// Noun without a preposition that modifies a verb: last week.
    OblUnmarked = "obl:unmarked",
    /// Dependent of an elided verb.
    Orphan = "orphan",
    /// Clause set beside another: he said.
    Parataxis = "parataxis",
    /// Punctuation.
    Punct = "punct",
    /// Speech that was repaired.
    Reparandum = "reparandum",
    /// The head of the sentence.
    Root = "root",
    /// Person addressed.
    Vocative = "vocative",
    /// Clause as object whose subject is that of the higher clause.
    Xcomp = "xcomp",
}

impl Relation {
    /// The relation without its subtype.
    pub const fn base(self) -> Self {
        match self {
            Self::AclRelcl => Self::Acl,
            Self::AdvclRelcl => Self::Advcl,
            Self::AuxPass => Self::Aux,
            Self::CcPreconj => Self::Cc,
            Self::CompoundPrt => Self::Compound,
            Self::CsubjOuter | Self::CsubjPass => Self::Csubj,
            Self::DetPredet => Self::Det,
            Self::NmodDesc | Self::NmodPoss | Self::NmodUnmarked => Self::Nmod,
            Self::NsubjOuter | Self::NsubjPass => Self::Nsubj,
            Self::OblAgent | Self::OblUnmarked => Self::Obl,
            other => other,
        }
    }

    /// Whether it is `base` or one of its subtypes.
    pub fn is(self, base: Self) -> bool {
        self.base() == base
    }

    /// Subjects of every kind, clauses included.
    pub const fn is_subject(self) -> bool {
        matches!(self.base(), Self::Nsubj | Self::Csubj)
    }
}
