"""A small clinic: two patients, and therapists who are linked, were linked, and never were."""

from dataclasses import dataclass
from datetime import timedelta

from made import CUE, MONDAY, PLAN, Clock, fault, hold

from clinic.access import ANONYMOUS, Access, Actor
from clinic.keeping import SessionKeeper
from clinic.prescription import PrescribedStretch, Prescription
from clinic.review import Override
from clinic.reviews import HandedInPart
from clinic.tables.people import Account, Link, Person
from stretches.routine.pain import PainReport
from stretches.targets import PatientTargets, TargetChange

PATIENT, OTHER_PATIENT = "patient-pia", "patient-quinn"
THERAPIST, FORMER, UNLINKED = "therapist-tom", "therapist-fay", "therapist-uwe"
NAMES = {
    PATIENT: "Pia Sorensen",
    OTHER_PATIENT: "Quinn Abara",
    THERAPIST: "Tom Okafor",
    FORMER: "Fay Lindqvist",
    UNLINKED: "Uwe Brandt",
}
ACTORS = {
    "anonymous": ANONYMOUS,
    "deleted account": Actor("nobody-any-more"),
    "the patient": Actor(PATIENT),
    "another patient": Actor(OTHER_PATIENT),
    "linked therapist": Actor(THERAPIST),
    "formerly linked therapist": Actor(FORMER),
    "unlinked therapist": Actor(UNLINKED),
}
PRESCRIPTION = Prescription(
    (
        PrescribedStretch(
            PatientTargets("lying_hamstring", {"leg_raised": TargetChange(high=60)}, hold_s=20),
            ("left", "right"),
            "Slowly, and no further than feels good.",
        ),
        PrescribedStretch(PatientTargets("cat_cow"), ()),
    ),
    times=3,
    per="week",
    note="Well done last week.",
)
REPORT = {
    "schema": 1,
    "stretch": "lying_hamstring",
    "reps": {"left": 1, "right": 1},
    "holds": [],
    "cycles": [],
    "checks": [{"check": "knee_straight", "side": "left"}],
    "faults": [
        {"check": "knee_straight", "side": "left", "start_s": 12.0, "end_s": 14.0, "cue": "x"},
        {"check": "knee_straight", "side": "right", "start_s": 40.0, "end_s": 42.0, "cue": "x"},
    ],
    "cues": [],
}


@dataclass(frozen=True)
class World:
    """Identifiers of what there is."""

    session: str
    ended_session: str
    review: str
    override: str
    link: str
    invitation: str


def add_people(database, now=MONDAY):
    """The five people, and their links; the link of the patient and their therapist."""
    with database.writing() as transaction:
        for person_id, name in NAMES.items():
            role = person_id.split("-")[0]
            transaction.add(Person(id=person_id, role=role, name=name, created_at=now))
            transaction.flush()
            transaction.add(Account(person_id=person_id, email=f"{person_id}@example.org"))
    with database.writing() as transaction:
        standing = Link(therapist_id=THERAPIST, patient_id=PATIENT, began_at=now)
        ended = Link(
            therapist_id=FORMER,
            patient_id=PATIENT,
            began_at=now,
            ended_at=now + timedelta(days=1),
            ended_by=PATIENT,
        )
        transaction.add_all([standing, ended])
        transaction.flush()
        return standing.id


def build(database, clock=None):
    """Fill a database with the small clinic and one of everything."""
    clock = clock or Clock()
    link = add_people(database, clock())
    therapist = Access(database, Actor(THERAPIST), clock)
    patient = Access(database, Actor(PATIENT), clock)
    therapist.people.invite(THERAPIST, "Rosa")
    therapist.prescriptions.prescribe(PATIENT, PRESCRIPTION)
    ended = keep_everything(patient, clock)
    clock.on(minutes=1)
    running = keep_everything(patient, clock, finish=False)
    patient.look_ins.consent(running, picture=True)
    therapist.look_ins.send(running, "Lower your leg a little.")
    part = HandedInPart("lying_hamstring", REPORT, f"{PATIENT}/poses.npz", f"{PATIENT}/video.mp4")
    review = patient.reviews.hand_in(PATIENT, (part,), "Is this right?", True, ended)
    therapist.reviews.reply(review, "Keep your knee straight.", part=1, moment_s=12.5)
    override = therapist.reviews.correct(review, an_override())
    therapist.care.add_time(PATIENT, "call", clock() - timedelta(minutes=10), 5)
    (invitation,) = therapist.people.invitations(THERAPIST)
    return World(running, ended, review, override, link, invitation.id)


def an_override(**changes):
    """A correction of the review in the world."""
    return Override(**{"part": 1, "kind": "check wrong", "check": "knee_straight", **changes})


def keep_everything(access, clock, finish=True):
    """A session with one of everything under the first prescription; its identifier."""
    keeper = SessionKeeper(access, clock)
    keeper.begin(PLAN, PainReport(4, ("back",)), prescription_version=1)
    keeper.keep_hold(1, "lying_hamstring", hold(raised=70), 30.0)
    keeper.keep_fault("lying_hamstring", fault())
    keeper.keep_cue(CUE, "lying_hamstring")
    keeper.keep_cycles("cat_cow", None, 9, 1)
    keeper.keep_pain("lying_hamstring", PainReport(3, ("back",)))
    if finish:
        keeper.finish("completed", PainReport(2, ("back",)))
    return keeper.session_id
