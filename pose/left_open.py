"""Closes models that were left open, in a thread of their own.

MediaPipe closes a model that nobody holds any more wherever Python happens to collect it, and waits
there for a thread that may have gone with it: a server then stands still for everybody
(google-ai-edge/mediapipe#6233). Whoever closes a browser in the middle of a session leaves one.
"""

from __future__ import annotations

import threading
import weakref
from functools import cache
from queue import SimpleQueue
from typing import Any, Protocol


class Model(Protocol):
    """Something that has to be closed."""

    def close(self) -> None:
        """Let it go."""


_left: SimpleQueue[Model] = SimpleQueue()


def close_when_left(owner: object, model: Model) -> weakref.finalize[Any, Any]:
    """Have the model closed once its owner is no more; detach what is returned to close it oneself.

    The model is held until then, so that it is never collected itself.
    """
    _closer()
    last = weakref.finalize(owner, _left.put, model)
    # At the program's end its threads are gone: nothing can be closed any more.
    last.atexit = False
    return last


@cache
def _closer() -> threading.Thread:
    """Begun before anything is collected: then neither a lock nor a thread is to be had."""
    thread = threading.Thread(target=_close_all, name="closes models left open", daemon=True)
    thread.start()
    return thread


def _close_all() -> None:
    while True:
        _left.get().close()
