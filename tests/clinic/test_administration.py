"""What whoever runs the server does from the command line."""

import pytest
from world import OTHER_PATIENT, PATIENT, THERAPIST, add_people

from clinic.__main__ import main
from clinic.access import ANONYMOUS, Access, Actor, NotAllowed
from clinic.database import open_database
from clinic.entrance import Entrance, WrongSignIn
from clinic.files import FileStore
from clinic.other_site import OtherSite

PASSWORD = "river lantern seven"
SITE = OtherSite("https://id.example", "subject-7")


@pytest.fixture
def clinic(sqlite_url, tmp_path, monkeypatch):
    monkeypatch.setenv("DATABASE_URL", sqlite_url)
    monkeypatch.setenv("CLINIC_FILES", str(tmp_path / "files"))
    database = open_database(sqlite_url)
    add_people(database)
    yield database
    database.close()


def code_of(capsys):
    return capsys.readouterr().out.strip().rsplit(" ", 1)[1]


def test_a_therapist_comes_in_by_a_code(clinic, capsys):
    assert main(["invite-therapist", "Ada Marsh"]) == 0
    entrance = Entrance(clinic)
    actor = entrance.who(entrance.accept(code_of(capsys), "", ("ada@example.org", PASSWORD)))
    profile = Access(clinic, actor).people.profile(actor.person_id)
    assert (profile.name, profile.role) == ("Ada Marsh", "therapist")


def test_a_forgotten_password_is_set_anew(clinic, capsys):
    assert main(["new-sign-in", f"{PATIENT}@example.org"]) == 0
    entrance = Entrance(clinic)
    entrance.accept(code_of(capsys), "", (f"{PATIENT}@example.org", PASSWORD))
    assert entrance.who(entrance.sign_in(f"{PATIENT}@example.org", PASSWORD)) == Actor(PATIENT)


def test_somebody_with_a_password_gets_another_sites_sign_in_by_a_code(clinic, capsys):
    main(["new-sign-in", f"{PATIENT}@example.org"])
    entrance = Entrance(clinic)
    assert entrance.who(entrance.accept(code_of(capsys), "", SITE)) == Actor(PATIENT)
    assert entrance.who(entrance.sign_in_from(SITE)) == Actor(PATIENT)


def test_another_site_lets_no_therapist_in_who_has_left(clinic, capsys):
    main(["new-sign-in", f"{THERAPIST}@example.org"])
    entrance = Entrance(clinic)
    entrance.accept(code_of(capsys), "", SITE)
    main(["close", f"{THERAPIST}@example.org"])
    assert entrance.sign_in_from(SITE) is None


def test_a_password_set_anew_ends_what_the_old_one_opened(clinic, capsys):
    entrance, address = Entrance(clinic), f"{PATIENT}@example.org"
    main(["new-sign-in", address])
    before = entrance.accept(code_of(capsys), "", (address, PASSWORD))
    main(["new-sign-in", address])
    entrance.accept(code_of(capsys), "", (address, "another long one"))
    assert entrance.who(before) == ANONYMOUS


def test_a_therapist_who_leaves_has_no_way_in_and_no_patients(clinic, capsys):
    main(["new-sign-in", f"{THERAPIST}@example.org"])
    entrance = Entrance(clinic)
    token = entrance.accept(code_of(capsys), "", (f"{THERAPIST}@example.org", PASSWORD))
    assert main(["close", f"{THERAPIST}@example.org"]) == 0
    assert entrance.who(token) == ANONYMOUS
    with pytest.raises(WrongSignIn):
        entrance.sign_in(f"{THERAPIST}@example.org", PASSWORD)
    with pytest.raises(NotAllowed):
        Access(clinic, Actor(THERAPIST)).people.profile(PATIENT)


def test_a_patient_is_erased_with_their_files(clinic, tmp_path, capsys):
    store = FileStore(str(tmp_path / "files"))
    (tmp_path / "clip.mp4").write_bytes(b"video")
    store.keep(OTHER_PATIENT, tmp_path / "clip.mp4")
    assert main(["erase", f"{OTHER_PATIENT}@example.org"]) == 0
    assert capsys.readouterr().out == "Quinn Abara is erased.\n"
    assert store.names(OTHER_PATIENT) == ()
    with pytest.raises(NotAllowed):
        Access(clinic, Actor(OTHER_PATIENT)).people.profile(OTHER_PATIENT)


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["close", f"{PATIENT}@example.org"], "erase them instead"),
        (["erase", f"{THERAPIST}@example.org"], "close their account instead"),
        (["new-sign-in", "nobody@example.org"], "There is nobody called"),
    ],
)
def test_what_cannot_be_done_is_said_in_a_line(clinic, capsys, arguments, says):
    assert main(arguments) == 3
    assert says in capsys.readouterr().err


def test_everybody_is_listed_and_can_be_named_by_identifier(clinic, capsys):
    assert main(["people"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert [line.split("  ")[0] for line in lines[-2:]] == [PATIENT, OTHER_PATIENT]
    assert main(["erase", OTHER_PATIENT]) == 0


def test_a_setting_that_makes_no_sense_is_said_in_a_line(clinic, capsys, monkeypatch):
    monkeypatch.setenv("CLINIC", "maybe")
    assert main(["migrate"]) == 3
    assert "CLINIC has to be 1 or 0" in capsys.readouterr().err


def test_migrate_brings_the_database_up_to_date(clinic, capsys):
    assert main(["migrate"]) == 0
    assert capsys.readouterr().out == "The database is up to date.\n"
