"""What is played: passages one after the other, kept by moves within them and left by jumps."""

from __future__ import annotations

import pytest

from allvoice.guide.model import Position
from allvoice.reading.commands import (
    ChangeWhatFollows,
    ComeBack,
    GoTo,
    KeyHeld,
    KeyReleased,
    Move,
    OpenGuide,
    PlayPassages,
    PlayPause,
    PlayToEnd,
    RenewGuide,
    ToggleOnlySection,
    Visit,
)
from allvoice.reading.playlist import Kind, Passage, Playlist, carried
from allvoice.reading.state import NavigationLevel, PlaybackOptions, Status
from tests.reading.harness import SessionHarness, guide_of_text, session_harness

SENTENCE, PARAGRAPH, SECTION = NavigationLevel
CALL = Passage(Position(1), Position(1, 1), "Before you begin", "Note: by phone.", "call")
NUMBER = Passage(Position(5), Position(5), "At night", key="number")
MEALS = Passage(Position(7), Position(7), "Food", key="meals")


def playing(*passages: Passage, kind: Kind = Kind.MARKS, **options: object) -> SessionHarness:
    """Return a session that plays some passages, at their first sentence."""
    b = session_harness(options=PlaybackOptions(**options))  # type: ignore[arg-type]
    b.do(PlayPassages(Playlist(kind, passages or (CALL, NUMBER, MEALS)), "Your marks, 3."))
    return b


def between(b: SessionHarness) -> list[str]:
    """Let the voice speak until it rests; return what was told between sentences."""
    b.hear_all()
    told = dict.fromkeys(each.between_message for each in b.states)
    return [each for each in told if each]


def test_marks_are_heard_one_after_the_other_and_nothing_else() -> None:
    b = playing()
    assert b.hear_all() == [
        "Call the care team first.",
        "Then write down the time.",
        "Keep the number by the phone, near the bed, where a hand finds it in the dark.",
        "Small meals help.",
    ]


def test_before_each_it_is_said_which_it_is_with_its_note() -> None:
    b = playing()
    assert b.says()[0].startswith("Your marks, 3. Mark 1 of 3. Before you begin. Note: by phone.")
    assert between(b) == [
        "Mark 2 of 3. At night.",
        "Mark 3 of 3. Food.",
        "End of the guide. Press Space to start again from the beginning.",
    ]


def test_which_mark_it_is_is_said_also_where_the_interface_voice_is_off() -> None:
    assert "Mark 2 of 3. At night." in between(playing(interface_voice=False))


def test_behind_the_last_the_key_for_playing_reads_on() -> None:
    b = playing(CALL, NUMBER)
    assert between(b)[-1] == "End of your marks. Press Space to read on."
    assert b.state.playlist is None
    b.do(PlayPause())
    assert b.hear_all()[:2] == ["Food", "Small meals help."]


def test_the_key_for_playing_goes_on_while_the_end_is_being_told() -> None:
    b = playing(CALL)
    b.hear("Then write down the time.")
    while not b.state.is_telling_end:
        b.hear_words(1)
    b.do(PlayPause())
    assert b.hear_next() == "Take the temperature."


@pytest.mark.parametrize(
    ("kind", "said"),
    [
        (Kind.SENTENCE, "End of this sentence."),
        (Kind.PARAGRAPH, "End of this paragraph."),
        (Kind.SECTION, "End of this section."),
        (Kind.CHAPTER, "End of this chapter."),
        (Kind.QUESTIONS, "End of the questions."),
        (Kind.QUEUE, "End of the queue."),
    ],
)
def test_what_ends_is_named(kind: Kind, said: str) -> None:
    assert between(playing(CALL, kind=kind))[-1] == f"{said} Press Space to read on."


def test_a_section_is_repeated_until_something_else_is_asked_for() -> None:
    b = session_harness()
    b.do(PlayPassages(Playlist(Kind.SECTION, (CALL,), repeats=True)))
    heard = [b.hear_next()]
    for _ in range(60):
        sentence = b.hear_next()
        if sentence != heard[-1]:
            heard.append(sentence)
    assert heard[:5] == ["Call the care team first.", "Then write down the time."] * 2 + heard[:1]
    assert "Again." in b.says()
    b.do(Move(SECTION, 1))
    assert "It is no longer repeated." in b.messages
    assert b.state.playlist is None


def test_a_single_sentence_can_be_repeated() -> None:
    b = session_harness()
    b.do(PlayPassages(Playlist(Kind.SENTENCE, (MEALS,), repeats=True)))
    for _ in range(3):
        b.hear("Small meals help.")
    assert b.state.turn == 2
    assert b.sentence == "Small meals help."


# Moves


def test_a_move_by_section_goes_to_the_next_passage_and_tells_which() -> None:
    b = playing()
    b.do(Move(SECTION, 1))
    assert b.sentence.startswith("Keep the number")
    assert b.messages[-1] == "Mark 2 of 3. At night."
    assert b.says()[0] == "Mark 2 of 3. At night."
    b.do(Move(SECTION, 1), Move(SECTION, -1))
    assert b.sentence.startswith("Keep the number")


def test_a_move_back_goes_to_the_start_of_the_passage_first() -> None:
    b = playing()
    b.do(Move(SENTENCE, 1), Move(SECTION, -1))
    assert b.sentence == "Call the care team first."


def test_a_move_by_sentence_goes_on_into_the_next_passage_and_back() -> None:
    b = playing()
    b.do(Move(SENTENCE, 1), Move(SENTENCE, 1))
    assert b.sentence.startswith("Keep the number")
    b.do(Move(SENTENCE, -1))
    assert b.sentence == "Then write down the time."
    b.do(Move(PARAGRAPH, 1), Move(PARAGRAPH, -1))
    assert b.sentence == "Call the care team first."


@pytest.mark.parametrize(("way", "edge"), [(-1, "first"), (1, "last")])
def test_at_the_edges_a_move_goes_nowhere(way: int, edge: str) -> None:
    b = playing()
    if way > 0:
        b.do(Move(SECTION, 1), Move(SECTION, 1))
    before = b.state.position
    b.do(Move(SENTENCE, way))
    assert b.state.position == before
    assert b.messages[-1] == f"This is the {edge} of your marks."


def test_a_jump_elsewhere_leaves_the_queue_and_tells_how_to_get_it_back() -> None:
    b = playing(kind=Kind.QUEUE)
    b.do(GoTo(Position(2), play=True))
    assert b.state.playlist is None
    assert b.messages[-1] == "The queue waits; press 1 for it."
    assert b.says()[0] == "The queue waits; press 1 for it."
    assert b.hear_next() == "Take the temperature."
    assert b.state.left_playlist is not None


def test_a_jump_within_the_passage_keeps_it() -> None:
    b = playing()
    b.do(GoTo(Position(1, 1), play=True))
    assert b.state.playlist is not None
    assert b.hear_all()[1].startswith("Keep the number")


def test_while_a_key_is_held_what_is_left_is_told_when_it_is_let_go() -> None:
    b = playing()
    b.do(KeyHeld(), GoTo(Position(2)))
    assert b.voice.announced == []
    b.do(KeyReleased())
    assert b.voice.announced == ["Your marks wait; press 1 for them."]


def test_going_to_a_place_in_silence_says_that_the_queue_waits_over_it() -> None:
    b = playing(kind=Kind.QUEUE)
    b.do(GoTo(Position(2), play=False))
    assert b.says() == []
    assert b.voice.announced[-1] == "The queue waits; press 1 for it."


# Visits, and what else ends the reading


@pytest.mark.parametrize("urgent", [True, False])
def test_a_visit_in_the_middle_keeps_the_playlist(urgent: bool) -> None:
    b = playing()
    b.do(Move(SECTION, 1))
    b.hear_words(3)
    b.do(Visit(Position(2), 3, "When to call.", "When to call.", urgent=urgent))
    assert b.hear_all() == ["Take the temperature.", "Note it down.", "Say it aloud."]
    b.do(ComeBack())
    assert b.hear_all() == [
        "Keep the number by the phone, near the bed, where a hand finds it in the dark.",
        "Small meals help.",
    ]


def test_going_elsewhere_from_a_visit_leaves_the_playlist_too() -> None:
    b = playing()
    b.do(Visit(Position(2), 3), GoTo(Position(6), play=True))
    assert b.state.playlist is None
    assert "Your marks wait; press 1 for them." in b.messages


def test_what_is_played_from_a_visit_ends_the_visit() -> None:
    b = session_harness()
    b.do(Visit(Position(2), 3), PlayPassages(Playlist(Kind.MARKS, (CALL, NUMBER))))
    assert b.state.departures == ()
    assert len(b.hear_all()) == 3


def test_who_stops_after_each_section_goes_on_with_the_next_passage() -> None:
    b = playing()
    b.do(ToggleOnlySection())
    assert b.hear_all() == ["Call the care team first.", "Then write down the time."]
    b.do(PlayPause())
    assert b.hear_all() == [
        "Keep the number by the phone, near the bed, where a hand finds it in the dark."
    ]


def test_to_the_end_goes_past_every_end_that_was_asked_for() -> None:
    b = playing(CALL, kind=Kind.PARAGRAPH)
    b.do(ToggleOnlySection(), PlayToEnd())
    assert b.messages[-1] == "Reading goes on to the end."
    assert b.hear_all()[-1] == "Small meals help."


def test_to_the_end_goes_on_from_a_pause() -> None:
    b = playing(CALL)
    b.hear_words(2)
    b.do(PlayPause(), PlayToEnd())
    assert b.state.status is Status.PLAYING
    assert b.hear_all()[-1] == "Small meals help."


# The queue


def test_what_was_heard_to_its_end_is_let_go_and_what_was_left_is_not() -> None:
    b = playing(kind=Kind.QUEUE)
    b.do(Move(SECTION, 1))
    b.hear_all()
    assert b.store.let_go_of == ["number", "meals"]


def test_what_is_queued_meanwhile_is_heard_as_well() -> None:
    b = playing(CALL, kind=Kind.QUEUE)
    b.hear_words(3)
    b.do(ChangeWhatFollows((NUMBER, MEALS)))
    assert b.hear_all()[-2:] == [
        "Keep the number by the phone, near the bed, where a hand finds it in the dark.",
        "Small meals help.",
    ]
    assert b.store.let_go_of == ["call", "number", "meals"]


def test_what_is_queued_far_ahead_cuts_no_word() -> None:
    long = Passage(Position(1), Position(5), "All", key="all")
    b = playing(long, kind=Kind.QUEUE)
    b.hear_words(2)
    flushes = b.voice.flushes
    b.do(ChangeWhatFollows((MEALS,)))
    assert b.voice.flushes == flushes
    assert b.hear_all()[-1] == "Small meals help."


# One sentence at a time, and a screen reader


def test_one_sentence_at_a_time_goes_through_the_passages() -> None:
    b = playing(CALL, NUMBER, one_sentence=True)
    heard = b.hear_all()
    for _ in range(2):
        b.do(PlayPause())
        heard += b.hear_all()
    assert [each[:4] for each in heard] == ["Call", "Then", "Keep"]
    b.do(PlayPause())
    assert b.messages[-1] == "End of your marks. Press Space to read on."
    assert b.state.status is Status.WAITING
    b.do(PlayPause())
    assert b.hear_all() == ["Food"]
    assert b.store.let_go_of == ["call", "number"]


def test_a_screen_reader_is_shown_the_passages_one_sentence_a_key() -> None:
    b = playing(CALL, NUMBER, external_screen_reader=True)
    shown = [b.sentence]
    for _ in range(2):
        b.do(PlayPause())
        shown.append(b.sentence)
    assert [each[:4] for each in shown] == ["Call", "Then", "Keep"]
    assert b.messages[0].startswith("Your marks, 3. Mark 1 of 2. Before you begin.")
    assert b.messages[-1] == "Mark 2 of 2. At night."
    assert b.state.between_message == "End of your marks. Press Space to read on."
    b.do(PlayPause())
    assert b.sentence == "Food"
    assert b.state.playlist is None
    assert b.store.let_go_of == ["call", "number"]
    assert b.voice.announced == []


# Another text


def test_another_document_is_played_without_the_passages_of_the_one_before() -> None:
    b = playing()
    b.do(OpenGuide(guide_of_text("# Short\n\nOne. Two.\n"), Position(0)))
    assert b.state.playlist is b.state.left_playlist is None
    b.do(PlayPause())
    assert b.hear_all() == ["Short", "One.", "Two."]


def test_an_edited_document_is_played_on_by_the_passages_that_are_still_there() -> None:
    b = playing()
    b.hear("Call the care team first.")
    kept = Playlist(Kind.MARKS, (CALL, MEALS))
    b.do(RenewGuide(b.guide, Position(1), "This document changed.", playlist=kept))
    assert b.hear_all() == ["Then write down the time.", "Small meals help."]


def test_where_the_present_passage_is_gone_the_others_wait() -> None:
    b = playing()
    b.do(
        RenewGuide(
            b.guide, Position(1), "This document changed.", playlist=Playlist(Kind.MARKS, (MEALS,))
        )
    )
    assert b.messages[-1] == "This document changed. Your marks wait; press 1 for them."


def test_passages_that_are_gone_are_left_out_by_name() -> None:
    playlist = Playlist(Kind.QUEUE, (CALL, NUMBER, MEALS), turn=2)
    where = {CALL.first: Position(3), CALL.last: Position(4), MEALS.first: Position(9)}
    now, gone = carried(playlist, where.get)
    assert now is not None
    assert [(each.first, each.last) for each in now.passages] == [
        (Position(3), Position(4)),
        (Position(9), Position(9)),
    ]
    assert now.passage.label == "Food"
    assert gone == ("At night",)
    assert carried(playlist, lambda position: None) == (
        None,
        ("Before you begin", "At night", "Food"),
    )


def test_passages_that_are_not_in_the_guide_lead_to_what_is() -> None:
    b = playing(Passage(Position(90), Position(2), "Gone"))
    assert b.state.position == b.guide.end
    assert b.hear_all() == ["Small meals help."]


def test_no_passages_are_nothing_to_play() -> None:
    b = session_harness()
    b.do(PlayPassages(Playlist(Kind.MARKS, ())))
    assert b.state.playlist is None
    assert b.state.status is Status.STOPPED
