"""Figures of a reader on labelled sentences it has not seen."""

from collections import Counter, defaultdict

import numpy as np

from classes import CLASSES, NONE


def sentence_classes(probabilities, candidates, threshold):
    """The classes that a sentence is said to tell: the best class of each candidate, where it is likely enough."""
    told = defaultdict(float)
    for row in probabilities[candidates]:
        best = int(row[:NONE].argmax())
        told[best] = max(told[best], float(row[best]))
    return {c: p for c, p in told.items() if p >= threshold}


def score(rows, threshold):
    """`rows`: (probabilities, candidates, accepted classes of each relation). Recall by relation, precision by class told."""
    found = wanted = told = right = 0
    by_class, pairs = Counter(), []
    for probabilities, candidates, relations in rows:
        classes = sentence_classes(probabilities, candidates, threshold)
        accepted = {c for relation in relations for c in relation}
        told += len(classes)
        right += sum(c in accepted for c in classes)
        pairs += [(p, c in accepted) for c, p in classes.items()]
        for relation in relations:
            hit = any(c in classes for c in relation)
            wanted, found = wanted + 1, found + hit
            by_class[relation[0], "wanted"] += 1
            by_class[relation[0], "found"] += hit
    recall, precision = found / max(wanted, 1), right / max(told, 1)
    f1 = 2 * recall * precision / max(recall + precision, 1e-9)
    return dict(recall=recall, precision=precision, f1=f1, ece=calibration(pairs)), by_class


def calibration(pairs, bins=10):
    """Expected calibration error of (probability, right)."""
    if not pairs:
        return 0.0
    values, right = np.array([p for p, _ in pairs]), np.array([r for _, r in pairs], float)
    place = np.minimum((values * bins).astype(int), bins - 1)
    return sum(abs(values[place == b].mean() - right[place == b].mean()) * (place == b).mean() for b in range(bins) if (place == b).any())


def best_one(rows):
    """Share of relations whose class is the sentence's likeliest one, by noisy-or over the candidates."""
    right = count = 0
    for probabilities, candidates, relations in rows:
        missed = np.log1p(-np.clip(probabilities[candidates][:, :NONE], 0, 1 - 1e-6)).sum(0)
        best = int(missed.argmin())
        right += sum(best in relation for relation in relations)
        count += len(relations)
    return right / count


def false_events(rows, threshold):
    """Events told a sentence where there is none."""
    return sum(len(sentence_classes(p, c, threshold)) for p, c, _ in rows) / max(len(rows), 1)


def none_odds(rows):
    """The factor on the odds of telling nothing with which the probabilities of the classes told are right on the whole."""
    pairs = []
    for probabilities, candidates, relations in rows:
        accepted = {c for relation in relations for c in relation}
        pairs += [(p, c in accepted) for c, p in sentence_classes(probabilities, candidates, 0.1).items()]
    likely, right = np.minimum([p for p, _ in pairs], 1 - 1e-6), np.array([r for _, r in pairs], float)
    odds = likely / (1 - likely)
    low, high = 1e-2, 1e2
    for _ in range(50):
        factor = (low * high) ** 0.5
        low, high = (factor, high) if (odds / (odds + factor)).mean() > right.mean() else (low, factor)
    fitted = odds / (odds + factor)
    return factor, calibration(list(zip(odds / (odds + 1), right))), calibration(list(zip(fitted, right)))


def report(answers):
    """Prints the figures of the small and the large reader side by side; `answers`: (example, small's, large's) of the candidates."""
    for name, which in (("large", 2), ("small", 1)):
        of = lambda source: [
            (answer[which], range(len(answer[which])), [bag.classes for bag in answer[0].bags]) for answer in answers if answer[0].source == source
        ]
        news, articles, negatives = of("news"), of("article"), of("negative")
        print(f"{name}: {len(news)} sentences of news, {len(articles)} of articles, {len(negatives)} that tell nothing")
        print(f"  right class likeliest: {best_one(news):.3f}")
        for threshold in (0.2, 0.3, 0.4, 0.5, 0.6, 0.7):
            figures, by_class = score(news, threshold)
            line = "  ".join(f"{key} {value:.3f}" for key, value in figures.items())
            article = score(articles, threshold)[0]["f1"]
            print(f"  from {threshold}: {line}  article f1 {article:.3f}  told a sentence of nothing {false_events(negatives, threshold):.3f}")
        factor, before, after = none_odds(news + articles + negatives)
        print(f"  odds of none too low by {factor:.2f}: calibration error before {before:.3f}, after {after:.3f}")
        print("  found from 0.3: " + table(score(news, 0.3)[1]))


def table(by_class):
    return "  ".join(f"{name} {by_class[i, 'found']}/{by_class[i, 'wanted']}" for i, name in enumerate(CLASSES) if by_class[i, "wanted"])
