//! The notation of one line of a frame: triggers, conditions, paths to arguments.

use chancery_core::{Role, Status};
use std::collections::HashMap;

use super::{Arg, Condition, Example, MentionKind, Path, Pos, RoleRule};

/// Prepositions that an argument may have. A closed list, so that a misspelt word is an error and not a preposition.
const PREPOSITIONS: &str = "about above across after against along alongside amid among amongst around as at atop before behind below beneath beside between beyond by \
    concerning despite down during for from if in including inside into near of off on onto out outside over past regarding round since than through throughout \
    to toward towards under unless until up upon via with within without";

/// What a line of a frame says of a word.
pub(super) struct Line {
    pub pos: Pos,
    pub lemma: String,
    pub conditions: Vec<Condition>,
    pub settings: Vec<(String, String)>,
    pub example: Option<Example>,
}

/// Word lists by name.
pub(super) type Classes = HashMap<String, Vec<String>>;

/// Reads `verb cut prt=off obj=@aid cameo=162 :: Example. => A > B`, without the word for the kind.
pub(super) fn line(pos: Pos, text: &str, classes: &Classes) -> Result<Line, String> {
    let (words, example) = match text.split_once("::") {
        Some((words, example)) => (words, Some(self::example(example)?)),
        None => (text, None),
    };
    let mut words = words.split_whitespace();
    let lemma = words.next().ok_or("a word is missing after verb, noun or adj")?.to_owned();
    if lemma.chars().any(char::is_uppercase) || lemma.contains(['=', ':', '@', ',']) {
        return Err(format!("no lemma: {lemma:?}; accepted is one word in lower case"));
    }
    let mut line = Line { pos, lemma, conditions: Vec::new(), settings: Vec::new(), example };
    for word in words {
        match word.split_once('=') {
            Some((key @ ("cameo" | "mode" | "status" | "type"), value)) => line.settings.push((key.to_owned(), value.to_owned())),
            _ => line.conditions.push(condition(word, classes)?),
        }
    }
    Ok(line)
}

fn example(text: &str) -> Result<Example, String> {
    let (text, sides) = match text.split_once("=>") {
        Some((text, sides)) => {
            let (left, right) = sides.split_once('>').ok_or_else(|| format!("no sides: {:?}; accepted is SOURCE > TARGET", sides.trim()))?;
            (text, Some((left.trim().to_owned(), right.trim().to_owned())))
        }
        None => (text, None),
    };
    match text.trim() {
        "" => Err("the example after :: is empty".into()),
        text => Ok(Example { text: text.to_owned(), sides }),
    }
}

/// Reads one condition.
pub(super) fn condition(text: &str, classes: &Classes) -> Result<Condition, String> {
    if let Some(arg) = text.strip_prefix('+') {
        return Ok(Condition::Present(path(arg)?));
    }
    if let Some(arg) = text.strip_prefix('-') {
        return Ok(Condition::Absent(path(arg)?));
    }
    if let Some((arg, words)) = text.split_once("!=") {
        return Ok(Condition::NotWord(path(arg)?, word_list(words, classes)?));
    }
    if let Some((arg, words)) = text.split_once('=') {
        let words = word_list(words, classes)?;
        return Ok(if arg == "prt" { Condition::Particle(words) } else { Condition::Word(path(arg)?, words) });
    }
    if let Some((arg, kind)) = text.split_once(':') {
        return Ok(Condition::Kind(path(arg)?, mention_kind(kind)?));
    }
    Err(format!("no condition: {text:?}; accepted are prt=WORDS, ARG=WORDS, ARG!=WORDS, +ARG, -ARG, ARG:KIND, cameo=, mode=, status=, type="))
}

/// Reads `aid,relief,@money` into words.
pub(super) fn word_list(text: &str, classes: &Classes) -> Result<Vec<String>, String> {
    let mut words = Vec::new();
    for word in text.split(',').map(str::trim).filter(|word| !word.is_empty()) {
        match word.strip_prefix('@') {
            Some(name) => words.extend(classes.get(name).ok_or_else(|| unknown("class", name, classes.keys().map(String::as_str)))?.iter().cloned()),
            None => words.push(word.to_owned()),
        }
    }
    if words.is_empty() { Err(format!("no word in {text:?}")) } else { Ok(words) }
}

/// Reads `comp.subj`.
pub(super) fn path(text: &str) -> Result<Path, String> {
    text.split('.').map(arg).collect()
}

fn arg(text: &str) -> Result<Arg, String> {
    Ok(match text {
        "subj" => Arg::Subject,
        "obj" => Arg::Object,
        "iobj" => Arg::Indirect,
        "poss" => Arg::Possessor,
        "mod" => Arg::Modifier,
        "comp" => Arg::Complement,
        "others" => Arg::Others,
        "clause" => Arg::Clause,
        "aux" => Arg::Auxiliary,
        "sayer" => Arg::Sayer,
        word => {
            let preposition = PREPOSITIONS.split_whitespace().find(|&preposition| preposition == word);
            return preposition.map(Arg::Preposition).ok_or_else(|| {
                format!("no argument: {text:?}; accepted are subj, obj, iobj, poss, mod, comp, others, clause, aux, sayer and prepositions")
            });
        }
    })
}

fn mention_kind(text: &str) -> Result<MentionKind, String> {
    Ok(match text {
        "actor" => MentionKind::Actor,
        "country" => MentionKind::Country,
        "person" => MentionKind::Person,
        "organization" => MentionKind::Organization,
        "group" => MentionKind::Group,
        "place" => MentionKind::Place,
        _ => return Err(format!("no kind: {text:?}; accepted are actor, country, person, organization, group, place")),
    })
}

/// Reads the arguments of a role: `obj | against | comp.subj`, `subj + with`.
pub(super) fn role_rule(role: Role, text: &str) -> Result<RoleRule, String> {
    let alternative = |part: &str| part.split('+').map(|step| path(step.trim())).collect::<Result<Vec<_>, _>>();
    let mut alternatives: Vec<Vec<Path>> = text.split('|').map(alternative).collect::<Result<_, _>>()?;
    if role == Role::Participant {
        // Whoever takes part on equal terms may be told with these, whatever the verb.
        let always = ["with", "between", "among"].map(|preposition| vec![Arg::Preposition(preposition)]);
        alternatives.iter_mut().for_each(|paths| paths.extend(always.iter().filter(|path| !paths.contains(path)).cloned().collect::<Vec<_>>()));
    }
    Ok(RoleRule { role, alternatives })
}

/// Reads a status.
pub(super) fn status(text: &str) -> Result<Status, String> {
    text.parse().map_err(|_| unknown("status", text, Status::ALL.iter().map(|status| status.as_str())))
}

/// Says that a name is not known, and which are.
pub(super) fn unknown<'a>(what: &str, given: &str, known: impl Iterator<Item = &'a str>) -> String {
    let mut known: Vec<&str> = known.collect();
    known.sort_unstable();
    format!("no {what}: {given:?}; accepted are {}", known.join(", "))
}
