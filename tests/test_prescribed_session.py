"""A prescription, in the session that is done under it."""

from actor import Actor, PainReport

from clinic.prescription import PrescribedStretch, Prescription
from screens.patient.prescribed import how_often, plan_of
from stretches.routine.session import GuidedSession
from stretches.targets import PatientTargets, TargetChange

EASE_OFF = "Ease off: lower your leg a little"


def prescribed(**changes) -> Prescription:
    targets = PatientTargets("lying_hamstring", hold_s=4.0, reps=1, **changes)
    first = PrescribedStretch(targets, ("right",), "Slowly, please")
    rounds = PrescribedStretch(PatientTargets("cat_cow", reps=5), ())
    return Prescription((first, rounds), 3, "week", "Well done last week.")


def done_under(prescription: Prescription) -> Actor:
    return Actor(GuidedSession(plan_of(prescription), PainReport(2, ("back",))))


def test_the_notes_are_read_out_first():
    actor = done_under(prescribed())
    actor.rest(4)
    assert actor.said == ["From your therapist: Well done last week. Slowly, please"]


def test_only_the_prescribed_side_is_asked_for_and_for_as_long():
    actor = done_under(prescribed())
    actor.until("pain")
    assert actor.completed == [("lying_hamstring", "right")]
    actor.pose("left", 3)
    assert actor.session.moment().side is None
    assert 4.0 <= actor.holds[0].hold.good_s < 4.2


def test_no_further_than_the_therapists_cap():
    actor = done_under(prescribed(checks={"leg_raised": TargetChange(high=60)}))
    actor.until("position")
    actor.pose("right", 6)
    assert EASE_OFF in actor.said
    assert not actor.completed


def test_without_a_cap_the_same_leg_is_not_eased_off():
    actor = done_under(prescribed())
    actor.until("position")
    actor.pose("right", 6)
    assert EASE_OFF not in actor.said
    assert actor.completed


def test_how_often_is_a_sentence():
    assert how_often(prescribed()) == "3 times a week."
