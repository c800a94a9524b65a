//! What the net sees of a word: rows of tables of vectors, found by the word, its ends, its beginnings and its shape.

use rustc_hash::FxHashMap;

use super::file::{File, ModelError, Quantised};

/// The hashed tables in the order of the input: name, rows, width.
const HASHED: [(&str, usize, usize); 6] =
    [("suf2", 1024, 16), ("suf3", 4096, 32), ("suf4", 8192, 32), ("pre2", 1024, 16), ("pre3", 4096, 24), ("shape", 512, 16)];
const GLOVE_WIDTH: usize = 50;
const WORD_WIDTH: usize = 64;

/// The length of the vector of a token.
pub(super) const INPUT: usize = 250;

/// Rows of the tables for one token: GloVe, word, then the hashed ones.
pub(crate) type Rows = [u32; 8];

/// The tables and their keys.
pub(super) struct Features {
    glove_rows: FxHashMap<&'static str, u32>,
    word_rows: FxHashMap<&'static str, u32>,
    glove: Quantised,
    word: Quantised,
    hashed: Vec<Quantised>,
}

impl Features {
    pub(super) fn read(file: &File) -> Result<Self, ModelError> {
        // Row 0 stands for words that are not in the table.
        let rows = |words: Vec<&'static str>| words.into_iter().zip(1..).collect();
        let hashed = HASHED.iter().map(|&(name, rows, width)| file.matrix(name, Some(rows), width)).collect::<Result<_, _>>()?;
        let glove_words = file.lines("vocab.glove")?;
        let words = file.lines("vocab.words")?;
        Ok(Self {
            glove: file.matrix("glove", Some(glove_words.len() + 1), GLOVE_WIDTH)?,
            word: file.matrix("word", Some(words.len() + 1), WORD_WIDTH)?,
            glove_rows: rows(glove_words),
            word_rows: rows(words),
            hashed,
        })
    }

    /// The place of a word in the order of frequency, in which the vectors lie.
    pub(super) fn rank(&self, word: &str) -> Option<u32> {
        self.glove_rows.get(word).copied()
    }

    /// The rows of a word.
    pub(super) fn rows(&self, form: &str) -> Rows {
        let low = fold(form);
        let key: String = low.chars().map(|c| if c.is_ascii_digit() { '0' } else { c }).collect();
        let glove = self.glove_rows.get(low.as_str()).or_else(|| self.glove_rows.get(key.as_str()));
        let word = self.word_rows.get(key.as_str());
        let parts = [last(&key, 2), last(&key, 3), last(&key, 4), first(&key, 2), first(&key, 3), &shape(form)];
        let mut rows = [0; 8];
        rows[0] = glove.copied().unwrap_or(0);
        rows[1] = word.copied().unwrap_or(0);
        for ((row, part), (_, size, _)) in rows[2..].iter_mut().zip(parts).zip(HASHED) {
            *row = 1 + crc32(part.as_bytes()) % (size as u32 - 1);
        }
        rows
    }

    /// Writes the input of a token: the rows one after the other, as in the format.
    pub(super) fn vector(&self, rows: &Rows, out: &mut [f32]) {
        let mut at = 0;
        let mut put = |table: &Quantised, row: u32| {
            let row = row as usize;
            let scale = table.scale[row];
            let values = &table.q[row * table.cols..][..table.cols];
            for (out, &value) in out[at..].iter_mut().zip(values) {
                *out = f32::from(value as i8) * scale;
            }
            at += table.cols;
        };
        put(&self.word, rows[1]);
        self.hashed.iter().zip(&rows[2..]).for_each(|(table, &row)| put(table, row));
        put(&self.glove, rows[0]);
    }
}

fn fold(form: &str) -> String {
    let mut low = form.to_lowercase();
    if !low.is_ascii() {
        low = low.replace(['\u{2018}', '\u{2019}'], "'").replace(['\u{201c}', '\u{201d}'], "\"");
    }
    low
}

fn first(text: &str, count: usize) -> &str {
    text.char_indices().nth(count).map_or(text, |(end, _)| &text[..end])
}

fn last(text: &str, count: usize) -> &str {
    text.char_indices().nth_back(count - 1).map_or(text, |(start, _)| &text[start..])
}

/// The shape of a word: its characters by class, runs cut to two, twelve in all at most.
fn shape(form: &str) -> String {
    let mut shape: Vec<char> = Vec::with_capacity(12);
    for c in form.chars() {
        let class = match c {
            c if c.is_uppercase() => 'X',
            c if c.is_lowercase() => 'x',
            '0'..='9' => 'd',
            c if c.is_ascii() => c,
            _ => 'u',
        };
        if !shape.ends_with(&[class, class]) {
            shape.push(class);
        }
        // The rest could no longer be seen.
        if shape.len() == 12 {
            break;
        }
    }
    shape.into_iter().collect()
}

const CRC: [u32; 256] = crc_table();

const fn crc_table() -> [u32; 256] {
    let mut table = [0; 256];
    let mut byte = 0;
    while byte < 256 {
        let mut value = byte as u32;
        let mut bit = 0;
        while bit < 8 {
            value = if value & 1 == 1 { value >> 1 ^ 0xedb8_8320 } else { value >> 1 };
            bit += 1;
        }
        table[byte] = value;
        byte += 1;
    }
    table
}

fn crc32(bytes: &[u8]) -> u32 {
    !bytes.iter().fold(!0, |sum, &byte| sum >> 8 ^ CRC[usize::from(sum as u8 ^ byte)])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hash_and_shape_are_those_of_the_format() {
        assert_eq!(crc32(b"123456789"), 0xcbf4_3926);
        assert_eq!(1 + crc32(b"ing") % 4095, 2810);
        assert_eq!(shape("U.S.-led"), "X.X.-xx");
        assert_eq!(shape("2,000s"), "d,ddx");
        assert_eq!(shape("Éa—…b"), "Xxuux");
    }

    #[test]
    fn affixes_count_characters() {
        assert_eq!((last("été", 2), first("été", 2), last("a", 3)), ("té", "ét", "a"));
        assert_eq!(fold("DON’T “x”"), "don't \"x\"");
    }
}
