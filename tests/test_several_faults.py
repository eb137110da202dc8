"""Several faults at once: which of them count, and which wait or are taken for misread."""

from collections.abc import Callable

import pytest

from pose.types import LEFT, RIGHT, Side
from stretches.faults import Fault, FaultLog
from stretches.registry import stretch_named
from stretches.vocabulary import Assessment, CheckResult, Verdict

FAULT, MET, UNSEEN = Verdict.FAULT, Verdict.MET, Verdict.UNSEEN
LYING_DOWN = "supine_figure_four"


def logged(
    slug: str,
    seconds: float,
    verdicts: Callable[[float], dict[str, Verdict]],
    attempting: bool = False,
    holding: bool = True,
    side: Callable[[float], Side] = lambda t: RIGHT,
    too_high: bool = False,
) -> list[Fault]:
    """The faults of somebody at rest; all checks that are not told of are met.

    Args:
        verdicts: of the checks by their names, at a moment.
        attempting: whether they are in the position.
        too_high: whether what is at fault lies above its band.
    """
    stretch, log = stretch_named(slug), FaultLog(still=True)
    for n in range(round(seconds * 10)):
        t = n / 10
        told = verdicts(t)
        results = tuple(
            CheckResult(check, verdict, too_high=too_high)
            for check in stretch.checks
            for verdict in [told.get(check.name, MET)]
        )
        now = Assessment(t, side(t), "side", results, attempting, speed=0.0)
        log.update(now, resting=False, holding=holding)
    log.finish()
    return log.faults


def names(faults: list[Fault]) -> list[str]:
    return [fault.check.name for fault in faults]


def test_what_leads_into_the_position_is_told_one_step_after_the_other():
    """Sitting up during the lying figure four hides the crossed ankle or misreads it."""
    faults = logged(
        LYING_DOWN,
        8.0,
        lambda t: {"lying_on_the_back": FAULT if t < 4 else MET, "ankle_crossed": FAULT},
    )
    assert [(fault.check.name, fault.start_s) for fault in faults] == [
        ("lying_on_the_back", 0.0),
        ("ankle_crossed", 4.0),
    ]


@pytest.mark.parametrize("holding", [True, False])
@pytest.mark.parametrize("spoilt", ["lying_on_the_back", "ankle_crossed"])
def test_a_step_that_waits_is_neither_mended_nor_forgotten(spoilt: str, holding: bool):
    """The ankle is off the thigh all along; for moments lying is misread, or the ankle lost."""

    def verdicts(t: float) -> dict[str, Verdict]:
        wrong = {"ankle_crossed": FAULT}
        if t % 2.0 >= 1.65:
            wrong[spoilt] = UNSEEN if spoilt == "ankle_crossed" else FAULT
        return wrong

    assert names(logged(LYING_DOWN, 10.0, verdicts, holding=holding)) == ["ankle_crossed"]


def test_an_earlier_step_that_flickers_keeps_none_waiting():
    """Lying is read rightly in one picture of five; the ankle is off the thigh all along."""
    faults = logged(
        LYING_DOWN,
        4.0,
        lambda t: {
            "lying_on_the_back": MET if round(t * 10) % 5 == 0 else FAULT,
            "ankle_crossed": FAULT,
        },
    )
    assert names(faults) == ["ankle_crossed"]


def test_a_step_that_waits_belongs_to_the_side_it_was_seen_on():
    faults = logged(
        LYING_DOWN,
        20.0,
        lambda t: {"lying_on_the_back": FAULT if t >= 8 else MET, "ankle_crossed": FAULT},
        holding=False,
        side=lambda t: LEFT if t < 10 else RIGHT,
    )
    ankle = next(fault for fault in faults if fault.check.name == "ankle_crossed")
    assert ankle.side == LEFT
    assert ankle.end_s <= 10.0


@pytest.mark.parametrize("begins_s", [0.0, 2.0])
@pytest.mark.parametrize(("lasts_s", "counts"), [(1.2, False), (2.0, True)])
def test_beside_another_fault_one_has_to_last_longer(begins_s: float, lasts_s: float, counts: bool):
    """Where one limb is wrong, what is read of the others jumps for a moment."""

    def verdicts(t: float) -> dict[str, Verdict]:
        jumps = begins_s <= t <= begins_s + lasts_s
        return {"reach_across": FAULT, "front_knee": FAULT if jumps else MET}

    faults = logged("half_kneeling_hip_flexor", 6.0, verdicts, attempting=True)
    assert ("front_knee" in names(faults)) is counts


def test_long_after_another_fault_began_one_counts_as_usual():
    faults = logged(
        "half_kneeling_hip_flexor",
        8.0,
        lambda t: {"reach_across": FAULT, "front_knee": FAULT if 4.5 <= t <= 5.7 else MET},
        attempting=True,
    )
    assert "front_knee" in names(faults)


@pytest.mark.parametrize("knee_open", [False, True])
def test_too_deep_is_told_at_once_whatever_else_is_wrong(knee_open: bool):
    faults = logged(
        "standing_hip_flexor",
        3.0,
        lambda t: {"front_knee_bent": FAULT if t <= 1.2 else MET, "rear_knee": FAULT},
        attempting=True,
        too_high=knee_open,
    )
    assert ("front_knee_bent" in names(faults)) is not knee_open
