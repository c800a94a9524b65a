"""One command from annotated articles and sentences to the forest that ranks who takes part in an act.

python build.py --work DIR --shared DIR            train what ships
python build.py --work DIR --shared DIR --report   what it brings, by folds: each article and sentence is read with a forest that has not seen it

Needs numpy, scikit-learn and cargo. What is asked of each article, and all that is told of a candidate, comes from the crate itself
(crates/extract/examples/participants.rs), so that training and reading cannot differ.
"""

import argparse
import json
import random
import subprocess
import sys
from pathlib import Path

import gold

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
SHIPPED = ROOT / "crates" / "extract" / "data" / "ranker" / "forest.txt"
CLASSES = ["none", "source", "target", "participant"]


def main():
    options = arguments()
    options.work.mkdir(parents=True, exist_ok=True)
    texts = list(gold.articles(options.annotated, options.shared)) + list(gold.sentences(options.shared)) + list(gold.phrases(ROOT / "eval" / "phrases"))
    program = options.program or build()
    nobody = options.work / "nobody.txt"
    # 0.55 for nobody: it adds nobody, and doubts nobody whom the frames guess.
    nobody.write_text("features none\nclasses " + " ".join(CLASSES) + "\nstart 1.3 0 0 0\n", encoding="utf-8")
    asked = {row["id"]: row for row in read(program, nobody, texts)}
    rows = [row for text in texts for row in gold.rows(text, asked[text.id])]
    print(f"{len(texts)} texts, {len(rows)} candidates", flush=True)
    if options.report:
        return report(options, program, texts, asked, rows)
    features = next(question["features"] for row in asked.values() for question in row["questions"] if question["candidates"])
    options.out.write_text(train(rows, features, options.seed), encoding="utf-8")
    print(f"{options.out}: {options.out.stat().st_size} bytes")


def arguments():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    add = parser.add_argument
    add("--work", type=Path, required=True, help="folder of intermediate results")
    add("--shared", type=Path, required=True, help="folder that holds eval/")
    add("--annotated", type=Path, nargs="*", default=[ROOT / "eval" / "gold", ROOT / "eval" / "news"], help="folders of annotated articles; only their tuned part is read")
    add("--program", type=Path, help="crates/extract/examples/participants.rs as built, where it is built already")
    add("--out", type=Path, default=SHIPPED, help="the forest to write")
    add("--report", action="store_true", help="measure by folds, train nothing that ships")
    add("--folds", type=int, default=5)
    add("--seed", type=int, default=1)
    return parser.parse_args()


def build():
    command = ["cargo", "build", "-p", "chancery-extract", "--example", "participants", "--message-format", "json"]
    lines = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True).stdout.splitlines()
    made = [json.loads(line).get("executable") for line in lines if '"participants"' in line]
    return Path(next(path for path in reversed(made) if path))


def read(program, forest, texts):
    """What the crate says of texts, read with this forest."""
    lines = "".join(json.dumps({"id": text.id, "text": text.text, "published_on": text.day}) + "\n" for text in texts)
    out = subprocess.run([program, forest], input=lines, check=True, capture_output=True, text=True).stdout
    return [json.loads(line) for line in out.splitlines()]


def train(rows, features, seed):
    """A forest of the candidates, as text."""
    import numpy as np
    from sklearn.ensemble import HistGradientBoostingClassifier

    values = [row.values for row in rows] + [row.bare for row in rows]
    model = HistGradientBoostingClassifier(
        max_iter=50, learning_rate=0.12, max_leaf_nodes=10, min_samples_leaf=20, l2_regularization=2.0, early_stopping=False, random_state=seed
    )
    model.fit(np.array(values, dtype=np.float32), np.array([row.label for row in rows] * 2))
    start = " ".join(f"{value:.5g}" for value in model._baseline_prediction.ravel())
    lines = ["features " + " ".join(features), "classes " + " ".join(CLASSES), "start " + start]
    for trees in model._predictors:
        for name, tree in zip(CLASSES, trees):
            lines += [f"tree {name}", *nodes(tree.nodes, 0)]
    return "\n".join(lines) + "\n"


def nodes(tree, at):
    """A tree from one of its nodes down: a fork, all on its left, all on its right."""
    node = tree[at]
    if node["is_leaf"]:
        return [f"= {node['value']:.4g}"]
    return [f"{node['feature_idx']} {node['num_threshold']:.6g}", *nodes(tree, node["left"]), *nodes(tree, node["right"])]


def report(options, program, texts, asked, rows):
    """Scores with nobody ranked, and with the forest of the fold."""
    names = sorted({text.id for text in texts})
    random.Random(options.seed).shuffle(names)
    fold = {name: i % options.folds for i, name in enumerate(names)}
    features = next(question["features"] for row in asked.values() for question in row["questions"] if question["candidates"])
    told = {}
    for k in range(options.folds):
        forest = options.work / f"fold{k}.txt"
        forest.write_text(train([row for row in rows if fold[row.text] != k], features, options.seed), encoding="utf-8")
        for row in read(program, forest, [text for text in texts if fold[text.id] == k]):
            told[row["id"]] = row["events"]
        print(f"fold {k} read", flush=True)
    gold.score(texts, {name: row["events"] for name, row in asked.items()}, "before", options)
    gold.score(texts, told, "ranked", options)


if __name__ == "__main__":
    sys.exit(main())
