//! Makes `data/lemmas.tsv`, what the rules for lemmas get wrong in the training parts of the treebanks:
//! `cargo run -p chancery-language --example lemmas -- TRAIN.conllu.gz... > crates/language/data/lemmas.tsv`
#![allow(clippy::print_stdout, reason = "the table is its output")]

use std::{
    collections::{BTreeMap, HashMap},
    error::Error,
    fs::File,
    io::Read as _,
};

use chancery_language::{Document, Language, Token, Upos, Xpos, read_conllu};

/// For a class and a form in small letters how often each lemma was seen, and how often the rules gave each.
#[derive(Default)]
struct Seen {
    gold: HashMap<String, usize>,
    rules: HashMap<String, usize>,
}

fn main() -> Result<(), Box<dyn Error>> {
    let mut seen: BTreeMap<(&str, String), Seen> = BTreeMap::new();
    for path in std::env::args().skip(1) {
        let mut text = String::new();
        flate2::read::GzDecoder::new(File::open(path)?).read_to_string(&mut text)?;
        count(&read_conllu(&text)?, &mut seen);
    }
    let mut lines: BTreeMap<(&str, &str), Vec<&str>> = BTreeMap::new();
    for ((class, form), seen) in &seen {
        if let Some(lemma) = exception(class, form, seen) {
            lines.entry((class, lemma)).or_default().push(form);
        }
    }
    println!("# Lemmas that the rules get wrong. Class, lemma, forms. Made by examples/lemmas.rs from the training parts of");
    println!("# Universal Dependencies English-EWT and the open part of English-GUM, CC BY-SA 4.0.");
    for ((class, lemma), forms) in lines {
        println!("{class}\t{lemma}\t{}", forms.join(" "));
    }
    Ok(())
}

fn count(gold: &Document, seen: &mut BTreeMap<(&'static str, String), Seen>) {
    let rules = Language::english().lemmas(gold.clone(), false);
    for (token, by_rules) in gold.tokens.iter().zip(&rules.tokens) {
        let Some(class) = class(token) else { continue };
        let entry = seen.entry((class, token.form(gold).to_lowercase())).or_default();
        *entry.gold.entry(token.lemma(gold).to_owned()).or_default() += 1;
        *entry.rules.entry(by_rules.lemma(&rules).to_owned()).or_default() += 1;
    }
}

/// The lemma seen most, if taking it always is right more often than the rules are.
fn exception<'s>(class: &str, form: &str, seen: &'s Seen) -> Option<&'s str> {
    let (lemma, &count) = seen.gold.iter().max_by_key(|&(lemma, count)| (count, lemma))?;
    let by_rules: usize = seen.gold.iter().map(|(lemma, &gold)| gold.min(seen.rules.get(lemma).copied().unwrap_or(0))).sum();
    // Slips of the pen that were seen once teach nothing about news.
    let slip = count < 2 && (matches!(class, "OTHER" | "PRON" | "DET" | "PART" | "ADV") || form.len() < 4);
    // A verb in a title.
    let slip = slip || class == "VERB" && lemma.starts_with(char::is_uppercase);
    let blank = form.contains(char::is_whitespace) || lemma.contains(char::is_whitespace);
    (count > by_rules && !slip && !blank).then_some(lemma)
}

/// The name of the class in the table, `None` where lemmas follow from the writing alone.
fn class(token: &Token) -> Option<&'static str> {
    Some(match token.upos {
        Upos::Verb | Upos::Aux => "VERB",
        Upos::Noun if token.xpos == Xpos::Nns => "NNS",
        Upos::Noun => "NN",
        Upos::Propn => "PROPN",
        Upos::Adj => "ADJ",
        Upos::Adv => "ADV",
        Upos::Pron if token.xpos == Xpos::PrpDollar => return None,
        Upos::Pron => "PRON",
        Upos::Det => "DET",
        Upos::Part => "PART",
        Upos::Adp | Upos::Cconj | Upos::Intj | Upos::Sconj => "OTHER",
        Upos::Num | Upos::Punct | Upos::Sym | Upos::X => return None,
    })
}
