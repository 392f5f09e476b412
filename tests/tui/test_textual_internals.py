"""A Textual that lacks a part which nobody promised costs 0.1 s of Escape, never the program."""

from __future__ import annotations

import ast
import functools
import importlib
import inspect
import pkgutil
import sys
import textwrap
from collections.abc import Callable, Iterator
from importlib import metadata
from pathlib import Path
from typing import cast

import pytest

if sys.platform == "win32":
    pytest.skip("terminals as POSIX has them", allow_module_level=True)

from textual import constants
from textual.app import App
from textual.drivers.linux_driver import LinuxDriver

import allvoice.tui
from allvoice.cli.doctor import _screen as look_at_the_screen
from allvoice.tui.terminal import textual_internals
from allvoice.tui.terminal.driver import LowLatencyDriver
from allvoice.tui.terminal.process import Process
from allvoice.tui.terminal.select import driver_class
from allvoice.tui.terminal.textual_internals import APP_PARTS, DRIVER_PARTS
from tests.e2e.conftest import environment_of, not_the_first_time
from tests.e2e.limits import LIMIT_S
from tests.e2e.terminal import Terminal

MODULES = ("textual._xterm_parser",)
QUESTION = b"\x1b[?2026$p"
"""Textual's own driver asks the terminal so; the program's own asks nothing."""
ROOT = Path(__file__).parents[2]


def program_without(part: str) -> list[str]:
    return [sys.executable, "-m", "tests.tui.other_textual", part]


def silent(folder: Path) -> list[str]:
    guide = folder / "guide.md"
    guide.write_text("# A guide\n\nOne sentence. Another one.\n\n# Fever\n\nCall.\n", "utf-8")
    data = not_the_first_time(folder / "data")
    return ["listen", str(guide), "--engine", "silent", "--data-dir", str(data)]


def surroundings(folder: Path) -> dict[str, str]:
    return environment_of({"PYTHONPATH": str(ROOT), "HOME": str(folder)})


def test_the_textual_that_is_installed_has_every_part() -> None:
    assert textual_internals.missing((*DRIVER_PARTS, *APP_PARTS)) == ()
    assert textual_internals.problem() == ""


@pytest.mark.parametrize(
    ("kind", "name", "costs"),
    [
        (
            LinuxDriver,
            "_sigcont_application",
            "its own driver reads the keys and Escape",
        ),
        (App, "_handle_exception", "an error of the screen would be shown as it is"),
    ],
)
def test_doctor_says_in_one_sentence_what_is_missing_and_how_to_mend_it(
    monkeypatch: pytest.MonkeyPatch, kind: type, name: str, costs: str
) -> None:
    monkeypatch.delattr(next(each for each in kind.__mro__ if name in vars(each)), name)
    found = look_at_the_screen()
    assert not found.ok
    said, mend = found.detail.split(". Install it: ")
    assert said.startswith(
        f"Textual {metadata.version('textual')} lacks {kind.__name__}.{name}, so "
    )
    assert costs in said
    assert "textual" in mend
    assert "<9" in mend


@pytest.mark.parametrize("part", [*DRIVER_PARTS, *MODULES, *APP_PARTS])
def test_whichever_part_has_another_name_the_program_starts_reads_and_obeys_keys(
    tmp_path: Path, part: str
) -> None:
    program = [*program_without(part), *silent(tmp_path)]
    with Terminal(program, surroundings(tmp_path), lines=14) as terminal:
        terminal.wait_for("for when to call")
        # Whether the welcome is still heard depends on the computer: Space would play, or pause.
        terminal.keys(b"s")
        terminal.wait_for("STOPPED")
        terminal.keys(b" ")
        terminal.wait_for("PLAYING")
        terminal.keys(b"t")
        terminal.wait_for("Contents, 2 sections")
        terminal.keys(b"\x1b")
        terminal.wait_until(lambda: "Contents," not in terminal.text, LIMIT_S, "the list to close")
        assert terminal.cursor[2], "screen readers follow the terminal's own cursor"
        terminal.leave()
        assert terminal.wait_end() == 0
        assert (QUESTION in terminal.sent) is (part not in APP_PARTS)
        assert b"Traceback" not in terminal.sent


def test_textuals_own_driver_draws_where_the_terminal_is_though_the_errors_go_elsewhere(
    tmp_path: Path,
) -> None:
    shell = ["/bin/sh", "-c", f'exec "$@" 2>{tmp_path}/errors', "sh"]
    program = [*shell, *program_without(DRIVER_PARTS[-1]), *silent(tmp_path)]
    with Terminal(program, surroundings(tmp_path), lines=14) as terminal:
        terminal.wait_for("for when to call")
        terminal.keys(b"q")
        assert terminal.wait_end() == 0


def test_a_driver_that_the_listener_named_stays(monkeypatch: pytest.MonkeyPatch) -> None:
    def chosen(named: str | None) -> type:
        monkeypatch.setattr(constants, "DRIVER", named)
        process = cast("Callable[[], Process]", None)
        return driver_class(LinuxDriver, process, external_screen_reader=False)

    assert issubclass(chosen(None), LowLatencyDriver)
    assert issubclass(chosen("textual.drivers.linux_driver:LinuxDriver"), LinuxDriver)
    assert not issubclass(chosen("textual.drivers.linux_driver:LinuxDriver"), LowLatencyDriver)


def test_no_other_private_part_is_used() -> None:
    """What begins with an underscore is Textual's own affair: its modules and its attributes."""
    named = {part.partition(":")[0] for part in (*DRIVER_PARTS, *APP_PARTS)}
    named |= {part.rpartition(".")[2] for part in (*DRIVER_PARTS, *APP_PARTS)}
    used = set()
    for name, tree in _modules_of_the_screen():
        for node in ast.walk(tree):
            if isinstance(node, ast.ImportFrom) and "._" in f"{node.module}":
                used.add((name, str(node.module)))
        for inherited, own in _classes_on_textual(name, tree):
            used |= {(name, each) for each in own & inherited}
    assert len(used) > len(MODULES)
    assert {each for each in used if each[1] not in named} == set()


def _modules_of_the_screen() -> Iterator[tuple[str, ast.Module]]:
    for found in pkgutil.walk_packages(allvoice.tui.__path__, "allvoice.tui."):
        origin = importlib.import_module(found.name).__file__
        assert origin is not None
        yield found.name, ast.parse(Path(origin).read_text(encoding="utf-8"))


def _classes_on_textual(name: str, tree: ast.Module) -> Iterator[tuple[set[str], set[str]]]:
    """Yield, of each class made of one of Textual's, the private names it has and those used."""
    for node in ast.walk(tree):
        if not isinstance(node, ast.ClassDef):
            continue
        kind = getattr(sys.modules[name], node.name, None)
        if not isinstance(kind, type):
            continue
        textuals = [base for base in kind.__mro__ if base.__module__.startswith("textual.")]
        inherited = {each for base in textuals for each in _private_names(base)}
        used = {each.attr for each in ast.walk(node) if isinstance(each, ast.Attribute)}
        used |= {each.name for each in ast.walk(node) if isinstance(each, ast.FunctionDef)}
        yield inherited, used


@functools.cache
def _private_names(kind: type) -> set[str]:
    """Return what a class has of its own, or gives its objects, and promises nobody."""
    tree = ast.parse(textwrap.dedent(inspect.getsource(kind)))
    attributes = [each for each in ast.walk(tree) if isinstance(each, ast.Attribute)]
    names = {each.attr for each in attributes if ast.unparse(each.value) == "self"}
    return {each for each in names | set(vars(kind)) if each[:1] == "_" and each[:2] != "__"}
