"""Recordings: the files of reviews, which go in and out with the review's own permission."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from clinic.access import Access
from clinic.files import FileStore
from clinic.reviews import HandedInPart
from pose.recording import load_poses
from pose.types import Pose


@dataclass(frozen=True)
class RecordedPart:
    """One stretch to hand in, its files still outside the store.

    Attributes:
        report: the program's answer, `Report.to_json()`.
        poses: a file written by `save_poses`, None without.
        video: the video, None without; kept only where it is shared.
    """

    stretch: str | None
    report: dict[str, Any]
    poses: Path | None = None
    video: Path | None = None


class Recordings:
    """Hands recordings in, and out again to whoever may see them.

    Args:
        access: of the one who asks.
        store: where the files are.
    """

    def __init__(self, access: Access, store: FileStore) -> None:
        self._access = access
        self._store = store

    def hand_in(
        self,
        parts: Sequence[RecordedPart],
        comment: str,
        share_video: bool,
        session_id: str | None = None,
    ) -> str:
        """Hand in a recorded session or videos; the review's identifier.

        A video is kept only where `share_video` says so. Where anything fails, nothing is kept.

        Raises:
            InvalidReview: there is nothing in it.
            FileStoreUnavailable: a file could not be kept.
        """
        kept: list[str] = []

        def keep(path: Path | None) -> str | None:
            if path is None:
                return None
            kept.append(self._store.keep(self._access.me, path))
            return kept[-1]

        try:
            handed = tuple(
                HandedInPart(
                    part.stretch,
                    part.report,
                    keep(part.poses),
                    keep(part.video if share_video else None),
                )
                for part in parts
            )
            me = self._access.me
            return self._access.reviews.hand_in(me, handed, comment, share_video, session_id)
        except BaseException:
            for name in kept:
                self._store.delete(name)
            raise

    def poses(self, review_id: str, part: int) -> list[Pose]:
        """The recorded poses of a part.

        Raises:
            NotAllowed: the asker may not see it.
            InvalidReview: there is no recording.
            FileStoreUnavailable: it cannot be read.
        """
        name = self._access.reviews.poses_name(review_id, part)
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "poses.npz"
            self._store.copy_out(name, path)
            return load_poses(path)

    def copy_video(self, review_id: str, part: int, target: Path) -> None:
        """Write a part's video to a local file, to be shown.

        Raises:
            NotAllowed: the asker may not see it, or it is not shared.
            InvalidReview: there is no video.
            FileStoreUnavailable: it cannot be read.
        """
        self._store.copy_out(self._access.reviews.video_name(review_id, part), target)

    def stop_sharing(self, review_id: str) -> None:
        """Take the consent to the video back; the video is deleted."""
        self._access.reviews.stop_sharing(review_id, self._store.delete)

    def delete(self, review_id: str) -> None:
        """Delete a review with its files."""
        self._access.reviews.delete(review_id, self._store.delete)
