"""The quick bench: recordings of the synthetic figure, judged against wide margins."""

import pytest

from bench.cases import all_cases
from bench.figures import between
from bench.judge import judged, off_by
from bench.quick import LEAST, quick_outcomes, shares
from bench.truth import case_truth


@pytest.fixture(scope="module")
def reached():
    return shares(quick_outcomes())


@pytest.mark.parametrize("figure", LEAST)
def test_program_has_not_got_much_worse(reached, figure):
    assert reached[figure] >= LEAST[figure]


@pytest.mark.parametrize(
    ("found", "off"), [(3.0, -1.0), (4.0, 0.0), (4.7, 0.0), (5.0, 0.0), (5.5, 0.5)]
)
def test_start_is_off_only_outside_what_is_right(found, off):
    assert off_by(found, (4.0, 5.0)) == off


def test_moments_at_which_nobody_is_found_are_taken_in_as_in_a_review():
    case = next(c for c in all_cases(1) if c.clip.stretch == "pigeon")
    truth = {
        "fps": 10,
        "duration_s": 10.0,
        "camera": {"azimuth": 80.0},
        "timeline": [{"what": "hold", "start_s": 0.0, "end_s": 10.0}],
        "samples": {"rows": []},
    }
    outcome = judged(case, [], truth, case_truth(case), auto=False)
    assert outcome.picture_cues == ("I can't see you: step into the picture",)


def test_few_clips_leave_a_share_uncertain():
    low, high = between(9, 10)
    assert low < 0.6
    assert high > 0.95
