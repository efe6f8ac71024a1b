"""Which use does a reported act mean? One, or none, or it stays open: a wrong join would end the wrong approval.

A grant that fits no held use makes one. A change or an end joins exactly one use by agency, therapy, brand, cancer,
setting, line, biomarkers and combination; where several could be meant it changes nothing and stays open with its
candidates; where none is held it makes a use with unknown start that carries it. What is older than the newest full
list neither ends nor adds a use of that list, with one exception: a dated end of the very use that a list still holds
ends it, where no grant lies after it. A regulator's act is not taken back by a copy of a label that stayed online.
"""

from collections import defaultdict
from collections.abc import Iterable

from graph.model import ReviewItem
from loaders.loader import review_item
from loaders.reconciliation.comparison import Comparison
from loaders.reconciliation.use import (
    ENDS,
    FULL_LISTS,
    GRANTS,
    LISTS,
    Act,
    Sources,
    Use,
    after,
    brands_fit,
)


def join(acts: Iterable[Act], uses: list[Use], sources: Sources) -> tuple[list[Use], list[Act], list[ReviewItem]]:
    """Return the uses with their acts (new ones added), the acts left open, and the doubts. Acts come by date."""
    held = list(uses)
    of_therapy: dict[tuple[str, str], list[Use]] = defaultdict(list)
    for use in uses:
        of_therapy[(use.told.agency, use.told.therapy_id)].append(use)
    left_open: list[Act] = []
    doubts: list[ReviewItem] = []
    acts = list(acts)
    for act in acts:
        if is_loose(act):
            continue
        rivals = of_therapy[(act.first.agency, act.first.therapy_id)]
        granted_again = any(_grants_after(other, act) for other in acts)
        candidates = _candidates(act, rivals, sources, granted_again)
        meant = _meant(act, candidates)
        if meant is not None and act.kind in ENDS and _listed_after(act, meant, sources):
            ended = Use(act.first, meant.brands, act.reports[1:], acts=[*meant.acts, act])
            ended.outlived, ended.repeating = [meant.told, *meant.agreeing], meant.repeating
            for uses in (held, rivals):
                uses[uses.index(meant)] = ended
            doubts.append(_doubt("ended_but_listed", act, "A younger list still holds this use; check that it ended."))
        elif meant is not None:
            meant.acts.append(act)
        elif candidates:
            act.candidates = tuple(sorted(use.indication_id for use, _ in candidates))
            left_open.append(act)
            if act.kind not in GRANTS:
                doubts.append(_doubt("several_uses_fit", act, "More than one held use fits; join it to one of them."))
        else:
            use = Use(told=act.first, brands=act.first.brands, agreeing=act.reports[1:], acts=[act])
            if _missing_from_list(act, rivals, sources):
                use.rule = "granted_but_not_listed"
                doubts.append(
                    _doubt(
                        "granted_but_not_listed",
                        act,
                        "The newest full list of this product is younger and lacks this use; check whether it ended.",
                    )
                )
            held.append(use)
            rivals.append(use)
    for use in held:
        if use.ended() and use.rule == "granted_but_not_listed":
            use.rule = ""
    settled = {use.told.id for use in held if not use.rule}
    kept = [doubt for doubt in doubts if doubt.reason != "granted_but_not_listed" or doubt.subject_id not in settled]
    return held, left_open, kept


def is_loose(act: Act) -> bool:
    """Say whether an act belongs to no use: an opinion, an application, a refusal."""
    return act.first.act != "decision" or act.kind == "refused"


def _grants_after(other: Act, end: Act) -> bool:
    """Say whether an act grants a use of the same therapy, in one of the same cancers, after an end."""
    one, first = other.first, end.first
    return (
        other.kind in GRANTS
        and (one.agency, one.therapy_id) == (first.agency, first.therapy_id)
        and bool(set(one.cancer_ids) & set(first.cancer_ids))
        and (not other.date or after(other.date, end.date))
    )


def _listed_after(act: Act, use: Use, sources: Sources) -> bool:
    document = sources.document(use.told)
    return document.kind in LISTS and not after(act.date, document.attested)


def _candidates(act: Act, held: list[Use], sources: Sources, granted_again: bool) -> list[tuple[Use, Comparison]]:
    """Return the uses that an act can mean at its date."""
    found = []
    for use in held:
        compared = use.fit(act.first, sources)
        if compared is None or not _possible(act, use, sources, compared.same_use and not granted_again):
            continue
        found.append((use, compared))
    return found


def _possible(act: Act, use: Use, sources: Sources, ends_for_good: bool) -> bool:
    document = sources.document(use.told)
    listed = document.kind in LISTS
    if act.kind in ENDS and use.ended():
        return False
    if act.kind in GRANTS - {"converted"}:
        if not listed:
            return use.ended() is False and not _started(use)
        return not after(act.date, document.attested)
    if listed:
        # older than the list: it is told by a list that already knew of it
        if act.kind in ENDS:
            return bool(act.date) and (ends_for_good or after(act.date, document.attested))
        return bool(act.date)
    return not use.began_after(act.date) and (bool(act.date) or len(use.acts) == 1)


def _started(use: Use) -> bool:
    """Say whether a use has its start: a later grant is then the start of another."""
    return any(held.kind in GRANTS - {"converted"} for held in use.acts)


def _meant(act: Act, candidates: list[tuple[Use, Comparison]]) -> Use | None:
    """Return the one use that is meant. A grant may also be settled by being stated in full by one use alone.

    A change or end that was not wholly read means none.
    """
    if act.kind not in GRANTS and any(reading.rule for reading in act.first.statements):
        return None
    if len(candidates) == 1:
        return candidates[0][0]
    if act.kind in GRANTS:
        full = [use for use, compared in candidates if compared.agrees]
        if len(full) == 1:
            return full[0]
    return None


def _missing_from_list(act: Act, held: list[Use], sources: Sources) -> bool:
    """Say whether a grant is older than a full list of its product that was read whole and does not hold it."""
    if act.kind not in GRANTS | {"narrowed"}:
        return False
    report = act.first
    for use in held:
        document = sources.document(use.told)
        if (
            document.kind in FULL_LISTS
            and (use.told.agency, use.told.therapy_id) == (report.agency, report.therapy_id)
            and brands_fit(report.brands, use.brands)
            and document.id not in sources.partly_read
            and not after(act.date, document.attested)
        ):
            return True
    return False


def _doubt(reason: str, act: Act, detail: str) -> ReviewItem:
    report = act.first
    return review_item(
        reason,
        "event",
        detail,
        subject_id=report.id,
        therapy_id=report.therapy_id,
        cancer_id=report.cancer_ids[0] if report.cancer_ids else "",
        agency=report.agency,
        document_id=report.document_id,
    )
