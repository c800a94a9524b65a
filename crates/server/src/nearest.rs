//! The accepted word nearest to one that is not.

/// The word of `words` that is fewest edits away from `given`, where that is near enough to be a slip: a third of its letters.
pub fn nearest<'w>(given: &str, words: impl IntoIterator<Item = &'w str>) -> Option<&'w str> {
    let given: Vec<char> = given.chars().take(80).flat_map(char::to_lowercase).collect();
    let near = words.into_iter().map(|word| (distance(&given, word), word)).min_by_key(|&(edits, _)| edits)?;
    (near.0 <= near.1.chars().count().max(3) / 3).then_some(near.1)
}

/// Edits (insert, delete, replace a letter, or swap two neighbours) from `given` to `word`.
fn distance(given: &[char], word: &str) -> usize {
    let word: Vec<char> = word.chars().flat_map(char::to_lowercase).collect();
    let mut before_last: Vec<usize> = Vec::new();
    let mut last: Vec<usize> = (0..=word.len()).collect();
    for (i, &a) in given.iter().enumerate() {
        let mut row = vec![i + 1];
        for (j, &b) in word.iter().enumerate() {
            let mut edits = (last[j] + usize::from(a != b)).min(last[j + 1] + 1).min(row[j] + 1);
            if i > 0 && j > 0 && a == word[j - 1] && given[i - 1] == b {
                edits = edits.min(before_last[j - 1] + 1);
            }
            row.push(edits);
        }
        before_last = std::mem::replace(&mut last, row);
    }
    last[word.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slip_finds_its_word_and_another_word_finds_none() {
        let words = ["meeting", "talks", "visit", "limit"];
        assert_eq!(nearest("Meting", words), Some("meeting"));
        assert_eq!(nearest("tlaks", words), Some("talks"));
        assert_eq!(nearest("limits", words), Some("limit"));
        assert_eq!(nearest("earthquake", words), None);
        assert_eq!(nearest("x", []), None);
    }
}
