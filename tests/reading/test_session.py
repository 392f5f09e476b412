"""What a listener asks of the reading is done, and what was reached is kept."""

from __future__ import annotations

import pytest

from allvoice.guide.model import Position
from allvoice.playback.boundary import Passed
from allvoice.reading.commands import (
    Announce,
    GoTo,
    GoToEnd,
    GoToStart,
    Move,
    Pause,
    Play,
    PlayPause,
    Repeat,
    SetOptions,
    Stop,
    ToggleOnlySection,
    Welcome,
)
from allvoice.reading.speaking import QUEUE_AHEAD
from allvoice.reading.state import (
    NavigationLevel,
    PlaybackOptions,
    Status,
)
from allvoice.speech.protocol import (
    Notice,
    NoticeKind,
    NoVoice,
    Say,
    Sound,
    UtteranceEnded,
    UtteranceFailed,
)
from tests.reading.harness import Keys, session_harness

ALL = [
    "Before you begin",
    "Call the care team first.",
    "Then write down the time.",
    "Take the temperature.",
    "Note it down.",
    "Say it aloud.",
    "At night",
    "Keep the number by the phone, near the bed, where a hand finds it in the dark.",
    "Food",
    "Small meals help.",
]


def place(sentence: str) -> Position:
    guide = session_harness().guide
    found: Position | None = guide.start
    while found is not None and guide.sentence_text(found) != sentence:
        found = guide.after(found)
    assert found is not None
    return found


def test_every_sentence_is_heard_once_and_in_order() -> None:
    b = session_harness()
    b.do(Play())
    assert b.hear_all() == ALL
    assert b.state.status is Status.FINISHED


def test_the_end_of_the_guide_is_announced_and_the_next_play_starts_over() -> None:
    b = session_harness(
        position=place("Small meals help."), controls=Keys({"play": "Enter", "hear_skipped": "X"})
    )
    b.do(Play())
    assert b.says()[-1] == "End of the guide. Press Enter to start again from the beginning."
    b.hear_all()
    assert b.state.status is Status.FINISHED
    b.do(PlayPause())
    assert b.hear_all() == ALL


def test_a_sound_marks_the_end_of_a_section() -> None:
    b = session_harness(position=place("Say it aloud."))
    b.do(Play())
    assert [type(item) for item in b.voice.queue[:3]] == [Say, Sound, Say]
    quiet = session_harness(position=place("Say it aloud."))
    quiet.do(Play())
    quiet.do(SetOptions(PlaybackOptions(section_sound=False)))
    assert all(isinstance(item, Say) for item in quiet.voice.queue)


def test_a_few_sentences_are_queued_ahead_and_no_more() -> None:
    b = session_harness()
    b.do(Play())
    assert len(b.voice.queue) == QUEUE_AHEAD
    b.hear(ALL[0])
    assert sum(isinstance(item, Say) for item in b.voice.queue) == QUEUE_AHEAD


def test_the_word_being_heard_is_known_by_its_place_in_the_text() -> None:
    b = session_harness(position=place("Call the care team first."))
    b.do(Play())
    b.hear_words(3)
    block = b.guide.blocks[b.state.position.block]
    assert b.state.word_range is not None
    start, end = b.state.word_range
    assert block.text[start:end] == "care"


def test_the_place_is_saved_when_a_sentence_begins() -> None:
    b = session_harness()
    b.do(Play())
    b.hear(ALL[0])
    b.hear_words(1)
    assert b.store.positions[-1] == place(ALL[1])


def test_pause_holds_and_goes_on_with_the_same_word() -> None:
    b = session_harness()
    b.do(Play())
    b.hear_words(2)
    flushed = b.voice.flushes
    b.do(PlayPause())
    assert (b.voice.paused, b.state.status) == (True, Status.PAUSED)
    b.do(PlayPause())
    assert (b.voice.paused, b.state.status) == (False, Status.PLAYING)
    assert b.voice.flushes == flushed
    assert [*b.hear_all()][-1] == ALL[-1]


def test_stop_is_silent_at_once_and_play_begins_the_sentence_again() -> None:
    b = session_harness()
    b.do(Play())
    b.hear(ALL[0])
    b.hear_words(3)
    b.do(Stop())
    assert b.voice.queue == []
    assert b.state.status is Status.STOPPED
    b.do(PlayPause())
    assert b.hear_all() == ALL[1:]


@pytest.mark.parametrize(
    ("start", "level", "step", "reached"),
    [
        ("Call the care team first.", NavigationLevel.SENTENCE, 1, "Then write down the time."),
        ("Then write down the time.", NavigationLevel.SENTENCE, 1, "Take the temperature."),
        ("Take the temperature.", NavigationLevel.SENTENCE, -1, "Then write down the time."),
        ("Call the care team first.", NavigationLevel.PARAGRAPH, 1, "Take the temperature."),
        ("Say it aloud.", NavigationLevel.PARAGRAPH, -1, "Note it down."),
        ("Note it down.", NavigationLevel.PARAGRAPH, -1, "Take the temperature."),
        ("Take the temperature.", NavigationLevel.SECTION, 1, "At night"),
        ("Take the temperature.", NavigationLevel.SECTION, -1, "Before you begin"),
        ("At night", NavigationLevel.SECTION, -1, "Before you begin"),
        ("Food", NavigationLevel.SECTION, -1, "At night"),
    ],
)
def test_a_move_reads_on_from_where_it_leads(
    start: str, level: NavigationLevel, step: int, reached: str
) -> None:
    b = session_harness(position=place(start))
    b.do(Play())
    b.do(Move(level, step))
    assert b.sentence == reached
    assert b.hear_all() == ALL[ALL.index(reached) :]


def test_a_move_while_silent_reads_the_one_sentence_it_leads_to() -> None:
    b = session_harness()
    b.do(Move(NavigationLevel.SENTENCE, 1))
    assert b.hear_all() == [ALL[1]]
    assert b.state.status is Status.STOPPED
    assert b.sentence == ALL[1]
    b.do(Play())
    assert b.hear_all() == ALL[1:]


def test_play_during_a_single_sentence_goes_on_after_it() -> None:
    b = session_harness()
    b.do(Move(NavigationLevel.SENTENCE, 1))
    b.hear_words(2)
    b.do(PlayPause())
    assert b.hear_all() == ALL[1:]


def test_a_move_while_paused_leaves_the_pause_and_reads_one_sentence() -> None:
    b = session_harness()
    b.do(Play())
    b.hear_words(1)
    b.do(Pause())
    b.do(Move(NavigationLevel.SECTION, 1))
    assert b.hear_all() == ["At night"]


@pytest.mark.parametrize(
    ("start", "level", "step"),
    [(0, NavigationLevel.SENTENCE, -1), (-1, NavigationLevel.SECTION, 1)],
)
def test_a_move_beyond_an_end_says_so_and_changes_nothing(
    start: int, level: NavigationLevel, step: int
) -> None:
    b = session_harness(position=place(ALL[start]))
    b.do(Play())
    queue = list(b.voice.queue)
    b.do(Move(level, step))
    assert b.voice.queue == queue
    assert len(b.voice.announced) == 1
    assert b.messages == b.voice.announced


def test_repeat_reads_the_sentence_again_from_its_start() -> None:
    b = session_harness()
    b.do(Play())
    b.hear(ALL[0])
    b.hear_words(3)
    b.do(Repeat())
    assert b.hear_all() == ALL[1:]


def test_what_was_queued_before_a_move_is_never_taken_for_what_comes_after() -> None:
    b = session_harness()
    b.do(Play())
    late = b.voice.speak()
    assert isinstance(late, Passed)
    b.do(Move(NavigationLevel.SECTION, 1))
    before = b.state
    b.handle(late)
    assert b.state == before


def test_only_this_section_stops_at_its_end_and_says_so() -> None:
    b = session_harness()
    b.do(Play())
    b.do(ToggleOnlySection())
    assert b.hear_all() == ALL[:6]
    assert b.state.status is Status.STOPPED
    assert b.sentence == "At night"


def test_only_this_section_can_be_asked_for_at_its_last_sentence() -> None:
    b = session_harness(position=place("Say it aloud."))
    b.do(Play())
    b.hear_words(1)
    b.do(ToggleOnlySection())
    assert b.says()[-1] == "End of this section. Press Space to go on."
    assert b.hear_all() == ["Say it aloud."]


def test_an_announcement_does_not_disturb_the_queue() -> None:
    b = session_harness()
    b.do(Play())
    queue = list(b.voice.queue)
    b.do(Announce("Bookmark set."))
    assert b.voice.announced == ["Bookmark set."]
    assert b.voice.queue == queue
    assert b.messages == ["Bookmark set."]


def test_a_notice_is_shown_at_once_and_said_after_the_sentence() -> None:
    b = session_harness()
    b.do(Play())
    b.hear_words(1)
    b.handle(Notice("The voice was started again."))
    assert b.messages == ["The voice was started again."]
    assert b.voice.announced == []
    b.hear(ALL[0])
    assert b.voice.announced == ["The voice was started again."]


def test_a_notice_that_nobody_can_hear_is_only_shown() -> None:
    b = session_harness()
    b.handle(Notice("There is no sound.", aloud=False))
    b.handle(NoVoice("Nothing can speak."))
    assert b.voice.announced == []
    assert b.messages == ["There is no sound.", "Nothing can speak."]


def test_a_sentence_no_engine_could_say_is_told_and_reading_goes_on() -> None:
    b = session_harness()
    b.do(Play())
    first = b.voice.queue.pop(0)
    assert isinstance(first, Say)
    b.handle(UtteranceFailed(first.generation, first.utterance_id))
    b.handle(UtteranceEnded(first.generation, first.utterance_id))
    assert len(b.messages) == 1
    assert b.hear_all() == ALL[1:]


def test_the_welcome_comes_first_and_the_guide_after_it() -> None:
    b = session_harness(position=place("Food"))
    b.do(Welcome("Welcome back."))
    sound, first = b.voice.queue[:2]
    assert isinstance(sound, Sound)
    assert sound.name == "start"
    assert isinstance(first, Say)
    assert " ".join(first.words) == "Welcome back."
    assert b.hear_all() == ["Food", "Small meals help."]


def test_what_one_key_leads_to_is_prepared() -> None:
    b = session_harness(position=place("Take the temperature."))
    b.do(GoTo(place("Take the temperature.")))
    prepared = {" ".join(words) for words, _ in b.voice.prepared}
    assert {"Then write down the time.", "Note it down.", "At night.", "Before you begin."} <= (
        prepared
    )


def test_reading_can_end_with_a_section() -> None:
    b = session_harness(last_block=place("Say it aloud.").block)
    b.do(Play())
    assert b.hear_all() == ALL[:6]
    assert b.state.status is Status.FINISHED


def test_each_place_is_saved_when_it_is_reached_and_the_end_writes_nothing() -> None:
    b = session_harness()
    b.do(GoTo(place("Food"), play=False))
    assert b.store.positions == [place("Food")]
    b.store.positions.clear()
    b.session.close()
    assert b.store.positions == []
    assert b.voice.closed


def test_start_and_end_are_one_key_away() -> None:
    b = session_harness(position=place("Food"))
    b.do(GoToStart())
    assert b.sentence == ALL[0]
    b.do(GoToEnd())
    assert b.sentence == ALL[-1]


def test_reading_goes_on_when_a_single_sentence_that_was_held_is_resumed() -> None:
    made = session_harness(position=Position(1))
    made.do(Move(NavigationLevel.SENTENCE, 1))
    made.hear_words(2)
    made.do(Pause())
    made.do(Play())
    assert "Small meals help." in made.hear_all()


def test_what_the_listener_must_know_is_said_even_if_a_key_is_pressed_meanwhile() -> None:
    made = session_harness()
    made.do(Play())
    made.hear_words(2)
    made.handle(Notice("The espeak voice reads instead."))
    made.do(Move(NavigationLevel.SENTENCE, 1))
    made.hear(made.sentence)
    assert made.voice.announced == ["The espeak voice reads instead."]


def test_what_happened_several_times_during_a_sentence_is_said_once() -> None:
    made = session_harness()
    made.do(Play())
    made.hear_words(2)
    for text in ("The voice was started again.", "Espeak reads.", "The voice was started again."):
        made.handle(Notice(text))
    made.hear(made.sentence)
    assert made.voice.announced == ["Espeak reads. The voice was started again."]


def test_a_sentence_that_could_not_be_spoken_is_told_aloud() -> None:
    made = session_harness()
    made.do(Play())
    first = made.voice.queue[0]
    made.handle(UtteranceFailed(first.generation, first.utterance_id))
    made.hear_all()
    assert made.voice.announced == ["One sentence could not be spoken; it is on the screen."]


def test_that_the_sound_is_gone_is_shown_and_not_kept_to_be_said_when_it_is_true_no_more() -> None:
    b = session_harness()
    b.handle(Notice("The sound is gone.", NoticeKind.SOUND_LOST))
    b.do(Play())
    b.handle(Notice("The sound is gone.", NoticeKind.SOUND_LOST))
    b.hear_all()
    assert b.voice.announced == []
    assert b.messages[:2] == ["The sound is gone."] * 2


def test_before_the_program_is_stopped_it_is_silent_and_the_place_is_kept() -> None:
    b = session_harness()
    b.do(Play())
    b.hear(ALL[0])
    b.hear_words(2)
    b.do(Announce("A long story."))
    b.store.positions.clear()
    b.session.suspend()
    assert b.voice.paused
    assert b.voice.announcement is None
    assert b.store.positions == [place(ALL[1])]
    assert b.voice.waited_for == 1
