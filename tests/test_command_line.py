"""The command line, as other programs call it."""

import csv
import json
import subprocess
import sys
from pathlib import Path

import av
import pytest
from clips import beginning, picture, steady, write_clip

from pose.video import Video
from stretches.registry import STRETCHES

ROOT = Path(__file__).parent.parent


def run(*arguments: object) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "stretches", *map(str, arguments)]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)


@pytest.fixture(scope="module")
def short_sample(tmp_path_factory) -> Path:
    """The first ten seconds of a good sample."""
    path = tmp_path_factory.mktemp("clip") / "short.mp4"
    return beginning("lying_hamstring_good", 10.0, path)


@pytest.fixture(scope="module")
def reviewed(short_sample, tmp_path_factory):
    folder = tmp_path_factory.mktemp("out")
    done = run(
        "review", short_sample, "--stretch", "lying_hamstring", "--json", "-",
        "--csv", folder / "m.csv", "--video", folder / "o.mp4",
    )  # fmt: skip
    return done, folder


def test_json_to_standard_output_is_json_and_nothing_else(reviewed):
    done, _ = reviewed
    assert done.returncode == 0
    report = json.loads(done.stdout)
    assert list(report) == [
        "schema", "video", "duration_s", "frames", "frames_analysed", "stretch", "view",
        "pose_found", "reps", "holds", "cycles", "checks", "faults", "cues",
    ]  # fmt: skip
    assert report["schema"] == 1
    assert report["stretch"] == "lying_hamstring"
    assert set(report["reps"]) == {"left", "right"}


def test_a_review_leaves_standard_error_empty_where_it_is_no_terminal(reviewed):
    assert reviewed[0].stderr == ""


def test_a_part_hold_at_the_end_of_the_video_is_reported(reviewed):
    holds = json.loads(reviewed[0].stdout)["holds"]
    assert [(hold["side"], hold["ended_by"], hold["completed"]) for hold in holds] == [
        ("left", "end of video", False)
    ]
    assert set(holds[0]) == {
        "side", "start_s", "end_s", "good_s", "total_s", "completed", "ended_by", "best",
    }  # fmt: skip
    assert holds[0]["best"]["straight_leg_raise_deg"] == pytest.approx(75, abs=8)


def test_every_check_is_in_the_report_with_its_target(reviewed):
    checks = json.loads(reviewed[0].stdout)["checks"]
    assert {c["check"] for c in checks} == {
        "lying_on_the_back", "knee_straight", "leg_raised", "other_leg_long", "hands_on_the_strap",
    }  # fmt: skip
    assert set(checks[0]) == {
        "check", "side", "required", "target", "met_s", "fault_s", "unseen_s", "median", "worst",
    }  # fmt: skip


def test_the_table_has_a_row_for_each_moment(reviewed):
    done, folder = reviewed
    rows = list(csv.DictReader((folder / "m.csv").open()))
    assert len(rows) == json.loads(done.stdout)["frames_analysed"]
    assert {"t_s", "side", "knee_straight", "knee_straight_verdict"} <= set(rows[0])


def test_the_annotated_video_is_as_long_as_the_source(reviewed):
    _, folder = reviewed
    with av.open(str(folder / "o.mp4")) as container:
        assert container.streams.video[0].codec_context.name == "h264"
    with Video(folder / "o.mp4") as video:
        assert list(video)[-1].t == pytest.approx(9.93, abs=0.1)


def test_list_describes_all_nine_and_their_checks():
    listed = json.loads(run("list", "--json").stdout)
    assert [entry["stretch"] for entry in listed] == [stretch.slug for stretch in STRETCHES]
    assert len(listed) == 9
    assert all(check["cue"] and check["target"] for entry in listed for check in entry["checks"])


@pytest.mark.parametrize(
    "arguments",
    [
        [],
        ["review"],
        ["review", "a.mp4"],
        ["review", "a.mp4", "--stretch", "yoga"],
        ["dance"],
        ["review", "a.mp4", "--stretch", "auto", "--json", "no/such/folder/r.json"],
        ["review", "a.mp4", "--stretch", "auto", "--video", "out.avi"],
    ],
)
def test_wrong_usage_exits_2_with_one_line(arguments):
    done = run(*arguments)
    assert done.returncode == 2
    assert done.stdout == ""
    assert len(done.stderr.strip().splitlines()) == 1


def test_a_missing_file_exits_3_with_one_line(tmp_path):
    done = run("review", tmp_path / "none.mp4", "--stretch", "auto")
    assert (done.returncode, len(done.stderr.strip().splitlines())) == (3, 1)


def test_a_video_with_nobody_in_it_exits_3_and_writes_nothing(tmp_path):
    clip = write_clip(tmp_path / "empty_room.mp4", steady(3.0), images=[picture(320, 240)])
    out = tmp_path / "report.json"
    done = run("review", clip, "--stretch", "pigeon", "--json", out, "--video", tmp_path / "o.mp4")
    assert done.returncode == 3
    assert "no person" in done.stderr
    assert len(done.stderr.strip().splitlines()) == 1
    assert sorted(path.name for path in tmp_path.iterdir()) == ["empty_room.mp4"]


def test_a_file_that_breaks_off_is_reviewed_and_the_report_says_so(short_sample, tmp_path):
    half = tmp_path / "half.mkv"
    with Video(short_sample) as video:
        frames = [(f.t, f.image) for f in video]
    whole = write_clip(
        tmp_path / "whole.mkv", [t for t, _ in frames], (640, 480), images=[i for _, i in frames]
    )
    half.write_bytes(whole.read_bytes()[: whole.stat().st_size // 2])
    done = run("review", half, "--stretch", "lying_hamstring", "--json", tmp_path / "r.json")
    assert done.returncode == 0
    assert "breaks off" in done.stdout
    assert json.loads((tmp_path / "r.json").read_text())["broken_at_s"] > 1.0
