"""``explainer migrate``: the ledger's tables, brought to what this program reads and writes."""

import sys

from api.cli.options import Json, as_json, told_errors, write_json
from api.locations import data_folder, ledger_url


def migrate(json: Json = False) -> None:
    """Bring the ledger's tables to this program's format, every row kept; make the ledger where there is none."""
    with told_errors(json):
        from graph.ledger.ledger import Ledger

        data_folder().mkdir(parents=True, exist_ok=True)
        before, after = Ledger.migrate(ledger_url())
        if as_json(json):
            write_json({"before": before or None, "after": after})
        elif before == after:
            sys.stdout.write(f"The ledger has format {after} already.\n")
        else:
            was = f"was {before}" if before else "is new"
            sys.stdout.write(f"The ledger has format {after}; it {was}.\n")
