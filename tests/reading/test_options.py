"""How a listener is told and read to: which voices, which sounds, how much at a time."""

from __future__ import annotations

from allvoice.guide.model import Position
from allvoice.limits import PITCHES, VOLUME_BOOSTS_DB
from allvoice.reading.commands import (
    Announce,
    CancelAnnouncement,
    ChangeVolume,
    Chime,
    GoToEnd,
    HearSkipped,
    Move,
    Play,
    PlayPause,
    Repeat,
    Stop,
    ToggleOnlySection,
    Welcome,
)
from allvoice.reading.state import NavigationLevel, PlaybackOptions, State, Status
from allvoice.speech.protocol import Boundary, Notice, Say, UtteranceEnded
from tests.reading.harness import SessionHarness, session_harness


def _pitch(b: SessionHarness) -> float:
    assert b.voice.announcement is not None
    return b.voice.announcement.pitch


# Two voices that never mix


def test_the_interface_voice_differs_from_the_guide_voice_by_its_pitch() -> None:
    b = session_harness()
    b.do(Play())
    b.do(Announce("Bookmark 1."))
    assert _pitch(b) == PITCHES["lower"] != 1.0
    assert {item.pitch for item in b.voice.queue if isinstance(item, Say)} == {1.0}
    b.set_options(interface_pitch="higher")
    b.do(Announce("Bookmark 2."))
    assert _pitch(b) == PITCHES["higher"] > 1.0


def test_more_loudness_is_had_at_once_and_the_volume_stays_as_it_was() -> None:
    b = session_harness()
    b.do(Play())
    before = list(b.voice.queue)
    b.set_options(volume_boost="most")
    assert b.voice.boost_db == VOLUME_BOOSTS_DB["most"] > VOLUME_BOOSTS_DB["more"] > 0
    assert (b.state.volume, b.voice.queue) == (100, before)
    b.do(ChangeVolume(-1))
    assert b.voice.boost_db == VOLUME_BOOSTS_DB["most"]
    b.set_options(volume_boost="off")
    assert b.voice.boost_db == 0.0


def test_with_the_interface_voice_off_only_the_guide_is_heard() -> None:
    b = session_harness(text="# A\n\nOne.\n\n```\ncode\n```\n\nTwo.\n", skipping=("code",))
    b.set_options(interface_voice=False)
    b.do(Announce("Bookmark 1.", "bookmark"))
    assert b.voice.announced == []
    assert b.voice.earcons == ["bookmark"]
    assert b.messages[-1] == "Bookmark 1."
    b.do(Play())
    assert b.hear_all() == ["A", "One.", "Two."]
    assert b.state.skipped is not None


def test_what_was_asked_for_and_faults_are_said_though_the_interface_voice_is_off() -> None:
    b = session_harness()
    b.set_options(interface_voice=False)
    b.do(Announce("Chapter 1.", asked=True))
    b.handle(Notice("The sound is gone."))
    assert b.voice.announced == ["Chapter 1.", "The sound is gone."]
    assert b.voice.earcons == ["alarm"]


def test_with_the_guide_voice_off_the_reading_passes_in_silence_and_announcements_do_not() -> None:
    b = session_harness()
    b.do(Play())
    b.set_options(guide_voice=False)
    assert not b.voice.guide_audible
    b.hear("Call the care team first.")
    b.do(Announce("Bookmark 1."))
    assert b.voice.announced == ["Bookmark 1."]
    b.set_options(guide_voice=True)
    assert b.voice.guide_audible


def test_earcons_can_be_off() -> None:
    b = session_harness()
    b.set_options(earcons=False)
    b.do(Welcome("Welcome."))
    b.do(PlayPause())
    b.do(Announce("Gone.", "alarm"))
    b.do(Chime("edge"))
    assert b.voice.earcons == []
    assert all(isinstance(item, Say) for item in b.voice.queue)


def test_an_announcement_can_be_cut_without_ending_the_reading() -> None:
    b = session_harness()
    b.do(Play())
    b.do(Announce("A long story."))
    assert b.voice.announcement is not None
    b.do(CancelAnnouncement())
    assert not b.voice.announcement
    assert b.state.announcement_id is None
    assert b.state.status is Status.PLAYING
    assert b.hear_all()[0] == "Before you begin"


def test_the_end_of_an_announcement_is_known() -> None:
    b = session_harness()
    b.do(Announce("One."))
    number = b.state.announcement_id
    assert number is not None
    b.handle(Boundary(b.state.generation, number, 0))
    assert b.state.announcement_id == number
    b.handle(UtteranceEnded(b.state.generation, number))
    assert b.state.announcement_id is None


def test_the_welcome_can_be_cut_and_the_guide_begins() -> None:
    b = session_harness()
    b.do(Welcome("Welcome to a long, long story."))
    b.hear_words(2)
    b.do(CancelAnnouncement())
    assert not b.state.welcoming
    assert b.says()[0].startswith("Before you begin")
    assert b.hear_all()[0] == "Before you begin"


def test_after_the_welcome_cutting_an_announcement_leaves_the_reading_alone() -> None:
    b = session_harness()
    b.do(Welcome("Welcome."))
    b.hear("Before you begin")
    b.hear_words(1)
    flushes = b.voice.flushes
    b.do(CancelAnnouncement())
    assert b.voice.flushes == flushes


# One sentence at a time


def test_one_sentence_is_read_and_the_listener_waited_for() -> None:
    b = session_harness()
    b.set_options(one_sentence=True)
    heard = []
    for _ in range(4):
        b.do(PlayPause())
        heard.append(b.hear_all())
        assert b.state.status is Status.WAITING
        assert b.sentence == heard[-1][0]
        assert b.guide.sentence_text(b.store.positions[-1]) == b.sentence
    assert heard == [
        ["Before you begin"],
        ["Call the care team first."],
        ["Then write down the time."],
        ["Take the temperature."],
    ]
    assert b.voice.earcons == ["wait"] * 4


def test_one_sentence_can_be_held_and_goes_on_where_it_was() -> None:
    b = session_harness()
    b.set_options(one_sentence=True)
    b.do(PlayPause())
    b.do(PlayPause())
    assert b.voice.paused
    b.do(PlayPause())
    assert b.hear_all() == ["Before you begin"]


def test_every_sentence_is_read_once_to_the_end_and_then_the_guide_begins_again() -> None:
    b = session_harness()
    b.set_options(one_sentence=True)
    heard: list[str] = []
    every = _every_sentence(b)
    for _ in every:
        b.do(PlayPause())
        heard += b.hear_all()
    assert heard == every
    b.do(PlayPause())
    assert b.state.status is Status.FINISHED
    assert "End of the guide" in b.voice.announced[-1]
    b.do(PlayPause())
    assert b.hear_all() == ["Before you begin"]


def _every_sentence(b: SessionHarness) -> list[str]:
    found: list[str] = []
    place: Position | None = b.guide.start
    while place is not None:
        found.append(b.guide.sentence_text(place))
        place = b.guide.after(place)
    return found


def test_moves_and_repeats_work_one_sentence_at_a_time() -> None:
    b = session_harness()
    b.set_options(one_sentence=True)
    b.do(Move(NavigationLevel.SECTION, 1))
    assert b.hear_all() == ["At night"]
    b.do(Repeat())
    assert b.hear_all() == ["At night"]
    b.do(Move(NavigationLevel.SENTENCE, -1))
    assert b.hear_all() == ["Say it aloud."]
    b.do(Play())
    assert b.hear_all() == ["At night"]


def test_turning_it_on_ends_the_reading_with_this_sentence_and_off_reads_on() -> None:
    b = session_harness()
    b.do(Play())
    b.hear("Before you begin")
    b.hear_words(2)
    b.set_options(one_sentence=True)
    assert b.hear_all() == ["Call the care team first."]
    b.do(Play())
    b.set_options(one_sentence=False)
    assert b.hear_all()[:2] == ["Then write down the time.", "Take the temperature."]


def test_the_sound_that_waits_for_the_listener_cuts_no_words() -> None:
    b = session_harness()
    b.set_options(one_sentence=True)
    b.do(PlayPause(), Announce("Bookmark 1."))
    b.hear_all()
    assert b.state.status is Status.WAITING
    assert "wait" not in b.voice.earcons


def test_who_turns_it_off_between_two_sentences_reads_on_from_the_one_that_stands_there() -> None:
    b = session_harness()
    b.set_options(one_sentence=True)
    b.do(PlayPause())
    b.hear_all()
    b.set_options(one_sentence=False)
    b.do(PlayPause())
    assert b.hear_all()[:2] == ["Before you begin", "Call the care team first."]


def test_who_asks_for_silence_between_two_sentences_is_not_read_the_same_one_again() -> None:
    b = session_harness()
    b.set_options(one_sentence=True)
    b.do(PlayPause())
    b.hear_all()
    b.do(Stop())
    assert b.state.status is Status.WAITING
    b.do(PlayPause())
    assert b.hear_all() == ["Call the care team first."]


def test_who_asks_for_silence_in_the_middle_of_a_sentence_is_read_it_again() -> None:
    b = session_harness()
    b.set_options(one_sentence=True)
    b.do(PlayPause())
    b.hear_words(2)
    b.do(Stop(), PlayPause())
    assert b.hear_all() == ["Before you begin"]


def test_who_asks_for_silence_after_the_end_starts_with_the_first_sentence() -> None:
    b = session_harness()
    b.do(GoToEnd(), Play())
    b.hear_all()
    b.do(Stop(), PlayPause())
    assert b.hear_all()[0] == "Before you begin"


def test_what_is_skipped_is_named_one_sentence_at_a_time_too() -> None:
    b = session_harness(text="# A\n\nOne.\n\n```\ncode\n```\n\nTwo.\n", skipping=("code",))
    b.set_options(one_sentence=True)
    b.do(Move(NavigationLevel.SENTENCE, 1))
    b.hear_all()
    b.do(PlayPause())
    assert b.says()[0].startswith("1 piece of code skipped.")
    assert b.hear_all() == ["Two."]


def test_only_this_section_does_not_hold_up_who_goes_on_by_hand() -> None:
    b = session_harness(text="# A\n\nOne.\n\n# B\n\nTwo.\n")
    b.set_options(one_sentence=True)
    b.do(ToggleOnlySection())
    for _ in range(2):
        b.do(PlayPause())
        b.hear_all()
    b.do(PlayPause())
    assert b.hear_all() == ["B"]


# For a screen reader of one's own


def test_with_nothing_but_the_screen_no_move_is_spoken_and_space_shows_the_next() -> None:
    b = session_harness()
    b.set_options(external_screen_reader=True)
    b.do(Welcome("Welcome."))
    b.do(PlayPause())
    assert b.sentence == "Call the care team first."
    b.do(Move(NavigationLevel.SECTION, 1))
    assert b.sentence == "At night"
    b.do(Announce("Bookmark 1.", "bookmark", asked=True))
    b.handle(Notice("Something."))
    assert b.voice.queue == []
    assert b.voice.announced == b.voice.earcons == []
    waiting = b.state.status
    assert waiting is Status.WAITING
    assert b.messages == ["Welcome.", "Bookmark 1.", "Something."]
    b.do(GoToEnd())
    assert b.state.between_message.startswith("End of the guide")
    assert b.state.status is Status.FINISHED
    b.do(PlayPause())
    assert b.sentence == "Before you begin"


def test_a_screen_reader_is_given_what_was_skipped_before_the_sentence_after_it() -> None:
    shown: list[str] = []
    b = session_harness(
        text="# A\n\nOne.\n\n```\ncode\n```\n\nTwo.\n",
        skipping=("code",),
        options=PlaybackOptions(external_screen_reader=True),
    )

    class Screen:
        def state_changed(self, old: State, new: State) -> None:
            if new.generation != old.generation:
                shown.append(b.sentence)

        def message_shown(self, text: str) -> None:
            shown.append(text)

    b.session.observers.append(Screen())
    b.do(PlayPause(), PlayPause())
    assert shown[-3:] == ["One.", "1 piece of code skipped. Press X to hear it.", "Two."]
    b.do(HearSkipped())
    assert b.sentence == "code"


def test_a_screen_reader_is_given_the_end_of_the_section_with_its_last_sentence() -> None:
    b = session_harness(options=PlaybackOptions(external_screen_reader=True))
    b.do(ToggleOnlySection(), Move(NavigationLevel.SECTION, 1), Move(NavigationLevel.SENTENCE, -1))
    assert b.sentence == "Say it aloud."
    assert b.state.between_message == "End of this section. Press Space to go on."
    b.do(PlayPause())
    assert b.sentence == "At night"
    assert b.state.between_message == ""
