"""One stretch followed over time: poses in, verdicts, counts and cues out."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from pose.kept_names import KeptLegs, KeptSides
from pose.planted_feet import PlantedFeet
from pose.smoothing import PoseSmoother, ShortMedian
from pose.steadfast import SteadfastBody
from pose.torso_watch import TorsoWatch
from pose.types import Pose
from stretches.alternation import AlternationWatch
from stretches.assess import Assessor, doubted, unseen_assessment
from stretches.body import Body
from stretches.body_tracker import BodyTracker
from stretches.coach import Coach
from stretches.counts import ClockState, Progress
from stretches.cycles import CycleCounter, Half
from stretches.faults import Fault, FaultLog
from stretches.filled_hollow import FilledHollow
from stretches.frame_pace import FramePace
from stretches.good_before import GoodBefore
from stretches.hold_timer import Credit, HoldTimer
from stretches.leaping_outline import LeapingOutline
from stretches.neutral import GAP_S, JUMPS_S, NeutralSpine, TallMoments
from stretches.off_outline import without_ankle_off_outline
from stretches.vocabulary import (
    AlternationDose,
    Assessment,
    Check,
    CheckResult,
    Cue,
    HoldDose,
    RepetitionDose,
    Stretch,
    Verdict,
)


@dataclass(frozen=True)
class Snapshot:
    """Everything about one moment.

    Attributes:
        body: the smoothed body, None with nobody in the picture.
        lasting: the results whose faults have lasted long enough to speak of.
        cue: the cue to say at this moment, if any.
    """

    t: float
    body: Body | None
    assessment: Assessment
    progress: Progress
    lasting: tuple[CheckResult, ...] = ()
    cue: Cue | None = None


class Observer:
    """Smooths one person's poses into bodies, once for all tracks that look at them."""

    def __init__(self) -> None:
        self._sides = KeptSides()
        self._legs = KeptLegs()
        self._feet = PlantedFeet()
        self._torso = TorsoWatch()
        self._steadfast = SteadfastBody()
        self._smoother = PoseSmoother()
        self._tracker = BodyTracker()

    def observe(self, pose: Pose) -> Body:
        """The body at this pose's moment."""
        named = self._legs.update(self._sides.update(pose))
        likely = self._torso.update(self._feet.update(named))
        steady = self._steadfast.update(likely)
        return without_ankle_off_outline(self._tracker.update(self._smoother.update(steady)))


START_UNSEEN_S = 3.0
"""In position for so long, a neutral back should have shown itself."""
START_UNSEEN = (
    "I can't make out your flat back: hold still, your neck in line, with nothing close behind you"
)

BEHIND_YOU = "I can't make out your back: move away from what stands behind you"


@dataclass
class _Halves:
    """The movement-wide results that no single moment shows."""

    counter: CycleCounter
    curve: ShortMedian
    least: float
    last: dict[str, Half] = field(default_factory=dict)
    outline: LeapingOutline = field(default_factory=LeapingOutline)
    hollow: FilledHollow = field(default_factory=FilledHollow)
    begun: bool = False
    start_unseen_since: float | None = None

    def curve_now(self, now: Assessment, body: Body) -> float | None:
        """The back's curve without its flickers.

        Of one that leaps, or that is filled up where it is hollow, nothing is known, nor was it.
        """
        curve = self.curve.update(now.t, body.spine)
        inside = body if now.attempting else None
        leaps = self.outline.update(now.t, None if inside is None else inside.spine)
        filled = self.hollow.update(now.t, inside, self._hollow(curve, body))
        if not (leaps or filled):
            return curve
        self.begun = self.begun or filled  # the belly has come down
        self.counter.begin()
        self.last.clear()
        return None

    def _hollow(self, curve: float | None, body: Body) -> bool:
        """Whether the back is seen to be as hollow as is asked for."""
        neutral = body.spine_reference
        return curve is not None and neutral is not None and neutral - curve >= self.least

    def unseen(self, now: Assessment, body: Body) -> str:
        """What to say where nothing is counted because the back cannot be made out."""
        doubted = self.outline.leaping or self.hollow.filled
        return BEHIND_YOU if doubted else self._start_unseen(now, body)

    def _start_unseen(self, now: Assessment, body: Body) -> str:
        if not now.attempting or body.spine_reference is not None:
            self.start_unseen_since = None
            return ""
        if self.start_unseen_since is None:
            self.start_unseen_since = now.t
        return START_UNSEEN if now.t - self.start_unseen_since >= START_UNSEEN_S else ""


class Track:
    """Follows one stretch: assesses, counts and coaches.

    Args:
        stretch: the stretch, with the targets to judge by.
    """

    def __init__(self, stretch: Stretch) -> None:
        self.stretch = stretch
        self.coach = Coach()
        self.log = FaultLog(stretch.still)
        self._assessor = Assessor(stretch)
        self._neutral = NeutralSpine(stretch)
        self._tall = TallMoments(stretch)
        self._timer = _timer(stretch)
        self._halves = _halves(stretch)
        self._alternation = _alternation(stretch)
        self._pace = FramePace()
        self._others_met = GoodBefore()
        self._last: Snapshot | None = None
        self.attempt_s = 0.0

    def update(self, t: float, body: Body | None) -> Snapshot:
        """Take in one moment; `body` is None with nobody in the picture."""
        now = self._assess(t, body)
        too_few = self._pace.update(t) if self._timer is not None else ""
        if body is not None and too_few:
            now = replace(now, picture=too_few)
        if self._last is not None and now.attempting:
            self.attempt_s += min(t - self._last.t, 0.5)
        holding = self._timer is not None and self._timer.under_way
        resting = self._timer is not None and bool(self._timer.holds) and not holding
        lasting = self.log.update(now, resting, holding)
        self._count(now)
        progress = self._progress(now)
        cue = self.coach.update(now, lasting, progress)
        self._last = Snapshot(t, body, now, progress, tuple(lasting), cue)
        return self._last

    def finish(self) -> Progress | None:
        """The video or session ends: what is under way is closed."""
        if self._last is None:
            return None
        if self._timer is not None:
            self._timer.finish(self._last.t)
        self.log.finish()
        return self._progress(self._last.assessment)

    def _assess(self, t: float, body: Body | None) -> Assessment:
        if body is None:
            side = self._last.assessment.side if self._last else None
            return unseen_assessment(self.stretch, t, side)
        body = body.with_own(self._neutral.update(body), self._tall.update(body))
        holding = self._timer.side if self._timer and self._timer.under_way else None
        now = self._assessor.assess(body, holding)
        if self._halves is not None:
            return self._with_halves(now, body, self._halves)
        if self._alternation is not None:
            return self._with_alternation(now, body, self._alternation)
        return now

    def _with_halves(self, now: Assessment, body: Body, halves: _Halves) -> Assessment:
        """Cow, cat, pace and the start are judged by whole halves of the cycle."""
        curve = halves.curve_now(now, body)
        neutral = body.spine_reference
        if curve is not None and neutral is not None and now.attempting:
            halves.begun = halves.begun or abs(curve - neutral) >= halves.least
            if not halves.begun and _start_at_fault(now):
                halves.counter.begin()  # a hanging head moves the outline a little
            for half in halves.counter.update(now.t, curve - neutral, _spoiling(now)):
                if not now.unframed:
                    halves.last[half.kind] = half
                    if half.paced:
                        halves.last["pace"] = half
                    self._log_half(half)
        now = replace(now, picture=now.picture or halves.unseen(now, body))
        whole = {r.check.name: _half_result(r, halves) for r in now.results}
        return _overlaid(now, {n: doubted(r) for n, r in whole.items()} if now.unframed else whole)

    def _log_half(self, half: Half) -> None:
        if not half.deep:
            check = self.stretch.check(half.kind)
            self.log.add(_fault_of(half, check, half.depth))
        pace = self.stretch.check("pace")
        if half.paced and half.took_s < (pace.target.low or 0.0):
            self.log.add(_fault_of(half, pace, half.took_s))

    def _with_alternation(self, now: Assessment, body: Body, watch: AlternationWatch) -> Assessment:
        side = now.side
        seen = side is not None and now.attempting and body.seen_from(self.stretch.views)
        foot = body.foot_pointing(side) if seen and side is not None else None
        others = [r for r in now.results if r.check.required and r.check.half is None]
        right = now.attempting is True and all(r.verdict is Verdict.MET for r in others)
        # While nothing shows the leg, nobody can see whether its foot goes on.
        shown = right and not any(r.unshown for r in others)
        verdict = watch.update(now.t, side, foot, shown)
        changed = {
            r.check.name: CheckResult(r.check, verdict, None)
            for r in now.results
            if r.check.half == "alternation"
        }
        self._others_met.update(now.t, right and now.settled)
        return _overlaid(now, {**{r.check.name: r for r in now.results}, **changed})

    def _count(self, now: Assessment) -> None:
        if self._timer is None:
            return
        self._timer.update(
            now.t,
            now.side,
            now.attempting,
            now.form,
            now.ranges,
            self._good_before(),
            settled=now.settled or not self.stretch.still,
            moving=now.moving and self.stretch.still,
        )
        if self._timer.state == "done":
            self._others_met.forget()

    def _good_before(self) -> Credit | None:
        """The first swing of the foot shows that it was alternating only when it is over."""
        since = self._alternation.moving_since if self._alternation else None
        return None if since is None else self._others_met.credit(since)

    def _progress(self, now: Assessment) -> Progress:
        if self._timer is None:
            cycles = tuple(self._halves.counter.cycles) if self._halves else ()
            counted = sum(cycle.counted for cycle in cycles)
            state: ClockState = "running" if now.attempting else "waiting"
            return Progress(state, None, 0.0, 0.0, {"both": counted}, (), cycles)
        cycles = tuple(self._alternation.cycles) if self._alternation else ()
        return Progress(
            state=self._timer.state,
            side=self._timer.side or now.side,
            good_s=self._timer.good_s,
            target_s=self._timer.target_s,
            reps={"left": self._timer.completed("left"), "right": self._timer.completed("right")},
            holds=tuple(self._timer.holds),
            cycles=cycles,
        )


def _spoiling(now: Assessment) -> str | None:
    """The required check of the whole posture that is at fault at this moment."""
    for result in now.results:
        check = result.check
        if check.required and check.half is None and result.verdict is Verdict.FAULT:
            return check.name
    return None


def _start_at_fault(now: Assessment) -> bool:
    starts = [r for r in now.results if r.check.half == "start"]
    return any(r.verdict is Verdict.FAULT for r in starts)


def _fault_of(half: Half, check: Check, figure: float) -> Fault:
    return Fault(check, None, half.start_s, half.end_s, figure, check.cue, half.end_s)


def _overlaid(now: Assessment, results: dict[str, CheckResult]) -> Assessment:
    return replace(now, results=tuple(results[r.check.name] for r in now.results))


def _half_result(result: CheckResult, halves: _Halves) -> CheckResult:
    """A whole-movement check's result: that of the last half it is about."""
    check = result.check
    if check.half is None:
        return result
    if check.half == "start":
        # Only the start is asked to be neutral; once the movement is under way it has passed.
        return CheckResult(check, Verdict.MET) if halves.begun else result
    half = halves.last.get(check.half)
    if half is None:
        return CheckResult(check, Verdict.UNSEEN)
    if check.half == "pace":
        met = half.took_s >= (check.target.low or 0.0)
        return CheckResult(check, Verdict.MET if met else Verdict.FAULT, half.took_s)
    return CheckResult(check, Verdict.MET if half.deep else Verdict.FAULT, half.depth)


def _timer(stretch: Stretch) -> HoldTimer | None:
    if isinstance(stretch.dose, HoldDose | AlternationDose):
        return HoldTimer(stretch.dose.seconds)
    return None


def _halves(stretch: Stretch) -> _Halves | None:
    if not isinstance(stretch.dose, RepetitionDose):
        return None
    cow, cat = (stretch.check(name).target.low or 0.0 for name in ("cow", "cat"))
    return _Halves(CycleCounter(cow, cat), ShortMedian(JUMPS_S, GAP_S), min(cow, cat))


def _alternation(stretch: Stretch) -> AlternationWatch | None:
    if not isinstance(stretch.dose, AlternationDose):
        return None
    return AlternationWatch(stretch.check("flex_and_point").target.low or 0.0)
