"""Records one stretch while it is being done: its poses, its figures, and a report at the end."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import Any

from pose.types import Pose
from stretches.figures import FigureLog
from stretches.report import Report
from stretches.track import Snapshot, Track

POSES_A_SECOND = 10.0
"""As many as the review of a file looks at."""


class StretchRecorder:
    """Follows a stretch of a live session; all its times count from its own first frame.

    Silhouettes are not kept: the report and the figures are made as the stretch is done, and a
    replay needs no more of a person than a skeleton.

    Args:
        track: follows the stretch.
        t: seconds of its first frame.
    """

    def __init__(self, track: Track, t: float) -> None:
        self.track = track
        self.start_s = t
        self.poses: list[Pose] = []
        self._figures = FigureLog(track.stretch)
        self._frames = 0
        self._found = 0
        self._last_s = t
        self._views: Counter[Any] = Counter()
        self._views_in_it: Counter[Any] = Counter()

    def add(self, snapshot: Snapshot) -> None:
        """Take in one frame."""
        t = snapshot.t
        since = t - self.start_s
        self._frames += 1
        self._last_s = t
        now = snapshot.assessment
        if now.view is not None:
            self._views[now.view] += 1
            self._views_in_it[now.view] += bool(now.attempting)
        self._figures.add(snapshot, since)
        if snapshot.body is None:
            return
        self._found += 1
        if not self.poses or since - self.poses[-1].t >= 1 / POSES_A_SECOND - 1e-3:
            self.poses.append(replace(snapshot.body.pose, t=since, silhouette=None))

    def figures(self) -> dict[str, Any]:
        """The judged figures, see `FigureLog.to_json`."""
        return self._figures.to_json()

    def report(self, name: str) -> Report:
        """The report so far, in seconds from the stretch's first frame.

        Args:
            name: stands where a file's name would.
        """
        base = Report(
            video=name,
            duration_s=self._last_s - self.start_s,
            frames=self._frames,
            frames_analysed=self._frames,
            stretch=self.track.stretch,
            view=self._view(),
            pose_found=self._found / max(self._frames, 1),
            reps={"left": 0, "right": 0},
        )
        progress = self.track.finish()
        if progress is None:
            return base
        log, by = self.track.log, self.start_s
        return replace(
            base,
            reps=progress.reps,
            holds=tuple(_earlier(hold, by) for hold in progress.holds),
            cycles=tuple(_earlier(cycle, by) for cycle in progress.cycles),
            tallies=tuple(tally for tally in log.tallies.values() if tally.seconds > 0),
            faults=tuple(replace(_earlier(f, by), worst_s=f.worst_s - by) for f in log.faults),
            cues=tuple(replace(cue, t_s=cue.t_s - by) for cue in self.track.coach.cues),
        )

    def _view(self) -> Any:
        views = +self._views_in_it or self._views
        return views.most_common(1)[0][0] if views else None


def _earlier(thing: Any, by: float) -> Any:
    return replace(thing, start_s=thing.start_s - by, end_s=thing.end_s - by)
