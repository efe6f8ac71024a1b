"""Does a use for one cancer reach the cancer asked about? Approvals travel along COVERS, never along OncoTree."""

from collections.abc import Iterable

from answers.verdict.model import Facts

COVERING = frozenset({"same", "covers"})
CONCERNING = frozenset({"same", "covers", "kind"})


def reach(target: str, excluded: Iterable[str], facts: Facts) -> str:
    """Return how a use for ``target`` reaches the cancer asked about: same, covers, kind, excluded, oncotree or none.

    A limitation of use at the cancer or above it, in the classification too, takes the cancer out.
    """
    cancer = facts.cancer.id
    if target == cancer:
        found = "same"
    elif target in facts.covering:
        found = "covers"
    elif target in facts.covered:
        found = "kind"
    elif target in facts.broader or target in facts.narrower:
        found = "oncotree"
    else:
        return "none"
    limits = set(excluded)
    if limits & ({cancer} | facts.covering | facts.broader):
        return "excluded"
    return "excluded" if found == "kind" and target in limits else found


def concerns(cancer: str, facts: Facts) -> bool:
    """Say whether a doubt or a queued use about ``cancer`` could be about the one asked ('' could not be linked)."""
    related = facts.covering | facts.covered | facts.broader | facts.narrower
    return not cancer or cancer == facts.cancer.id or cancer in related
