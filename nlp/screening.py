"""Can a rule match a text at all? A look for plain letters that stand in every match comes before its expression.

Looking for letters is some fifty times as fast as an expression with many alternatives, and most rules fit few texts.
"""

import re
from dataclasses import dataclass

_ENOUGH = 3  # letters that make a look worth its time
_OPTIONAL = ("?", "*", "{")
_NO_GROUP = ("?=", "?!", "?<=", "?<!", "?-", "?P=", "?P>", "?#")


@dataclass(frozen=True, slots=True)
class Screened:
    """An expression without case, and letters of which one run at least stands in every match (none: not known)."""

    pattern: re.Pattern[str]
    needed: tuple[str, ...]

    @classmethod
    def compile(cls, words: str) -> "Screened":
        """Compile an expression, case ignored."""
        return cls(re.compile(words, re.IGNORECASE), tuple(sorted(set(_needed(words)), key=len)))

    def may_match(self, lowered: str) -> bool:
        """Say whether a text in small letters may hold a match."""
        for letters in self.needed:  # a plain loop: asked hundreds of times per clause
            if letters in lowered:
                return True
        return not self.needed

    def search(self, text: str, lowered: str) -> re.Match[str] | None:
        """Return the first match in the text; ``lowered`` is the same text in small letters."""
        return self.pattern.search(text) if self.may_match(lowered) else None


def _needed(words: str) -> list[str]:
    """Return runs of letters, one of each alternative; none where an alternative has no run that must stand."""
    found: list[str] = []
    for alternative in _alternatives(words):
        best = _of_alternative(alternative)
        if not best:
            return []
        found.extend(best)
    return found


def _alternatives(words: str) -> list[str]:
    """Cut an expression at the bars outside its groups and classes."""
    parts, depth, start, at = list[str](), 0, 0, 0
    while at < len(words):
        letter = words[at]
        if letter == "\\":
            at += 1
        elif letter == "[":
            at = _end_of_class(words, at)
        elif letter == "(":
            depth += 1
        elif letter == ")":
            depth -= 1
        elif letter == "|" and depth == 0:
            parts.append(words[start:at])
            start = at + 1
        at += 1
    return [*parts, words[start:]]


def _of_alternative(words: str) -> list[str]:
    """Return the longest run that must stand, or the runs of a group that must."""
    runs: list[list[str]] = []
    run, at = "", 0
    while at <= len(words):
        letter = words[at : at + 1]
        following = words[at + 1 : at + 2]
        if letter and (letter.isalpha() or letter in " -/") and letter.isascii():
            if following in _OPTIONAL:
                runs.append([run])
                run = ""
            elif following == "+":
                runs.append([run + letter.lower()])
                run = ""
            else:
                run += letter.lower()
            at += 1 + (following in ("?", "*", "+") and bool(following))
            continue
        runs.append([run])
        run = ""
        if letter == "\\":
            at += 1
        elif letter == "[":
            at = _end_of_class(words, at)
        elif letter == "{":
            at = words.find("}", at)
        elif letter == "(":
            end = _end_of_group(words, at)
            inner = words[at + 1 : end]
            if not inner.startswith(_NO_GROUP) and words[end + 1 : end + 2] not in _OPTIONAL:
                runs.append(_needed(re.sub(r"^\?(?:P<\w+>|:)", "", inner)))
            at = end
        at += 1
    sure = [one for one in runs if one and all(len(letters.strip()) >= _ENOUGH for letters in one)]
    return max(sure, key=lambda one: (len(one) == 1, min(len(letters) for letters in one)), default=[])


def _end_of_class(words: str, at: int) -> int:
    end = at + 1 + (words[at + 1 : at + 2] == "^")
    end += words[end : end + 1] == "]"
    while words[end] != "]":
        end += 2 if words[end] == "\\" else 1
    return end


def _end_of_group(words: str, at: int) -> int:
    depth = 0
    while True:
        letter = words[at]
        if letter == "\\":
            at += 1
        elif letter == "[":
            at = _end_of_class(words, at)
        elif letter == "(":
            depth += 1
        elif letter == ")":
            depth -= 1
            if depth == 0:
                return at
        at += 1
