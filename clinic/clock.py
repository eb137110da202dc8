"""The wall clock, handed to whatever needs one, so that tests can move it by hand."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

Now = Callable[[], datetime]
"""Tells the moment; it must say its zone."""


def utc_now() -> datetime:
    """The moment, in UTC."""
    return datetime.now(UTC)
