"""What do ConText and NegEx say of the same places? Runs in an environment of its own (``make comparison``).

Reads [{"text", "start", "words"}] as JSON on standard input and writes {tool: [label]}. Both tools judge the cancer as
an entity, as they were made to, by their default rules. Possible and hypothetical are both told as hypothetical.
"""

import json
import sys
import warnings
from typing import Any

warnings.filterwarnings("ignore")
import negspacy.negation  # noqa: E402, F401  (registers the pipe)
import spacy  # noqa: E402
from medspacy.context import ConText  # noqa: E402

CONTEXT_LABELS = {
    "NEGATED_EXISTENCE": "negated",
    "HISTORICAL": "historical",
    "HYPOTHETICAL": "hypothetical",
    "POSSIBLE_EXISTENCE": "hypothetical",
}


def judged(pipeline: Any, row: dict[str, Any]) -> Any:
    """Return the document of a row with its cancer as the only entity; None where no words stand at the place."""
    document = pipeline(row["text"])
    span = document.char_span(
        row["start"], row["start"] + len(row["words"]), label="CONDITION", alignment_mode="expand"
    )
    if span is None:
        return None
    document.ents = [span]
    return document


def main() -> None:
    rows = json.load(sys.stdin)
    pipeline = spacy.blank("en")
    pipeline.add_pipe("sentencizer")
    context = ConText(pipeline, rules="default")
    negex = spacy.blank("en").add_pipe("negex", config={"ent_types": ["CONDITION"]})
    told: dict[str, list[str]] = {"medspaCy ConText": [], "negspaCy NegEx": []}
    for row in rows:
        document = judged(pipeline, row)
        modifiers: list[str] = []
        if document is not None:
            context(document)
            modifiers = [one.category for one in document.ents[0]._.modifiers]
        told["medspaCy ConText"].append(
            next((label for category, label in CONTEXT_LABELS.items() if category in modifiers), "affirmed")
        )
        document = judged(pipeline, row)
        denied = document is not None and any(entity._.negex for entity in negex(document).ents)
        told["negspaCy NegEx"].append("negated" if denied else "affirmed")
    json.dump(told, sys.stdout)


if __name__ == "__main__":
    main()
