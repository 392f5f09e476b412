from __future__ import annotations

import queue
import time

from allvoice.playback.boundary import Passed
from allvoice.speech.host.boundary_clock import BoundaryClock
from allvoice.speech.protocol import Boundary

LIMIT_S = 10.0


def test_words_are_reported_in_the_order_they_were_played_however_fast_that_was() -> None:
    reported: queue.SimpleQueue[Passed] = queue.SimpleQueue()
    boundary_clock = BoundaryClock(reported.put)
    words = [Boundary(1, 1, word) for word in range(60)]
    for number, word in enumerate(words):
        boundary_clock.add(word, 0.09 - 0.03 * (number % 4))

    assert [reported.get(timeout=LIMIT_S) for _ in words] == words


def test_a_word_is_reported_no_sooner_than_it_is_heard() -> None:
    reported: queue.SimpleQueue[tuple[float, Passed]] = queue.SimpleQueue()
    boundary_clock = BoundaryClock(lambda event: reported.put((time.monotonic(), event)))
    added_s = time.monotonic()
    boundary_clock.add(Boundary(1, 1, 0), 0.05)

    assert reported.get(timeout=LIMIT_S)[0] >= added_s + 0.05
