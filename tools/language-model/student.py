"""Trains the student on gold trees and, where there are any, on the teacher's labels of raw text."""

import random
import time
from collections import defaultdict, namedtuple

import numpy as np
import torch
import torch.nn.functional as F

import evaluate
from data import labels_of, targets, training_sentences, treebank
from device import DEVICE
from features import Features, glove, vocabulary
from model import Student

Settings = namedtuple("Settings", "seed tokens rate batch_tokens", defaults=[1, 48e6, 3e-3, 3000])
TAG_WEIGHT, WARM_UP, CLIP, AVERAGE, MOST_SENTENCES = 0.4, 300, 2.0, 0.998, 256
SAVE_EVERY, REPORT_EVERY = 1000, 200


def train(data, raw, path, settings, start=None):
    """Trains on so many tokens and returns the checkpoint at `path`; an unfinished one there is taken up again.

    `raw`: pairs (words, the teacher's labels); `start`: a finished checkpoint whose weights are the start.
    """
    torch.set_num_threads(1)
    seed_all(settings.seed)
    gold = training_sentences(data)
    labels = labels_of(gold)
    words, counts = vocabulary(gold, [words for words, _ in raw])
    glove_words, vectors = glove()
    net = Student(vectors, [0, *counts], labels)
    if start:
        transfer(start, net, words)
    net.to(DEVICE)
    features = Features(glove_words, words)
    corpus = Corpus(features, gold, raw, labels)
    run = Run(net, settings, path)
    run.resume()
    dev = treebank(data, "ewt-dev")[:800]
    while not run.finished():
        run.epoch(corpus)
        run.report(lambda: evaluate.score(dev, evaluate.predict(net, labels, features, dev)))
    checkpoint = dict(
        net=run.averaged(), words=words, counts=counts, labels=tuple(labels), seed=settings.seed,
        tokens=run.tokens, seconds=round(run.seconds), raw=len(raw), done=True,
    )
    torch.save(checkpoint, path)
    return checkpoint


def seed_all(seed):
    random.seed(seed)
    np.random.seed(seed)
    torch.manual_seed(seed)


def transfer(checkpoint, net, words):
    """Copies the weights; a word new to the table starts as the unknown word."""
    old = {w: i + 1 for i, w in enumerate(checkpoint["words"])}
    table = checkpoint["net"]["word.weight"]
    state = dict(checkpoint["net"])
    state["word.weight"] = table[torch.tensor([0] + [old.get(w, 0) for w in words])]
    state["forget"] = net.forget
    net.load_state_dict(state)


class Corpus:
    """Sentences as rows of the feature tables, and their targets; gold counts twice in an epoch with raw text."""

    def __init__(self, features, gold, raw, labels):
        self.gold = [features.sentence(s.words) for s in gold]
        self.gold_targets = [np.array(targets(s, labels)) for s in gold]
        self.raw = [features.sentence(words) for words, _ in raw]
        self.raw_targets = [target for _, target in raw]
        self.table = torch.from_numpy(features.table()).to(DEVICE)
        self.passes = 2 if raw else 1

    def batches(self, tokens, rng):
        """Shuffled (is gold, sentence numbers), each batch of one length, so that nothing needs a mask."""
        of = lambda sentences: equal_lengths([len(s) for s in sentences], tokens, rng)
        result = [(True, b) for _ in range(self.passes) for b in of(self.gold)]
        result += [(False, b) for b in of(self.raw)]
        rng.shuffle(result)
        return result

    def loss(self, net, is_gold, batch):
        source = self.gold if is_gold else self.raw
        rows = self.table[torch.from_numpy(np.stack([source[i] for i in batch]))]
        outputs = net(rows)
        if is_gold:
            wanted = torch.from_numpy(np.stack([self.gold_targets[i] for i in batch], 1)).to(DEVICE)
            return hard_loss(net, outputs, wanted), wanted[0].numel()
        wanted = {k: torch.from_numpy(np.stack([self.raw_targets[i][k] for i in batch])).to(DEVICE) for k in self.raw_targets[batch[0]]}
        return soft_loss(net, outputs, wanted), rows.shape[0] * rows.shape[1]


def equal_lengths(lengths, tokens, rng=None):
    by_length = defaultdict(list)
    for i, n in enumerate(lengths):
        by_length[n].append(i)
    batches = []
    for n, members in by_length.items():
        if rng:
            rng.shuffle(members)
        size = max(1, min(MOST_SENTENCES, tokens // n))
        batches += [members[i : i + size] for i in range(0, len(members), size)]
    return batches


def hard_loss(net, outputs, wanted):
    upos, xpos, arcs, dependent, head = outputs
    entropy = lambda logits, answer: F.cross_entropy(logits.flatten(0, 1), answer.flatten())
    relations = net.relations(dependent, head, wanted[2])
    tags = entropy(upos, wanted[0]) + entropy(xpos, wanted[1])
    return entropy(arcs, wanted[2]) + entropy(relations, wanted[3]) + TAG_WEIGHT * tags


def soft_loss(net, outputs, wanted):
    """Cross-entropy against the teacher's best answers, their probabilities brought to a sum of one."""
    upos, xpos, arcs, dependent, head = outputs

    def entropy(logits, name):
        rows, weights = wanted[name + "_rows"].long(), wanted[name + "_probs"].float()
        weights = weights / weights.sum(-1, keepdim=True)
        return -(weights * logits.log_softmax(-1).gather(-1, rows)).sum(-1).mean()

    relations = net.relations(dependent, head, wanted["head_rows"][:, :, 0].long())
    tags = entropy(upos, "upos") + entropy(xpos, "xpos")
    return entropy(arcs, "head") + entropy(relations, "relation") + TAG_WEIGHT * tags


def average_in(average, weights, step, most):
    """Moves a running average towards the weights: far in the first steps, later by one less `most`."""
    keep = min(most, (1 + step) / (10 + step))
    with torch.no_grad():
        torch._foreach_lerp_(average, weights, 1 - keep)


class Run:
    """Optimiser, running average of the weights, clock and checkpoint."""

    def __init__(self, net, settings, path):
        self.net, self.settings, self.path = net, settings, path
        self.weights = list(net.parameters())
        self.optimiser = torch.optim.AdamW(
            self.weights, lr=settings.rate, betas=(0.9, 0.98), weight_decay=0.01, foreach=True
        )
        self.average = [p.detach().clone() for p in self.weights]
        self.step = self.tokens = self.epochs = 0
        self.seconds = 0.0
        self.rng = random.Random(settings.seed)

    def share(self):
        return self.tokens / self.settings.tokens

    def finished(self):
        return self.share() >= 1

    def epoch(self, corpus):
        self.net.train()
        recent = []
        for is_gold, batch in corpus.batches(self.settings.batch_tokens, self.rng):
            if self.finished():
                return
            began = time.monotonic()
            recent.append(self.update(corpus, is_gold, batch))
            self.seconds += time.monotonic() - began
            if self.step % REPORT_EVERY == 0:
                self.progress(recent)
                recent = []
            if self.step % SAVE_EVERY == 0:
                self.save()
        self.epochs += 1

    def update(self, corpus, is_gold, batch):
        fall = max(0.01, 1 - self.share())
        self.optimiser.param_groups[0]["lr"] = self.settings.rate * min(1, (self.step + 1) / WARM_UP) * fall
        loss, tokens = corpus.loss(self.net, is_gold, batch)
        self.optimiser.zero_grad()
        loss.backward()
        torch.nn.utils.clip_grad_norm_(self.weights, CLIP, foreach=True)
        self.optimiser.step()
        average_in(self.average, self.weights, self.step, AVERAGE)
        self.step += 1
        self.tokens += tokens
        return loss.detach()

    def progress(self, recent):
        loss, rate = float(sum(recent)) / max(1, len(recent)), self.tokens / self.seconds
        left = (self.settings.tokens - self.tokens) / rate
        print(f"student step {self.step} epoch {self.epochs} loss {loss:.3f} {rate:.0f} tokens/s, {left:.0f} s left", flush=True)

    def report(self, score):
        """Prints the score of the averaged weights."""
        current = [p.detach().clone() for p in self.weights]
        self._load(self.average)
        print(f"student epoch {self.epochs} after {self.seconds:.0f} s: {score()}", flush=True)
        self._load(current)

    def averaged(self):
        self._load(self.average)
        return {name: t.clone().cpu() for name, t in self.net.state_dict().items()}

    def _load(self, values):
        with torch.no_grad():
            for p, value in zip(self.weights, values):
                p.copy_(value)

    def save(self):
        state = dict(
            done=False, weights=self.net.state_dict(), optimiser=self.optimiser.state_dict(), average=self.average,
            counters=(self.step, self.tokens, self.epochs, self.seconds), rng=self.rng.getstate(), torch=torch.get_rng_state(),
        )
        torch.save(state, self.path.with_suffix(".new"))
        self.path.with_suffix(".new").replace(self.path)

    def resume(self):
        if not self.path.exists():
            return
        state = torch.load(self.path, DEVICE, weights_only=False)
        self.net.load_state_dict(state["weights"])
        self.optimiser.load_state_dict(state["optimiser"])
        self.average = state["average"]
        self.step, self.tokens, self.epochs, self.seconds = state["counters"]
        self.rng.setstate(state["rng"])
        torch.set_rng_state(state["torch"].cpu())
