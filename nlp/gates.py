"""May a reading be stored as accepted? Each gate is a named rule; a refused reading carries the names that refused it.

What each gate asks stands in ``resources/gates.yaml``. A gate sees one reading and the stored text; what only a whole
document shows (a heading, a closed list) is judged where documents are read.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace

from nlp.extraction import Extraction, Linked
from nlp.lexicon import Lexicon

_HEAD_OF_BACKGROUND = r"(?:background|rationale|introduction|aims?|objectives?|hypothes[ie]s|purpose)\b\s*[:.]"
_UNDER_BACKGROUND = re.compile(rf"(?:^|\W){_HEAD_OF_BACKGROUND}\s*$", re.IGNORECASE)
_BACKGROUND = re.compile(
    rf"^\W*{_HEAD_OF_BACKGROUND}"
    r"|\b(?:we (?:hypothesi[sz]ed?|aimed|sought)|the aim of|has been reported to|it is thought)\b",
    re.IGNORECASE,
)
_HEADING = 24  # characters: the longest heading of a background, with its mark
_KINDS_WITHOUT_NAME = frozenset({"class", "procedure", ""})


@dataclass(frozen=True, slots=True)
class Judged:
    """A reading with what the gates judge it by. ``given`` is what came with the text: ids of its therapy; ``titled``
    says that the therapy comes from a title."""

    reading: Extraction
    text: str
    lexicon: Lexicon
    given: frozenset[str] = frozenset()
    titled: bool = False


def with_refusals(judged: Judged) -> Extraction:
    """Return the extraction with the names of the gates that it does not pass, in the order of ``GATES``."""
    return replace(judged.reading, refusals=tuple(name for name, refuses in GATES.items() if refuses(judged)))


def _therapy_not_linked(judged: Judged) -> bool:
    one = judged.reading
    return not one.lead or any(one.therapies[at].id is None for at in one.lead)


def _cancer_not_linked(judged: Judged) -> bool:
    return not judged.reading.cancers or any(cancer.id is None for cancer in judged.reading.cancers)


def _partner_not_linked(judged: Judged) -> bool:
    """A kind of treatment may lack an id; a name shared by several therapies, or of another form, may not."""
    one = judged.reading
    partners = [therapy for at, therapy in enumerate(one.therapies) if at not in one.lead and therapy.id is None]
    return any(partner.readings or partner.kind not in _KINDS_WITHOUT_NAME for partner in partners)


def _quote_not_in_text(judged: Judged) -> bool:
    start, end = judged.reading.span
    return not 0 <= start < end <= len(judged.text) or not judged.text[start:end].strip()


def _argument_outside_quote(judged: Judged) -> bool:
    one = judged.reading
    inside = (one.span, *one.inherited)
    places = [linked.span for linked in (*one.therapies, *one.cancers) if linked.span[0] >= 0]
    return any(not any(start <= place[0] and place[1] <= end for start, end in inside) for place in places)


def _from_title_only(judged: Judged) -> bool:
    return judged.titled


def _name_and_id_disagree(judged: Judged) -> bool:
    """A name composed from several words ("gastric or GEJ adenocarcinoma") is not looked up whole, and passes."""
    return any(
        _names_another(linked, judged.lexicon) for linked in (*judged.reading.therapies, *judged.reading.cancers)
    )


def _names_another(linked: Linked, lexicon: Lexicon) -> bool:
    if linked.id is None or linked.id not in lexicon.entities:
        return linked.id is not None
    named = lexicon.look_up(linked.text)
    substances = {substance for one in named for substance in lexicon.substance_of.get(one, (one,))}
    return bool(named) and linked.id not in substances | set(named) and lexicon.entities[named[0]].label == (
        lexicon.entities[linked.id].label
    ) and not linked.text.isupper()  # fmt: skip


def _names_disagree(judged: Judged) -> bool:
    one = judged.reading
    leads = {one.therapies[at].id for at in one.lead}
    return bool(judged.given) and not leads & judged.given


def _words_not_read(judged: Judged) -> bool:
    return bool(judged.reading.unread)


def _background_not_result(judged: Judged) -> bool:
    start, end = judged.reading.span
    if judged.reading.modality != "asserted" or _BACKGROUND.search(judged.text[start:end]) is not None:
        return True
    return _UNDER_BACKGROUND.search(judged.text[max(0, start - _HEADING) : start]) is not None


def _approval_without_agency(judged: Judged) -> bool:
    return judged.reading.predicate == "approved_for" and not judged.reading.agency


def _class_as_subject(judged: Judged) -> bool:
    one = judged.reading
    affirmed = one.predicate == "approved_for" and one.polarity == "affirmed"
    return affirmed and any(one.therapies[at].kind == "class" for at in one.lead)


GATES: dict[str, Callable[[Judged], bool]] = {
    "therapy_not_linked": _therapy_not_linked,
    "cancer_not_linked": _cancer_not_linked,
    "partner_not_linked": _partner_not_linked,
    "quote_not_in_text": _quote_not_in_text,
    "argument_outside_quote": _argument_outside_quote,
    "from_title_only": _from_title_only,
    "name_and_id_disagree": _name_and_id_disagree,
    "names_disagree": _names_disagree,
    "words_not_read": _words_not_read,
    "background_not_result": _background_not_result,
    "approval_without_agency": _approval_without_agency,
    "class_as_subject": _class_as_subject,
}
