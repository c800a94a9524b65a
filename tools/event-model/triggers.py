"""Triggers of the shipped frames: a hint which word of a sentence tells its class, and labelled examples."""

import re
from collections import defaultdict
from pathlib import Path

from classes import NONE, of_type

FRAMES = Path(__file__).resolve().parents[2] / "crates" / "extract" / "data" / "frames"
IRREGULAR = dict(
    meet="met", hold="held", strike="struck", shoot="shot", break_="broke broken", give="gave given", withdraw="withdrew withdrawn",
    fight="fought", send="sent", take="took taken", go="went gone", fly="flew flown", speak="spoke spoken", leave="left", see="saw seen",
    seek="sought", overthrow="overthrew overthrown", freeze="froze frozen", undertake="undertook undertaken", beseech="besought",
    lay="laid", tell="told", say="said", sit="sat", withhold="withheld", stand="stood", call_="", cut="cut", hit="hit",
)
_TRIGGER = re.compile(r"  (verb|noun|adj) (\S+)([^:]*(?::\w[^:]*)*?)\s+::\s*(.+)")
_FRAME = re.compile(r"frame \S+ (\S+)")
_VOWEL = "aeiou"


def triggers(folder=FRAMES):
    """For each written form of a trigger the set of classes it may tell; `none` frames are left out."""
    found = defaultdict(set)
    for kind, lemma, classes, _ in lines(folder):
        if NONE not in classes:
            for form in forms(lemma, kind):
                found[form].update(classes)
    return found


def lines(folder=FRAMES):
    """(kind, lemma, classes, example) of each trigger line."""
    for path in sorted(folder.glob("*.txt")):
        classes = []
        for line in path.read_text(encoding="utf-8").splitlines():
            if match := _FRAME.match(line):
                classes = of_type(match.group(1))
            elif line[:1].strip():
                classes = []
            elif classes and (match := _TRIGGER.match(line)):
                kind, lemma, _, example = match.groups()
                yield kind, lemma, classes, example.split("=>")[0].strip()


def forms(lemma, kind):
    """The ways a lemma may be written, some of them impossible, which does no harm."""
    written = {lemma, *IRREGULAR.get(lemma, IRREGULAR.get(lemma + "_", "")).split()}
    plural = lemma[:-1] + "ies" if lemma.endswith("y") and lemma[-2] not in _VOWEL else lemma + "s"
    written |= {plural, lemma + "es"}
    if kind == "verb":
        written |= _verb(lemma)
    return written


def _verb(lemma):
    if lemma.endswith("e"):
        return {lemma + "d", lemma[:-1] + "ing"}
    if lemma.endswith("y") and lemma[-2] not in _VOWEL:
        return {lemma[:-1] + "ied", lemma + "ing"}
    return {lemma + "ed", lemma + "ing", lemma + lemma[-1] + "ed", lemma + lemma[-1] + "ing"}
