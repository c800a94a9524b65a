"""Teaches the language model's student both at once: tags and trees as before, and which words tell an event.

The states on which the reader stands were made for trees alone; so taught, they hold what it needs as well, and trees stay as good. The head that
learns along is thrown away: the reader that ships is taught anew on the 8-bit weights (small.py).
"""

import random
import time
from collections import namedtuple

import numpy as np
import torch
import torch.nn as nn
import torch.nn.functional as F

import evaluate
import small
import student
from classes import CANDIDATES, NONE
from data import Sentence, training_sentences, treebank
from model import DROP, DROP_FORM, HIDDEN, INPUT
from states import WIDTHS, States

# `tokens` of sentences with labels; `parser`: tokens of sentences with trees for each of them.
Settings = namedtuple("Settings", "seed tokens rate batch_tokens gold news parser", defaults=[1, 8e6, 1e-3, 2500, 2, 3, 1.0])
LICENCES = "; which words tell events, by what the reader's file names"
WARM_UP, CLIP, AVERAGE, REPORT_EVERY = 200, 2.0, 0.998, 200
USUAL_COUNT = 5  # of a word of the table that the treebanks and the labelled text do not have

# A sentence with its rows in the feature table, heads, candidates, what they are taught, and how often in an epoch.
Taught = namedtuple("Taught", "rows heads candidates wanted times")


class Layers(nn.Module):
    """The two LSTM layers of the student one by one, since the reader looks at both."""

    def __init__(self, full):
        super().__init__()
        self.lower = nn.LSTM(INPUT, HIDDEN, 1, batch_first=True, bidirectional=True)
        self.upper = nn.LSTM(2 * HIDDEN, HIDDEN, 1, batch_first=True, bidirectional=True)
        state = full.state_dict()
        self.lower.load_state_dict({name: state[name] for name in self.lower.state_dict()})
        self.upper.load_state_dict({name: state[name.replace("l0", "l1")] for name in self.upper.state_dict()})

    def both(self, x):
        first, _ = self.lower(x)
        return first, self.upper(F.dropout(first, DROP, self.training))[0]

    def forward(self, x):
        return self.both(x)[1], None

    def as_one(self):
        upper = {name.replace("l0", "l1"): values for name, values in self.upper.state_dict().items()}
        return {**self.lower.state_dict(), **upper}


class Together(nn.Module):
    def __init__(self, net):
        super().__init__()
        net.lstm = Layers(net.lstm)
        self.net, self.head = net, small.Small()

    def forward(self, rows, at):
        """Rows of the tables [B, n, 8] and places as of `places` -> log probabilities of the candidates [k, classes]."""
        net = self.net
        vectors = net.embed(rows)
        mixed = torch.cat([net.root.expand(len(rows), 1, -1), F.dropout(net.input(vectors), DROP, self.training)], 1).relu()
        first, second = net.lstm.both(mixed)
        states = torch.cat([vectors, mixed[:, 1:], first[:, 1:], second[:, 1:]], -1).flatten(0, 1)
        parts = torch.cat([states, states.new_zeros(1, states.shape[1])]).split(list(WIDTHS.values()), -1)
        return self.head(torch.cat([self._input(parts[part], place, at) for place, part in small.INPUTS], -1))

    @staticmethod
    def _input(part, place, at):
        if place != "below":
            return part[at[place]]
        total = part.new_zeros(len(at["own"]), part.shape[1]).index_add(0, at["row"], part[at["below"]])
        return total * at["scale"][:, None]

    def checkpoint(self, words, counts, labels, run):
        """What `student.train` leaves, so that the same exporter writes it."""
        net = {name: values.clone() for name, values in self.net.state_dict().items() if not name.startswith("lstm.")}
        net.update({f"lstm.{name}": values.clone() for name, values in self.net.lstm.as_one().items()})
        told = dict(run.told, tokens=run.tokens, seconds=round(run.seconds), licences=LICENCES, done=True)
        return dict(net=net, words=words, counts=counts, labels=tuple(labels), **told)


def places(count, sentences):
    """Where the inputs of the candidates of `sentences` (of `count` words each) stand in their states, one sentence after the other."""
    found, row, none = {name: [] for name in ("own", "above", "next", "before", "below", "row", "scale")}, 0, count * len(sentences)
    for number, (heads, at) in enumerate(sentences):
        start = number * count
        depends = (heads[None, :] == at[:, None]) & (np.arange(count)[None, :] != at[:, None])
        rows, words = depends.nonzero()
        here = dict(
            own=start + at, above=start + heads[at], next=np.where(at + 1 < count, start + at + 1, none),
            before=np.where(at > 0, start + at - 1, none), below=start + words, row=row + rows, scale=np.maximum(1, depends.sum(1)) ** -0.5,
        )
        for name, values in here.items():
            found[name].append(values)
        row += len(at)
    joined = {name: torch.from_numpy(np.concatenate(values)) for name, values in found.items()}
    joined["scale"] = joined["scale"].float()
    return joined


def taught(labelled, gold, fold, states, settings):
    """The labelled sentences but those of the fold, read with the model as it is."""
    for start in range(0, len(labelled), 4000):
        chunk = labelled[start : start + 4000]
        for i, ((words, labels), (_, heads, tags)) in enumerate(zip(chunk, states.of([words for words, _ in chunk])), start):
            at, example = np.array([k for k, tag in enumerate(tags) if tag in CANDIDATES], int), gold[i] if i < len(gold) else None
            if len(at) and (example is None or example.fold is None or example.fold != fold):
                wanted = (labels if example is None else small.wanted(labels, example))[at]
                yield Taught(states.features.sentence(words), heads, at, wanted.astype(np.float16), times(example, settings))


def times(example, settings):
    if example is None or example.source == "negative":
        return 1
    return settings.gold * (settings.news if example.source == "news" else 1)


def train(model, labelled, gold, fold, data, raw, kept, counts, settings):
    """The checkpoint of the model at the path `model`, taught on; `raw` are the parser's labels of raw text, `kept` words of sentences whose trees are to stay."""
    torch.set_num_threads(1)
    student.seed_all(settings.seed)
    states = States(model)
    net, labels, features = states.net, states.labels, states.features
    words = list(features.words)
    counts = [counts.get(word, USUAL_COUNT) for word in words]
    sentences = list(taught(labelled, gold, fold, states, settings))
    trees = evaluate.predict(net, labels, features, [Sentence(each, *[None] * 4) for each in kept])
    corpus = student.Corpus(features, training_sentences(data) + trees, raw, labels)
    net.forget = DROP_FORM + 0.25 / (1 + 0.25 * torch.tensor([0, *counts], dtype=torch.float))
    net.forget[0] = 0
    both, dev = Together(net), treebank(data, "ewt-dev")[:800]
    features.sentence([word for sentence in dev for word in sentence.words])
    corpus.table = torch.from_numpy(features.table())
    run = Run(both, settings, dict(seed=settings.seed, raw=len(raw)))
    while not run.finished():
        run.epoch(sentences, corpus)
        run.averaged(lambda: print(f"together {run.tokens} tokens, trees {evaluate.score(dev, evaluate.predict(net, labels, features, dev))}", flush=True))
    run.take_average()
    return both.checkpoint(words, counts, labels, run)


class Run:
    """Optimiser, running average of the weights and clock."""

    def __init__(self, both, settings, told):
        self.both, self.settings, self.told = both.train(), settings, told
        self.weights = list(both.parameters())
        groups = [dict(params=list(both.net.parameters())), dict(params=list(both.head.parameters()))]
        self.optimiser = torch.optim.AdamW(groups, lr=settings.rate, betas=(0.9, 0.98), weight_decay=0.01, foreach=True)
        self.average = [p.detach().clone() for p in self.weights]
        self.rng, self.began = random.Random(settings.seed), time.monotonic()
        self.step = self.read = self.parsed = 0
        self.trees, self.losses = [], []

    @property
    def tokens(self):
        return self.read + self.parsed

    @property
    def seconds(self):
        return time.monotonic() - self.began

    def finished(self):
        return self.read >= self.settings.tokens

    def epoch(self, sentences, corpus):
        order = [sentence for sentence in sentences for _ in range(sentence.times)]
        batches = student.equal_lengths([len(sentence.rows) for sentence in order], self.settings.batch_tokens, self.rng)
        self.rng.shuffle(batches)
        for batch in batches:
            if self.finished():
                return
            self.update([order[i] for i in batch], corpus)
            if self.step % REPORT_EVERY == 0:
                print(f"together step {self.step} loss {np.mean(self.losses):.4f} {self.tokens / self.seconds:.0f} tokens/s", flush=True)
                self.losses = []

    def update(self, batch, corpus):
        rate = min(1, (self.step + 1) / WARM_UP) * max(0.01, 1 - self.read / self.settings.tokens) * self.settings.rate
        for group, times in zip(self.optimiser.param_groups, (1, 2)):
            group["lr"] = times * rate
        self.optimiser.zero_grad()
        self._read(batch, corpus.table)
        self._parse(corpus)
        torch.nn.utils.clip_grad_norm_(self.weights, CLIP, foreach=True)
        self.optimiser.step()
        student.average_in(self.average, self.weights, self.step, AVERAGE)
        self.step += 1

    def _read(self, batch, table):
        wanted = torch.from_numpy(np.concatenate([sentence.wanted for sentence in batch])).float()
        weight = 1 - (1 - small.Settings().none) * wanted[:, NONE]
        count = len(batch[0].rows)
        at = places(count, [(sentence.heads, sentence.candidates) for sentence in batch])
        told = self.both(table[torch.from_numpy(np.stack([sentence.rows for sentence in batch]))], at)
        loss = -((wanted * told).sum(-1) * weight).sum() / weight.sum()
        loss.backward()
        self.losses.append(loss.item())
        self.read += count * len(batch)

    def _parse(self, corpus):
        if self.parsed >= self.read * self.settings.parser:
            return
        self.trees = self.trees or corpus.batches(self.settings.batch_tokens, self.rng)
        loss, tokens = corpus.loss(self.both.net, *self.trees.pop())
        loss.backward()
        self.parsed += tokens

    def averaged(self, told):
        """Does something with the average of the weights."""
        current = [p.detach().clone() for p in self.weights]
        self.take_average()
        told()
        self._load(current)
        self.both.train()

    def take_average(self):
        self._load(self.average)

    def _load(self, values):
        with torch.no_grad():
            for p, value in zip(self.weights, values):
                p.copy_(value)
