"""All that must be true of the voice, whichever process is the voice: one record of it. Pure.

Every command passes through here, and so does every report of what was heard. When the voice
process is replaced, `commands` tells the next one all of it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any, assert_never

from allvoice.speech.protocol import (
    CancelAnnouncement,
    Command,
    Configure,
    Flush,
    Pause,
    Prepare,
    Resume,
    Say,
    SetEngine,
    SetFade,
    SetGuideAudible,
    SetLexicon,
    SetPauseFactor,
    SetRate,
    SetVoice,
    SetVolume,
    SetVolumeBoost,
    Sound,
    VoiceCommand,
)


@dataclass(slots=True, eq=False)
class Outstanding:
    """Something asked for and not heard to its end yet."""

    command: Say | Sound
    word: int
    """Last word heard to begin; at first the word it begins at."""
    was_heard: bool = False
    """Some of it was."""


class Record:
    """What was asked for and what of it was heard. Not thread-safe: the client locks."""

    def __init__(self, configuration: Configure) -> None:
        """Begin with nothing asked for.

        Args:
            configuration: engine, voice, rate, volume and so on to begin with.
        """
        self.configuration = configuration
        self.paused = False
        self.generation = 0
        self.outstanding: dict[int, Outstanding] = {}
        self.announcement: Outstanding | None = None
        self.bad_clauses: set[tuple[str, ...]] = set()
        """Words the engine breaks at; they are passed without a sound."""
        self._voice_ids = {configuration.engine: configuration.voice_id}

    # What is asked for.

    def note(self, command: VoiceCommand) -> VoiceCommand:
        """Note what is asked for; returns it as it is to be sent."""
        match command:
            case Say():
                return self._note_say(command)
            case Prepare():
                return self._without_bad_texts(command)
            case Sound(is_announcement=True):
                # It takes the place of an announcement, and is not worth repeating after a crash.
                self.announcement = None
            case Sound():
                self.outstanding[command.utterance_id] = Outstanding(command, 0)
            case CancelAnnouncement():
                self.announcement = None
            case Flush(generation):
                self.outstanding.clear()
                self.announcement = None
                self.paused = False
                self.generation = generation
            case Pause():
                self.paused = True
                self.announcement = None
            case Resume():
                self.paused = False
                self.announcement = None
            case SetRate(rate_wpm):
                self._configure(rate_wpm=rate_wpm)
            case SetPauseFactor(factor):
                self._configure(pause_factor=factor)
            case SetVolume(volume):
                self._configure(volume=volume)
            case SetVolumeBoost(boost_db):
                self._configure(volume_boost_db=boost_db)
            case SetFade(to, over_s, level):
                self._configure(fade_level=level, fade_to=to, fade_over_s=over_s)
            case SetVoice(voice_id):
                # Each engine has its own.
                self._voice_ids[self.configuration.engine] = voice_id
                self._configure(voice_id=voice_id)
            case SetEngine(engine, voice_id):
                if voice_id:
                    self._voice_ids[engine] = voice_id
                if engine == self.configuration.engine:
                    return self.note(SetVoice(voice_id or self.configuration.voice_id))
            case SetGuideAudible(audible):
                self._configure(guide_audible=audible)
            case SetLexicon(files, own_sounds):
                self._configure(lexicon_files=files, own_sounds=own_sounds)
            case _:
                assert_never(command)
        return command

    def _note_say(self, say: Say) -> Say:
        say = self._without_bad_clauses(say)
        outstanding = Outstanding(say, say.from_word)
        if say.is_announcement:
            self.announcement = outstanding
        else:
            self.outstanding[say.utterance_id] = outstanding
        return say

    def _configure(self, **changes: Any) -> None:
        self.configuration = replace(self.configuration, **changes)

    def set_engine(self, engine: str, sink: str) -> None:
        """Note which engine speaks from now on and where to, with the voice chosen for it."""
        self.configuration = self.configured_for(engine, sink)

    def configured_for(self, engine: str, sink: str) -> Configure:
        """Return how another engine is to speak, with the voice chosen for it."""
        voice_id = self._voice_ids.get(engine, "")
        return replace(self.configuration, engine=engine, voice_id=voice_id, sink=sink)

    # What came of it.

    def heard(self, utterance_id: int, word: int) -> None:
        """Note the word that begins."""
        if self._is_announcement(utterance_id):
            assert self.announcement is not None
            self.announcement.word = word
        elif utterance_id in self.outstanding:
            self.outstanding[utterance_id].word = word
            self.outstanding[utterance_id].was_heard = True

    def ended(self, utterance_id: int) -> None:
        """Note that an utterance is over."""
        if self._is_announcement(utterance_id):
            self.announcement = None
        else:
            self.outstanding.pop(utterance_id, None)

    def _is_announcement(self, utterance_id: int) -> bool:
        return (
            self.announcement is not None and self.announcement.command.utterance_id == utterance_id
        )

    def leave_out(self, words: tuple[str, ...]) -> list[Say]:
        """Pass a clause without a sound from now on; returns the utterances that lose it."""
        self.bad_clauses.add(words)
        losing = []
        for each in self._all():
            if isinstance(each.command, Say):
                say = self._without_bad_clauses(each.command)
                if say != each.command:
                    each.command = say
                    losing.append(say)
        return losing

    def pass_word(self, utterance_id: int, word: int, *, whole: bool) -> Say | None:
        """Go on after a word that stops the voice, or with `whole` after its utterance.

        Returns:
            The utterance if nothing is left of it.
        """
        announcement = self.announcement
        if announcement is not None and announcement.command.utterance_id == utterance_id:
            each = announcement
        elif utterance_id in self.outstanding:
            each = self.outstanding[utterance_id]
        else:
            return None
        say = each.command
        if not isinstance(say, Say):
            return None
        if not whole and word + 1 < len(say.words):
            each.word = word + 1
            return None
        self.ended(utterance_id)
        return say

    # What the next process is told.

    def commands(self, *, from_start: bool = False) -> list[Command]:
        """Return all that a fresh process must be told, in order.

        Args:
            from_start: each utterance from where it began, not from the word heard last.
        """
        return [self.configuration, *self.queued(from_start=from_start)]

    def queued(self, *, from_start: bool = False) -> list[Command]:
        """Return what a process that is configured, and has said nothing yet, must be told."""
        commands: list[Command] = [Flush(self.generation)] if self.generation else []
        for each in self._all():
            command = each.command
            if isinstance(command, Say) and not from_start:
                command = replace(command, from_word=each.word)
            commands.append(command)
        if self.paused:
            # An announcement made while the reading is paused must outlive this.
            commands.insert(1 if self.generation else 0, Pause())
        return commands

    def catch_up(self, configured: Configure) -> list[Command]:
        """Return what has changed since a process was configured."""
        now = self.configuration
        commands: list[Command] = []
        if now.rate_wpm != configured.rate_wpm:
            commands.append(SetRate(now.rate_wpm))
        if now.pause_factor != configured.pause_factor:
            commands.append(SetPauseFactor(now.pause_factor))
        if now.volume != configured.volume:
            commands.append(SetVolume(now.volume))
        if now.volume_boost_db != configured.volume_boost_db:
            commands.append(SetVolumeBoost(now.volume_boost_db))
        fade = now.fade_to, now.fade_over_s, now.fade_level
        if fade != (configured.fade_to, configured.fade_over_s, configured.fade_level):
            commands.append(SetFade(*fade))
        if now.guide_audible != configured.guide_audible:
            commands.append(SetGuideAudible(now.guide_audible))
        said = now.lexicon_files, now.own_sounds
        if said != (configured.lexicon_files, configured.own_sounds):
            commands.append(SetLexicon(*said))
        if now.voice_id != configured.voice_id:
            commands.append(SetVoice(now.voice_id))
        return commands

    def proof(self) -> Prepare:
        """Return a text for a process that is to prove that it can speak: the first that waits."""
        says = [each.command for each in self._all() if isinstance(each.command, Say)]
        texts = tuple((say.words, say.clause_starts) for say in says[:1])
        return self._without_bad_texts(Prepare(texts or ((("Ready.",), (0,)),)))

    def _without_bad_texts(self, prepare: Prepare) -> Prepare:
        if not self.bad_clauses:
            return prepare
        good = (text for text in prepare.texts if not _bad(*text, self.bad_clauses))
        return Prepare(tuple(good))

    def _all(self) -> Iterator[Outstanding]:
        yield from self.outstanding.values()
        if self.announcement is not None:
            yield self.announcement

    def _without_bad_clauses(self, say: Say) -> Say:
        if not self.bad_clauses:
            return say
        return replace(say, left_out=_bad(say.words, say.clause_starts, self.bad_clauses))


def _bad(
    words: tuple[str, ...], clause_starts: tuple[int, ...], bad_clauses: set[tuple[str, ...]]
) -> tuple[int, ...]:
    """Return which clauses of a text are among some."""
    ends = (*clause_starts[1:], len(words))
    return tuple(
        index
        for index, (start, end) in enumerate(zip(clause_starts, ends, strict=True))
        if words[start:end] in bad_clauses
    )
