//! One article with all that was found in it before events are read: sentences with their trees, names and dates.

use chancery_core::{ActorId, Article, Span};
use chancery_language::{Document, Sentence, States};

use jiff::civil::Date;
use std::collections::HashMap;

use crate::{
    Knowledge,
    amend::amend,
    clauses,
    dates::{self, Expression},
    gazetteer::words,
    mentions::{self, Mention, Told},
    tree::{Tree, Word},
};

/// An article, parsed, with its names and dates in the order of the text.
pub struct Page<'a> {
    /// The article.
    pub article: &'a Article,
    /// Its text as sentences and words.
    pub document: Document,
    /// What the net thought of each word: what the learned reader reads.
    pub states: States,
    /// The names; outer ones before those within them.
    pub mentions: Vec<Mention>,
    /// The date expressions.
    pub dates: Vec<Expression>,
    /// The day on which it was written, from which "today" counts: that of its first line, or else that of its publication.
    pub written_on: Option<Date>,
}

/// Gives persons the spelling of their names that the article uses ("Ceausescu", "Kim Jong-un"): the longest form of it.
fn spell(mentions: &mut [Mention], text: &str) {
    let mut spelled: HashMap<ActorId, (usize, String)> = HashMap::new();
    for mention in mentions.iter().filter(|mention| mention.told == Told::Titled) {
        let [actor] = &mention.actors[..] else { continue };
        let (told, name) = (words(&text[mention.bytes.clone()]), words(&actor.name));
        let alike = told.iter().rev().zip(name.iter().rev()).take_while(|(told, name)| told.folded == name.folded).count();
        if alike == 0
            && !spelled.contains_key(&actor.id)
            && let Some(name) = romanised(&text[mention.bytes.clone()], &actor.name)
        {
            spelled.insert(actor.id.clone(), (0, name));
        }
        if alike == 0 || spelled.get(&actor.id).is_some_and(|(before, _)| *before >= alike) {
            continue;
        }
        let start = told[told.len() - alike].bytes.start;
        let end = told[told.len() - 1].bytes.end;
        let before = &actor.name[..name[name.len() - alike].bytes.start];
        spelled.insert(actor.id.clone(), (alike, format!("{before}{}", &text[mention.bytes.clone()][start..end])));
    }
    for actor in mentions.iter_mut().flat_map(|mention| &mut mention.actors) {
        if let Some((_, name)) = spelled.get(&actor.id) {
            actor.name.clone_from(name);
        }
    }
}

/// A name with the surname as the text writes it in letters of its own: "Abdel Fattah al-Sissi" for "Abdel Fattah El Sisi".
fn romanised(told: &str, name: &str) -> Option<String> {
    const APART: usize = 3;
    let (first, last) = name.rsplit_once(' ')?;
    let surname = told.rsplit(char::is_whitespace).next()?;
    let word = |name: &str| words(name).pop().map(|word| word.folded);
    let (told, known) = (word(surname)?, word(last)?);
    let alike = told.chars().next() == known.chars().next() && told.len() > APART && strsim::damerau_levenshtein(&told, &known) <= APART;
    let article = |name: &str| ["al", "el"].contains(&&*name.to_lowercase());
    // "al-Sissi" brings its article along.
    let bare = first.rsplit_once(' ').filter(|(_, article_of)| article(article_of) && surname.split('-').next().is_some_and(article));
    alike.then(|| format!("{} {surname}", bare.map_or(first, |(first, _)| first)))
}

impl<'a> Page<'a> {
    /// Finds names, sentences, trees and dates.
    pub fn new(article: &'a Article, knowledge: &Knowledge) -> Self {
        let tokens = chancery_language::tokenise(&article.text);
        let mut units = mentions::units(&article.text, &tokens, knowledge.gazetteer());
        let own = knowledge.own_names().find(&article.text);
        units.retain(|unit| !own.iter().any(|(name, _)| unit.start < name.end && name.start < unit.end));
        // The parser must not tear them.
        units.extend(own.iter().map(|(name, _)| chancery_language::Span::new(name.start, name.end)));
        units.sort_by_key(|unit| unit.start);
        let (mut document, states) = knowledge.language().analyse_with_states(&article.text, &units);
        clauses::amend(&mut document);
        let mut mentions = mentions::find_mentions(&document, article, knowledge.gazetteer()).list;
        let formats = mentions::formats(article, &document, knowledge.gazetteer());
        let own = knowledge.own_names().mentions(&document, own);
        mentions.retain(|mention| !formats.iter().any(|format| format.span.contains(mention.span)));
        mentions.extend(formats);
        mentions.retain(|mention| !own.iter().any(|name| name.span.overlaps(mention.span)));
        mentions.extend(own);
        mentions.sort_by_key(|mention| (mention.bytes.start, std::cmp::Reverse(mention.bytes.end)));
        spell(&mut mentions, &article.text);
        amend(&mut document, &mentions);
        let dates = dates::find(&article.text);
        let written_on = dates::dateline(&article.text, &dates, article.published_on).or(article.published_on);
        Self { article, document, states, mentions, dates, written_on }
    }

    /// The names of a sentence.
    pub fn mentions_of(&self, sentence: Sentence<'_>) -> &[Mention] {
        let start = self.mentions.partition_point(|mention| mention.sentence < sentence.index);
        let end = self.mentions.partition_point(|mention| mention.sentence <= sentence.index);
        &self.mentions[start..end]
    }

    /// The last words before a span that name an actor, pronouns aside.
    pub fn named_before(&self, span: Span, actor: &ActorId) -> Option<Span> {
        let end = self.mentions.partition_point(|mention| mention.span.start < span.start);
        let before = self.mentions[..end].iter().rev().filter(|mention| mention.span.end <= span.start && mention.told != Told::Pronoun);
        before.filter(|mention| mention.actors.iter().any(|named| named.id == *actor)).map(|mention| mention.span).next()
    }

    /// The date expressions of a sentence.
    pub fn dates_of(&self, sentence: Sentence<'_>) -> &[Expression] {
        let bytes = sentence.bytes();
        let start = self.dates.partition_point(|date| date.bytes.end <= bytes.start);
        let end = self.dates.partition_point(|date| date.bytes.start < bytes.end);
        &self.dates[start..end.max(start)]
    }

    /// The words of a span.
    pub fn words(&self, span: Span) -> &str {
        // Counted from the word in which it starts: from the start of the text, a long text would cost its length for every phrase.
        let word = self.document.tokens.partition_point(|token| token.chars.start as u32 <= span.start).checked_sub(1);
        let (byte, chars) = word.map_or((0, 0), |word| (self.document.tokens[word].bytes.start, self.document.tokens[word].chars.start as u32));
        let rest = self.article.text.get(byte..).unwrap_or_default();
        Span::new(span.start - chars, span.end - chars).words(rest).unwrap_or_default()
    }
}

/// A sentence in the form that matching asks for.
pub fn tree_of(sentence: Sentence<'_>) -> Tree {
    let word = |index: usize| {
        let token = sentence.token(index);
        Word {
            text: sentence.form(index).to_owned(),
            lemma: sentence.lemma(index).to_lowercase(),
            upos: token.upos.as_str().to_owned(),
            xpos: token.xpos.as_str().to_owned(),
            head: token.head,
            relation: token.relation.as_str().to_owned(),
            span: Span::new(token.chars.start as u32, token.chars.end as u32),
        }
    };
    Tree::new((0..sentence.len()).map(word).collect())
}
