"""``explainer assets``: what the explorer's drawing needs."""

import os
import sys
from pathlib import Path

from api.cli.options import told_errors
from api.locations import data_folder


def assets() -> None:
    """Fetch Cytoscape.js with npm, for the explorer's drawing. The pages work without it."""
    with told_errors():
        from api.explorer.drawing import set_up_drawing

        chosen = os.environ.get("EXPLAINER_ASSETS")
        script = set_up_drawing(Path(chosen) if chosen else data_folder() / "assets")
        sys.stdout.write(f"The explorer draws with {script}\n")
