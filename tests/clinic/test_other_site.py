"""Another site's word on who somebody is: what of it counts, and for how long."""

from datetime import timedelta

import pytest
from made import Clock

from clinic.other_site import OtherSite, vouched_for

NOW = Clock()()
CLAIMS = {
    "iss": "https://id.example",
    "sub": "subject-7",
    "iat": int(NOW.timestamp()),
    "exp": int((NOW + timedelta(hours=8)).timestamp()),
}


def test_issuer_and_subject_are_who_it_is():
    assert vouched_for(CLAIMS, NOW) == OtherSite("https://id.example", "subject-7")


@pytest.mark.parametrize("verified", [True, False, None])
def test_an_email_address_makes_nobody_somebody_else(verified):
    claims = {**CLAIMS, "email": "ada@example.org", "email_verified": verified}
    assert vouched_for(claims, NOW) == vouched_for(CLAIMS, NOW)


@pytest.mark.parametrize("name", ["iss", "sub", "iat", "exp"])
@pytest.mark.parametrize("value", [None, "", [1]])
def test_a_word_without_one_of_its_parts_is_none(name, value):
    assert vouched_for({**CLAIMS, name: value}, NOW) is None


def test_it_is_taken_for_an_hour():
    assert vouched_for(CLAIMS, NOW + timedelta(minutes=59)) is not None
    assert vouched_for(CLAIMS, NOW + timedelta(hours=1)) is None


def test_it_is_not_taken_for_longer_than_it_says():
    claims = {**CLAIMS, "exp": int((NOW + timedelta(minutes=5)).timestamp())}
    assert vouched_for(claims, NOW + timedelta(minutes=4)) is not None
    assert vouched_for(claims, NOW + timedelta(minutes=5)) is None


def test_a_clock_that_is_a_little_ahead_over_there_does_no_harm():
    assert vouched_for(CLAIMS, NOW - timedelta(seconds=30)) is not None
