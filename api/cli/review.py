"""``explainer review list``: what was not accepted, and why."""

import sys
from collections import Counter
from dataclasses import asdict
from typing import Annotated, Literal

import typer

from api.cli.options import Json, as_json, told_errors, write_json

Status = Literal["open", "accepted", "rejected"]


def list_items(
    reason: Annotated[str | None, typer.Option(help="Only items of this reason.")] = None,
    therapy: Annotated[str | None, typer.Option(help="Only items about this therapy id.")] = None,
    status: Annotated[Status, typer.Option(help="Items in this state.")] = "open",
    limit: Annotated[int, typer.Option(min=0, help="At most so many; 0 shows all.")] = 50,
    json: Json = False,
) -> None:
    """List the doubts that wait for a person, with their reasons."""
    with told_errors(json):
        from api.locations import ledger_url
        from graph.ledger.ledger import Ledger

        with Ledger.open(ledger_url(), create=False) as ledger:
            records = ledger.read()
        found = [
            item
            for _, item in sorted(records.reviews.items())
            if item.status == status
            and (reason is None or item.reason == reason)
            and (therapy is None or item.therapy_id == therapy)
        ]
        shown = found[:limit] if limit else found
        if as_json(json):
            write_json({"total": len(found), "items": [asdict(item) for item in shown]})
            return
        for item in shown:
            where = " ".join(part for part in (item.document_id, item.locator) if part)
            sys.stdout.write(
                f"{item.id}  {item.reason}  {item.therapy_id} {item.cancer_id}\n    {item.detail}\n    {where}\n"
            )
        counts = ", ".join(f"{name} {count}" for name, count in Counter(item.reason for item in found).most_common())
        sys.stdout.write(f"{len(found)} {status} items ({counts}); {len(shown)} shown.\n")
