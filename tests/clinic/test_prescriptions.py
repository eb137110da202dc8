"""Prescriptions: checked, versioned, never changed."""

import threading
from dataclasses import replace

import pytest
from made import Clock
from world import PATIENT, PRESCRIPTION, THERAPIST, add_people, keep_everything

from clinic.access import Access, Actor
from clinic.prescription import (
    InvalidPrescription,
    PrescribedStretch,
    Prescription,
    prescription_from_dict,
)
from clinic.prescriptions import ChangedMeanwhile
from stretches.targets import PatientTargets, TargetChange


@pytest.fixture
def clinic(any_database):
    add_people(any_database)
    return any_database


@pytest.fixture
def therapist(clinic):
    return Access(clinic, Actor(THERAPIST), Clock())


@pytest.fixture
def patient(clinic):
    return Access(clinic, Actor(PATIENT), Clock())


def test_a_change_is_a_new_version_and_the_old_one_stays(therapist, patient):
    therapist.prescriptions.prescribe(PATIENT, PRESCRIPTION)
    changed = replace(PRESCRIPTION, times=5)
    assert therapist.prescriptions.prescribe(PATIENT, changed, based_on=1) == 2
    kept = patient.prescriptions.all(PATIENT)
    assert [(k.version, k.prescription, k.author) for k in kept] == [
        (1, PRESCRIPTION, "Tom Okafor"),
        (2, changed, "Tom Okafor"),
    ]
    assert patient.prescriptions.current(PATIENT) == kept[1]


def test_without_a_prescription_there_is_none(patient):
    assert patient.prescriptions.current(PATIENT) is None


def test_a_session_keeps_the_version_it_was_done_under(therapist, patient):
    therapist.prescriptions.prescribe(PATIENT, PRESCRIPTION)
    session = keep_everything(patient, Clock())
    therapist.prescriptions.prescribe(PATIENT, replace(PRESCRIPTION, times=5))
    assert patient.sessions.one(session).prescription_version == 1


def test_what_was_changed_meanwhile_is_not_overwritten(therapist):
    therapist.prescriptions.prescribe(PATIENT, PRESCRIPTION)
    therapist.prescriptions.prescribe(PATIENT, replace(PRESCRIPTION, times=5), based_on=1)
    with pytest.raises(ChangedMeanwhile):
        therapist.prescriptions.prescribe(PATIENT, replace(PRESCRIPTION, times=4), based_on=1)


def test_prescribing_at_once_gives_each_a_version(therapist):
    def prescribe():
        therapist.prescriptions.prescribe(PATIENT, PRESCRIPTION)

    threads = [threading.Thread(target=prescribe) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    versions = [kept.version for kept in therapist.prescriptions.all(PATIENT)]
    assert versions == list(range(1, 9))


def test_the_plan_that_comes_of_it():
    plan = PRESCRIPTION.plan()
    assert [(s.stretch, s.sides, s.hold_s, s.reps) for s in plan.stretches] == [
        ("lying_hamstring", ("left", "right"), 20.0, 2),
        ("cat_cow", (), None, 10),
    ]
    assert (plan.least_a_week, plan.most_a_week) == (3, 3)


def test_twice_a_day_is_fourteen_a_week():
    assert replace(PRESCRIPTION, times=2, per="day").plan().least_a_week == 14


def test_the_cap_reaches_the_stretch():
    raised = PRESCRIPTION.stretches[0].stretch().check("leg_raised").target
    assert raised.high == 60


def test_it_is_the_same_after_being_written_down():
    assert prescription_from_dict(PRESCRIPTION.to_dict()) == PRESCRIPTION


def one(slug="pigeon", sides=("left",), note="", **targets):
    return Prescription(
        (PrescribedStretch(PatientTargets(slug, **targets), sides, note),), 3, "week"
    )


@pytest.mark.parametrize(
    ("prescription", "says"),
    [
        (Prescription((), 3, "week"), "at least one stretch"),
        (replace(one(), stretches=one().stretches * 2), "once"),
        (replace(one(), times=0), "1 to 14 sessions a week"),
        (replace(one(), times=7, per="day"), "1 to 6 sessions a day"),
        (replace(one(), per="month"), "for a day or for a week"),
        (one("yoga"), "no stretch called yoga"),
        (one(hold_s=0), "1 to 600 seconds"),
        (one(sides=()), "needs a side"),
        (one(sides=("left", "left")), "each once"),
        (one(sides=("up",)), "no other"),
        (one("cat_cow", sides=("left",)), "no sides"),
        (one(note="a" * 501), "read out"),
        (one("seated_figure_four", checks={"hinge": TargetChange(high=12)}), "too narrow"),
    ],
)
def test_what_cannot_be_done_is_refused_plainly(prescription, says):
    with pytest.raises(InvalidPrescription, match=says):
        prescription.check()


def test_a_refused_prescription_is_not_kept(therapist):
    with pytest.raises(InvalidPrescription):
        therapist.prescriptions.prescribe(PATIENT, Prescription((), 3, "week"))
    assert therapist.prescriptions.all(PATIENT) == ()
