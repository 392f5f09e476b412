"""The screen in a real terminal: what is written to it, and what is left behind."""

from __future__ import annotations

import fcntl
import os
import pty
import re
import select
import signal
import struct
import subprocess
import sys
import termios
import time
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import pyte
import pytest

from allvoice.tui.terminal.clicks import CLICKS_OFF, CLICKS_ON
from allvoice.tui.terminal.double_lines import QUESTION
from allvoice.tui.terminal.type_ahead import FLOOD_GAP_S

WIDTH, HEIGHT = 40, 12
LIMIT_S = 20.0
QUIET_S = 0.5
IDLE_S = 1.0
NO_MULTIPLEXER = {"TMUX": "", "STY": ""}
ROOT = Path(__file__).parents[2]


class Terminal:
    """Runs the screen and keeps every byte it writes."""

    def __init__(self, folder: Path, *arguments: str, environ: Mapping[str, str]) -> None:
        self._main, side = pty.openpty()
        fcntl.ioctl(side, termios.TIOCSWINSZ, struct.pack("HHHH", HEIGHT, WIDTH, 0, 0))
        unwanted = ("COLUMNS", "LINES", "NO_COLOR", "TEXTUAL_THEME")
        inherited = {key: value for key, value in os.environ.items() if key not in unwanted}
        self.process = subprocess.Popen(
            [sys.executable, "-m", "tests.tui.alone", str(folder), *arguments],
            stdin=side,
            stdout=side,
            stderr=side,
            cwd=ROOT,
            env={**inherited, "TERM": "xterm-256color", **environ},
            start_new_session=True,
        )
        os.close(side)
        self.written = b""
        self._screen = pyte.Screen(WIDTH, HEIGHT)
        self._stream = pyte.ByteStream(self._screen)

    def read(self, limit_s: float) -> bytes:
        """Return what is written next; nothing when the time is over or the program ended."""
        if not select.select([self._main], [], [], limit_s)[0]:
            return b""
        try:
            data = os.read(self._main, 65536)
        except OSError:
            return b""
        self.written += data
        # pyte does not know the private mark of these requests and would print their end.
        self._stream.feed(re.sub(rb"\x1b\[[<>=?][0-9;]*[a-zA-Z]?\$?[pu]", b"", data))
        return data

    def press(self, keys: str) -> None:
        os.write(self._main, keys.encode())

    def wait_for(self, seen: Callable[[], bool]) -> None:
        while not seen():
            assert self.read(LIMIT_S), self.text()

    def pause(self, duration_s: float) -> None:
        """Press nothing for some time, and see what is written meanwhile."""
        until_s = time.monotonic() + duration_s
        while (rest_s := until_s - time.monotonic()) > 0:
            self.read(rest_s)

    def settle(self) -> None:
        """Wait until nothing more is being written."""
        while self.read(QUIET_S):
            pass

    def end(self) -> int:
        while self.read(LIMIT_S):
            pass
        return self.process.wait(LIMIT_S)

    def text(self) -> str:
        return "\n".join(self._screen.display)

    @property
    def cursor(self) -> tuple[int, int, bool]:
        cursor = self._screen.cursor
        return cursor.x, cursor.y, cursor.hidden

    def resize(self, columns: int, lines: int) -> None:
        fcntl.ioctl(self._main, termios.TIOCSWINSZ, struct.pack("HHHH", lines, columns, 0, 0))
        # Not the program's controlling terminal: nobody else tells it.
        self.process.send_signal(signal.SIGWINCH)
        self._screen.resize(lines, columns)

    def hang_up(self) -> None:
        """Close the window; not its controlling terminal, so that no signal tells the program."""
        os.dup2(os.open(os.devnull, os.O_RDWR), self._main)

    def close(self) -> None:
        if self.process.poll() is None:
            self.process.kill()
            self.process.wait()
        os.close(self._main)


@pytest.fixture
def open_terminal(tmp_path: Path) -> Iterator[Callable[..., Terminal]]:
    opened: list[Terminal] = []

    def run(
        *arguments: str, environ: Mapping[str, str] | None = None, waits: bool = True
    ) -> Terminal:
        terminal = Terminal(tmp_path, *arguments, environ=environ or {})
        opened.append(terminal)
        if waits:
            terminal.wait_for(lambda: "H help" in terminal.text())
            terminal.settle()
        return terminal

    yield run
    for terminal in opened:
        terminal.close()


def test_nothing_at_all_is_written_while_nothing_happens(
    open_terminal: Callable[..., Terminal],
) -> None:
    terminal = open_terminal()
    assert terminal.read(IDLE_S) == b""
    terminal.press("/")
    terminal.wait_for(lambda: "Enter finds" in terminal.text())
    terminal.settle()
    assert terminal.read(IDLE_S) == b""


def test_the_terminal_is_asked_nothing_and_what_it_answers_others_is_no_key(
    open_terminal: Callable[..., Terminal],
) -> None:
    terminal = open_terminal()
    assert re.findall(rb"\x1b\[[?>=]?[0-9;]*(?:\$p|[cn])", terminal.written) == []
    before = terminal.text()
    # Slashes, letters and a q: the search, bookmarks, and the end of the program.
    terminal.press("\x1b]11;rgb:bbbb/qqqq/dddd\x1b\\\x1b[?62;22c\x1bP>|XTerm(370)\x1b\\")
    terminal.settle()
    assert terminal.text() == before
    terminal.press("t")
    terminal.wait_for(lambda: "Contents" in terminal.text())
    terminal.press("\x1b")
    terminal.wait_for(lambda: "Contents" not in terminal.text())


def test_the_terminals_own_cursor_is_shown_where_the_reading_is(
    open_terminal: Callable[..., Terminal],
) -> None:
    terminal = open_terminal()
    assert terminal.cursor == (2, 1, False)
    terminal.press("t")
    terminal.wait_for(lambda: "Contents" in terminal.text())
    terminal.settle()
    terminal.press("2")
    terminal.wait_for(lambda: ">   Fever" in terminal.text())
    terminal.settle()
    assert terminal.cursor == (4, 2, False)
    terminal.press("t")
    terminal.wait_for(lambda: "Contents" not in terminal.text())
    terminal.settle()
    assert terminal.cursor == (2, 1, False)


def test_quitting_gives_the_terminal_back(open_terminal: Callable[..., Terminal]) -> None:
    terminal = open_terminal()
    terminal.press("q")
    assert terminal.end() == 0
    assert b"\x1b[?1049l" in terminal.written
    assert not terminal.cursor[2]


def test_an_error_leaves_one_sentence_and_no_traceback(
    open_terminal: Callable[..., Terminal],
) -> None:
    terminal = open_terminal("fail")
    terminal.press("w")
    assert terminal.end() == 1
    left = terminal.written.split(b"\x1b[?1049l")[1].decode()
    assert "your place is saved" in left
    assert "Traceback" not in left
    assert "secret" not in left


@pytest.mark.parametrize("fault", ["deaf", "torn"])
def test_a_keyboard_that_cannot_be_read_leaves_one_sentence_and_no_traceback(
    open_terminal: Callable[..., Terminal], fault: str
) -> None:
    terminal = open_terminal(fault, waits=False)
    terminal.press("q")
    assert terminal.end() == 1
    left = terminal.written.split(b"\x1b[?1049l")[1].decode()
    assert "The keyboard could not be read any more" in left
    assert "your place is saved" in " ".join(left.split())
    assert "Traceback" not in left


def test_keys_are_read_where_the_systems_usual_way_knows_no_terminals(
    open_terminal: Callable[..., Terminal],
) -> None:
    terminal = open_terminal("mac")
    terminal.press("t")
    terminal.wait_for(lambda: "Contents" in terminal.text())
    terminal.press("q")
    assert terminal.end() == 0


def test_what_is_pasted_does_nothing_and_of_a_flood_of_keys_almost_nothing_is_done(
    open_terminal: Callable[..., Terminal],
) -> None:
    terminal = open_terminal()
    terminal.press("\x1b[200~q\x1b[31mq\x1b[B\r\n\x1b[201~")
    terminal.wait_for(lambda: "What was pasted does nothing here" in terminal.text())
    terminal.press("q" * 3_000)
    terminal.wait_for(lambda: "Too many keys at once" in terminal.text())
    # What comes hard on the heels of a flood is part of it.
    terminal.pause(2 * FLOOD_GAP_S)
    terminal.press("t")
    terminal.wait_for(lambda: "Contents" in terminal.text())
    terminal.press("q")
    assert terminal.end() == 0


def test_the_first_line_of_a_paste_is_what_is_looked_for(
    open_terminal: Callable[..., Terminal],
) -> None:
    terminal = open_terminal()
    terminal.press("/")
    terminal.wait_for(lambda: "Enter finds" in terminal.text())
    terminal.press("\x1b[200~\r\n \x1b[1mmorn\x1b[0ming\r\nq\r\n\x1b[201~")
    terminal.wait_for(lambda: "morning" in terminal.text())
    assert terminal.process.poll() is None


def test_of_many_sizes_the_last_is_painted(open_terminal: Callable[..., Terminal]) -> None:
    terminal = open_terminal()
    for columns in range(100, 30, -1):
        terminal.resize(columns, HEIGHT + 3)
    terminal.resize(WIDTH, HEIGHT + 1)
    terminal.wait_for(lambda: terminal.text().splitlines()[-1].startswith("Space play"))
    assert len(terminal.text().splitlines()) == HEIGHT + 1


def test_a_terminal_that_closes_ends_the_program(open_terminal: Callable[..., Terminal]) -> None:
    terminal = open_terminal()
    terminal.hang_up()
    assert terminal.process.wait(LIMIT_S) == 0


def test_with_no_color_not_one_colour_is_written(open_terminal: Callable[..., Terminal]) -> None:
    terminal = open_terminal(environ={"NO_COLOR": "1"})
    terminal.press("t")
    terminal.wait_for(lambda: "Contents" in terminal.text())
    terminal.settle()
    styles = re.findall(rb"\x1b\[([0-9;]*)m", terminal.written)
    codes = {int(code) for style in styles for code in style.split(b";") if code}
    assert codes <= {0, 1, 4, 7, 9, 39, 49}
    assert {1, 7} <= codes


def sgr(column: int, row: int, button: int = 0) -> str:
    """Return what a terminal sends for a click on a cell, counted from 0."""
    return "".join(f"\x1b[<{button};{column + 1};{row + 1}{end}" for end in "Mm")


def place(terminal: Terminal, text: str) -> tuple[int, int]:
    lines = terminal.text().splitlines()
    row = next(number for number, line in enumerate(lines) if text in line)
    return lines[row].index(text), row


def test_a_click_is_told_by_the_terminal_and_done_and_no_move_is_asked_for(
    open_terminal: Callable[..., Terminal],
) -> None:
    terminal = open_terminal()
    assert CLICKS_ON.encode() in terminal.written
    for motion in (b"1002h", b"1003h", b"1015h", b"1016h"):
        assert motion not in terminal.written
    terminal.press(sgr(*place(terminal, "It uses")))
    terminal.wait_for(lambda: "> It uses" in terminal.text())
    terminal.wait_for(lambda: "PLAYING" in terminal.text())
    terminal.press(sgr(*place(terminal, "H help")))
    terminal.wait_for(lambda: "Help, all keys" in terminal.text())
    terminal.settle()
    assert terminal.read(IDLE_S) == b""
    terminal.press("q")
    assert terminal.end() == 0
    left = terminal.written.rindex(CLICKS_OFF.encode())
    assert left > terminal.written.rindex(CLICKS_ON.encode())


def test_clicks_that_are_not_wanted_are_neither_asked_for_nor_done(
    open_terminal: Callable[..., Terminal],
) -> None:
    terminal = open_terminal("unclicked")
    terminal.press(sgr(*place(terminal, "H help")))
    terminal.press("t")
    terminal.wait_for(lambda: "Contents" in terminal.text())
    assert b"\x1b[?1000" not in terminal.written
    terminal.press("q")
    assert terminal.end() == 0


def test_a_wheel_that_is_spun_is_no_flood_and_a_flood_of_clicks_is_left_out(
    open_terminal: Callable[..., Terminal],
) -> None:
    terminal = open_terminal()
    terminal.press("\x1b[<65;3;3M" * 200)
    terminal.wait_for(lambda: "> This guide" in terminal.text() or "PLAYING" in terminal.text())
    terminal.settle()
    assert "Too many" not in terminal.text()
    terminal.press(sgr(*place(terminal, "any time")) * 100)
    terminal.wait_for(lambda: "Too many keys at once" in terminal.text())
    terminal.pause(2 * FLOOD_GAP_S)
    terminal.press("q")
    assert terminal.end() == 0


def test_larger_letters_are_written_where_the_terminal_says_it_has_them_and_taken_back(
    open_terminal: Callable[..., Terminal],
) -> None:
    terminal = open_terminal("larger", environ=NO_MULTIPLEXER)
    assert QUESTION.encode() in terminal.written
    assert terminal.written.index(QUESTION.encode()) < terminal.written.index(b"urgent")
    assert b"\x1b#3" not in terminal.written
    # A line of double width ends in the middle.
    terminal.press(f"\x1b[1;{WIDTH // 2}R")
    terminal.wait_for(lambda: b"\x1b#4" in terminal.written)
    terminal.settle()
    assert terminal.read(IDLE_S) == b""
    before = len(terminal.written)
    terminal.press("q")
    assert terminal.end() == 0
    left = terminal.written[before:]
    assert left.rindex(b"\x1b#5") < left.index(b"\x1b[?1049l")
    assert b"\x1b#3" not in left


def test_where_the_terminal_has_no_larger_letters_none_are_written(
    open_terminal: Callable[..., Terminal],
) -> None:
    terminal = open_terminal("larger", environ=NO_MULTIPLEXER)
    terminal.press(f"\x1b[1;{WIDTH}R")
    terminal.press("t")
    terminal.wait_for(lambda: "Contents" in terminal.text())
    terminal.press("t")
    terminal.settle()
    assert b"\x1b#3" not in terminal.written
    terminal.press("q")
    assert terminal.end() == 0


@pytest.mark.parametrize(
    ("arguments", "environ"),
    [([], {}), (["larger"], {"TMUX": "/tmp/tmux,1,0"}), (["larger"], {"STY": "1.screen"})],
)
def test_the_terminal_is_not_asked_without_a_wish_nor_where_one_size_is_all_there_is(
    open_terminal: Callable[..., Terminal], arguments: list[str], environ: dict[str, str]
) -> None:
    terminal = open_terminal(*arguments, environ={**NO_MULTIPLEXER, **environ})
    assert b"\x1b[6n" not in terminal.written
    assert b"\x1b#" not in terminal.written


def test_of_a_flood_nothing_is_left_out_where_own_words_are_typed(
    open_terminal: Callable[..., Terminal],
) -> None:
    terminal = open_terminal()
    terminal.press("E")
    terminal.wait_for(lambda: "Enter keeps it" in terminal.text())
    terminal.press(" ".join(["words of a listener"] * 20) + " end.")
    terminal.wait_for(lambda: "a listener end." in terminal.text())
    assert "Too many keys" not in terminal.text()
