"""The coach: picks the one cue to say now, and keeps quiet otherwise."""

from __future__ import annotations

from collections.abc import Iterable

from stretches.counts import ClockState, Progress
from stretches.vocabulary import Assessment, CheckResult, Cue, CueKind, Priority

BETWEEN_S = 3.0
SAME_AGAIN_S = 8.0
PICTURE_LASTS_S, HEALS = 4.0, 0.5
"""The picture is spoken of once it has hidden something for so long. A second in which it hides
nothing takes back half of one: a view that shows the body by turns is told all the same."""
LONGEST_STEP_S = 0.5
UNFRAMED_AGAIN_S = 60.0
"""A part cut off that is not needed: worth saying, seldom."""
PRAISE = "Good, that's it"
LAST_SECONDS = (3, 2, 1)


class Coach:
    """Chooses cues for one stretch from what the checks and the clock say.

    Safety comes first, then the picture, the set-up, the stretch and refinement. At least three
    seconds lie between two spoken cues, eight between the same one twice. A mended fault that was
    spoken of is praised once. The clock is called at half time and for the last three seconds.

    Attributes:
        cues: what was said.
        pain_reported: no cue asks for more range while this is set.
        quiet: nothing is said while this is set: somebody else is talking.
    """

    def __init__(self) -> None:
        self.cues: list[Cue] = []
        self.pain_reported = False
        self.quiet = False
        self._said_at: dict[str, float] = {}
        self._last_t = float("-inf")
        self._hidden_s = 0.0
        self._looked_t: float | None = None
        self._unframed_since: float | None = None
        self._spoken_faults: dict[str, str] = {}
        self._praised: set[str] = set()
        self._called: set[tuple[int, str]] = set()
        self._was: ClockState = "waiting"

    def update(self, now: Assessment, lasting: list[CheckResult], progress: Progress) -> Cue | None:
        """The cue to say at this moment, or None."""
        if self.quiet:
            self._was = progress.state
            return None
        cue = self._clock_cue(now, progress) or self._best(now, lasting)
        self._was = progress.state
        if cue is None:
            return None
        self.cues.append(cue)
        self._said_at[cue.text] = now.t
        self._last_t = now.t
        return cue

    def heard(self, t: float) -> None:
        """Something else was said to the person: the next cue waits its turn."""
        self._last_t = t

    def sayable(self, lasting: Iterable[CheckResult], now: Assessment) -> list[CheckResult]:
        """The faults that may be spoken of: none asks for more past a cap or with pain reported."""
        limited = self.pain_reported or any(result.too_deep for result in now.results)
        return [result for result in lasting if not (limited and result.asks_for_more)]

    def _best(self, now: Assessment, lasting: list[CheckResult]) -> Cue | None:
        candidates = [
            *self._picture(now),
            *self._unframed(now),
            *self._faults(self.sayable(lasting, now)),
        ]
        candidates.sort(key=lambda candidate: candidate[0])
        for _, text, kind, check in candidates:
            if self._may_say(text, now.t):
                if check:
                    self._spoken_faults[check] = text
                return Cue(now.t, text, kind)
        return self._praise(now, lasting)

    def _may_say(self, text: str, t: float) -> bool:
        if t - self._last_t < BETWEEN_S:
            return False
        return t - self._said_at.get(text, float("-inf")) >= SAME_AGAIN_S

    def _picture(self, now: Assessment) -> list[tuple[Priority, str, CueKind, str]]:
        step = 0.0 if self._looked_t is None else min(now.t - self._looked_t, LONGEST_STEP_S)
        self._looked_t = now.t
        hides = now.picture or now.hidden
        more = step if hides else -HEALS * step
        self._hidden_s = min(max(self._hidden_s + more, 0.0), PICTURE_LASTS_S)
        if not hides or self._hidden_s < PICTURE_LASTS_S:
            return []
        return [(Priority.PICTURE, hides, "picture", "")]

    def _unframed(self, now: Assessment) -> list[tuple[Priority, str, CueKind, str]]:
        if not now.unframed:
            self._unframed_since = None
            return []
        if self._unframed_since is None:
            self._unframed_since = now.t
        said = self._said_at.get(now.unframed, float("-inf"))
        if now.t - self._unframed_since < PICTURE_LASTS_S or now.t - said < UNFRAMED_AGAIN_S:
            return []
        return [(Priority.PICTURE, now.unframed, "picture", "")]

    def _faults(self, sayable: list[CheckResult]) -> list[tuple[Priority, str, CueKind, str]]:
        found: list[tuple[Priority, str, CueKind, str]] = []
        for result in sayable:
            priority = Priority.SAFETY if result.too_deep else result.check.priority
            kind: CueKind = "setup" if priority is Priority.SET_UP else "form"
            found.append((priority, result.cue, kind, result.check.name))
        return found

    def _praise(self, now: Assessment, lasting: list[CheckResult]) -> Cue | None:
        still_wrong = {result.check.name for result in lasting}
        met = {r.check.name for r in now.results if r.verdict.value == "met"}
        for name in list(self._spoken_faults):
            if name in still_wrong or name not in met or not now.attempting:
                continue
            if name not in self._praised and not self._may_say(PRAISE, now.t):
                continue  # when its turn comes
            del self._spoken_faults[name]
            if name not in self._praised:
                self._praised.add(name)
                return Cue(now.t, PRAISE, "praise")
        return None

    def _clock_cue(self, now: Assessment, progress: Progress) -> Cue | None:
        """Half time and the last three seconds; a call of the clock does not wait its turn."""
        if progress.target_s <= 0:
            return None
        hold = len(progress.holds)
        if progress.state == "done" and self._was in ("running", "arming", "paused"):
            return Cue(now.t, "Done: come out slowly", "clock")
        if progress.state != "running":
            return None
        left = progress.target_s - progress.good_s
        if progress.target_s >= 10 and left <= progress.target_s / 2:
            called = (hold, "half")
            if called not in self._called:
                self._called.add(called)
                return Cue(now.t, "Half time", "clock")
        for second in LAST_SECONDS:
            called = (hold, str(second))
            if second - 1 < left <= second and called not in self._called:
                self._called.add(called)
                return Cue(now.t, str(second), "clock")
        return None
