"""The small reader: a head on the states of the parser's student, taught by the large reader and by what is known of labelled sentences."""

import time
from collections import namedtuple

import numpy as np
import torch
import torch.nn as nn
import torch.nn.functional as F

from classes import CLASSES, NONE
from states import WIDTHS
from student import average_in

# (place, part of the state): the same list stands in the reader in Rust.
INPUTS = (
    ("own", 0), ("own", 1), ("own", 2), ("own", 3), ("above", 0), ("above", 3), ("next", 0), ("before", 0), ("below", 0), ("below", 3),
)
_WIDTHS = list(WIDTHS.values())
WIDTH = sum(_WIDTHS[part] for _, part in INPUTS)
FIRST, SECOND = 192, 96
Settings = namedtuple("Settings", "seed epochs rate batch drop drop_input gold none news", defaults=[1, 8, 2e-3, 512, 0.2, 0.1, 4, 0.5, 3])
WARM_UP, AVERAGE, LEAST = 100, 0.995, 1e-6

# The candidates of a sentence: their inputs [k, WIDTH] as f16, what they are taught [k, classes], and how often in an epoch.
Rows = namedtuple("Rows", "inputs wanted times")


class Small(nn.Module):
    def __init__(self, settings=Settings()):
        super().__init__()
        self.settings = settings
        self.first, self.second, self.out = nn.Linear(WIDTH, FIRST), nn.Linear(FIRST, SECOND), nn.Linear(SECOND, len(CLASSES))

    def forward(self, x):
        """Inputs [k, WIDTH] -> log probabilities [k, classes]."""
        drop = lambda x, share: F.dropout(x, share, self.training)
        x = drop(self.first(drop(x, self.settings.drop_input)).relu(), self.settings.drop)
        x = drop(self.second(x).relu(), self.settings.drop)
        return self.out(x).log_softmax(-1)


def inputs(states, heads, candidates):
    """The inputs of the candidates of a sentence from the states [n, ...] and the heads (the root's is itself)."""
    count = len(heads)
    padded = np.concatenate([states, np.zeros((1, states.shape[1]), states.dtype)])
    places = dict(
        own=candidates, above=heads[candidates], next=np.where(candidates + 1 < count, candidates + 1, count),
        before=np.where(candidates > 0, candidates - 1, count),
    )
    states_of = {place: padded[at] for place, at in places.items()}
    states_of["below"] = _below(states, heads, candidates)
    starts = np.concatenate([[0], np.cumsum(_WIDTHS)])
    return np.concatenate([states_of[place][:, starts[part] : starts[part + 1]] for place, part in INPUTS], 1)


def _below(states, heads, candidates):
    """For each candidate the sum of the states of its dependents, over the root of their number."""
    depends = (heads[None, :] == candidates[:, None]) & (np.arange(len(heads))[None, :] != candidates[:, None])
    count = np.maximum(1, depends.sum(1, keepdims=True))
    return (depends.astype(np.float32) @ states.astype(np.float32) / np.sqrt(count)).astype(states.dtype)


def times(example, settings):
    """How often in an epoch a sentence is seen: labelled ones more often than raw text, those of real news most."""
    if example is None or example.source == "negative":
        return 1
    return settings.gold * (settings.news if example.source == "news" else 1)


def wanted(labels, example):
    """The large reader's probabilities of the words of a labelled sentence, made to agree with what is known.

    A bag tells that one of its words carries a class: each word gets its share of that, as the large reader sees it.
    """
    result = labels.astype(np.float32)
    sure = example.source in ("own", "negative")
    if sure:
        result[:] = np.eye(len(CLASSES), dtype=np.float32)[NONE]
    for bag in example.bags:
        seen = np.clip(labels[bag.words][:, bag.classes].astype(np.float32).sum(-1), 1e-4, 1 - LEAST)
        share = np.ones_like(seen) if sure else np.minimum(1, seen / (1 - np.prod(1 - seen)))
        share = bag.weight * share + (1 - bag.weight) * seen
        for word, part in zip(bag.words, share):
            _raise(result[word], bag.classes, part)
    return result


def _raise(row, classes, part):
    """Gives the classes together the probability `part`; the others keep their proportions."""
    inside = row[classes] + LEAST
    rest = max(LEAST, 1 - row[classes].sum())
    row *= (1 - part) / rest
    row[classes] = part * inside / inside.sum()
    row /= row.sum()


def train(rows, settings, path=None):
    torch.set_num_threads(1)
    torch.manual_seed(settings.seed)
    rng = np.random.default_rng(settings.seed)
    x = torch.from_numpy(np.concatenate([r.inputs for r in rows]))
    y = torch.from_numpy(np.concatenate([r.wanted for r in rows])).float()
    order = np.repeat(np.arange(len(x)), np.concatenate([np.full(len(r.wanted), r.times) for r in rows]))
    weight = 1 - (1 - settings.none) * y[:, NONE]
    run = Run(Small(settings), settings, settings.epochs * (len(order) // settings.batch))
    for epoch in range(settings.epochs):
        rng.shuffle(order)
        for at in range(0, len(order) - settings.batch + 1, settings.batch):
            batch = order[at : at + settings.batch]
            run.update(x[batch].float(), y[batch], weight[batch])
        print(f"small epoch {epoch + 1} loss {run.recent():.4f} after {time.monotonic() - run.began:.0f} s", flush=True)
    net = run.averaged()
    if path:
        torch.save(dict(net=net.state_dict(), settings=tuple(settings), rows=len(x)), path)
    return net


class Run:
    """Optimiser and running average of the weights."""

    def __init__(self, net, settings, steps):
        self.net, self.settings, self.steps, self.step = net.train(), settings, steps, 0
        self.weights = list(net.parameters())
        self.optimiser = torch.optim.AdamW(self.weights, lr=settings.rate, weight_decay=0.01, foreach=True)
        self.average = [p.detach().clone() for p in self.weights]
        self.losses, self.began = [], time.monotonic()

    def update(self, x, y, weight):
        rate = min(1, (self.step + 1) / WARM_UP) * max(0.01, 1 - self.step / self.steps)
        self.optimiser.param_groups[0]["lr"] = self.settings.rate * rate
        loss = -((y * self.net(x)).sum(-1) * weight).sum() / weight.sum()
        self.optimiser.zero_grad()
        loss.backward()
        self.optimiser.step()
        average_in(self.average, self.weights, self.step, AVERAGE)
        self.step += 1
        self.losses.append(loss.item())

    def recent(self):
        mean, self.losses = float(np.mean(self.losses)), []
        return mean

    def averaged(self):
        with torch.no_grad():
            for p, value in zip(self.weights, self.average):
                p.copy_(value)
        return self.net.eval()


@torch.no_grad()
def predict(net, inputs):
    """The probabilities [k, classes] of the candidates of a sentence."""
    return net(torch.from_numpy(inputs).float()).exp().numpy()


def load(path):
    state = torch.load(path, weights_only=False)
    net = Small(Settings(*state["settings"]))
    net.load_state_dict(state["net"])
    return net.eval()
