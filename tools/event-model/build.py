"""One command from labelled sentences and raw text to the reader that ships.

python build.py --stage all --work DIR --shared DIR --parser DIR/teacher.pt

Needs what ../language-model/requirements.txt names; `teacher.pt` is the parser's teacher that ../language-model/build.py makes.
Stages: examples, large, label, small, ship, report. Each leaves its result in the work folder and is skipped if that is there. One more is not among `all`:
together (between label and small; the language model learns to tell events besides trees, and is written to the work folder: name it by --model then).
"""

import argparse
import pickle
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
LANGUAGE = HERE.parent / "language-model"
MODEL = HERE.parents[1] / "crates" / "language" / "data" / "english.safetensors"
SHIPPED = HERE.parents[1] / "crates" / "extract" / "data" / "reader" / "reader.safetensors"
FIXTURE = HERE.parents[1] / "crates" / "extract" / "tests" / "data" / "reader.json"
CHUNK = 2000  # sentences whose states are held at once
KEPT = 24000  # sentences of raw text whose trees are to stay as they are when the language model is taught on
NEWS = 8000  # sentences of raw text that are news: they come first
sys.path.append(str(LANGUAGE))


def main():
    options = arguments()
    options.work.mkdir(parents=True, exist_ok=True)
    stages = dict(examples=examples, large=train_large, label=label, together=together, small=train_small, ship=ship, report=report)
    for name, stage in stages.items():
        if options.stage == name or (options.stage == "all" and stage is not together):
            print(f"stage {name}", flush=True)
            stage(options)


def arguments():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    add = parser.add_argument
    add("--stage", default="all", choices=["all", "examples", "large", "label", "together", "small", "ship", "report"])
    add("--work", type=Path, required=True, help="folder of intermediate results")
    add("--shared", type=Path, required=True, help="folder that holds data/raw-text and eval/")
    add("--parser", type=Path, required=True, help="checkpoint of the parser's teacher, which gives the trees")
    add("--model", type=Path, default=MODEL, help="the language model that ships")
    add("--out", type=Path, default=SHIPPED, help="the reader to write")
    add("--folds", type=int, nargs="*", default=[-1, 0, 1, 2, 3, 4], help="folds to leave out, the first for the reader that ships; -1 leaves nothing out")
    add("--larges", type=int, default=3, help="so many large readers, whose answers are averaged")
    add("--more", action="store_true", help="learn the sentences in data/more as well, which what ships has not learnt")
    add("--raw", type=int, default=36000, help="sentences of raw text to label for the reader that ships")
    add("--raw-folds", type=int, default=5000, help="the same for each fold")
    add("--epochs", type=int, default=4)
    add("--tokens", type=float, default=8, help="millions of tokens that the language model sees in the stage `together`")
    add("--small-epochs", type=int, default=8)
    add("--threads", type=int, default=2)
    add("--seed", type=int, default=1)
    return parser.parse_args()


def examples(options):
    if (options.work / "examples.pkl").exists():
        return
    import torch

    import examples
    import rawtext
    import teacher
    from data import Sentence

    torch.set_num_threads(options.threads)
    net, labels = teacher.load(options.parser)
    pieces = teacher.Pieces()
    parse = lambda texts: teacher.predict(net, labels, pieces, [Sentence(words, *[None] * 4) for words in texts])
    made = list(examples.build(options.shared, rawtext.split_sentences, rawtext.tokenise, parse, options.more))
    (options.work / "examples.pkl").write_bytes(pickle.dumps([(tuple(tree), tuple(e)) for tree, e in made]))
    print(f"{len(made)} sentences, {sum(len(e.bags) for _, e in made)} bags", flush=True)


def load_examples(options):
    import examples
    from data import Sentence

    made = pickle.loads((options.work / "examples.pkl").read_bytes())
    return [(Sentence(*tree), examples.Example(*e)) for tree, e in made]


def train_large(options):
    import large
    from classes import CANDIDATES

    data = [(e, [i for i, tag in enumerate(tree.upos) if tag in CANDIDATES]) for tree, e in load_examples(options)]
    for fold in options.folds:
        for seed, path in larges(options, fold):
            if not path.exists():
                print(f"large {seed} without fold {fold}", flush=True)
                large.train([d for d in data if d[0].fold is None or d[0].fold != fold], path, options.epochs, options.threads, seed)


def larges(options, fold):
    """Seeds of the large readers and where they lie."""
    return [(seed, options.work / f"large{fold}-{seed}.pt") for seed in range(options.seed, options.seed + options.larges)]


def raw_sentences(options, most):
    """News, two thirds at most, and every k-th sentence of the other text."""
    import rawtext

    every = rawtext.sentences(options.shared / "data")
    news, rest = every[:NEWS][: most * 2 // 3], every[NEWS:]
    wanted = most - len(news)
    return news + rest[:: max(1, len(rest) // wanted)][:wanted]


def label(options):
    """The large readers' probabilities for raw text and for the labelled sentences."""
    import numpy as np
    import torch

    import large

    torch.set_num_threads(options.threads)
    gold = [e.words for _, e in load_examples(options)]
    for fold in options.folds:
        path = options.work / f"labels{fold}.pkl"
        if path.exists():
            continue
        raw = raw_sentences(options, options.raw if fold < 0 else options.raw_folds)
        texts = gold + raw
        answers = [large.predict(large.load(path), texts) for _, path in larges(options, fold)]
        labels = [np.mean(each, 0).astype(np.float16) for each in zip(*answers)]
        path.write_bytes(pickle.dumps(list(zip(texts, labels))))
        print(f"labelled {len(gold)} + {len(raw)} sentences without fold {fold}", flush=True)


def together(options):
    """The language model taught on, in the work folder; the parser's labels of raw text lie beside its teacher (../language-model/build.py)."""
    path = options.work / "together.safetensors"
    if path.exists():
        return
    import export
    import label
    import rawtext
    import together
    from data import training_sentences
    from features import vocabulary
    from triggers import lines

    fold = options.folds[0]
    labelled = pickle.loads((options.work / f"labels{fold}.pkl").read_bytes())
    gold, raw = [e for _, e in load_examples(options)], label.load(options.parser.parent / "labels")
    words, counts = vocabulary(training_sentences(options.shared / "data"), [words for words, _ in raw])
    kept = [words for words in (rawtext.tokenise(text) for *_, text in lines()) if words] + [words for words, _ in labelled[len(gold) :]][:KEPT]
    settings = together.Settings(seed=options.seed, tokens=1e6 * options.tokens)
    counts = dict(zip(words, counts))
    checkpoint = together.train(options.model, labelled, gold, fold, options.shared / "data", raw, kept, counts, settings)
    export.write(checkpoint, path, options.shared / "data")


def rows(options, fold):
    """The candidates that the small reader is taught, and the labelled sentences of the fold, which are kept from it."""
    import numpy as np

    import small
    from classes import CANDIDATES
    from states import States

    gold = [e for _, e in load_examples(options)]
    labelled = pickle.loads((options.work / f"labels{fold}.pkl").read_bytes())
    states, taught, kept = States(options.model), [], []
    for start in range(0, len(labelled), CHUNK):
        chunk = labelled[start : start + CHUNK]
        for i, ((_, labels), (state, heads, tags)) in enumerate(zip(chunk, states.of([words for words, _ in chunk])), start):
            candidates = np.array([at for at, tag in enumerate(tags) if tag in CANDIDATES], int)
            if not len(candidates):
                continue
            inputs, example = small.inputs(state, heads, candidates), gold[i] if i < len(gold) else None
            if example is None:
                taught.append(small.Rows(inputs, labels[candidates], 1))
            elif example.fold is None or example.fold != fold:
                wanted = small.wanted(labels, example)[candidates]
                taught.append(small.Rows(inputs, wanted, small.times(example, small.Settings())))
            else:
                kept.append((example, inputs, labels[candidates].astype(np.float32)))
    return taught, kept


def train_small(options):
    import small

    for fold in options.folds:
        path, kept_path = options.work / f"small{fold}.pt", options.work / f"kept{fold}.pkl"
        if path.exists() or not (options.work / f"labels{fold}.pkl").exists():
            continue
        print(f"small without fold {fold}", flush=True)
        taught, kept = rows(options, fold)
        net = small.train(taught, small.Settings(seed=options.seed, epochs=options.small_epochs), path)
        answers = [(tuple(example), small.predict(net, inputs), large) for example, inputs, large in kept]
        kept_path.write_bytes(pickle.dumps(answers))


def ship(options):
    import examples
    import rawtext
    import torch

    import ship
    from states import States

    ship.write(torch.load(options.work / f"small{options.folds[0]}.pt", weights_only=False), options.out, options.model)
    texts = [rawtext.tokenise(text) for _, text, _ in examples.own()]
    ship.write_fixture(FIXTURE, options.out, States(options.model), texts[:: len(texts) // ship.FIXTURE_SENTENCES])


def report(options):
    import examples
    import judge

    answers = []
    for fold in options.folds:
        path = options.work / f"kept{fold}.pkl"
        if fold >= 0 and path.exists():
            answers += [(examples.Example(*e), small, large) for e, small, large in pickle.loads(path.read_bytes())]
    judge.report(answers)


if __name__ == "__main__":
    main()
