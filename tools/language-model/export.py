"""Writes the model file of FORMAT.md, reads it back, and reports what is lost in 8 bits."""

import json
from pathlib import Path

import numpy as np
import torch
from safetensors import safe_open
from safetensors.numpy import save_file

import evaluate
from data import Labels, treebank
from device import DEVICE
from features import HASHED, Features, glove
from model import Student

OUT = Path(__file__).resolve().parent / "out"
TESTS = ("ewt-dev", "gum-dev", "ewt-test", "gum-test", "pud-test")
PARITY_SENTENCES = 20
LICENCES = (
    "Trained on Universal Dependencies English-EWT 2.x, the open part of English-GUM (CC BY-SA 4.0); "
    "word vectors GloVe 6B (PDDL 1.0)"
)
TAUGHT = "; labels of raw text by all-MiniLM-L6-v2 (Apache-2.0) fine-tuned on the treebanks, text: Wikinews (CC BY 2.5), US Office of the Historian and yearly addresses of the presidents (public domain)"


def write(checkpoint, path, data):
    words, _ = glove()
    tensors = quantised(checkpoint["net"])
    for name, entries in zip(("upos", "xpos", "relations"), checkpoint["labels"]):
        tensors[f"vocab.{name}"] = joined(entries)
    tensors["vocab.glove"], tensors["vocab.words"] = joined(words), joined(checkpoint["words"])
    path.parent.mkdir(parents=True, exist_ok=True)
    save_file(tensors, str(path), metadata(checkpoint))
    print(f"wrote {path}: {path.stat().st_size} bytes", flush=True)
    write_parity(path, data)


def metadata(checkpoint):
    taught = TAUGHT if checkpoint["raw"] else ""
    dims = dict(input=192, hidden=128, layers=2, arc=128, relation=96, word=64, glove=50)
    dims.update({name: [rows, width] for name, rows, width in HASHED})
    return dict(
        format="chancery-english",
        format_version="1",
        dims=json.dumps(dims),
        seed=str(checkpoint["seed"]),
        provenance="tools/language-model in the repository of Chancery",
        licences=LICENCES + taught + checkpoint.get("licences", ""),
        trained=json.dumps({k: checkpoint[k] for k in ("tokens", "seconds", "raw")}),
    )


def joined(entries):
    return np.frombuffer("\n".join(entries).encode("utf-8"), np.uint8).copy()


def names(state):
    """Names in the file of the matrices and vectors of the net."""
    matrices = {"glove": "glove", "word": "word.weight"}
    matrices.update({name: f"hashed.{i}.weight" for i, (name, *_) in enumerate(HASHED)})
    linear = ("input", "upos", "xpos", "arc", "bilinear", "rel", "relout")
    matrices.update({name: f"{name}.weight" for name in linear})
    vectors = {"root": ["root"], **{f"{name}.bias": [f"{name}.bias"] for name in linear}}
    for layer in (0, 1):
        for direction, suffix in (("fwd", ""), ("bwd", "_reverse")):
            at, end = f"lstm.{layer}.{direction}", f"_l{layer}{suffix}"
            matrices[at + ".x"], matrices[at + ".h"] = "lstm.weight_ih" + end, "lstm.weight_hh" + end
            vectors[at + ".bias"] = ["lstm.bias_ih" + end, "lstm.bias_hh" + end]
    return matrices, vectors


def quantised(state):
    matrices, vectors = names(state)
    tensors = {}
    for name, key in matrices.items():
        weights = state[key].numpy()
        scale = np.abs(weights).max(1) / 127
        scale[scale == 0] = 1
        # The file is the memory as it lies, so rows must lie one after the other.
        tensors[name + ".q"] = np.ascontiguousarray(np.clip(np.rint(weights / scale[:, None]), -127, 127).astype(np.int8))
        tensors[name + ".scale"] = scale.astype(np.float32)
    for name, keys in vectors.items():
        tensors[name] = sum(state[key].numpy() for key in keys).astype(np.float32)
    assert not tensors["glove.q"][0].any(), "row 0 of glove is the unknown word"
    assert all(tensor.flags["C_CONTIGUOUS"] for tensor in tensors.values())
    return tensors


def read(path):
    """The net of a model file with its weights multiplied out, its labels and its features."""
    with safe_open(str(path), "numpy") as file:
        tensors = {name: file.get_tensor(name) for name in file.keys()}
    split = lambda name: tensors[f"vocab.{name}"].tobytes().decode("utf-8").split("\n")
    labels = Labels(split("upos"), split("xpos"), split("relations"))
    net = Student(np.zeros(tensors["glove.q"].shape, np.float32), [0] * len(tensors["word.q"]), labels)
    state = net.state_dict()
    matrices, vectors = names(state)
    for name, key in matrices.items():
        state[key] = torch.from_numpy(tensors[name + ".q"] * tensors[name + ".scale"][:, None])
    for name, keys in vectors.items():
        state[keys[0]] = torch.from_numpy(tensors[name])
        for key in keys[1:]:
            state[key] = torch.zeros_like(state[key])
    net.load_state_dict(state)
    return net.to(DEVICE).eval(), labels, Features(split("glove"), split("words"))


@torch.no_grad()
def write_parity(path, data):
    """Predictions of the 8-bit weights for the tests of the reader in Rust."""
    net, labels, features = read(path)
    fitting = [s for s in treebank(data, "ewt-dev") if 6 <= len(s.words) <= 30]
    sentences = []
    for s in fitting[:: len(fitting) // PARITY_SENTENCES][:PARITY_SENTENCES]:
        rows = [features.row(word) for word in s.words]
        outputs = net(torch.tensor([rows], device=DEVICE))
        upos, xpos, heads, relations = next(evaluate.answers(net, labels, outputs))
        logits = net.relations(outputs[3], outputs[4], torch.tensor([heads], device=DEVICE))
        sentences.append(
            dict(
                tokens=s.words, features=rows, upos=upos, xpos=xpos, heads=heads, relations=relations,
                upos_logits=outputs[0][0].tolist(), arc_scores=outputs[2][0].tolist(), relation_logits=logits[0].tolist(),
            )
        )
    OUT.mkdir(exist_ok=True)
    (OUT / "parity.json").write_text(json.dumps(dict(sentences=sentences)))


def report(checkpoint, path, data):
    """Scores of the float and of the 8-bit net on all sets, as one JSON line each."""
    labels, words = Labels(*checkpoint["labels"]), checkpoint["words"]
    glove_words, vectors = glove()
    net = Student(vectors, [0] * (len(words) + 1), labels)
    net.load_state_dict(checkpoint["net"])
    net.to(DEVICE)
    small, _, small_features = read(path)
    for name in TESTS:
        gold = treebank(data, name)
        for kind, model, features in (("float", net, Features(glove_words, words)), ("int8", small, small_features)):
            scores = evaluate.score(gold, evaluate.predict(model, labels, features, gold))
            print(json.dumps(dict(set=name, weights=kind, **scores)), flush=True)
