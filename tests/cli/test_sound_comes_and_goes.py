"""Read aloud without a screen, nothing is read that nobody hears."""

from __future__ import annotations

import pytest

from allvoice.cli.reading_aloud.listener import NOTHING_HEARD, Listener
from allvoice.errors import IncompleteFileError, NoVoiceError
from allvoice.reading.commands import Play
from allvoice.reading.state import Status
from allvoice.speech.protocol import Configure, Notice, NoticeKind, NoVoice
from tests.actions.harness import VirtualScheduler
from tests.reading.harness import SessionHarness, session_harness

LOST = Notice("The sound is gone.", NoticeKind.SOUND_LOST, aloud=False)
BACK = Notice("The sound is back.", NoticeKind.SOUND_BACK)
STARTED_AGAIN = Notice("The voice was started again.")


class ListenerHarness:
    """A session read aloud, to whoever is there to hear it."""

    def __init__(self, sink: str = "device") -> None:
        self.reading: SessionHarness = session_harness()
        self.scheduler = VirtualScheduler(self.reading.clock)
        configure = Configure("espeak", sink=sink)
        self.listener = Listener(self.reading.session, configure, None, self.scheduler)
        self.reading.do(Play())

    def hear(self, count: int) -> None:
        for _ in range(count):
            event = self.reading.voice.speak()
            assert event is not None
            self.listener.take(event)

    def is_paused(self) -> bool:
        return self.reading.state.status is Status.PAUSED


def test_while_the_sound_is_gone_nothing_is_read_and_then_it_goes_on() -> None:
    harness = ListenerHarness()
    harness.hear(2)
    harness.listener.take(LOST)
    assert harness.is_paused()
    harness.listener.take(BACK)
    assert not harness.is_paused()
    assert harness.reading.messages == [LOST.text, BACK.text]


def test_a_voice_that_was_started_again_is_tried_and_held_again_where_it_has_no_sound() -> None:
    harness = ListenerHarness()
    harness.hear(2)
    harness.listener.take(LOST)
    harness.listener.take(STARTED_AGAIN)
    assert not harness.is_paused()
    harness.listener.take(LOST)
    assert harness.is_paused()


def test_where_nothing_was_heard_at_all_the_reading_ends_after_a_while() -> None:
    harness = ListenerHarness()
    harness.listener.take(LOST)
    with pytest.raises(NoVoiceError, match=NOTHING_HEARD):
        harness.scheduler.do_all()


def test_a_first_word_that_is_reported_may_not_have_been_heard() -> None:
    harness = ListenerHarness()
    harness.hear(1)
    harness.listener.take(LOST)
    assert not harness.scheduler.is_idle


def test_a_device_that_wakes_in_time_is_waited_for() -> None:
    harness = ListenerHarness()
    harness.listener.take(LOST)
    harness.listener.take(BACK)
    assert harness.scheduler.is_idle
    harness.scheduler.do_all()
    assert not harness.is_paused()


def test_told_again_that_it_is_gone_it_waits_from_then_on() -> None:
    harness = ListenerHarness()
    harness.listener.take(LOST)
    harness.listener.take(LOST)
    harness.listener.take(BACK)
    assert harness.scheduler.is_idle


def test_who_has_heard_something_is_waited_for_without_end() -> None:
    harness = ListenerHarness()
    harness.hear(2)
    harness.listener.take(LOST)
    assert harness.scheduler.is_idle
    assert harness.is_paused()


def test_in_a_file_no_sound_may_be_missing() -> None:
    with pytest.raises(IncompleteFileError, match=r"The sound is gone\."):
        ListenerHarness(sink="guide.wav").listener.take(LOST)


def test_where_nothing_can_speak_the_way_to_mend_it_is_told() -> None:
    with pytest.raises(NoVoiceError, match=r"Nothing speaks\. .*doctor"):
        ListenerHarness().listener.take(NoVoice("Nothing speaks."))
