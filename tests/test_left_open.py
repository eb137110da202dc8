"""Models that nobody closed: they are closed elsewhere, and nobody waits for it."""

from __future__ import annotations

import gc
import threading

from pose.left_open import close_when_left


class Model:
    def __init__(self) -> None:
        self.closed = threading.Event()
        self.by: threading.Thread | None = None

    def close(self) -> None:
        self.by = threading.current_thread()
        self.closed.set()


class Owner:
    """Held by itself, so that only a collection finds that nobody else does."""

    def __init__(self, model: Model) -> None:
        self.me = self
        self.left = close_when_left(self, model)


def test_a_model_whose_owner_is_collected_is_closed_in_another_thread():
    model = Model()
    Owner(model)
    gc.collect()
    assert model.closed.wait(timeout=20)
    assert model.by is not threading.current_thread()


def test_a_model_is_left_open_as_long_as_its_owner_is_there():
    model, other = Model(), Model()
    owner = Owner(model)
    Owner(other)
    gc.collect()
    assert other.closed.wait(timeout=20)
    assert owner.left.alive
    assert not model.closed.is_set()


def test_an_estimator_that_was_left_open_holds_nobody_up():
    import numpy as np

    from pose.estimator import PoseEstimator

    def leave() -> None:
        estimator = PoseEstimator()
        estimator.estimate(np.zeros((120, 160, 3), np.uint8), 0.0)
        estimator.me = estimator
        del estimator
        gc.collect()

    leaving = threading.Thread(target=leave, daemon=True)
    leaving.start()
    leaving.join(timeout=60)
    assert not leaving.is_alive()
