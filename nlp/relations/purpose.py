"""What is a use for: to treat, palliate, prevent, or to help another treatment?

Decided on the words before the first cancer (``resources/purposes.yaml``): what follows describes the patients.
"""

import re
from functools import lru_cache
from importlib.resources import files

import yaml

from nlp.screening import Screened


@lru_cache(maxsize=1)
def _rules() -> tuple[tuple[str, Screened], ...]:
    rules = yaml.safe_load((files("nlp") / "resources" / "purposes.yaml").read_text("utf-8"))
    return tuple((rule["purpose"], Screened.compile(rule["words"])) for rule in rules)


_ANAEMIA_OF_IT = re.compile(r"\ban(?:a)?emia due to\b(?! (?:the )?(?:effect|chemo|treat|ther|drug))", re.IGNORECASE)
RETURN_OF_CANCER = re.compile(
    r"\b(?:prevent|risk|chance|likelihood)\b[^.;]{0,80}\b(?:com(?:e|es|ing) back|recur\w*|relaps\w*)", re.IGNORECASE
)
"""Keeping a treated cancer away is treatment (adjuvant, maintenance), whatever the page's words."""
_BOTH = re.compile(
    r"\btreatment (?:and|or|and/or) (?:the )?(?:prophylaxis|prevention) of\b"
    r"|\b(?:prophylaxis|prevention) (?:and|or|and/or) (?:the )?treatment of\b",
    re.IGNORECASE,
)


def purpose_of(before_cancer: str, whole: str) -> str:
    """Return the purpose; '' where no words of a use stand in the clause.

    Palliation may be told anywhere in the clause ("as palliative treatment").
    """
    lowered = before_cancer.lower()
    found = next((purpose for purpose, words in _rules() if words.search(before_cancer, lowered)), "")
    if found == "reduce_effect_of_treatment" and _ANAEMIA_OF_IT.search(whole):
        return "palliate"  # it comes from the disease, not from its treatment
    if found == "prevent" and (RETURN_OF_CANCER.search(whole) or _BOTH.search(before_cancer)):
        return "treat"
    if found == "treat" and re.search(r"\bpalliat", whole, re.IGNORECASE):
        return "palliate"
    return found or ("treat" if re.search(r"treat|indicated", whole, re.IGNORECASE) else "")
