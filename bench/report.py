"""The accuracy report: what the bench found, in tables and plots."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from bench import plots, tables
from bench.cases import HOLD_S, NAMED_VIEW
from bench.figures import Group
from bench.sweep import BODIES, SweepReading, of_clips
from bench.targets import stated_and_reached
from bench.truth import CLEAR_DEGREES, CLEAR_SHARE
from bench.weak import weak_points

HERE = Path(__file__).parent


def written(
    outcomes: Group,
    without: Mapping[str, Group],
    sweep: Sequence[SweepReading],
    path: Path,
    planned: int,
    old: int,
) -> None:
    """Write the report, and its plots beside it.

    Args:
        without: outcomes with each choice left out, by the choice's name.
        sweep: readings of stills from every direction, if they were drawn.
        planned: how many cases there are.
        old: how many recordings were made by an older estimator.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    boxes = path.with_name("accuracy_joints.svg")
    plots.joint_errors(outcomes, boxes)
    test = [o for o in outcomes if o.split == "test"]
    tune = [o for o in outcomes if o.split == "tune"]
    blind = [o for o in outcomes if o.split == "blind"]
    parts = [_intro(), _judged_so_far(outcomes, planned, old), *_headline(blind, test)]
    parts += _sections(test) + _blind(blind)
    parts += ["## Angles, all splits\n", tables.angles(outcomes)]
    parts += [f"![Angle errors by joint and stretch]({boxes.name})\n"]
    parts += _against_azimuth(outcomes, sweep, path.with_name("accuracy_azimuth.svg"))
    if without:
        parts += ["## What each choice buys, test split\n", tables.choices(without)]
    parts += ["## The tune split, for comparison\n", tables.counting(tune), tables.judging(tune)]
    parts += [(HERE / "neighbours.md").read_text()]
    path.write_text("\n".join(parts))


def _against_azimuth(outcomes: Group, sweep: Sequence[SweepReading], picture: Path) -> list[str]:
    plots.errors_by_azimuth(sweep or of_clips(outcomes), picture)
    stills = len({(r.stretch, r.azimuth) for r in sweep}) * BODIES
    drawn = f"{stills} single stills of good form" if sweep else "All these clips, wrong views too"
    return [
        f"{drawn}, by where the camera stands: the median error's size, and the middle half of the "
        "errors as a band.\n",
        f"![Angle errors against the camera's azimuth]({picture.name})\n",
    ]


def _intro() -> str:
    return (
        (HERE / "intro.md")
        .read_text()
        .format(
            view=f"{NAMED_VIEW:.0f}",
            hold=f"{HOLD_S:.0f}",
            degrees=f"{CLEAR_DEGREES:.0f}",
            share=f"{CLEAR_SHARE:.2f}",
        )
    )


def _judged_so_far(outcomes: Group, planned: int, old: int) -> str:
    test, blind = (sum(o.split == split for o in outcomes) for split in ("test", "blind"))
    text = f"This run: {len(outcomes)} clips, {test} of them in the test split, {blind} blind"
    if planned > len(outcomes):
        text += f"; {planned - len(outcomes)} of the bench's {planned} were not filmed yet"
    if old:
        text += f"; {old} of the recordings were made by an older estimator"
    found = sum(o.pose_found for o in outcomes) / len(outcomes)
    return f"{text}. Somebody was found in {100 * found:.1f} % of the frames.\n"


def _headline(blind: Group, test: Group) -> list[str]:
    points = [f"- {point}" for point in weak_points(test)] or ["- Nothing stands out."]
    unseen = ["## Stated and reached, blind split\n", stated_and_reached(blind)] if blind else []
    return [
        *unseen,
        "## Stated and reached, test split\n",
        stated_and_reached(test),
        "## Where it is weak, test split\n",
        "\n".join(points) + "\n",
    ]


def _blind(blind: Group) -> list[str]:
    if not blind:
        return []
    return [
        "## The blind split\n",
        tables.counting(blind),
        tables.judging(blind),
        tables.elsewhere(blind, "cropped"),
    ]


def _sections(test: Group) -> list[str]:
    return [
        "## The test split\n",
        "### Counting, in the named view (median / 95 % of the errors' sizes)\n",
        tables.counting(test),
        "### Faults and cues, in the named view\n",
        tables.judging(test),
        "### Each check\n",
        tables.each_check(test),
        "### Working side near the camera or far from it\n",
        tables.near_and_far(test),
        "### Seen from a wrong view\n",
        tables.elsewhere(test, "wrong view"),
        "### Head or feet out of the picture\n",
        tables.elsewhere(test, "cropped"),
    ]
