"""What was asked for on the command line of `read`, and what that is of a document."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from allvoice.cli.compose import settings_of
from allvoice.cli.console import hint
from allvoice.cli.documents import open_document, open_urgent
from allvoice.cli.reading_aloud.course import Chosen
from allvoice.cli.reading_aloud.own import marks_of, own_questions
from allvoice.errors import SettingsError

if TYPE_CHECKING:
    from allvoice.cli.compose import CliOptions
    from allvoice.guide.model import Guide
    from allvoice.reading.playlist import Passage, Playlist
    from allvoice.reading.sleep_state import SleepLength

ONLY_ONE = "Give {} or {}, not both."
NO_MARKS = "Nothing is marked in {}; B marks a sentence while it is read."
NO_QUESTIONS = "{} has no questions for the care team."
ONLY_HEARD = "{} is for what is heard; leave it out with {}."
NO_LENGTH = "--sleep {} is no length; give {}."


class Asked(NamedTuple):
    """The arguments and options of `read` that say what of which document.

    Attributes:
        document: its path, number or name; None for the one opened last.
        section: the id of a section; None for all.
        urgent: only what tells when to call.
        marks: only what is marked.
        questions: only the listener's open questions, or those of the document.
        loop: again and again.
        sleep: for how long at most, as it was typed; None for no limit.
    """

    document: str | None
    section: str | None
    urgent: bool
    marks: bool
    questions: bool
    loop: bool
    sleep: str | None


def chosen_of(asked: Asked, options: CliOptions) -> tuple[Guide, Chosen]:
    """Return the document and what of it is read.

    Raises:
        SettingsError: options that do not go together, one that nothing here can obey, or there is
            nothing of what was asked for.
        UnreadableGuideError: the document cannot be opened.
    """
    _refuse_several(asked)
    _refuse_unheard(asked, options)
    sleep = None if asked.sleep is None else _sleep_length(asked.sleep)
    if asked.questions and asked.document is None:
        own = own_questions(options.folders)
        if own is not None:
            return own, Chosen(repeats=asked.loop, sleep=sleep, can_be_marked=False)
    if asked.urgent and asked.document is None:
        guide = open_urgent(options.folders).guide
    else:
        guide = open_document(asked.document, options.folders).guide
    if asked.urgent:
        blocks = _urgent_blocks(guide, options)
        return guide, Chosen(urgent_blocks=blocks, repeats=asked.loop, sleep=sleep)
    playlist, told = _playlist(guide, asked, options)
    return guide, Chosen(playlist, told, repeats=asked.loop, sleep=sleep)


def _playlist(guide: Guide, asked: Asked, options: CliOptions) -> tuple[Playlist | None, str]:
    """Return what is read of a document, None for all of it, and what is told first."""
    from allvoice.actions.hands_free import passages
    from allvoice.reading.playlist import Kind, Passage, Playlist

    told, found = "", tuple[Passage, ...]()
    if asked.section is not None:
        kind, found = Kind.SECTION, (_section(guide, asked.section),)
    elif asked.marks:
        made = passages.of_marks(guide, marks_of(guide.id, options.folders))
        kind, found, told = Kind.MARKS, made.passages, passages.marks_gone(made)
        if not found:
            raise SettingsError(told or NO_MARKS.format(guide.title))
    elif asked.questions:
        kind, found = Kind.QUESTIONS, passages.of_questions(guide).passages
        if not found:
            raise SettingsError(NO_QUESTIONS.format(guide.title))
    else:
        return None, ""
    return Playlist(kind, found, repeats=asked.loop), told


def _refuse_several(asked: Asked) -> None:
    """Refuse more than one part of a document."""
    given = [
        f"--{name}"
        for name in ("section", "urgent", "marks", "questions")
        if getattr(asked, name) not in (None, False)
    ]
    if asked.urgent and asked.sleep is not None:
        # No timer runs while somebody hears when to call.
        given.append("--sleep")
    if len(given) > 1:
        raise SettingsError(ONLY_ONE.format(given[0], given[1]))


def _refuse_unheard(asked: Asked, options: CliOptions) -> None:
    """Refuse what only makes sense where somebody listens."""
    if options.no_voice:
        unheard = "--no-voice"
    elif options.sink not in (None, "device", "null"):
        unheard = "a sound file"
    else:
        return
    for name, is_given in (("--loop", asked.loop), ("--sleep", asked.sleep is not None)):
        if is_given:
            raise SettingsError(ONLY_HEARD.format(name, unheard))


def _sleep_length(typed: str) -> SleepLength:
    from allvoice.actions.hands_free.sleep_words import LENGTHS, parse

    length = parse(typed)
    if length is None:
        raise SettingsError(NO_LENGTH.format(typed, LENGTHS))
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


def _section(guide: Guide, section_id: str) -> Passage:
    """Return a section with the deeper ones inside it."""
    from allvoice.guide.model import Position
    from allvoice.reading.playlist import Passage
    from allvoice.reading.progress import section_name

    found = next((s for s in guide.sections if s.id == section_id), None)
    if found is None:
        raise SettingsError(
            f"{guide.title} has no section {section_id!r}; allvoice sections lists them."
            f"{hint(section_id, [each.id for each in guide.sections])}"
        )
    first, last = guide.blocks_within(found)
    end = Position(last, len(guide.blocks[last].sentences) - 1)
    return Passage(Position(first), end, section_name(guide, found))
