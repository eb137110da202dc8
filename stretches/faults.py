"""Verdicts over time: seconds met, at fault and unseen, and the faults that last."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from statistics import median

from pose.types import Side
from stretches.hold_timer import MAX_STEP_S, ROUNDING_S
from stretches.vocabulary import Assessment, Check, CheckResult, Priority, Verdict

LASTS_S = 1.0
"""A fault in the position counts from this long on; single frames decide nothing."""
BESIDE_S, LATELY_S = 1.5, 3.0
"""Beside another fault that began so lately it counts from this long on: where something moves,
what is read of the other limbs jumps at first."""
ENTERING_S = 2.0
"""Before the hold has begun a fault gets this long: the position is still being taken."""
LEAVING_S = 1.5
"""During a hold that no longer looks like the position it may be the way out."""
SET_UP_LASTS_S = 5.0
"""Somebody who has not taken the position yet gets this long before the set-up is at fault."""
REST_S = 10.0
"""And this long after a hold, for a rest."""
MENDED_S = 0.4
UNMENDED_S = 1.5
"""What is out of sight for less than this has not been mended meanwhile."""
BEGUN_S = 0.5
"""A fault seen for so long without a break is the same one after a blink; single frames are not."""
HIDDEN_S = 2.0
"""Somebody whose limb is hidden during a hold is taken to be in the position for so long."""
WHOLE_HALVES = ("cow", "cat", "pace")


@dataclass(frozen=True)
class Fault:
    """A fault that lasted.

    Attributes:
        worst: the judged figure farthest from its target, None where another part was wrong.
        worst_s: when that was.
    """

    check: Check
    side: Side | None
    start_s: float
    end_s: float
    worst: float | None
    cue: str
    worst_s: float


@dataclass
class CheckTally:
    """How one check fared on one side while the person was in the stretch."""

    check: Check
    side: Side | None
    met_s: float = 0.0
    fault_s: float = 0.0
    unseen_s: float = 0.0
    values: list[float] = field(default_factory=list)

    @property
    def seconds(self) -> float:
        """Seconds it was watched."""
        return self.met_s + self.fault_s + self.unseen_s

    @property
    def median(self) -> float | None:
        """The median of the judged figure."""
        return median(self.values) if self.values else None

    @property
    def worst(self) -> float | None:
        """The judged figure farthest outside its target, or nearest to leaving it."""
        target = self.check.target
        if not self.values:
            return None
        if target.low is not None and target.high is not None:
            middle = (target.low + target.high) / 2
            return max(self.values, key=lambda value: abs(value - middle))
        return min(self.values) if target.low is not None else max(self.values)


@dataclass
class _Open:
    """A check that is at fault now."""

    result: CheckResult
    side: Side | None
    start_s: float
    last_s: float
    worst: float | None
    worst_s: float
    counts: bool = False
    met_since: float | None = None


class FaultLog:
    """Collects the faults and tallies of one stretch."""

    def __init__(self, still: bool) -> None:
        self._still = still
        self.faults: list[Fault] = []
        self.tallies: dict[tuple[str, Side | None], CheckTally] = {}
        self._open: dict[str, _Open] = {}
        self._t: float | None = None
        self._attempted_s = float("-inf")
        self._entered_s = float("-inf")

    def update(self, assessment: Assessment, resting: bool, holding: bool) -> list[CheckResult]:
        """Take in one moment; returns the results whose faults have lasted long enough to speak of.

        Args:
            assessment: the moment.
            resting: whether there was a hold before and none is under way.
            holding: whether a hold is under way: a limb that is hidden for some seconds then
                leaves the person in the position; before it only one that blinks does.
        """
        if assessment.attempting:
            if not holding and assessment.t - self._attempted_s > MENDED_S:
                self._entered_s = assessment.t
            self._attempted_s = assessment.t
        believed_s = HIDDEN_S if holding else MENDED_S
        hidden_s = assessment.t - self._attempted_s
        if assessment.attempting is None and hidden_s <= believed_s:
            assessment = replace(assessment, attempting=True)
        self._tally(assessment)
        patience = [self._patience(r, assessment, resting, holding) for r in assessment.results]
        lasting = [
            result
            for result, patient_s in zip(assessment.results, patience, strict=True)
            if self._follow(result, assessment, patient_s, holding)
        ]
        self._t = assessment.t
        return lasting

    def _tally(self, now: Assessment) -> None:
        step = 0.0 if self._t is None else now.t - self._t
        if step > MAX_STEP_S or not now.attempting:
            step = 0.0
        for result in now.results:
            key = (result.check.name, now.side)
            tally = self.tallies.setdefault(key, CheckTally(result.check, now.side))
            if result.verdict is Verdict.MET:
                tally.met_s += step
            elif result.verdict is Verdict.FAULT:
                tally.fault_s += step
            else:
                tally.unseen_s += step
            if step and result.value is not None:
                tally.values.append(result.value)

    def _follow(self, result: CheckResult, now: Assessment, patience: float, holding: bool) -> bool:
        """Open, extend or close this check's fault; whether it has lasted."""
        name = result.check.name
        if result.check.half in WHOLE_HALVES:
            return result.verdict is Verdict.FAULT  # logged by the half, see `add`
        open_ = self._open.get(name)
        if result.verdict is Verdict.FAULT and self._waits(result, now):
            self._open.pop(name, None)  # it begins when its turn comes
            return False
        relevant = self._relevant(result, now, holding)
        if result.verdict is not Verdict.FAULT or not relevant:
            blinks = relevant and result.verdict is Verdict.UNSEEN
            self._close_when_mended(name, open_, now, blinks)
            return False
        if open_ is None or open_.side != now.side:
            self._finish(name)
            open_ = _Open(result, now.side, now.t, now.t, result.value, now.t)
            self._open[name] = open_
        if self._still and not now.settled and not open_.counts:
            # Coming in or going out: what is passed through on the way is no fault. In a hold a
            # misread limb can look like moving: that adds nothing, and takes nothing away.
            before = self._t if holding and self._t is not None else open_.start_s
            open_.start_s += now.t - before
            if not holding:
                open_.worst, open_.worst_s = result.value, now.t
        if open_.met_since is not None and not open_.counts:
            open_.start_s += now.t - open_.met_since  # what was unseen adds nothing
        open_.last_s, open_.met_since = now.t, None
        worst = _worse(result.check, open_.worst, result.value)
        if worst != open_.worst:
            open_.worst, open_.worst_s = worst, now.t
        # What was not so before the position was taken is no fault of the position.
        since = max(open_.start_s, self._entered_s) if now.attempting else open_.start_s
        open_.counts = open_.counts or now.t - since >= patience
        return open_.counts

    def _relevant(self, result: CheckResult, now: Assessment, holding: bool) -> bool:
        """In the position every fault counts; out of it only what leads into it.

        What refines a hold has its time once the hold has begun. During a hold one fault can be so
        large that it no longer looks like the position; with several somebody is coming out of it,
        and is not asked for more.
        """
        if self._still and not result.check.required and not holding:
            return False
        if now.attempting or result.check.priority is Priority.SET_UP:
            return True
        wrong = [r for r in now.results if r.check.required and r.verdict is Verdict.FAULT]
        return holding and wrong == [result] and not result.asks_for_more

    def _patience(
        self, result: CheckResult, now: Assessment, resting: bool, holding: bool
    ) -> float:
        sitting_ready = result.check.half == "alternation" and not holding
        if now.attempting and not sitting_ready:
            if holding or not self._still:
                beside = not result.too_deep and self._beside_another(result, now.t)
                return BESIDE_S if beside else LASTS_S
            setting_up = result.check.priority is Priority.SET_UP
            return ENTERING_S if not resting else REST_S if setting_up else SET_UP_LASTS_S
        if holding:
            return LEAVING_S
        return REST_S if resting else SET_UP_LASTS_S

    def _beside_another(self, result: CheckResult, t: float) -> bool:
        """Whether something else went wrong at the same time or shortly before."""
        since = self._since(result, t)
        others = (open_ for name, open_ in self._open.items() if name != result.check.name)
        return any(since - LATELY_S <= open_.start_s <= since + ROUNDING_S for open_ in others)

    def _since(self, result: CheckResult, t: float) -> float:
        """Since when this check is at fault; now where it was not before."""
        open_ = self._open.get(result.check.name)
        return t if open_ is None else open_.start_s

    def _close_when_mended(
        self, name: str, open_: _Open | None, now: Assessment, blinks: bool
    ) -> None:
        """A fault that has not lasted yet is forgotten once met, and outlives a blink if begun."""
        if open_ is None:
            return
        if open_.met_since is None:
            open_.met_since = now.t
        begun = blinks and open_.last_s - open_.start_s >= BEGUN_S
        passed = not open_.counts and not begun
        if passed or now.t - open_.met_since >= (UNMENDED_S if blinks else MENDED_S):
            self._finish(name)

    def _waits(self, result: CheckResult, now: Assessment) -> bool:
        """Whether an earlier step into the position is at fault for as long or longer.

        Out of the position they are told one after the other; what counts already goes on.
        """
        own = self._open.get(result.check.name)
        if now.attempting or not self._still or (own is not None and own.counts):
            return False
        steps = [r for r in now.results if r.check.priority is Priority.SET_UP]
        if result not in steps:
            return False
        since = self._since(result, now.t)
        earlier = [r for r in steps[: steps.index(result)] if r.verdict is Verdict.FAULT]
        faults = (self._open.get(r.check.name) for r in earlier)
        return any(one is not None and one.start_s <= since + ROUNDING_S for one in faults)

    def _finish(self, name: str) -> None:
        open_ = self._open.pop(name, None)
        if open_ is None or not open_.counts:
            return
        self.faults.append(
            Fault(
                open_.result.check,
                open_.side,
                open_.start_s,
                open_.met_since or open_.last_s,
                open_.worst,
                open_.result.cue,
                open_.worst_s,
            )
        )

    def add(self, fault: Fault) -> None:
        """A fault of a whole movement, which no single moment shows."""
        self.faults.append(fault)

    def finish(self) -> None:
        """The video or session ends: faults still open end with it."""
        for name in list(self._open):
            self._finish(name)
        self.faults.sort(key=lambda fault: fault.start_s)


def _worse(check: Check, one: float | None, two: float | None) -> float | None:
    if one is None or two is None:
        return one if two is None else two
    return max(one, two, key=lambda value: abs(check.target.deviation(value)))
