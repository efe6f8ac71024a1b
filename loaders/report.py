"""What a load did: a table for people, JSON for programs, an exit code for scripts.

Exit codes: 0 all was read; 3 some of it was set aside for review (the ledger holds the rest); 2 nothing was loaded,
because what was asked for cannot be (a LoadError, raised before anything is written).
"""

from collections import Counter
from dataclasses import dataclass, field
from typing import Any

from rich.table import Table

EXIT_READ = 0
EXIT_BAD_INPUT = 2
EXIT_SET_ASIDE = 3


@dataclass(slots=True)
class SourceReport:
    """Counts of one source. ``set_aside`` counts open review items by reason, ``records`` by kind."""

    name: str
    documents: int = 0
    broken: int = 0
    records: Counter[str] = field(default_factory=Counter)
    set_aside: Counter[str] = field(default_factory=Counter)
    seconds: float = 0.0


@dataclass(slots=True)
class LoadReport:
    """Counts of a whole load: by source, after reconciling, and what changed in the ledger."""

    sources: dict[str, SourceReport] = field(default_factory=dict)
    records: Counter[str] = field(default_factory=Counter)
    statuses: Counter[str] = field(default_factory=Counter)
    doubts: Counter[str] = field(default_factory=Counter)
    ledger: dict[str, int] = field(default_factory=dict)
    processes: int = 1
    seconds: float = 0.0

    @property
    def exit_code(self) -> int:
        """3 where anything was set aside, else 0."""
        aside = any(source.set_aside or source.broken for source in self.sources.values())
        return EXIT_SET_ASIDE if aside or self.doubts else EXIT_READ

    def as_json(self) -> dict[str, Any]:
        """Return the report as plain values."""
        return {
            "sources": {
                name: {
                    "documents": source.documents,
                    "broken": source.broken,
                    "records": dict(sorted(source.records.items())),
                    "set_aside": dict(sorted(source.set_aside.items())),
                    "seconds": round(source.seconds, 2),
                }
                for name, source in sorted(self.sources.items())
            },
            "records": dict(sorted(self.records.items())),
            "statuses": dict(sorted(self.statuses.items())),
            "doubts": dict(sorted(self.doubts.items())),
            "ledger": self.ledger,
            "processes": self.processes,
            "seconds": round(self.seconds, 2),
            "exit_code": self.exit_code,
        }

    def table(self) -> Table:
        """Return the table that a person reads after a load."""
        table = Table(title="Loaded", title_justify="left")
        table.add_column("source")
        for column in ("documents", "broken", "records", "set aside"):
            table.add_column(column, justify="right")
        table.add_column("commonest reasons to set aside")
        for source in self.sources.values():
            reasons = ", ".join(f"{reason} {count}" for reason, count in source.set_aside.most_common(3))
            table.add_row(
                source.name,
                str(source.documents),
                str(source.broken),
                str(source.records.total()),
                str(source.set_aside.total()),
                reasons,
            )
        return table
