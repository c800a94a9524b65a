"""One command from treebanks to the file that ships.

python build.py --stage all --work DIR --data DIR

Stages: teacher, label, student, export, report. Each leaves its result in the work folder and is skipped if that is there.
"""

import argparse
from pathlib import Path

HERE = Path(__file__).resolve().parent
SHIPPED = HERE.parents[1] / "crates" / "language" / "data" / "english.safetensors"


def main():
    options = arguments()
    options.work.mkdir(parents=True, exist_ok=True)
    stages = dict(teacher=teacher, label=label, student=student, export=export, report=report)
    for name, stage in stages.items():
        if options.stage in (name, "all"):
            print(f"stage {name}", flush=True)
            stage(options)


def arguments():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    add = parser.add_argument
    add("--stage", default="all", choices=["all", "teacher", "label", "student", "export", "report"])
    add("--work", type=Path, required=True, help="folder of intermediate results")
    add("--data", type=Path, required=True, help="folder that holds treebanks/ and raw-text/")
    add("--out", type=Path, default=SHIPPED, help="the model file to write")
    add("--seed", type=int, default=1)
    add("--threads", type=int, default=2)
    add("--teachers", type=int, default=3, help="so many teachers, whose answers are averaged")
    add("--teacher-epochs", type=int, default=5)
    add("--raw-words", type=int, help="label only so many words of raw text, news first")
    add("--student-tokens", type=float, default=48, help="millions of tokens that the student sees")
    add("--student-rate", type=float, default=3e-3, help="the highest learning rate; half of it where --start is given")
    add("--gold-only", action="store_true", help="a student without a teacher, for a quick look")
    add("--name", default="student", help="name of the student's checkpoint")
    add("--start", help="name of a finished student to go on from")
    return parser.parse_args()


def teacher(options):
    import teacher

    if options.gold_only:
        return
    for i, path in enumerate(teachers(options)):
        if not teacher.finished(path):
            teacher.train(options.data, path, options.teacher_epochs, options.threads, options.seed + i)


def teachers(options):
    return [options.work / ("teacher.pt" if i == 0 else f"teacher-{i + 1}.pt") for i in range(options.teachers)]


def label(options):
    import augment
    import label
    import rawtext
    import teacher

    if options.gold_only:
        return
    text, changed = label_folders(options)
    label.label_all(text, rawtext.sentences(options.data, options.raw_words), teachers(options), options.threads)
    tags = teacher.load(teachers(options)[0])[1].xpos
    label.label_all(changed, augment.changed(label.load(text), tags, options.seed), teachers(options), options.threads)


def label_folders(options):
    """Where the labels lie of the raw text and of the same with some words changed."""
    return options.work / "labels", options.work / "labels-changed"


def student(options):
    import label
    import student

    path = options.work / f"{options.name}.pt"
    if finished(path):
        return
    raw = [] if options.gold_only else [pair for folder in label_folders(options) for pair in label.load(folder)]
    settings = student.Settings(seed=options.seed, tokens=1e6 * options.student_tokens, rate=options.student_rate / (2 if options.start else 1))
    start = load(options.work / f"{options.start}.pt") if options.start else None
    student.train(options.data, raw, path, settings, start)


def export(options):
    import export

    export.write(load(options.work / f"{options.name}.pt"), options.out, options.data)


def report(options):
    import export

    export.report(load(options.work / f"{options.name}.pt"), options.out, options.data)


def load(path):
    import torch

    return torch.load(path, "cpu", weights_only=False)


def finished(path):
    return path.exists() and load(path).get("done", False)


if __name__ == "__main__":
    main()
