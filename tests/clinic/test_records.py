"""Records to hand on: FHIR, PDF, days with data and minutes."""

import io
import json
import zipfile
from datetime import date, timedelta
from zoneinfo import ZoneInfo

import pytest
from fhir.resources.R4B.bundle import Bundle
from made import MONDAY, PLAN, Clock, keep_session
from pypdf import PdfReader
from world import PATIENT, THERAPIST, add_people, build

from clinic.access import Access, Actor
from clinic.care import Visit
from clinic.export import as_csv, export_zip
from clinic.fhir import bundle
from clinic.monitoring import days_with_data, fullest_window, time_a_month, window_from
from clinic.pdf import period_pdf, session_pdf
from clinic.pdf_pages import Heading
from clinic.people import Profile

NEW_YORK = ZoneInfo("America/New_York")
PIA = Profile(PATIENT, "patient", "Pia Sørensen-Łukasz", None)


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def patient(database, clock):
    build(database, clock)
    return Access(database, Actor(PATIENT), clock)


def resources(text):
    return [entry["resource"] for entry in json.loads(text)["entry"]]


def observations(text):
    return {r["code"]["text"]: r for r in resources(text) if r["resourceType"] == "Observation"}


def test_the_bundle_is_valid_fhir(patient):
    text = bundle(PIA, patient.sessions.all(PATIENT), MONDAY)
    made = Bundle.model_validate_json(text)
    assert (made.type, len(made.entry)) == ("collection", 10)


def test_a_session_and_its_pain_and_range_are_observations(patient, clock):
    session = patient.sessions.all(PATIENT)[0]
    found = observations(bundle(PIA, [session], MONDAY))
    whole = found["Session of guided stretching"]
    assert whole["effectivePeriod"]["start"] == "2026-03-02T08:00:00Z"
    assert [(c["code"]["text"], c["valueQuantity"]["value"]) for c in whole["component"]] == [
        ("Time held in good form", 30.0),
        ("Completed holds", 1),
        ("Cat-cow: counted cycles", 9),
    ]
    raised = found["Straight leg raise, left, best 3 s average of a hold"]
    assert (raised["valueQuantity"]["value"], raised["valueQuantity"]["code"]) == (70.0, "deg")
    pain = found["Pain, 0 to 10"]
    assert pain["code"]["coding"][0]["code"] == "72514-3"
    assert pain["valueQuantity"]["value"] == 2  # the last answer of three


def test_every_member_of_a_session_is_in_the_bundle(patient):
    text = bundle(PIA, patient.sessions.all(PATIENT), MONDAY)
    known = {entry["fullUrl"] for entry in json.loads(text)["entry"]}
    referred = {
        reference["reference"]
        for resource in resources(text)
        for reference in [*resource.get("hasMember", []), resource.get("subject")]
        if reference
    }
    assert referred <= known


def test_a_session_that_broke_off_is_preliminary(patient):
    running = patient.sessions.all(PATIENT)[1]
    whole = observations(bundle(PIA, [running], MONDAY))["Session of guided stretching"]
    assert whole["status"] == "preliminary"
    assert "end" not in whole["effectivePeriod"]


def test_the_same_session_has_the_same_identifiers_each_time(patient):
    sessions = patient.sessions.all(PATIENT)
    assert bundle(PIA, sessions, MONDAY) == bundle(PIA, sessions, MONDAY)


def text_of(pdf):
    pages = PdfReader(io.BytesIO(pdf)).pages
    return " ".join(" ".join(page.extract_text() for page in pages).split())


def test_the_record_of_a_session_can_be_read(patient):
    session = patient.sessions.all(PATIENT)[0]
    text = text_of(session_pdf(session, Heading(PIA, MONDAY, NEW_YORK)))
    for words in (
        "Pia Sørensen-Łukasz",
        "Stretching session of 2 March 2026, 03:00",
        "prescription version 1",
        "30 of 30 s",
        "straight leg raise 70°",
        "Straighten your raised knee",
        "it is no diagnosis",
    ):
        assert words in text


def test_the_record_of_a_period_can_be_read(patient, database, clock):
    for _ in range(3):
        clock.on(days=3)
        keep_session(patient, clock, raised=(66.0, 74.0), before=5, after=4)
    visits = Access(database, Actor(THERAPIST), clock).care.time_spent(PATIENT)
    sessions = patient.sessions.all(PATIENT)
    until = MONDAY + timedelta(days=14)
    text = text_of(period_pdf(sessions, visits, MONDAY, until, Heading(PIA, until)))
    for words in (
        "Stretching from 2 March 2026 to 16 March 2026",
        "Sessions: 5; completed holds: 8",
        "3 to 5",
        "First session: before 4 in back",
        "Last session: before 5 in back, after 4 in back",
        "First 70°, last 74°, best 74°, in 5 sessions",
        "6 to 7 degrees",
        "Days with data in 30 days: 4",
        "March 2026 Tom Okafor 5",
    ):
        assert words in text


def test_a_period_without_a_session_has_a_record_too():
    text = text_of(period_pdf([], [], MONDAY, MONDAY + timedelta(days=7), Heading(PIA, MONDAY)))
    assert "Sessions: 0" in text
    assert "There are no days with data." in text


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)"])
def test_what_a_spreadsheet_would_run_is_written_as_text(text):
    assert as_csv([{"comment": text}]).splitlines()[1] == f"'{text}"


def test_numbers_below_zero_stay_numbers():
    assert as_csv([{"figure": -3.5}]).splitlines()[1] == "-3.5"


def test_days_with_data_are_distinct_days_where_the_patient_lives(patient, clock):
    # Both sessions were kept at 8:00 in Greenwich; a third follows at 2:00 on the next day.
    clock.on(hours=18)
    keep_session(patient, clock, raised=())
    sessions = patient.sessions.all(PATIENT)
    assert days_with_data(sessions) == (date(2026, 3, 2), date(2026, 3, 3))
    assert days_with_data(sessions, NEW_YORK) == (date(2026, 3, 2),)


def test_a_session_that_was_only_opened_has_no_data(database, clock):
    add_people(database)
    patient = Access(database, Actor(PATIENT), clock)
    patient.sessions.begin(PATIENT, "s", PLAN, clock())
    assert days_with_data(patient.sessions.all(PATIENT)) == ()


def test_the_fullest_thirty_days():
    start = date(2026, 1, 1)
    days = [start, *(start + timedelta(days=n) for n in (29, 30, 31, 32, 70))]
    window = fullest_window(days)
    assert (window.first, window.last, window.days) == (
        start + timedelta(days=29),
        start + timedelta(days=58),
        4,
    )
    assert window_from(days, start).days == 2  # the thirtieth day counts, the thirty-first not
    assert fullest_window([]) is None


def test_a_day_counts_once():
    assert window_from([date(2026, 1, 1)] * 3, date(2026, 1, 1)).days == 1


def visit(at, minutes, who="Tom"):
    return Visit(who.lower(), who, "review", at, at + timedelta(minutes=minutes))


def test_minutes_by_month_and_therapist():
    visits = [
        visit(MONDAY, 7.5),
        visit(MONDAY + timedelta(days=1), 7.4),
        visit(MONDAY, 3, "Uwe"),
        visit(MONDAY + timedelta(days=31), 4),
    ]
    assert [(m.month.month, m.therapist, m.minutes) for m in time_a_month(visits)] == [
        (3, "Tom", 14),
        (3, "Uwe", 3),
        (4, "Tom", 4),
    ]


def test_csv_of_one_session_is_the_export_of_that_one(patient):
    sessions = patient.sessions.all(PATIENT)
    archive = zipfile.ZipFile(io.BytesIO(export_zip(sessions[:1], MONDAY)))
    assert len(json.loads(archive.read("sessions.json"))["sessions"]) == 1
