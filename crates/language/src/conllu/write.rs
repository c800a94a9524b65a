//! Documents to CoNLL-U.

use std::fmt::Write as _;

use crate::{Document, Sentence};

impl Document {
    /// The document as CoNLL-U. Parts of one word ("does" and "n't") stand under a line of the whole word.
    pub fn to_conllu(&self) -> String {
        let mut out = String::with_capacity(self.tokens.len() * 48);
        for sentence in self.sentences() {
            write_sentence(sentence, &mut out).expect("writing to a string cannot fail");
        }
        out
    }
}

fn write_sentence(sentence: Sentence<'_>, out: &mut String) -> std::fmt::Result {
    if sentence.begins_paragraph() {
        out.push_str("# newpar\n");
    }
    writeln!(out, "# sent_id = {}", sentence.index + 1)?;
    writeln!(out, "# text = {}", plain(sentence.text()))?;
    for at in 0..sentence.len() {
        write_whole_word(sentence, at, out)?;
        let token = sentence.token(at);
        let head = token.head.map_or(0, |head| head + 1);
        let space = if token.joined || is_joined(sentence, at + 1) { "_" } else { space(sentence, at) };
        let (form, lemma) = (plain(sentence.form(at)), plain(sentence.lemma(at)));
        let (upos, xpos, morph, relation) = (token.upos, token.xpos, token.morph, token.relation);
        writeln!(out, "{}\t{form}\t{lemma}\t{upos}\t{xpos}\t{morph}\t{head}\t{relation}\t_\t{space}", at + 1)?;
    }
    out.push('\n');
    Ok(())
}

/// The line in front of the first part of a word that is written together.
fn write_whole_word(sentence: Sentence<'_>, at: usize, out: &mut String) -> std::fmt::Result {
    if sentence.token(at).joined || !is_joined(sentence, at + 1) {
        return Ok(());
    }
    let last = (at + 1..sentence.len()).take_while(|&part| is_joined(sentence, part)).last().unwrap_or(at);
    let whole = sentence.token(at).bytes.start..sentence.token(last).bytes.end;
    let form = plain(&sentence.document().text[whole]);
    writeln!(out, "{}-{}\t{form}\t_\t_\t_\t_\t_\t_\t_\t{}", at + 1, last + 1, space(sentence, last))
}

fn is_joined(sentence: Sentence<'_>, at: usize) -> bool {
    sentence.tokens().get(at).is_some_and(|token| token.joined)
}

/// Whether the next token follows without a space.
fn space(sentence: Sentence<'_>, at: usize) -> &'static str {
    let document = sentence.document();
    let next = document.tokens.get(sentence.token_range().start + at + 1);
    if next.is_some_and(|next| next.bytes.start == sentence.token(at).bytes.end) { "SpaceAfter=No" } else { "_" }
}

/// A text on one line, without tabs and controls.
fn plain(text: &str) -> String {
    text.chars().map(|c| if c.is_whitespace() || c.is_control() { ' ' } else { c }).collect()
}
