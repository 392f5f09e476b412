"""The listening session: a pure state machine.

`Session.step` takes a state and something that happened, a command of the listener or an event of
the voice, and returns the next state and what is to be done: commands for the voice, places to
save, sentences to show. Nothing here waits, speaks or stores.
"""

from __future__ import annotations

from dataclasses import replace

from allvoice.guide.model import Position
from allvoice.reading import commands
from allvoice.reading.commands import Command
from allvoice.reading.passages import after_passage
from allvoice.reading.places import target
from allvoice.reading.reports import Reports
from allvoice.reading.state import (
    RATE_MAX_WPM,
    RATE_MIN_WPM,
    RATE_STEP_WPM,
    VOLUME_BOOSTS_DB,
    VOLUME_MAX,
    VOLUME_MIN,
    VOLUME_STEP,
    Manner,
    State,
    Status,
    Unit,
)
from allvoice.reading.turn import START_SOUND_PAUSE_S, Effect, Rules, Save, Tell
from allvoice.speech.protocol import (
    Boundary,
    CancelAnnouncement,
    Event,
    Notice,
    NoticeKind,
    NoVoice,
    Pause,
    Ready,
    Resume,
    SetGuideAudible,
    SetRate,
    SetVoice,
    SetVolume,
    SetVolumeBoost,
    UtteranceEnded,
    UtteranceFailed,
)

EXACT_WITHIN_S = 1.0
"""Held no longer than this, the reading goes on at the very sample; then from the start of the
word, for nobody knows a word by its second half."""
WORD_WITHIN_S = 10.0
"""Held for longer, the sentence is read anew (audiobook listeners ask for a step back in proportion
to the pause)."""
REMEMBERED_WITHIN_S = 300.0
"""After this long, what the reading is about is said again."""

Result = tuple[State, tuple[Effect, ...]]


class Session:
    """The rules of listening to one guide. Holds no state of its own."""

    def __init__(self, rules: Rules) -> None:
        """Make a session by rules that do not change."""
        self.rules = rules
        self.guide = rules.guide

    def step(self, state: State, happened: Command | Event) -> Result:
        """Return the next state and what is to be done."""
        turn = _Step(self.rules, state)
        match happened:
            case commands.PlayPause(away_s):
                turn.play_pause(away_s)
            case commands.Play(away_s):
                turn.play(away_s)
            case commands.Hold():
                turn.hold()
            case commands.Stop():
                turn.stop()
            case commands.Move(unit, step):
                turn.move(unit, step)
            case commands.GoTo(position, play):
                turn.go_to(position, play)
            case commands.Repeat(carefully):
                turn.repeat(carefully=carefully)
            case commands.LeavePassage():
                turn.leave_passage()
            case commands.HearSkipped():
                turn.hear_skipped()
            case commands.SetSkipping(names):
                turn.set_skipping(names)
            case commands.ChangeRate(steps):
                turn.set_rate(state.rate_wpm + steps * RATE_STEP_WPM)
            case commands.SetPace(rate_wpm):
                turn.set_rate(rate_wpm)
            case commands.ChangeVolume(steps):
                turn.set_volume(state.volume + steps * VOLUME_STEP)
            case commands.ToggleOnlySection():
                turn.toggle_only_section()
            case commands.Announce(text, earcon, asked):
                turn.announce(text, earcon, asked=asked)
            case commands.Chime(earcon):
                turn.chime(earcon)
            case commands.CancelAnnouncement():
                turn.hush()
            case commands.KeyHeld():
                turn.state = replace(state, key_is_held=True)
            case commands.KeyReleased():
                turn.key_released()
            case commands.SetManner(manner):
                turn.set_manner(manner)
            case commands.Welcome(text, faults):
                turn.welcome(text, faults)
            case commands.ChangeVoice(voice_id):
                turn.change_voice(voice_id)
            case Boundary():
                turn.began_word(happened)
            case UtteranceEnded():
                turn.ended(happened)
            case UtteranceFailed():
                turn.lost(happened)
            case Ready(engine, voice_id, voices):
                # A voice that was chosen before is on its way to an engine that did not know of it.
                chosen = state.voice_id if state.voice_id in dict(voices) else voice_id
                turn.state = replace(state, engine=engine, voice_id=chosen, voices=voices)
            case Notice(text, kind, aloud):
                # Without sound it could only be heard later, when it is true no more.
                turn.notice(text, aloud=aloud and kind is not NoticeKind.SOUND_LOST)
            case NoVoice():
                turn.notice(happened.text, aloud=False)
            case _:
                pass
        return turn.state, tuple(turn.effects)


class _Step(Reports):
    """The rules of one step."""

    def play_pause(self, away_s: float) -> None:
        reading = self.state.status is Status.PLAYING
        if reading and self._end_is_being_told:
            self._go_on_from_the_end()
        elif reading and (not self.state.single or self.state.manner.one_sentence):
            self.hold()
            self.chime("hold")
        else:
            self.play(away_s)

    @property
    def _end_is_being_told(self) -> bool:
        queued = self.state.queued
        return bool(queued) and queued[0].ends and self.state.said_between == queued[0].text

    def _go_on_from_the_end(self) -> None:
        """Do what the words being heard say that the key does."""
        self.new_generation()
        self.state = replace(self.state, single=False)
        self.came_to_rest()
        self.play()

    def play(self, away_s: float = 0.0) -> None:
        if self.state.manner.shown_only:
            self._read_next()
        elif self.state.status is Status.PAUSED and away_s > WORD_WITHIN_S:
            self._come_back(away_s)
        elif self.state.status is Status.PAUSED and away_s > EXACT_WITHIN_S:
            single = self.state.manner.one_sentence
            self.state = replace(self.state, status=Status.PLAYING, single=single)
            self.plan_again()
        elif self.state.status is Status.PAUSED and self.state.manner.one_sentence:
            self.state = replace(self.state, status=Status.PLAYING, announcement_id=None)
            self.effects.append(Resume())
        elif self.state.status is Status.PAUSED:
            was_single = self.state.single
            self.state = replace(
                self.state, status=Status.PLAYING, single=False, announcement_id=None
            )
            self.effects.append(Resume())
            if was_single:
                self.queue_what_follows(self.state.position)
            self.fill()
        elif self.state.status is Status.STOPPED and self.state.heard_whole:
            self._read_next()
        elif self.state.status is Status.STOPPED:
            start = self.guide.start if self.state.at_end else self.state.position
            self.go_to(start, True)
        elif self.state.single and not self.state.manner.one_sentence:
            # A sentence landed on while stopped is being read: go on after it.
            self.state = replace(self.state, single=False)
            self.queue_what_follows(self.state.position)
            self.fill()

    def _come_back(self, away_s: float) -> None:
        """Read on from the start of the sentence, after a long time from where it stands."""
        position = self.guide.clamp(self.state.position)
        self.go_to(position, False)
        self.state = replace(
            self.state, status=Status.PLAYING, single=self.state.manner.one_sentence
        )
        if away_s > REMEMBERED_WITHIN_S:
            self.queue_text(self.guide.section_of(position).title)
        self.fill()

    def _read_next(self) -> None:
        """Read the sentence after the one that was heard whole."""
        if self.state.at_end:
            self.go_to(self.guide.start, True)
            return
        position = self.state.position
        following = self.rules.after(position, self.state.skipping)
        if following is None:
            self.state = replace(self.state, at_end=True)
            self.announce(self.ending(following), "guide-end")
        elif self.state.manner.shown_only:
            self.go_to(following, True)
        else:
            self.new_generation()
            self.state = replace(
                self.state,
                position=following,
                status=Status.PLAYING,
                single=True,
                heard_whole=False,
            )
            self.effects.append(Save(following, self.state.rate_wpm))
            self.queue_what_follows(position)
            self.fill()
            self.prepare()

    def hold(self) -> None:
        if self.state.status is Status.PLAYING:
            self.state = replace(self.state, status=Status.PAUSED, announcement_id=None)
            self.effects.append(Pause())

    def stop(self) -> None:
        waiting = self.state.heard_whole
        self.new_generation()
        self.state = replace(self.state, status=Status.STOPPED, single=False, heard_whole=waiting)

    def move(self, unit: Unit, step: int) -> None:
        found = target(self.guide, self.state.position, unit, step)
        if found is None:
            said = "This is the start of the guide." if step < 0 else "No more after this."
            self.announce(said, "edge")
        else:
            self.go_to(found, None)

    def repeat(self, *, carefully: bool) -> None:
        self.go_to(self.state.position, None, carefully=carefully)

    def leave_passage(self) -> None:
        found = after_passage(self.guide, self.state.position)
        if found is None:
            self.announce("This is no table and no list.")
        elif found[1] is None:
            self.announce("No more after this.", "edge")
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
        manner = self.state.manner
        if manner.shown_only:
            play = False
        self.new_generation()
        self.state = replace(
            self.state,
            position=position,
            word=0,
            word_range=None,
            at_end=False,
            next_position=position,
            status=Status.STOPPED if play is False else Status.PLAYING,
            single=play is not False and (manner.one_sentence or (play is None and not reading_on)),
            carefully=carefully,
            heard_whole=manner.shown_only,
        )
        self.effects.append(Save(position, self.state.rate_wpm))
        if self.state.key_is_held:
            self.state = replace(self.state, landing=True)
        elif not manner.shown_only:
            self.fill()
            self.prepare()

    def key_released(self) -> None:
        was = self.state
        self.state = replace(was, key_is_held=False, landing=False, unsaid="")
        if was.landing:
            self.fill()
            self.prepare()
        if self.state.notices and not self.state.queued:
            # A fault would cut the other words at once.
            self.say_notices()
        elif was.unsaid:
            self.interject(was.unsaid)

    def hush(self) -> None:
        if self.state.welcoming:
            self.plan_again()
        elif self.state.announcement_id is not None:
            self.state = replace(self.state, announcement_id=None)
            self.effects.append(CancelAnnouncement())

    def set_manner(self, manner: Manner) -> None:
        old = self.state.manner
        self.state = replace(self.state, manner=manner)
        if manner.guide_voice is not old.guide_voice:
            self.effects.append(SetGuideAudible(manner.guide_voice))
        if manner.volume_boost != old.volume_boost:
            self.effects.append(SetVolumeBoost(VOLUME_BOOSTS_DB[manner.volume_boost]))
        if manner.one_sentence is old.one_sentence:
            return
        reading = self.state.status is not Status.STOPPED
        self.state = replace(self.state, heard_whole=False)
        if reading:
            # The sentence being read is the last one, or no longer is.
            self.state = replace(self.state, single=manner.one_sentence)
            self.plan_again()

    def set_rate(self, rate_wpm: int) -> None:
        asked, rate_wpm = rate_wpm, min(max(rate_wpm, RATE_MIN_WPM), RATE_MAX_WPM)
        changed = rate_wpm != self.state.rate_wpm
        self.state = replace(self.state, rate_wpm=rate_wpm)
        self.effects.append(SetRate(rate_wpm))
        if changed:
            self.effects.append(Save(self.state.position, rate_wpm))
        said = f"{rate_wpm} words a minute."
        if asked != rate_wpm:
            said += " This is the fastest." if asked > rate_wpm else " This is the slowest."
            self.announce(said)
        else:
            self._answer(said)

    def set_volume(self, volume: int) -> None:
        asked, volume = volume, min(max(volume, VOLUME_MIN), VOLUME_MAX)
        self.state = replace(self.state, volume=volume)
        self.effects.append(SetVolume(volume))
        if asked != volume:
            limit = "loudest" if asked > volume else "quietest"
            self.announce(f"Volume {volume}. This is the {limit}.", "edge")
        else:
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

    def announce(self, text: str, earcon: str = "", *, asked: bool = False) -> None:
        """Speak over the reading, and show."""
        self.effects.append(Tell(text))
        self.interject(text, earcon, asked=asked)

    def welcome(self, text: str, faults: str) -> None:
        """Speak first, then read on from the position."""
        self.new_generation()
        whole = f"{text} {faults}".strip()
        self.effects.append(Tell(whole))
        if self.state.manner.shown_only:
            self.state = replace(self.state, heard_whole=True)
            return
        self.state = replace(
            self.state,
            status=Status.PLAYING,
            next_position=self.state.position,
            single=self.state.manner.one_sentence,
            welcoming=True,
        )
        self.queue_sound("start", START_SOUND_PAUSE_S)
        if not self.queue_text(whole) and faults:
            self.queue_text(faults, asked=True)
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
        if not self.guide_is_heard:
            self.interject(said)
