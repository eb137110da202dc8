"""The nine stretches as the studio models them, by their slugs."""

from studio.poses import (
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
from studio.poses.model import Fault, Stage, StretchModel

STRETCHES: dict[str, StretchModel] = {
    module.MODEL.slug: module.MODEL
    for module in (
        cat_cow,
        standing_hip_flexor,
        supine_figure_four,
        seated_figure_four,
        half_kneeling_hip_flexor,
        lying_hamstring,
        seated_calf,
        pigeon,
        standing_ql,
    )
}

__all__ = ["STRETCHES", "Fault", "Stage", "StretchModel"]
