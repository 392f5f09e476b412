"""What was asked for on the command line of `read`, and what that is of a document."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from allvoice.cli.compose import settings_of
from allvoice.cli.console import hint
from allvoice.cli.documents import open_document, open_urgent
from allvoice.cli.reading_aloud.course import Chosen
from allvoice.errors import SettingsError

if TYPE_CHECKING:
    from allvoice.cli.compose import CliOptions
    from allvoice.guide.model import Guide
    from allvoice.reading.sleep_state import SleepLength

ONLY_ONE = "Give {} or {}, not both."
ONLY_HEARD = "{} is for what is heard; leave it out with {}."
NO_LENGTH = "--sleep {} is no length; give 30 for minutes, section, chapter or '3 sections'."


class Asked(NamedTuple):
    """The arguments and options of `read` that say what of which document.

    Attributes:
        document: its path, number or name; None for the one opened last.
        section: the id of a section; None for all.
        is_urgent: only what tells when to call.
        repeats: again and again.
        sleep: for how long at most, as it was typed; None for no limit.
    """

    document: str | None
    section: str | None
    is_urgent: bool
    repeats: bool
    sleep: str | None


def chosen_of(asked: Asked, options: CliOptions) -> tuple[Guide, Chosen]:
    """Return the document and what of it is read.

    Raises:
        SettingsError: options that do not go together, or one that nothing here can obey.
        UnreadableGuideError: the document cannot be opened.
    """
    if asked.section is not None and asked.is_urgent:
        raise SettingsError(ONLY_ONE.format("--section", "--urgent"))
    _refuse_unheard(asked, options)
    sleep = None if asked.sleep is None else _sleep_length(asked.sleep)
    if asked.is_urgent and asked.document is None:
        guide = open_urgent(options.folders).guide
    else:
        guide = open_document(asked.document, options.folders).guide
    first, last = 0, len(guide.blocks) - 1
    if asked.section is not None:
        first, last = _section_blocks(guide, asked.section)
    if asked.is_urgent:
        first, last = _urgent_blocks(guide, options)
    return guide, Chosen(first, last, asked.is_urgent, asked.repeats, sleep)


def _refuse_unheard(asked: Asked, options: CliOptions) -> None:
    """Refuse what only makes sense where somebody listens."""
    if options.no_voice:
        unheard = "--no-voice"
    elif options.sink not in (None, "device", "null"):
        unheard = "a sound file"
    else:
        return
    for name, is_given in (("--loop", asked.repeats), ("--sleep", asked.sleep is not None)):
        if is_given:
            raise SettingsError(ONLY_HEARD.format(name, unheard))


def _sleep_length(typed: str) -> SleepLength:
    from allvoice.actions.hands_free.sleep_words import parse

    length = parse(typed)
    if length is None:
        raise SettingsError(
            NO_LENGTH.format(typed, "30 for minutes, section, chapter or '3 sections'")
        )
    return length


def _urgent_blocks(guide: Guide, options: CliOptions) -> tuple[int, int]:
    """Return the first and last block of what tells when to call."""
    from allvoice.actions.answers.care_team import number_told
    from allvoice.actions.answers.urgent import EMERGENCY, NONE_HERE
    from allvoice.guide.urgent import urgent_blocks

    found = urgent_blocks(guide)
    if found is None:
        number = number_told(settings_of(options)[0].care_team_phone, spoken=False)
        raise SettingsError(
            f"{EMERGENCY} {number} {NONE_HERE.removesuffix('.')}; "
            "allvoice read --urgent reads the one of allvoice's own guide."
        )
    return found


def _section_blocks(guide: Guide, section_id: str) -> tuple[int, int]:
    """Return the first and last block of a section and the deeper ones inside it."""
    found = next((s for s in guide.sections if s.id == section_id), None)
    if found is None:
        raise SettingsError(
            f"{guide.title} has no section {section_id!r}; allvoice sections lists them."
            f"{hint(section_id, [each.id for each in guide.sections])}"
        )
    return guide.blocks_within(found)
