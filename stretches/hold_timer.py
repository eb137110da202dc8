"""Holds and their clock. All time is the frames' own time stamps."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass, field

from pose.types import Side
from stretches.counts import ClockState, EndedBy, Hold
from stretches.vocabulary import Verdict

ARM_S = 1.0
"""Good form for this long starts a hold; the second counts."""
GRACE_S = 0.7
"""Bad or unseen for longer than this shows as a pause; its time never counts."""
RESUME_S = 5.0
"""Bad or unseen for longer than this ends the hold."""
ARMING_BLINK_S = 0.25
"""A bad moment shorter than this does not send a hold that is arming back to its start."""
MAX_STEP_S = 0.5
"""Frames farther apart than this leave a gap in which nothing was seen."""
SWITCH_S = 1.0
"""The other side at work for this long is a switch; for less, left and right were mistaken."""
LEAVE_S = 0.5
"""Out of the position for this long, the next repetition may begin."""
BEST_WINDOW_S = 3.0
ROUNDING_S = 1e-6
"""Differences of time stamps are no more exact: the same clip counts alike wherever it starts."""


@dataclass(frozen=True)
class Credit:
    """What of a hold had passed before it showed that it was one.

    Attributes:
        since_s: when it began, seconds.
        good_s: the good seconds from then to now.
    """

    since_s: float
    good_s: float


@dataclass
class _Under:
    """A hold under way."""

    side: Side
    start_s: float
    good_s: float = 0.0
    last_good_s: float = 0.0
    bad_since: float | None = None
    armed: bool = False
    best: BestAverage = field(default_factory=lambda: BestAverage())


class BestAverage:
    """The best average over three seconds of each range of motion."""

    def __init__(self) -> None:
        self._kept: dict[str, deque[tuple[float, float]]] = {}
        self.best: dict[str, float] = {}

    def update(self, t: float, ranges: dict[str, float]) -> None:
        """Take in the ranges of one good moment."""
        for name, value in ranges.items():
            kept = self._kept.setdefault(name, deque())
            if kept and t - kept[-1][0] > MAX_STEP_S:
                kept.clear()
            kept.append((t, value))
            while kept[-1][0] - kept[0][0] > BEST_WINDOW_S:
                kept.popleft()
            if kept[-1][0] - kept[0][0] >= 0.9 * BEST_WINDOW_S:
                mean = sum(v for _, v in kept) / len(kept)
                self.best[name] = max(self.best.get(name, mean), mean)


class HoldTimer:
    """Times the holds of one stretch.

    A hold arms after a second of good form and accumulates only while form is good. A fault or an
    unseen body pauses it; good form within five seconds resumes it, later a new hold begins. After
    a completed hold the next one of that side begins only after coming out of the position.

    Args:
        target_s: good seconds that complete a hold.
    """

    def __init__(self, target_s: float) -> None:
        if target_s <= 0:
            raise ValueError("A hold has to last longer than 0 seconds.")
        self.target_s = target_s
        self.holds: list[Hold] = []
        self._under: _Under | None = None
        self._t: float | None = None
        self._good = False
        self._done_side: Side | None = None
        self._out_since: float | None = None
        self._other_since: float | None = None
        self._moved = False

    def update(
        self,
        t: float,
        side: Side | None,
        attempting: bool | None,
        form: Verdict,
        ranges: dict[str, float] | None = None,
        before: Credit | None = None,
        settled: bool = True,
        moving: bool = False,
    ) -> None:
        """Take in one moment.

        Args:
            t: seconds, later than the last moment's.
            side: the working side.
            attempting: whether the person is in the position, None where unseen.
            form: the verdict over the required checks.
            ranges: ranges of motion at this moment, degrees.
            before: what of this hold has passed already, where that shows only afterwards.
            settled: whether the body has come to rest enough for a hold to begin.
            moving: whether it is on its way: seen twice, a hold that is still arming begins anew.
        """
        good = form is Verdict.MET and attempting is True and side is not None
        if self._under is not None and side != self._under.side and side is not None:
            since = self._switching(t, good and settled)
            good = since is not None
            before = None if since is None else Credit(since, t - since)
        else:
            self._other_since = None
        if self._under is not None:
            self._count(t)
        if self._under is not None:
            self._watch(t, side, attempting, form, good)
        arming = self._under is not None and not self._under.armed
        if arming and good and moving and self._moved:
            self._under = None  # one moment alone may be a joint that jumps
        self._moved = moving
        if self._done_side is not None:
            self._watch_leaving(t, side, attempting)
        may_begin = good and settled and self._done_side is None
        if self._under is None and may_begin and side is not None:
            begun = before or Credit(t, 0.0)
            self._under = _Under(side, begun.since_s, begun.good_s, last_good_s=t)
            self._arm(t)
        if self._under is not None and good:
            self._under.best.update(t, ranges or {})
        self._t, self._good = t, good

    def _count(self, t: float) -> None:
        """Count the time since the last moment, where that moment was good."""
        under = self._under
        if (
            under is None
            or self._t is None
            or not self._good
            or t - self._t > MAX_STEP_S + ROUNDING_S
        ):
            return
        left = self.target_s - under.good_s
        step = t - self._t
        if step >= left - ROUNDING_S:
            self._end(self._t + max(left, 0.0), "completed", good_s=self.target_s)
            return
        under.good_s += step
        under.last_good_s = t
        self._arm(t)

    def _arm(self, t: float) -> None:
        under = self._under
        if under is not None and not under.armed and under.good_s >= ARM_S - ROUNDING_S:
            under.armed = True
            if under.good_s >= self.target_s:
                self._end(t - (under.good_s - self.target_s), "completed", self.target_s)

    def _watch(
        self, t: float, side: Side | None, attempting: bool | None, form: Verdict, good: bool
    ) -> None:
        """Pause, resume or end the hold under way."""
        under = self._under
        if under is None:
            return
        gap = self._t is not None and t - self._t > MAX_STEP_S + ROUNDING_S
        if gap and self._t is not None and t - self._t > RESUME_S + ROUNDING_S:
            self._leave(self._t, "lost from view")
            return
        if good:
            under.bad_since = None
            return
        since = under.last_good_s
        under.bad_since = since if under.bad_since is None else under.bad_since
        if not under.armed:
            if t - under.bad_since > ARMING_BLINK_S + ROUNDING_S:
                self._under = None
            return
        if t - under.bad_since > RESUME_S + ROUNDING_S:
            unseen = attempting is None or (attempting and form is Verdict.UNSEEN)
            self._leave(under.bad_since, "lost from view" if unseen else "left position")

    def _switching(self, t: float, good: bool) -> float | None:
        """The other side works: since when, once that has ended the hold under way."""
        if not good:
            self._other_since = None
        elif self._other_since is None:
            self._other_since = t
        since = self._other_since
        if since is None or t - since < SWITCH_S - ROUNDING_S:
            return None
        self._leave(since, "left position")
        self._other_since = None
        return since

    def _leave(self, end_s: float, reason: EndedBy) -> None:
        under = self._under
        if under is None:
            return
        if under.armed:
            self._end(max(end_s, under.last_good_s), reason, under.good_s)
        else:
            self._under = None

    def _end(self, end_s: float, reason: EndedBy, good_s: float) -> None:
        under = self._under
        if under is None:
            return
        self.holds.append(
            Hold(
                side=under.side,
                start_s=under.start_s,
                end_s=end_s,
                good_s=good_s,
                total_s=end_s - under.start_s,
                completed=reason == "completed",
                ended_by=reason,
                best=dict(under.best.best),
            )
        )
        self._under = None
        self._good = False
        if reason == "completed":
            self._done_side = under.side
            self._out_since = None

    def _watch_leaving(self, t: float, side: Side | None, attempting: bool | None) -> None:
        """After a completed hold, wait until the person has come out of it."""
        away = attempting is False or (attempting and side is not None and side != self._done_side)
        if not away:
            self._out_since = None
        elif self._out_since is None:
            self._out_since = t
        if self._out_since is not None and t - self._out_since >= LEAVE_S - ROUNDING_S:
            self._done_side = None
            self._out_since = None

    def finish(self, t: float) -> None:
        """The video or session ends here: a hold under way is kept as a part hold."""
        if self._under is not None:
            self._count(t)
        if self._under is not None:
            self._leave(t, "end of video")

    # What shows

    @property
    def side(self) -> Side | None:
        """The side of the hold under way, or of the one just completed."""
        return self._under.side if self._under else self._done_side

    @property
    def under_way(self) -> bool:
        """Whether a hold has begun and not ended."""
        return self._under is not None and self._under.armed

    @property
    def good_s(self) -> float:
        """Good seconds of the hold under way."""
        if self._under is not None:
            return self._under.good_s
        return self.target_s if self._done_side is not None else 0.0

    @property
    def state(self) -> ClockState:
        """What the clock is doing."""
        under = self._under
        if under is None:
            return "done" if self._done_side is not None else "waiting"
        if not under.armed:
            return "arming"
        if under.bad_since is not None and (self._t or 0.0) - under.bad_since > GRACE_S:
            return "paused"
        return "running"

    def completed(self, side: Side) -> int:
        """Completed holds of one side."""
        return sum(hold.completed and hold.side == side for hold in self.holds)
