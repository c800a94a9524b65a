"""Writes the file of FORMAT.md, reads it back, and writes the fixture for the tests in Rust."""

import json

import numpy as np
import torch
from safetensors import safe_open
from safetensors.numpy import save_file

from classes import CANDIDATES, CLASSES, NONE
from small import INPUTS, Small, inputs, predict
from states import WIDTHS

LICENCES = (
    "Taught by sentences of our own, by our marks in a history of the US Office of the Historian (public domain), by the relations "
    "published with arXiv 2308.07876 (research data) and articles of Wikinews (CC BY 2.5), "
    "and by labels of raw text: Wikinews (CC BY 2.5), US Office of the Historian (public domain); labels by all-MiniLM-L6-v2 (Apache-2.0), "
    "fine-tuned on the same"
)
FIXTURE_SENTENCES = 40
# By how much the odds of telling nothing are raised: training gives such words less weight. The stage `report` fits 4.6 on the sentences kept
# from the reader that ships; in whole articles, where less is told than in sentences chosen for what they tell, 10 does better (docs/reader.md).
NONE_ODDS = 10


def write(checkpoint, path, model):
    trained = dict(rows=checkpoint["rows"], settings=checkpoint["settings"], language_model_bytes=model.stat().st_size)
    metadata = dict(
        format="chancery-classifier", format_version="2", provenance="tools/event-model in the repository of Chancery",
        licences=LICENCES, trained=json.dumps(trained),
    )
    tensors = quantised(checkpoint["net"])
    tensors["vocab.labels"] = np.frombuffer("\n".join(CLASSES).encode(), np.uint8).copy()
    path.parent.mkdir(parents=True, exist_ok=True)
    save_file(tensors, str(path), metadata)
    print(f"wrote {path}: {path.stat().st_size} bytes", flush=True)


def quantised(state):
    """The first layer is cut into one matrix for each of its inputs, since their numbers differ in size."""
    tensors, at = {}, 0
    widths = list(WIDTHS.values())
    for place, part in INPUTS:
        _add(tensors, f"{place}.{part}", state["first.weight"][:, at : at + widths[part]])
        at += widths[part]
    tensors["first.bias"] = state["first.bias"].numpy()
    for name in ("second", "out"):
        _add(tensors, name, state[name + ".weight"])
        tensors[name + ".bias"] = state[name + ".bias"].numpy().copy()
    tensors["out.bias"][NONE] += np.log(NONE_ODDS)
    return tensors


def _add(tensors, name, weights):
    weights = weights.numpy()
    scale = np.abs(weights).max(1) / 127
    scale[scale == 0] = 1
    tensors[name + ".q"] = np.clip(np.rint(weights / scale[:, None]), -127, 127).astype(np.int8)
    tensors[name + ".scale"] = scale.astype(np.float32)


def read(path):
    """The net of a file with its weights multiplied out."""
    with safe_open(str(path), "numpy") as file:
        tensors = {name: file.get_tensor(name) for name in file.keys()}
    matrix = lambda name: torch.from_numpy(tensors[name + ".q"] * tensors[name + ".scale"][:, None])
    net = Small()
    state = {"first.weight": torch.cat([matrix(f"{place}.{part}") for place, part in INPUTS], 1)}
    state["first.bias"] = torch.from_numpy(tensors["first.bias"])
    for name in ("second", "out"):
        state[name + ".weight"], state[name + ".bias"] = matrix(name), torch.from_numpy(tensors[name + ".bias"])
    net.load_state_dict(state)
    return net.eval()


def write_fixture(path, shipped, states, texts):
    """Sentences of our own with their trees and what the shipped weights say of each candidate."""
    net, sentences = read(shipped), []
    for words, (state, heads, tags) in zip(texts, states.of(texts)):
        candidates = np.array([i for i, tag in enumerate(tags) if tag in CANDIDATES], int)
        if len(candidates):
            probabilities = predict(net, inputs(state, heads, candidates)).round(4).tolist()
            sentences.append(dict(tokens=words, heads=heads.tolist(), candidates=candidates.tolist(), probabilities=probabilities))
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(dict(classes=CLASSES, sentences=sentences), ensure_ascii=False) + "\n", encoding="utf-8")
