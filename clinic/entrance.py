"""The entrance: establishes who asks. What they may then reach is the door's business.

Nothing here hands out data: a way in gives a token, and a token leads to an `Actor`.
"""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from clinic.clock import Now, utc_now
from clinic.database import Database
from clinic.invitations import InvalidInvitation, accept_invitation
from clinic.other_site import OtherSite
from clinic.relations import ANONYMOUS, Actor
from clinic.secrets_kept import hash_password, hash_token, new_token, password_fits
from clinic.tables.people import Account, Identity, SignIn
from clinic.tries import TooManyTries, count_try, forget_tries

__all__ = ["Entrance", "InvalidInvitation", "TooManyTries", "WrongSignIn"]

LONGEST = timedelta(days=7)
"""A sign-in ends after this, however much it is used."""


class WrongSignIn(Exception):
    """Nobody can be signed in with this; which part was wrong is not said."""

    def __init__(self) -> None:
        super().__init__("The e-mail address or the password is not right: try again.")


class Entrance:
    """Signs people in and out.

    Args:
        database: the open database.
        lasts: how long a sign-in lasts without use.
        now: the wall clock.
    """

    def __init__(
        self, database: Database, lasts: timedelta = timedelta(hours=12), now: Now = utc_now
    ) -> None:
        self._database = database
        self._lasts = lasts
        self._now = now

    def sign_in(self, email: str, password: str, source: str = "") -> str:
        """A token for whoever has this e-mail address and password.

        Args:
            email: letter case does not matter.
            password: theirs.
            source: where the request comes from, such as an IP address, to be limited as well.

        Raises:
            WrongSignIn: nobody has both.
            TooManyTries: it was tried too often lately.
        """
        address = plain_email(email)
        now = self._now()
        # The try is counted before the password is looked at: guesses made at once count too.
        with self._database.writing() as transaction:
            count_try(transaction, address, source, now)
        with self._database.reading() as transaction:
            account = transaction.scalar(select(Account).filter_by(email=address))
            kept = None if account is None else account.password_hash
            person_id = None if account is None else account.person_id
        if not password_fits(kept, password) or person_id is None:
            raise WrongSignIn
        with self._database.writing() as transaction:
            forget_tries(transaction, address)
            return self._token(transaction, person_id)

    def sign_in_from(self, site: OtherSite) -> str | None:
        """A token for the person linked with this identity, None where nobody is.

        The caller vouches that the other site's answer was checked.
        """
        with self._database.writing() as transaction:
            identity = transaction.scalar(
                select(Identity).filter_by(issuer=site.issuer, subject=site.subject)
            )
            return None if identity is None else self._token(transaction, identity.person_id)

    def accept(
        self, code: str, name: str, way: OtherSite | tuple[str, str], source: str = ""
    ) -> str:
        """Use an invitation's code: a new account, or a new way in for the one it was made for.

        Args:
            code: as it was handed over.
            name: what the person wants to be called; empty for what the inviter calls them.
            way: an identity of another site, or an e-mail address and a password.
            source: where the request comes from, to be limited.

        Returns:
            A token: they are signed in.

        Raises:
            InvalidInvitation: the code is wrong, used or expired, or the address is taken.
            WeakPassword: the password is too short.
            TooManyTries: codes were tried too often.
        """
        now = self._now()
        with self._database.writing() as transaction:
            count_try(transaction, "", source, now)
        hashed = "" if isinstance(way, OtherSite) else hash_password(way[1])
        with self._database.writing() as transaction:
            person_id = accept_invitation(transaction, code, name, now)
            if isinstance(way, OtherSite):
                link_identity(transaction, person_id, way)
            else:
                set_password(transaction, person_id, way[0], hashed)
            # Whoever had the old way in, such as a lost password, is out.
            transaction.execute(delete(SignIn).filter_by(person_id=person_id))
            return self._token(transaction, person_id)

    def who(self, token: str | None) -> Actor:
        """Who this token proves to be; anonymous where it is none, or has expired."""
        if not token:
            return ANONYMOUS
        now, key = self._now(), hash_token(token)
        with self._database.reading() as transaction:
            row = transaction.get(SignIn, key)
            if row is None or row.expires_at <= now or row.began_at + LONGEST <= now:
                return ANONYMOUS
            person_id, stale = row.person_id, row.expires_at - now < 0.9 * self._lasts
        if stale:
            with self._database.writing() as transaction:
                used = transaction.get(SignIn, key)
                if used is not None:
                    used.expires_at = now + self._lasts
        return Actor(person_id)

    def sign_out(self, token: str) -> None:
        """The token proves nothing any more."""
        with self._database.writing() as transaction:
            transaction.execute(delete(SignIn).filter_by(token_hash=hash_token(token)))

    def change_password(self, token: str, old: str, new: str) -> str:
        """Set a new password; all sign-ins end but the new one, whose token is returned.

        Raises:
            WrongSignIn: the old password is not right, or nobody is signed in.
            WeakPassword: the new one is too short.
        """
        person_id = self.who(token).person_id
        with self._database.reading() as transaction:
            account = transaction.get(Account, person_id) if person_id else None
            email = "" if account is None else account.email
        if person_id is None or self.who(self.sign_in(email, old)).person_id != person_id:
            raise WrongSignIn
        hashed = hash_password(new)
        with self._database.writing() as transaction:
            set_password(transaction, person_id, email, hashed)
            transaction.execute(delete(SignIn).filter_by(person_id=person_id))
            return self._token(transaction, person_id)

    def _token(self, transaction: Session, person_id: str) -> str:
        token, now = new_token(), self._now()
        transaction.execute(delete(SignIn).where(SignIn.expires_at <= now))
        transaction.add(
            SignIn(
                token_hash=hash_token(token),
                person_id=person_id,
                began_at=now,
                expires_at=now + self._lasts,
            )
        )
        return token


def plain_email(email: str) -> str:
    """An e-mail address as it is compared."""
    return email.strip().casefold()


def set_password(transaction: Session, person_id: str, email: str, hashed: str) -> None:
    """Give a person an e-mail address and the hash of a password to sign in with.

    Raises:
        InvalidInvitation: the address is none, or somebody else's.
    """
    address = plain_email(email)
    name, _, host = address.partition("@")
    if not name or "." not in host or " " in address:
        raise InvalidInvitation("That is not an e-mail address: write it like name@example.org.")
    taken = transaction.scalar(select(Account.person_id).filter_by(email=address))
    if taken not in (None, person_id):
        raise InvalidInvitation(
            "This e-mail address has an account already: sign in, then enter the code there."
        )
    account = transaction.get(Account, person_id)
    if account is None:
        transaction.add(Account(person_id=person_id, email=address, password_hash=hashed))
    else:
        account.email, account.password_hash = address, hashed


def link_identity(transaction: Session, person_id: str, site: OtherSite) -> None:
    """Let a person in by another site's sign-in.

    Raises:
        InvalidInvitation: somebody else comes in by it.
    """
    known = transaction.scalar(select(Identity).filter_by(issuer=site.issuer, subject=site.subject))
    if known is not None and known.person_id != person_id:
        raise InvalidInvitation(
            "That sign-in belongs to another account here: sign in with it, then enter the code."
        )
    if known is None:
        transaction.add(Identity(person_id=person_id, issuer=site.issuer, subject=site.subject))
