//! Who and what a sentence names, in the form that roles are filled from.

use chancery_core::{ActorId, ActorKind, CountryCode, Participant, Place, Role, Sector, Span};
use std::ops::Range;

use crate::{
    frames::{MentionKind, matcher::Name, subjects::sayers},
    tree::Tree,
};

/// The actors and places named in a sentence.
#[derive(Clone, Debug, Default)]
pub struct Cast {
    /// The actors, in the order of the text.
    pub actors: Vec<Named>,
    /// The places, in the order of the text.
    pub places: Vec<Site>,
    /// The countries in which the places lie: hosts of visits, targets of attacks.
    pub lands: Vec<Named>,
    /// People without a name ("the judge"): participants beside somebody who has one.
    pub people: Vec<Named>,
    /// Those named in the sentences before, the last first: whom "him" means when it is not the subject.
    pub earlier: Vec<Named>,
    /// The subject of the sentence before: whom a pronoun without a name before it means.
    pub topic: Option<Named>,
    /// The country of the dateline.
    pub home: Option<Named>,
}

/// Words that name one actor, or several ("the two countries").
#[derive(Clone, Debug, PartialEq)]
pub struct Named {
    /// The word that heads them.
    pub head: usize,
    /// The words.
    pub words: Range<usize>,
    /// Where they stand in the article.
    pub span: Span,
    /// Whom they name.
    pub who: Vec<Who>,
    /// How sure that is, 0 to 1.
    pub confidence: f32,
    /// Whether they name nobody in particular ("the judge").
    pub generic: bool,
}

/// An actor as it acts in this sentence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Who {
    /// Its name in the graph.
    pub actor: ActorId,
    /// What it is.
    pub kind: ActorKind,
    /// What it is called first.
    pub name: String,
    /// The office held.
    pub office: Option<String>,
    /// The body without a country for which it acts.
    pub organization: Option<String>,
    /// The country it is, or acts for.
    pub country: Option<CountryCode>,
    /// In what capacity.
    pub sector: Option<Sector>,
}

/// Words that name a place.
#[derive(Clone, Debug, PartialEq)]
pub struct Site {
    /// The word that heads them.
    pub head: usize,
    /// The words.
    pub words: Range<usize>,
    /// Where they stand in the article.
    pub span: Span,
    /// The place.
    pub place: Place,
}

/// Whether a phrase with this preposition says whom a noun stands for; people are of or from somebody, not near him. A deed stands for
/// who does it ("condemned an attack by rebels").
fn stands_for(case: &str, people: bool) -> bool {
    matches!(case, "of" | "from" | "for") || (!people && matches!(case, "in" | "on" | "to" | "against" | "at" | "near" | "with" | "by"))
}

/// Whoever holds the same office elsewhere.
const COUNTERPARTS: &[&str] = &["counterpart", "colleague", "number", "opposite", "homologue"];

/// Whether the noun means whoever holds the same office elsewhere.
pub fn is_counterpart(lemma: &str) -> bool {
    COUNTERPARTS.contains(&lemma)
}

/// Those whom their owner tells and who are not he: "Chad's neighbours".
fn is_another(lemma: &str) -> bool {
    const OTHERS: &[&str] = &[
        "neighbour",
        "neighbor",
        "ally",
        "rival",
        "enemy",
        "foe",
        "critic",
        "opponent",
        "creditor",
        "donor",
        "successor",
        "predecessor",
        "adversary",
    ];
    is_counterpart(lemma) || OTHERS.contains(&lemma)
}

/// Whether a word tells what is named after people who do not take part ("Louverture airport").
pub fn named_after(tree: &Tree, word: usize) -> bool {
    const BUILT: &[&str] =
        &["airport", "airfield", "street", "square", "avenue", "boulevard", "university", "stadium", "hospital", "prize", "bridge"];
    BUILT.contains(&tree.words[word].lemma.as_str())
}

impl Named {
    /// The country for which the first of them acts.
    pub fn land(&self) -> Option<CountryCode> {
        self.who.first().and_then(|who| who.country)
    }

    /// Whether the words are the same, or those of another one of the same country.
    pub fn is_with(&self, other: &Self) -> bool {
        self.head == other.head || self.is_of_land_of(other)
    }

    /// Whether both act for one country.
    pub fn is_of_land_of(&self, other: &Self) -> bool {
        self.land().is_some() && self.land() == other.land()
    }

    /// The same for the sentences after: its words are none of theirs.
    pub fn from_before(&self) -> Self {
        Self { head: usize::MAX, words: usize::MAX..usize::MAX, ..self.clone() }
    }

    /// Whether the words tell whom somebody acts for: "military" of "military aid" does not.
    pub fn stands_alone(&self) -> bool {
        self.who.iter().any(|who| who.country.is_some() || who.organization.is_some() || who.kind != ActorKind::Group)
    }
}

impl Who {
    /// The actor in a role.
    pub fn plays(&self, role: Role) -> Participant {
        Participant {
            actor: self.actor.clone(),
            kind: self.kind,
            name: self.name.clone(),
            office: self.office.clone(),
            organization: self.organization.clone(),
            country: self.country,
            sector: self.sector,
            role,
        }
    }
}

impl Cast {
    /// The names as conditions of frames see them.
    pub fn names(&self, tree: &Tree) -> Vec<Name> {
        // "His Polish counterpart" is a person, whoever he is.
        let counterpart = |&word: &usize| is_counterpart(&tree.words[word].lemma) && tree.by(word, &["amod"]).any(|land| self.at(land).is_some());
        let counterparts = (0..tree.words.len()).filter(counterpart).map(|head| Name { head, kind: MentionKind::Person });
        let actors = self.actors.iter().flat_map(|named| {
            named.who.iter().map(|who| {
                let kind = match who.kind {
                    ActorKind::Country => MentionKind::Country,
                    ActorKind::Person => MentionKind::Person,
                    ActorKind::Organization => MentionKind::Organization,
                    ActorKind::Group => MentionKind::Group,
                };
                Name { head: named.head, kind }
            })
        });
        actors.chain(counterparts).chain(self.places.iter().map(|site| Name { head: site.head, kind: MentionKind::Place })).collect()
    }

    /// The actor that the phrase of a word names: the word itself, or else one within the phrase that the phrase stands for
    /// ("Iran's nuclear sites", "the government of Chad", "a court in Bishkek").
    pub fn named_by(&self, tree: &Tree, word: usize) -> Option<&Named> {
        self.named_but(tree, word, &|_| false)
    }

    /// The same without those within the phrase that take part already: "his strong support of the premier".
    pub fn named_but(&self, tree: &Tree, word: usize, taken: &dyn Fn(&Named) -> bool) -> Option<&Named> {
        let generic = self.people.iter().find(|named| named.head == word);
        let pronoun = || self.meant(tree, word);
        self.at(word).or_else(pronoun).or_else(|| self.within(tree, word, (3, generic.is_some()), taken)).or(generic)
    }

    /// Whom a personal pronoun means: the last subject before it that fits, or the one of the sentence before.
    fn meant(&self, tree: &Tree, word: usize) -> Option<&Named> {
        if matches!(tree.words[word].lemma.as_str(), "we" | "i" | "our" | "my" | "us" | "me") && tree.words[word].upos == "PRON" {
            return tree.up(word).flat_map(|step| sayers(tree, step)).find_map(|sayer| self.at(sayer));
        }
        let fits: fn(&Named) -> bool = match tree.words[word].text.to_lowercase().as_str() {
            "he" | "she" | "him" | "her" | "his" => |named| named.who.iter().all(|who| who.kind == ActorKind::Person),
            "it" | "its" => |named| named.who.len() == 1 && named.who[0].kind != ActorKind::Person,
            "they" | "them" | "their" => |named| named.who.len() > 1 || named.who[0].kind != ActorKind::Person,
            _ => return None,
        };
        // Nobody meets himself: the subject of the pronoun's own verb is somebody else, unless the pronoun owns a thing.
        let owns = tree.words[word].is(&["nmod:poss"]);
        let verb = tree.words[word].head;
        let told = self.actors.iter().rev().filter(|named| {
            let subject = tree.words[named.head].is(&["nsubj"]) && named.head < word;
            subject && (owns || (tree.words[named.head].head != verb && verb.and_then(|verb| tree.words[verb].head) != Some(named.head)))
        });
        told.chain(&self.topic).find(|named| fits(named))
    }

    /// The country in which the place that a word names lies.
    pub fn land_of(&self, word: usize) -> Option<&Named> {
        self.lands.iter().find(|land| land.head == word || land.words.contains(&word))
    }

    /// The actor whose words a word is part of.
    pub fn at(&self, word: usize) -> Option<&Named> {
        self.actors.iter().find(|named| named.head == word).or_else(|| self.actors.iter().find(|named| named.words.contains(&word)))
    }

    fn within(&self, tree: &Tree, word: usize, (depth, people): (usize, bool), taken: &dyn Fn(&Named) -> bool) -> Option<&Named> {
        const WAYS: [&[&str]; 4] = [&["appos", "flat"], &["nmod:poss"], &["amod", "compound", "nmod:unmarked"], &["nmod"]];
        if depth == 0 {
            return None;
        }
        // "His Croatian counterpart" is not he.
        let other = is_another(&tree.words[word].lemma);
        let after = named_after(tree, word);
        for way in WAYS.into_iter().filter(|way| !(other && *way == ["nmod:poss"] || after && way.contains(&"compound"))) {
            for child in tree.by(word, way) {
                let fits = way != ["nmod"] || tree.case(child).is_some_and(|case| stands_for(case, people));
                let found = if fits {
                    let unknown = || self.people.iter().find(|named| named.head == child && tree.words[child].upos == "PROPN");
                    let owner = || self.meant(tree, child).or_else(unknown).filter(|_| way == ["nmod:poss"]);
                    self.at(child)
                        .or_else(owner)
                        .filter(|named| way == ["nmod"] || named.stands_alone())
                        .filter(|named| !taken(named))
                        .or_else(|| self.within(tree, child, (depth - 1, people), taken))
                } else {
                    None
                };
                if found.is_some() {
                    return found;
                }
            }
        }
        None
    }
}
