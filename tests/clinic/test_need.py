"""Who comes first in the inbox, and the reason in words."""

from dataclasses import replace
from datetime import timedelta

import pytest
from made import MONDAY, PLAN, hold
from world import PRESCRIPTION

from clinic.kept import KeptHold, KeptPain, KeptSession, KeptStretchEnd
from clinic.need import Known, Need, reasons
from clinic.prescription import KeptPrescription
from stretches.routine.pain import PainReport

NOW = MONDAY + timedelta(days=20)
PRESCRIBED = KeptPrescription(1, "Tom Okafor", MONDAY, PRESCRIPTION)


def session(
    days_ago=1.0,
    before=3,
    after=3,
    reason="completed",
    good=(30.0, 30.0),
    down=False,
    tingling=False,
):
    """A session that began so long before now."""
    at = NOW - timedelta(days=days_ago)
    places = ("back", "calf") if down else ("back",)
    return KeptSession(
        id=f"s{days_ago}",
        person_id="pia",
        began_at=at,
        ended_at=at,
        end_reason=reason,
        plan=PLAN,
        prescription_version=1,
        pains=(
            KeptPain(1, at, "before", PainReport(before, ("back",))),
            KeptPain(2, at, "end", PainReport(after, places, tingling)),
        ),
        holds=tuple(
            KeptHold(n, at, "pigeon", 30.0, replace(hold(good_s=s), total_s=31.0))
            for n, s in enumerate(good, start=1)
        ),
        cycles=(),
        ends=(),
        faults=(),
        cues=(),
    )


def found(*sessions, prescribed=PRESCRIBED, waiting=0, usual_pain=(), last_done=None):
    done = last_done or (NOW - timedelta(hours=1) if sessions else None)
    known = Known(sessions, usual_pain, done, prescribed, waiting)
    return [(reason.need, reason.sentence) for reason in reasons(known, NOW)]


def test_nothing_wrong_is_no_reason():
    assert found(session()) == []


@pytest.mark.parametrize(
    ("kept", "need", "sentence"),
    [
        (session(after=5), Need.PAIN_UP, "Pain rose from 3 to 5 during the session on 21 March."),
        (
            session(down=True),
            Need.PAIN_UP,
            "Pain moved further down the leg during the session on 21 March.",
        ),
        (
            session(reason="extreme pain"),
            Need.PAIN_UP,
            "Stopped because of extreme pain on 21 March.",
        ),
        (
            session(tingling=True),
            Need.PAIN_UP,
            "Pain came with new numbness or tingling during the session on 21 March.",
        ),
        (session(reason="pain"), Need.STOPPED, "Stopped because of pain on 21 March."),
        (session(reason="stopped"), Need.STOPPED, "Stopped early on 21 March."),
        (session(good=(10.0, 14.0)), Need.POOR_FORM, "Pigeon: good form 39% of the time."),
    ],
)
def test_a_reason_in_words(kept, need, sentence):
    assert found(kept) == [(need, sentence)]


def test_a_stretch_that_was_left_out_because_of_pain():
    kept = session()
    end = KeptStretchEnd(1, kept.began_at, "pigeon", "stopped for pain")
    assert found(replace(kept, ends=(end,))) == [
        (Need.STOPPED, "Pigeon stopped because of pain on 21 March.")
    ]


@pytest.mark.parametrize("earlier", [(2, 2, 2), (2, 1, 2, 5)])
def test_pain_that_is_up_from_day_to_day(earlier):
    sentence = "Pain before the session 5, usually 2."
    assert found(session(before=5, after=5), usual_pain=earlier) == [(Need.PAIN_UP, sentence)]


def test_the_sessions_of_this_week_count_as_usual_too():
    week = [session(days_ago=days, before=2, after=2) for days in (4, 3, 2)]
    assert found(*week, session(before=5, after=5))[0][0] == Need.PAIN_UP


def test_two_sessions_are_no_habit():
    assert found(session(before=5, after=5), usual_pain=(2, 2)) == []


def test_a_few_seconds_say_nothing_of_form():
    short = session(good=(2.0,))
    held = replace(short.holds[0], hold=replace(short.holds[0].hold, total_s=9.0))
    assert found(replace(short, holds=(held,))) == []


def nothing_done(**known):
    return [sentence for need, sentence in found(**known) if need is Need.NOTHING_DONE]


def test_nothing_done_for_longer_than_a_week():
    assert nothing_done(last_done=NOW - timedelta(days=9)) == ["Nothing done for 9 days."]
    assert nothing_done(last_done=NOW - timedelta(days=6)) == []


def test_nothing_ever_done_counts_from_the_prescription():
    assert nothing_done() == ["Nothing done for 20 days."]


def test_once_a_week_gets_two_weeks_of_patience():
    rare = replace(PRESCRIBED, prescription=replace(PRESCRIPTION, times=1))
    assert nothing_done(last_done=NOW - timedelta(days=9), prescribed=rare) == []


def test_without_a_prescription_nothing_was_to_be_done():
    assert found(prescribed=None) == []


def test_a_new_prescription_gets_its_time():
    assert found(prescribed=replace(PRESCRIBED, created_at=NOW - timedelta(days=2))) == []


def test_what_waits_comes_last_and_pain_first():
    needs = [need for need, _ in found(session(after=6, reason="pain"), waiting=2)]
    assert needs == [Need.PAIN_UP, Need.STOPPED, Need.WAITING]
    assert found(session(), waiting=1) == [(Need.WAITING, "A recording waits for an answer.")]
