"""Whatever happens, and in whatever order: no hold is lost, none is counted twice."""

from __future__ import annotations

import itertools

from actor import NOBODY, Actor, PainReport, session
from hypothesis import given, settings
from hypothesis import strategies as st

from stretches.routine.moment import HoldEnded, PainAnswered, Said, SessionEnded, StretchEnded

SLUGS = ("lying_hamstring", "supine_figure_four")

reports = st.builds(
    PainReport,
    st.integers(0, 10),
    st.sampled_from([(), ("back",), ("back", "thigh"), ("foot",)]),
    st.booleans(),
)
events = st.lists(
    st.one_of(
        st.tuples(st.sampled_from(["left", "right"]), st.sampled_from([0.5, 2.0, 5.0, 6.0])),
        st.tuples(st.just("obey"), st.sampled_from([3.0, 12.0])),
        st.tuples(st.just("rest"), st.sampled_from([0.4, 2.0, 6.0])),
        st.tuples(st.just("away"), st.sampled_from([0.5, 3.0, 8.0])),
        st.tuples(st.just("gap"), st.sampled_from([1.0, 4.0, 30.0])),
        st.tuples(st.just("hand"), st.sampled_from([1.0, 2.5])),
        st.tuples(st.just("hurts"), st.just(0.2)),
        st.tuples(st.just("answer"), reports),
        st.tuples(st.just("skip"), st.just(0.1)),
        st.tuples(st.just("stop"), st.just(0.1)),
    ),
    min_size=1,
    max_size=25,
)


def play(actor: Actor, happening: list) -> list:
    """Plays the events; returns every track that was ever followed."""
    tracks = [actor.session._run.track]
    for what, much in happening:
        if what in ("left", "right"):
            actor.pose(what, much)
        elif what == "obey":
            for _ in range(round(much * 10)):
                actor.obey()
        elif what == "rest":
            actor.rest(much)
        elif what == "away":
            actor.show(NOBODY, much)
        elif what == "gap":
            actor.t += much
        elif what == "hand":
            actor.raise_hand(much)
        elif what == "hurts":
            actor.session.report_pain()
        elif what == "answer":
            actor.session.answer(much)
        elif what == "skip":
            actor.session.skip()
        elif what == "stop" and len(happening) > 10:
            actor.session.stop()
        if actor.session._run.track is not tracks[-1]:
            tracks.append(actor.session._run.track)
    actor.session.stop()
    actor.records.extend(actor.session.take())
    return tracks


@settings(max_examples=60, deadline=None)
@given(events)
def test_every_hold_is_handed_out_exactly_once(happening):
    actor = Actor(session(*SLUGS, seconds=4, reps=2))
    tracks = play(actor, happening)
    measured = [hold for track in tracks for hold in track._timer.holds]
    handed = [record.hold for record in actor.records if isinstance(record, HoldEnded)]
    assert handed == measured
    keys = [(r.index, r.number) for r in actor.records if isinstance(r, HoldEnded)]
    assert len(set(keys)) == len(keys)


@settings(max_examples=60, deadline=None)
@given(events)
def test_a_session_ends_once_and_says_nothing_after_it(happening):
    actor = Actor(session(*SLUGS, seconds=4, reps=2))
    play(actor, happening)
    ends = [n for n, record in enumerate(actor.records) if isinstance(record, SessionEnded)]
    assert len(ends) == 1
    after = actor.records[ends[0] + 1 :]
    assert all(isinstance(record, PainAnswered) for record in after)
    indexes = [record.index for record in actor.records if isinstance(record, StretchEnded)]
    assert indexes == sorted(set(indexes))


@settings(max_examples=40, deadline=None)
@given(events)
def test_what_is_said_is_numbered_in_order_and_never_in_the_past(happening):
    actor = Actor(session(*SLUGS, seconds=4, reps=2))
    play(actor, happening)
    said = [record for record in actor.records if isinstance(record, Said)]
    assert [one.number for one in said] == list(range(1, len(said) + 1))
    assert all(a.t_s <= b.t_s for a, b in itertools.pairwise(said))
