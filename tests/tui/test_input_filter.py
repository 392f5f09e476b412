"""What is typed comes through, whole and in order; answers and what is pasted do nothing."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from allvoice.tui.terminal.clicks import Clicked
from allvoice.tui.terminal.input_filter import (
    ANSWER_WAIT_S,
    ESCAPE,
    ESCAPE_WAIT_S,
    MOST_PASTED_CHARS,
    PASTE_STALL_S,
    PASTE_WAIT_S,
    PIECE_WAIT_S,
    REMOTE,
    SLOW_ESCAPE_WAIT_S,
    InputFilter,
    Keys,
    Pasted,
    Piece,
    Sequence,
    escape_wait_s,
)

CHARACTERS = ["a", "B", " ", "\r", "é", "\x7f", "[", "O"]
SEQUENCES = [
    "\x1b[C",
    "\x1b[5~",
    "\x1bOP",
    "\x1b[1;2D",
    "\x1b[[A",
    "\x1b[3$",
    "\x1b[I",
    "\x1b[97;5u",
    "\x1bx",
]
ANSWERS = [
    "\x1b]11;rgb:bbbb/1e1e/dddd\x1b\\",
    "\x1b]10;rgb:ffff/ffff/ffff\x07",
    "\x1b[?62;22c",
    "\x1b[?2026;2$y",
    "\x1b[>0;276;0c",
    "\x1b[?0u",
    "\x1b[12;40R",
    "\x1bP>|XTerm(370)\x1b\\",
    "\x1b_Gi=31;OK\x1b\\",
    "\x1b[<0;3M",
    "\x1b[M q!",
]
START, END = "\x1b[200~", "\x1b[201~"
RED = "\x1b[31mred\x1b[0m q d B"
PASTES = {f"{START}{RED}{END}": "red q d B", f"{START}\x1b[B\x1b{END}": "", f"{START}{END}": ""}


class Clock:
    now_s = 0.0

    def __call__(self) -> float:
        return self.now_s


def made(wait_s: float = ESCAPE_WAIT_S) -> tuple[InputFilter, Clock]:
    clock = Clock()
    return InputFilter(clock, wait_s), clock


def texts(pieces: list[Piece]) -> list[str]:
    """Return the keys as they were sent, each for itself, and pastes in brackets."""
    found: list[str] = []
    for piece in pieces:
        match piece:
            case Keys(text):
                found += text
            case Pasted(text):
                found.append(f"({text})")
            case Sequence(text):
                found.append(text)
    return found


def sent_in(typed: InputFilter, clock: Clock, *sent: str | float) -> list[str]:
    """Return what comes of texts, and of seconds in which nothing is sent, and of a long silence.

    What is due is asked for whenever it can be.
    """
    came: list[Piece] = []
    for each in (*sent, 10.0):
        if isinstance(each, str):
            came += typed.take(each)
            continue
        until_s = clock.now_s + each
        while (due_in_s := typed.due_in_s) is not None and clock.now_s + due_in_s <= until_s:
            clock.now_s += due_in_s
            came += typed.due()
        clock.now_s = until_s
    return texts(came)


@pytest.mark.parametrize("key", [*CHARACTERS, *SEQUENCES])
def test_a_key_comes_through_at_once(key: str) -> None:
    typed, _ = made()
    assert texts(typed.take(key)) == [key]
    assert typed.due_in_s is None


@pytest.mark.parametrize("answer", ANSWERS)
def test_an_answer_nobody_asked_for_does_not_come_through(answer: str) -> None:
    typed, _ = made()
    assert texts(typed.take(f"a{answer}b")) == ["a", "b"]


@given(
    st.lists(st.sampled_from([*CHARACTERS, *SEQUENCES, *ANSWERS, *PASTES]), max_size=12),
    st.lists(st.integers(0, 200)),
    st.data(),
)
def test_however_it_is_cut_in_pieces_only_what_was_typed_comes_through_in_order(
    sent: list[str], cuts: list[int], data: st.DataObject
) -> None:
    typed, clock = made()
    text = "".join(sent)
    edges = sorted({0, len(text), *(cut for cut in cuts if cut < len(text))})
    came: list[str | float] = []
    for start, end in itertools.pairwise(edges):
        came += [text[start:end], data.draw(st.floats(0, ESCAPE_WAIT_S * 0.9))]
    meant = [
        f"({PASTES[each]})" if each in PASTES else each for each in sent if each not in ANSWERS
    ]
    assert sent_in(typed, clock, *came) == meant


@pytest.mark.parametrize("gap_s", [0.005, 0.025, 0.03, 0.05, 0.1, 0.2])
@pytest.mark.parametrize("key", ["\x1b[B", "\x1bOB", "\x1b[1;2D", "\x1b[5~", "\x1b[I", "\x1b[O"])
@pytest.mark.parametrize("piece_chars", [1, 2, 10])
def test_half_a_key_is_never_other_keys(gap_s: float, key: str, piece_chars: int) -> None:
    typed, clock = made()
    pieces: list[str | float] = ["\x1b"]
    for start in range(1, len(key), piece_chars):
        pieces += [gap_s, key[start : start + piece_chars]]
    # Escape may have acted, which is silence; what is left is the key itself.
    came = sent_in(typed, clock, *pieces)
    assert came in ([key], ["\x1b", key])
    assert (came == [key]) == (gap_s < ESCAPE_WAIT_S)


def test_where_a_key_came_in_pieces_the_next_is_waited_for_longer() -> None:
    typed, clock = made()
    late = 2 * ESCAPE_WAIT_S
    assert sent_in(typed, clock, "\x1b", late, "[B") == ["\x1b", "\x1b[B"]
    assert sent_in(typed, clock, "\x1b", late, "[B") == ["\x1b[B"]
    assert typed.take("\x1b") == []
    assert typed.due_in_s == pytest.approx(SLOW_ESCAPE_WAIT_S)


@pytest.mark.parametrize("begun", ["\x1b[1", "\x1b[1;", "\x1b[[", "\x1b[M", "\x1b]11;r", "\x1b[20"])
def test_half_a_key_whose_other_half_never_comes_is_nothing(begun: str) -> None:
    typed, clock = made()
    assert sent_in(typed, clock, begun) == []
    assert sent_in(typed, clock, "s") == ["s"]


@pytest.mark.parametrize("broken", ["\x1b[1;\x03", "\x1b[é", "\x1b[1\x1b[C"])
def test_a_key_in_the_middle_of_half_a_key_is_that_key(broken: str) -> None:
    typed, clock = made()
    (came,) = sent_in(typed, clock, broken)
    assert came in ("\x03", "é", "\x1b[C")


@pytest.mark.parametrize("keys", ["[", "[[", "O"])
def test_escape_and_then_a_bracket_are_two_keys(keys: str) -> None:
    typed, clock = made()
    assert sent_in(typed, clock, "\x1b", ESCAPE_WAIT_S, keys) == ["\x1b", *keys]
    assert sent_in(typed, clock, "\x1b", 2 * PIECE_WAIT_S, f"{keys}B") == ["\x1b", *keys, "B"]


def test_the_escape_key_is_known_by_nothing_coming_after_it() -> None:
    typed, clock = made()
    assert typed.take("\x1b") == []
    assert typed.due() == []
    assert typed.due_in_s == pytest.approx(ESCAPE_WAIT_S)
    clock.now_s += ESCAPE_WAIT_S
    assert typed.due() == [Sequence("\x1b")]
    assert typed.due_in_s is None


def test_escape_pressed_three_times_is_three_keys() -> None:
    typed, clock = made()
    assert sent_in(typed, clock, "\x1b\x1b", 0.001, "\x1b") == ["\x1b"] * 3


@pytest.mark.parametrize("key", ["\x1b]", "\x1bP", "\x1bX", "\x1b[", "\x1bO"])
def test_a_key_with_alt_that_begins_others_comes_through_after_a_moment(key: str) -> None:
    typed, clock = made()
    assert sent_in(typed, clock, key) == [key]


def test_the_rest_of_an_answer_that_comes_late_is_no_key_either() -> None:
    typed, clock = made()
    half_s = ANSWER_WAIT_S / 2
    assert sent_in(typed, clock, "\x1b]11;rgb:bb", half_s, "bb/q\x1b", 0.1, "\\x") == ["x"]


def test_an_answer_that_never_ends_does_not_hold_the_keys_for_ever() -> None:
    typed, clock = made()
    assert sent_in(typed, clock, "\x1b]11;rgb:", "b" * 5_000) == []
    assert sent_in(typed, clock, "q") == ["q"]
    # Whoever does not wait is let out by Escape.
    assert sent_in(typed, clock, "\x1b]11;rgb:", 0.1, "\x1b", PIECE_WAIT_S, "q") == ["\x1b", "q"]


@pytest.mark.parametrize("cut", range(1, len(END)))
def test_the_end_of_a_paste_is_known_in_pieces(cut: int) -> None:
    typed, clock = made()
    came = sent_in(typed, clock, f"{START}some", 0.2, f"thing{END[:cut]}", 0.2, f"{END[cut:]}s")
    assert came == ["(something)", "s"]


def test_of_a_long_paste_the_beginning_is_kept_and_nothing_of_it_is_a_key() -> None:
    typed, clock = made()
    lines = f"{RED}\r\n" * 40_000
    pieces = [lines[start : start + 4_096] for start in range(0, len(lines), 4_096)]
    came = sent_in(typed, clock, START, *pieces, END, "s")
    assert [each[:12] for each in came] == ["(red q d B\r\n", "s"]
    assert len(came[0]) <= MOST_PASTED_CHARS + 2


def test_a_paste_whose_end_was_lost_does_not_hold_the_keys_for_ever() -> None:
    typed, clock = made()
    assert sent_in(typed, clock, f"{START}text") == ["(text)"]
    assert sent_in(typed, clock, "s") == ["s"]
    came = sent_in(typed, clock, f"{START}text", "s", PASTE_WAIT_S / 2, "\x1b", ANSWER_WAIT_S, "s")
    assert came == ["(texts)", "\x1b", "s"]


def test_a_sequence_without_an_end_takes_no_memory() -> None:
    typed, clock = made()
    for _ in range(300):
        assert typed.take("\x1b[" if not typed.due_in_s else "1" * 4_096) == []
    assert len(typed._held) < 1_000
    # Nobody knows such a key.
    (came,) = sent_in(typed, clock, "B")
    assert len(came) > 100


@pytest.mark.parametrize(
    ("set_to", "wait_s"),
    [(None, ESCAPE_WAIT_S), ("300", 0.3), ("0", 0.001), ("soon", ESCAPE_WAIT_S)],
)
def test_on_a_slow_line_the_wait_for_the_rest_of_a_key_can_be_longer(
    monkeypatch: pytest.MonkeyPatch, set_to: str | None, wait_s: float
) -> None:
    for name in ("ESCDELAY", *REMOTE):
        monkeypatch.delenv(name, raising=False)
    if set_to is not None:
        monkeypatch.setenv("ESCDELAY", set_to)
    assert escape_wait_s() == wait_s


@pytest.mark.parametrize("name", REMOTE)
def test_over_ssh_the_wait_is_longer_by_itself(monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    monkeypatch.delenv("ESCDELAY", raising=False)
    monkeypatch.setenv(name, "somewhere")
    assert escape_wait_s() == SLOW_ESCAPE_WAIT_S
    monkeypatch.setenv("ESCDELAY", "10")
    assert escape_wait_s() == 0.01


@pytest.mark.parametrize("key", ["q", "\x1b[B", "\r"])
def test_a_paste_whose_end_was_lost_takes_no_key_that_is_pressed_later(key: str) -> None:
    now = [0.0]
    typed = InputFilter(lambda: now[0])
    assert typed.take("\x1b[200~hello") == []
    now[0] += PASTE_STALL_S
    pasted, pressed = typed.take(key)
    assert pasted == Pasted("hello")
    assert pressed == (Sequence(key) if key[0] == ESCAPE else Keys(key))


def test_a_paste_that_stalls_goes_on_as_text() -> None:
    now = [0.0]
    typed = InputFilter(lambda: now[0])
    typed.take("\x1b[200~one ")
    now[0] += PASTE_STALL_S
    assert typed.take("two q\r") == []
    assert typed.take("\x1b[201~") == [Pasted("one two q\r")]


# The pointer


@pytest.mark.parametrize(
    ("sent", "meant"),
    [
        ("\x1b[<0;3;4M", Clicked(0, 2, 3)),
        ("\x1b[<0;203;104m", Clicked(0, 202, 103, is_let_go=True)),
        ("\x1b[<65;1;1M", Clicked(65, 0, 0)),
    ],
)
def test_the_pointer_comes_through_whole_between_keys(sent: str, meant: Clicked) -> None:
    for cut in range(1, len(sent)):
        typed, _ = made()
        came = [*typed.take(f"a{sent[:cut]}"), *typed.take(f"{sent[cut:]}b")]
        assert came == [Keys("a"), meant, Keys("b")]


@pytest.mark.parametrize("sent", ["\x1b[<0;3M", "\x1b[<0;3;4;5M", "\x1b[M q!", "\x1b[32;3;4M"])
def test_no_other_form_of_the_pointer_is_a_key_or_a_click(sent: str) -> None:
    typed, _ = made()
    assert not any(isinstance(each, Clicked) for each in typed.take(sent))


def test_a_pointer_in_a_paste_is_text_without_it() -> None:
    typed, _ = made()
    assert typed.take(f"{START}a\x1b[<0;3;4Mb{END}") == [Pasted("ab")]
