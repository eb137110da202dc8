"""Passwords, tokens and codes: only what cannot be turned back is kept of them."""

from __future__ import annotations

import hashlib
import secrets
from functools import cache

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerifyMismatchError

SHORTEST_PASSWORD = 10
LONGEST_PASSWORD = 200
CODE_LETTERS = "ABCDEFGHJKMNPQRSTUVWXYZ23456789"
"""Without letters and digits that are taken for each other."""
CODE_LENGTH = 12
HASHER = PasswordHasher()


class WeakPassword(Exception):
    """A password that is not taken; the message says why."""


def hash_password(password: str) -> str:
    """What is kept of a password.

    Raises:
        WeakPassword: it is too short or too long.
    """
    if not SHORTEST_PASSWORD <= len(password) <= LONGEST_PASSWORD:
        raise WeakPassword(
            f"A password has to have {SHORTEST_PASSWORD} to {LONGEST_PASSWORD} characters: "
            "three or four words that only you would put together do well."
        )
    return HASHER.hash(password)


@cache
def nobodys_hash() -> str:
    """Verified where there is no account, so that the time taken tells nothing."""
    return HASHER.hash(secrets.token_urlsafe())


def password_fits(kept: str | None, password: str) -> bool:
    """Whether this is the password; takes as long where there is none."""
    try:
        fits = HASHER.verify(kept or nobodys_hash(), password[: LONGEST_PASSWORD + 1])
    except (VerifyMismatchError, InvalidHashError):
        return False
    return fits and kept is not None


def new_token() -> str:
    """A token that proves a sign-in: 256 random bits."""
    return secrets.token_urlsafe(32)


def new_code() -> str:
    """A code to read out or type in, such as `K7QM-3XWP-9ABC`: 59 random bits."""
    letters = "".join(secrets.choice(CODE_LETTERS) for _ in range(CODE_LENGTH))
    return "-".join(letters[i : i + 4] for i in range(0, CODE_LENGTH, 4))


def hash_token(token: str) -> str:
    """What is kept of a token: it is random enough for a fast hash."""
    return hashlib.sha256(token.encode()).hexdigest()


def hash_code(code: str) -> str:
    """What is kept of a code, however it is typed: letter case, blanks and dashes do not matter."""
    return hash_token("".join(letter for letter in code.upper() if letter.isalnum()))
