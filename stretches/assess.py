"""The checks at one moment: measures steadied over time, targets with hysteresis, verdicts."""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence
from typing import Generic, TypeVar

import numpy as np

from pose.outline import is_unchanged
from pose.smoothing import ShortMedian
from pose.types import SIDES, FloatArray, Mask, Side, landmark
from pose.view import View
from stretches.body import Body
from stretches.part_outline import PartOutline
from stretches.picture import hidden_cue, picture_cue, unframed
from stretches.vocabulary import Assessment, Check, CheckResult, Criterion, Stretch, Verdict
from stretches.while_still import Misreadings, WhileStill
from stretches.working_side import SideFinder, SideSwitch

T = TypeVar("T")
SETTLED_PARTS = ("shoulder", "hip", "knee", "wrist")


class CriterionJudge:
    """One criterion over time: the measure's short median against the band, with hysteresis.

    Args:
        doubts: whether the first look after a fault that was lost from sight is doubted.
    """

    def __init__(self, criterion: Criterion, doubts: bool = True) -> None:
        self._criterion = criterion
        self._median = ShortMedian()
        self._met: bool | None = None
        self._doubted = FoundAgain() if doubts else None

    def judge(self, body: Body, side: Side) -> tuple[Verdict, float | None, bool]:
        """The verdict, the figure, and whether it lies above the band."""
        value = self._median.update(body.pose.t, self._criterion.measure(body, side))
        lately = self._doubted is not None and self._doubted.update(body.pose.t, value is not None)
        if value is None:
            return Verdict.UNSEEN, None, False
        off = self._criterion.target.deviation(value)
        # Not decided yet, the middle of the band's two edges decides.
        part = 0.5 if self._met is None else float(self._met)
        target = self._criterion.target
        met = abs(off) <= target.allowed(value) + part * target.slack
        if met and self._met is False and lately:
            return Verdict.UNSEEN, None, False
        self._met = met
        wrong_way = "low" if off < 0 else "high"
        guessed = not body.surely_near(side) and self._criterion.far_reads == wrong_way
        if not self._met and guessed and not self._known_though_far(body, side):
            return Verdict.UNSEEN, None, False
        return (Verdict.MET if self._met else Verdict.FAULT), value, off > 0

    def _known_though_far(self, body: Body, side: Side) -> bool:
        known = self._criterion.far_known
        return known is not None and known(body, side)


class FoundAgain:
    """Whether something that was out of sight is seen only since a moment ago.

    One look between moments that show nothing is mostly a guess: in pigeon a far front leg that was
    unfolded for four seconds read 143° to 179°, nothing, and for single pictures 75° and 90°.
    """

    GONE_S, AGAIN_S = 0.25, 0.15
    """Out of sight for longer than the first, it is seen again after the second. Pictures that are
    farther apart take nothing out of sight by themselves."""

    def __init__(self) -> None:
        self._seen_t = self._since = float("-inf")
        self._gone = False

    def update(self, t: float, seen: bool) -> bool:
        """Take in a moment."""
        if not seen:
            self._gone = self._gone or t - self._seen_t > self.GONE_S
            return False
        if self._gone:
            self._since, self._gone = t, False
        self._seen_t = t
        return t - self._since < self.AGAIN_S


class Blink(Generic[T]):
    """Carries the last answer over a moment that shows none."""

    LASTS_S = 0.3

    def __init__(self) -> None:
        self._kept: tuple[float, T] | None = None

    def update(self, t: float, answer: T | None) -> T | None:
        """The answer, or the last one where it is not older than a blink."""
        if answer is not None:
            self._kept = (t, answer)
        elif self._kept is not None and t - self._kept[0] > self.LASTS_S:
            self._kept = None
        return None if self._kept is None else self._kept[1]


class InPosition:
    """Whether the person is in the position, carried over moments that do not show it."""

    def __init__(self, stretch: Stretch) -> None:
        parts = {check.shown_by for check in stretch.checks}
        self._outlines = [PartOutline[bool](part) for part in parts if part is not None]
        self._blink = Blink[bool]()
        self._still = WhileStill()

    def update(self, body: Body, attempting: bool | None, speed: float) -> bool | None:
        """The answer of this moment, or the last one while it stands."""
        t = body.pose.t
        if attempting is not None:
            self._still.seen(body, attempting, speed)
            for outline in self._outlines:
                outline.seen(body, attempting or None)
        lasting = self._blink.update(t, attempting)
        if lasting is None and self._stands(body, speed):
            return True
        return lasting

    def _stands(self, body: Body, speed: float) -> bool:
        """Whether all that shows the position, or the whole person, is as still as before."""
        shown = [outline.standing(body) for outline in self._outlines]
        return (bool(shown) and all(shown)) or self._still.stands(body, speed)


class CheckJudge:
    """One check over time."""

    def __init__(self, check: Check, default_views: tuple[View, ...]) -> None:
        self.check = check
        self._views = check.views or default_views
        self._criteria = [CriterionJudge(criterion) for criterion in check.criteria]
        self._lighter = [CriterionJudge(c, doubts=False) for c in check.lighter]
        self._instead = [CriterionJudge(criterion) for criterion in check.instead]
        self._blink = Blink[tuple[Verdict, bool]]()
        self._outline = PartOutline[Verdict](check.shown_by) if check.shown_by else None
        self._still = WhileStill()
        self._misread = Misreadings() if check.jumps else None

    def judge(self, body: Body, side: Side, speed: float) -> CheckResult:
        """The check's result at this moment; unseen from a view it cannot be judged from.

        Args:
            body, side: whose, and the working side.
            speed: how fast the person moves, trunk lengths a second.
        """
        verdict, value, too_high = _all(self._criteria, body, side)
        if self._lighter:
            lighter, _, _ = _all(self._lighter, body, side)
            if lighter is Verdict.MET:
                verdict = Verdict.MET
        if self._instead:
            standing_in, _, _ = _all(self._instead, body, side)
            if verdict is Verdict.UNSEEN:
                verdict, value, too_high = standing_in, None, False
        if verdict is Verdict.UNSEEN or not body.seen_from(self._views):
            # A blink decides nothing: the verdict stands a moment longer, without its figure.
            lasting = self._blink.update(body.pose.t, None)
            if lasting is None and body.seen_from(self._views):
                return self._standing(body, speed)
            verdict, too_high = lasting or (Verdict.UNSEEN, False)
            return CheckResult(self.check, verdict, None, too_high)
        if verdict is Verdict.FAULT and self._only_guessed(body, side):
            return CheckResult(self.check, Verdict.MET, None)
        if self._misread is not None:
            if verdict is Verdict.FAULT and self._misread.explain(body, speed):
                return CheckResult(self.check, Verdict.MET, unshown=True)
            self._misread.seen(body, verdict is Verdict.MET, speed)
        self._blink.update(body.pose.t, (verdict, too_high))
        self._still.seen(body, verdict is Verdict.MET, speed)
        if self._outline is not None:
            self._outline.seen(body, verdict if verdict is Verdict.MET else None)
        return CheckResult(self.check, verdict, value, too_high)

    def _standing(self, body: Body, speed: float) -> CheckResult:
        """What stands while the outline that shows it, or the person, is as still as before."""
        shown = None if self._outline is None else self._outline.standing(body)
        if shown is None and self._still.stands(body, speed):
            return CheckResult(self.check, Verdict.MET, unshown=True)
        return CheckResult(self.check, shown or Verdict.UNSEEN)

    def _only_guessed(self, body: Body, side: Side) -> bool:
        """Whether a fault of the farther leg is a guess: its outline is what it was in form."""
        if self._outline is None or not self.check.guessed_when_far or side == body.near:
            return False
        return self._outline.overruling(body) is Verdict.MET


def _all(
    judges: list[CriterionJudge], body: Body, side: Side
) -> tuple[Verdict, float | None, bool]:
    """A fault in any is a fault; else anything unseen leaves the whole unseen."""
    outcomes = [judge.judge(body, side) for judge in judges]
    verdicts = [verdict for verdict, _, _ in outcomes]
    _, value, _ = outcomes[0]
    too_high = outcomes[0][0] is Verdict.FAULT and outcomes[0][2]
    for verdict in (Verdict.FAULT, Verdict.UNSEEN):
        if verdict in verdicts:
            return verdict, value, too_high
    return Verdict.MET, value, False


class CutOff:
    """Which part of the body is cut off by the picture's edge, steadied over time.

    Of a body that is cut off the model makes up landmarks now and then, inside the picture.
    """

    WINDOW_S, SHARE = 5.0, 0.2

    def __init__(self) -> None:
        self._kept: deque[tuple[float, str]] = deque()

    def update(self, t: float, said: str) -> str:
        """The sentence about it that was true in a good part of the last seconds, or nothing."""
        self._kept.append((t, said))
        while self._kept[0][0] < t - self.WINDOW_S:
            self._kept.popleft()
        cut = [kept for _, kept in self._kept if kept]
        if t - self._kept[0][0] < 0.3 * self.WINDOW_S or len(cut) < self.SHARE * len(self._kept):
            return ""
        return max(set(cut), key=lambda one: (cut.count(one), one))


class Stillness:
    """How fast the large joints move, over the last half second, trunk lengths a second."""

    WINDOW_S = 0.6

    def __init__(self) -> None:
        self._kept: deque[tuple[float, FloatArray, Mask | None]] = deque()

    def update(self, body: Body) -> float:
        """The mean speed; of a body just come into the picture nothing is known: infinite.

        While the body's outline stays the same, a limb that jumps is misread: then the median.
        """
        pose, trunk = body.pose, body.trunk
        marks = [landmark(side, part) for side in SIDES for part in SETTLED_PARTS]
        seen = pose.visibility[marks] >= 0.5
        points = np.where(seen[:, None], pose.points[marks], np.nan)
        if self._kept and pose.t - self._kept[-1][0] > 1.0:
            self._kept.clear()
        self._kept.append((pose.t, points, body.outline))
        while len(self._kept) > 2 and self._kept[1][0] <= pose.t - self.WINDOW_S:
            self._kept.popleft()
        then, before, outline_before = self._kept[0]
        if trunk is None or pose.t - then < 0.5 * self.WINDOW_S:
            return float("inf")
        moved = np.linalg.norm(points - before, axis=1)
        moved = moved[~np.isnan(moved)]
        if len(moved) == 0:
            return float("inf")
        typical = np.median if is_unchanged(outline_before, body.outline) else np.mean
        return float(typical(moved)) / trunk / (pose.t - then)


class Assessor:
    """Assesses one stretch over time: a body in, an `Assessment` out."""

    def __init__(self, stretch: Stretch) -> None:
        self.stretch = stretch
        self._judges = {
            side: [CheckJudge(check, stretch.views) for check in stretch.checks] for side in SIDES
        }
        self._attempt = {side: [ShortMedian(0.3) for _ in stretch.attempt] for side in SIDES}
        self._in_position = {side: InPosition(stretch) for side in SIDES}
        self._sides = SideFinder()
        self._switch = SideSwitch(stretch.side_mistakable)
        self._stillness = Stillness()
        self._cut_off = CutOff()
        self._taken: Side | None = None

    def assess(self, body: Body, holding: Side | None = None) -> Assessment:
        """What the checks say of this moment.

        Args:
            body: the body.
            holding: the side of the hold under way, if there is one.
        """
        speed = self._stillness.update(body)
        attempting = {s: self._attempting(body, s, holding == s) for s in SIDES}
        side = self._sides.update(self.stretch, body)
        if holding is None:
            self._switch = SideSwitch(self.stretch.side_mistakable)
        elif not self._switch.update(body.pose.t, attempting, holding):
            # A foot put down, or both legs alike: a fault of this side, not the other one's turn.
            side = holding
        working = side or body.near
        results = tuple(judge.judge(body, working, speed) for judge in self._judges[working])
        inside = self._in_position[working].update(body, attempting[working], speed)
        if working in (holding, self._taken) and _all_met(results):
            inside = True  # the targets are narrower than the bands of the position
        self._taken = self._still_taken(working, inside, results)
        cut = self._cut_off.update(body.pose.t, unframed(body))
        if cut:
            results = tuple(doubted(result) for result in results)
        return Assessment(
            t=body.pose.t,
            side=side,
            view=body.view,
            results=results,
            attempting=inside,
            speed=speed,
            picture=picture_cue(self.stretch, body, results, working),
            hidden=hidden_cue(self.stretch, body, results, working),
            unframed=cut,
            ranges=self._ranges(body, working),
        )

    def _still_taken(
        self, side: Side, inside: bool | None, results: Sequence[CheckResult]
    ) -> Side | None:
        """On which side the position of a stretch that is held has been taken, until it is left.

        Cat-cow's targets do not tell all fours from kneeling upright.
        """
        if inside and self.stretch.still:
            return side
        faulty = any(r.check.required and r.verdict is Verdict.FAULT for r in results)
        return self._taken if side == self._taken and not (inside is False and faulty) else None

    def _attempting(self, body: Body, side: Side, held: bool) -> bool | None:
        """Whether all loose bands hold; one seen to fail decides, else one unseen leaves it open.

        Seen from a wrong view the bands mean nothing: unseen.
        """
        unseen = not body.seen_from(self.stretch.views)
        for condition, steady in zip(self.stretch.attempt, self._attempt[side], strict=True):
            value = steady.update(body.pose.t, condition.measure(body, side))
            holds = condition.holds_for(value, held)
            if holds is None:
                unseen = True
            elif not holds and not unseen:
                return False
        return None if unseen else True

    def _ranges(self, body: Body, side: Side) -> dict[str, float]:
        found = {name: measure(body, side) for name, measure in self.stretch.ranges.items()}
        return {name: value for name, value in found.items() if value is not None}


def _all_met(results: Sequence[CheckResult]) -> bool:
    """Whether everything is seen to be met that a single moment shows and a hold requires."""
    required = [r for r in results if r.check.required and r.check.half is None]
    return bool(required) and all(r.verdict is Verdict.MET and not r.unshown for r in required)


def doubted(result: CheckResult) -> CheckResult:
    """A result of a body that is cut off: a fault may be made up with the missing part.

    Too far is believed all the same: nobody is harmed by easing back.
    """
    wrong = result.verdict is Verdict.FAULT and not result.too_deep
    return CheckResult(result.check, Verdict.UNSEEN, doubted=True) if wrong else result


def unseen_assessment(stretch: Stretch, t: float, side: Side | None) -> Assessment:
    """The assessment of a moment with nobody in the picture."""
    return Assessment(
        t=t,
        side=side,
        view=None,
        results=tuple(CheckResult(check, Verdict.UNSEEN) for check in stretch.checks),
        attempting=None,
        speed=float("inf"),
        picture="I can't see you: step into the picture",
    )
