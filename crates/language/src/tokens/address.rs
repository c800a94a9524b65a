//! Web and mail addresses, file names, handles and smileys: what is one token for all its punctuation.

/// Whether a chunk, closing punctuation taken off, is an address.
pub(super) fn is_address(chunk: &str) -> bool {
    let scheme = chunk.find("://").is_some_and(|at| at > 0 && chunk[..at].bytes().all(|byte| byte.is_ascii_alphabetic()));
    scheme || chunk.starts_with("www.") || chunk.starts_with("mailto:") || is_mail(chunk) || is_host(chunk)
}

fn is_mail(chunk: &str) -> bool {
    let Some((user, host)) = chunk.split_once('@') else { return false };
    let plain = |c: char| c.is_alphanumeric() || matches!(c, '.' | '_' | '-' | '+');
    !user.is_empty() && host.len() > 1 && user.chars().all(plain) && host.chars().all(|c| plain(c) || c == '@')
}

/// A host or file name without a scheme: it ends in one of the endings that are no English words.
fn is_host(chunk: &str) -> bool {
    const ENDINGS: &[&str] =
        &[".com", ".org", ".net", ".gov", ".edu", ".html", ".htm", ".pdf", ".doc", ".xls", ".txt", ".jpg", ".co.uk", ".info", ".mil", ".int"];
    let Some(first) = chunk.chars().next() else { return false };
    // Only the head is looked at where a path follows, so that the text behind it cannot make the look long.
    let host = chunk.split('/').next().unwrap_or(chunk);
    first.is_alphanumeric()
        && host.len() < 80
        && host.chars().all(|c| c.is_alphanumeric() || matches!(c, '.' | '-' | '_' | '#'))
        && ENDINGS.iter().any(|ending| host.len() > ending.len() && ends_with(host, ending))
}

fn ends_with(text: &str, ending: &str) -> bool {
    let start = text.len().saturating_sub(ending.len());
    text.is_char_boundary(start) && text[start..].eq_ignore_ascii_case(ending)
}

/// Whether the whole chunk is a smiley.
pub(super) fn is_smiley(chunk: &str) -> bool {
    const SMILEYS: &[&str] = &[
        ":)", ":(", ";)", ";-)", ":-)", ":-(", ":D", ":-D", ":P", ":p", ":O", ";P", "=)", "=(", ":/", "<3", ":-P", "^_^", "(:", "XD", ":'(", "8)",
        ":))", ";D",
    ];
    SMILEYS.contains(&chunk)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_told_from_words() {
        for address in ["http://a.b/c", "www.x.org", "x.y@z.org", "report.pdf", "Example.COM", "un.org/en/about"] {
            assert!(is_address(address), "{address}");
        }
        for word in ["and/or", "U.S.", "a@", "com", ".com", "Yahoo!", "said.He"] {
            assert!(!is_address(word), "{word}");
        }
    }
}
