from __future__ import annotations

import pytest

from allvoice.guide.model import Position
from allvoice.playback.boundary import Passed
from allvoice.reading.state import RATE_MAX_WPM, RATE_MIN_WPM, VOLUME_MAX, VOLUME_MIN, Status, Unit
from allvoice.reading.turn import END_OF_SECTION, QUEUE_AHEAD
from allvoice.speech.protocol import (
    Notice,
    NoVoice,
    Ready,
    Say,
    Sound,
    UtteranceEnded,
    UtteranceFailed,
)
from tests.reading.booth import booth

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
    guide = booth().guide
    found: Position | None = guide.start
    while found is not None and guide.sentence_text(found) != sentence:
        found = guide.after(found)
    assert found is not None
    return found


def test_every_sentence_is_heard_once_and_in_order() -> None:
    b = booth()
    b.listening.play()
    assert b.hear_all() == ALL
    assert b.state.status is Status.STOPPED


def test_the_end_of_the_guide_is_announced_and_the_next_play_starts_over() -> None:
    b = booth(position=place("Small meals help."), play_key="Enter")
    b.listening.play()
    said = [" ".join(item.words) for item in b.voice.queue if isinstance(item, Say)]
    assert said[-1] == "End of the guide. Press Enter to start again from the beginning."
    b.hear_all()
    assert b.state.at_end
    b.listening.play_pause()
    assert b.hear_all() == ALL


def test_a_sound_marks_the_end_of_a_section() -> None:
    b = booth(position=place("Say it aloud."))
    b.listening.play()
    assert [type(item) for item in b.voice.queue[:3]] == [Say, Sound, Say]
    quiet = booth(position=place("Say it aloud."), section_sound=False)
    quiet.listening.play()
    assert all(isinstance(item, Say) for item in quiet.voice.queue)


def test_a_few_sentences_are_queued_ahead_and_no_more() -> None:
    b = booth()
    b.listening.play()
    assert len(b.voice.queue) == QUEUE_AHEAD
    b.hear(ALL[0])
    assert sum(isinstance(item, Say) for item in b.voice.queue) == QUEUE_AHEAD


def test_the_word_being_heard_is_known_by_its_place_in_the_text() -> None:
    b = booth(position=place("Call the care team first."))
    b.listening.play()
    b.hear_words(3)
    block = b.guide.blocks[b.state.position.block]
    assert b.state.word_range is not None
    start, end = b.state.word_range
    assert block.text[start:end] == "care"


def test_the_place_is_saved_when_a_sentence_begins() -> None:
    b = booth()
    b.listening.play()
    b.hear(ALL[0])
    b.hear_words(1)
    assert b.saved[-1] == (place(ALL[1]), 150)


def test_pause_holds_and_goes_on_with_the_same_word() -> None:
    b = booth()
    b.listening.play()
    b.hear_words(2)
    flushed = b.voice.flushes
    b.listening.play_pause()
    assert (b.voice.paused, b.state.status) == (True, Status.PAUSED)
    b.listening.play_pause()
    assert (b.voice.paused, b.state.status) == (False, Status.PLAYING)
    assert b.voice.flushes == flushed
    assert [*b.hear_all()][-1] == ALL[-1]


def test_stop_is_silent_at_once_and_play_begins_the_sentence_again() -> None:
    b = booth()
    b.listening.play()
    b.hear(ALL[0])
    b.hear_words(3)
    b.listening.stop()
    assert b.voice.queue == []
    assert b.state.status is Status.STOPPED
    b.listening.play_pause()
    assert b.hear_all() == ALL[1:]


@pytest.mark.parametrize(
    ("start", "unit", "step", "reached"),
    [
        ("Call the care team first.", Unit.SENTENCE, 1, "Then write down the time."),
        ("Then write down the time.", Unit.SENTENCE, 1, "Take the temperature."),
        ("Take the temperature.", Unit.SENTENCE, -1, "Then write down the time."),
        ("Call the care team first.", Unit.PARAGRAPH, 1, "Take the temperature."),
        ("Say it aloud.", Unit.PARAGRAPH, -1, "Note it down."),
        ("Note it down.", Unit.PARAGRAPH, -1, "Take the temperature."),
        ("Take the temperature.", Unit.SECTION, 1, "At night"),
        ("Take the temperature.", Unit.SECTION, -1, "Before you begin"),
        ("At night", Unit.SECTION, -1, "Before you begin"),
        ("Food", Unit.SECTION, -1, "At night"),
    ],
)
def test_a_move_reads_on_from_where_it_leads(
    start: str, unit: Unit, step: int, reached: str
) -> None:
    b = booth(position=place(start))
    b.listening.play()
    b.listening.move(unit, step)
    assert b.sentence == reached
    assert b.hear_all() == ALL[ALL.index(reached) :]


def test_a_move_while_silent_reads_the_one_sentence_it_leads_to() -> None:
    b = booth()
    b.listening.move(Unit.SENTENCE, 1)
    assert b.hear_all() == [ALL[1]]
    assert b.state.status is Status.STOPPED
    assert b.sentence == ALL[1]
    b.listening.play()
    assert b.hear_all() == ALL[1:]


def test_play_during_a_single_sentence_goes_on_after_it() -> None:
    b = booth()
    b.listening.move(Unit.SENTENCE, 1)
    b.hear_words(2)
    b.listening.play_pause()
    assert b.hear_all() == ALL[1:]


def test_a_move_while_paused_leaves_the_pause_and_reads_one_sentence() -> None:
    b = booth()
    b.listening.play()
    b.hear_words(1)
    b.listening.pause()
    b.listening.move(Unit.SECTION, 1)
    assert b.hear_all() == ["At night"]


@pytest.mark.parametrize(("start", "unit", "step"), [(0, Unit.SENTENCE, -1), (-1, Unit.SECTION, 1)])
def test_a_move_beyond_an_end_says_so_and_changes_nothing(
    start: int, unit: Unit, step: int
) -> None:
    b = booth(position=place(ALL[start]))
    b.listening.play()
    queue = list(b.voice.queue)
    b.listening.move(unit, step)
    assert b.voice.queue == queue
    assert len(b.voice.asides) == 1
    assert b.told == b.voice.asides


def test_repeat_reads_the_sentence_again_from_its_start() -> None:
    b = booth()
    b.listening.play()
    b.hear(ALL[0])
    b.hear_words(3)
    b.listening.repeat()
    assert b.hear_all() == ALL[1:]


def test_what_was_queued_before_a_move_is_never_taken_for_what_comes_after() -> None:
    b = booth()
    b.listening.play()
    late = b.voice.speak()
    assert isinstance(late, Passed)
    b.listening.move(Unit.SECTION, 1)
    before = b.state
    b.listening.handle(late)
    assert b.state == before


def test_the_pace_changes_while_reading_without_a_word_said_about_it() -> None:
    b = booth()
    b.listening.play()
    b.listening.faster()
    assert b.voice.rate_wpm == 160
    assert b.voice.asides == []
    assert b.told == ["160 words a minute."]
    assert b.saved[-1][1] == 160


def test_the_pace_is_said_while_nothing_is_read() -> None:
    b = booth()
    b.listening.slower()
    assert b.voice.asides == ["140 words a minute."]


def test_the_pace_stays_in_its_range_and_the_limit_is_said() -> None:
    b = booth()
    b.listening.play()
    for _ in range(60):
        b.listening.faster()
    assert b.voice.rate_wpm == RATE_MAX_WPM
    assert "fastest" in b.voice.asides[-1]
    for _ in range(60):
        b.listening.slower()
    assert b.voice.rate_wpm == RATE_MIN_WPM
    assert "slowest" in b.voice.asides[-1]
    b.listening.normal_pace()
    assert b.state.rate_wpm == 150


def test_the_volume_goes_above_the_usual_and_has_two_ends() -> None:
    b = booth()
    b.listening.louder()
    assert b.voice.volume == 110
    assert b.voice.asides[-1] == "Volume 110."
    for _ in range(5):
        b.listening.louder()
    assert b.voice.volume == VOLUME_MAX == 150
    assert b.voice.asides[-1] == "Volume 150. This is the loudest."
    for _ in range(15):
        b.listening.quieter()
    # Never so quiet that what the keys do is not heard either.
    assert b.voice.volume == VOLUME_MIN == 10
    assert b.voice.asides[-1] == "Volume 10. This is the quietest."


def test_only_this_section_stops_at_its_end_and_says_so() -> None:
    b = booth()
    b.listening.play()
    b.listening.toggle_only_section()
    assert b.hear_all() == ALL[:6]
    assert b.state.status is Status.STOPPED
    assert b.sentence == "At night"
    assert not b.state.at_end


def test_only_this_section_can_be_asked_for_at_its_last_sentence() -> None:
    b = booth(position=place("Say it aloud."))
    b.listening.play()
    b.hear_words(1)
    b.listening.toggle_only_section()
    texts = [" ".join(item.words) for item in b.voice.queue if isinstance(item, Say)]
    assert texts[-1] == END_OF_SECTION.format("Space")
    assert b.hear_all() == ["Say it aloud."]


def test_an_announcement_does_not_disturb_the_queue() -> None:
    b = booth()
    b.listening.play()
    queue = list(b.voice.queue)
    b.listening.announce("Bookmark set.")
    assert b.voice.asides == ["Bookmark set."]
    assert b.voice.queue == queue
    assert b.told == ["Bookmark set."]


def test_a_notice_is_shown_at_once_and_said_after_the_sentence() -> None:
    b = booth()
    b.listening.play()
    b.hear_words(1)
    b.listening.handle(Notice("The voice was started again."))
    assert b.told == ["The voice was started again."]
    assert b.voice.asides == []
    b.hear(ALL[0])
    assert b.voice.asides == ["The voice was started again."]


def test_a_notice_that_nobody_can_hear_is_only_shown() -> None:
    b = booth()
    b.listening.handle(Notice("There is no sound.", aloud=False))
    b.listening.handle(NoVoice("Nothing can speak."))
    assert b.voice.asides == []
    assert b.told == ["There is no sound.", "Nothing can speak."]


def test_a_sentence_no_engine_could_say_is_told_and_reading_goes_on() -> None:
    b = booth()
    b.listening.play()
    first = b.voice.queue.pop(0)
    assert isinstance(first, Say)
    b.listening.handle(UtteranceFailed(first.generation, first.utterance_id))
    b.listening.handle(UtteranceEnded(first.generation, first.utterance_id))
    assert len(b.told) == 1
    assert b.hear_all() == ALL[1:]


def test_another_voice_goes_on_from_the_word_being_heard() -> None:
    b = booth(position=place("Call the care team first."))
    b.listening.handle(Ready("espeak", "us", (("us", "American"), ("gb", "British"))))
    b.listening.play()
    b.hear_words(3)
    b.listening.next_voice()
    assert b.voice.voice_id == "gb"
    first = b.voice.queue[0]
    assert isinstance(first, Say)
    assert first.from_word == 2
    assert first.words[2] == "care"
    assert b.hear_all() == ALL[1:]
    b.listening.next_voice()
    assert b.voice.voice_id == "us"


def test_a_voice_chosen_before_the_engine_was_ready_is_the_one_named_and_gone_on_from() -> None:
    b = booth(voice_id="gb")
    voices = (("us", "American"), ("gb", "British"), ("sc", "Scottish"))
    # The engine was loaded before it was told which voice to take.
    b.listening.handle(Ready("espeak", "us", voices))
    assert b.state.voice_id == "gb"
    b.listening.next_voice()
    assert b.voice.voice_id == "sc"
    b.listening.next_voice(-1)
    assert b.voice.voice_id == "gb"
    b.listening.handle(Ready("natural", "heart", (("heart", "Heart"),)))
    assert b.state.voice_id == "heart"


def test_one_voice_or_none_yet_is_said() -> None:
    b = booth()
    b.listening.next_voice()
    b.listening.handle(Ready("natural", "heart", (("heart", "Heart"),)))
    b.listening.next_voice()
    assert len(b.voice.asides) == 2
    assert "only voice" in b.voice.asides[1]


def test_the_welcome_comes_first_and_the_guide_after_it() -> None:
    b = booth(position=place("Food"))
    b.listening.welcome("Welcome back.")
    sound, first = b.voice.queue[:2]
    assert isinstance(sound, Sound)
    assert sound.name == "start"
    assert isinstance(first, Say)
    assert " ".join(first.words) == "Welcome back."
    assert b.hear_all() == ["Food", "Small meals help."]


def test_what_one_key_leads_to_is_prepared() -> None:
    b = booth(position=place("Take the temperature."))
    b.listening.go_to(place("Take the temperature."))
    prepared = {" ".join(words) for words, _ in b.voice.prepared}
    assert {"Then write down the time.", "Note it down.", "At night.", "Before you begin."} <= (
        prepared
    )


def test_reading_can_end_with_a_section() -> None:
    b = booth(last_block=place("Say it aloud.").block)
    b.listening.play()
    assert b.hear_all() == ALL[:6]
    assert b.state.status is Status.STOPPED


def test_each_place_is_saved_when_it_is_reached_and_the_end_writes_nothing() -> None:
    b = booth()
    b.listening.go_to(place("Food"), play=False)
    assert b.saved == [(place("Food"), 150)]
    b.saved.clear()
    b.listening.close()
    assert b.saved == []
    assert b.voice.closed


def test_a_pace_that_stays_as_it_is_saves_no_place() -> None:
    b = booth()
    for _ in range(40):
        b.listening.faster()
    b.saved.clear()
    b.listening.faster()
    assert b.saved == []


def test_start_and_end_are_one_key_away() -> None:
    b = booth(position=place("Food"))
    b.listening.go_to_start()
    assert b.sentence == ALL[0]
    b.listening.go_to_end()
    assert b.sentence == ALL[-1]


def test_reading_goes_on_when_a_single_sentence_that_was_held_is_resumed() -> None:
    made = booth(position=Position(1))
    made.listening.move(Unit.SENTENCE, 1)
    made.hear_words(2)
    made.listening.pause()
    made.listening.play()
    assert "Small meals help." in made.hear_all()


def test_another_voice_while_held_stays_held_at_the_word() -> None:
    made = booth()
    made.listening.handle(Ready("espeak", "us", (("us", "U"), ("gb", "B"))))
    made.listening.go_to(Position(1), play=True)
    made.hear_words(3)
    made.listening.pause()
    word = made.state.word
    made.listening.next_voice()
    assert made.state.status is Status.PAUSED
    assert made.voice.paused
    held = made.voice.queue[0]
    assert isinstance(held, Say)
    assert held.from_word == word > 0
    assert made.voice.asides[-1] == "Voice: B."


def test_what_the_listener_must_know_is_said_even_if_a_key_is_pressed_meanwhile() -> None:
    made = booth()
    made.listening.play()
    made.hear_words(2)
    made.listening.handle(Notice("The espeak voice reads instead."))
    made.listening.move(Unit.SENTENCE, 1)
    made.hear(made.sentence)
    assert made.voice.asides == ["The espeak voice reads instead."]


def test_what_happened_several_times_during_a_sentence_is_said_once() -> None:
    made = booth()
    made.listening.play()
    made.hear_words(2)
    for text in ("The voice was started again.", "Espeak reads.", "The voice was started again."):
        made.listening.handle(Notice(text))
    made.hear(made.sentence)
    assert made.voice.asides == ["Espeak reads. The voice was started again."]


def test_a_sentence_that_could_not_be_spoken_is_told_aloud() -> None:
    made = booth()
    made.listening.play()
    first = made.voice.queue[0]
    made.listening.handle(UtteranceFailed(first.generation, first.utterance_id))
    made.hear_all()
    assert made.voice.asides == ["One sentence could not be spoken; it is on the screen."]


def test_volume_and_voice_are_kept_for_the_next_time() -> None:
    kept: list[tuple[str, str]] = []
    made = booth(keep_preference=lambda name, value: kept.append((name, value)))
    made.listening.handle(Ready("espeak", "us", (("us", "U"), ("gb", "B"))))
    made.listening.quieter()
    made.listening.next_voice()
    assert kept == [("volume", "90"), ("voice of espeak", "gb")]
