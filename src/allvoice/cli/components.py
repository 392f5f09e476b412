"""What both front doors of `listen`, the screen and plain lines, are made of."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, TypeVar

from allvoice.cli.compose import CliOptions
from allvoice.cli.ending import Ending
from allvoice.errors import UnreadableGuideError
from allvoice.jobs import Job
from allvoice.shelf.kept_place import KeptPlace
from allvoice.shelf.listening_log import ListeningLog
from allvoice.shelf.open_guides import OpenGuide
from allvoice.shelf.store.shelf import Shelf
from allvoice.speech.protocol import SetGuideAudible, SetRate, SetVoice, SetVolume

if TYPE_CHECKING:
    from allvoice.actions.documents.opening import Opening
    from allvoice.actions.hands_free.played import GoingOn
    from allvoice.actions.model import ControlNames, Services
    from allvoice.guide.model import Guide, Position
    from allvoice.reading.runner import ReadingSession
    from allvoice.reading.step import Controls, Narrates
    from allvoice.shelf.library import Does, OpenedDocument
    from allvoice.shelf.settings.choices import Choices
    from allvoice.speech.client.client import VoiceClient
    from allvoice.speech.protocol import Configure

TOUR_GIVEN = "tour given"
"""Name of what is kept once a newcomer was shown the keys."""
T = TypeVar("T")


def at_once(work: Callable[[], T]) -> T:
    """Do some work while the listener waits."""
    return work()


@dataclass(frozen=True, slots=True)
class Components:
    """What both front doors are made of."""

    document: OpenedDocument
    voice: VoiceClient
    configure: Configure
    choices: Choices
    shelf: Shelf
    narrator: Narrates
    options: CliOptions
    do: Does
    """Does what may take long, while the listener can leave."""
    typed: Callable[[], str]
    """Gives what was typed meanwhile."""
    here: OpenGuide
    """Knows whether another copy of the program has the guide open."""
    job: Job
    ending: Ending
    at_the_end: ExitStack
    """Lets go of what is open elsewhere than in the document."""

    @property
    def guide(self) -> Guide:
        """The document that is read."""
        return self.document.guide

    @property
    def rate_wpm(self) -> int:
        """The rate that the document is read at first."""
        kept_wpm = self.shelf.positions.rate_wpm(self.guide.id)
        return self.options.rate_wpm or kept_wpm or self.configure.rate_wpm

    def with_document(self, document: OpenedDocument) -> Components:
        """Return the same for another document, which is open from now on."""
        self.here.__exit__(None, None, None)
        here = OpenGuide(self.options.folders.data, document.guide.id)
        here = self.at_the_end.enter_context(here)
        return replace(self, document=document, here=here, do=at_once)

    @property
    def knows_keys(self) -> bool:
        """Whether the listener was told of the keys."""
        return self.shelf.remembered.of(TOUR_GIVEN) is not None

    @property
    def gives_tour(self) -> bool:
        """Whether the listener, who was told of no key yet, is given the tour of them."""
        # Where nothing can be kept every start would be the first; with any key for playing there
        # is nothing to tell of others.
        return not (
            self.knows_keys
            or self.shelf.notices
            or self.choices.settings.external_screen_reader
            or self.here.is_open_elsewhere
            or self.begins_any_key
        )

    @property
    def begins_any_key(self) -> bool:
        """Whether any key plays or pauses from the start."""
        return self.choices.settings.any_key and not self._why_no_any_key

    @property
    def _why_no_any_key(self) -> str:
        from allvoice.actions.hands_free.any_key_mode import why_not

        return why_not(
            external_screen_reader=self.choices.settings.external_screen_reader,
            comes_as_typed=sys.stdin is not None and sys.stdin.isatty(),
        )

    def opening(
        self,
        controls: ControlNames,
        *,
        tells_keys: bool,
        can_wait: bool = True,
        draws: bool = True,
    ) -> Opening:
        """Return where to begin and what is told first.

        Args:
            controls: name what is pressed or typed.
            tells_keys: a newcomer is told of the keys.
            can_wait: somebody is there who can be asked where to go on.
            draws: keys are pressed; else lines are typed.
        """
        from datetime import datetime

        from allvoice.actions.documents import opening
        from allvoice.actions.hands_free.any_key_mode import words
        from allvoice.actions.hands_free.slept import SleptPlaces, returning_words

        locator = self.shelf.positions.of(self.guide.id)
        reached_at = self.shelf.positions.reached_at(self.guide.id)
        # Of other keys nothing is told then: they do nothing of their own.
        any_key = words(controls, draws=draws) if self.begins_any_key else ""
        begun = opening.opening_at(
            self.guide,
            None if locator is None else opening.Kept(locator, reached_at),
            opening.keys_to_begin(controls) if tells_keys and not any_key else "",
            datetime.now().astimezone(),
            self.do,
            urgent="" if any_key else opening.urgent_key(controls),
            is_expert=self.choices.settings.verbosity == "expert",
            is_own_guide=self.document.path is None,
            is_found_again=self.document.is_found_again,
            # Where any key plays there is no list to choose from.
            go_on=lambda at: self._going_on(at, "" if any_key else controls.press("what_to_play")),
        )
        position, slept = (
            begun.position,
            SleptPlaces(self.shelf.remembered).of(self.guide, begun.position),
        )
        places = None if slept is None else slept.places
        begun = replace(begun, slept=places)
        if self.here.is_open_elsewhere:
            told = opening.open_elsewhere(self.here, self.guide, position, controls)
            return replace(begun, welcome=f"{told} {any_key}".rstrip())
        if any_key:
            # There is no choice of keys.
            return replace(begun, welcome=f"{begun.welcome} {any_key}")
        is_offered = can_wait and slept is not None and slept.is_offered
        if not is_offered or places is None or controls.external_screen_reader:
            return begun
        welcome = returning_words(self.guide, places, controls)
        return replace(begun, welcome=welcome, is_offered=True)

    def _going_on(self, position: Position, press: str) -> GoingOn:
        """Return what is played from a place on, and what waits; see `going_on`."""
        from allvoice.actions.hands_free.played import PlayedLast, going_on

        shelf, guide = self.shelf, self.guide
        played = PlayedLast(shelf.remembered).of(guide.id)
        entries, marks = shelf.queue.of(guide.id), shelf.bookmarks.of(guide.id)
        return self.do(lambda: going_on(guide, position, played, entries, lambda: marks, press))

    def faults(self, notices: Sequence[str], controls: ControlNames) -> list[str]:
        """Return what the listener is told at the start beside what is amiss with the shelf.

        Args:
            notices: all that was found amiss.
            controls: name what is pressed or typed.
        """
        from allvoice.actions.documents.opening import guide_voice_off

        found = [each for each in notices if each not in self.shelf.notices]
        if self.guide.notice:
            found.append(self.guide.notice)
        settings = self.choices.settings
        if not settings.guide_voice and not settings.external_screen_reader:
            # The silence would else seem to be a fault.
            found.append(guide_voice_off(controls))
        if settings.any_key and (why_not := self._why_no_any_key):
            found.append(why_not)
        return found

    def listening_log(self) -> ListeningLog:
        """Return what keeps what is heard, all of it on the disk at the end."""
        choices = self.choices
        log = ListeningLog(self.shelf.listening, self.guide, lambda: choices.settings.listening_log)
        self.at_the_end.callback(log.write)
        return log

    def session(
        self, opening: Opening, kept_place: KeptPlace, log: ListeningLog, controls: Controls
    ) -> ReadingSession:
        """Return the session, at rest where it begins.

        Args:
            opening: where that is, and where the listener may have slept.
            kept_place: keeps each place reached, and the rate.
            log: keeps what is heard.
            controls: name what is pressed or typed.
        """
        from allvoice.actions.options.preferences import playback_options
        from allvoice.reading.runner import ReadingSession
        from allvoice.reading.sleep_state import Sleep
        from allvoice.reading.state import State
        from allvoice.reading.step import SessionConfig

        guide, shelf, settings = self.guide, self.shelf, self.choices.settings
        rate_wpm = self.rate_wpm
        self.voice.send(SetRate(rate_wpm))
        if settings.volume != self.configure.volume:
            self.voice.send(SetVolume(settings.volume))
        voice_id = self.configure.voice_id or settings.voices.get(self.configure.engine, "")
        if voice_id != self.configure.voice_id:
            self.voice.send(SetVoice(voice_id))
        if not settings.guide_voice:
            self.voice.send(SetGuideAudible(False))
        session = ReadingSession(
            SessionConfig(guide, self.narrator, controls),
            self.voice,
            State(
                opening.position,
                away_s=opening.away_s,
                rate_wpm=rate_wpm,
                volume=settings.volume,
                voice_id=voice_id,
                skipping=settings.skip,
                options=playback_options(settings),
                sleep=Sleep(places=opening.slept, is_offered=opening.is_offered),
                playlist=opening.playlist,
                next_turn=0 if opening.playlist is None else opening.playlist.turn,
            ),
            _Store(
                kept_place,
                self.choices,
                shelf.tell,
                lambda key: shelf.queue.let_go(session.guide.id, key),
                log,
            ),
        )
        session.guide_observers.append(
            lambda: kept_place.take_guide(session.guide, session.state.position)
        )
        session.guide_observers.append(lambda: log.take_guide(session.guide))
        return session


def services(
    parts: Components,
    kept_place: KeptPlace,
    log: ListeningLog,
    controls: ControlNames,
    *,
    can_wait: bool = True,
) -> Services:
    """Return what the program does for both front doors; see `Components.opening`."""
    from allvoice.actions.model import Services
    from allvoice.cli import clipboard
    from allvoice.cli.browser import can_open_pages, documents_folder, open_file, open_page
    from allvoice.cli.compose import lexicon_files
    from allvoice.cli.open_documents import OpenDocuments
    from allvoice.shelf.own_lexicon import OwnLexicon

    folders = parts.options.folders

    def begins(document: OpenedDocument) -> tuple[Opening, int, bool]:
        nonlocal parts
        parts = parts.with_document(document)
        waits = parts.here.is_open_elsewhere and not controls.external_screen_reader
        opening = parts.opening(controls, tells_keys=False, can_wait=can_wait)
        return opening, parts.rate_wpm, waits or opening.is_offered

    return Services(
        open_page=open_page,
        open_file=open_file,
        documents_folder=documents_folder,
        can_open_pages=can_open_pages,
        copy=clipboard.copy_from_lines,
        can_copy=clipboard.can_copy,
        surely_copies=clipboard.surely_copies,
        own_guide=_own_guide,
        elsewhere=kept_place.elsewhere,
        changes_engine=parts.voice.recording is None,
        is_heard=parts.voice.recording is None,
        says_farewell=parts.voice.recording is None,
        lexicon=OwnLexicon(folders.lexicon_file, lexicon_files(folders)[:-1]),
        listening=log,
        documents=OpenDocuments(parts.document, parts.shelf, begins),
    )


def _own_guide() -> Guide | None:
    from allvoice.cli.compose import open_own_guide

    try:
        return open_own_guide()
    except UnreadableGuideError:
        return None


class _Store:
    """Keeps place, rate and queue with the document, and what is chosen for all with the choices.

    What is amiss with that is told once for each of them.
    """

    def __init__(
        self,
        kept_place: KeptPlace,
        choices: Choices,
        tell: Callable[[str], None],
        let_go: Callable[[str], None],
        log: ListeningLog,
    ) -> None:
        self.save_position = kept_place.save_position
        self.save_rate = kept_place.save_rate
        self.let_go = let_go
        self.sentence_heard = log.heard
        self._choices = choices
        self._tell = tell
        self._told: set[str] = set()
        """Names of what could not be kept, and was told so."""

    def save_volume(self, volume: int) -> None:
        self._choose("volume", volume)

    def save_voice(self, engine: str, voice_id: str) -> None:
        self._choose(f"voices.{engine}", voice_id)

    def _choose(self, name: str, value: int | str) -> None:
        fault = self._choices.choose(name, value)
        if fault and name not in self._told:
            self._told.add(name)
            self._tell(fault)
