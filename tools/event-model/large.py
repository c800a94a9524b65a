"""The large reader: the MiniLM encoder with one head, taught by bags of words."""

import random
import time

import torch
import torch.nn as nn
import torch.nn.functional as F

import teacher
from classes import CLASSES, NONE
from device import DEVICE
from encoder import BFLOAT16, WIDTH, Encoder, Pieces

HIDDEN, DROP = 256, 0.15
ENCODER_RATE, HEAD_RATE, WARM_UP, CLIP, BATCH_PIECES = 1e-4, 1.5e-3, 0.1, 1.0, 800
FROZEN_LAYERS = 3  # the lowest layers stay as published and are run once for all epochs
BLOCKED = -1e4
NONE_SCALE, OTHER_WORDS, LEAST = 0.5, 0.05, 1e-6


class Large(nn.Module):
    def __init__(self):
        super().__init__()
        self.encoder = Encoder()
        self.encoder.load()
        self.mix = nn.Parameter(torch.zeros(len(self.encoder.layers) - FROZEN_LAYERS))
        self.hidden, self.out = nn.Linear(WIDTH, HIDDEN), nn.Linear(HIDDEN, len(CLASSES))

    def trained(self):
        """The layers above the frozen ones."""
        return self.encoder.layers[FROZEN_LAYERS:]

    @torch.no_grad()
    def below(self, batch):
        """What the frozen layers make of the subwords."""
        encoder = self.encoder
        ids = batch["ids"]
        with half():
            x = encoder.norm(encoder.word(ids) + encoder.position.weight[: ids.shape[1]] + encoder.kind)
            for layer in encoder.layers[:FROZEN_LAYERS]:
                x = layer(x, _mask(batch))
        return x.float()

    def forward(self, batch):
        """Log probabilities [B, n, classes] of the words; `below` of the batch is what the frozen layers say."""
        x, mixed = batch["below"], 0
        with half():
            for layer, weight in zip(self.trained(), self.mix.softmax(0)):
                x = layer(x, _mask(batch))
                mixed = mixed + weight * x
        words = F.dropout(teacher.mean_pieces(mixed.float(), batch)[:, 1:], DROP, self.training)
        hidden = F.dropout(F.gelu(self.hidden(words)), DROP, self.training)
        return self.out(hidden).log_softmax(-1)


def half():
    """Matrices are multiplied in 16-bit floats where the processor is made for that."""
    return torch.autocast(DEVICE.type, torch.bfloat16, enabled=BFLOAT16)


def _mask(batch):
    return torch.zeros(batch["present"].shape, device=DEVICE).masked_fill(~batch["present"], BLOCKED)[:, None, None, :]


def bag_loss(logs, examples):
    """Noisy-or over the words of each bag; none for the words outside."""
    loss = 0
    for row, (example, candidates) in zip(logs, examples):
        telling = set()
        for bag in example.bags:
            telling.update(bag.words)
            each = row[bag.words][:, bag.classes].exp().sum(-1).clamp(max=1 - LEAST)
            missed = torch.log1p(-each).sum()
            loss = loss - bag.weight * torch.log((1 - missed.exp()).clamp(min=LEAST))
        weights = torch.full((len(example.words),), OTHER_WORDS)
        weights[candidates] = example.none
        weights[sorted(telling)] = 0
        loss = loss - NONE_SCALE * (weights * row[: len(weights), NONE]).sum()
    return loss / len(examples)


def train(data, path, epochs, threads, seed):
    """Trains on pairs (example, candidates) and saves to `path`."""
    torch.set_num_threads(threads)
    torch.manual_seed(seed)
    pieces = Pieces()
    encoded = [teacher.encode(pieces, example.words) for example, _ in data]
    net = Large().to(DEVICE)
    below = frozen(net, encoded)
    plan = [b for e in range(epochs) for b in _epoch(data, encoded, random.Random(f"{seed}/{e}"))]
    inner = list(net.trained().parameters())
    outer = [*net.hidden.parameters(), *net.out.parameters(), net.mix]
    groups = [dict(params=inner, base=ENCODER_RATE), dict(params=outer, base=HEAD_RATE)]
    optimiser = torch.optim.AdamW(groups, weight_decay=0.01, foreach=True)
    net.train()
    began, total = time.monotonic(), 0.0
    for step, batch in enumerate(plan):
        warm = WARM_UP * len(plan)
        for group in optimiser.param_groups:
            group["lr"] = group["base"] * min((step + 1) / warm, (len(plan) - step) / (len(plan) - warm))
        loss = bag_loss(net(collate(encoded, below, batch)).cpu(), [data[i] for i in batch])
        optimiser.zero_grad()
        loss.backward()
        torch.nn.utils.clip_grad_norm_(inner + outer, CLIP, foreach=True)
        optimiser.step()
        total += loss.item()
        if step % 25 == 24:
            left = (time.monotonic() - began) / (step + 1) * (len(plan) - step - 1)
            print(f"large step {step + 1} of {len(plan)} loss {total / 25:.3f}, {left:.0f} s left", flush=True)
            total = 0.0
    torch.save(net.state_dict(), path)
    return net


def frozen(net, encoded):
    """What the frozen layers say of each sentence, once and for all."""
    net.eval()
    result = [None] * len(encoded)
    for batch in teacher.batches(encoded, 3000):
        for i, row in zip(batch, net.below(teacher.collate([encoded[i] for i in batch]))):
            result[i] = row[: len(encoded[i].ids)]
    return result


def collate(encoded, below, batch):
    together = teacher.collate([encoded[i] for i in batch])
    together["below"] = nn.utils.rnn.pad_sequence([below[i] for i in batch], batch_first=True)
    return together


def _epoch(data, encoded, rng):
    """Batches of an epoch; of the sentences of articles and histories that tell nothing a third at a time."""
    kept = [i for i, (e, _) in enumerate(data) if e.bags or e.source not in ("negative", "marked") or rng.random() < 0.33]
    return [[kept[i] for i in batch] for batch in teacher.batches([encoded[i] for i in kept], BATCH_PIECES, rng)]


def load(path):
    net = Large()
    net.load_state_dict(torch.load(path, DEVICE))
    return net.to(DEVICE).eval()


@torch.no_grad()
def predict(net, texts):
    """For each list of words the probabilities [n, classes]."""
    net.eval()
    pieces = Pieces()
    encoded = [teacher.encode(pieces, words) for words in texts]
    result = [None] * len(texts)
    for batch in teacher.batches(encoded, 3000):
        together = teacher.collate([encoded[i] for i in batch])
        together["below"] = net.below(together)
        probabilities = net(together).exp().cpu().numpy()
        for row, i in enumerate(batch):
            result[i] = probabilities[row, : len(texts[i])]
    return result
