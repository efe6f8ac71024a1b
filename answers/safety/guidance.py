"""The fixed, reviewed texts for emergencies and declines (``guidance.yaml``), read when first needed."""

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from answers.safety.emergency import Emergency


@dataclass(frozen=True, slots=True)
class GuidanceTexts:
    """Texts by kind of emergency and reason of decline, and official links by id."""

    emergencies: dict[str, dict[str, Any]]
    declines: dict[str, dict[str, Any]]
    links: dict[str, dict[str, str]]


@lru_cache(maxsize=1)
def guidance_texts() -> GuidanceTexts:
    """Read the texts."""
    import yaml

    held = yaml.safe_load(Path(__file__).with_name("guidance.yaml").read_text(encoding="utf-8"))
    return GuidanceTexts(held["emergencies"], held["declines"], held["links"])


def emergency_texts(emergency: Emergency) -> tuple[tuple[str, str], ...]:
    """Return guidance id and sentence, in order: whom to call, then what the sign means; distress first listens."""
    texts = guidance_texts().emergencies
    call, own = (tuple((texts[key]["id"], text) for text in texts[key]["text"]) for key in ("call", emergency.kind))
    return own if emergency.kind == "suicidal" else call + own
