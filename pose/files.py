"""Writing files so that nothing half-written is ever left looking whole."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


class UnwritableFile(Exception):
    """A file that cannot be written; the message says why and what to do."""


@contextmanager
def atomic_path(path: Path) -> Iterator[Path]:
    """A temporary path beside `path`, which takes its place when all went well.

    Raises:
        UnwritableFile: the folder is missing or may not be written to.
    """
    path = Path(path)
    check_writable(path)
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=".part-", suffix=path.suffix)
    os.close(handle)
    temporary = Path(name)
    try:
        yield temporary
        _share_like_others(temporary)
        temporary.replace(path)
    finally:
        temporary.unlink(missing_ok=True)


def check_writable(path: Path) -> None:
    """Refuse a path that cannot be written, before any work is done for it.

    Raises:
        UnwritableFile: it is a folder, or its folder is missing or not writable.
    """
    if path.is_dir():
        raise UnwritableFile(f"{path} is a folder: name a file to write.")
    if not path.parent.is_dir():
        raise UnwritableFile(f"There is no folder {path.parent}: make it first.")
    if not os.access(path.parent, os.W_OK):
        raise UnwritableFile(f"{path.parent} may not be written to: choose another folder.")


def _share_like_others(path: Path) -> None:
    """Temporary files are private; the finished one has the usual permissions."""
    mask = os.umask(0)
    os.umask(mask)
    path.chmod(0o666 & ~mask)


def write_text_atomically(path: Path, text: str) -> None:
    """Write a text file whole or not at all.

    Raises:
        UnwritableFile: see `atomic_path`.
    """
    with atomic_path(path) as temporary:
        temporary.write_text(text, encoding="utf-8")
