"""An answer as a person reads it in a terminal: the short answer first, sources numbered at the end."""

from collections.abc import Sequence

from rich.console import Console
from rich.padding import Padding
from rich.panel import Panel
from rich.table import Table
from rich.text import Text

from answers.model import Answer, Citation, Section, Sentence
from api.paragraphs import blocks, by_document, paragraphs, runs

WIDEST = 100


def show_answer(answer: Answer, console: Console | None = None) -> None:
    """Print an answer."""
    screen = console or Console(highlight=False, soft_wrap=False)
    screen.width = min(screen.width, WIDEST)
    others = list(answer.sections)
    if others and others[0].id in ("emergency", "verdict"):
        _show_first(screen, others.pop(0))
    for section in others:
        screen.print()
        screen.print(Text(section.title, style="bold"))
        for block in blocks(section.sentences):
            if block.lead:
                screen.print(_paragraph(block.lead))
            for paragraph in block.told:
                screen.print(_item(_paragraph(paragraph)))
    _list(
        screen, "Questions to ask your care team", [f"{one['text']} {_because(one)}" for one in answer.questions_to_ask]
    )
    _list(screen, "Related questions", [f"{one['text']}  {one['preview']}" for one in answer.related_questions])
    if answer.citations:
        screen.print()
        screen.print(Text("Sources", style="bold"))
        for places in by_document(answer.citations):
            screen.print(Padding(_source(places), (0, 0, 0, 1)))
    screen.print()
    for notice in answer.notices:
        screen.print(Text(notice["text"], style="italic"))
    known = f", as known on {answer.known_at}" if answer.known_at else ""
    screen.print(Text(f"As of {answer.as_of}{known}. Graph {answer.graph_version}.", style="dim"))


def _show_first(screen: Console, section: Section) -> None:
    """Print what must be read before anything else, in a frame."""
    urgent = section.id == "emergency"
    lines = Text("\n").join(map(_paragraph, paragraphs(section.sentences)))
    title = Text(section.title, style="bold red" if urgent else "bold")
    screen.print(Panel(lines, title=title, title_align="left", border_style="red" if urgent else "cyan"))


def _paragraph(sentences: Sequence[Sentence]) -> Text:
    """Return sentences side by side; a citation that the next one repeats stands once."""
    line = Text()
    for place, sentence in enumerate(sentences):
        following = sentences[place + 1].citations if place + 1 < len(sentences) else ()
        line.append_text(_sentence(sentence.text, sentence.citations if sentence.citations != following else ()))
        if place + 1 < len(sentences):
            line.append(" ")
    return line


def _item(line: Text) -> Table:
    """Return a line under a bullet, its further rows set in as far as its first."""
    row = Table.grid(padding=(0, 1))
    row.add_column(width=2, justify="right")
    row.add_column()
    row.add_row("•", line)
    return row


def _sentence(text: str, citations: tuple[int, ...]) -> Text:
    line = Text(text)
    if citations:
        told = ", ".join(f"{first}" if first == last else f"{first}–{last}" for first, last in runs(citations))
        line.append(f" [{told}]", style="dim")
    return line


def _because(question: dict[str, object]) -> str:
    because = str(question.get("because") or "")
    return f"({because})" if because else ""


def _list(screen: Console, title: str, lines: list[str]) -> None:
    if lines:
        screen.print()
        screen.print(Text(title, style="bold"))
        for line in lines:
            screen.print(_item(Text(line.strip())))


def _source(places: Sequence[Citation]) -> Text:
    """Return a document with the numbered places in it."""
    one = places[0]
    when = one.published or (f"as of {one.attested}" if one.attested else "date not given")
    line = Text(f"{one.title}. ", style="default")
    line.append(f"{one.publisher}, {when}; {one.tier.replace('_', ' ')}", style="dim")
    if one.url:
        line.append(f" {one.url}", style="dim underline")
    for place in places:
        line.append(f"\n  [{place.number}] {place.locator}", style="dim")
    return line
