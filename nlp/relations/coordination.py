"""How do coordinated therapies combine? "A and either B or C" gives A with B, and A with C.

"Or" without a comma binds its neighbours before "and" does ("abiraterone and prednisone or prednisolone"); ", or",
"or with" and an "or" behind the bracket of a list set whole combinations against each other, and so does one after
which an item stands again ("A and B or A and C"); a comma takes the word of the list's end; "with or without" makes
optional.
"""

import re
from collections.abc import Sequence
from itertools import product
from typing import TypeVar

Item = TypeVar("Item")
_MOST = 24
_OPTIONAL = re.compile(r"with or without", re.IGNORECASE)
_AND_OR = re.compile(r"and/or", re.IGNORECASE)
_OR = re.compile(r"\bor\b|\beither\b.*\bor\b", re.IGNORECASE)
_OR_ELSE = re.compile(r"\bor\s*,|\bor alternatively\b|\bor (?:in combination |together )?with\b", re.IGNORECASE)
_WITH_AGAIN = re.compile(r"\s*,\s*(?:in combination |together )?with\s*", re.IGNORECASE)
_AND = re.compile(r"\band\b|\bplus\b|\bwith\b|\bfollowed by\b|\bthen\b|&|\+", re.IGNORECASE)
_ENDS_A_LIST = (",", ";", ")")


def joint_of(between: str) -> str:
    """Name what joins two items: and, or, list-or (after a comma), and-or, optional, comma, comma-with."""
    if _OPTIONAL.search(between):
        return "optional"
    if _AND_OR.search(between):
        return "and-or"
    if _OR.search(between):
        return "list-or" if between.lstrip().startswith(_ENDS_A_LIST) or _OR_ELSE.search(between) else "or"
    if _WITH_AGAIN.fullmatch(between):
        return "comma-with"
    return "and" if _AND.search(between) or "," not in between else "comma"


def combinations(items: Sequence[Item], between: Sequence[str], names: Sequence[str] = ()) -> list[tuple[Item, ...]]:
    """Return the alternatives, each a tuple of items given together. ``between`` are the texts between the items.

    ``names`` are what the items are called, where an item can stand twice.
    """
    if not items:
        return [()]
    joints = _parted(_resolved([joint_of(text) for text in between]), names)
    if joints and all(joint in ("or", "list-or") for joint in joints):
        return [(item,) for item in items]
    alternatives: list[tuple[Item, ...]] = []
    for group, inner in _split(list(items), joints, "list-or"):
        alternatives.extend(_together(group, inner))
    return _distinct(alternatives)[:_MOST]


def _parted(joints: list[str], names: Sequence[str]) -> list[str]:
    """Turn an "or" after which an item stands again into one that sets whole combinations against each other."""
    parted, first = list(joints), 0
    for at, joint in enumerate(joints):
        if joint == "or" and "and" in joints[first:at] and set(names[at + 1 : at + 3]) & set(names[first : at + 1]):
            parted[at] = "list-or"
        if parted[at] == "list-or":
            first = at + 1
    return parted


def _resolved(joints: list[str]) -> list[str]:
    """Give each comma the word that ends its list."""
    ends = ["list-or" if "list-or" in joints[at:] else "and" for at in range(len(joints))]
    resolved = [ends[at] if joint == "comma-with" else joint for at, joint in enumerate(joints)]
    for at in range(len(resolved) - 1, -1, -1):
        if resolved[at] == "comma":
            following = resolved[at + 1] if at + 1 < len(resolved) else "and"
            resolved[at] = "or" if following in ("or", "list-or") else "and"
    if "and" in resolved and "list-or" in resolved:
        commas = [at for at, joint in enumerate(joints) if joint == "comma"]
        for at in commas:
            resolved[at] = "list-or" if all(joint in ("list-or", "comma") for joint in joints[at:]) else resolved[at]
    return resolved


def _split(items: list[Item], joints: list[str], at_joint: str) -> list[tuple[list[Item], list[str]]]:
    groups: list[tuple[list[Item], list[str]]] = [([items[0]], [])]
    for item, joint in zip(items[1:], joints, strict=True):
        if joint == at_joint:
            groups.append(([item], []))
        else:
            groups[-1][0].append(item)
            groups[-1][1].append(joint)
    return groups


def _together(items: list[Item], joints: list[str]) -> list[tuple[Item, ...]]:
    """Combine items joined by and; those joined by or, and-or and optional vary."""
    choices: list[list[tuple[Item, ...]]] = [[(items[0],)]]
    for item, joint in zip(items[1:], joints, strict=True):
        if joint == "or":
            choices[-1].append((item,))
        elif joint == "and-or":
            choices[-1] = [*choices[-1], (item,), (*choices[-1][-1], item)]
        elif joint == "optional":
            choices.append([(item,), ()])
        else:
            choices.append([(item,)])
    return [tuple(item for part in chosen for item in part) for chosen in product(*choices)]


def _distinct(alternatives: list[tuple[Item, ...]]) -> list[tuple[Item, ...]]:
    kept: list[tuple[Item, ...]] = []
    for alternative in alternatives:
        if alternative not in kept:
            kept.append(alternative)
    return kept
