"""Deny by default: every pair of asker and method, tried for real."""

import shutil
from datetime import timedelta

import pytest
from made import CUE, MONDAY, PLAN, Clock, fault, hold
from world import (
    ACTORS,
    OTHER_PATIENT,
    PATIENT,
    PRESCRIPTION,
    REPORT,
    THERAPIST,
    an_override,
    build,
)

from clinic.access import Access, Actor, NotAllowed
from clinic.database import open_database
from clinic.door import OWN, Door, Room, rule
from clinic.entrance import OtherSite
from clinic.invitations import InvalidInvitation
from clinic.relations import Subject
from clinic.reviews import HandedInPart
from clinic.tables.people import Link, Person
from stretches.routine.pain import PainReport

PATIENT_ONLY = {"the patient"}
THERAPIST_ONLY = {"linked therapist"}
BOTH = PATIENT_ONLY | THERAPIST_ONLY
NOW = MONDAY + timedelta(minutes=1)
PART = (HandedInPart("lying_hamstring", REPORT),)

# Every way to data: who of the actors gets through, and a call about the patient's data, or about
# the therapist's own. `a` is the asker's access, `w` the world's identifiers.
TABLE = {
    "People.profile": (BOTH, lambda a, w: a.people.profile(PATIENT)),
    "People.rename": (PATIENT_ONLY, lambda a, w: a.people.rename(PATIENT, "Pia")),
    "People.come_in_by": (
        PATIENT_ONLY,
        lambda a, w: a.people.come_in_by(PATIENT, OtherSite("https://id.example", "7")),
    ),
    "People.ways_in": (PATIENT_ONLY, lambda a, w: a.people.ways_in(PATIENT)),
    "People.invite": (THERAPIST_ONLY, lambda a, w: a.people.invite(THERAPIST, "Rosa")),
    "People.invitations": (THERAPIST_ONLY, lambda a, w: a.people.invitations(THERAPIST)),
    "People.withdraw": (THERAPIST_ONLY, lambda a, w: a.people.withdraw(w.invitation)),
    "People.accept": (PATIENT_ONLY, lambda a, w: a.people.accept(PATIENT, "no such code")),
    "People.sign_ins": (PATIENT_ONLY, lambda a, w: a.people.sign_ins(PATIENT)),
    "People.links": (PATIENT_ONLY, lambda a, w: a.people.links(PATIENT)),
    "People.end_link": (BOTH, lambda a, w: a.people.end_link(w.link)),
    "People.log": (PATIENT_ONLY, lambda a, w: a.people.log(PATIENT)),
    "Sessions.begin": (
        PATIENT_ONLY,
        lambda a, w: a.sessions.begin(PATIENT, "new", PLAN, NOW),
    ),
    "Sessions.keep_pain": (
        PATIENT_ONLY,
        lambda a, w: a.sessions.keep_pain(w.session, 9, "end", PainReport(1), NOW),
    ),
    "Sessions.keep_hold": (
        PATIENT_ONLY,
        lambda a, w: a.sessions.keep_hold(w.session, 9, "pigeon", hold(), 30.0, NOW),
    ),
    "Sessions.keep_cycles": (
        PATIENT_ONLY,
        lambda a, w: a.sessions.keep_cycles(w.session, "cat_cow", None, 10, 1),
    ),
    "Sessions.keep_stretch_end": (
        PATIENT_ONLY,
        lambda a, w: a.sessions.keep_stretch_end(w.session, 9, "pigeon", "done", NOW),
    ),
    "Sessions.keep_fault": (
        PATIENT_ONLY,
        lambda a, w: a.sessions.keep_fault(w.session, 9, "lying_hamstring", fault()),
    ),
    "Sessions.keep_cue": (
        PATIENT_ONLY,
        lambda a, w: a.sessions.keep_cue(w.session, 9, None, CUE, NOW),
    ),
    "Sessions.finish": (
        PATIENT_ONLY,
        lambda a, w: a.sessions.finish(w.session, "completed", NOW),
    ),
    "Sessions.all": (BOTH, lambda a, w: a.sessions.all(PATIENT)),
    "Sessions.one": (BOTH, lambda a, w: a.sessions.one(w.session)),
    "Sessions.delete": (PATIENT_ONLY, lambda a, w: a.sessions.delete(w.session)),
    "Sessions.delete_all": (PATIENT_ONLY, lambda a, w: a.sessions.delete_all(PATIENT)),
    "Prescriptions.prescribe": (
        THERAPIST_ONLY,
        lambda a, w: a.prescriptions.prescribe(PATIENT, PRESCRIPTION),
    ),
    "Prescriptions.current": (BOTH, lambda a, w: a.prescriptions.current(PATIENT)),
    "Prescriptions.all": (BOTH, lambda a, w: a.prescriptions.all(PATIENT)),
    "Reviews.hand_in": (
        PATIENT_ONLY,
        lambda a, w: a.reviews.hand_in(PATIENT, PART, "", False),
    ),
    "Reviews.all": (BOTH, lambda a, w: a.reviews.all(PATIENT)),
    "Reviews.one": (BOTH, lambda a, w: a.reviews.one(w.review)),
    "Reviews.poses_name": (BOTH, lambda a, w: a.reviews.poses_name(w.review, 1)),
    "Reviews.video_name": (BOTH, lambda a, w: a.reviews.video_name(w.review, 1)),
    "Reviews.stop_sharing": (
        PATIENT_ONLY,
        lambda a, w: a.reviews.stop_sharing(w.review, lambda name: None),
    ),
    "Reviews.delete": (
        PATIENT_ONLY,
        lambda a, w: a.reviews.delete(w.review, lambda name: None),
    ),
    "Reviews.reply": (BOTH, lambda a, w: a.reviews.reply(w.review, "Good.")),
    "Reviews.correct": (THERAPIST_ONLY, lambda a, w: a.reviews.correct(w.review, an_override())),
    "Reviews.take_back": (THERAPIST_ONLY, lambda a, w: a.reviews.take_back(w.review, w.override)),
    "Reviews.close": (THERAPIST_ONLY, lambda a, w: a.reviews.close(w.review)),
    "Reviews.unread": (PATIENT_ONLY, lambda a, w: a.reviews.unread(PATIENT)),
    "Reviews.mark_read": (PATIENT_ONLY, lambda a, w: a.reviews.mark_read(w.review)),
    "Care.inbox": (THERAPIST_ONLY, lambda a, w: a.care.inbox(THERAPIST)),
    "Care.still_here": (THERAPIST_ONLY, lambda a, w: a.care.still_here(PATIENT)),
    "Care.add_time": (
        THERAPIST_ONLY,
        lambda a, w: a.care.add_time(PATIENT, "call", MONDAY - timedelta(hours=1), 5),
    ),
    "Care.time_spent": (BOTH, lambda a, w: a.care.time_spent(PATIENT)),
    "LookIns.consent": (PATIENT_ONLY, lambda a, w: a.look_ins.consent(w.session, picture=False)),
    "LookIns.end": (BOTH, lambda a, w: a.look_ins.end(w.session)),
    "LookIns.past": (PATIENT_ONLY, lambda a, w: a.look_ins.past(PATIENT)),
    "LookIns.state": (BOTH, lambda a, w: a.look_ins.state(w.session)),
    "LookIns.open_now": (THERAPIST_ONLY, lambda a, w: a.look_ins.open_now(THERAPIST)),
    "LookIns.watch": (THERAPIST_ONLY, lambda a, w: a.look_ins.watch(w.session)),
    "LookIns.send": (THERAPIST_ONLY, lambda a, w: a.look_ins.send(w.session, "Good.")),
    "Erasing.erase": (PATIENT_ONLY, lambda a, w: a.erasing.erase(PATIENT, lambda person: None)),
    "LookIns.take_notes": (PATIENT_ONLY, lambda a, w: a.look_ins.take_notes(w.session)),
}


@pytest.fixture(scope="module")
def filled(tmp_path_factory, empty_sqlite):
    """A database file with the small clinic in it, and the identifiers."""
    path = tmp_path_factory.mktemp("world") / "world.sqlite3"
    shutil.copy(empty_sqlite, path)
    database = open_database(f"sqlite:///{path}")
    world = build(database)
    database.close()
    return path, world


@pytest.fixture
def clinic(tmp_path, filled):
    """An open copy of it, of this test's own."""
    path, world = filled
    shutil.copy(path, tmp_path / "clinic.sqlite3")
    database = open_database(f"sqlite:///{tmp_path / 'clinic.sqlite3'}")
    yield database, world
    database.close()


@pytest.fixture(scope="module")
def shared_clinic(tmp_path_factory, filled):
    """One open copy for all who are refused, since they change nothing."""
    path, world = filled
    copy = tmp_path_factory.mktemp("shared") / "clinic.sqlite3"
    shutil.copy(path, copy)
    database = open_database(f"sqlite:///{copy}")
    yield database, world
    database.close()


def test_the_table_has_every_way_to_data():
    ways = {
        f"{room.__name__}.{name}"
        for room in Room.__subclasses__()
        if room.__module__.startswith("clinic.")
        for name in vars(room)
        if not name.startswith("_")
    }
    assert ways == set(TABLE)


def test_access_offers_rooms_and_nothing_else(database):
    access = Access(database, Actor(PATIENT))
    offered = {n for n in dir(access) if not n.startswith("_")} - {"me", "actor"}
    assert all(isinstance(getattr(access, name), Room) for name in offered)


def test_a_method_without_a_rule_cannot_be_defined():
    with pytest.raises(TypeError, match=r"Leaky\.peek has no rule"):
        type("Leaky", (Room,), {"peek": lambda self, person_id: None})


PAIRS = [(way, actor) for way in TABLE for actor in ACTORS]
MAY = [(way, actor) for way, actor in PAIRS if actor in TABLE[way][0]]
MAY_NOT = [pair for pair in PAIRS if pair not in MAY]


@pytest.mark.parametrize(("way", "actor"), MAY)
def test_who_may_gets_through(clinic, way, actor):
    database, world = clinic
    try:
        TABLE[way][1](Access(database, ACTORS[actor], Clock()), world)
    except InvalidInvitation:
        assert way == "People.accept"  # past the door, and no such code


@pytest.mark.parametrize(("way", "actor"), MAY_NOT)
def test_everyone_else_is_refused(shared_clinic, way, actor):
    database, world = shared_clinic
    with pytest.raises(NotAllowed):
        TABLE[way][1](Access(database, ACTORS[actor], Clock()), world)


@pytest.mark.parametrize("actor", [a for a in ACTORS if a not in BOTH])
def test_a_refusal_changes_nothing_and_is_logged(clinic, actor):
    database, _ = clinic
    with pytest.raises(NotAllowed):
        Access(database, ACTORS[actor], Clock()).sessions.delete_all(PATIENT)
    patient = Access(database, Actor(PATIENT), Clock())
    assert len(patient.sessions.all(PATIENT)) == 2
    refused = [e for e in patient.people.log(PATIENT) if not e.entry.allowed]
    assert [e.entry.action for e in refused] == ["Sessions.delete_all"]


def test_what_there_is_not_is_refused_like_what_one_may_not_see(clinic):
    database, world = clinic
    stranger = Access(database, Actor(OTHER_PATIENT), Clock())
    with pytest.raises(NotAllowed) as missing:
        stranger.sessions.one("no such session")
    with pytest.raises(NotAllowed) as forbidden:
        stranger.sessions.one(world.session)
    assert str(missing.value) == str(forbidden.value)


@pytest.mark.parametrize(
    "call",
    [
        lambda a: a.care.inbox(PATIENT),
        lambda a: a.people.invite(PATIENT, "Rosa"),
        lambda a: a.look_ins.open_now(PATIENT),
    ],
)
def test_a_patient_is_no_therapist_of_their_own(clinic, call):
    with pytest.raises(NotAllowed):
        call(Access(clinic[0], Actor(PATIENT), Clock()))


def test_a_patient_cannot_keep_into_anothers_session_or_folder(clinic):
    database, world = clinic
    other = Access(database, Actor(OTHER_PATIENT), Clock())
    theirs = HandedInPart("lying_hamstring", REPORT, poses=f"{PATIENT}/poses.npz")
    with pytest.raises(NotAllowed):
        other.reviews.hand_in(OTHER_PATIENT, (theirs,), "", False)
    with pytest.raises(NotAllowed):
        other.reviews.hand_in(OTHER_PATIENT, PART, "", False, session_id=world.session)


def test_ending_the_link_ends_the_sight_at_once(clinic):
    database, world = clinic
    Access(database, Actor(PATIENT), Clock()).people.end_link(world.link)
    with pytest.raises(NotAllowed):
        Access(database, Actor(THERAPIST), Clock()).sessions.all(PATIENT)


def test_a_link_gives_a_patient_no_sight_of_the_therapist(clinic):
    with pytest.raises(NotAllowed):
        Access(clinic[0], Actor(PATIENT), Clock()).people.profile(THERAPIST)


class Broken(Room):
    """A room whose method fails half way."""

    @rule(Subject.PERSON, OWN, writes=True)
    def rename(self, transaction, person_id):
        transaction.get_one(Person, person_id).name = "half"
        transaction.flush()
        raise RuntimeError("power cut")


@pytest.mark.parametrize("way", [way for way in TABLE if TABLE[way][0] == BOTH])
def test_a_link_makes_no_therapist_of_a_patient(clinic, way):
    database, world = clinic
    with database.writing() as transaction:
        transaction.add(Link(therapist_id=OTHER_PATIENT, patient_id=PATIENT, began_at=MONDAY))
    with pytest.raises(NotAllowed):
        TABLE[way][1](Access(database, Actor(OTHER_PATIENT), Clock()), world)


def test_an_error_inside_a_method_keeps_nothing(clinic):
    database, _ = clinic
    room = Broken(Door(database, Actor(PATIENT), Clock()))
    with pytest.raises(RuntimeError, match="power cut"):
        room.rename(PATIENT)
    assert Access(database, Actor(PATIENT)).people.profile(PATIENT).name == "Pia Sorensen"
