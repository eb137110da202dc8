"""How the tests are shared out between the machine's processors, and the browser they share."""

import os

import pytest
from chromium import CHROMIUM, FLAGS, NEEDS_CHROMIUM

BROWSERS = "browsers"
LONGEST = (BROWSERS, "test_samples.py", "test_quick_bench.py", "test_whole_stretches.py")
"""The groups that take longest begin first: one that is left for the end is waited for alone."""

BEHIND = 5
"""A niceness that leaves a quarter of a processor where two want it."""


@pytest.hookimpl(tryfirst=True)  # xdist reads the groups in this same hook
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """One file's tests stay together: what they share is made once.

    The browser tests come one at a time: two browsers with their cameras on one machine would wait
    for each other. The clinic's tests share one PostgreSQL.
    """
    for item in items:
        item.add_marker(pytest.mark.xdist_group(_group(item)))
    order = {group: number for number, group in enumerate(LONGEST)}
    items.sort(key=lambda item: order.get(_group(item), len(order)))


@pytest.hookimpl(tryfirst=True)  # before what the test stands on is made
def pytest_runtest_setup(item: pytest.Item) -> None:
    """What has no camera lets those go first that have: a session there does not wait.

    The browser tests are the first of their worker, so none of them is held back.
    """
    if hasattr(os, "nice") and _group(item) != BROWSERS and os.nice(0) < BEHIND:
        os.nice(BEHIND)


def _group(item: pytest.Item) -> str:
    if NEEDS_CHROMIUM.mark in item.iter_markers("skipif"):
        return BROWSERS
    return "clinic" if item.path.parent.name == "clinic" else item.path.name


@pytest.fixture(scope="module")
def browser():
    """A browser without a film for its webcam."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield browser
        browser.close()
