"""The flexing and pointing of the foot: whether it goes on, and its cycles."""

from __future__ import annotations

from collections import deque
from statistics import median

from pose.smoothing import ShortMedian
from pose.types import Side
from stretches.counts import Cycle
from stretches.cycles import Turn, TurningPoints
from stretches.vocabulary import Verdict

BACK_S = 2.0
"""After longer than this at the other foot, what was seen of this one before no longer tells. For
less the other leg is now and then taken for the working one while nobody has moved."""


class AlternationWatch:
    """Whether the working foot keeps flexing and pointing, and both feet's cycles.

    Args:
        least_swing_deg: the smallest swing of the ankle's angle that counts.
    """

    def __init__(self, least_swing_deg: float) -> None:
        self._least = least_swing_deg
        self._side: Side | None = None
        self._foot = _FootWatch(least_swing_deg)
        self._feet: dict[Side, _FootWatch] = {}
        self.cycles: list[Cycle] = []

    @property
    def moving_since(self) -> float | None:
        """Since when the working foot has been alternating; None while it is not."""
        return self._foot.moving_since

    def update(
        self, t: float, side: Side | None, ankle: float | None, ready: bool = True
    ) -> Verdict:
        """Whether the foot is alternating at this moment.

        Unseen where the foot is, and while it has not been watched for long enough to tell.

        Args:
            t: seconds.
            side: the working side.
            ankle: how far the foot points, degrees from anywhere; None where unseen.
            ready: whether the rest of the form is right; while it is being mended, nobody asks
                the foot to go on.
        """
        if side is not None and side != self._side:
            known = self._feet.get(side)
            # The other foot's swings are none of its own.
            self._foot = _FootWatch(self._least) if known is None or known.forgotten(t) else known
            self._feet[side], self._side = self._foot, side
        verdict = self._foot.update(t, ankle, ready)
        self.cycles += [Cycle(side, *times, counted=True) for times in self._foot.done() if side]
        return verdict


class _FootWatch:
    """Whether one foot keeps flexing and pointing, and its cycles.

    Args:
        least_swing_deg: the smallest swing of the ankle's angle that counts.
    """

    STILL_S = 4.0
    SHORTEST_S, LONGEST_S = 1.0, 8.0
    FIRST_SWINGS = 3
    """Less than a whole cycle may be the foot's way into the position."""
    REMEMBERED_S = 9.0
    """So soon after it last alternated a foot goes on as soon as it moves again."""
    UNSEEN_S = 0.7
    """An unseen foot may still be alternating for so long."""
    FORGOTTEN_S = 2.0
    """Unseen for longer, what was seen of the foot before no longer tells."""
    MEDIAN_S = 0.4
    """The median over so long, or over what is known of the foot, tells of the middle of it."""
    MAX_STEP_S = 0.5
    WHOLE_RANGE_DEG = 70.0
    """An ankle has about 20° of dorsiflexion and 50° of plantar flexion (AAOS): a foot that seems
    to swing farther is overread, its small swings too. One of 44° was read as 98°, and its wobble
    of 8° as 15°."""
    OVERREAD_AT_MOST = 2.2
    """The most that was read of a true swing: that one."""
    TYPICAL_OF, TYPICAL_S = 3, 15.0
    """The middle one of the last swings, of at least so many in so many seconds, tells how much is
    overread. Whoever goes on with smaller ones is taken at their word after that."""

    def __init__(self, least_swing_deg: float) -> None:
        self._least = least_swing_deg
        self._t: float | None = None
        self._seen_s = float("-inf")
        self._watched_s = 0.0
        self._done: list[tuple[float, float]] = []
        self._foot = ShortMedian(self.MEDIAN_S)
        self._known_since: float | None = None
        self._turns = TurningPoints(self._least, self._least / (self.LONGEST_S / 2))
        self._turned: list[Turn] = []
        self._last_turn: Turn | None = None
        self._sizes: deque[tuple[float, float]] = deque()
        self._swings = 0
        self._kept: deque[tuple[float, float]] = deque()
        self._kept_since_s = 0.0
        self._moved_s = self._swung_s = float("-inf")
        self.moving_since: float | None = None

    def forgotten(self, t: float) -> bool:
        """Whether this foot has not been watched for so long that what was seen no longer tells."""
        return self._t is not None and t - self._t > BACK_S

    def done(self) -> list[tuple[float, float]]:
        """The cycles that have been completed since this was asked last, from when to when."""
        done, self._done = self._done, []
        return done

    def update(self, t: float, ankle: float | None, ready: bool) -> Verdict:
        """Whether the foot is alternating at this moment; see `AlternationWatch.update`."""
        step = 0.0 if self._t is None else min(t - self._t, self.MAX_STEP_S)
        self._t = t
        self._watched_s += step if ready else 0.0
        ankle = self._foot.update(t, ankle)
        if ankle is not None:
            self._known_since = t if self._known_since is None else self._known_since
            if t - self._seen_s > self.FORGOTTEN_S:
                self._kept.clear()
                self._kept_since_s = self._watched_s
            self._seen_s = t
            self._kept.append((self._watched_s, ankle))
            self._turns.least = self._least_read(t)
            told_of = t - min(self.MEDIAN_S, t - self._known_since) / 2
            turn = self._turns.update(told_of, ankle)
            if turn is not None:
                self._take(turn)
        if t - self._seen_s > self.UNSEEN_S:
            return Verdict.UNSEEN
        moves = self._moves()
        lately = self._watched_s - self._moved_s <= self.REMEMBERED_S
        if moves and (lately or self._swings >= self.FIRST_SWINGS):
            self._moved_s = self._watched_s
            return Verdict.MET
        known = not moves and self._watched_s - self._kept_since_s >= self.STILL_S
        return Verdict.FAULT if known and ankle is not None else Verdict.UNSEEN

    def _moves(self) -> bool:
        """Whether the foot has swung in the last seconds; one that has not is still."""
        while self._kept and self._kept[0][0] <= self._watched_s - self.STILL_S:
            self._kept.popleft()
        angles = [angle for _, angle in self._kept]
        if angles and max(angles) - min(angles) >= self._turns.least:
            return True
        # A swing that began before what is kept may just have shown itself.
        if self._watched_s - self._swung_s > self.STILL_S:
            self.moving_since, self._turned, self._swings = None, [], 0
        return False

    def _least_read(self, t: float) -> float:
        """The smallest swing that counts, as this foot's swings are read."""
        while self._sizes and self._sizes[0][0] < t - self.TYPICAL_S:
            self._sizes.popleft()
        if len(self._sizes) < self.TYPICAL_OF:
            return self._least
        overread = median(size for _, size in self._sizes) / self.WHOLE_RANGE_DEG
        return self._least * min(max(1.0, overread), self.OVERREAD_AT_MOST)

    def _take(self, turn: Turn) -> None:
        if self._last_turn is not None:
            self._sizes.append((turn.seen_s, abs(turn.value - self._last_turn.value)))
        self._last_turn = turn
        self._turned.append(turn)
        self._swings += 1
        self._swung_s = self._watched_s
        if self.moving_since is None:
            self.moving_since = turn.left_s
        elif self._swings == 2 and turn.set_out_s is not None:
            # What came before the rest was the foot's way into the position.
            self.moving_since = turn.set_out_s
        if len(self._turned) < 3:
            return
        first, _, last = self._turned
        if self.SHORTEST_S <= last.t - first.t <= self.LONGEST_S:
            self._done.append((first.t, last.t))
        self._turned = [last]
