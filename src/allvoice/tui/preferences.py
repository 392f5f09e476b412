"""Lets what the listener chooses hold at once: in the session, in what is said, on the screen."""

from __future__ import annotations

from collections.abc import Callable

from allvoice.reading.state import Manner
from allvoice.shelf.settings.choices import Choices
from allvoice.shelf.settings.specs import Settings
from allvoice.tui.ports import Listening
from allvoice.tui.telling import Telling


def manner_of(settings: Settings) -> Manner:
    """Return how a listener with these settings is told and read to."""
    return Manner(
        interface_voice=settings.interface_voice,
        guide_voice=settings.guide_voice,
        interface_pitch=settings.interface_pitch,
        volume_boost=settings.volume_boost,
        earcons=settings.earcons,
        one_sentence=settings.one_sentence,
        shown_only=settings.external_screen_reader,
    )


def let_hold(
    choices: Choices,
    listening: Listening,
    telling: Telling,
    show: Callable[[Settings], None],
) -> None:
    """Let all settings hold, and each choice from the moment it is made.

    Args:
        choices: what the listener chose and chooses.
        listening: is told how to tell and read.
        telling: says how much.
        show: lets the screen look as is chosen.
    """

    def apply(settings: Settings) -> None:
        telling.verbosity = settings.verbosity
        manner = manner_of(settings)
        if manner != listening.state.manner:
            listening.set_manner(manner)
        show(settings)

    choices.observers.append(apply)
    apply(choices.settings)
