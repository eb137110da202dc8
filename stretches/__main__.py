"""The command line: `python -m stretches review …` and `python -m stretches list`."""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from tqdm import tqdm

from pose.files import UnwritableFile, check_writable, write_text_atomically
from pose.model import ModelUnavailable
from pose.video import UnreadableVideo
from stretches.annotate import write_annotated_video
from stretches.registry import STRETCHES, stretch_named
from stretches.review import NobodySeen, review
from stretches.table import measures_csv
from stretches.targets import InvalidTargets, read_targets
from stretches.vocabulary import HoldDose, RepetitionDose, Stretch

OK, USAGE, UNREADABLE = 0, 2, 3


class _Parser(argparse.ArgumentParser):
    """Says what is wrong in one line."""

    def error(self, message: str) -> Any:
        self.exit(USAGE, f"{self.prog}: {message}\n")


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; returns the exit code."""
    asked = _parser().parse_args(arguments)
    try:
        return int(asked.run(asked))
    except (UnwritableFile, InvalidTargets) as error:
        return _complain(error, USAGE)
    except (UnreadableVideo, NobodySeen, ModelUnavailable) as error:
        return _complain(error, UNREADABLE)
    except KeyboardInterrupt:
        return _complain("Stopped.", 130)


def _quieten_native_libraries() -> None:
    """Keep MediaPipe's own log, written past Python, off standard error.

    Python's `sys.stderr` goes on with a copy of the descriptor.
    """
    try:
        kept = os.dup(2)
        silent = os.open(os.devnull, os.O_WRONLY)
        os.dup2(silent, 2)
        os.close(silent)
    except OSError:
        return  # there is no standard error to keep clean
    sys.stderr = os.fdopen(kept, "w", buffering=1, encoding="utf-8", errors="replace")


def _complain(error: object, code: int) -> int:
    print(str(error), file=sys.stderr)
    return code


def _parser() -> argparse.ArgumentParser:
    parser = _Parser(prog="python -m stretches", description="Checks the form of stretches.")
    commands = parser.add_subparsers(required=True, metavar="COMMAND", parser_class=_Parser)
    one = commands.add_parser("review", help="review a video and report")
    one.add_argument("video", type=Path, metavar="VIDEO")
    slugs = [stretch.slug for stretch in STRETCHES]
    one.add_argument("--stretch", required=True, choices=[*slugs, "auto"], metavar="SLUG")
    one.add_argument("--json", metavar="FILE", help="write the report; - for standard output")
    one.add_argument("--video", type=Path, dest="annotated", metavar="OUT.mp4")
    one.add_argument("--csv", type=Path, metavar="FILE", help="write every measure over time")
    one.add_argument("--targets", type=Path, metavar="FILE", help="a patient's own targets, JSON")
    one.set_defaults(run=_review)
    listing = commands.add_parser("list", help="list the stretches and their checks")
    listing.add_argument("--json", action="store_true")
    listing.set_defaults(run=_list)
    return parser


def _review(asked: argparse.Namespace) -> int:
    outputs = [asked.annotated, asked.csv]
    if asked.json and asked.json != "-":
        outputs.append(Path(asked.json))
    for path in outputs:
        if path is not None:
            _check_output(path, asked)
    stretch = _asked_stretch(asked)
    result = _with_bar("Looking", lambda tell: review(asked.video, stretch, tell))
    if asked.csv:
        write_text_atomically(asked.csv, measures_csv(result))
    if asked.annotated:
        _with_bar(
            "Drawing",
            lambda tell: write_annotated_video(asked.video, result, asked.annotated, tell),
        )
    if asked.json:
        text = json.dumps(result.report.to_json(), indent=1, ensure_ascii=False) + "\n"
        if asked.json == "-":
            sys.stdout.write(text)
            return OK
        write_text_atomically(Path(asked.json), text)
    print(result.report.summary())
    return OK


def _check_output(path: Path, asked: argparse.Namespace) -> None:
    check_writable(path)
    if path.exists() and asked.video.exists() and path.samefile(asked.video):
        raise UnwritableFile(f"{path} is the video itself: name another file to write.")
    if path is asked.annotated and path.suffix.lower() != ".mp4":
        raise UnwritableFile(f"{path.name} has to end in .mp4: that is what is written.")


def _asked_stretch(asked: argparse.Namespace) -> Stretch | None:
    if asked.targets is None:
        return None if asked.stretch == "auto" else stretch_named(asked.stretch)
    targets = read_targets(asked.targets)
    if targets.stretch != asked.stretch:
        raise InvalidTargets(f"{asked.targets.name} is about {targets.stretch}.")
    return targets.apply()


def _with_bar(what: str, work: Any) -> Any:
    """Do some work with a progress bar, which shows on a terminal only."""
    with tqdm(total=100, desc=what, unit="%", disable=None, leave=False, file=sys.stderr) as bar:

        def tell(share: float) -> None:
            bar.update(max(0.0, round(100 * share) - bar.n))

        return work(tell)


def _list(asked: argparse.Namespace) -> int:
    if asked.json:
        print(json.dumps([_described(stretch) for stretch in STRETCHES], indent=1))
        return OK
    for stretch in STRETCHES:
        print(f"{stretch.slug:26} {stretch.name}")
        for check in stretch.checks:
            print(f"  {check.name:24} {check.target.describe():22} {check.cue}")
    return OK


def _described(stretch: Stretch) -> dict[str, Any]:
    dose = stretch.dose
    hold = None if isinstance(dose, RepetitionDose) else dose.seconds
    return {
        "stretch": stretch.slug,
        "name": stretch.name,
        "view": stretch.view,
        "equipment": list(stretch.equipment),
        "side": stretch.side_is or None,
        "dose": {"kind": _kind(stretch), "hold_s": hold, "reps": dose.reps},
        "steps": list(stretch.steps),
        "checks": [
            {
                "check": check.name,
                "required": check.required,
                "target": check.target.describe(),
                "cue": check.cue,
                "cue_high": check.cue_high or None,
            }
            for check in stretch.checks
        ],
    }


def _kind(stretch: Stretch) -> str:
    if isinstance(stretch.dose, RepetitionDose):
        return "repetitions"
    return "hold" if isinstance(stretch.dose, HoldDose) else "alternation"


if __name__ == "__main__":
    _quieten_native_libraries()
    sys.exit(main())
