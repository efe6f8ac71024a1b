"""The Disease Ontology's cancer slim (OBO graph JSON): names and exact synonyms."""

import json


def read_names(text: str) -> dict[str, tuple[str, ...]]:
    """Return the label, then the exact synonyms, by DOID CURIE."""
    names: dict[str, tuple[str, ...]] = {}
    for node in json.loads(text)["graphs"][0]["nodes"]:
        identifier = node["id"].rsplit("/", 1)[-1].replace("_", ":", 1)
        if not identifier.startswith("DOID:") or not node.get("lbl"):
            continue
        synonyms = (node.get("meta") or {}).get("synonyms") or []
        exact = [synonym["val"] for synonym in synonyms if synonym["pred"] == "hasExactSynonym"]
        names[identifier] = (node["lbl"], *exact)
    return names
