"""ClinicalTrials.gov, as recorded answers of its second interface: trials, their phase and status, what they study.

A status is that of the day of the capture, which the file's name tells. Trials are named in our own words. Where a
record tells no arms, a medicine is told as studied only if the trial's title names it, and not as what it is compared
with; a trial of no cancer is left out.
"""

import hashlib
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from graph.model import Document, Entity, Qualifiers, Statement
from graph.model.dates import PartialDateError, parse_partial_date
from loaders.gates import cancers_told
from loaders.loader import BrokenDocument, Context, Reading, SourceDocument, field_evidence, review_item
from loaders.reconciliation.derivation import statement_id
from nlp.cancers import read_cancers
from nlp.lexicon import Lexicon
from nlp.therapies import read_therapies

RULE = "trial-record"
RULE_TITLE = "trial-title"
RULE_WITHOUT_ARMS = "trial-record-without-arms"
_COMPARED = re.compile(
    r"(?:\b(?:versus|vs\.?|compared (?:with|to)|or placebo|over)\b|(?<=comparing)(?P<first>.*?)\b(?:with|to|and)\b).*",
    re.IGNORECASE,
)
_NUMBER = re.compile(r"NCT\d{8}$")
_CAPTURED = re.compile(r"_(\d{4})(\d{2})(\d{2})\.json$")
_EXPERIMENTAL = "EXPERIMENTAL"
_URL = "https://clinicaltrials.gov/study/"


class ClinicalTrialsLoader:
    """Recorded answers: single studies and searches."""

    name = "ctgov"
    describe = "ClinicalTrials.gov captures: trials with phase, status and date, and what they study for which cancer"
    home = "api-captures/ctgov"
    needs_lexicon = True

    def documents(self, path: Path) -> Iterator[SourceDocument | BrokenDocument]:
        """Yield each study once, from the capture that tells most of it."""
        best: dict[str, tuple[int, str, str, dict[str, Any]]] = {}
        for file in sorted(path.glob("*.json")) if path.is_dir() else [path]:
            try:
                answer = json.loads(file.read_text(encoding="utf-8"))
                studies = answer.get("studies", [answer])
                numbered = [(str(_module(study, "identificationModule")["nctId"]), study) for study in studies]
            except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
                yield BrokenDocument(self.name, file.name, f"is no answer of the registry: {error!r}")
                continue
            for number, study in numbered:
                content = json.dumps(study, ensure_ascii=False, sort_keys=True)
                known = best.get(number)
                if _NUMBER.match(number) and (known is None or (len(content), file.name) > (known[0], known[1])):
                    best[number] = (len(content), file.name, content, study)
        for number, (_, place, content, study) in sorted(best.items()):
            yield SourceDocument(self._document(number, place, content), content, study, f"{place}, {number}")

    def _document(self, number: str, place: str, content: str) -> Document:
        captured = _CAPTURED.search(place)
        day = "-".join(captured.groups()) if captured else ""
        return Document(
            id=f"doc:{self.name}/{number}",
            title=f"ClinicalTrials.gov record {number}",
            publisher="ClinicalTrials.gov, US National Library of Medicine",
            url=_URL + number,
            licence="US government publication",
            tier="institute",
            kind="trial_record",
            collection=self.name,
            sha256=hashlib.sha256(content.encode("utf-8")).hexdigest(),
            retrieved=day,
            attested=day,
        )

    def read(self, document: SourceDocument, context: Context) -> Reading:
        reading = Reading()
        lexicon, source = context.lexicon, document.document
        if lexicon is None:
            return reading
        conditions = _texts(_module(document.fields, "conditionsModule").get("conditions"))
        design, arms = _module(document.fields, "designModule"), _module(document.fields, "armsInterventionsModule")
        interventions = _interventions(arms)
        if not design.get("studyType"):
            detail = f"{document.place}: does not say whether it tries a treatment; look the record up in the registry"
            reading.set_aside.append(review_item("design_not_told", "document", detail, source))
        if design.get("studyType") != "INTERVENTIONAL":
            return reading
        cancers = [one for text in conditions for one in _cancers(text, lexicon)]
        therapies = [one for text in interventions for one in _therapies(text, lexicon)]
        title = str(_module(document.fields, "identificationModule").get("briefTitle") or "")
        if conditions and not cancers and cancers_told("; ".join([*conditions, title]), lexicon) == set():
            return reading
        told = bool(arms.get("armGroups")) or len(interventions) == 1
        titled = frozenset(_therapies(_COMPARED.sub(r"\g<first>", title), lexicon))
        if not told and cancers and set(therapies) - titled:
            detail = f"{document.place}: tells no arms; decide which medicine is studied and which it is compared with"
            reading.set_aside.append(review_item("arms_not_told", "document", detail, source))
        if not cancers or not therapies:
            missing = "cancer" if not cancers else "therapy"
            reading.set_aside.append(
                review_item(f"no_{missing}_linked", "document", f"{document.place}: no {missing} that we know", source)
            )
            return reading
        trial = _trial(document, sorted(set(therapies)), sorted(set(cancers)), lexicon)
        place = field_evidence(source, "; ".join([*conditions, *interventions]), "conditions and interventions")
        reading.records.extend([source, trial, place])
        for therapy in sorted(set(therapies)):
            rule = RULE if told else RULE_TITLE if therapy in titled else RULE_WITHOUT_ARMS
            for cancer in sorted(set(cancers)):
                made = Statement(
                    id="",
                    predicate="studied_for",
                    subject=therapy,
                    object=cancer,
                    modality="investigational",
                    qualifiers=Qualifiers(note=trial.id),
                    evidence_ids=(place.id,),
                    review_status="proposed" if rule == RULE_WITHOUT_ARMS else "single_source",
                    rule=rule,
                )
                reading.records.add(replace(made, id=statement_id(made)))
        return reading


def _module(study: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    module = (study.get("protocolSection") or {}).get(name) or {}
    return module if isinstance(module, Mapping) else {}


def _texts(values: Any) -> list[str]:
    return [value for value in values if isinstance(value, str)] if isinstance(values, list) else []


def _interventions(module: Mapping[str, Any]) -> list[str]:
    """Return the interventions under study: those of experimental arms, where the record tells its arms."""
    arms = [arm for arm in module.get("armGroups") or [] if isinstance(arm, Mapping)]
    labels = {arm.get("label") for arm in arms if arm.get("type") == _EXPERIMENTAL}
    found = []
    for one in module.get("interventions") or []:
        if not isinstance(one, Mapping) or not isinstance(one.get("name"), str):
            continue
        within = set(_texts(one.get("armGroupLabels")))
        if not labels or not within or within & labels:
            found.append(str(one["name"]))
    return found


def _cancers(text: str, lexicon: Lexicon) -> list[str]:
    return [one.entity_ids[0] for one in read_cancers(text, lexicon) if len(one.entity_ids) == 1 and not one.narrowed]


def _therapies(text: str, lexicon: Lexicon) -> list[str]:
    """Return the medicines of an intervention; a kind of treatment is none."""
    found = [one.entity_ids[0] for one in read_therapies(text, lexicon) if len(one.entity_ids) == 1]
    substances = [other for one in found for other in lexicon.substance_of.get(one, (one,))]
    return [
        one for one in substances if lexicon.entities[one].kind in ("substance", "formulation", "regimen", "product")
    ]


def _trial(document: SourceDocument, therapies: list[str], cancers: list[str], lexicon: Lexicon) -> Entity:
    """Return the trial, named by what it studies; properties that the record does not tell are left out."""
    number = document.document.id.rpartition("/")[2]
    status = _module(document.fields, "statusModule")
    phases = _texts(_module(document.fields, "designModule").get("phases"))
    told = {
        "phase": ", ".join(phase.replace("EARLY_PHASE", "early phase ").replace("PHASE", "phase ") for phase in phases),
        "status": str(status.get("overallStatus") or "").replace("_", " ").lower(),
        "status_date": document.document.attested if status.get("overallStatus") else "",
        "start": _date(status.get("startDateStruct")),
        "registry_number": number,
        "document": document.document.id,
    }
    studied = " and ".join(lexicon.name_of(one) for one in therapies)
    disease = " and ".join(lexicon.name_of(one) for one in cancers)
    held = tuple(sorted((key, value) for key, value in told.items() if value))
    return Entity(f"nct:{number}", "Trial", "trial", f"Study of {studied} for {disease}", properties=held)


def _date(value: Any) -> str:
    try:
        return parse_partial_date(str(value.get("date") or "")) if isinstance(value, Mapping) else ""
    except PartialDateError:
        return ""


LOADER = ClinicalTrialsLoader()
