"""`python -m bench`: films what is missing, judges all cases, and writes docs/accuracy.md."""

from __future__ import annotations

import argparse
import json
import os
import sys
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

from tqdm import tqdm

from bench.cases import Case, all_cases
from bench.film import filmed
from bench.judge import Outcome, judged
from bench.report import written

CACHE = Path("out/bench")


def main() -> int:
    """Run the bench; 2 where there is nothing to judge."""
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("--each", type=int, default=20, help="clips of each stretch")
    parser.add_argument("--cache", type=Path, default=CACHE)
    parser.add_argument("--out", type=Path, default=Path("docs/accuracy.md"))
    parser.add_argument("--workers", type=int, default=os.cpu_count() or 1)
    parser.add_argument(
        "--cached", action="store_true", help="judge only what has been filmed before"
    )
    asked = parser.parse_args()
    cases = all_cases(asked.each)
    if asked.cached:
        cases = [case for case in cases if (asked.cache / f"{case.name}.npz").exists()]
    if not cases:
        print("Nothing has been filmed yet: run without --cached.", file=sys.stderr)
        return 2
    outcomes = _run(cases, asked.cache, asked.workers)
    (asked.cache / "outcomes.json").write_text(json.dumps([o.as_json() for o in outcomes]))
    written(outcomes, asked.out)
    print(asked.out)
    return 0


def _run(cases: list[Case], cache: Path, workers: int) -> list[Outcome]:
    """Every case's outcome; what is in the cache is not filmed again, so a run can be resumed."""
    with ProcessPoolExecutor(workers) as pool:
        jobs = pool.map(_one, cases, [cache] * len(cases))
        return list(tqdm(jobs, total=len(cases), unit="clip", disable=not sys.stderr.isatty()))


def _one(case: Case, cache: Path) -> Outcome:
    poses, truth = filmed(case, cache)
    return judged(case, poses, truth)


if __name__ == "__main__":
    sys.exit(main())
