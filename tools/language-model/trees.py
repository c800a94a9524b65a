"""From arc scores to trees."""

import numpy as np

FORBIDDEN = -1e9


def decode(scores):
    """Heads (0 = root) of n words from log probabilities [n, n + 1]: the best head of each word, or the best tree."""
    n = len(scores)
    scores = scores.astype(np.float64)
    scores[np.arange(n), np.arange(1, n + 1)] = FORBIDDEN
    heads = scores.argmax(1)
    if is_tree(heads):
        return heads.tolist()
    full = np.full((n + 1, n + 1), FORBIDDEN)
    full[1:] = scores
    heads = _spanning(full)[1:]
    return heads.tolist() if (heads == 0).sum() == 1 else _single_root(full)


def is_tree(heads):
    """True if exactly one word hangs on the root and every word leads to it."""
    if sum(head == 0 for head in heads) != 1:
        return False
    done = {0}
    for start in range(1, len(heads) + 1):
        path, node = [], start
        while node not in done:
            if node in path:
                return False
            path.append(node)
            node = int(heads[node - 1])
        done.update(path)
    return True


def _single_root(full):
    """The best tree with one root: each of the six likeliest words is tried as the root."""
    best = None
    for word in np.argsort(-full[1:, 0])[:6] + 1:
        trial = full.copy()
        trial[1:, 0] = FORBIDDEN
        trial[word, :] = FORBIDDEN
        trial[word, 0] = full[word, 0]
        heads = _spanning(trial)[1:]
        total = sum(full[i + 1, head] for i, head in enumerate(heads))
        if best is None or total > best[0]:
            best = (total, heads.tolist())
    return best[1]


def _cycle(heads):
    done = {0}
    for start in range(1, len(heads)):
        path, node = [], start
        while node not in done:
            if node in path:
                return path[path.index(node):]
            path.append(node)
            node = int(heads[node])
        done.update(path)
    return None


def _spanning(scores):
    """Chu-Liu/Edmonds: heads [n + 1] of the maximum spanning arborescence; the root's own head is -1."""
    scores = scores.copy()
    np.fill_diagonal(scores, FORBIDDEN)
    heads = scores.argmax(1)
    heads[0] = -1
    cycle = _cycle(heads)
    if cycle is None:
        return heads
    rest = [i for i in range(len(scores)) if i not in set(cycle)]
    m = len(rest)
    small = np.full((m + 1, m + 1), FORBIDDEN)
    small[:m, :m] = scores[np.ix_(rest, rest)]
    kept = np.array([scores[c, heads[c]] for c in cycle])
    enter = scores[np.ix_(cycle, rest)] - kept[:, None]
    small[m, :m] = enter.max(0)
    leave = scores[np.ix_(rest, cycle)]
    small[:m, m] = leave.max(1)
    inner = _spanning(small)
    result = heads.copy()
    for a in range(1, m):
        result[rest[a]] = cycle[leave[a].argmax()] if inner[a] == m else rest[inner[a]]
    broken = inner[m]
    result[cycle[enter[:, broken].argmax()]] = rest[broken]
    return result
