"""Whoever types without seeing it hears what was typed, deleted, and where the cursor is."""

from __future__ import annotations

import pytest

from allvoice.actions.announcer import Announcer
from allvoice.actions.typing_echo import Line, TypingEcho, echo
from allvoice.reading.commands import Announce
from allvoice.shelf.store.shelf import Shelf
from tests.actions.harness import ByKeys, ByWords, settings_of
from tests.reading.harness import session_harness

LETTERS, WORDS, OFF = "letters", "words", "off"


@pytest.mark.parametrize(
    ("before", "now", "letters", "words"),
    [
        (Line("", 0), Line("f", 1), "F", ""),
        (Line("f", 1), Line("fe", 2), "E", ""),
        (Line("fe", 2), Line("fee", 3), "E", ""),
        (Line("fever", 5), Line("fever ", 6), "fever", "fever"),
        (Line("a fever", 7), Line("a fever,", 8), "fever", "fever"),
        (Line("38.", 3), Line("38.2", 4), "2", ""),
        (Line("38", 2), Line("38.", 3), "38", "38"),
        (Line("can", 3), Line("can'", 4), "apostrophe", ""),
        (Line("fever ", 6), Line("fever  ", 7), "space", ""),
        (Line("feever", 6), Line("feeve", 5), "deleted R", "deleted R"),
        (Line("fever ", 6), Line("fever", 5), "deleted space", "deleted space"),
        (Line("feever", 2), Line("fever", 2), "deleted E", "deleted E"),
        (Line("high fever", 10), Line("high ", 5), "deleted fever", "deleted fever"),
        (Line("fever", 5), Line("fever", 4), "R", "R"),
        (Line("fever", 4), Line("fever", 5), "end", "end"),
        (Line("fever", 5), Line("x", 1), "X", ""),
        (Line("", 0), Line("a pasted line", 13), "a pasted line", "a pasted line"),
        (Line("a", 1), Line("a", 1), "", ""),
    ],
)
def test_a_key_says_what_it_did(before: Line, now: Line, letters: str, words: str) -> None:
    assert echo(before, now, LETTERS) == letters
    assert echo(before, now, WORDS) == words
    assert echo(before, now, OFF) == ""


@pytest.mark.parametrize("kind", [LETTERS, WORDS, OFF])
def test_all_that_is_typed_can_be_asked_for(kind: str) -> None:
    reading = session_harness()
    told = TypingEcho(Announcer(reading.session, lambda text: None, "normal"), lambda: kind)
    told.begin("high fever")
    told.whole("high fever")
    told.whole("")
    told.stayed("", 0)
    said = [] if kind == OFF else ["high fever", "Empty.", "end"]
    assert reading.voice.announced == said


def test_what_was_told_last_is_still_told_again_after_typing() -> None:
    asked: list[Announce] = []

    class Voice:
        def do(self, command: object) -> None:
            assert isinstance(command, Announce)
            asked.append(command)
            announcer.message_shown(command.text)

    shown: list[str] = []
    announcer = Announcer(Voice(), shown.append, "normal")
    announcer.say("Bookmark 1.")
    announcer.echo("F")
    announcer.tell(announcer.told_last())
    assert [each.text for each in asked] == ["Bookmark 1.", "F", "Bookmark 1."]
    assert shown == ["Bookmark 1.", "Bookmark 1."]


@pytest.mark.parametrize(
    ("said", "is_said"),
    [({}, True), ({"interface_voice": False}, False), ({"external_screen_reader": True}, False)],
)
def test_it_is_heard_where_the_program_speaks_at_all(
    said: dict[str, object], is_said: bool
) -> None:
    from allvoice.actions.options.preferences import playback_options

    reading = session_harness(options=playback_options(settings_of(**said)))
    told = TypingEcho(Announcer(reading.session, lambda text: None, "normal"), lambda: LETTERS)
    told.changed("f", 1)
    assert bool(reading.voice.announced) is is_said


def test_it_is_among_the_options_where_there_is_a_line_to_type_into(shelf: Shelf) -> None:
    by_keys = ByKeys(shelf, settings_of()).items("options")
    by_words = ByWords(shelf, settings_of()).items("options")
    assert "Said while typing: words" in by_keys
    assert not [each for each in by_words if each.startswith("Said while typing")]
