"""A marker and what was said of it, under its canonical name and state; the cases follow ``nlp.biomarkers``."""

from collections.abc import Iterator
from dataclasses import dataclass, field

Named = tuple[str, str, bool]
"""Canonical name, state, and whether only a family is named."""

_HER2 = {
    "0": ("HER2-negative", "negative", False),
    "1": ("HER2-low", "low", False),
    "2": ("HER2-low", "low", True),
    "3": ("HER2-positive", "positive", False),
}
_BURDEN = 10
_ABSENT = {"positive": "absent", "present": "absent", "high": "absent"}
_FUSIONS = frozenset(("fusion", "rearrangement"))


@dataclass(frozen=True, slots=True)
class Marker:
    """A row of ``markers.tsv``: what its bare name means (``default``), and what it stands for (``means``)."""

    name: str
    alteration: str
    default: str
    variants_matter: bool
    means: tuple[tuple[str, str], ...]


@dataclass(slots=True)
class Said:
    """What stands beside a marker. ``grade`` is an immunohistochemistry score; ``is_led``: the state stands before."""

    state: str = ""
    grade: str = ""
    absent: bool = False
    germline: bool = False
    target: bool = False
    variants: list[str] = field(default_factory=list)
    exon: str = ""
    measure: str = ""
    low: float | None = None
    high: float | None = None
    end: int = 0
    is_led: bool = False

    @property
    def is_told(self) -> bool:
        """True where anything was said."""
        return bool(self.state or self.grade or self.variants or self.exon) or (self.low, self.high) != (None, None)


def name_marker(marker: Marker, said: Said) -> Iterator[Named]:
    """Yield what the marker stands for; denial turns a state round."""
    for name, state, group in _named(marker, said):
        denied = said.absent and name != "PD-L1-negative"
        yield name, _ABSENT.get(state, state) if denied else state, group


def _named(marker: Marker, said: Said) -> Iterator[Named]:
    if marker.means:
        yield from ((name, state, False) for name, state in marker.means)
    elif marker.name == "PD-L1":
        yield _expression(said)
    elif marker.name == "HER2" and (said.grade or said.low in (0, 1, 2, 3)):
        yield _HER2[said.grade or str(int(said.low or 0))]
    elif said.variants:
        yield from ((f"{marker.name} {variant}", "present", False) for variant in dict.fromkeys(said.variants))
    elif said.exon.isdigit():
        yield _exon(marker.name, said.exon)
    else:
        yield _instability(marker, said) or _stated(marker, said) or _bare(marker, said)


def _expression(said: Said) -> Named:
    none = said.high is not None and said.high <= 1 and said.low in (None, 0)
    negative = said.absent or said.state == "negative" or none
    return ("PD-L1-negative", "negative", True) if negative else ("PD-L1-positive", "positive", True)


def _exon(name: str, exon: str) -> Named:
    """Name an exon whose change was left out: the usual one of EGFR exon 19 and MET exon 14, else any mutation."""
    change = {("EGFR", "19"): "deletion", ("MET", "14"): "skipping"}.get((name, exon), "mutation")
    return f"{name} exon {exon} {change}", "present", change == "mutation"


def _instability(marker: Marker, said: Said) -> Named | None:
    """Name burden, microsatellites and mismatch repair, which have words of their own."""
    name, state = marker.name, said.state
    if name == "TMB" and said.low is not None:
        return ("TMB-H", "high", True) if said.low >= _BURDEN else ("TMB-H", "absent", True)
    if name in ("MSI", "TMB") and state == "high":
        return f"{name}-H", "high", False
    if name == "MSI" and state in ("stable", "low", "negative"):
        return "MSS", "present", False
    if name == "MMR" and state in ("deficient", "stable"):
        return ("dMMR", "deficient", False) if state == "deficient" else ("pMMR", "present", False)
    return None


def _stated(marker: Marker, said: Said) -> Named | None:
    name, state = marker.name, said.state
    altered = bool(marker.alteration) and name != "HER2"
    if state in ("low", "ultralow"):
        return f"{name}-{state}", "low", False
    if state == "wild_type":
        return f"{name} wild-type", "wild_type", False
    if state == "negative":
        if altered:
            return f"{name} {marker.alteration}", "absent", marker.variants_matter
        return (name, "absent", False) if marker.default else (f"{name}-negative", "negative", False)
    if state in ("amplification", "deficient") and not marker.default:
        return f"{name} {'loss' if state == 'deficient' else state}", "present", False
    if state in ("mutation", "fusion", "skipping") and marker.alteration and not marker.default:
        return _altered(marker, said)
    return None


def _altered(marker: Marker, said: Said) -> Named:
    noun = {"skipping": "exon 14 skipping"}.get(said.state, said.state)
    same = {said.state, marker.alteration} <= _FUSIONS
    if same or (said.state == "mutation" and marker.alteration == "alteration"):
        noun = marker.alteration
    return f"{_origin(marker, said)}{marker.name} {noun}", "present", noun == "mutation" and marker.variants_matter


def _bare(marker: Marker, said: Said) -> Named:
    """Name a marker of which nothing, or only "positive", was said."""
    if marker.default:
        return marker.name, marker.default, False
    if marker.alteration and marker.name != "HER2":
        group = marker.variants_matter or not said.state
        return f"{_origin(marker, said)}{marker.name} {marker.alteration}", "present", group
    return f"{marker.name}-positive", "positive", not said.state


def _origin(marker: Marker, said: Said) -> str:
    return "germline " if said.germline and marker.name == "BRCA" else ""
