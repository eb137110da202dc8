"""A synthetic person who does the nine stretches, with the exact truth of every frame.

>>> from studio import render_still
>>> image, truth = render_still("lying_hamstring", faults={"knee_straight": 30})
>>> truth.angles["knee_left"], truth.points["knee_left"]  # doctest: +SKIP
"""

from studio.still import render_still

__all__ = ["render_still"]
