"""Point 10: keys can be changed in a plain file, described, used by one hand, and struck twice."""

from __future__ import annotations

import functools
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

from allvoice.actions.catalogue import Scope
from allvoice.tui.keys.keymap import ACTIONS, Keymap
from tests.e2e.conftest import environment_of, not_the_first_time
from tests.e2e.limits import LIMIT_S
from tests.e2e.terminal import PROGRAM, Terminal

DOUBLE_S = 0.4


@pytest.fixture
def guard_s() -> float:
    """Seconds within which a key counts once."""
    return 0.0


@pytest.fixture
def terminal(tmp_path: Path, guard_s: float) -> Iterator[Terminal]:
    """The program with keys and a guard of somebody's own, reading in silence."""
    data = not_the_first_time(tmp_path / "data")
    (data / "settings.toml").write_text(
        f"ignore_repeat_s = {guard_s}\n# the left hand only\n"
        '[keys]\nplay = "tab"\ncontents = "t"\n',
        encoding="utf-8",
    )
    with _opened(data) as terminal:
        terminal.wait_for("PLAYING")
        yield terminal


def _opened(data: Path) -> Terminal:
    command = [PROGRAM, "listen", "--engine", "silent", "--sink", "null", "--data-dir", str(data)]
    return Terminal(command, environment_of({}), columns=80, lines=24)


def test_a_key_of_the_settings_file_works_and_the_usual_one_no_longer_does(
    terminal: Terminal,
) -> None:
    terminal.keys(b"\t")
    terminal.wait_for("PAUSED")
    terminal.keys(b" ")
    terminal.wait_for("No action. H for help.")


def test_a_key_chosen_inside_the_program_stands_in_the_file_and_holds_the_next_time(
    terminal: Terminal, tmp_path: Path
) -> None:
    _choose_another_key_to_play(terminal)
    text = (tmp_path / "data" / "settings.toml").read_text(encoding="utf-8")
    assert "# the left hand only" in text
    assert tomllib.loads(text)["keys"] == {"play": "f7", "contents": "t"}


def test_the_words_at_the_end_name_the_key_that_was_chosen_and_so_does_the_next_start(
    terminal: Terminal, tmp_path: Path
) -> None:
    end = "End of the guide. Press F7 to start again from the beginning."
    _choose_another_key_to_play(terminal)
    terminal.keys(b"o")
    terminal.wait_for("PLAYING")
    terminal.keys(b"G")
    terminal.wait_for(end)
    terminal.keys(b"\x1b[18~")
    terminal.wait_for("PLAYING")
    terminal.keys(b"G")
    terminal.leave()
    terminal.wait_end()
    with _opened(tmp_path / "data") as again:
        again.keys(b"G")
        again.wait_for(end)


def test_keys_are_described_and_do_nothing_meanwhile(terminal: Terminal) -> None:
    terminal.keys(b"k")
    terminal.wait_for("Key describer.")
    terminal.keys(b"q")
    terminal.wait_for("Q: Save your place and quit.")
    terminal.keys(b"G")
    terminal.wait_for("Shift G: End of the guide.")
    terminal.keys(b"k")
    terminal.wait_for("Keys work again.")


@pytest.mark.parametrize("guard_s", [DOUBLE_S])
def test_a_key_struck_twice_counts_once(terminal: Terminal) -> None:
    terminal.keys(b"\t\t\t")
    terminal.wait_for("PAUSED")
    terminal.wait_quiet(0.3)
    assert "PAUSED" in terminal.text


def test_every_action_has_one_plain_key_or_is_chosen_in_the_help_with_plain_keys() -> None:
    keymap = Keymap()
    plain = {"up", "down", "enter", "escape", "h"}
    assert plain <= {key for action in ACTIONS for key in keymap.keys(action.id)}
    shifted = [
        action for action in ACTIONS if not any(_is_plain(key) for key in keymap.keys(action.id))
    ]
    # What has no key of its own without Shift stands in the help, where Enter does it.
    assert all(action.scope is not Scope.LIST for action in shifted)


def _choose_another_key_to_play(terminal: Terminal) -> None:
    """Give the key 7 to playing in the list of keys, which stays open."""
    terminal.keys(b"o")
    terminal.wait_for("Options, ")
    while not terminal.marked.startswith("Change keys"):
        before = terminal.marked
        terminal.keys(b"\x1b[B")
        terminal.wait_until(
            functools.partial(_has_left, terminal, before), LIMIT_S, "the next option"
        )
    terminal.keys(b"\r")
    terminal.wait_marked("Tab ")
    terminal.keys(b"\r")
    terminal.wait_for("Press the key for: Play or pause.")
    terminal.keys(b"\x1b[18~")
    terminal.wait_marked("F7 ")


def _has_left(terminal: Terminal, line: str) -> bool:
    return terminal.marked not in ("", line)


def _is_plain(key: str) -> bool:
    return "+" not in key and not (len(key) == 1 and key.isupper()) and key not in _WITH_SHIFT


_WITH_SHIFT = {
    *("question_mark", "less_than_sign", "greater_than_sign", "left_curly_bracket"),
    *("right_curly_bracket", "asterisk", "plus"),
}
