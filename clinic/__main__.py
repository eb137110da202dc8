"""The clinic's command line, for whoever runs the server: `python -m clinic --help`."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence

from clinic.administration import Administration, NoSuchPerson
from clinic.database import DatabaseUnavailable, open_database
from clinic.files import FileStore, FileStoreUnavailable
from clinic.settings import InvalidSetting, Settings, read_settings


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; 0 where it was done, 2 for wrong usage, 3 where it could not be done."""
    wanted = _parser().parse_args(arguments)
    try:
        settings = read_settings(os.environ)
        print(_run(wanted, settings))
    except (InvalidSetting, DatabaseUnavailable, FileStoreUnavailable, NoSuchPerson) as error:
        print(error, file=sys.stderr)
        return 3
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m clinic",
        description="Looks after the clinic's accounts. DATABASE_URL and CLINIC_FILES say where.",
    )
    commands = parser.add_subparsers(dest="command", required=True)
    commands.add_parser("migrate", help="bring the database's tables up to date")
    commands.add_parser("people", help="list everybody: identifier, role, name, e-mail")
    invite = commands.add_parser("invite-therapist", help="a code to make an account with")
    invite.add_argument("name")
    for name, what in (
        ("new-sign-in", "a code to set a new password with"),
        ("close", "a therapist leaves: no way in, no links; what they wrote stays"),
        ("erase", "erase a patient and everything about them; it cannot be brought back"),
    ):
        commands.add_parser(name, help=what).add_argument("whom", metavar="email|id")
    return parser


def _run(wanted: argparse.Namespace, settings: Settings) -> str:
    database = open_database(settings.database_url)
    try:
        office = Administration(database, settings.invitation_lasts)
        if wanted.command == "migrate":
            return "The database is up to date."
        if wanted.command == "people":
            return "\n".join(
                f"{p.id}  {p.role:9}  {p.name}  {p.email or ''}" for p in office.people()
            )
        if wanted.command == "close":
            return f"{office.close(wanted.whom)} has no way in and no patients any more."
        if wanted.command == "erase":
            return f"{office.erase(wanted.whom, FileStore(settings.files_url))} is erased."
        if wanted.command == "invite-therapist":
            code, whom = office.invite_therapist(wanted.name), wanted.name
        else:
            code, whom = office.new_sign_in(wanted.whom), wanted.whom
        days = settings.invitation_lasts.days
        return f"Hand this code to {whom}. It works once, for {days} days: {code}"
    finally:
        database.close()


if __name__ == "__main__":
    sys.exit(main())
