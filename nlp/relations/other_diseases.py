"""Does a clause speak of another disease than the cancer above it? Labels list arthritis under their own headings."""

import re
from functools import lru_cache
from importlib.resources import files
from typing import Any

import yaml

from nlp.relations.reading import Reading


@lru_cache(maxsize=1)
def _rules() -> tuple[re.Pattern[str], frozenset[str], frozenset[str]]:
    rules: dict[str, Any] = yaml.safe_load((files("nlp") / "resources" / "other_diseases.yaml").read_text("utf-8"))
    ends = "|".join(rules["suffixes"])
    words = "|".join(re.escape(word) for word in rules["words"])
    pattern = re.compile(rf"\b(?:\w{{3,}}(?:{ends})|(?:{words})\w{{0,2}})\b", re.IGNORECASE)
    return pattern, frozenset(rules["not_these"]), frozenset(rules["openings"])


def names_other_disease(reading: Reading) -> bool:
    """Say whether a clause without a cancer of its own has another topic than the heading above it."""
    pattern, not_these, openings = _rules()
    told = reading.clause.only("object", "lead", "partner")
    if any(match.group().lower().rstrip("s") not in not_these for match in pattern.finditer(told)):
        return True
    first = re.match(r"\W*([\w-]+)", reading.text)
    if first is None or not first.group(1)[0].isupper() or reading.unit.offsets:
        return False
    word = first.group(1).lower()
    opens = word in openings or word.split("-")[0] in openings
    therapy_first = any(mention.start <= first.start(1) + 1 for mention, _ in reading.therapies)
    biomarker_first = any(group.start <= first.start(1) + 1 for group, _ in reading.biomarkers)
    return not (opens or therapy_first or biomarker_first)
