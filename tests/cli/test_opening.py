"""While a large guide is being opened the listener is told so, and can leave at once."""

from __future__ import annotations

import os
import sys
import termios
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import TextIO

import pytest

from allvoice.cli import opening
from allvoice.cli.opening import BackgroundOpening, LeftEarlyError, is_large

pytestmark = [
    pytest.mark.timeout(20),
    pytest.mark.skipif(sys.platform == "win32", reason="pseudo-terminals are of POSIX"),
]


class _Keyboard:
    """The far end of a terminal."""

    def __init__(self, master: int, slave: int) -> None:
        self.master = master
        self.slave = slave

    def press(self, keys: bytes) -> None:
        """Send keys."""
        os.write(self.master, keys)

    def hang_up(self) -> None:
        """Go away."""
        os.close(self.master)
        self.master = -1

    @property
    def is_as_before(self) -> bool:
        """Whether the terminal echoes what is typed and gives it out by lines."""
        flags: int = termios.tcgetattr(self.slave)[3]
        return bool(flags & termios.ECHO) and bool(flags & termios.ICANON)


@pytest.fixture
def keyboard(monkeypatch: pytest.MonkeyPatch) -> Iterator[_Keyboard]:
    master, slave = os.openpty()
    stdin: TextIO = open(slave, closefd=False)  # noqa: SIM115
    monkeypatch.setattr(sys, "stdin", stdin)
    monkeypatch.setattr(opening, "TOLD_AFTER_S", 0.0)
    far_end = _Keyboard(master, slave)
    yield far_end
    stdin.close()
    os.close(slave)
    if far_end.master >= 0:
        far_end.hang_up()


class _Endless:
    """Work that ends when it may; what is told of it presses keys."""

    def __init__(self, keyboard: _Keyboard, keys: bytes) -> None:
        self.told: list[str] = []
        self.may_end = threading.Event()
        self._keyboard = keyboard
        self._keys = keys

    def work(self) -> str:
        """Wait to be let go."""
        self.may_end.wait()
        return "done"

    def tell(self, text: str) -> None:
        """Be told, and press the keys."""
        self.told.append(text)
        if self._keys:
            self._keyboard.press(self._keys)
        else:
            self.may_end.set()


@pytest.mark.parametrize("keys", [b"q", b"Q", b"\x1b[Cxq"])
def test_the_key_for_quitting_leaves_before_the_work_is_done(
    keyboard: _Keyboard, capfd: pytest.CaptureFixture[str], keys: bytes
) -> None:
    endless = _Endless(keyboard, keys)
    with pytest.raises(LeftEarlyError):
        BackgroundOpening("long.md", ("q", "Q"), endless.tell).do(endless.work)
    assert not endless.may_end.is_set()
    assert endless.told == ["Opening long.md. Press Q to quit."]
    assert capfd.readouterr().out == f"Opening long.md. Press Q to quit.{opening.ERASE_LINE}"
    assert keyboard.is_as_before
    endless.may_end.set()


def test_a_terminal_that_goes_away_leaves_too(keyboard: _Keyboard) -> None:
    endless = _Endless(keyboard, b"")
    with pytest.raises(LeftEarlyError):
        BackgroundOpening("long.md", ("q",), lambda text: keyboard.hang_up()).do(endless.work)
    assert not endless.may_end.is_set()
    endless.may_end.set()


def test_what_the_work_comes_to_is_returned_once_it_is_done(keyboard: _Keyboard) -> None:
    endless = _Endless(keyboard, b"")
    assert BackgroundOpening("long.md", ("q",), endless.tell).do(endless.work) == "done"
    assert len(endless.told) == 1
    assert keyboard.is_as_before


class _Typing(_Endless):
    """Work that ends once its opening has taken the keys."""

    def __init__(self, keyboard: _Keyboard, keys: bytes) -> None:
        super().__init__(keyboard, keys)
        self.opening = BackgroundOpening("long.md", ("q",), self.tell, searching=("/",))

    def work(self) -> str:
        """Wait until the keys were taken."""
        while len(self.opening.typed) < len(self._keys):
            self.may_end.wait(0.001)
        return "done"


@pytest.mark.parametrize("keys", [b" wxyz\x1b[C9", b"/quick\n", b"/quick\x1bt"])
def test_keys_that_do_not_leave_are_kept_for_when_it_is_open(
    keyboard: _Keyboard, keys: bytes
) -> None:
    typing = _Typing(keyboard, keys)
    assert typing.opening.do(typing.work) == "done"
    assert typing.opening.typed == keys.decode()
    assert keyboard.is_as_before


@pytest.mark.parametrize("keys", [b"/quick\nq", b"/quick\x1bq"])
def test_the_key_for_quitting_leaves_behind_what_was_looked_for(
    keyboard: _Keyboard, keys: bytes
) -> None:
    endless = _Endless(keyboard, keys)
    with pytest.raises(LeftEarlyError):
        BackgroundOpening("long.md", ("q",), endless.tell, searching=("/",)).do(endless.work)
    endless.may_end.set()


def test_where_lines_are_typed_a_line_of_its_own_leaves(keyboard: _Keyboard) -> None:
    endless = _Endless(keyboard, b"/quick\nquieter\nQ\n")
    opening = BackgroundOpening("long.md", ("q",), endless.tell, by_lines=True)
    with pytest.raises(LeftEarlyError):
        opening.do(endless.work)
    assert opening.typed == "/quick\nquieter\n"
    assert endless.told == ["Opening long.md. Type q to quit."]
    endless.may_end.set()


def test_why_the_work_failed_is_told_as_without_a_wait(keyboard: _Keyboard) -> None:
    def work() -> str:
        raise OSError("the disk is gone")

    with pytest.raises(OSError, match="the disk is gone"):
        BackgroundOpening("long.md", ("q",)).do(work)
    assert keyboard.is_as_before


def test_where_no_letter_quits_the_way_out_is_named_all_the_same() -> None:
    assert BackgroundOpening("long.md", ()).words == "Opening long.md. Press Ctrl-C to quit."


def test_only_a_large_guide_is_waited_for(tmp_path: Path) -> None:
    small, large, folder = tmp_path / "small.md", tmp_path / "large.md", tmp_path / "folder"
    small.write_text("# Small\n")
    large.write_text("word " * opening.SMALL_BYTES)
    folder.mkdir()
    for number in range(5):
        (folder / f"{number}.md").write_text("word " * (opening.SMALL_BYTES // 20))
    assert not is_large(small)
    assert is_large(large)
    assert is_large(folder)
    # What is wrong with it is told by who opens it, who may open another.
    assert not is_large(tmp_path / "gone.md")
