"""The report's plots."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import matplotlib as mpl
import numpy as np
from matplotlib import pyplot as plt
from matplotlib.axes import Axes

from bench.angles import JOINTS
from bench.figures import Group, in_named_view, readings
from bench.sweep import SweepReading

mpl.use("svg")
mpl.rcParams["svg.hashsalt"] = "bench"  # the same figures give the same file


def joint_errors(outcomes: Group, path: Path) -> None:
    """Box plots of the angle errors in the named view, one panel a joint."""
    named = in_named_view(outcomes)
    stretches = sorted({o.stretch for o in named})
    figure, panels = plt.subplots(1, len(JOINTS), figsize=(13, 4), sharey=True)
    for joint, panel in zip(JOINTS, panels, strict=True):
        errors = [
            [r.error for r in readings([o for o in named if o.stretch == s], joint)]
            for s in stretches
        ]
        panel.boxplot(errors, orientation="horizontal", showfliers=False, widths=0.6)
        panel.axvline(0, color="0.6", linewidth=0.8)
        panel.set(title=joint, xlim=(-45, 45), xlabel="found − true, degrees")
    panels[0].set_yticks(range(1, len(stretches) + 1), stretches)
    _save(figure, path)


def errors_by_azimuth(readings: Sequence[SweepReading], path: Path) -> None:
    """The angle errors of stills against the camera's azimuth, one panel a joint."""
    figure, panels = plt.subplots(1, len(JOINTS), figsize=(13, 3.4), sharey=True)
    for joint, panel in zip(JOINTS, panels, strict=True):
        for near, colour in ((True, "C0"), (False, "C1")):
            here = [r for r in readings if r.joint == joint and r.near is near]
            _by_azimuth(here, panel, colour, "near side" if near else "far side")
        panel.set(title=joint, ylim=(0, 50), xlabel="camera azimuth, degrees from the front")
    panels[0].set_ylabel("size of the error, degrees")
    panels[0].legend(frameon=False)
    _save(figure, path)


def _by_azimuth(readings: Sequence[SweepReading], panel: Axes, colour: str, label: str) -> None:
    """The median, and the middle half of the errors as a band."""
    rows = []
    for azimuth in sorted({r.azimuth for r in readings}):
        errors = [
            abs(r.found - r.true) for r in readings if r.azimuth == azimuth and r.found is not None
        ]
        if errors:
            rows.append([azimuth, *np.percentile(errors, (25, 50, 75))])
    if rows:
        x, low, middle, high = np.array(rows).T
        panel.fill_between(x, low, high, color=colour, alpha=0.2, linewidth=0)
        panel.plot(x, middle, color=colour, label=label)


def _save(figure: plt.Figure, path: Path) -> None:
    figure.tight_layout()
    figure.savefig(path, metadata={"Date": None})
    plt.close(figure)
