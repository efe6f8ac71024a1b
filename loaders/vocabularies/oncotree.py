"""OncoTree's JSON: a tree of tissues and tumours."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class TumourNode:
    """One node of OncoTree. ``level`` is 1 for a tissue; ``parent`` is '' there; ``references`` are CURIEs that
    OncoTree itself gives (NCIt and UMLS), which it does not call exact."""

    code: str
    name: str
    parent: str
    level: int
    references: tuple[str, ...]

    @property
    def id(self) -> str:
        return f"oncotree:{self.code}"


def read_tree(text: str) -> list[TumourNode]:
    """Return every node under the root, parents before children, sorted by code within a parent."""
    (root,) = json.loads(text).values()
    return list(_walk(root, "", 0))


def _walk(raw: dict[str, Any], parent: str, level: int) -> Iterator[TumourNode]:
    if level:
        references = raw.get("externalReferences") or {}
        curies = [f"ncit:{code}" for code in references.get("NCI", ())]
        curies += [f"umls:{code}" for code in references.get("UMLS", ())]
        yield TumourNode(raw["code"], " ".join(raw["name"].split()), parent, level, tuple(sorted(curies)))
    for code in sorted(raw["children"]):
        yield from _walk(raw["children"][code], raw["code"] if level else "", level + 1)
