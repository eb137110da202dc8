"""Everything that a session says and keeps goes through here, numbered and in order."""

from __future__ import annotations

from stretches.routine.moment import Record, Said, Tone
from stretches.vocabulary import CueKind


class VoiceBox:
    """Numbers what is said, remembers it, and holds what is to be kept until it is fetched.

    Attributes:
        said: everything that was said.
        stretch: the slug of the stretch under way.
    """

    def __init__(self) -> None:
        self.said: list[Said] = []
        self.stretch: str | None = None
        self._records: list[Record] = []

    def say(self, t: float, text: str, kind: CueKind = "guide", tone: Tone | None = None) -> None:
        """Say this now; it silences what was being said."""
        said = Said(len(self.said) + 1, t, text, kind, tone, self.stretch)
        self.said.append(said)
        self._records.append(said)

    def keep(self, record: Record) -> None:
        """Hand this out once, to be kept."""
        self._records.append(record)

    def take(self) -> tuple[Record, ...]:
        """What has happened since the last call, in order."""
        records, self._records = tuple(self._records), []
        return records

    @property
    def last(self) -> Said | None:
        """The last thing said in words."""
        return next((said for said in reversed(self.said) if said.text), None)
