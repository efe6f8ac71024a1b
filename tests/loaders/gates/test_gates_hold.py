"""Every gate of the loaders refuses its trap, and without the gate the trap is told: so none can be lost unseen."""

import pytest

from loaders.treatment_options.combinations import UnclearCombinationError
from tests.loaders.gates.readings import Outcome
from tests.loaders.gates.removal import without
from tests.loaders.gates.traps import QUEUEING, REFUSING, Trap

_ALL = {**REFUSING, **QUEUEING}
CASES = [
    pytest.param(module, reason, trap, id=f"{module}-{reason}-{number}")
    for (module, reason), traps in sorted(_ALL.items())
    for number, trap in enumerate(traps)
]


@pytest.mark.parametrize(("module", "reason", "trap"), CASES)
def test_a_trap_waits_for_its_gate_s_reason(module: str, reason: str, trap: Trap) -> None:
    assert reason in trap().queued


@pytest.mark.parametrize(("module", "reason", "trap"), CASES)
def test_without_its_gate_a_trap_is_told_or_nobody_is_asked(module: str, reason: str, trap: Trap) -> None:
    before = trap()
    with without(module, reason):
        after = _outcome(trap)
    assert reason not in after.queued
    if (module, reason) in REFUSING:
        assert after.told > before.told, "another gate hides this one: make the trap purer"
    assert trap() == before, "the gate did not come back"


def _outcome(trap: Trap) -> Outcome:
    """Return what a trap comes to; one that breaks its reader is set aside whole."""
    try:
        return trap()
    except (IndexError, KeyError, LookupError, TypeError, UnboundLocalError, UnclearCombinationError):
        return Outcome()
