"""Gates of a whole document: what a reading of one clause cannot see. Each returns the reason to queue it, or ''.

``bare_heading``         a reading without conditions whose words run on into the next sentence: a heading, no use.
``conditions_not_read``  the clause speaks of conditions (who, after, whose …) and none was read.
``origin_of_disease``    the words before the cancer make it what another one arose from ("DLBCL arising from …").
``run_on_text``          bullets are glued into the clause (".in combination with …"): their conditions would mix.
``lead_of_another_use``  the clause has its own "is indicated", and took a setting from the one before it.
``purpose_not_treatment`` the clause helps another treatment or finds the disease, and was read as treating it.
``glued_marker``         a biomarker is glued to its state ("ALKpositive") and was lost.
``group_of_closed_list`` the cancer is a group whose members the page lists: the members have the use, not the group.
``own_cancer_not_taken`` the clause names a cancer of its own, and the reading took one from above.
``kind_not_read``        the clause treats a slow kind (indolent, smouldering) or "certain types", and the whole disease
                         was read.
``exclusion_not_read``   the clause takes something out ("excluding …", "other than …"), and nothing was read of it.
``cancer_absent``        the cancer is one that the patients do not have ("without …").
``not_established``      the clause says that safety or effect are not established.
``condition_above``      a bullet above states alternatives of biomarkers that were not taken.
"""

import re

from graph.model import Qualifiers, Statement
from loaders.drug_page import DrugPage
from nlp.biomarkers import read_biomarkers
from nlp.cancers import is_vague, read_cancers
from nlp.extraction import Extraction, FoundBiomarker, Linked
from nlp.lexicon import Lexicon
from nlp.relations.purpose import RETURN_OF_CANCER
from nlp.spelling import key_of
from nlp.structure.unit import Unit

_CONDITIONS = re.compile(
    r"\b(?:who|whose|after|progress\w*|relaps\w*|refractory(?! an[a]?emia)|prior|previous\w*|failed|failure|"
    r"received|ineligible|"
    r"not (?:eligible|respon\w+|candidates?)|mutat\w+|positive|negative|in combination|together with)\b",
    re.IGNORECASE,
)
_TUMOURS = re.compile(
    r"carcinom|leuk[a]?emi|lymphom|sarcom|myelom|tumou?r|neoplas|blastom|melanom|gliom|mastocyt|histiocyt|myelofibro|"
    r"myelodysplas|polycyth|thymom|mesotheliom|seminom|astrocytom|[a-z]{4,} cancer\b",
    re.IGNORECASE,
)
_ORIGIN = re.compile(
    r"(?:\b(?:arising|arose|arisen|transformed|transforming|developed|evolved|progressed) (?:out of|from)\s+"
    r"(?:an? |the )?(?:[\w-]+ ){0,2}"
    r"|\b(?:(?:who|that) (?:have had|had|started as|began as)|history of)\s+(?:an? |the )?)[\[*(]*$",
    re.IGNORECASE,
)
_CHANGED_GENE = re.compile(
    r"\b(?:certain|specific|abnormal) (?:changes?|mutations?|alterations?|fusions?)\b[^.;]{0,60}\bgenes?\b",
    re.IGNORECASE,
)
_WITHOUT = re.compile(r"\bwithout\s+(?:[\w-]+\s+)?$", re.IGNORECASE)
_UNPROVEN = re.compile(
    r"\bneither\b[^.]*\b(?:safety|effectiveness|efficacy)\b.*\bestablished\b|"
    r"\b(?:safety|effectiveness|efficacy)\b[^.]{0,60}\b(?:has|have) not been (?:established|shown|demonstrated)\b",
    re.IGNORECASE,
)
_SLOW = re.compile(r"\b(?:indolent|slow-growing|smou?ldering)\b", re.IGNORECASE)
_SOME = re.compile(r"\W{0,2}\(certain types\)")
_TAKES_OUT = re.compile(
    r"\b(?:except(?:ing)?(?: for)?|excluding|other than|with the exception of|apart from)\b", re.IGNORECASE
)
_SPREAD = re.compile(
    r"\bbone (?:metastas[ei]s|lesions|damage) (?:from|of|due to|caused by|secondary to|in (?:patients|people) with)\s+"
    r"(?:[\w-]+ ){0,2}$",
    re.IGNORECASE,
)
_TARGET = re.compile(r"\]\((?:[^()\s]|\([^()]*\))*\)")
_RUN_ON = re.compile(r"[a-z)\]]\.(?=[a-z]{2})")
_INDICATED = re.compile(r"\bindicated\b", re.IGNORECASE)
_SETTING = re.compile(r"\b(?:neoadjuvant|adjuvant|maintenance|consolidation|induction)\b", re.IGNORECASE)
_GLUED = re.compile(r"(?<=[A-Z0-9])(?=(?:positive|negative|mutat|rearrang|amplif))")
_HELPS = re.compile(
    r"\b(?:reduc(?:e|es|ing|tion) (?:the |of |in )|decreas(?:e|ing) the (?:incidence|risk|time|duration)|mobili[sz]|"
    r"prophyla|side effects?|skeletal\b|bone (?:metastases|damage)|hypercalc[a]?emia|tumou?r lysis|cardiomyopathy|"
    r"supportive|imaging|radioiodine|ablation|in preparation for|conditioning|nausea|an[a]?emia|neutropeni|mucositis)",
    re.IGNORECASE,
)
_HAVING = re.compile(  # whom a use is for, not what for; refractory anemia is a disease of its own
    r"\b(?:(?:with|have|has|refractory) \[?an[a]?emia|accompanied by (?:an[a]?emia|neutropenia))\b", re.IGNORECASE
)
_RUNS_ON = re.compile(r"[ \t]*(?:[A-Za-z]|\((?!\s*(?:\d|see\b)))")
_NEXT = 12  # characters after a quote that tell whether a word goes on or the number of a section follows
_INCLUDING = re.compile(r"\bincluding\b[^.]*:\s*$|\bsuch as\b[^.]*:\s*$|\bthe following\b[^.]*:\s*$", re.IGNORECASE)


def is_bare(statement: Statement) -> bool:
    """Say whether a reading states no condition but the cancer, and how it is told."""
    qualifiers = statement.qualifiers
    plain = Qualifiers(
        purpose=qualifiers.purpose,
        approval_kind=qualifiers.approval_kind,
        note=qualifiers.note,
        population=qualifiers.population,
    )
    named = statement.partners or statement.requires or statement.excludes or statement.after or statement.not_after
    return statement.polarity == "affirmed" and qualifiers == plain and not named


def refusal_of_bare(statement: Statement, text: str, span: tuple[int, int]) -> str:
    """Return why a reading without conditions is not to be believed."""
    if not is_bare(statement):
        return ""
    quote = text[span[0] : span[1]]
    rest = text[span[1] : span[1] + _NEXT]
    ended = quote.rstrip().endswith((".", ";", ":", ",", " in adults", " of childhood"))
    if rest and quote and not ended and _RUNS_ON.match(rest):
        return "bare_heading"
    return "conditions_not_read" if _CONDITIONS.search(_words(quote)) else ""


def refusal_of_marker(statement: Statement, quote: str) -> str:
    """Return why a reading is not to be believed whose words ask for a change of a gene that it does not name."""
    if statement.requires or statement.excludes:
        return ""
    return "conditions_not_read" if _CHANGED_GENE.search(_words(quote)) else ""


def refusal_of_kind(extraction: Extraction, quote: str) -> str:
    """Return why a reading is not to be believed whose words name a slow kind of disease, and its cancers do not."""
    told = " ".join(f"{cancer.name} {cancer.text}" for cancer in extraction.cancers)
    words = _words(quote)
    slow = [one for one in _SLOW.finditer(words) if not is_origin(words, one.start())]
    return "kind_not_read" if slow and not _SLOW.search(told) else ""


def refusal_of_exclusion(statement: Statement, extraction: Extraction, quote: str) -> str:
    """Return why a reading is not to be believed whose words take something out ("excluding …") that it lacks."""
    excluded = statement.excluded_cancers or statement.excludes or statement.not_after
    if excluded or statement.polarity != "affirmed":
        return ""
    words = _words(quote)
    for cancer in extraction.cancers:  # "cancer other than of squamous cells" may be one name
        words = words.replace(cancer.text, " ")
    return "exclusion_not_read" if _TAKES_OUT.search(words) else ""


def refusal_of_text(extraction: Extraction, text: str) -> str:
    """Return why a reading of a run-on text is not to be believed."""
    start, end = extraction.span
    quote = _words(text[start:end])
    if extraction.polarity == "affirmed" and _UNPROVEN.search(quote):
        return "not_established"
    above = [_words(text[begin:finish]) for begin, finish in extraction.inherited]
    if _RUN_ON.search(quote):
        return "run_on_text"
    if _INDICATED.search(quote):
        taken = {word.lower() for words in above if _INDICATED.search(words) for word in _SETTING.findall(words)}
        if taken - {word.lower() for word in _SETTING.findall(quote)} and extraction.setting.phase in taken:
            return "lead_of_another_use"
    first = next((cancer.span[0] for cancer in extraction.cancers), start)
    told = " ".join([*above, text[start:first] if start <= first < end else quote])
    if extraction.purpose == "treat" and _HELPS.search(_HAVING.sub(" ", told)) and not RETURN_OF_CANCER.search(quote):
        return "purpose_not_treatment"
    apart = _GLUED.sub(" ", quote)
    if apart != quote:
        known = {one.name.split()[0].split("-")[0] for one in extraction.biomarkers}
        found = {one.name.split()[0].split("-")[0] for group in read_biomarkers(apart) for one in group.any_of}
        if found - known:
            return "glued_marker"
    return ""


def _words(text: str) -> str:
    """Return a text without the targets of its links: an address is no sentence."""
    return _TARGET.sub("]", text)


def is_origin(text: str, start: int) -> bool:
    """Say whether a cancer that begins here is only what the treated one arose from."""
    return start > 0 and _ORIGIN.search(text[max(0, start - 90) : start]) is not None


def is_absent(text: str, start: int) -> bool:
    """Say whether a cancer that begins here is told as one that the patients do not have."""
    return start > 0 and _WITHOUT.search(text[max(0, start - 40) : start]) is not None


def is_only_spread(text: str, start: int) -> bool:
    """Say whether a cancer that begins here is told only as what spread to the bone, which is what is treated."""
    return start > 0 and _SPREAD.search(text[max(0, start - 60) : start]) is not None


def refusal_on_page(extraction: Extraction, page: DrugPage, lexicon: Lexicon) -> str:
    """Return why a reading of a drug page's bullet is not to be believed."""
    use = page.at(*extraction.span)
    if use is None:
        return ""
    above = {(unit.start, unit.end): unit for unit in use.unit.above() if unit.kind != "lead"}
    own = {
        entity_id
        for mention in read_cancers(use.unit.text, lexicon)
        if not is_vague(mention)
        for entity_id in mention.entity_ids
    }
    taken = {cancer.id for cancer in extraction.cancers}
    for cancer in extraction.cancers:
        for (start, end), unit in above.items():
            if start <= cancer.span[0] < end:
                if _INCLUDING.search(unit.text) and _names_members(unit, page, taken, lexicon):
                    return "group_of_closed_list"
                if own and not own & taken and not _only_wider(own, cancer, lexicon):
                    return "own_cancer_not_taken"
        if use.unit.start <= cancer.span[0] < use.unit.end and _is_some(use.unit, cancer):
            return "kind_not_read"
    return "" if conditions_above(extraction, page) is not None else "condition_above"


def _is_some(unit: Unit, cancer: Linked) -> bool:
    """Say whether a bullet speaks of certain types of a cancer that it does not name."""
    start, end = unit.inside(cancer.span)
    return bool(_SOME.match(unit.text, end) or unit.text[:start].lower().endswith("certain types of "))


def _only_wider(own: set[str], cancer: Linked, lexicon: Lexicon) -> bool:
    """Say whether a bullet's own cancers only call the one above more widely ("NHL" under "B-cell NHL")."""
    told = set(key_of(cancer.name))
    return all(set(key_of(lexicon.name_of(one))) < told for one in own)


def cancers_told(text: str, lexicon: Lexicon) -> set[str] | None:
    """Return the cancers that a text names; None where it speaks of a tumour that no name was linked for."""
    mentions = [mention for mention in read_cancers(text, lexicon) if not is_vague(mention)]
    named = {mention.entity_ids[0] for mention in mentions if mention.entity_ids}
    if named or not _TUMOURS.search(text):
        return named
    return None


def _names_members(group: Unit, page: DrugPage, taken: set[str | None], lexicon: Lexicon) -> bool:
    """Say whether bullets under a group name cancers of their own."""
    for use in page.uses:
        if any(unit.start == group.start for unit in use.unit.above()):
            mentions = [mention for mention in read_cancers(use.unit.text, lexicon) if not is_vague(mention)]
            if any(not set(mention.entity_ids) & taken for mention in mentions):
                return True
    return False


def conditions_above(extraction: Extraction, page: DrugPage) -> tuple[FoundBiomarker, ...] | None:
    """Return the biomarkers that bullets above state and the reading lacks; None where they are alternatives."""
    use = page.at(*extraction.span)
    held = {biomarker.id for biomarker in extraction.biomarkers}
    markers = {biomarker.name.split()[0].split("-")[0] for biomarker in extraction.biomarkers}
    missing: list[FoundBiomarker] = []
    for unit in use.unit.above() if use else ():
        if unit.kind == "lead":
            continue
        for group in read_biomarkers(unit.text):
            if any(one.id in held or one.name.split()[0].split("-")[0] in markers for one in group.any_of):
                continue
            if len(group.any_of) > 1:
                return None
            missing.append(group.any_of[0])
    return tuple(missing)
