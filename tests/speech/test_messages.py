from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from allvoice.speech import protocol as m
from tests.examples import ANY_TEXT

NUMBERS = st.integers(0, 2**31)
TEXT = ANY_TEXT
WORDS = st.lists(TEXT, min_size=1, max_size=6).map(tuple)
STARTS = st.lists(NUMBERS, min_size=1, max_size=4).map(tuple)

MESSAGES = st.one_of(
    st.builds(m.Configure, TEXT, TEXT, TEXT, NUMBERS, NUMBERS, TEXT, st.booleans()),
    st.builds(m.Say, NUMBERS, NUMBERS, WORDS, STARTS, st.floats(0, 9), NUMBERS, st.booleans()),
    st.builds(m.Sound, NUMBERS, NUMBERS, TEXT, st.floats(0, 9)),
    st.builds(m.Flush, NUMBERS),
    st.just(m.Pause()),
    st.just(m.Resume()),
    st.builds(m.SetRate, NUMBERS),
    st.builds(m.SetVolume, NUMBERS),
    st.builds(m.SetVolumeBoost, st.floats(0, 24)),
    st.builds(m.SetVoice, TEXT),
    st.builds(m.Prepare, st.lists(st.tuples(WORDS, STARTS), max_size=3).map(tuple)),
    st.builds(m.Ping, NUMBERS),
    st.just(m.Close()),
    st.builds(m.Ready, TEXT, TEXT, st.lists(st.tuples(TEXT, TEXT), max_size=3).map(tuple)),
    st.builds(m.Heard, NUMBERS, NUMBERS, st.none() | NUMBERS),
    st.builds(m.UtteranceFailed, NUMBERS, NUMBERS),
    st.builds(m.Notice, TEXT, st.booleans()),
    st.builds(m.NoVoice, TEXT),
    st.builds(m.Pong, NUMBERS, st.floats(0, 99)),
)


@given(MESSAGES)
def test_every_message_arrives_as_it_was_sent_on_one_line(message: m.Command | m.Event) -> None:
    line = m.encode(message)
    assert line.count(b"\n") == 1
    assert line.isascii()
    assert m.decode(line) == message


@given(st.binary() | st.sampled_from([b"{}", b"[]", b"1", b'{"kind":"Say"}', b'{"kind":[]}']))
def test_whatever_else_arrives_is_refused(line: bytes) -> None:
    with pytest.raises(ValueError, match=r"."):
        m.decode(line)
