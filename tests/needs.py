"""What a test needs beyond Python: skip with a reason where it is absent, fail where it was required.

EXPLAINER_REQUIRE lists what must be there, comma separated (neo4j, browser, corpus, postgres): the integration machine
sets it, so that nothing is skipped unseen.
"""

import os
from pathlib import Path
from typing import NoReturn

import pytest


def required(need: str) -> bool:
    """Tell whether EXPLAINER_REQUIRE names this need."""
    return need in {word.strip() for word in os.environ.get("EXPLAINER_REQUIRE", "").split(",")}


def skip_unless_required(need: str, reason: str) -> NoReturn:
    """Skip the test for this reason; fail it where the need was required."""
    if required(need):
        pytest.fail(f"EXPLAINER_REQUIRE names {need}, but {reason}")
    pytest.skip(reason)


def corpus_folder() -> Path:
    """Return the folder of source documents; skip (or fail, where required) if it is absent."""
    folder = Path(os.environ.get("EXPLAINER_CORPUS", Path(__file__).parents[2] / "shared" / "corpus"))
    if not folder.is_dir():
        skip_unless_required("corpus", f"no corpus at {folder}: set EXPLAINER_CORPUS to the folder that holds it")
    return folder.resolve()
