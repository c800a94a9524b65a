"""The student: the net of FORMAT.md, with dropout for training."""

import math

import torch
import torch.nn as nn
import torch.nn.functional as F

from features import GLOVE_WIDTH, HASHED

WORD, INPUT, HIDDEN, LAYERS, ARC, RELATION = 64, 192, 128, 2, 128, 96
DROP, DROP_HEADS, DROP_FORM, DROP_GLOVE, LEAK = 0.1, 0.2, 0.02, 0.05, 0.1


class Student(nn.Module):
    def __init__(self, glove, counts, labels):
        """`counts`: training frequency of each row of the word table, the unknown's first."""
        super().__init__()
        self.register_buffer("glove", torch.as_tensor(glove))
        self.word = nn.Embedding(len(counts), WORD)
        self.hashed = nn.ModuleList([nn.Embedding(rows, width) for _, rows, width in HASHED])
        nn.init.normal_(self.word.weight, std=0.1)
        for table in self.hashed:
            nn.init.normal_(table.weight, std=0.3)
        self.input = nn.Linear(WORD + sum(width for *_, width in HASHED) + GLOVE_WIDTH, INPUT)
        self.root = nn.Parameter(torch.randn(INPUT) * 0.1)
        self.lstm = nn.LSTM(INPUT, HIDDEN, LAYERS, batch_first=True, bidirectional=True, dropout=DROP)
        for name, weights in self.lstm.named_parameters():
            if "weight_hh" in name:
                for gate in weights.data.chunk(4):
                    nn.init.orthogonal_(gate)
        out = 2 * HIDDEN
        self.upos, self.xpos = nn.Linear(out, len(labels.upos)), nn.Linear(out, len(labels.xpos))
        self.arc, self.rel = nn.Linear(out, 2 * ARC), nn.Linear(out, 2 * RELATION)
        self.bilinear = nn.Linear(ARC, ARC)
        nn.init.normal_(self.bilinear.weight, std=ARC**-0.5)
        self.relout = nn.Linear(3 * RELATION, len(labels.relations))
        self.register_buffer("forget", DROP_FORM + 0.25 / (1 + 0.25 * torch.tensor(counts, dtype=torch.float)))
        self.forget[0] = 0

    def forward(self, rows):
        """Rows of the tables [B, n, 8] -> UPOS and XPOS logits, arc scores [B, n, n + 1], both sides of the relations."""
        x = F.dropout(self.input(self.embed(rows)), DROP, self.training)
        x = torch.cat([self.root.expand(len(x), 1, -1), x], 1)
        x, _ = self.lstm(F.relu(x))
        x = F.dropout(x, DROP, self.training)
        sides = lambda layer: F.dropout(F.leaky_relu(layer(x), LEAK), DROP_HEADS, self.training).chunk(2, -1)
        (dependent, head), (rel_dependent, rel_head) = sides(self.arc), sides(self.rel)
        arcs = self.bilinear(dependent[:, 1:]) @ head.transpose(1, 2) / math.sqrt(ARC)
        return self.upos(x[:, 1:]), self.xpos(x[:, 1:]), arcs, rel_dependent[:, 1:], rel_head

    def embed(self, rows):
        word, vectors = rows[:, :, 1], self.glove[rows[:, :, 0]]
        if self.training:
            word = word.masked_fill(torch.rand_like(vectors[:, :, 0]) < self.forget[word], 0)
            vectors = vectors * (torch.rand_like(vectors[:, :, :1]) > DROP_GLOVE)
        hashed = [table(rows[:, :, 2 + i]) for i, table in enumerate(self.hashed)]
        return torch.cat([self.word(word), *hashed, vectors], -1)

    def relations(self, dependent, head, heads):
        """Logits [B, n, R] of the relation of each word to its head in `heads` (0 = root)."""
        at = head.gather(1, heads[:, :, None].expand(-1, -1, RELATION))
        return self.relout(torch.cat([dependent, at, dependent * at], -1))
