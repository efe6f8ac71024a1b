"""From the corpus to the packaged facts: load everything into an empty ledger, and write its records as text files.

What the files hold are facts, places and hashes; the texts of the documents stay in the ledger.
"""

from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

from graph.ledger.ledger import Ledger
from graph.packaging.knowledge_files import write_knowledge
from loaders.report import LoadReport
from loaders.run import Advance, load


def package(
    corpus: Path,
    folder: Path,
    recorded_on: date,
    *,
    processes: int | None = None,
    advance: Advance = lambda _name, _count: None,
) -> LoadReport:
    """Load a corpus into an empty ledger and replace the knowledge files of a folder by what it holds."""
    with TemporaryDirectory() as scratch, Ledger.open(f"sqlite:///{scratch}/ledger.sqlite") as ledger:
        report = load(corpus, ledger, recorded_on, processes=processes, advance=advance)
        write_knowledge(ledger.versions(), folder)
    return report
