//! In which language a text is: only English is read.

use chancery_core::Article;

/// Letters below which a text is taken to be in the language that is read: short ones are told apart badly.
const SHORT: usize = 60;
/// The share of these words in English prose is far above this, in other languages far below.
const LEAST_SHARE: f32 = 0.08;
const ENGLISH: &[&str] = &[
    "the", "of", "and", "to", "in", "a", "that", "is", "was", "for", "on", "with", "as", "by", "at", "from", "has", "had", "have", "it", "its",
    "his", "he", "they", "their", "which", "who", "after", "said", "will", "would", "an", "be", "are", "were", "not", "but", "this",
];

/// The language of an article that is not in English, by its name; none where it is, or where nothing speaks against it.
pub fn foreign(article: &Article) -> Option<&'static str> {
    let text = &article.text;
    let words = || text.split(|letter: char| !letter.is_alphabetic()).filter(|word| !word.is_empty());
    let told = article.language.as_deref().map(str::to_lowercase).filter(|told| !told.starts_with("en"));
    let (all, english) = words().fold((0usize, 0usize), |(all, english), word| {
        (all + 1, english + usize::from(ENGLISH.iter().any(|known| word.eq_ignore_ascii_case(known))))
    });
    let letters = text.chars().filter(|letter| letter.is_alphabetic()).take(SHORT).count();
    if all == 0 || letters < SHORT || english as f32 >= LEAST_SHARE * all as f32 {
        return None;
    }
    let head: String = text.chars().take(4000).collect();
    let found = whatlang::detect(&head)?;
    (found.lang() != whatlang::Lang::Eng && (found.is_reliable() || told.is_some())).then(|| found.lang().eng_name())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn language(text: &str) -> Option<&'static str> {
        foreign(&Article::new(text.to_owned(), None))
    }

    #[test]
    fn other_languages_are_named() {
        let spanish =
            "El presidente de Chile se reunió el lunes en Lima con su homólogo peruano para hablar de la frontera y del comercio entre ambos países.";
        let russian = "Министр иностранных дел встретился в понедельник в Москве со своим коллегой и обсудил с ним переговоры о границе и торговле.";
        assert_eq!((language(spanish), language(russian)), (Some("Spanish"), Some("Russian")));
    }

    #[test]
    fn english_is_read_even_in_capitals_or_short() {
        assert_eq!(language("CHILE AND PERU HOLD TALKS IN LIMA ON THE BORDER, AND THE MINISTERS OF BOTH COUNTRIES AGREE TO MEET AGAIN IN MAY"), None);
        assert_eq!(language("Chile y Perú"), None);
        assert_eq!(language(&"x".repeat(1 << 20)), None);
        assert_eq!(language(""), None);
    }
}
