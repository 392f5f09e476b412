"""A voice that is slow to start is waited for: only one that is ready can be seen to hang."""

from __future__ import annotations

import sys

from allvoice.speech.client.bookkeeping import REPLACED
from allvoice.speech.client.recovery import EAR
from allvoice.speech.client.vital_signs import PING_EVERY_S
from allvoice.speech.protocol import Notice, UtteranceEnded
from tests.speech.client_harness import client, say

PINGS_MISSED = 2 * round(EAR.unanswered_s / PING_EVERY_S)
SLOW_TO_START = f"""
import io, os, sys
from allvoice.speech.host import process

lines = []
while sum(b"Ping" in line for line in lines) < {PINGS_MISSED}:
    lines.append(sys.stdin.buffer.readline())
came, rest = io.BytesIO(b"".join(lines)), sys.stdin.buffer


class Joined:
    def readline(self):
        return came.readline() or rest.readline()

    def __iter__(self):
        return iter(self.readline, b"")


class Stdin:
    buffer = Joined()


sys.stdin = Stdin()
process.main()
"""


def test_a_voice_that_answers_nothing_while_it_starts_is_not_taken_for_a_hung_one() -> None:
    with client(command=[sys.executable, "-c", SLOW_TO_START]) as c:
        first = c.client.pid
        c.client.send(say(1))
        c.until(UtteranceEnded(0, 1))
        assert c.words(1) == [*range(12), None]
        assert Notice(REPLACED) not in c.seen
        assert c.client.pid == first
