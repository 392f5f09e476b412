"""Lets what the listener chooses hold at once: in the session, in what is said, and as it looks."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from allvoice.reading.commands import SetOptions
from allvoice.reading.state import PlaybackOptions

if TYPE_CHECKING:
    from allvoice.actions.announcer import Announcer
    from allvoice.reading.runner import ReadingSession
    from allvoice.shelf.settings.choices import Choices
    from allvoice.shelf.settings.specs import Settings


def playback_options(settings: Settings) -> PlaybackOptions:
    """Return how a listener with these settings is told and read to."""
    return PlaybackOptions(
        interface_voice=settings.interface_voice,
        guide_voice=settings.guide_voice,
        interface_pitch=settings.interface_pitch,
        volume_boost=settings.volume_boost,
        earcons=settings.earcons,
        section_sound=settings.section_sound,
        slow_names=settings.slow_names,
        one_sentence=settings.one_sentence,
        summaries=settings.summaries,
        teach_back=settings.teach_back,
        skip_patterns=settings.skip_patterns,
        pause_length=settings.pause_length,
        think_time=settings.think_time,
        breaks=settings.breaks,
        external_screen_reader=settings.external_screen_reader,
    )


def let_hold(
    choices: Choices,
    session: ReadingSession,
    announcer: Announcer,
    show: Callable[[Settings], None],
) -> None:
    """Let all settings hold, and each choice from the moment it is made.

    Args:
        choices: what the listener chose and chooses.
        session: is told how to tell and read.
        announcer: tells how much.
        show: lets what is seen look as is chosen.
    """

    def apply(settings: Settings) -> None:
        announcer.verbosity = settings.verbosity
        options = playback_options(settings)
        if options != session.state.options:
            session.do(SetOptions(options))
        show(settings)

    choices.observers.append(apply)
    apply(choices.settings)
