"""Write ``markers.tsv`` anew from ``biomarkers.yaml``: ``python -m nlp.questions.marker_table``.

Questions read the table, for YAML takes longer to parse than a question to answer; a test holds the two together.
"""

from collections.abc import Iterator
from importlib.resources import files

import yaml

from nlp.questions.words import RESOURCES, squash

_HEAD = (
    "# Markers as questions name them. Made from ../biomarkers.yaml by python -m nlp.questions.marker_table.",
    "# marker\talteration\tbare name means\tvariants matter\tmeans\tsquashed spellings",
)


def marker_lines() -> Iterator[str]:
    """Yield the lines of the table."""
    yield from _HEAD
    rules = yaml.safe_load((files("nlp") / "resources" / "biomarkers.yaml").read_text(encoding="utf-8"))
    for name, rule in rules["markers"].items():
        keys = sorted({squash(form) for form in rule["written"]})
        means = ";".join(f"{meant}={state}" for meant, state in rule.get("means", ()))
        yield "\t".join(
            (
                name,
                rule.get("alteration", ""),
                rule.get("default", ""),
                "1" if rule.get("variants_matter") else "",
                means,
                "|".join(key for key in keys if len(key) > 1),
            )
        )


if __name__ == "__main__":
    (RESOURCES / "markers.tsv").write_text("\n".join(marker_lines()) + "\n", encoding="utf-8")
