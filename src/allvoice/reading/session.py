"""The listening session: a pure state machine.

`Session.step` takes a state and something that happened, a wish of the listener or an event of the
voice, and returns the next state and what is to be done: commands for the voice, places to save,
sentences to show. Nothing here waits, speaks or stores.
"""

from __future__ import annotations

from dataclasses import replace

from allvoice.guide.model import Position
from allvoice.reading import wishes
from allvoice.reading.passages import after_passage
from allvoice.reading.places import target
from allvoice.reading.state import (
    RATE_MAX_WPM,
    RATE_MIN_WPM,
    RATE_STEP_WPM,
    VOLUME_STEP,
    Queued,
    State,
    Status,
    Unit,
)
from allvoice.reading.turn import Effect, Rules, Save, Tell, Turn
from allvoice.reading.wishes import Wish
from allvoice.speech.messages import (
    Event,
    Heard,
    Lost,
    Mute,
    Notice,
    Pause,
    Ready,
    Resume,
    SetRate,
    SetVoice,
    SetVolume,
)

LOST = "One sentence could not be spoken; it is on the screen."

Result = tuple[State, tuple[Effect, ...]]


class Session:
    """The rules of listening to one guide. Holds no state of its own."""

    def __init__(self, rules: Rules) -> None:
        """Make a session by rules that do not change."""
        self.rules = rules
        self.guide = rules.guide

    def step(self, state: State, happened: Wish | Event) -> Result:
        """Return the next state and what is to be done."""
        turn = _Step(self.rules, state)
        match happened:
            case wishes.PlayPause():
                turn.play_pause()
            case wishes.Play():
                turn.play()
            case wishes.Hold():
                turn.hold()
            case wishes.Stop():
                turn.stop()
            case wishes.Move(unit, step):
                turn.move(unit, step)
            case wishes.GoTo(position, play):
                turn.go_to(position, play)
            case wishes.Repeat(carefully):
                turn.repeat(carefully=carefully)
            case wishes.LeavePassage():
                turn.leave_passage()
            case wishes.HearSkipped():
                turn.hear_skipped()
            case wishes.SetSkipping(names):
                turn.set_skipping(names)
            case wishes.ChangeRate(steps):
                turn.set_rate(state.rate_wpm + steps * RATE_STEP_WPM)
            case wishes.SetPace(rate_wpm):
                turn.set_rate(rate_wpm)
            case wishes.ChangeVolume(steps):
                turn.set_volume(state.volume + steps * VOLUME_STEP)
            case wishes.ToggleOnlySection():
                turn.toggle_only_section()
            case wishes.Announce(text):
                turn.announce(text)
            case wishes.Welcome(text):
                turn.welcome(text)
            case wishes.ChangeVoice(voice_id):
                turn.change_voice(voice_id)
            case Heard():
                turn.heard(happened)
            case Lost():
                turn.lost(happened)
            case Ready(engine, voice_id, voices):
                turn.state = replace(state, engine=engine, voice_id=voice_id, voices=voices)
            case Notice(text, aloud):
                turn.notice(text, aloud=aloud)
            case Mute(text):
                turn.notice(text, aloud=False)
            case _:
                pass
        return turn.state, tuple(turn.effects)


class _Step(Turn):
    """The rules of one step."""

    # What the listener wishes.

    def play_pause(self) -> None:
        if self.state.status is Status.PLAYING and not self.state.single:
            self.hold()
        else:
            self.play()

    def play(self) -> None:
        if self.state.status is Status.PAUSED:
            was_single = self.state.single
            self.state = replace(self.state, status=Status.PLAYING, single=False)
            self.effects.append(Resume())
            if was_single:
                self.queue_what_follows(self.state.position)
            self.fill()
        elif self.state.status is Status.STOPPED:
            start = self.guide.start if self.state.at_end else self.state.position
            self.go_to(start, True)
        elif self.state.single:
            # A sentence landed on while stopped is being read: go on after it.
            self.state = replace(self.state, single=False)
            self.queue_what_follows(self.state.position)
            self.fill()

    def hold(self) -> None:
        if self.state.status is Status.PLAYING:
            self.state = replace(self.state, status=Status.PAUSED)
            self.effects.append(Pause())

    def stop(self) -> None:
        self.new_generation()
        self.state = replace(self.state, status=Status.STOPPED, single=False)

    def move(self, unit: Unit, step: int) -> None:
        found = target(self.guide, self.state.position, unit, step)
        if found is None:
            self.announce("This is the start of the guide." if step < 0 else "No more after this.")
        else:
            self.go_to(found, None)

    def repeat(self, *, carefully: bool) -> None:
        self.go_to(self.state.position, None, carefully=carefully)

    def leave_passage(self) -> None:
        found = after_passage(self.guide, self.state.position)
        if found is None:
            self.announce("This is no table and no list.")
        elif found[1] is None:
            self.announce("No more after this.")
        else:
            self.go_to(found[1], None)

    def hear_skipped(self) -> None:
        if self.state.skipped is None:
            self.announce("Nothing was skipped.")
        else:
            self.go_to(self.state.skipped, None)

    def set_skipping(self, names: tuple[str, ...]) -> None:
        self.state = replace(self.state, skipping=names)
        if self.state.status is not Status.STOPPED and not self.state.single:
            self.plan_again()
        what = " and ".join(names)
        are = "is" if names == ("code",) else "are"
        self.announce(f"From now on {what} {are} skipped." if names else "Everything is read.")

    def go_to(self, position: Position, play: bool | None, *, carefully: bool = False) -> None:
        position = self.guide.clamp(position)
        reading_on = self.state.status is Status.PLAYING and not self.state.single
        self.new_generation()
        self.state = replace(
            self.state,
            position=position,
            word=0,
            word_range=None,
            at_end=False,
            next_position=position,
            status=Status.STOPPED if play is False else Status.PLAYING,
            single=play is None and not reading_on,
            carefully=carefully,
        )
        self.effects.append(Save(position, self.state.rate_wpm))
        self.fill()
        self.prepare()

    def set_rate(self, rate_wpm: int) -> None:
        asked, rate_wpm = rate_wpm, min(max(rate_wpm, RATE_MIN_WPM), RATE_MAX_WPM)
        self.state = replace(self.state, rate_wpm=rate_wpm)
        self.effects.append(SetRate(rate_wpm))
        self.effects.append(Save(self.state.position, rate_wpm))
        said = f"{rate_wpm} words a minute."
        if asked != rate_wpm:
            said += " This is the fastest." if asked > rate_wpm else " This is the slowest."
            self.announce(said)
        else:
            self._answer(said)

    def set_volume(self, volume: int) -> None:
        volume = min(max(volume, 0), 100)
        self.state = replace(self.state, volume=volume)
        self.effects.append(SetVolume(volume))
        self._answer(f"Volume {volume}.")

    def toggle_only_section(self) -> None:
        only = not self.state.only_section
        self.state = replace(self.state, only_section=only)
        if self.state.status is not Status.STOPPED and not self.state.single:
            self.plan_again()
        self.announce(
            "Reading stops at the end of this section."
            if only
            else "Reading goes on to the end of the guide."
        )

    def announce(self, text: str) -> None:
        """Speak over the reading, and show."""
        self.effects.append(Tell(text))
        self.interject(text)

    def welcome(self, text: str) -> None:
        """Speak first, then read on from the position."""
        self.new_generation()
        self.effects.append(Tell(text))
        self.state = replace(
            self.state, status=Status.PLAYING, next_position=self.state.position, single=False
        )
        self.queue_text(text)
        self.fill()

    def change_voice(self, voice_id: str) -> None:
        names = dict(self.state.voices)
        self.state = replace(self.state, voice_id=voice_id)
        said = f"Voice: {names.get(voice_id, voice_id)}."
        self.effects.append(Tell(said))
        if self.state.status is Status.STOPPED:
            self.effects.append(SetVoice(voice_id))
            self.interject(said)
            return
        self.plan_again(SetVoice(voice_id))
        if self.state.status is Status.PAUSED:
            self.interject(said)

    # What the voice reports.

    def heard(self, heard: Heard) -> None:
        item = self.item(heard.generation, heard.utterance_id)
        if item is None:
            return
        if item.skipped is not None:
            self.state = replace(self.state, skipped=item.skipped)
        if heard.word is None:
            self._finished(item)
        else:
            self._began_word(item, heard.word)

    def _began_word(self, item: Queued, word: int) -> None:
        if item.position is None:
            return
        tokens = self.rules.utterance(item.position).tokens
        token = tokens[min(word, len(tokens) - 1)]
        arrived = item.position != self.state.position
        has_range = token.start is not None and token.end is not None
        self.state = replace(
            self.state,
            position=item.position,
            word=word,
            word_range=(token.start or 0, token.end or 0) if has_range else None,
        )
        if arrived:
            self.effects.append(Save(item.position, self.state.rate_wpm))
            self.prepare()

    def _finished(self, item: Queued) -> None:
        if item.position is not None and item.position != self.state.position:
            # Nothing of it was heard as words; it was passed all the same.
            self.state = replace(self.state, position=item.position, word=0, word_range=None)
            self.effects.append(Save(item.position, self.state.rate_wpm))
        index = self.state.queued.index(item)
        self.state = replace(self.state, queued=self.state.queued[index + 1 :])
        self._say_notices()
        self.fill()
        if not self.state.queued:
            self._came_to_rest()

    def _came_to_rest(self) -> None:
        if self.state.single:
            self.state = replace(
                self.state, status=Status.STOPPED, single=False, word=0, word_range=None
            )
            return
        following = self.rules.after(self.state.position, self.state.skipping)
        self.state = replace(
            self.state, status=Status.STOPPED, at_end=following is None, word=0, word_range=None
        )
        if following is not None:
            self.state = replace(self.state, position=following)
            self.effects.append(Save(following, self.state.rate_wpm))

    def lost(self, lost: Lost) -> None:
        item = self.item(lost.generation, lost.utterance_id)
        if item is not None:
            self.notice(LOST, aloud=True)

    def notice(self, text: str, *, aloud: bool) -> None:
        """Show at once; say it when the sentence is over, so that none is cut."""
        self.effects.append(Tell(text))
        if not aloud:
            return
        if self.state.status is Status.PLAYING and self.state.queued:
            self.state = replace(self.state, notices=(*self.state.notices, text))
        else:
            self.interject(text)

    def _say_notices(self) -> None:
        if self.state.notices:
            text = " ".join(self.state.notices)
            self.state = replace(self.state, notices=())
            self.interject(text)
