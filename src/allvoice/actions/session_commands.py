"""The actions that are one command to the session and nothing more, which answers by itself."""

from __future__ import annotations

from allvoice.reading.commands import (
    ChangeRate,
    ChangeVoice,
    ChangeVolume,
    Command,
    GoInHistory,
    GoToEnd,
    GoToStart,
    LeaveStructure,
    Move,
    MoveInColumn,
    Play,
    Stop,
    ToggleOnlySection,
)
from allvoice.reading.state import NavigationLevel

_SENTENCE, _PARAGRAPH = NavigationLevel.SENTENCE, NavigationLevel.PARAGRAPH
_SECTION = NavigationLevel.SECTION

SESSION_COMMANDS: dict[str, Command] = {
    "read_on": Play(),
    "stop": Stop(),
    "leave_passage": LeaveStructure(),
    "only_section": ToggleOnlySection(),
    "previous_sentence": Move(_SENTENCE, -1),
    "next_sentence": Move(_SENTENCE, 1),
    "previous_paragraph": Move(_PARAGRAPH, -1),
    "next_paragraph": Move(_PARAGRAPH, 1),
    "previous_section": Move(_SECTION, -1),
    "next_section": Move(_SECTION, 1),
    "next_in_column": MoveInColumn(1),
    "previous_in_column": MoveInColumn(-1),
    "previous_place": GoInHistory(-1),
    "next_place": GoInHistory(1),
    "start": GoToStart(),
    "end": GoToEnd(),
    "slower": ChangeRate(-1),
    "faster": ChangeRate(1),
    "quieter": ChangeVolume(-1),
    "louder": ChangeVolume(1),
    "voice": ChangeVoice(),
}
"""By the ids of the actions."""
