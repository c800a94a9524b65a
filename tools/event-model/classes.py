"""The classes of the reader, and which of them an event type of the frames tells."""

# The order of the outputs. CONCEDE and RETREAT are one: sentences of the gold data do not tell them apart.
CLASSES = (
    "AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "REQUEST", "ACCUSE",
    "REJECT", "THREATEN", "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT", "none",
)
NONE = len(CLASSES) - 1
CANDIDATES = ("VERB", "NOUN", "ADJ")  # word classes that can tell an event

_TYPES = dict(
    meeting="CONSULT", talks="CONSULT", visit="CONSULT", call="CONSULT", mediation="CONSULT", agreement="SUPPORT AGREE",
    pledge="AGREE", support="SUPPORT", cooperation="COOPERATE", aid="AID", concession="CONCEDE", withdrawal="CONCEDE",
    request="REQUEST", accusation="ACCUSE", rejection="REJECT", threat="THREATEN", protest="PROTEST", mobilization="MOBILIZE",
    sanction="SANCTION COERCE", expulsion="SANCTION COERCE", coercion="COERCE", attack="ASSAULT", statement="none", none="none",
)


def number(plover):
    """The output of a PLOVER class."""
    return CLASSES.index("CONCEDE" if plover == "RETREAT" else plover)


def of_type(name):
    """The outputs that an event type may be told as, most often first."""
    return [number(plover) for plover in _TYPES[name].split()]
