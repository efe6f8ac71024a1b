"""The words of package leaflets, read once from their file and compiled."""

import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import yaml


@dataclass(frozen=True, slots=True)
class LeafletWords:
    """Everything that ``leaflet_words.yaml`` holds."""

    frequencies: dict[str, str]
    numbers: tuple[tuple[re.Pattern[str], str], ...]
    heading: re.Pattern[str]
    inline: re.Pattern[str]
    patterns: dict[str, re.Pattern[str]]

    def frequency_of(self, text: str) -> str:
        """Return the frequency class that a heading or remark tells: by its word, else by its numbers."""
        match = self.inline.search(text)
        if match:
            return self.frequencies[" ".join(match[1].lower().split())]
        for pattern, frequency in self.numbers:
            if pattern.search(text):
                return frequency
        return ""


@cache
def leaflet_words() -> LeafletWords:
    """Return the words, compiled."""
    rules = yaml.safe_load(files("loaders.leaflets").joinpath("leaflet_words.yaml").read_text(encoding="utf-8"))
    words = "|".join(sorted((word.replace(" ", r"\s+") for word in rules["words"]), key=len, reverse=True))
    people = (
        r"(?:\((?:[^()\n]|\n(?![\n-])|\([^()\n]*\)){0,160}\)"
        r"|(?::\s*|-\s*)?(?:may|can|these may|which may)\s+(?:affect|occur)[^:.\n]{0,60})"
    )
    kind = r"(?:\s+(?:severe |serious )?(?:side[ -]effects?|adverse reactions?|reactions|effects?))?"
    show = r"(?:\s+that may (?:show up|be seen) in(?: blood)? tests)?(?:\s+of unknown frequency)?"
    before = r"(?:The\s+|Other\s+|Severe\s+side\s+effects\s+of\s+|Side\s+effects\s+(?:of|with)\s+(?:an?\s+)?)?"
    capital = rf"{before}(?i:(?:{words}))"
    heading = (
        rf"(?:Severe|Serious|Other)\s+side\s+effects,?\s+(?:which|that)\s+(?:may|can|are)(?:\s+be)?\s+(?:{words})\s*{people}?[^:\n]{{0,30}}:|"
        r"The frequency of [^.:\n]{0,50}? is (?:not known|unknown)[^:\n]{0,90}:|"
        rf"(?<![\w(]){capital}{kind}{show}\s*(?:{people}\s*)?{kind}\s*(?:(?:include|are|were|is)\b[^:.\n]{{0,60}})?(?::|(?=\n)|$)?"
    )
    ignored = {"words", "numbers"}
    return LeafletWords(
        frequencies=rules["words"],
        numbers=tuple((re.compile(pattern, re.IGNORECASE), frequency) for pattern, frequency in rules["numbers"]),
        heading=re.compile(heading),
        inline=re.compile(rf"\b({words})\b", re.IGNORECASE),
        patterns={
            name: re.compile("".join(line.strip() for line in pattern.splitlines()).replace(" |", "|"), re.IGNORECASE)
            for name, pattern in rules.items()
            if name not in ignored
        },
    )
