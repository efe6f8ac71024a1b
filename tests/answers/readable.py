"""An answer as Markdown: what a reviewer reads in a diff."""

from collections.abc import Iterator

from answers.model import Answer, Sentence


def as_markdown(answer: Answer) -> str:
    """Return the whole answer; each sentence ends with its kind, how many statements it rests on, and its sources."""
    return "\n".join(_lines(answer)) + "\n"


def _lines(answer: Answer) -> Iterator[str]:
    yield f"# {answer.question.text}"
    entities = ", ".join(f"{one.name} ({one.id})" for one in answer.question.entities) or "nothing that we hold"
    yield f"\nRead as `{answer.question.type}` about {entities}. As of {answer.as_of}, level {answer.level}."
    if answer.verdicts:
        yield "\n| agency | status | also | attested |\n|---|---|---|---|"
        for verdict in answer.verdicts:
            also = ", ".join(verdict["also"])
            yield f"| {verdict['agency']} | {verdict['status']} | {also} | {verdict['attested_on'] or ''} |"
    for section in answer.sections:
        yield f"\n## {section.title}{' (folded)' if section.folded else ''}\n"
        yield from (_line(sentence) for sentence in section.sentences)
    for title, texts in (
        ("Questions to ask", [f"{one['text']} {one.get('reason', '')}".strip() for one in answer.questions_to_ask]),
        ("Related questions", [f"{one['text']} → {one['preview']}" for one in answer.related_questions]),
        ("Notices", [one["text"] for one in answer.notices]),
        ("Sources", [f"[{one.number}] {one.publisher}: {one.title} ({one.tier})" for one in answer.citations]),
    ):
        if texts:
            yield f"\n## {title}\n"
            yield from (f"- {text}" for text in texts)


def _line(sentence: Sentence) -> str:
    sources = "".join(f"[{number}]" for number in sentence.citations)
    count = len(sentence.statement_ids)
    rests = f", rests on {count}" if count else ""
    return f"- {sentence.text} {sources} *({sentence.kind}{rests})*".replace("  ", " ")
