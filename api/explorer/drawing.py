"""Sets up Cytoscape.js, which draws neighbourhoods: npm fetches it under its lock file, out of the code's way."""

import shutil
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from api import AssetsFailed

LOCKED = Path(__file__).parent / "assets"
SCRIPT = "cytoscape.min.js"
PATIENCE = 300


def set_up_drawing(folder: Path) -> Path:
    """Put the script into a folder, unless it is there. Raises AssetsFailed; the pages work without it."""
    script = folder / SCRIPT
    if script.is_file():
        return script
    npm = shutil.which("npm", path=str(Path(sys.executable).parent)) or shutil.which("npm")
    if npm is None:
        raise AssetsFailed("npm is not installed")
    with TemporaryDirectory() as scratch:
        for file in ("package.json", "package-lock.json"):
            shutil.copy(LOCKED / file, scratch)
        command = [npm, "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--prefix", scratch]
        try:
            done = subprocess.run(command, capture_output=True, text=True, timeout=PATIENCE, check=False)  # noqa: S603
        except (OSError, subprocess.TimeoutExpired) as error:
            raise AssetsFailed(type(error).__name__) from error
        if done.returncode:
            raise AssetsFailed((done.stderr.strip().splitlines() or ["npm failed"])[-1])
        folder.mkdir(parents=True, exist_ok=True)
        fresh = folder / f"{SCRIPT}.new"
        shutil.copy(Path(scratch) / "node_modules" / "cytoscape" / "dist" / SCRIPT, fresh)
        fresh.replace(script)
    return script
