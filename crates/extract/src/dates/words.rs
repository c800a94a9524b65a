//! The table of words, `words.tsv`, looked up by first letter and length.

use super::value::Unit;
use jiff::civil::Weekday;
use std::sync::LazyLock;

/// What a word can do in a date expression.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs)]
pub(super) enum Word {
    /// Nothing.
    Other,
    Month(i8),
    MonthShort(i8),
    Weekday(Weekday),
    WeekdayShort(Weekday),
    Unit(Unit),
    UnitLong(Unit),
    Night,
    Cardinal(u16),
    Hundred,
    Thousand,
    Ordinal(i8),
    Decade(i16),
    Season(i8),
    Article,
    Couple,
    Few,
    DayOffset(i8),
    Now,
    DayPart,
    Date,
    Early,
    Mid,
    Late,
    Start,
    Middle,
    End,
    Half,
    Final,
    Rest,
    Latter,
    Earlier,
    Later,
    Ago,
    Hence,
    Last,
    Past,
    Recent,
    Previous,
    This,
    Current,
    Next,
    Coming,
    Following,
    Same,
    That,
    Every,
    The,
    Of,
    In,
    On,
    At,
    By,
    From,
    To,
    And,
    Or,
    Between,
    Since,
    Until,
    Before,
    After,
    Through,
    During,
    Within,
    For,
    Over,
    As,
    Up,
    With,
    When,
    Starting,
    Ending,
    Business,
    Calendar,
    Fiscal,
    EraBefore,
    EraAfter,
    QuarterLetter,
    HalfLetter,
    Label,
    Counted,
    Person,
    Paper,
    Moved,
    Ends,
    Begins,
    Future,
    Governs,
    PastVerb,
}

/// A spelling with what it can do.
struct Entry {
    spelling: &'static str,
    word: Word,
}

/// Longest spelling of the table; longer words are not looked up.
const LONGEST: usize = 16;

static TABLE: LazyLock<Vec<Vec<Entry>>> = LazyLock::new(|| {
    let mut table: Vec<Vec<Entry>> = (0..26 * (LONGEST + 1)).map(|_| Vec::new()).collect();
    for (number, line) in include_str!("words.tsv").lines().enumerate() {
        if line.starts_with('#') || line.is_empty() {
            continue;
        }
        let (word, spellings) = read_line(line).unwrap_or_else(|| panic!("words.tsv:{}: no class, or a wrong value: {line}", number + 1));
        for spelling in spellings.split(' ') {
            table[slot(spelling.as_bytes())].push(Entry { spelling, word });
        }
    }
    table
});

/// What a word of ASCII letters can do, whatever its case.
pub(super) fn look_up(word: &str) -> Word {
    let mut lower = [0_u8; LONGEST];
    let length = word.len();
    if length == 0 || length > LONGEST {
        return Word::Other;
    }
    lower[..length].copy_from_slice(word.as_bytes());
    lower[..length].make_ascii_lowercase();
    if !lower[..length].iter().all(u8::is_ascii_lowercase) {
        return Word::Other;
    }
    let found = TABLE[slot(&lower[..length])].iter().find(|entry| entry.spelling.as_bytes() == &lower[..length]);
    found.map_or(Word::Other, |entry| entry.word)
}

/// Whether a word names a day of the week, in full: "sat" and "sun" mean other things too.
pub(crate) fn names_weekday(word: &str) -> bool {
    matches!(look_up(word), Word::Weekday(_))
}

/// Whether a word names a day of the week or a month, in full.
pub(crate) fn names_day_or_month(word: &str) -> bool {
    names_weekday(word) || matches!(look_up(word), Word::Month(_))
}

fn slot(lower: &[u8]) -> usize {
    usize::from(lower[0] - b'a') * (LONGEST + 1) + lower.len()
}

fn read_line(line: &'static str) -> Option<(Word, &'static str)> {
    let mut fields = line.split('\t');
    let (class, value, spellings) = (fields.next()?, fields.next()?, fields.next()?);
    let word = valued(class, value).or_else(|| plain(class))?;
    let fits = |spelling: &str| !spelling.is_empty() && spelling.len() <= LONGEST && spelling.bytes().all(|byte| byte.is_ascii_lowercase());
    spellings.split(' ').all(fits).then_some((word, spellings))
}

fn valued(class: &str, value: &str) -> Option<Word> {
    let number: Option<i16> = value.parse().ok();
    let small = number.and_then(|number| i8::try_from(number).ok());
    Some(match class {
        "month" => Word::Month(small?),
        "month-short" => Word::MonthShort(small?),
        "weekday" => Word::Weekday(Weekday::from_monday_one_offset(small?).ok()?),
        "weekday-short" => Word::WeekdayShort(Weekday::from_monday_one_offset(small?).ok()?),
        "unit" if value == "night" => Word::Night,
        "unit" => Word::Unit(unit(value)?),
        "unit-long" => Word::UnitLong(unit(value)?),
        "cardinal" => Word::Cardinal(u16::try_from(number?).ok()?),
        "ordinal" => Word::Ordinal(small?),
        "decade" => Word::Decade(number?),
        "season" => Word::Season(small?),
        "day-offset" => Word::DayOffset(small?),
        _ => return None,
    })
}

fn unit(name: &str) -> Option<Unit> {
    Some(match name {
        "minute" => Unit::Minute,
        "hour" => Unit::Hour,
        "day" => Unit::Day,
        "weekend" => Unit::Weekend,
        "week" => Unit::Week,
        "fortnight" => Unit::Fortnight,
        "month" => Unit::Month,
        "quarter" => Unit::Quarter,
        "year" => Unit::Year,
        "decade" => Unit::Decade,
        "century" => Unit::Century,
        _ => return None,
    })
}

fn plain(class: &str) -> Option<Word> {
    CLASSES.iter().find(|(name, _)| *name == class).map(|(_, word)| *word)
}

/// The classes whose words carry no value.
const CLASSES: &[(&str, Word)] = &[
    ("hundred", Word::Hundred),
    ("thousand", Word::Thousand),
    ("article", Word::Article),
    ("couple", Word::Couple),
    ("few", Word::Few),
    ("now", Word::Now),
    ("day-part", Word::DayPart),
    ("date", Word::Date),
    ("early", Word::Early),
    ("mid", Word::Mid),
    ("late", Word::Late),
    ("start", Word::Start),
    ("middle", Word::Middle),
    ("end", Word::End),
    ("half", Word::Half),
    ("final", Word::Final),
    ("rest", Word::Rest),
    ("latter", Word::Latter),
    ("earlier", Word::Earlier),
    ("later", Word::Later),
    ("ago", Word::Ago),
    ("hence", Word::Hence),
    ("last", Word::Last),
    ("past", Word::Past),
    ("recent", Word::Recent),
    ("previous", Word::Previous),
    ("this", Word::This),
    ("current", Word::Current),
    ("next", Word::Next),
    ("coming", Word::Coming),
    ("following", Word::Following),
    ("same", Word::Same),
    ("that", Word::That),
    ("every", Word::Every),
    ("the", Word::The),
    ("of", Word::Of),
    ("in", Word::In),
    ("on", Word::On),
    ("at", Word::At),
    ("by", Word::By),
    ("from", Word::From),
    ("to", Word::To),
    ("and", Word::And),
    ("or", Word::Or),
    ("between", Word::Between),
    ("since", Word::Since),
    ("until", Word::Until),
    ("before", Word::Before),
    ("after", Word::After),
    ("through", Word::Through),
    ("during", Word::During),
    ("within", Word::Within),
    ("for", Word::For),
    ("over", Word::Over),
    ("as", Word::As),
    ("up", Word::Up),
    ("with", Word::With),
    ("when", Word::When),
    ("starting", Word::Starting),
    ("ending", Word::Ending),
    ("business", Word::Business),
    ("calendar", Word::Calendar),
    ("fiscal", Word::Fiscal),
    ("era-before", Word::EraBefore),
    ("era-after", Word::EraAfter),
    ("quarter-letter", Word::QuarterLetter),
    ("half-letter", Word::HalfLetter),
    ("label", Word::Label),
    ("counted", Word::Counted),
    ("person", Word::Person),
    ("paper", Word::Paper),
    ("moved", Word::Moved),
    ("ends", Word::Ends),
    ("begins", Word::Begins),
    ("future", Word::Future),
    ("governs", Word::Governs),
    ("past-verb", Word::PastVerb),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_is_read_and_case_does_not_matter() {
        assert_eq!(look_up("DECEMBER"), Word::Month(12));
        assert_eq!(look_up("fortnights"), Word::Unit(Unit::Fortnight));
        assert_eq!(look_up("said"), Word::PastVerb);
        assert_eq!(look_up("diplomat"), Word::Other);
        assert_eq!(look_up("überübermorgen"), Word::Other);
    }

    #[test]
    fn a_wrong_line_is_refused() {
        for line in ["month\tx\tjanuary", "moth\t1\tjanuary", "the\t-", "the\t-\tThe", "weekday\t8\tday"] {
            assert!(read_line(line).is_none(), "{line}");
        }
    }
}
