"""`python -m bench`: films what is missing, judges all cases, and writes docs/accuracy.md."""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

from tqdm import tqdm

from bench.ablation import CHOICES, judged_without
from bench.cases import Case, all_cases, cropped_cases
from bench.film import filmed, recording, seen_before, up_to_date
from bench.judge import Outcome, judged
from bench.logic import wrong_by_true_joints
from bench.quick import misses
from bench.report import written
from bench.sweep import swept
from bench.truth import case_truth
from studio.poses import STRETCHES

CACHE = Path("out/bench")
Judged = tuple[Outcome, list[Outcome]]


def main(argv: Sequence[str] | None = None) -> int:
    """Run the bench; 1 where the quick one finds a regression, 2 with nothing to judge."""
    asked = _parser().parse_args(argv)
    if asked.quick:
        return _quick()
    if asked.true_joints:
        return _by_true_joints(asked)
    whole = all_cases(asked.each)
    cases = planned = [*whole, *cropped_cases(whole)]
    if asked.cached:
        cases = [case for case in cases if recording(case, asked.cache).exists()]
    if not cases:
        print("Nothing has been filmed yet: run without --cached.", file=sys.stderr)
        return 2
    found = _run(cases, asked)
    outcomes = [outcome for outcome, _ in found]
    (asked.cache / "outcomes.json").write_text(json.dumps([o.as_json() for o in outcomes]))
    without = {c.name: [rest[i] for _, rest in found if rest] for i, c in enumerate(CHOICES)}
    old = sum(not up_to_date(case, asked.cache) for case in cases)
    sweep = swept(asked.cache, draw=not asked.cached)
    left_out = without if asked.choices else {}
    written(outcomes, left_out, sweep, asked.out, len(planned), old)
    print(asked.out)
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("--each", type=int, default=184, help="clips of each stretch")
    parser.add_argument("--cache", type=Path, default=CACHE)
    parser.add_argument("--out", type=Path, default=Path("docs/accuracy.md"))
    parser.add_argument("--workers", type=int, default=os.cpu_count() or 1)
    parser.add_argument(
        "--cached", action="store_true", help="judge only what has been filmed before"
    )
    parser.add_argument(
        "--choices", action="store_true", help="judge the test split also with each choice left out"
    )
    parser.add_argument(
        "--quick", action="store_true", help="judge the few recordings that come along"
    )
    parser.add_argument(
        "--true-joints",
        metavar="STRETCH",
        choices=list(STRETCHES),
        help="film nothing: judge a stretch's good and faulty clips, not the blind ones, by the "
        "figure's own joints, and say what goes wrong",
    )
    return parser


def _by_true_joints(asked: argparse.Namespace) -> int:
    """What is wrong though every joint is seen."""
    named = [case for case in all_cases(asked.each) if case.clip.stretch == asked.true_joints]
    cases = [c for c in named if c.split != "blind" and c.kind in ("good", "fault")]
    with ProcessPoolExecutor(asked.workers) as pool:
        jobs = tqdm(
            pool.map(wrong_by_true_joints, cases),
            total=len(cases),
            unit="clip",
            disable=not sys.stderr.isatty(),
        )
        found = [line for lines in jobs for line in lines]
    print("\n".join([*found, f"{len(found)} things wrong in {len(cases)} clips."]))
    return 0


def _quick() -> int:
    found = misses()
    for miss in found:
        print(miss, file=sys.stderr)
    print("The quick bench found no regression." if not found else "The program got worse.")
    return 1 if found else 0


def _run(cases: list[Case], asked: argparse.Namespace) -> list[Judged]:
    """Every case's outcome; what is in the cache is not filmed again, so a run can be resumed."""
    with ProcessPoolExecutor(asked.workers) as pool:
        count = len(cases)
        jobs = pool.map(_one, cases, [asked] * count)
        return list(tqdm(jobs, total=count, unit="clip", disable=not sys.stderr.isatty()))


def _one(case: Case, asked: argparse.Namespace) -> Judged:
    poses, truth = (seen_before if asked.cached else filmed)(case, asked.cache)
    true = case_truth(case)
    without = []
    if asked.choices and case.split == "test" and case.kind in ("good", "fault"):
        without = [judged_without(choice, case, poses, truth, true) for choice in CHOICES]
    return judged(case, poses, truth, true), without


if __name__ == "__main__":
    sys.exit(main())
