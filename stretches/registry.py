"""The list of the nine. A tenth is one file and one line here."""

from stretches import (
    cat_cow,
    half_kneeling_hip_flexor,
    lying_hamstring,
    pigeon,
    seated_calf,
    seated_figure_four,
    standing_hip_flexor,
    standing_ql,
    supine_figure_four,
)
from stretches.vocabulary import Stretch

STRETCHES: tuple[Stretch, ...] = (
    cat_cow.STRETCH,
    standing_hip_flexor.STRETCH,
    supine_figure_four.STRETCH,
    seated_figure_four.STRETCH,
    half_kneeling_hip_flexor.STRETCH,
    lying_hamstring.STRETCH,
    seated_calf.STRETCH,
    pigeon.STRETCH,
    standing_ql.STRETCH,
)


class UnknownStretch(Exception):
    """A name that is none of the nine; the message lists them."""


def stretch_named(slug: str) -> Stretch:
    """The stretch with this slug.

    Raises:
        UnknownStretch: there is none.
    """
    for stretch in STRETCHES:
        if stretch.slug == slug:
            return stretch
    names = ", ".join(stretch.slug for stretch in STRETCHES)
    raise UnknownStretch(f"There is no stretch called {slug}: choose one of {names}.")
