"""What the parser's own student knows of each word: the inputs of the small reader, from the weights that ship."""

import numpy as np
import torch

import evaluate
import export
from device import DEVICE
from features import GLOVE_WIDTH, HASHED
from model import HIDDEN, INPUT, WORD
from student import equal_lengths

WIDTHS = dict(vector=WORD + GLOVE_WIDTH + sum(width for *_, width in HASHED), input=INPUT, first=2 * HIDDEN, second=2 * HIDDEN)
WIDTH = sum(WIDTHS.values())


class States:
    """The student of a model file, with its weights multiplied out."""

    def __init__(self, path):
        self.net, self.labels, self.features = export.read(path)
        self.lower = torch.nn.LSTM(INPUT, HIDDEN, 1, batch_first=True, bidirectional=True)
        full = self.net.lstm.state_dict()
        self.lower.load_state_dict({name: full[name] for name in self.lower.state_dict()})
        self.lower.to(DEVICE)

    @torch.no_grad()
    def of(self, texts):
        """For each list of words: states [n, WIDTH] as f16; heads [n], the root's is itself; word classes [n]."""
        rows = [self.features.sentence(words) for words in texts]
        table = torch.from_numpy(self.features.table()).to(DEVICE)
        result = [None] * len(texts)
        for batch in equal_lengths([len(r) for r in rows], 3000):
            inputs = table[torch.from_numpy(np.stack([rows[i] for i in batch]))]
            states = self._states(inputs).half().cpu().numpy()
            answers = evaluate.answers(self.net, self.labels, self.net(inputs))
            for i, state, (upos, _, heads, _) in zip(batch, states, answers):
                heads = [head - 1 if head else at for at, head in enumerate(heads)]
                result[i] = (state, np.array(heads), upos)
        return result

    def _states(self, inputs):
        net, count = self.net, len(inputs)
        vectors = net.embed(inputs)
        mixed = torch.cat([net.root.expand(count, 1, -1), net.input(vectors)], 1).relu()
        first, second = self.lower(mixed)[0], net.lstm(mixed)[0]
        return torch.cat([vectors, mixed[:, 1:], first[:, 1:], second[:, 1:]], -1)
