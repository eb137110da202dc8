"""A guided session, start to end: bodies over time in, what to show, say and keep out.

Pure: time comes from the frames, and what a person presses comes in as a call between two of them.
"""

from __future__ import annotations

from collections.abc import Sequence

from stretches.body import Body
from stretches.routine import words
from stretches.routine.moment import (
    Asked,
    Ended,
    Left,
    Moment,
    PainAnswered,
    Phase,
    Record,
    SessionEnded,
)
from stretches.routine.pain import Advice, PainReport, is_up, judge
from stretches.routine.plan import Planned
from stretches.routine.raised_hand import RaisedHand
from stretches.routine.sentence import hint, sentence
from stretches.routine.stretch_run import StretchRun
from stretches.routine.voice_box import VoiceBox
from stretches.track import Track
from stretches.vocabulary import CueKind

MAX_STEP_S = 0.5
"""Frames farther apart leave a gap in which nothing is counted."""
GAP_S = 5.0
"""A gap longer than this is told: a hold that was under way has ended."""
AWAY_S, BACK_S = 1.5, 0.7
"""Nobody in the picture for so long pauses everything; somebody for so long resumes it."""
GONE_S = 300.0
"""Nobody in the picture for so long ends the session: they have gone, and the camera is on."""
ANSWER_S = 40.0
"""Seconds that the session waits for an answer about pain."""
ASK_AGAIN_S = 18.0
START_S = 2.0
"""Nothing is said for so long after the first picture: the page and its voice are not ready yet."""


class GuidedSession:
    """Leads through the planned stretches.

    Args:
        plan: one to five stretches.
        before: pain before the session.
        rate: the voice's rate, by which explanations are paced.
        brief: name each stretch and its dose, and leave the steps out.

    Raises:
        ValueError: the plan is empty.
    """

    def __init__(
        self,
        plan: Sequence[Planned],
        before: PainReport,
        rate: float = 1.0,
        brief: bool = False,
    ) -> None:
        if not plan:
            raise ValueError("A session needs at least one stretch.")
        self.plan = tuple(plan)
        self.before = before
        self.last_pain = before
        self.rate = rate
        self._brief = brief
        self.ended: Ended | None = None
        self.box = VoiceBox()
        self._hand = RaisedHand()
        self._t: float | None = None
        self._body: Body | None = None
        self._away = False
        self._unseen_s = 0.0
        self._seen_s = 0.0
        self._asking: Asked | None = None
        self._asked_s = 0.0
        self._asked_again = False
        self._pain_up = is_up(before, before)
        self._run = self._started(0)
        self._run.pause_first(START_S)
        self.box.keep(PainAnswered(0.0, "before", before))

    def _started(self, index: int) -> StretchRun:
        lines = words.explanation(self.plan[index], index + 1, len(self.plan), self._brief)
        run = StretchRun(self.plan[index], index, lines, self.box, self.rate)
        run.track.coach.pain_reported = self._pain_up
        self.box.stretch = run.stretch.slug
        return run

    # Over time

    def update(self, t: float, body: Body | None) -> Moment:
        """Take in one moment.

        Args:
            t: seconds, later than the last moment's.
            body: None with nobody in the picture.
        """
        gap = 0.0 if self._t is None else t - self._t
        self._t, self._body = t, body
        if not self.over:
            step = min(gap, MAX_STEP_S)
            self._watch_for_person(t, step, body)
            if gap > GAP_S and not self._away:
                self.box.say(t, words.GAP, "picture")
            self._advance(t, 0.0 if self._away else step, body)
            self._stop_when_gone(t)
        return self.moment()

    def _advance(self, t: float, step: float, body: Body | None) -> None:
        waiting = self._away or self._asking is not None
        self._run.update(t, step, body, waiting)
        given = self._hand.update(t, body, self._run.stretch, self._may_be_in_position)
        if given and not self._away:
            self.skip(by_hand=True)
        if self._asking is not None:
            self._wait_for_answer(step)
        elif self._run.over and not self.over:
            self._ask("after")

    @property
    def _may_be_in_position(self) -> bool:
        snapshot = self._run.snapshot
        return snapshot is not None and snapshot.assessment.attempting is not False

    def _watch_for_person(self, t: float, step: float, body: Body | None) -> None:
        """Out of the picture everything waits; back in it, it goes on."""
        if body is None:
            self._unseen_s, self._seen_s = self._unseen_s + step, 0.0
        else:
            self._unseen_s, self._seen_s = 0.0, self._seen_s + step
        if not self._away and self._unseen_s >= AWAY_S:
            self._away = True
            self.box.say(t, words.AWAY, "picture", "pause")
        elif self._away and self._seen_s >= BACK_S:
            self._away = False
            asking = self._asking is not None
            back = words.pain_question(self._run.stretch) if asking else words.BACK
            self.box.say(t, back, "picture", "resume")
            self._run.again()

    def _stop_when_gone(self, t: float) -> None:
        if self._unseen_s >= GONE_S and not self.over:
            self.box.say(t, words.GONE)
            self._end("stopped")

    # Pain

    def _ask(self, asked: Asked) -> None:
        self._asking = asked
        self._asked_s, self._asked_again = 0.0, False
        self.box.say(self._t or 0.0, words.pain_question(self._run.stretch))

    def _wait_for_answer(self, step: float) -> None:
        self._asked_s += step
        if self._asked_s >= ANSWER_S:
            self._answered(None)
        elif self._asked_s >= ASK_AGAIN_S and not self._asked_again:
            self._asked_again = True
            self.box.say(self._t or 0.0, words.pain_question(self._run.stretch))

    def report_pain(self) -> None:
        """The person wants to say that it hurts: everything waits for the answer."""
        if not self.over and self._asking is None:
            self._ask("during")

    def answer(self, report: PainReport) -> Advice:
        """The answer to the question about pain; one that was not asked for counts as well."""
        advice = judge(self.before, self.last_pain, report)
        if self.over:
            self._keep_pain("end", report, advice, by_hand=False)
            return advice
        self._answered(report, advice)
        return advice

    def _answered(
        self, report: PainReport | None, advice: Advice | None = None, by_hand: bool = False
    ) -> None:
        asked = self._asking or "during"
        self._asking = None
        self._keep_pain(asked, report, advice, by_hand)
        text = words.UNANSWERED if advice is None else advice.text
        verdict = "go on" if advice is None else advice.verdict
        kind: CueKind = "guide" if verdict == "go on" else "safety"
        on = verdict == "stop the stretch" or self._run.over
        if on and verdict != "stop the session" and self._run.index + 1 == len(self.plan):
            text = f"{text} {words.FINISHED}"
        self.box.say(self._t or 0.0, text, kind)
        if verdict == "stop the session":
            self._end("extreme pain")
        elif on:
            self._run.close("stopped for pain")
            self._next(text)

    def _keep_pain(
        self, asked: Asked, report: PainReport | None, advice: Advice | None, by_hand: bool
    ) -> None:
        self._pain_up = is_up(self.before, report)
        self._run.track.coach.pain_reported = self._pain_up
        if report is not None:
            self.last_pain = report
        stretch = None if asked == "end" else self._run.stretch
        self.box.keep(PainAnswered(self._t or 0.0, asked, report, stretch, by_hand, advice))

    # From outside

    def tell(self, text: str) -> None:
        """Say what somebody else wants to be said now, such as a therapist who is watching."""
        if not self.over:
            self.box.say(self._t or 0.0, text)
            self._run.track.coach.heard(self._t or 0.0)
            # What it silenced is said again, once it has been heard to its end.
            self._run.again()
            self._run.pause_first(words.seconds_to_say(text, self.rate))

    @property
    def track(self) -> Track:
        """Follows the stretch under way, or the last one."""
        return self._run.track

    # On and out

    def skip(self, by_hand: bool = False) -> None:
        """Go on to the next thing: past an explanation or a rest, else past the stretch.

        While pain is asked for, it answers "no worse than before"; coming out of a stretch is
        never hurried.
        """
        if self.over:
            return
        if self._asking is not None:
            advice = judge(self.before, self.last_pain, self.last_pain)
            self._answered(self.last_pain, advice, by_hand)
        elif self._run.phase in ("explain", "rest"):
            self._run.skip()
        elif self._run.phase != "come_out":
            self.box.say(self._t or 0.0, words.SKIPPED)
            self._run.close("skipped")

    def stop(self) -> None:
        """Stop now."""
        if not self.over:
            self.box.say(self._t or 0.0, words.STOPPED, "safety", "pause")
            self._end("stopped")

    def _next(self, said: str) -> None:
        """On to the next stretch, once what was said last has been heard, or to the end."""
        index = self._run.index + 1
        if index >= len(self.plan):
            self._end("completed")
            return
        self._run = self._started(index)
        self._run.pause_first(words.seconds_to_say(said, self.rate))

    def _end(self, how: Ended) -> None:
        left: dict[Ended, Left] = {"completed": "done", "extreme pain": "stopped for pain"}
        self._run.close(left.get(how, "stopped"))
        self._asking = None
        self.ended = how
        self.box.keep(SessionEnded(how))

    @property
    def over(self) -> bool:
        """Whether the session has ended."""
        return self.ended is not None

    @property
    def phase(self) -> Phase:
        """What is going on."""
        if self.over:
            return "over"
        return "pain" if self._asking is not None else self._run.phase

    def take(self) -> tuple[Record, ...]:
        """What is to be kept since the last call, in order; each is handed out once."""
        return self.box.take()

    def moment(self) -> Moment:
        """What there is to show now."""
        run = self._run
        line = run.line - 1 - bool(run.planned.note)
        steps = 0 if self._brief else len(run.stretch.steps)
        explaining = self.phase == "explain" and 0 <= line < steps
        return Moment(
            t=self._t or 0.0,
            phase=self.phase,
            away=self._away,
            stretch=run.stretch,
            index=run.index,
            side=run.side,
            done=run.done,
            sentence=sentence(self.phase, self._away, run, self.box.last, self._t or 0.0),
            step=line if explaining else None,
            hint=hint(self.phase, run),
            hand=self._hand.share,
            snapshot=run.snapshot,
            rest_s=run.rest_s,
            asked=self._asking,
        )
