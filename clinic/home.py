"""Home mode: one person, known without an account."""

from __future__ import annotations

from clinic.clock import Now, utc_now
from clinic.database import Database
from clinic.tables.people import Person

LOCAL_PERSON = "home"


def local_person(database: Database, now: Now = utc_now) -> str:
    """The identifier of the one local person, who is there from the first use on."""
    with database.writing() as transaction:
        if transaction.get(Person, LOCAL_PERSON) is None:
            transaction.add(Person(id=LOCAL_PERSON, role="patient", name="", created_at=now()))
    return LOCAL_PERSON
