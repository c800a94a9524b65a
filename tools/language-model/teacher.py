"""Fine-tunes the encoder with a biaffine parser on the gold trees."""

import random
import time
from collections import namedtuple

import numpy as np
import torch
import torch.nn as nn
import torch.nn.functional as F

import evaluate
from data import Labels, Sentence, labels_of, targets, training_sentences, treebank
from device import DEVICE
from encoder import WIDTH, Encoder, Pieces
from trees import decode

CASES, CASE_WIDTH, ARC, RELATION, DROP = 10, 16, 256, 100, 0.33
ENCODER_RATE, HEAD_RATE, WARM_UP, LEAST, CLIP, BATCH_PIECES = 1.5e-4, 1e-3, 0.06, 0.02, 5.0, 900
NO_TARGET, IMPOSSIBLE, REPORT_EVERY, SAVE_EVERY = -100, -1e4, 50, 300
Encoded = namedtuple("Encoded", "ids owner cases targets")


class Teacher(nn.Module):
    def __init__(self, labels):
        super().__init__()
        self.encoder, self.case = Encoder(), nn.Embedding(CASES, CASE_WIDTH)
        width = WIDTH + CASE_WIDTH
        self.upos, self.xpos = nn.Linear(width, len(labels.upos)), nn.Linear(width, len(labels.xpos))
        self.arc_dependent, self.arc_head = nn.Linear(width, ARC), nn.Linear(width, ARC)
        self.rel_dependent, self.rel_head = nn.Linear(width, RELATION), nn.Linear(width, RELATION)
        self.arc = nn.Parameter(torch.randn(ARC + 1, ARC) * 0.02)
        self.rel = nn.Parameter(torch.randn(len(labels.relations), RELATION + 1, RELATION + 1) * 0.02)

    def forward(self, batch):
        words = self.words(batch)
        side = lambda layer: F.dropout(F.gelu(layer(words)), DROP, self.training)
        arcs = _with_one(side(self.arc_dependent)[:, 1:]) @ self.arc @ side(self.arc_head).transpose(1, 2)
        arcs = arcs.masked_fill(~batch["present_words"][:, None, :], IMPOSSIBLE)
        dependent, head = side(self.rel_dependent)[:, 1:], side(self.rel_head)
        return self.upos(words[:, 1:]), self.xpos(words[:, 1:]), arcs, dependent, head

    def words(self, batch):
        """The mean of a word's subwords beside an embedding of its case, which the encoder does not see."""
        means = mean_pieces(self.encoder(batch["ids"], batch["present"]), batch)
        return F.dropout(torch.cat([means, self.case(batch["cases"])], -1), DROP, self.training)

    def relations(self, dependent, head, heads):
        at = head.gather(1, heads[:, :, None].expand(-1, -1, RELATION))
        side = torch.einsum("bni,lij->bnlj", _with_one(dependent), self.rel)
        return (side * _with_one(at)[:, :, None, :]).sum(-1)


def mean_pieces(pieces, batch):
    """The mean of each word's subwords; owner 0 has those of the sentence's ends."""
    present, owner = batch["present"], batch["owner"]
    pieces = pieces * present[:, :, None]
    shape = (len(pieces), batch["present_words"].shape[1], WIDTH)
    total = torch.zeros(shape, device=DEVICE).scatter_add_(1, owner[:, :, None].expand(-1, -1, WIDTH), pieces)
    count = torch.zeros(shape[:2], device=DEVICE).scatter_add_(1, owner, present.float()).clamp(min=1)
    return total / count[:, :, None]


def _with_one(x):
    return torch.cat([x, torch.ones(*x.shape[:2], 1, device=DEVICE)], -1)


def case_of(word):
    digits = [c.isdigit() for c in word]
    if any(digits):
        return 1 if all(digits) else 2
    if word.islower():
        return 3
    if word.isupper():
        return 4 if len(word) > 1 else 5
    if word[:1].isupper():
        return 6 if word[1:].islower() else 7
    return 8 if any(c.isalpha() for c in word) else 9


def encode(pieces, words, answer=None):
    return Encoded(*pieces.sentence(words), [0] + [case_of(w) for w in words], answer)


def collate(sentences):
    """Padded tensors of a batch."""
    longest, most = max(len(s.ids) for s in sentences), max(len(s.cases) for s in sentences)
    pad = lambda rows, size, value=0: torch.tensor([list(r) + [value] * (size - len(r)) for r in rows], device=DEVICE)
    batch = dict(
        ids=pad([s.ids for s in sentences], longest),
        owner=pad([s.owner for s in sentences], longest),
        present=pad([[True] * len(s.ids) for s in sentences], longest, False),
        cases=pad([s.cases for s in sentences], most),
        present_words=pad([[True] * len(s.cases) for s in sentences], most, False),
    )
    if sentences[0].targets:
        for i, name in enumerate(("upos", "xpos", "heads", "relations")):
            batch[name] = pad([s.targets[i] for s in sentences], most - 1, NO_TARGET)
    return batch


def batches(sentences, pieces, rng=None):
    """Sentence numbers, like lengths together, at most so many subwords with the padding."""
    noise = (lambda: 3 * rng.random()) if rng else (lambda: 0)
    order = sorted(range(len(sentences)), key=lambda i: len(sentences[i].ids) + noise())
    result, current, longest = [], [], 0
    for i in order:
        longest = max(longest, len(sentences[i].ids))
        if current and longest * (len(current) + 1) > pieces:
            result.append(current)
            current, longest = [], len(sentences[i].ids)
        current.append(i)
    result.append(current)
    if rng:
        rng.shuffle(result)
    return result


def loss_of(net, batch):
    upos, xpos, arcs, dependent, head = net(batch)
    entropy = lambda logits, wanted: F.cross_entropy(logits.flatten(0, 1), wanted.flatten(), ignore_index=NO_TARGET)
    relations = net.relations(dependent, head, batch["heads"].clamp(min=0))
    tags = entropy(upos, batch["upos"]) + entropy(xpos, batch["xpos"])
    return entropy(arcs, batch["heads"]) + entropy(relations, batch["relations"]) + 0.5 * tags


def train(data, path, epochs, threads, seed):
    """Trains and saves to `path`; an unfinished run there is taken up again."""
    torch.set_num_threads(threads)
    torch.manual_seed(seed)
    gold = training_sentences(data)
    labels, pieces = labels_of(gold), Pieces()
    sentences = [encode(pieces, s.words, targets(s, labels)) for s in gold]
    net = Teacher(labels)
    net.encoder.load()
    net.to(DEVICE)
    run = Run(net, labels, path, sentences, epochs, seed)
    run.go()
    dev = treebank(data, "ewt-dev")
    print("teacher dev", evaluate.score(dev, predict(net, labels, pieces, dev)), flush=True)


class Run:
    def __init__(self, net, labels, path, sentences, epochs, seed):
        self.net, self.labels, self.path, self.sentences = net, labels, path, sentences
        self.plan = [b for e in range(epochs) for b in batches(sentences, BATCH_PIECES, random.Random(f"{seed}/{e}"))]
        inner = [p for n, p in net.encoder.named_parameters() if p.requires_grad and n != "mix"]
        outer = [p for n, p in net.named_parameters() if not n.startswith("encoder.") or n == "encoder.mix"]
        self.weights = inner + outer
        groups = [dict(params=inner, base=ENCODER_RATE), dict(params=outer, base=HEAD_RATE)]
        self.optimiser = torch.optim.AdamW(groups, betas=(0.9, 0.98), weight_decay=0.01, foreach=True)
        self.step = 0

    def go(self):
        self.resume()
        self.net.train()
        began, first, losses = time.monotonic(), self.step, []
        for batch in self.plan[self.step :]:
            losses.append(self.update(batch))
            if self.step % REPORT_EVERY == 0:
                each = (time.monotonic() - began) / (self.step - first)
                left = each * (len(self.plan) - self.step)
                print(f"teacher step {self.step} of {len(self.plan)} loss {np.mean(losses):.3f}, {left:.0f} s left", flush=True)
                losses = []
            if self.step % SAVE_EVERY == 0:
                self.save(False)
        self.save(True)

    def update(self, batch):
        warm = WARM_UP * len(self.plan)
        fall = max(LEAST, (len(self.plan) - self.step) / (len(self.plan) - warm))
        for group in self.optimiser.param_groups:
            group["lr"] = group["base"] * min((self.step + 1) / warm, fall)
        loss = loss_of(self.net, collate([self.sentences[i] for i in batch]))
        self.optimiser.zero_grad()
        loss.backward()
        torch.nn.utils.clip_grad_norm_(self.weights, CLIP, foreach=True)
        self.optimiser.step()
        self.step += 1
        return loss.item()

    def save(self, done):
        state = dict(done=done, net=self.net.state_dict(), labels=tuple(self.labels), step=self.step)
        if not done:
            state.update(optimiser=self.optimiser.state_dict(), rng=torch.get_rng_state())
        torch.save(state, self.path.with_suffix(".new"))
        self.path.with_suffix(".new").replace(self.path)

    def resume(self):
        if self.path.exists():
            state = torch.load(self.path, DEVICE, weights_only=False)
            self.net.load_state_dict(state["net"])
            self.step = state["step"]
            if not state["done"]:
                self.optimiser.load_state_dict(state["optimiser"])
                torch.set_rng_state(state["rng"].cpu())


def finished(path):
    return path.exists() and torch.load(path, DEVICE, weights_only=False)["done"]


def load(path):
    state = torch.load(path, DEVICE, weights_only=False)
    labels = Labels(*state["labels"])
    net = Teacher(labels)
    net.load_state_dict(state["net"])
    return net.to(DEVICE).eval(), labels


@torch.no_grad()
def predict(net, labels, pieces, sentences):
    """The sentences with the teacher's tags and trees."""
    net.eval()
    encoded = [encode(pieces, s.words) for s in sentences]
    result = [None] * len(sentences)
    for batch in batches(encoded, 3000):
        upos, xpos, arcs, dependent, head = net(collate([encoded[i] for i in batch]))
        scores = arcs.log_softmax(-1).cpu().numpy()
        heads = torch.zeros(arcs.shape[:2], dtype=torch.long, device=DEVICE)
        for row, i in enumerate(batch):
            n = len(sentences[i].words)
            heads[row, :n] = torch.tensor(decode(scores[row, :n, : n + 1]), device=DEVICE)
        relations = evaluate.choose_relations(net.relations(dependent, head, heads), heads, labels)
        for row, i in enumerate(batch):
            n = len(sentences[i].words)
            name = lambda names, best: [names[k] for k in best[row, :n].tolist()]
            result[i] = Sentence(
                sentences[i].words, name(labels.upos, upos.argmax(-1)), name(labels.xpos, xpos.argmax(-1)),
                heads[row, :n].tolist(), name(labels.relations, relations),
            )
    return result
