"""Every measure over time, as a table."""

from __future__ import annotations

import csv
import io

from stretches.review import Review
from stretches.track import Snapshot


def measures_csv(result: Review) -> str:
    """The review's moments as CSV: one row a moment, two columns a check."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    checks = [r.check for r in result.snapshots[0].assessment.results] if result.snapshots else []
    stretch = result.report.stretch
    named = checks if stretch is not None else []
    ranges = sorted(stretch.ranges) if stretch is not None else []
    header = ["t_s", "side", "view", "in_position", "clock", "good_s"]
    for check in named:
        header += [check.name, f"{check.name}_verdict"]
    writer.writerow([*header, *ranges])
    for snapshot in result.snapshots:
        writer.writerow(_row(snapshot, bool(named), ranges))
    return out.getvalue()


def _row(snapshot: Snapshot, with_checks: bool, ranges: list[str]) -> list[object]:
    now, progress = snapshot.assessment, snapshot.progress
    inside = "" if now.attempting is None else int(now.attempting)
    row: list[object] = [
        f"{snapshot.t:.3f}",
        now.side or "",
        now.view or "",
        inside,
        progress.state,
        f"{progress.good_s:.2f}",
    ]
    for result in now.results if with_checks else ():
        row += ["" if result.value is None else f"{result.value:.3f}", result.verdict.value]
    return [*row, *(f"{now.ranges[name]:.1f}" if name in now.ranges else "" for name in ranges)]
