//! Full text over articles: FTS5 in SQLite, a GIN index in Postgres. Both stem English words.

use sqlx::FromRow;

use crate::{
    ArticleHead, Store, StoreError,
    read::HeadRow,
    session::{Arg, Engine},
    sql,
};

/// Words looked for at most; more of them say no more.
const MOST_TERMS: usize = 32;
/// Marks that the engines put around what was found.
const MARKS: [char; 2] = ['\u{2}', '\u{3}'];

/// What is looked for: words and phrases all of which an article has, and those that it has not.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Terms {
    wanted: Vec<Vec<String>>,
    unwanted: Vec<Vec<String>>,
}

/// An article that was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    /// The article, without its text.
    pub head: ArticleHead,
    /// A passage of its headline or text around the words found.
    pub snippet: String,
    /// Where the words found stand in the passage, in scalar values.
    pub marks: Vec<(u32, u32)>,
}

impl Terms {
    /// Reads words, "phrases in quotes", and words or phrases to leave out (`-word`). None where nothing is looked for.
    pub fn read(text: &str) -> Option<Self> {
        let mut terms = Self { wanted: vec![], unwanted: vec![] };
        let mut rest = text.trim_start();
        while !rest.is_empty() && terms.wanted.len() + terms.unwanted.len() < MOST_TERMS {
            let (left_out, term) = rest.strip_prefix('-').map_or((false, rest), |term| (true, term));
            let (words, after) = match term.strip_prefix('"') {
                Some(phrase) => phrase.split_once('"').unwrap_or((phrase, "")),
                None => term.split_once(char::is_whitespace).unwrap_or((term, "")),
            };
            let words: Vec<String> = words.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).map(str::to_lowercase).collect();
            if !words.is_empty() {
                if left_out { &mut terms.unwanted } else { &mut terms.wanted }.push(words);
            }
            rest = after.trim_start();
        }
        (!terms.wanted.is_empty()).then_some(terms)
    }

    /// The words looked for, each as it was given, in lower case.
    pub fn words(&self) -> impl Iterator<Item = &str> {
        self.wanted.iter().flatten().map(String::as_str)
    }

    /// The terms as a query of FTS5. Every word is quoted, so that none of them is an operator.
    fn fts5(&self) -> String {
        let quoted = |words: &Vec<String>| format!("\"{}\"", words.join(" "));
        let wanted = self.wanted.iter().map(quoted).collect::<Vec<_>>().join(" AND ");
        self.unwanted.iter().fold(wanted, |query, words| format!("({query}) NOT {}", quoted(words)))
    }

    /// The terms in the notation of `websearch_to_tsquery`.
    fn websearch(&self) -> String {
        let quoted = |sign: &str, words: &Vec<String>| format!("{sign}\"{}\"", words.join(" "));
        let wanted = self.wanted.iter().map(|words| quoted("", words));
        wanted.chain(self.unwanted.iter().map(|words| quoted("-", words))).collect::<Vec<_>>().join(" ")
    }
}

#[derive(FromRow)]
struct FoundRow {
    #[sqlx(flatten)]
    head: HeadRow,
    snippet: String,
}

impl Store {
    /// At most `limit` articles that hold the words, the newest arrival first, that came before the one numbered `before`, and how many
    /// hold them in all.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn search(&self, terms: &Terms, before: Option<i64>, limit: u32) -> Result<(Vec<Found>, i64), StoreError> {
        let mut session = self.read().await?;
        let query = match session.engine {
            Engine::Postgres(_) => terms.websearch(),
            Engine::Sqlite(_) => terms.fts5(),
        };
        let args = [Arg::Text(Some(&query)), Arg::Int(before.unwrap_or(i64::MAX)), Arg::Int(limit.into())];
        let rows: Vec<FoundRow> = session.rows(sql::SEARCH, &args).await?;
        let total: Option<(i64,)> = session.row(sql::SEARCH_COUNT, &args[..1]).await?;
        Ok((rows.into_iter().map(FoundRow::found).collect(), total.map_or(0, |(total,)| total)))
    }
}

impl FoundRow {
    /// Takes the marks out of the passage and tells where they stood.
    fn found(self) -> Found {
        let (mut snippet, mut marks, mut at, mut open) = (String::new(), Vec::new(), 0, None);
        for c in self.snippet.chars() {
            if c == MARKS[0] {
                open = Some(at);
            } else if c == MARKS[1] {
                marks.extend(open.take().map(|start| (start, at)));
            } else {
                snippet.push(c);
                at += 1;
            }
        }
        Found { head: self.head.head(), snippet, marks }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_phrases_and_what_is_left_out() {
        let terms = Terms::read("talks \"Great Hall\" -tariff Tu-chol").unwrap();
        assert_eq!(terms.fts5(), "(\"talks\" AND \"great hall\" AND \"tu chol\") NOT \"tariff\"");
        assert_eq!(terms.websearch(), "\"talks\" \"great hall\" \"tu chol\" -\"tariff\"");
    }

    #[test]
    fn nothing_to_look_for_is_none() {
        for text in ["", "  ", "-only", "\"\"", "--- !", "\""] {
            assert_eq!(Terms::read(text), None, "{text}");
        }
    }
}
