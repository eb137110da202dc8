"""The file store: videos and recordings of poses, in a folder or wherever fsspec reaches."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO, Any, cast

import fsspec
from fsspec.implementations.local import LocalFileSystem

from clinic.settings import InvalidSetting
from clinic.tables.base import new_id


class FileStoreUnavailable(Exception):
    """Files cannot be kept or read now; the message says what to do."""

    def __init__(self) -> None:
        super().__init__(
            "The file could not be kept or read: check CLINIC_FILES, the disk or the connection, "
            "and try again."
        )


class FileStore:
    """Files by name, each below the folder of the person whose it is.

    A file appears whole or not at all. Threads and processes may share a store.

    Args:
        url: a folder, or an address such as `s3://bucket/folder`.
        options: passed on to fsspec, such as an S3 endpoint.

    Raises:
        InvalidSetting: there is no such kind of store, or it is not installed.
    """

    def __init__(self, url: str, **options: Any) -> None:
        try:
            self._files, self._root = fsspec.core.url_to_fs(url, **options)
        except (ImportError, ValueError) as error:
            raise InvalidSetting(
                "CLINIC_FILES has to be a folder, or an address such as s3://bucket/folder with "
                f"the extra installed (pip install '.[s3]'), not {url}."
            ) from error
        self._root = self._root.rstrip("/")

    def keep(self, person_id: str, source: Path) -> str:
        """Keep a copy of a file; its name in the store, with the same suffix.

        Raises:
            FileStoreUnavailable: it could not be kept; nothing is left of it.
        """
        name = f"{person_id}/{new_id()}{source.suffix.lower()}"
        with _plain_errors():
            if isinstance(self._files, LocalFileSystem):
                _keep_locally(source, Path(self._root) / name)
            else:
                self._files.put_file(str(source), self._path(name))
        return name

    @contextmanager
    def opened(self, name: str) -> Iterator[IO[bytes]]:
        """A file, open for reading.

        Raises:
            FileStoreUnavailable: it is not there or cannot be read.
        """
        with _plain_errors():
            file = cast(IO[bytes], self._files.open(self._path(name), "rb"))
        with file:
            yield file

    def copy_out(self, name: str, target: Path) -> None:
        """Write a file of the store to a local path.

        Raises:
            FileStoreUnavailable: it is not there or cannot be read.
        """
        with _plain_errors():
            self._files.get_file(self._path(name), str(target))

    def delete(self, name: str) -> None:
        """Delete one file; one that is gone already is no error.

        Raises:
            FileStoreUnavailable: the store cannot be reached.
        """
        with _plain_errors(), suppress(FileNotFoundError):
            self._files.rm_file(self._path(name))

    def delete_all(self, person_id: str) -> None:
        """Delete everything of one person.

        Raises:
            FileStoreUnavailable: the store cannot be reached.
        """
        with _plain_errors(), suppress(FileNotFoundError):
            self._files.invalidate_cache()
            self._files.rm(self._path(person_id), recursive=True)

    def names(self, person_id: str) -> tuple[str, ...]:
        """The names of all files of one person."""
        with _plain_errors():
            self._files.invalidate_cache()
            found = self._files.find(self._path(person_id))
        return tuple(sorted(f"{person_id}/{path.rsplit('/', 1)[1]}" for path in found))

    def _path(self, name: str) -> str:
        return f"{self._root}/{name}"


@contextmanager
def _plain_errors() -> Iterator[None]:
    """Turn what a store says into a sentence for people."""
    try:
        yield
    except Exception as error:  # each kind of store has its own
        raise FileStoreUnavailable from error


def _keep_locally(source: Path, target: Path) -> None:
    """Copy beside the target, then put in place: nothing half-written has the final name."""
    target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    part = target.with_name(f".part-{target.name}")
    try:
        with os.fdopen(os.open(part, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "wb") as out:
            with source.open("rb") as file:
                shutil.copyfileobj(file, out, 1 << 20)
            out.flush()
            os.fsync(out.fileno())
        part.replace(target)
    finally:
        part.unlink(missing_ok=True)
