"""The accuracy report: what the bench found, in tables and one plot."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import matplotlib as mpl
import numpy as np
from matplotlib import pyplot as plt

from bench.cases import HOLD_S, NAMED_VIEW
from bench.judge import JOINTS, Outcome

mpl.use("svg")

INTRO = f"""# Accuracy

**All figures here come from a synthetic person**, drawn by `studio/` with joints that are known
exactly. Real people wear loose clothes, move less smoothly and are filmed in worse light: expect
less. No clinical study has been done.

Each clip has a body, a room, a camera and a fault drawn at random from a fixed seed; the camera
strays up to {NAMED_VIEW:.0f}° from the view that the stretch names. The real estimator and the
real review run over the compressed clip. Holds are set to {HOLD_S:.0f} s to keep clips short. The working
leg is as often the one farther from the camera as the nearer one. The `test` split was not looked
at while thresholds were chosen.

Made by `make bench`, which resumes where it was stopped.
"""

NEIGHBOURS = """## Beside other figures

Not the same tests, so not a ranking. Markerless knee angles from one camera: 7.07° mean absolute
error in lateral view (BlazePose heavy, 15 people, preprint). OpenCap, two cameras: 3.9° to 13°
RMSE. An ankle app in 2D: 5.4°. A commercial coach's agreement with physical therapists was 0.828,
against 0.833 between therapists. Repetition counting on RepCount with joint angles (PoseRAC): off
by one or less in 60 % of videos, mean absolute error 0.21. Those are real people doing other
exercises; these are drawn people doing nine stretches.
"""


def written(outcomes: Sequence[Outcome], path: Path) -> None:
    """Write the report, and its plot beside it."""
    picture = path.with_name("accuracy_joints.svg")
    path.parent.mkdir(parents=True, exist_ok=True)
    _plot(outcomes, picture)
    parts = [INTRO]
    for split in ("test", "tune"):
        chosen = [o for o in outcomes if o.split == split]
        if chosen:
            parts += [f"## The {split} split: {len(chosen)} clips\n", *_sections(chosen)]
    parts += [f"![Angle errors by joint and stretch]({picture.name})\n", NEIGHBOURS]
    path.write_text("\n".join(parts))


def _sections(outcomes: list[Outcome]) -> list[str]:
    named = [o for o in outcomes if o.kind != "wrong view"]
    wrong = [o for o in outcomes if o.kind == "wrong view"]
    return [
        _table("Counting, in the named view", COUNTING, _by_stretch(named)),
        _table("Faults and cues, in the named view", JUDGING, _by_stretch(named)),
        _table("Each check", CHECKS, _by_check(named)),
        _table("Angles in the picture, where seen, degrees", ANGLES, _by_joint(named)),
        _table("Seen from a wrong view", WRONG, _by_stretch(wrong)),
    ]


Group = list[Outcome]
Column = tuple[str, Callable[[Group], str]]


def _table(title: str, columns: Sequence[Column], groups: dict[str, Group]) -> str:
    if not groups:
        return ""
    head = f"| | {' | '.join(name for name, _ in columns)} |"
    rule = f"|---|{'---|' * len(columns)}"
    rows = [
        f"| {name} | {' | '.join(figure(group) for _, figure in columns)} |"
        for name, group in groups.items()
    ]
    return "\n".join([f"### {title}\n", head, rule, *rows, ""])


def _by_stretch(outcomes: list[Outcome]) -> dict[str, Group]:
    groups: dict[str, Group] = {}
    for outcome in outcomes:
        groups.setdefault(outcome.stretch, []).append(outcome)
    return {**groups, "**all**": outcomes} if outcomes else {}


def _by_check(outcomes: list[Outcome]) -> dict[str, Group]:
    """Clips with a fault of the check, or with the check logged though it was right."""
    groups: dict[str, Group] = {}
    for outcome in outcomes:
        for name in {outcome.fault.partition(".")[0], *outcome.false_faults} - {""}:
            groups.setdefault(f"{outcome.stretch} · {name}", []).append(outcome)
    return dict(sorted(groups.items()))


def _by_joint(outcomes: list[Outcome]) -> dict[str, Group]:
    return {
        f"{stretch} · {joint}": [_only(o, joint) for o in group]
        for stretch, group in _by_stretch(outcomes).items()
        for joint in JOINTS
        if any(joint in o.joints for o in group)
    }


def _only(outcome: Outcome, joint: str) -> Outcome:
    return Outcome(**{**outcome.as_json(), "joints": {joint: outcome.joints.get(joint, [])}})


def _share(hits: Sequence[bool]) -> str:
    return f"{100 * np.mean(hits):.0f} %" if hits else "–"


def _known(values: Sequence[bool | None]) -> list[bool]:
    return [value for value in values if value is not None]


def _typical(values: Sequence[float | None]) -> str:
    """Median and 95th percentile of the errors' sizes."""
    sizes = [abs(value) for value in values if value is not None]
    if not sizes:
        return "–"
    return f"{np.median(sizes):.1f} / {np.percentile(sizes, 95):.1f}"


def _good(group: Group) -> Group:
    return [o for o in group if o.kind == "good"]


def _errors(group: Group) -> np.ndarray:
    pairs = [pair for o in group for values in o.joints.values() for pair in values]
    return np.array([found - true for true, found in pairs])


def _angle(reduce: Callable[[np.ndarray], float]) -> Callable[[Group], str]:
    def figure(group: Group) -> str:
        errors = _errors(group)
        return f"{reduce(errors):.1f}" if len(errors) else "–"

    return figure


COUNTING: Sequence[Column] = (
    ("clips", lambda g: str(len(g))),
    ("count exact", lambda g: _share([o.reps == o.true_reps for o in g])),
    ("off by one or less", lambda g: _share([abs(o.reps - o.true_reps) <= 1 for o in g])),
    ("start off, s (median / 95 %)", lambda g: _typical([o.start_error_s for o in g])),
    ("full off, s (median / 95 %)", lambda g: _typical([o.good_error_s for o in g])),
    ("side right", lambda g: _share(_known([o.side_right for o in g]))),
    ("`auto` right", lambda g: _share([o.auto_right for o in g])),
    ("unseen", lambda g: f"{100 * np.mean([o.unseen for o in g]):.0f} %"),
)


def _precision(group: Group) -> str:
    hits = sum(bool(o.fault_found) for o in group)
    misses = sum(len(set(o.false_faults)) for o in group)
    return f"{100 * hits / (hits + misses):.0f} %" if hits + misses else "–"


JUDGING: Sequence[Column] = (
    ("faulty clips", lambda g: str(sum(o.kind == "fault" for o in g))),
    ("fault recall", lambda g: _share(_known([o.fault_found for o in g]))),
    ("fault precision", _precision),
    ("good clips", lambda g: str(len(_good(g)))),
    ("without any form cue", lambda g: _share([not o.form_cues for o in _good(g)])),
)
CHECKS: Sequence[Column] = (
    ("clips with the fault", lambda g: str(sum(o.fault_found is not None for o in g))),
    ("found", lambda g: str(sum(bool(o.fault_found) for o in g))),
    ("clips logged wrongly", lambda g: str(sum(bool(o.false_faults) for o in g))),
)
ANGLES: Sequence[Column] = (
    ("bias", _angle(lambda e: float(np.mean(e)))),
    ("mean absolute error", _angle(lambda e: float(np.mean(np.abs(e))))),
    ("95 %", _angle(lambda e: float(np.percentile(np.abs(e), 95)))),
    ("samples", lambda g: str(len(_errors(g)))),
)
WRONG: Sequence[Column] = (
    ("clips", lambda g: str(len(g))),
    ("no form cue", lambda g: _share([not o.form_cues for o in g])),
    ("a cue about the camera", lambda g: _share([o.picture_cues > 0 for o in g])),
    ("unseen", lambda g: f"{100 * np.mean([o.unseen for o in g]):.0f} %"),
)


def _plot(outcomes: Sequence[Outcome], path: Path) -> None:
    """Box plots of the angle errors, one panel a joint."""
    named = [o for o in outcomes if o.kind != "wrong view"]
    stretches = sorted({o.stretch for o in named})
    mpl.rcParams["svg.hashsalt"] = "bench"  # the same figures give the same file
    figure, panels = plt.subplots(1, len(JOINTS), figsize=(13, 4), sharey=True)
    for joint, panel in zip(JOINTS, panels, strict=True):
        errors = [_errors([_only(o, joint) for o in named if o.stretch == s]) for s in stretches]
        panel.boxplot(errors, orientation="horizontal", showfliers=False, widths=0.6)
        panel.axvline(0, color="0.6", linewidth=0.8)
        panel.set_title(joint)
        panel.set_xlim(-45, 45)
        panel.set_xlabel("found − true, degrees")
    panels[0].set_yticks(range(1, len(stretches) + 1), stretches)
    figure.tight_layout()
    figure.savefig(path, metadata={"Date": None})
    plt.close(figure)
