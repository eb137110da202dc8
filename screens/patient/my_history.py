"""The patient's own history in the clinic: the same as at home."""

from __future__ import annotations

from screens.entry.asker import signed_in
from screens.history import history_view


def my_history_page() -> None:
    """The page."""
    history_view(signed_in("patient"))
