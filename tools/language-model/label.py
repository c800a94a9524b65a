"""The teachers' labels for raw text: the likeliest answers with their probabilities, averaged over the teachers."""

import pickle
import time
from multiprocessing import get_context

import numpy as np
import torch

import teacher
from encoder import Pieces

TOP = dict(head=4, relation=3, upos=2, xpos=2)
CHUNK = 1000  # sentences of one file of labels
BATCH_PIECES = 3000


def label_all(folder, texts, teachers, processes):
    """Writes `labels-N.pkl` to the folder for every chunk of the texts that has none yet."""
    folder.mkdir(exist_ok=True)
    chunks = [(folder / f"labels-{i // CHUNK:04}.pkl", texts[i : i + CHUNK]) for i in range(0, len(texts), CHUNK)]
    missing = [c for c in chunks if not c[0].exists()]
    print(f"label: {len(texts)} sentences, {sum(map(len, texts))} words; {len(missing)} of {len(chunks)} chunks to do", flush=True)
    if not missing:
        return
    began = time.monotonic()
    with get_context("spawn").Pool(processes, _start, (teachers,)) as pool:
        for done, _ in enumerate(pool.imap(_label_chunk, missing), 1):
            left = (time.monotonic() - began) / done * (len(missing) - done)
            print(f"label chunk {done} of {len(missing)}, {left:.0f} s left", flush=True)


def load(folder):
    """Pairs (words, labels) of all chunks there are."""
    pairs = []
    for path in sorted(folder.glob("labels-*.pkl")):
        pairs += pickle.loads(path.read_bytes())
    return pairs


_worker = {}


def _start(paths):
    torch.set_num_threads(1)
    _worker["nets"] = [teacher.load(path)[0] for path in paths]
    _worker["pieces"] = Pieces()


def _label_chunk(job):
    path, texts = job
    labelled = list(zip(texts, label(_worker["nets"], _worker["pieces"], texts)))
    temporary = path.with_suffix(".new")
    temporary.write_bytes(pickle.dumps(labelled))
    temporary.replace(path)


@torch.no_grad()
def label(nets, pieces, texts):
    """For each sentence the arrays NAME_rows and NAME_probs [n, k]; relations are those at the best head."""
    encoded = [teacher.encode(pieces, words) for words in texts]
    result = [None] * len(texts)
    for batch in teacher.batches(encoded, BATCH_PIECES):
        probabilities = average(nets, teacher.collate([encoded[i] for i in batch]))
        best = {name: [t.cpu() for t in probabilities[name].topk(k, -1)] for name, k in TOP.items()}
        for row, i in enumerate(batch):
            n = len(texts[i])
            result[i] = {}
            for name, (probs, rows) in best.items():
                result[i][name + "_probs"] = probs[row, :n].numpy().astype(np.float16)
                result[i][name + "_rows"] = rows[row, :n].numpy().astype(np.uint8)
    return result


def average(nets, batch):
    """The mean of the teachers' probabilities; relations are asked for at the heads that they choose together."""
    outputs = [net(batch) for net in nets]
    mean = lambda logits: torch.stack([each.softmax(-1) for each in logits]).mean(0)
    result = dict(zip(("upos", "xpos", "head"), (mean(kind) for kind in list(zip(*outputs))[:3])))
    heads = result["head"].argmax(-1)
    result["relation"] = mean([net.relations(out[3], out[4], heads) for net, out in zip(nets, outputs)])
    return result
