"""What somebody who types may mean: the name under the cursor completed, and whole questions about it."""

from typing import Any

from graph.search.name_index import NameHit, NameIndex
from nlp.questions.question import Mention
from nlp.questions.readings import canonical

LABELS = ("Therapy", "Cancer", "Biomarker")
QUESTION_TYPES = {
    "Therapy": ("how_it_works", "approval", "harms", "uses"),
    "Cancer": ("treatments", "definition"),
    "Biomarker": ("biomarker", "definition"),
}
LEAST_LETTERS, MOST_WORDS = 2, 5


def suggest(typed: str, names: NameIndex, limit: int = 8) -> list[dict[str, Any]]:
    """Return suggestions, best first: the typed text with its last name completed, then questions about that name."""
    before, hits = _hits(typed, names, limit)
    found: dict[str, dict[str, Any]] = {}
    for hit in hits if before else ():
        text = f"{before} {hit.text}"
        found.setdefault(text.lower(), _suggestion(text, "question", hit))
    for hit in hits[: 1 + limit // 3]:
        for kind in QUESTION_TYPES[hit.label]:
            mention = Mention("", -1, -1, hit.entity, _shown(hit), hit.label, hit.entity_kind)
            text = canonical(kind, (mention,))
            if text and _asks_alike(before, text):
                found.setdefault(text.lower(), _suggestion(text, "question", hit))
    for hit in hits if not before else ():
        found.setdefault(hit.text.lower(), _suggestion(hit.text, "name", hit))
    return list(found.values())[:limit]


def _hits(typed: str, names: NameIndex, limit: int) -> tuple[str, list[NameHit]]:
    """Return the words before the longest ending of the text that begins a name, and the names that it begins."""
    words = typed.strip().rstrip("?").split()
    for count in range(min(MOST_WORDS, len(words)), 0, -1):
        ending = " ".join(words[-count:])
        if len(ending) < LEAST_LETTERS or (count == 1 and len(words) > 1 and len(ending) <= LEAST_LETTERS):
            continue
        hits = [hit for hit in names.suggest(ending, limit, LABELS) if hit.reason == "begins so"]
        if hits:
            return " ".join(words[:-count]), hits
    if words and len(words[-1]) > 3:
        hits = names.correct(words[-1], limit, LABELS)
        if hits:
            return " ".join(words[:-1]), hits
    return "", names.suggest(typed, limit, LABELS) if len(words) == 1 else []


def _shown(hit: NameHit) -> str:
    """Return the name to ask with: the one that was typed, unless it is only a code or an abbreviation."""
    return hit.entity_name if hit.kind in ("code", "abbreviation") else hit.text


def _asks_alike(before: str, question: str) -> bool:
    """Tell whether a question begins as the typed one does, so that 'How does o…' offers no other kind."""
    first = before.split()[:1]
    return not first or question.lower().startswith(first[0].lower())


def _suggestion(text: str, kind: str, hit: NameHit) -> dict[str, Any]:
    return {"text": text, "kind": kind, "id": hit.entity, "label": hit.label, "reason": hit.reason}
