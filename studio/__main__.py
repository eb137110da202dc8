"""The studio's command line: render clips and stills, list them, and draw contact sheets."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

import cv2

from studio.catalogue import CLIPS
from studio.clip import Progress, render_clip
from studio.clip_truth import write_truth
from studio.pictures import write_pictures
from studio.poses import STRETCHES
from studio.sheet import contact_sheet
from studio.still import render_still


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; 0 on success, 2 for wrong usage."""
    options = _parser().parse_args(argv)
    try:
        options.run(options)
    except KeyError as error:
        print(error.args[0], file=sys.stderr)
        return 2
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m studio", description=__doc__)
    commands = parser.add_subparsers(required=True)
    render = commands.add_parser("render", help="render clips with their truth")
    render.add_argument("names", nargs="+", metavar="NAME", help="clip names, or `all`")
    render.add_argument("--out", type=Path, default=Path("sample_videos"), metavar="DIR")
    render.add_argument(
        "--truth-only", action="store_true", help="write the truth beside videos that are there"
    )
    render.set_defaults(run=_render)
    listing = commands.add_parser("list", help="list clips, stretches and faults")
    listing.set_defaults(run=_list)
    still = commands.add_parser("still", help="render one pose as a PNG")
    still.add_argument("stretch", choices=STRETCHES)
    still.add_argument("out", type=Path)
    still.add_argument("--fault", action="append", default=[], metavar="NAME[=SIZE]")
    still.add_argument("--phase", help="an end of a moving stretch, such as `cat`")
    _add_view(still)
    still.set_defaults(run=_still)
    pictures = commands.add_parser("pictures", help="draw the app's picture of each stretch")
    pictures.add_argument("--out", type=Path, default=Path("screens/pictures"), metavar="DIR")
    pictures.set_defaults(run=_pictures)
    sheet = commands.add_parser("sheet", help="draw all poses, or all faults of one stretch")
    sheet.add_argument("out", type=Path, nargs="?", default=Path("sheet.png"))
    sheet.add_argument("--faults-of", choices=STRETCHES, metavar="STRETCH")
    _add_view(sheet)
    sheet.set_defaults(run=_sheet)
    return parser


def _add_view(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--side", choices=("left", "right"), default="left")
    parser.add_argument("--body", type=int, default=0, metavar="SEED")
    parser.add_argument("--setting", type=int, default=0, metavar="SEED")
    parser.add_argument("--azimuth", type=float, help="degrees from the front toward the left")


def _render(options: argparse.Namespace) -> None:
    names = list(CLIPS) if options.names == ["all"] else options.names
    for name in names:
        if name not in CLIPS:
            raise KeyError(f"There is no clip {name!r}; `python -m studio list` names them all.")
        if options.truth_only:
            path = options.out / f"{name}.truth.json"
            write_truth(CLIPS[name], CLIPS[name].studio(), path)
            print(path)
            continue
        path = render_clip(CLIPS[name], options.out, _progress(name))
        size = path.stat().st_size / 1e6
        print(f"\r{path}  {CLIPS[name].timeline().duration_s:.1f} s  {size:.1f} MB", flush=True)


def _progress(name: str) -> Progress:
    def show(done: int, of: int) -> None:
        if sys.stderr.isatty() and (done % 10 == 0 or done == of):
            print(f"\r{name}: {done}/{of} frames ", end="", file=sys.stderr, flush=True)

    return show


def _list(_: argparse.Namespace) -> None:
    print("Clips:")
    for clip in CLIPS.values():
        print(f"  {clip.name:34} {clip.timeline().duration_s:5.1f} s")
    print("Stretches and their faults (name=usual size):")
    for slug, model in STRETCHES.items():
        print(f"  {slug}  {' '.join(f'--phase {phase}' for phase in model.phases)}")
        for fault in model.faults:
            print(f"    {fault.name}={fault.size:g}  {fault.meaning}")


def _still(options: argparse.Namespace) -> None:
    faults = {}
    for text in options.fault:
        name, _, size = text.partition("=")
        faults[name] = float(size) if size else None
    image, _truth = render_still(
        options.stretch,
        side=options.side,
        body_seed=options.body,
        setting_seed=options.setting,
        azimuth=options.azimuth,
        faults=faults,
        phase=options.phase,
    )
    _write(options.out, image)


def _pictures(options: argparse.Namespace) -> None:
    for path in write_pictures(options.out):
        print(path)


def _sheet(options: argparse.Namespace) -> None:
    image = contact_sheet(
        options.faults_of, options.side, options.body, options.setting, options.azimuth
    )
    _write(options.out, image)


def _write(path: Path, image: cv2.typing.MatLike) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    if not cv2.imwrite(str(path), image):
        raise KeyError(f"Cannot write {path}.")
    print(path)


if __name__ == "__main__":
    sys.exit(main())
