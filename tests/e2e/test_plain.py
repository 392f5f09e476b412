"""Plain mode as it reaches a braille display of forty cells, a screen reader and a pipe."""

from __future__ import annotations

import os
import re
import signal
import subprocess
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack
from pathlib import Path

import psutil
import pytest
from wcwidth import wcswidth

from allvoice.actions.asking import WAITS_IN_LINES
from allvoice.guide.load import load_guide
from allvoice.guide.model import Position
from allvoice.paths import bundled_guide
from allvoice.plain.prompts import TO_ANSWER
from allvoice.plain.typed_words import TypedControls
from tests.e2e.conftest import environment_of, heard_the_tour
from tests.e2e.terminal import PROGRAM, Terminal

LIMIT_S = 30.0
COLUMNS, LINES = 40, 12
NEXT = "[Enter: next sentence, h: help, q: quit]"
GUIDE = load_guide(bundled_guide())
CHAPTERS = len(GUIDE.chapters)
THIRD = GUIDE.chapters[2]
FIRST_SECTION = GUIDE.sections[THIRD.index + 1]
SENTENCE = GUIDE.sentence_text(Position(FIRST_SECTION.first_block + 1))
HERE = sum(section.chapter == THIRD.index for section in GUIDE.sections)
MORE_SECTIONS = f"[1 to {CHAPTERS}: go, tt: sections, Enter: more]"
MORE_HELP = "[Enter: more, h: help, q: quit]"
SAVED = f"Place saved: chapter 3, {THIRD.title}."
SESSION = (
    # What is typed, and the end of its answer.
    ("t", f"[1 to {CHAPTERS}: go, tt: sections, Enter: next]"),
    ("3", NEXT),
    ("tt", f"[1 to {HERE}: go there, Enter: next]"),
    ("2", NEXT),
    ("", SENTENCE),
    ("b", NEXT),
    ("+", NEXT),
    ("=180", NEXT),
    ("w", NEXT),
    ("/spinal fluid", NEXT),
    ("b", NEXT),
    ("B", "[1 to 2: go, dl 1: remove, Enter: next]"),
    ("1", NEXT),
    ("dl 2", NEXT),
    ("u", NEXT),
    ("v", NEXT),
    ("frobnicate", NEXT),
    ("h", NEXT),
    ("q", SAVED),
)
NASTY = """\
# Tablets \x1b[31m&#27;[2J

- Take\x07 them \u202ewith food\u202c, “38 °C” – and &#13; water\x9b1m.
- Then rest.
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "data"


@pytest.fixture
def open_plain(folder: Path) -> Iterator[Callable[..., Terminal]]:
    """Opens plain mode in a window of its own; what is typed there is not echoed."""
    with ExitStack() as stack:

        def opened(
            *args: str | Path,
            columns: int = COLUMNS,
            lines: int = LINES,
            environment: Mapping[str, str] | None = None,
            engine: str = "silent",
        ) -> Terminal:
            options = ["--engine", engine, "--sink", "null", "--data-dir", str(folder)]
            command = ["/bin/sh", "-c", 'stty -echo; exec "$@"', "sh"]
            command += [PROGRAM, "listen", *map(str, args), *options]
            found = environment_of({}) if environment is None else environment
            return stack.enter_context(Terminal(command, found, columns=columns, lines=lines))

        yield opened


def written(terminal: Terminal, since: int = 0) -> str:
    """Return what was written, as if no line had been broken."""
    return " ".join(bytes(terminal.sent[since:]).decode().split())


def answer(terminal: Terminal, typed: str, end: str) -> str:
    """Type a line; return what it is answered with, once that ends as it should."""
    since = terminal.byte_count
    terminal.keys(f"{typed}\r".encode())
    terminal.wait_until(
        lambda: written(terminal, since).endswith(end), LIMIT_S, f"{end!r} after {typed!r}"
    )
    return written(terminal, since)


def told_in(text: str) -> list[str]:
    """Return the words of a text, but for what is only told on a busy computer."""
    told = " ".join(text.split()).replace("Searching. Any key ends it. ", "")
    # As many messages are kept, whatever they are.
    return re.sub(r"Last messages .*?\[", "[", told).split()


def in_pipe(
    folder: Path, typed: bytes, *args: str | Path, environment: Mapping[str, str] | None = None
) -> subprocess.CompletedProcess[bytes]:
    options = ["--plain", "--no-voice", "--data-dir", str(folder)]
    return subprocess.run(
        [PROGRAM, "listen", *map(str, args), *options],
        input=typed,
        capture_output=True,
        timeout=LIMIT_S,
        env=dict(environment_of({}) if environment is None else environment),
    )


@pytest.mark.parametrize("lines", [LINES, 160])
def test_the_whole_product_in_forty_cells_and_the_next_start_goes_on_from_there(
    open_plain: Callable[..., Terminal], folder: Path, tmp_path: Path, lines: int
) -> None:
    # Too few lines for the longer lists: those come a window at a time.
    other_ends = {"t": MORE_SECTIONS, "h": MORE_HELP} if lines == LINES else {}
    terminal = open_plain("--plain", lines=lines)
    terminal.wait_until(lambda: written(terminal).endswith(NEXT), LIMIT_S, "the first prompt")
    answers = {typed: answer(terminal, typed, other_ends.get(typed, end)) for typed, end in SESSION}
    assert terminal.wait_end() == 0
    assert answers["3"].startswith(f"Heading 1: {THIRD.title}")
    assert answers["2"].startswith(f"Heading 2: {FIRST_SECTION.title}")
    assert "Marked" in written(terminal)
    assert "180 words a minute." in answers["=180"]
    assert re.search(r"Spinal fluid, \d+ of \d+\. .*spinal fluid", answers["/spinal fluid"])
    assert answers["1"].startswith(SENTENCE)
    assert answers["u"].startswith("Brought back:")

    # Only whole lines are ever added: nothing steers, nothing goes back, nothing is too wide.
    sent = bytes(terminal.sent).decode()
    assert not [sign for sign in sent.replace("\r\n", "") if ord(sign) < 32 or ord(sign) == 127]
    assert max(map(wcswidth, sent.split("\r\n"))) <= COLUMNS
    if lines > LINES:
        # And no word is cut: unbroken, it is what a pipe gets.
        typed = "".join(f"{each}\n" for each, _ in SESSION).encode()
        piped = in_pipe(tmp_path / "other", typed)
        assert told_in(piped.stdout.decode()) == told_in(sent)
        assert (piped.returncode, piped.stderr) == (0, b"")

    again = open_plain("--plain")
    again.wait_until(lambda: written(again).endswith(NEXT), LIMIT_S, "the first prompt")
    back = f"Welcome back. Chapter 3, {THIRD.title}. {FIRST_SECTION.title}."
    assert written(again).startswith(back)
    assert written(again).endswith(f"{SENTENCE} {NEXT}")
    assert "180 words a minute" in answer(again, "ww", NEXT)
    assert "2. " in answer(again, "B", "[1 to 2: go, dl 1: remove, Enter: next]")


def test_in_twelve_lines_every_line_of_the_help_can_be_read_before_it_is_gone(
    open_plain: Callable[..., Terminal],
) -> None:
    terminal = open_plain("--plain")
    terminal.wait_until(lambda: written(terminal).endswith(NEXT), LIMIT_S, "the first prompt")
    shown: list[str] = []
    typed = "h"
    while not shown or shown[-1] == MORE_HELP:
        since = terminal.byte_count
        answer(terminal, typed, "q: quit]")
        page = bytes(terminal.sent[since:]).decode().split("\r\n")[:-1]
        assert " ".join(page) in terminal.text
        shown = [*shown[:-1], *page]
        typed = ""
    items = TypedControls(external_screen_reader=True).help_items()
    told = [": ".join(filter(None, (item.key, item.text))) for item in items]
    assert [line for line in shown if line in told] == told
    assert shown[-1] == NEXT


def test_in_a_pipe_a_sentence_is_a_line_and_every_wait_ends_with_the_choices(
    folder: Path,
) -> None:
    lines = in_pipe(folder, b"3\nt\n3\nw\n").stdout.decode().splitlines()
    assert lines[2:5] == [
        NEXT,
        "A number goes to an item of a list: type t, tt, B, A, L or o first. "
        "Type urgent for when to call.",
        NEXT,
    ]
    assert lines[5] == f"1. {GUIDE.chapters[0].title}, you are here"
    where = next(line for line in lines if line.startswith(f"Chapter 3 of {CHAPTERS}"))
    assert len(where) > COLUMNS
    assert lines[-2:] == [NEXT, SAVED]


def test_a_window_made_narrower_gets_narrower_lines(
    open_plain: Callable[..., Terminal],
) -> None:
    terminal = open_plain("--plain", columns=200)
    terminal.wait_until(lambda: written(terminal).endswith(NEXT), LIMIT_S, "the first prompt")
    widths = []
    for columns in (200, 50, 30):
        terminal.resize(columns, LINES)
        since = terminal.byte_count
        answer(terminal, "ww", NEXT)
        shown = bytes(terminal.sent[since:]).decode().split("\r\n")
        widths.append(max(map(len, shown)))
    assert 40 < widths[0] <= 66
    assert 30 < widths[1] <= 50
    assert 20 < widths[2] <= 30


@pytest.mark.parametrize("variables", [{"TERM": "dumb"}, {"ACCESSIBLE": "1"}, {"TERM": None}])
def test_plain_lines_come_where_they_are_wanted_or_all_that_can_be_shown(
    open_plain: Callable[..., Terminal], variables: Mapping[str, str | None]
) -> None:
    both = {**environment_of({}), **variables}
    environment = {name: value for name, value in both.items() if value is not None}
    terminal = open_plain(environment=environment)
    terminal.wait_until(lambda: written(terminal).endswith(NEXT), LIMIT_S, "the first prompt")
    assert b"\x1b" not in terminal.sent


def test_with_a_voice_each_sentence_is_added_once_and_every_rest_ends_with_the_choices(
    open_plain: Callable[..., Terminal], folder: Path, small_guide: Path
) -> None:
    heard_the_tour(folder)
    terminal = open_plain("--plain", small_guide, "--rate", "400", engine="espeak")

    def ends(text: str) -> None:
        terminal.wait_until(lambda: written(terminal).endswith(text), LIMIT_S, repr(text))

    ends("Fever is an emergency.")
    begun = "Welcome. Type urgent for when to call. Small guide. Enter pauses. h is for help."
    assert f"{begun} [Enter: pause" in written(terminal)
    terminal.keys(b"\r")
    ends("Paused. [Enter: go on, h: help, q: quit]")
    terminal.keys(b"\r")
    ends(
        "Never stop a medicine on your own. "
        "End of the guide. Press Enter to start again from the beginning. "
        "[Enter: start again, h: help, q: quit]"
    )
    assert written(terminal).count("Fever is an emergency.") == 1
    assert b"\x1b" not in terminal.sent


@pytest.mark.parametrize(("key", "code"), [(b"\x04", 0), (b"\x03", 130)], ids=["Ctrl-D", "Ctrl-C"])
def test_who_leaves_by_a_control_key_finds_the_place_again(
    open_plain: Callable[..., Terminal], folder: Path, key: bytes, code: int
) -> None:
    terminal = open_plain("--plain")
    terminal.wait_until(lambda: written(terminal).endswith(NEXT), LIMIT_S, "the first prompt")
    answer(terminal, "t 3", f"Heading 1: {THIRD.title}")
    terminal.keys(key)
    assert terminal.wait_end() == code
    assert "Traceback" not in written(terminal)
    assert in_pipe(folder, b"").stdout.startswith(
        f"Welcome back. Chapter 3, {THIRD.title}.".encode()
    )


def test_words_that_are_half_typed_when_control_c_is_pressed_wait_for_the_next_start(
    open_plain: Callable[..., Terminal], folder: Path
) -> None:
    terminal = open_plain("--plain")
    terminal.wait_until(lambda: written(terminal).endswith(NEXT), LIMIT_S, "the first prompt")
    answer(terminal, "note", TO_ANSWER)
    terminal.keys(b"she slept wellx\x7f")
    terminal.interrupt()
    assert terminal.wait_end() == 130
    assert WAITS_IN_LINES in written(terminal)
    told = in_pipe(folder, b"note\nkeep\nB\n").stdout.decode()
    assert "Your words of before wait: she slept well." in told
    assert "Note: she slept well" in told


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
def test_a_signal_ends_it_by_itself_and_the_place_is_found_again(
    open_plain: Callable[..., Terminal], folder: Path, number: signal.Signals
) -> None:
    terminal = open_plain("--plain")
    terminal.wait_until(lambda: written(terminal).endswith(NEXT), LIMIT_S, "the first prompt")
    answer(terminal, "t 3", f"Heading 1: {THIRD.title}")
    os.kill(terminal.pid, number)
    assert terminal.wait_end() == -number
    assert in_pipe(folder, b"").stdout.startswith(
        f"Welcome back. Chapter 3, {THIRD.title}.".encode()
    )


def test_who_comes_back_to_a_stopped_program_sees_the_place_and_the_choices(
    open_plain: Callable[..., Terminal],
) -> None:
    terminal = open_plain("--plain")
    terminal.wait_until(lambda: written(terminal).endswith(NEXT), LIMIT_S, "the first prompt")
    answer(terminal, "t 3", f"Heading 1: {THIRD.title}")
    since = terminal.byte_count
    os.kill(terminal.pid, signal.SIGSTOP)
    os.waitid(os.P_PID, terminal.pid, os.WSTOPPED)
    os.kill(terminal.pid, signal.SIGCONT)
    terminal.wait_until(lambda: written(terminal, since).endswith(NEXT), LIMIT_S, "the prompt")
    assert written(terminal, since) == f"Heading 1: {THIRD.title} {NEXT}"
    assert answer(terminal, "t 1", f"Heading 1: {GUIDE.chapters[0].title}").startswith("Heading 1:")


@pytest.mark.parametrize("typed", [b"\n", b"y\n"], ids=["Enter", "yes"])
def test_who_reads_only_the_first_lines_of_an_endless_typing_gets_them_and_the_end(
    folder: Path, typed: bytes
) -> None:
    options = ["--plain", "--no-voice", "--data-dir", str(folder)]
    yes = subprocess.Popen(["yes", typed.decode().strip()], stdout=subprocess.PIPE)
    with (
        yes,
        subprocess.Popen(
            [PROGRAM, "listen", *options],
            stdin=yes.stdout,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            env=environment_of({}),
        ) as reader,
    ):
        assert yes.stdout is not None
        assert reader.stdout is not None
        assert reader.stderr is not None
        yes.stdout.close()
        family = psutil.Process(reader.pid).children(recursive=True)
        first = [reader.stdout.readline() for _ in range(3)]
        reader.stdout.close()
        assert reader.wait(LIMIT_S) == 0
        assert reader.stderr.read() == b""
    assert first[2].decode().rstrip("\n") == NEXT
    assert psutil.wait_procs(family, LIMIT_S)[1] == []
    if typed == b"\n":
        assert in_pipe(folder, b"").stdout.startswith(b"Welcome back.")


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        (b"\xff\xfe\x80\n", "I do not know that."),
        (b"/\xe9\n", "Nothing in this guide matches “\ufffd”."),
        (b"/zz\x1b[31m\x07\x00\x9b2J\n", "Nothing for zz"),
        (b"\x1b]0;title\x07\n", "I do not know that."),
        (b"t \xd9\xa3\n", "I do not know that."),
        (b"/" + b"z" * 1_000_000 + b"\n", f"Nothing for {'z' * 39}…."),
        (b"\0" * 100_000 + b"\n", "I do not know that."),
    ],
    ids=["no-utf-8", "latin-1", "escapes", "title", "arabic-digit", "endless", "zeros"],
)
def test_no_typing_breaks_it_or_steers_the_terminal(folder: Path, typed: bytes, told: str) -> None:
    done = in_pipe(folder, typed + b"q\n")
    assert (done.returncode, done.stderr) == (0, b"")
    lines = done.stdout.decode().split("\n")
    assert any(line.startswith(told) for line in lines)
    assert lines[-2].startswith("Place saved: chapter 1, ")
    assert not [sign for line in lines for sign in line if not sign.isprintable()]


@pytest.mark.parametrize(
    ("variables", "shown"),
    [
        ({"LANG": "C.UTF-8"}, "• Take them with food, “38 °C” – and water."),
        (
            {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
            '- Take them with food, "38 degrees C" - and water.',
        ),
        ({"PYTHONIOENCODING": "latin-1"}, '- Take them with food, "38 °C" - and water.'),
    ],
    ids=["utf-8", "ascii", "latin-1"],
)
def test_a_guide_full_of_controls_is_shown_by_signs_that_every_terminal_has(
    folder: Path, tmp_path: Path, variables: Mapping[str, str], shown: str
) -> None:
    guide = tmp_path / "nasty.md"
    guide.write_text(NASTY, encoding="utf-8")
    environment = {**environment_of({}), **variables}
    done = in_pipe(folder, b"\nb\nl\nq\n", guide, environment=environment)
    encoding = "latin-1" if "PYTHONIOENCODING" in variables else "utf-8"
    lines = done.stdout.decode(encoding).split("\n")
    assert (done.returncode, done.stderr) == (0, b"")
    assert shown in lines
    assert not [sign for line in lines for sign in line if ord(sign) < 32 or 127 <= ord(sign) < 160]


def test_closed_streams_are_no_fault(folder: Path) -> None:
    done = subprocess.run(
        ["/bin/sh", "-c", 'exec "$@" <&- >&-', "sh", PROGRAM, "--plain", "--no-voice"],
        stderr=subprocess.PIPE,
        timeout=LIMIT_S,
        env={**environment_of({}), "ALLVOICE_DATA_DIR": str(folder)},
        stdin=subprocess.DEVNULL,
    )
    assert (done.returncode, done.stderr) == (0, b"")


def test_a_full_disk_behind_the_lines_is_told(folder: Path) -> None:
    if not os.path.exists("/dev/full"):
        pytest.skip("needs a disk that is always full")
    with open("/dev/full", "wb") as full:
        done = subprocess.run(
            [PROGRAM, "--plain", "--no-voice", "--data-dir", str(folder)],
            stdin=subprocess.DEVNULL,
            stdout=full,
            stderr=subprocess.PIPE,
            timeout=LIMIT_S,
            env=environment_of({}),
        )
    assert done.returncode == 2
    assert done.stderr.startswith(b"The output cannot be written: No space left")
