"""The whole path on sample clips: a file in, and the report has to say what is true of it."""

import json

import pytest
from clips import SAMPLES, beginning

from stretches.registry import stretch_named
from stretches.report import Report
from stretches.review import review

NEAR_S = 2.0
"""A fault in the clips slips in within a second, and is logged from its target on."""


ENOUGH_S = {"lying_hamstring_faulty": 45.0, "supine_figure_four_faulty": 41.0, "cat_cow_good": 41.0}
"""Where all that the truth tells of a clip is over; the way out is not waited for."""
EVERY = 3
"""A third of the frames, five a second: fewer than what a live session on two slow cores sees."""


@pytest.fixture(scope="module")
def reviewed(tmp_path_factory):
    """Reports by clip; each clip is reviewed once."""
    kept: dict[str, Report] = {}

    def report_of(name: str) -> Report:
        if name not in kept:
            path = tmp_path_factory.mktemp(name) / f"{name}.mp4"
            beginning(name, ENOUGH_S[name], path, EVERY)
            kept[name] = review(path, stretch_named(truth_of(name)["stretch"])).report
        return kept[name]

    return report_of


def truth_of(name: str) -> dict:
    return json.loads((SAMPLES / f"{name}.truth.json").read_text())


FAULTY = [
    "lying_hamstring_faulty",
    "supine_figure_four_faulty",
]


@pytest.mark.parametrize("name", [*FAULTY, "cat_cow_good"])
def test_sample_is_counted_as_it_is(reviewed, name):
    assert reviewed(name).reps == truth_of(name)["expected_reps"]


@pytest.mark.parametrize("name", FAULTY)
def test_every_fault_of_the_sample_is_found_and_no_other(reviewed, name):
    found = {(fault.check.name, fault.side) for fault in reviewed(name).faults}
    assert found == {(fault["check"], fault["side"]) for fault in truth_of(name)["faults"]}


@pytest.mark.parametrize("name", FAULTY)
def test_faults_begin_and_end_when_they_do(reviewed, name):
    true = {fault["check"]: fault for fault in truth_of(name)["faults"]}
    for fault in reviewed(name).faults:
        assert fault.start_s == pytest.approx(true[fault.check.name]["start_s"], abs=NEAR_S)
        assert fault.end_s == pytest.approx(true[fault.check.name]["end_s"], abs=NEAR_S)


def test_good_form_hears_no_correction(reviewed):
    report = reviewed("cat_cow_good")
    assert report.faults == ()
    assert {cue.kind for cue in report.cues} <= {"clock", "praise"}


@pytest.mark.parametrize("name", FAULTY)
def test_hold_begins_when_the_position_is_taken(reviewed, name):
    true = truth_of(name)["expected_holds"][0]
    # The truth is when the movement in has ended; good form may be reached a little earlier.
    assert true["start_s"] - 1.6 <= reviewed(name).holds[0].start_s <= true["start_s"] + 0.7
