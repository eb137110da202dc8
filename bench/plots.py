"""The report's plots."""

from __future__ import annotations

from pathlib import Path

import matplotlib as mpl
import numpy as np
from matplotlib import pyplot as plt
from matplotlib.axes import Axes

from bench.angles import JOINTS
from bench.figures import Group, in_named_view, readings

mpl.use("svg")
mpl.rcParams["svg.hashsalt"] = "bench"  # the same figures give the same file
BIN = 10.0
LEAST_READINGS = 20


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


def errors_by_azimuth(outcomes: Group, path: Path) -> None:
    """The angle errors against the camera's azimuth, wrong views too, one panel a joint."""
    figure, panels = plt.subplots(1, len(JOINTS), figsize=(13, 3.4), sharey=True)
    for joint, panel in zip(JOINTS, panels, strict=True):
        _by_azimuth(outcomes, joint, panel)
        panel.set(title=joint, ylim=(-40, 40), xlabel="camera azimuth, degrees from the front")
        panel.axhline(0, color="0.6", linewidth=0.8)
    panels[0].set_ylabel("found − true, degrees")
    _save(figure, path)


def _by_azimuth(outcomes: Group, joint: str, panel: Axes) -> None:
    uncut = [o for o in outcomes if o.kind != "cropped"]
    azimuths = [abs((o.azimuth + 180) % 360 - 180) for o in uncut for _ in readings([o], joint)]
    errors = np.array([r.error for o in uncut for r in readings([o], joint)])
    bins = (np.array(azimuths) // BIN).astype(int)
    for number in sorted(set(bins.tolist())):
        here = errors[bins == number]
        if len(here) < LEAST_READINGS:
            continue
        low, quarter, middle, upper, high = np.percentile(here, (5, 25, 50, 75, 95))
        x = (number + 0.5) * BIN
        panel.plot([x, x], [low, high], color="0.7", linewidth=1)
        panel.plot([x, x], [quarter, upper], color="C0", linewidth=4, solid_capstyle="butt")
        panel.plot(x, middle, "o", color="white", markersize=3)


def _save(figure: plt.Figure, path: Path) -> None:
    figure.tight_layout()
    figure.savefig(path, metadata={"Date": None})
    plt.close(figure)
