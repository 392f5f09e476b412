"""At a terminal, words that are half typed when Control-C is pressed come with it."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from typing import Any, TextIO

import pytest

from allvoice.plain.happenings import HalfTyped
from allvoice.plain.terminal_lines import TerminalLines

if sys.platform == "win32":
    pytest.skip("its terminals have no such keys", allow_module_level=True)

import termios


class Typist:
    """A terminal and who types at it."""

    def __init__(self, terminal: TextIO, keyboard: int) -> None:
        self.terminal = terminal
        self.keyboard = keyboard
        self.lines = TerminalLines(terminal)
        self.taken = iter(self.lines)

    def type(self, keys: str) -> None:
        os.write(self.keyboard, keys.encode())

    @property
    def attributes(self) -> list[Any]:
        return termios.tcgetattr(self.terminal.fileno())


@pytest.fixture
def typist() -> Iterator[Typist]:
    keyboard, terminal = os.openpty()
    with os.fdopen(terminal, encoding="utf-8") as opened:
        yield Typist(opened, keyboard)
    os.close(keyboard)


def test_a_line_comes_when_enter_is_pressed(typist: Typist) -> None:
    typist.type("fièvre\n911\n")
    assert [next(typist.taken), next(typist.taken)] == ["fièvre\n", "911\n"]


def test_while_words_are_asked_for_control_c_brings_what_stands_in_the_line(
    typist: Typist,
) -> None:
    typist.lines.keep_half(True)
    typist.type("she slept wellx\x7f, 38.2 °C\x03")
    assert next(typist.taken) == HalfTyped("she slept well, 38.2 °C")
    typist.type("\x03")
    assert next(typist.taken) == HalfTyped("")


def test_a_line_is_typed_as_ever_while_words_are_asked_for(typist: Typist) -> None:
    typist.lines.keep_half(True)
    typist.type("two pills\nnext\n")
    assert [next(typist.taken), next(typist.taken)] == ["two pills\n", "next\n"]


def test_what_was_typed_before_words_were_asked_for_comes_too(typist: Typist) -> None:
    typist.type("she ")
    typist.lines.keep_half(True)
    typist.type("slept\x03")
    assert next(typist.taken) == HalfTyped("she slept")


def test_the_terminal_is_afterwards_as_it_was(typist: Typist) -> None:
    before = typist.attributes
    for wanted in (False, True, True, False, False):
        typist.lines.keep_half(wanted)
        assert (typist.attributes != before) == wanted


@pytest.mark.parametrize("key", [termios.VINTR, termios.VEOL2])
def test_who_gave_these_keys_another_meaning_keeps_that(typist: Typist, key: int) -> None:
    attributes = typist.attributes
    attributes[6][key] = b"\x00" if key == termios.VINTR else b"\x18"
    termios.tcsetattr(typist.terminal.fileno(), termios.TCSANOW, attributes)
    typist.lines.keep_half(True)
    typist.lines.keep_half(False)
    assert typist.attributes == attributes


def test_another_key_that_interrupts_does_the_same(typist: Typist) -> None:
    attributes = typist.attributes
    attributes[6][termios.VINTR] = b"\x07"
    termios.tcsetattr(typist.terminal.fileno(), termios.TCSANOW, attributes)
    typist.lines.keep_half(True)
    typist.type("half\x07")
    assert next(typist.taken) == HalfTyped("half")
    typist.lines.keep_half(False)
    assert typist.attributes == attributes


def test_half_a_line_that_the_end_of_typing_sends_off_is_a_line(typist: Typist) -> None:
    typist.type("half\x04 a line\n")
    assert next(typist.taken) == "half a line\n"
    typist.type("half\x04\x04")
    assert [*typist.taken] == ["half"]


def test_a_terminal_that_is_gone_ends_the_typing(typist: Typist) -> None:
    gone = TerminalLines(os.fdopen(os.dup(typist.terminal.fileno()), encoding="utf-8"))
    gone._terminal.close()
    gone.keep_half(True)
    assert [*gone] == []
