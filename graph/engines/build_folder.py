"""The folder of embedded builds: each new one beside the others, a pointer that is replaced atomically, three kept."""

import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from graph.store import GraphBusy, GraphMissing

KEPT = 3
"""Builds that stay: the served one and those to roll back to."""

POINTER, LOCK, BUILDS = "current", "lock", "builds"


def served(root: Path) -> Path | None:
    """Return the folder of the build that the pointer names, None where nothing was built."""
    try:
        name = (root / POINTER).read_text(encoding="utf-8").strip()
    except (FileNotFoundError, NotADirectoryError):
        return None
    folder = root / BUILDS / name
    return folder if name and folder.is_dir() else None


def version_of(folder: Path) -> str:
    """Return the version of the graph that a build's name tells."""
    return folder.name.partition("-")[2]


def builds(root: Path) -> list[Path]:
    """Return the builds, oldest first."""
    folder = root / BUILDS
    return sorted(one for one in folder.iterdir() if re.match(r"\d{6}-", one.name)) if folder.is_dir() else []


def serve(root: Path, name: str) -> None:
    """Point readers at a build, for a switch or for a rollback. Raises GraphMissing."""
    if not (root / BUILDS / name).is_dir():
        raise GraphMissing(f"embedded:{root} (build {name})")
    fresh = root / f"{POINTER}.new"
    with fresh.open("w", encoding="utf-8") as file:
        file.write(name + "\n")
        file.flush()
        os.fsync(file.fileno())
    fresh.replace(root / POINTER)
    _sync_folder(root)


@contextmanager
def building(root: Path, version: str) -> Iterator[Path]:
    """Give an empty folder; serve it when the block ends well, remove it when it does not.

    What a killed build left behind is removed first. Raises GraphBusy where another process is building.
    """
    import shutil  # with its archive formats, which a reader would pay for

    (root / BUILDS).mkdir(parents=True, exist_ok=True)
    with _locked(root):
        held = builds(root)
        number = int(held[-1].name[:6]) + 1 if held else 1
        for left in (root / BUILDS).glob("unfinished-*"):
            shutil.rmtree(left)
        work = root / BUILDS / f"unfinished-{number:06}-{version}"
        work.mkdir()
        try:
            yield work
            finished = root / BUILDS / f"{number:06}-{version}"
            _sync_tree(work)
            work.rename(finished)
            _sync_folder(root / BUILDS)
            serve(root, finished.name)
        except BaseException:
            shutil.rmtree(work, ignore_errors=True)
            raise
        for old in builds(root)[:-KEPT]:
            if old != served(root):
                shutil.rmtree(old, ignore_errors=True)


@contextmanager
def _locked(root: Path) -> Iterator[None]:
    """Hold the folder's lock; the system frees it when the process ends, however it ends."""
    with (root / LOCK).open("w") as file:
        try:
            _lock_file(file.fileno())
        except OSError as error:
            raise GraphBusy(f"embedded:{root}") from error
        yield


def _lock_file(descriptor: int) -> None:
    if os.name == "nt":
        import msvcrt

        msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)  # type: ignore[attr-defined,unused-ignore]
    else:
        import fcntl

        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)


def _sync_tree(folder: Path) -> None:
    for path in folder.rglob("*"):
        if path.is_file():
            with path.open("rb") as file:
                os.fsync(file.fileno())
    _sync_folder(folder)


def _sync_folder(folder: Path) -> None:
    if os.name == "nt":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
