"""The words a stretch is written in: verdicts, targets, checks, doses, and what is said of them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from enum import Enum, IntEnum
from typing import TYPE_CHECKING, Literal

from pose.types import Side
from pose.view import View

if TYPE_CHECKING:
    from stretches.body import Body

Joint = tuple[Literal["working", "other"], Literal["knee", "hip", "elbow"]]
Half = Literal["start", "cow", "cat", "pace", "alternation"]
Part = Literal["legs", "crossed feet", "raised arm"]
Ends = tuple[float, float]
Measure = Callable[["Body", Side], float | None]
"""Reads one figure off a body for a working side; None where the picture does not show it."""
Sign = Callable[["Body", Side], bool]
"""Whether a body shows something, for a working side."""


class Verdict(Enum):
    """What a check says of one moment; unseen is never a fault."""

    MET = "met"
    FAULT = "fault"
    UNSEEN = "unseen"


class Priority(IntEnum):
    """Which cue is spoken first; lower comes first."""

    SAFETY = 0
    PICTURE = 1
    SET_UP = 2
    STRETCH = 3
    REFINEMENT = 4


@dataclass(frozen=True)
class Target:
    """The band a measure has to be in, with hysteresis.

    Attributes:
        low: the least value that meets the target, or None.
        high: the greatest value that meets the target, or None.
        unit: `deg`, or the body length that distances are divided by.
        slack: how far beyond the band a met value may drift before it is a fault.
        allowance: how far below and above the band the picture is known to misread: that is met.
    """

    low: float | None = None
    high: float | None = None
    unit: str = "deg"
    slack: float = 5.0
    allowance: Ends = (0.0, 0.0)

    def __post_init__(self) -> None:
        if self.low is None and self.high is None:
            raise ValueError("A target needs a lower or an upper end.")
        if self.low is not None and self.high is not None and self.high <= self.low:
            raise ValueError(f"A target's upper end {self.high} is not above its lower {self.low}.")
        if self.slack < 0 or min(self.allowance) < 0:
            raise ValueError("A target's slack and allowance cannot be negative.")

    @property
    def two_ended(self) -> bool:
        """Whether it can be missed on either side."""
        return self.low is not None and self.high is not None

    def deviation(self, value: float) -> float:
        """How far outside the band a value lies; below is negative, inside 0."""
        if self.low is not None and value < self.low:
            return value - self.low
        if self.high is not None and value > self.high:
            return value - self.high
        return 0.0

    def allowed(self, value: float) -> float:
        """How far outside the band a value may lie at its own end of it and still meet it."""
        return self.allowance[0] if self.low is not None and value < self.low else self.allowance[1]

    def describe(self) -> str:
        """The target in words, such as `>= 155 deg` or `10 to 60 deg`."""
        if self.low is None:
            return f"<= {self.high:g} {self.unit}"
        if self.high is None:
            return f">= {self.low:g} {self.unit}"
        return f"{self.low:g} to {self.high:g} {self.unit}"


def at_least(value: float, unit: str = "deg", slack: float = 5.0, allowance: float = 0.0) -> Target:
    """A target with a lower end only."""
    return Target(low=value, unit=unit, slack=slack, allowance=(allowance, 0.0))


def at_most(value: float, unit: str = "deg", slack: float = 5.0, allowance: float = 0.0) -> Target:
    """A target with an upper end only."""
    return Target(high=value, unit=unit, slack=slack, allowance=(0.0, allowance))


def between(
    low: float, high: float, unit: str = "deg", slack: float = 5.0, allowance: Ends = (0.0, 0.0)
) -> Target:
    """A target with both ends."""
    return Target(low=low, high=high, unit=unit, slack=slack, allowance=allowance)


@dataclass(frozen=True)
class Criterion:
    """One measure with the band it has to be in.

    Attributes:
        far_reads: how a side that is not surely the near one is guessed, mostly too low or too
            high: on that side of the band it is unseen there.
        far_known: at which moments it is no guess on that side either.
    """

    measure: Measure
    target: Target
    far_reads: Literal["low", "high", ""] = ""
    far_known: Sign | None = None


@dataclass(frozen=True)
class Check:
    """One row of a stretch's page: what is watched, the target, and what is said.

    The first criterion is the judged figure that is reported and that a therapist can change;
    the others must hold as well.

    Attributes:
        name: snake_case name of the row in the domain's table.
        criteria: what has to hold, the judged figure first.
        cue: what is said when the figure is too low, or wrong at all.
        cue_high: what is said when the judged figure is too high; `cue` where empty.
        required: gates the hold; a refining check only cues.
        priority: the place of its cue among others.
        views: the camera views it can be judged from; the stretch's own where empty.
        lighter: criteria of a lighter form that is accepted as well; empty where there is none.
        instead: criteria that stand in where the first ones are unseen.
        shown_by: the part of the body whose outline shows it: seen once, it stands while that
            outline stays as it is.
        guessed_when_far: whether a fault of the leg that is farther from the camera may be a guess,
            which the outline that shows it overrules for some seconds.
        jumps: whether it is read wrongly now and then of somebody who does not move: see
            `Misreadings`.
        half: the half of a cycle, or the whole movement, that it judges instead of a moment.
        joint: the joint whose angle is judged, to be pointed out in the picture: the working
            side's, or the other one's.
        deeper: the end of the band at which its cue asks for more range; None where it never does.
    """

    name: str
    criteria: tuple[Criterion, ...]
    cue: str
    cue_high: str = ""
    required: bool = True
    priority: Priority = Priority.STRETCH
    views: tuple[View, ...] = ()
    lighter: tuple[Criterion, ...] = ()
    instead: tuple[Criterion, ...] = ()
    shown_by: Part | None = None
    guessed_when_far: bool = False
    jumps: bool = False
    half: Half | None = None
    joint: Joint | None = None
    deeper: Literal["low", "high"] | None = None

    @property
    def target(self) -> Target:
        """The judged figure's target."""
        return self.criteria[0].target


@dataclass(frozen=True)
class HoldDose:
    """Hold still in good form for so many seconds, so many times a side."""

    seconds: float = 30.0
    reps: int = 2


@dataclass(frozen=True)
class AlternationDose:
    """Keep alternating for so many seconds, so many times a side."""

    seconds: float = 30.0
    reps: int = 2


@dataclass(frozen=True)
class RepetitionDose:
    """So many whole cycles, without sides."""

    reps: int = 10


Dose = HoldDose | AlternationDose | RepetitionDose


@dataclass(frozen=True)
class CheckResult:
    """One check at one moment.

    Attributes:
        value: the judged figure, None where unseen.
        too_high: whether the fault lies above the band rather than below.
        doubted: unseen only because the body is cut off: what is seen of it is at fault.
        unshown: met a moment ago, which still stands though nothing shows it now.
    """

    check: Check
    verdict: Verdict
    value: float | None = None
    too_high: bool = False
    doubted: bool = False
    unshown: bool = False

    @property
    def cue(self) -> str:
        """What to say about this fault."""
        return self.check.cue_high if self.too_high and self.check.cue_high else self.check.cue

    @property
    def asks_for_more(self) -> bool:
        """Whether this fault's cue asks for more range of motion."""
        if self.check.deeper is None:
            return False
        end = "high" if self.too_high else "low"
        return end == self.check.deeper or not self.check.target.two_ended

    @property
    def too_deep(self) -> bool:
        """Whether the figure is past the far end of the band: the stretch's limit, or a cap."""
        past = self.verdict is Verdict.FAULT and self.check.deeper is not None
        return past and not self.asks_for_more


SETTLED_BELOW = 0.22
"""Mean speed of the large joints, trunk lengths a second: sway and breathing stay well below it, a
movement into a stretch is above it until its last half second."""
MOVING_FROM = 0.45
"""Twice as fast nobody rests. On the way down into pigeon the synthetic figure, met all the while,
was between 0.5 and 1; at rest it stayed below 0.2."""


@dataclass(frozen=True)
class Assessment:
    """Everything the checks say of one moment.

    Attributes:
        t: seconds.
        side: the working side, None while it is not known or where there are none.
        view: the camera view, None with nobody in the picture.
        results: one per check, in the page's order.
        attempting: whether the person is evidently in this stretch, well or not; None where
            the picture does not show it.
        speed: how fast the large joints move, trunk lengths a second.
        picture: what keeps the checks from being seen, as a cue; empty where nothing does.
        hidden: the same of checks that still stand though nothing shows them now.
        unframed: what of the body is cut off, as a cue, though nothing may be missed for it.
        ranges: ranges of motion worth keeping, by name, degrees.
    """

    t: float
    side: Side | None
    view: View | None
    results: tuple[CheckResult, ...]
    attempting: bool | None
    speed: float
    picture: str = ""
    hidden: str = ""
    unframed: str = ""
    ranges: dict[str, float] = field(default_factory=dict)

    @property
    def settled(self) -> bool:
        """Whether the body is still enough for a hold to begin, and for a fault to be one."""
        return self.speed < SETTLED_BELOW

    @property
    def moving(self) -> bool:
        """Whether the body is evidently on its way; an unknown speed, infinite, tells nothing."""
        return MOVING_FROM <= self.speed < float("inf")

    @property
    def form(self) -> Verdict:
        """The verdict over all required checks: any fault, else any unseen, else met."""
        verdicts = {r.verdict for r in self.results if r.check.required}
        worst = [v for v in (Verdict.FAULT, Verdict.UNSEEN) if v in verdicts]
        return worst[0] if worst else Verdict.MET

    def result(self, name: str) -> CheckResult:
        """The result of the named check."""
        return next(r for r in self.results if r.check.name == name)


CueKind = Literal["safety", "picture", "setup", "form", "praise", "clock", "guide"]
"""`guide` is what leads through a session: explanations, rests, questions."""


@dataclass(frozen=True)
class Cue:
    """One sentence for the person."""

    t_s: float
    text: str
    kind: CueKind


@dataclass(frozen=True)
class Condition:
    """A loose band that tells whether somebody is doing this stretch at all.

    Attributes:
        if_seen: whether it is only asked where the measure is seen.
        leeway: how far outside the band somebody is still in the stretch who holds it already: a
            fault that large, not the way out.
    """

    measure: Measure
    low: float = float("-inf")
    high: float = float("inf")
    if_seen: bool = False
    leeway: float = 0.0

    def holds_for(self, value: float | None, held: bool = False) -> bool | None:
        """Whether a measured value lies in the band; None where that is not known.

        Args:
            held: whether the stretch is being held already.
        """
        if value is None:
            return True if self.if_seen else None
        leeway = self.leeway if held else 0.0
        return self.low - leeway <= value <= self.high + leeway


@dataclass(frozen=True)
class Stretch:
    """A stretch as a page of a handbook.

    Attributes:
        slug: its name on the command line.
        side_is: what its side means, such as `the raised leg`.
        side_mistakable: whether a fault of one side, such as a foot put down, looks like the other.
        side_near: whether that has to be nearer to the camera: the other leg would hide it.
        view: the camera view to ask for.
        views: the views its checks can be judged from.
        attempt: the loose bands that tell that somebody is in it, well or badly.
        find_side: measure of how far `side` looks like the working side; the larger wins.
        side_untold: whether it tells nothing of a side that is known, for the limbs are misread.
        ranges: ranges of motion to keep, by name.
        still: whether it is held still, so that movement means coming in or out.
        neutral_when: when this person's own neutral spine can be read; empty where not needed.
        flattest_when: when their back can be read in the stretch itself: a fall from there is a
            hollow back.
        tall_when: when this person's own tall posture can be; empty where not needed.
    """

    slug: str
    name: str
    equipment: tuple[str, ...]
    steps: tuple[str, ...]
    view: View
    views: tuple[View, ...]
    dose: Dose
    checks: tuple[Check, ...]
    attempt: tuple[Condition, ...]
    side_is: str = ""
    side_mistakable: bool = False
    side_near: bool = False
    find_side: Measure | None = None
    side_untold: Callable[[Body], bool] | None = None
    ranges: dict[str, Measure] = field(default_factory=dict)
    still: bool = True
    neutral_when: tuple[Condition, ...] = ()
    flattest_when: tuple[Condition, ...] = ()
    tall_when: tuple[Condition, ...] = ()

    def check(self, name: str) -> Check:
        """The named check.

        Raises:
            KeyError: there is no such check.
        """
        for check in self.checks:
            if check.name == name:
                return check
        raise KeyError(f"{self.slug} has no check called {name}.")
