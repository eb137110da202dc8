"""One stretch of a session, from its explanation to the end of its last repetition."""

from __future__ import annotations

from pose.types import Side, other
from stretches.body import Body
from stretches.counts import Progress
from stretches.routine import words
from stretches.routine.framing_watch import FramingWatch
from stretches.routine.handed_out import HandedOut
from stretches.routine.moment import Left, Phase, StretchEnded, Tone
from stretches.routine.plan import Planned
from stretches.routine.voice_box import VoiceBox
from stretches.track import Snapshot, Track
from stretches.vocabulary import CheckResult, RepetitionDose, Verdict

REST_S, SWITCH_S = 8.0, 10.0
"""Between two holds of a side, and before the other side."""
REMIND_S = 12.0
"""Waiting for the position for this long without a word, a step is said again."""
ROUNDS_START_S, ROUNDS_STOP_S = 1.5, 2.5
LEFT_AT_LAST_S = 20.0
"""Nobody stays in a stretch that is over: after this long the rest begins in any case."""
WHY_S = 1.5
"""A pause that no cue has explained by then is explained by itself."""
TALKING: frozenset[Phase] = frozenset({"position", "count_in", "hold", "paused"})
"""Phases in which the coach speaks."""
NOTE_LATE: frozenset[Phase] = frozenset({"hold", "paused", "position", "rest"})
"""Phases in which the therapist's note may still be read out, between what else is said."""


class StretchRun:
    """Leads through one stretch: explains, mends the picture, counts in, watches, rests.

    Args:
        planned: the stretch.
        index: its place in the plan, from 0.
        lines: the explanation, line by line.
        box: takes what is said and kept.
        rate: the voice's rate, by which the explanation is paced.
    """

    def __init__(
        self, planned: Planned, index: int, lines: list[str], box: VoiceBox, rate: float
    ) -> None:
        self.planned = planned
        self.stretch = planned.stretch
        self.index = index
        self.track = Track(self.stretch)
        self.phase: Phase = "explain"
        self.snapshot: Snapshot | None = None
        self.over = False
        self.line = -1
        self.phase_t = 0.0
        self._box = box
        self._lines = lines
        self._rate = rate
        self._line_until = 0.0
        self._unsaid_note = words.therapists_note(planned)
        self._clock = 0.0
        self._since = 0.0
        self._t = 0.0
        self._framing = FramingWatch()
        self._last_word = 0.0
        self._reminded = 0
        self._turn_asked = False
        self._handed_out = HandedOut(self.stretch, index, box)
        self._watched = (float("inf"), float("inf"))
        self._last_side: Side | None = None
        self._why_due: float | None = None
        self._in_since: float | None = None
        self._out_since: float | None = None
        self._counted_in = float("-inf")
        self._rest = REST_S

    # What is left to do

    @property
    def rounds(self) -> bool:
        """Whether rounds are counted, without sides."""
        return isinstance(self.stretch.dose, RepetitionDose)

    @property
    def done(self) -> dict[str, int]:
        """Completed repetitions by side, or under `both`."""
        empty = {"both": 0} if self.rounds else {"left": 0, "right": 0}
        return self.snapshot.progress.reps if self.snapshot else empty

    def needs(self, side: Side) -> bool:
        """Whether this side has anything left to do."""
        return side in self.planned.sides and self.done[side] < self.stretch.dose.reps

    @property
    def next_side(self) -> Side | None:
        """The side to do next: both repetitions of one side, then the other; None at the end."""
        if self.rounds:
            return None
        side = self._last_side or self.planned.first
        if self.needs(side):
            return side
        return other(side) if self.needs(other(side)) else None

    @property
    def complete(self) -> bool:
        """Whether the whole dose is done."""
        if self.rounds:
            return self.done["both"] >= self.stretch.dose.reps
        return self.next_side is None

    @property
    def side(self) -> Side | None:
        """The side under way, or the next one."""
        holding = self.phase in ("count_in", "hold", "paused", "come_out")
        if (
            holding
            and not self.over
            and self.snapshot is not None
            and self.snapshot.progress.side is not None
        ):
            return self.snapshot.progress.side
        return self.next_side

    @property
    def elapsed(self) -> float:
        """Seconds in this phase, without the time away."""
        return self._clock - self._since

    @property
    def rest_s(self) -> float:
        """Seconds of rest left."""
        return max(0.0, self._rest - self.elapsed) if self.phase == "rest" else 0.0

    # Over time

    def update(self, t: float, step: float, body: Body | None, waiting: bool) -> None:
        """Take in one moment.

        Args:
            t: seconds.
            step: seconds to count since the last moment; 0 where it is not to count.
            body: None with nobody in the picture.
            waiting: somebody else leads: holds end and are kept, and nothing is said.
        """
        self._clock += step
        self._t = t
        self.track.coach.quiet = waiting or self.phase not in TALKING
        self.snapshot = self.track.update(t, body)
        self._keep(self.snapshot.progress)
        self._keep_faults()
        cue = self.snapshot.cue
        if cue is not None:
            done = cue.text == words.COME_OUT
            self._box.say(t, cue.text, cue.kind, "done" if done else None)
            self._last_word = self._clock
        if not waiting and not self.over:
            self._lead(body, self.snapshot)

    def _lead(self, body: Body | None, now: Snapshot) -> None:
        # Whatever was going on, a clock that runs is a hold.
        self._follow_rounds(now) if self.rounds else self._follow_clock(now)
        self._say_note_late()
        if self.phase == "explain":
            self._explain()
        elif self.phase == "framing":
            self._frame(body, now)
        elif self.phase == "position":
            self._remind(body)
        elif self.phase == "paused":
            self._explain_pause(now)
        elif self.phase == "come_out":
            self._leave_position(now)
        elif self.phase == "rest" and self.elapsed >= self._rest:
            self._go("framing")

    def _go(self, phase: Phase) -> None:
        if phase in TALKING and self.phase not in TALKING:
            self._watched = (self._t, float("inf"))
        elif phase not in TALKING and self.phase in TALKING:
            self._watched = (self._watched[0], self._t)
        self.phase = phase
        self.phase_t = self._t
        self._since = self._clock
        self._framing.start()

    def _say(self, text: str, tone: Tone | None = None) -> None:
        self._box.say(self._t, text, "guide", tone)
        if text:
            self.track.coach.heard(self._t)
            self._last_word = self._clock

    # Before the stretch

    def _explain(self) -> None:
        if self._clock < self._line_until:
            return
        self.line += 1
        if self.line >= len(self._lines):
            self.skip()
            return
        text = self._lines[self.line]
        self._line_until = self._clock + words.seconds_to_say(text, self._rate)
        self._say(text)
        if text == self._unsaid_note:
            self._unsaid_note = ""

    def _say_note_late(self) -> None:
        """Who is in the stretch before it is explained hears the therapist's note all the same."""
        last = self._box.last
        heard_s = last.t_s + words.seconds_to_say(last.text, self._rate) if last else 0.0
        silent = self._clock >= self._line_until and self._t >= heard_s
        if self._unsaid_note and self.phase in NOTE_LATE and silent:
            self._say(self._unsaid_note)
            self._unsaid_note = ""

    def pause_first(self, seconds: float) -> None:
        """Let something else be said to its end before the explanation."""
        self._line_until = self._clock + seconds

    @property
    def switching(self) -> bool:
        """Whether the next side is another one than the last."""
        return self._last_side is not None and self.next_side != self._last_side

    def skip(self) -> None:
        """End the explanation, with whatever of it has not been said, or the rest."""
        self._unsaid_note = ""
        if self.phase in ("explain", "rest"):
            self._go("framing")

    def again(self) -> None:
        """Say the line of the explanation again: somebody was away."""
        if self.phase == "explain" and self.line >= 0:
            self.line -= 1
            self._line_until = self._clock

    def _frame(self, body: Body | None, now: Snapshot) -> None:
        inside = bool(now.assessment.attempting)
        side = self.next_side
        fine, wrong = self._framing.update(self._clock, body, self.stretch, side, inside)
        if fine:
            self._go("position")
            self._say(words.take_position(self.stretch, side))
        elif wrong:
            self._say(wrong)

    def _remind(self, body: Body | None) -> None:
        if self._clock - self._last_word < REMIND_S:
            return
        side = self.next_side
        far = side is not None and body is not None and body.near != side
        self._turn_asked = bool(far and self.stretch.side_near and not self._turn_asked)
        if side and self._turn_asked:
            # The stretch may well have been taken, and the other leg hides it.
            self._say(words.turn_flank(self.stretch, side))
            return
        if self.track.coach.pain_reported:
            # A step may ask for more range.
            position = words.take_position(self.stretch, self.next_side)
            self._say(f"{position}. {words.ONLY_COMFORTABLE}")
            return
        self._say(self.stretch.steps[self._reminded % len(self.stretch.steps)])
        self._reminded += 1

    # The hold

    def _follow_clock(self, now: Snapshot) -> None:
        state = now.progress.state
        if state == "arming" and self.phase in ("framing", "position", "rest"):
            self._go("count_in")
            # A position that flickers is not greeted each time.
            if self._clock - self._counted_in >= 6:
                self._counted_in = self._clock
                self._greet(now)
        elif state == "running" and self.phase == "paused":
            self._go("hold")
            self._say("", "resume")
        elif state == "running" and self.phase not in ("hold", "come_out"):
            self._go("hold")
            self._say("", "start")
        elif state == "paused" and self.phase == "hold":
            self._go("paused")
            self._say("", "pause")
            self._why_due = self._clock + WHY_S
        elif state == "done" and self.phase in ("count_in", "hold", "paused", "position"):
            self._go("come_out")
        elif state in ("waiting", "arming") and self.phase in ("hold", "paused"):
            self._go("position")
            self._say(words.part_hold(self.track_hold_s))
        elif state == "waiting" and self.phase == "count_in":
            self._go("position")

    def _greet(self, now: Snapshot) -> None:
        side, wanted = now.progress.side, self.next_side
        needed = side is not None and self.needs(side)
        self._say(words.counted_in(self.stretch, side, wanted, needed), "count_in")

    @property
    def track_hold_s(self) -> float:
        """Good seconds of the last hold that ended."""
        holds = self.snapshot.progress.holds if self.snapshot else ()
        return holds[-1].good_s if holds else 0.0

    def _explain_pause(self, now: Snapshot) -> None:
        """The coach says why as a rule; where it may not or cannot, this does."""
        if self._why_due is None or self._clock < self._why_due:
            return
        self._why_due = None
        if self._clock - self._last_word > WHY_S:
            self._say(f"Paused: {self.why(now).lower()}")

    def why(self, now: Snapshot) -> str:
        """Why the clock stands, as a sentence."""
        assessment = now.assessment
        faults = _gating(assessment.results)
        sayable = self.track.coach.sayable(faults, assessment)
        if assessment.attempting and sayable:
            return min(sayable, key=lambda result: result.check.priority).cue
        if assessment.picture:
            return assessment.picture
        if assessment.attempting and faults:
            return words.ONLY_COMFORTABLE
        return "Come back into the stretch"

    def _follow_rounds(self, now: Snapshot) -> None:
        inside = bool(now.assessment.attempting)
        self._in_since = _since(self._in_since, inside, self._clock)
        self._out_since = _since(self._out_since, not inside, self._clock)
        settled = self._in_since is not None and self._clock - self._in_since >= ROUNDS_START_S
        gone = self._out_since is not None and self._clock - self._out_since >= ROUNDS_STOP_S
        if self.phase not in ("hold", "come_out") and settled and not self.complete:
            self._go("hold")
            self._say(words.BEGIN, "start")
        elif self.phase == "hold" and self.complete:
            self._go("come_out")
            self._say(words.COME_OUT, "done")
        elif self.phase == "hold" and gone:
            self._go("position")
            self._say("Paused: come back to hands and knees", "pause")

    # After it

    def _leave_position(self, now: Snapshot) -> None:
        out = now.progress.state != "done" and not (self.rounds and now.assessment.attempting)
        if self.elapsed < 2.0 or not (out or self.elapsed >= LEFT_AT_LAST_S):
            return
        if self.complete:
            self.close("done")
            return
        self._rest = SWITCH_S if self.switching else REST_S
        self._go("rest")
        self._say(words.rest_before(self.stretch, self.next_side, self.switching))

    def close(self, how: Left) -> None:
        """The stretch ends here: a hold under way is kept as a part hold."""
        if self.over:
            return
        self.over = True
        progress = self.track.finish()
        if progress is not None:
            self._keep(progress)
        self._keep_faults()
        self._box.keep(StretchEnded(self.stretch, self.index, how))

    def _keep_faults(self) -> None:
        self._handed_out.faults(self.track.log.faults, *self._watched)

    def _keep(self, progress: Progress) -> None:
        """Hand out the holds and rounds that have ended, each once."""
        for hold in self._handed_out.holds(progress):
            if hold.completed:
                self._last_side = hold.side
        for counted, cycle in self._handed_out.cycles(progress):
            if self.rounds and cycle.counted and self.phase == "hold" and not self.over:
                self._say(words.round_counted(counted, self.stretch.dose.reps), "tick")


def _gating(results: tuple[CheckResult, ...]) -> list[CheckResult]:
    return [r for r in results if r.check.required and r.verdict is Verdict.FAULT]


def _since(since: float | None, holds: bool, clock: float) -> float | None:
    """Since when something holds, None where it does not."""
    if not holds:
        return None
    return clock if since is None else since
