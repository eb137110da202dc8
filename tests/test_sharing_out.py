"""How the tests are shared out: where that fails, nothing says so, and all of them take longer."""

from __future__ import annotations

import os

import pytest


def test_the_tests_of_a_file_stay_together(request):
    if "PYTEST_XDIST_WORKER" not in os.environ:
        pytest.skip("All tests run in one process.")
    assert request.node.nodeid.endswith("@test_sharing_out.py")
