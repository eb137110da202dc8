"""The therapist's inbox, the time spent, looking in, and the log of it all."""

from datetime import timedelta

import pytest
from made import MONDAY, Clock, keep_session
from world import (
    FORMER,
    PATIENT,
    PRESCRIPTION,
    REPORT,
    THERAPIST,
    add_people,
    build,
    keep_everything,
)

from clinic.access import Access, Actor, NotAllowed
from clinic.care import InvalidVisit
from clinic.need import Need
from clinic.reviews import HandedInPart
from clinic.tables.people import Link


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def clinic(any_database):
    add_people(any_database)
    return any_database


@pytest.fixture
def patient(clinic, clock):
    return Access(clinic, Actor(PATIENT), clock)


@pytest.fixture
def therapist(clinic, clock):
    return Access(clinic, Actor(THERAPIST), clock)


def link_quinn(clinic):
    with clinic.writing() as transaction:
        transaction.add(Link(therapist_id=THERAPIST, patient_id="patient-quinn", began_at=MONDAY))


def test_the_patient_who_needs_it_most_comes_first(clinic, patient, therapist, clock):
    link_quinn(clinic)
    quinn = Access(clinic, Actor("patient-quinn"), clock)
    keep_session(patient, clock)
    keep_session(quinn, clock, before=2, after=6)
    items = therapist.care.inbox(THERAPIST)
    assert [(item.name, item.need) for item in items] == [
        ("Quinn Abara", Need.PAIN_UP),
        ("Pia Sorensen", Need.NONE),
    ]
    assert items[0].latest.pain_last.score == 6


def test_the_inbox_knows_what_was_usual_and_when_anything_was_last_done(patient, therapist, clock):
    therapist.prescriptions.prescribe(PATIENT, PRESCRIPTION)
    for _ in range(3):
        keep_session(patient, clock, before=2, after=2)
        clock.on(days=2)
    clock.on(days=8)
    keep_session(patient, clock, before=5, after=5, raised=())  # opened, and nothing done
    (item,) = therapist.care.inbox(THERAPIST)
    assert [reason.sentence for reason in item.reasons] == [
        "Pain before the session 5, usually 2.",
        "Nothing done for 10 days.",
    ]


def test_the_inbox_holds_linked_patients_only(clinic, clock):
    assert Access(clinic, Actor(FORMER), clock).care.inbox(FORMER) == ()


def test_a_review_waits_in_the_inbox_until_it_is_closed(patient, therapist):
    part = HandedInPart("lying_hamstring", REPORT)
    review_id = patient.reviews.hand_in(PATIENT, (part,), "Is this right?", False)
    (item,) = therapist.care.inbox(THERAPIST)
    assert [review.id for review in item.waiting] == [review_id]
    therapist.reviews.close(review_id)
    (item,) = therapist.care.inbox(THERAPIST)
    assert item.waiting == ()


def spent(access):
    return [(v.what, v.seconds) for v in access.care.time_spent(PATIENT)]


def test_time_counts_while_the_therapist_does_something(therapist, clock):
    for _ in range(4):
        therapist.care.still_here(PATIENT)
        clock.on(seconds=90)
    assert spent(therapist) == [("review", 270.0)]


def test_a_break_is_not_counted(therapist, clock):
    for away in (60, 600, 60, 0):
        therapist.care.still_here(PATIENT)
        clock.on(seconds=away)
    assert [seconds for _, seconds in spent(therapist)] == [60.0, 60.0]


def test_a_call_is_written_down(therapist, patient, clock):
    therapist.care.add_time(PATIENT, "call", clock() - timedelta(minutes=30), 12)
    assert spent(patient) == [("call", 720.0)]


@pytest.mark.parametrize(("before_min", "minutes"), [(30, 0), (30, 31), (300, 241)])
def test_time_that_is_not_over_or_makes_no_sense_is_refused(therapist, clock, before_min, minutes):
    with pytest.raises(InvalidVisit):
        therapist.care.add_time(PATIENT, "call", clock() - timedelta(minutes=before_min), minutes)


@pytest.fixture
def session(patient, therapist, clock):
    therapist.prescriptions.prescribe(PATIENT, PRESCRIPTION)
    return keep_everything(patient, clock, finish=False)


def test_nobody_looks_in_without_consent(patient, therapist, session):
    assert patient.look_ins.state(session) is None
    assert therapist.look_ins.open_now(THERAPIST) == ()
    for call in (
        lambda: therapist.look_ins.watch(session),
        lambda: therapist.look_ins.send(session, "Good."),
    ):
        with pytest.raises(NotAllowed):
            call()


def test_with_consent_the_therapist_watches_and_the_patient_sees_it(
    patient, therapist, session, clock
):
    patient.look_ins.consent(session, picture=False)
    (open_,) = therapist.look_ins.open_now(THERAPIST)
    assert (open_.patient, open_.picture) == ("Pia Sorensen", False)
    assert patient.look_ins.state(session).watcher == ""
    therapist.look_ins.watch(session)
    assert patient.look_ins.state(session).watcher == "Tom Okafor"
    clock.on(seconds=20)
    assert patient.look_ins.state(session).watcher == ""


def test_consent_is_for_one_session(patient, therapist, session, clock):
    patient.look_ins.consent(session, picture=True)
    later = keep_everything(patient, clock, finish=False)
    with pytest.raises(NotAllowed):
        therapist.look_ins.watch(later)


@pytest.mark.parametrize(
    "end",
    [
        lambda p, t, s, c: p.look_ins.end(s),
        lambda p, t, s, c: t.look_ins.end(s),
        lambda p, t, s, c: p.sessions.finish(s, "completed", c()),
        lambda p, t, s, c: c.on(hours=2),
    ],
    ids=["by the patient", "by the therapist", "with the session", "by itself"],
)
def test_looking_in_ends(patient, therapist, session, clock, end):
    patient.look_ins.consent(session, picture=True)
    end(patient, therapist, session, clock)
    assert patient.look_ins.state(session) is None
    with pytest.raises(NotAllowed):
        therapist.look_ins.watch(session)


def test_a_note_is_shown_once(patient, therapist, session):
    patient.look_ins.consent(session, picture=True)
    therapist.look_ins.send(session, " Lower your  leg a little. ")
    (note,) = patient.look_ins.take_notes(session)
    assert (note.author, note.text) == ("Tom Okafor", "Lower your leg a little.")
    assert patient.look_ins.take_notes(session) == ()


def test_an_ended_session_cannot_be_opened(patient, therapist, session, clock):
    patient.sessions.finish(session, "completed", clock())
    with pytest.raises(NotAllowed):
        patient.look_ins.consent(session, picture=True)


def logged(patient):
    return [(e.actor_name, e.entry.action, e.times) for e in patient.people.log(PATIENT)]


def test_the_log_tells_who_saw_and_changed_what(patient, therapist, session, clock):
    clock.on(hours=1)
    therapist.sessions.one(session)
    clock.on(hours=1)
    therapist.care.inbox(THERAPIST)
    assert logged(patient) == [
        ("Tom Okafor", "Care.inbox", 1),
        ("Tom Okafor", "Sessions.one", 1),
        ("Tom Okafor", "Prescriptions.prescribe", 1),
    ]


def test_the_same_seen_again_within_minutes_is_counted(patient, therapist, session, clock):
    clock.on(hours=1)
    for _ in range(3):
        therapist.sessions.one(session)
        clock.on(minutes=5)
    clock.on(minutes=10)
    therapist.sessions.one(session)
    assert [e for e in logged(patient) if e[1] == "Sessions.one"] == [
        ("Tom Okafor", "Sessions.one", 1),
        ("Tom Okafor", "Sessions.one", 3),
    ]


def test_what_one_sees_of_oneself_is_not_logged_but_consent_is(patient, session):
    patient.sessions.all(PATIENT)
    patient.look_ins.consent(session, picture=True)
    mine = [e for e in logged(patient) if e[0] == "Pia Sorensen"]
    assert mine == [("Pia Sorensen", "LookIns.consent", 1)]


def test_nothing_is_handed_out_when_the_log_cannot_be_written(
    patient, therapist, session, monkeypatch
):
    def broken(*args, **kwargs):
        raise OSError("disk full")

    monkeypatch.setattr("clinic.door.log", broken)
    with pytest.raises(OSError, match="disk full"):
        therapist.sessions.one(session)


def test_the_small_clinic_can_be_built_on_every_database(any_database):
    world = build(any_database)
    assert (
        Access(any_database, Actor(PATIENT)).sessions.one(world.ended_session).pain_last.score == 2
    )
