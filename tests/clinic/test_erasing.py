"""Everything about a patient can be taken along, and erased so that nothing is left behind."""

import io
import json
import zipfile
from datetime import timedelta

import pytest
from made import CUE, MONDAY, PLAN, Clock, fault, hold
from sqlalchemy import select
from world import OTHER_PATIENT, REPORT, THERAPIST, add_people, an_override, keep_everything

from clinic.access import Access, Actor, NotAllowed
from clinic.entrance import Entrance, OtherSite, WrongSignIn
from clinic.export_all import export_all
from clinic.files import FileStore, FileStoreUnavailable
from clinic.keeping import SessionKeeper
from clinic.prescription import PrescribedStretch, Prescription
from clinic.recordings import RecordedPart, Recordings
from clinic.tables import Base
from stretches.routine.pain import PainReport
from stretches.targets import PatientTargets
from stretches.vocabulary import Cue

NAME, MAIL = "Wilhelmina Ostergaard", "wilhelmina@example.org"
SITE = OtherSite("https://id.example", "subject-of-wilhelmina")
WORDS = {
    "comment": "my left buttock tingles",
    "reply": "shorten the strap a little",
    "answer": "that helped a great deal",
    "override": "straight enough for you",
    "stretch note": "breathe out while you lift",
    "session note": "you are doing well",
    "look-in note": "lower the leg by a hand",
    "cue": "Straighten the knee of the raised leg",
}


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def store(tmp_path):
    return FileStore(str(tmp_path / "files"))


@pytest.fixture
def therapist(any_database, clock):
    add_people(any_database)
    return Access(any_database, Actor(THERAPIST), clock)


@pytest.fixture
def patient(any_database, therapist, store, clock, tmp_path):
    """A patient who has something of everything."""
    entrance = Entrance(any_database, now=clock)
    code = therapist.people.invite(THERAPIST, NAME)
    token = entrance.accept(code, "", (MAIL, "river lantern seven"))
    me = Access(any_database, entrance.who(token), clock)
    me.people.come_in_by(me.me, SITE)
    fill(me, therapist, store, clock, tmp_path)
    with pytest.raises(WrongSignIn):
        entrance.sign_in(MAIL, "a wrong one")
    with pytest.raises(NotAllowed):
        Access(any_database, Actor(OTHER_PATIENT), clock).sessions.all(me.me)
    return me


def fill(me, therapist, store, clock, tmp_path):
    """Prescribe, do a session with somebody looking in, and have it reviewed."""
    items = (PrescribedStretch(PatientTargets("pigeon"), ("left",), WORDS["stretch note"]),)
    prescription = Prescription(items, 3, "week", WORDS["session note"])
    therapist.prescriptions.prescribe(me.me, prescription)
    keeper = SessionKeeper(me, clock)
    session = keeper.begin(PLAN, PainReport(4, ("back",)), prescription_version=1)
    me.look_ins.consent(session, picture=True)
    therapist.look_ins.watch(session)
    therapist.look_ins.send(session, WORDS["look-in note"])
    keeper.keep_hold(1, "lying_hamstring", hold(raised=70), 30.0)
    keeper.keep_fault("lying_hamstring", fault())
    keeper.keep_cue(Cue(1.0, WORDS["cue"], "form"))
    keeper.keep_cycles("cat_cow", None, 9, 1)
    keeper.keep_stretch_end("lying_hamstring", "done")
    keeper.finish("completed", PainReport(2))
    (tmp_path / "poses.npz").write_bytes(b"recorded poses")
    (tmp_path / "clip.mp4").write_bytes(b"recorded video")
    part = RecordedPart("pigeon", REPORT, tmp_path / "poses.npz", tmp_path / "clip.mp4")
    review = Recordings(me, store).hand_in([part], WORDS["comment"], True, session)
    therapist.reviews.reply(review, WORDS["reply"])
    me.reviews.reply(review, WORDS["answer"])
    therapist.reviews.correct(review, an_override(note=WORDS["override"]))
    therapist.care.add_time(me.me, "call", clock() - timedelta(minutes=10), 5)
    therapist.care.inbox(THERAPIST)


def rows(database):
    """Every row of every table, as text."""
    with database.reading() as transaction:
        return {
            table.name: {str(tuple(row)) for row in transaction.execute(select(table))}
            for table in Base.metadata.sorted_tables
        }


def test_a_patient_has_something_in_every_table(any_database, patient):
    assert {name for name, kept in rows(any_database).items() if not kept} == set()


def needles(patient):
    """What would betray the patient anywhere: identifiers, names, and words about them."""
    sessions = [session.id for session in patient.sessions.all(patient.me)]
    reviews = [review.id for review in patient.reviews.all(patient.me)]
    links = [link.id for link in patient.people.links(patient.me)]
    known = [patient.me, NAME, MAIL, SITE.subject, *sessions, *reviews, *links]
    return [*known, *WORDS.values()]


def test_erasing_leaves_no_row_anywhere(any_database, patient, therapist, store):
    betray = needles(patient)
    patient.erasing.erase(patient.me, store.delete_all)
    with pytest.raises(NotAllowed):  # asking for it again writes nothing of it down
        therapist.sessions.one(betray[4])
    left = [
        (table, needle)
        for table, kept in rows(any_database).items()
        for row in kept
        for needle in betray
        if needle in row
    ]
    assert left == []
    assert rows(any_database)["failed_tries"] == set()  # what stands there cannot be read


def test_erasing_leaves_the_database_as_if_they_had_never_come(
    any_database, clock, store, tmp_path
):
    add_people(any_database)
    therapist = Access(any_database, Actor(THERAPIST), clock)
    quinn = Access(any_database, Actor(OTHER_PATIENT), clock)
    quinn.people.accept(OTHER_PATIENT, therapist.people.invite(THERAPIST, "Quinn"))
    therapist.prescriptions.prescribe(
        OTHER_PATIENT,
        Prescription((PrescribedStretch(PatientTargets("pigeon"), ("left",)),), 3, "week"),
    )
    keep_everything(quinn, clock)
    before = rows(any_database)
    entrance = Entrance(any_database, now=clock)
    code = therapist.people.invite(THERAPIST, NAME)
    me = Access(any_database, entrance.who(entrance.accept(code, "", SITE)), clock)
    fill(me, therapist, store, clock, tmp_path)
    me.erasing.erase(me.me, store.delete_all)
    after = rows(any_database)
    # The therapist did invite somebody, and open their inbox, in which two others stood as well.
    assert len(after.pop("audit") - before.pop("audit")) == 3
    assert after == before


def test_erasing_leaves_no_file_and_no_trace_in_the_database_file(tmp_path, clock, store, request):
    database = request.getfixturevalue("database")
    add_people(database)
    therapist = Access(database, Actor(THERAPIST), clock)
    entrance = Entrance(database, now=clock)
    code = therapist.people.invite(THERAPIST, NAME)
    me = Access(database, entrance.who(entrance.accept(code, "", SITE)), clock)
    fill(me, therapist, store, clock, tmp_path)
    betray = [needle.encode() for needle in needles(me) if needle != MAIL]
    assert all(needle in _database_bytes(tmp_path) for needle in betray)
    me.erasing.erase(me.me, store.delete_all)
    assert store.names(me.me) == ()
    assert [n for n in betray if n in _database_bytes(tmp_path)] == []


def _database_bytes(folder):
    return b"".join(path.read_bytes() for path in folder.glob("sessions.sqlite3*"))


def test_when_files_cannot_be_deleted_nothing_is_erased(patient):
    def unreachable(person_id):
        raise FileStoreUnavailable

    with pytest.raises(FileStoreUnavailable):
        patient.erasing.erase(patient.me, unreachable)
    assert patient.people.profile(patient.me).name == NAME


def test_a_therapist_cannot_erase_themselves_with_what_they_wrote(therapist):
    with pytest.raises(NotAllowed):
        therapist.erasing.erase(THERAPIST, lambda person_id: None)


def test_everything_can_be_taken_along(patient, store, tmp_path):
    out = tmp_path / "everything.zip"
    export_all(patient, store, MONDAY, out)
    archive = zipfile.ZipFile(out)
    text = archive.read("everything.json").decode()
    missing = [needle for needle in needles(patient) if needle not in text]
    assert missing == []
    document = json.loads(text)
    files = {archive.read(f"files/{name}") for name in document["files"]}
    assert files == {b"recorded poses", b"recorded video"}
    assert document["sessions"][0]["cues"][0]["text"] == WORDS["cue"]
    assert document["time_spent"][0]["what"] == "call"
    assert [e["entry"]["allowed"] for e in document["log"]].count(False) == 1


def test_at_home_there_are_no_files_to_take_along(database, tmp_path):
    from clinic.access import access_at_home

    home = access_at_home(database)
    keeper = SessionKeeper(home, Clock())
    keeper.begin(PLAN)
    keeper.keep_cue(CUE)
    export_all(home, None, MONDAY, tmp_path / "everything.zip")
    archive = zipfile.ZipFile(io.BytesIO((tmp_path / "everything.zip").read_bytes()))
    assert CUE.text in archive.read("everything.json").decode()
