"""What is typed comes through, whole and in order; what a terminal answers does not."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from allvoice.tui.typed import ANSWER_WAIT_S, ESCAPE_WAIT_S, Typed, escape_wait_s

KEYS = [
    "a",
    "B",
    " ",
    "\r",
    "é",
    "\x7f",
    "\x1b[C",
    "\x1b[5~",
    "\x1bOP",
    "\x1b[1;2D",
    "\x1b[<0;3;4M",
]
ANSWERS = [
    "\x1b]11;rgb:bbbb/1e1e/dddd\x1b\\",
    "\x1b]10;rgb:ffff/ffff/ffff\x07",
    "\x1b[?62;22c",
    "\x1b[>0;276;0c",
    "\x1b[?0u",
    "\x1bP>|XTerm(370)\x1b\\",
    "\x1b_Gi=31;OK\x1b\\",
]


class Clock:
    now_s = 0.0

    def __call__(self) -> float:
        return self.now_s


def made() -> tuple[Typed, Clock]:
    clock = Clock()
    return Typed(clock), clock


@pytest.mark.parametrize("key", [*KEYS, "\x1b[?2026;2$y"])
def test_a_key_and_what_textual_asks_for_come_through_at_once(key: str) -> None:
    typed, _ = made()
    assert typed.take(key) == key
    assert typed.due_in_s is None


@pytest.mark.parametrize("answer", ANSWERS)
def test_an_answer_nobody_asked_for_does_not_come_through(answer: str) -> None:
    typed, _ = made()
    assert typed.take(f"a{answer}b") == "ab"


@given(
    st.lists(st.sampled_from([*KEYS, *ANSWERS]), max_size=12),
    st.lists(st.integers(0, 200)),
    st.data(),
)
def test_however_it_is_cut_in_pieces_only_what_was_typed_comes_through_in_order(
    sent: list[str], cuts: list[int], data: st.DataObject
) -> None:
    typed, clock = made()
    text = "".join(sent)
    edges = sorted({0, len(text), *(cut for cut in cuts if cut < len(text))})
    came = ""
    for start, end in itertools.pairwise(edges):
        came += typed.take(text[start:end])
        clock.now_s += data.draw(st.floats(0, ESCAPE_WAIT_S * 0.9))
        came += typed.due()
    assert came == "".join(each for each in sent if each in KEYS)


def test_the_escape_key_is_known_by_nothing_coming_after_it() -> None:
    typed, clock = made()
    assert typed.take("\x1b") == ""
    assert typed.due() == ""
    assert typed.due_in_s == pytest.approx(ESCAPE_WAIT_S)
    clock.now_s += ESCAPE_WAIT_S
    assert typed.due() == "\x1b"
    assert typed.due_in_s is None


def test_escape_pressed_three_times_is_three_keys() -> None:
    typed, clock = made()
    came = typed.take("\x1b\x1b") + typed.take("\x1b")
    clock.now_s += ESCAPE_WAIT_S
    assert came + typed.due() == "\x1b\x1b\x1b"


@pytest.mark.parametrize("key", ["\x1b]", "\x1bP", "\x1bX", "\x1b["])
def test_a_key_with_alt_comes_through_after_a_moment(key: str) -> None:
    typed, clock = made()
    came = typed.take(key)
    clock.now_s += ESCAPE_WAIT_S
    assert came + typed.due() == key


def test_the_rest_of_an_answer_that_comes_late_is_no_key_either() -> None:
    typed, clock = made()
    came = typed.take("\x1b]11;rgb:bb")
    clock.now_s += ANSWER_WAIT_S / 2
    came += typed.due() + typed.take("bb/q\x1b")
    came += typed.take("\\x")
    assert came == "x"


def test_an_answer_that_never_ends_does_not_hold_the_keys_for_ever() -> None:
    typed, clock = made()
    assert typed.take("\x1b]11;rgb:") == ""
    clock.now_s += ANSWER_WAIT_S
    assert typed.due() == ""
    assert typed.take("q") == "q"
    assert typed.take("\x1b]" + "b" * 5_000) == ""
    assert typed.take("q") == "q"


@pytest.mark.parametrize(
    ("set_to", "wait_s"),
    [(None, ESCAPE_WAIT_S), ("300", 0.3), ("0", 0.001), ("soon", ESCAPE_WAIT_S)],
)
def test_on_a_slow_line_the_wait_for_the_rest_of_a_key_can_be_longer(
    monkeypatch: pytest.MonkeyPatch, set_to: str | None, wait_s: float
) -> None:
    monkeypatch.delenv("ESCDELAY", raising=False)
    if set_to is not None:
        monkeypatch.setenv("ESCDELAY", set_to)
    assert escape_wait_s() == wait_s
