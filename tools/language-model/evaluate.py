"""Predictions of the student and their score: gold tokens, predicted tags, punctuation counted."""

from collections import Counter

import numpy as np
import torch

from data import Sentence
from device import DEVICE
from trees import decode


@torch.no_grad()
def predict(net, labels, features, sentences):
    """The sentences with the net's own tags and trees."""
    from student import equal_lengths

    net.eval()
    rows = [features.sentence(s.words) for s in sentences]
    table = torch.from_numpy(features.table()).to(DEVICE)
    result = [None] * len(sentences)
    for batch in equal_lengths([len(r) for r in rows], 2000):
        outputs = net(table[torch.from_numpy(np.stack([rows[i] for i in batch]))])
        for i, answer in zip(batch, answers(net, labels, outputs)):
            result[i] = Sentence(sentences[i].words, *answer)
    return result


def answers(net, labels, outputs):
    upos, xpos, arcs, dependent, head = outputs
    heads = torch.tensor([decode(scores) for scores in arcs.log_softmax(-1).cpu().numpy()]).to(arcs.device)
    relations = choose_relations(net.relations(dependent, head, heads), heads, labels)
    best = [upos.argmax(-1), xpos.argmax(-1), heads, relations]
    for u, x, h, r in zip(*(t.tolist() for t in best)):
        yield [labels.upos[i] for i in u], [labels.xpos[i] for i in x], h, [labels.relations[i] for i in r]


def choose_relations(logits, heads, labels):
    """`root` at the root and nowhere else."""
    root = labels.relations.index("root")
    logits = logits.clone()
    logits[..., root] = -1e9
    return logits.argmax(-1).masked_fill(heads == 0, root)


def score(gold, predicted):
    """Percentages by word: UPOS, XPOS, UAS, LAS with subtypes, LAS without."""
    right, words = Counter(), 0
    for g, p in zip(gold, predicted):
        words += len(g.words)
        right["upos"] += sum(map(str.__eq__, g.upos, p.upos))
        right["xpos"] += sum(map(str.__eq__, g.xpos, p.xpos))
        for a, b, wanted, given in zip(g.heads, p.heads, g.relations, p.relations):
            right["uas"] += a == b
            right["las"] += a == b and wanted == given
            right["las_plain"] += a == b and wanted.split(":")[0] == given.split(":")[0]
    return {name: round(100 * right[name] / words, 2) for name in ("upos", "xpos", "uas", "las", "las_plain")}
