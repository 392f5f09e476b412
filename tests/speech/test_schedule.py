from __future__ import annotations

import queue
import time

from allvoice.speech.host.schedule import Schedule
from allvoice.speech.protocol import Heard

LIMIT_S = 10.0


def test_words_are_reported_in_the_order_they_were_played_however_fast_that_was() -> None:
    reported: queue.SimpleQueue[Heard] = queue.SimpleQueue()
    schedule = Schedule(reported.put)
    words = [Heard(1, 1, word) for word in range(60)]
    for number, word in enumerate(words):
        schedule.add(word, 0.09 - 0.03 * (number % 4))

    assert [reported.get(timeout=LIMIT_S) for _ in words] == words


def test_a_word_is_reported_no_sooner_than_it_is_heard() -> None:
    reported: queue.SimpleQueue[tuple[float, Heard]] = queue.SimpleQueue()
    schedule = Schedule(lambda event: reported.put((time.monotonic(), event)))
    added_s = time.monotonic()
    schedule.add(Heard(1, 1, 0), 0.05)

    assert reported.get(timeout=LIMIT_S)[0] >= added_s + 0.05
