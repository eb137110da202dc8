"""Writing files so that nothing half-written is ever left looking whole."""

from __future__ import annotations

import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


class UnwritableFile(Exception):
    """A file that cannot be written; the message says why and what to do."""


@contextmanager
def atomic_path(path: Path) -> Iterator[Path]:
    """A temporary path beside `path`, which takes its place when all went well.

    An error inside the block, of whatever kind, deletes the temporary file and passes on.

    Raises:
        UnwritableFile: the folder is missing or may not be written to.
    """
    check_writable(path)
    # A link stays a link: the file it leads to is the one replaced.
    target = Path(path).resolve()
    temporary = target.with_name(f".part-{secrets.token_hex(8)}{target.suffix}")
    try:
        with _plain_errors(path):
            _create(temporary)
        yield temporary
        with _plain_errors(path):
            temporary.replace(target)
    finally:
        temporary.unlink(missing_ok=True)


def check_writable(path: Path) -> None:
    """Refuse a path that cannot be written, before any work is done for it.

    Raises:
        UnwritableFile: it is a folder or a device, its name is too long, or its folder is
            missing or not writable.
    """
    path = Path(path)
    with _plain_errors(path):
        if path.is_dir():
            raise UnwritableFile(f"{path} is a folder: name a file to write.")
        if path.exists() and not path.is_file():
            # Replacing a device such as /dev/null would take it away from everyone.
            raise UnwritableFile(f"{path} is a device and not a file: name a file to write.")
        folder = path.resolve().parent
        if not folder.is_dir():
            raise UnwritableFile(f"There is no folder {path.parent}: make it first.")
        if not os.access(folder, os.W_OK):
            raise UnwritableFile(f"{folder} may not be written to: choose another folder.")


def write_text_atomically(path: Path, text: str) -> None:
    """Write a text file, in UTF-8, whole or not at all.

    Raises:
        UnwritableFile: see `atomic_path`; or the disk is full.
    """
    with atomic_path(path) as temporary, _plain_errors(path):
        temporary.write_text(text, encoding="utf-8")


def _create(path: Path) -> None:
    """Make a new empty file with the permissions any other new file gets."""
    os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o666))


@contextmanager
def _plain_errors(path: Path) -> Iterator[None]:
    """Turn what the system says into a sentence for people."""
    try:
        yield
    except OSError as error:
        raise UnwritableFile(unwritable(path, error.strerror)) from error


def unwritable(path: Path, reason: str | None) -> str:
    """The sentence for a file that the system refuses to write."""
    why = (reason or "the system refuses").lower()
    return f"{Path(path).name} cannot be written ({why}): make room or choose another place."
