//! CoNLL-U to documents.

use std::ops::Range;

use crate::{Document, Morph, Span, Token, decode::is_tree};

/// Why a text is no CoNLL-U.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("line {line}: {reason}")]
pub struct ConlluError {
    /// The line, counted from 1.
    pub line: usize,
    /// What is wrong with it.
    pub reason: String,
}

/// Reads CoNLL-U. The text of the document is put together from the tokens: words are parted by a blank unless `SpaceAfter=No`
/// is said, paragraphs (`# newpar`, `# newdoc`) by an empty line.
///
/// Every column may be `_` but the number and the form; a sentence without heads is one that was not analysed. Empty nodes and
/// enhanced dependencies are passed over.
///
/// # Errors
/// If a line is not as the format wants it, a label is unknown, or the heads of a sentence are no tree with one root.
pub fn read_conllu(text: &str) -> Result<Document, ConlluError> {
    let mut reader = Reader { paragraph: true, ..Reader::default() };
    for (number, line) in text.lines().enumerate() {
        reader.line(line.trim_end_matches('\r')).map_err(|reason| ConlluError { line: number + 1, reason })?;
    }
    reader.end().map_err(|reason| ConlluError { line: text.lines().count(), reason })?;
    Ok(reader.document)
}

#[derive(Default)]
struct Reader {
    document: Document,
    /// Characters of the text so far.
    chars: usize,
    /// The first token of the open sentence.
    start: usize,
    paragraph: bool,
    /// Whether a blank comes in front of the next token.
    blank: bool,
    /// The numbers of the tokens that are written together, and whether a blank follows behind the last.
    joined: (Range<usize>, bool),
    /// Whether a head was read in the open sentence.
    heads: bool,
}

impl Reader {
    fn line(&mut self, line: &str) -> Result<(), String> {
        if line.is_empty() {
            return self.end();
        }
        if let Some(comment) = line.strip_prefix('#') {
            self.paragraph |= comment.trim_start().starts_with("newpar") || comment.trim_start().starts_with("newdoc");
            return Ok(());
        }
        let columns: Vec<&str> = line.split('\t').collect();
        let columns: &[&str; 10] = columns.as_slice().try_into().map_err(|_| format!("ten columns are wanted, there are {}", columns.len()))?;
        if columns[0].contains('.') {
            return Ok(());
        }
        let blank = !columns[9].split('|').any(|entry| entry == "SpaceAfter=No");
        if let Some((first, last)) = columns[0].split_once('-') {
            self.joined = (number(first)?..number(last)? + 1, blank);
            return Ok(());
        }
        self.token(columns, blank)
    }

    fn token(&mut self, columns: &[&str; 10], blank: bool) -> Result<(), String> {
        let [id, form, lemma, upos, xpos, features, head, relation, ..] = columns;
        let index = self.document.tokens.len() - self.start;
        if number(id)? != index + 1 {
            return Err(format!("token {} is wanted, this is {id}", index + 1));
        }
        if form.is_empty() {
            return Err("a token has no form".to_owned());
        }
        let (joined, blank_behind) = self.joined.clone();
        let part = joined.contains(&(index + 1));
        self.gap(index);
        let bytes = self.document.text.len();
        self.document.text.push_str(form);
        let chars = Span::new(self.chars, self.chars + form.chars().count());
        self.chars = chars.end;
        let mut token = Token::unanalysed(Span::new(bytes, self.document.text.len()), chars, part && index + 1 > joined.start);
        token.upos = label(upos, token.upos)?;
        token.xpos = label(xpos, token.xpos)?;
        token.relation = label(relation, token.relation)?;
        token.morph = Morph::parse(features);
        if *head != "_" {
            let above: usize = head.parse().map_err(|_| format!("the head is no number: {head}"))?;
            token.head = above.checked_sub(1);
            self.heads = true;
        }
        if lemma != form && (*lemma != "_" || *upos == "_") {
            token.lemma = self.lemma(lemma);
        }
        self.blank = if part { index + 2 == joined.end && blank_behind } else { blank };
        self.document.tokens.push(token);
        Ok(())
    }

    /// White space between the last token and the next.
    fn gap(&mut self, index: usize) {
        let gap = match (self.document.tokens.is_empty(), index == 0 && self.paragraph, self.blank) {
            (true, ..) => "",
            (_, true, _) => "\n\n",
            (.., blank) => &" "[..usize::from(blank)],
        };
        self.document.text.push_str(gap);
        self.chars += gap.len();
    }

    fn lemma(&mut self, lemma: &str) -> Span {
        if lemma == "_" {
            return Span::default();
        }
        let start = self.document.lemmas.len();
        self.document.lemmas.push_str(lemma);
        Span::new(start, start + lemma.len())
    }

    fn end(&mut self) -> Result<(), String> {
        let tokens = &self.document.tokens[self.start..];
        if tokens.is_empty() {
            return Ok(());
        }
        let heads: Vec<usize> = tokens.iter().map(|token| token.head.map_or(0, |head| head + 1)).collect();
        if self.heads && (heads.iter().any(|&head| head > heads.len()) || !is_tree(&heads)) {
            return Err("the heads of the sentence are no tree with one root".to_owned());
        }
        self.document.sentences.push(Span::new(self.start, self.document.tokens.len()));
        self.document.paragraphs.push(self.paragraph);
        self.start = self.document.tokens.len();
        (self.paragraph, self.heads, self.joined) = (false, false, Default::default());
        Ok(())
    }
}

fn number(text: &str) -> Result<usize, String> {
    text.parse().map_err(|_| format!("the number of a token is wanted, this is {text}"))
}

fn label<L: std::str::FromStr<Err: ToString>>(text: &str, missing: L) -> Result<L, String> {
    if text == "_" { Ok(missing) } else { text.parse().map_err(|error: L::Err| error.to_string()) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Relation, Upos, Xpos};

    #[test]
    fn missing_labels_are_those_before_the_analysis() {
        assert_eq!(label("_", Upos::X), Ok(Upos::X));
        assert_eq!(label("nsubj:pass", Relation::Dep), Ok(Relation::NsubjPass));
        assert!(label("NNN", Xpos::Fw).is_err());
    }
}
