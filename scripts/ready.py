"""Checks that the machine has what is needed and prepares the pose model."""

from __future__ import annotations

import sys


def main() -> int:
    """Say plainly what is missing; 0 when all is there."""
    try:
        import cv2  # noqa: F401
    except ImportError as error:
        library = str(error).split(":")[0]
        print(
            f"OpenCV needs a system library that is missing ({library}). "
            "On Debian or Ubuntu run: sudo apt-get install libgl1 libegl1 libgles2 libglib2.0-0",
            file=sys.stderr,
        )
        return 1
    try:
        from pose.model import ModelUnavailable, model_path
    except (ImportError, OSError) as error:
        print(
            f"MediaPipe could not be loaded ({error}). "
            "On Debian or Ubuntu run: sudo apt-get install libgl1 libegl1 libgles2 libglib2.0-0",
            file=sys.stderr,
        )
        return 1
    try:
        model_path()
    except ModelUnavailable as error:
        print(error, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
