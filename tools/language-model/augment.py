"""More sentences for the student to learn from: raw text with some words changed for others of their class."""

import random
from collections import defaultdict

SHARE, OPEN = 0.15, ("NN", "VB", "JJ", "RB")


def changed(labelled, tags, seed):
    """For each pair (words, the teachers' labels) its words, some of an open class changed for such as stand elsewhere under the same tag.

    `tags`: the names of the rows of `xpos`.
    """
    rng, pool = random.Random(seed), defaultdict(list)
    rows = [labels["xpos_rows"][:, 0] for _, labels in labelled]
    for (words, _), row in zip(labelled, rows):
        for word, tag in zip(words, row):
            pool[tag].append(word)
    open_tags = {i for i, tag in enumerate(tags) if tag.startswith(OPEN)}
    change = lambda word, tag: rng.choice(pool[tag]) if tag in open_tags and rng.random() < SHARE else word
    return [[change(word, tag) for word, tag in zip(words, row)] for (words, _), row in zip(labelled, rows)]
