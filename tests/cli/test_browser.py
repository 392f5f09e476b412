"""A page of the web goes to a browser with windows of its own; the reader waits for nothing."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import pytest

from allvoice.cli.browser import can_open_pages, open_file, open_page

PAGE = "https://x.org/a"
WINDOWS = {"DISPLAY": ":0"}


def finds(*names: str) -> Callable[[str], str | None]:
    """Return what finds only some commands."""
    return lambda name: f"/usr/bin/{name}" if name in names else None


class Started:
    """Notes the commands that were started."""

    def __init__(self) -> None:
        self.commands: list[list[str]] = []
        self.environ: dict[str, str] = {}

    def __call__(self, command: Sequence[str], environ: Mapping[str, str]) -> None:
        self.commands.append(list(command))
        self.environ = dict(environ)


@pytest.mark.parametrize(
    ("url", "environ", "platform", "is_opened"),
    [
        (PAGE, {"DISPLAY": ":0"}, "linux", True),
        (PAGE, {"WAYLAND_DISPLAY": "w"}, "linux", True),
        (PAGE, {}, "linux", False),
        (PAGE, {}, "win32", True),
        ("http://x.org/", {}, "darwin", True),
        ("HTTPS://X.org/", {}, "darwin", True),
        ("file:///etc/passwd", {}, "darwin", False),
        ("javascript:alert(1)", {"DISPLAY": ":0"}, "linux", False),
        ("--version", {"DISPLAY": ":0"}, "linux", False),
        ("https://", {}, "win32", False),
        ("https://x.org/\x1b]0;", {}, "win32", False),
    ],
)
def test_only_pages_of_the_web_are_opened_and_only_beside_windows(
    url: str, environ: dict[str, str], platform: str, is_opened: bool
) -> None:
    started = Started()
    which = finds("xdg-open", "open")
    done = open_page(url, environ=environ, platform=platform, which=which, start=started)
    assert done is is_opened
    assert [command[-1] for command in started.commands] == ([url] if is_opened else [])


@pytest.mark.parametrize(
    ("environ", "found", "command"),
    [
        (WINDOWS, ["firefox", "xdg-open"], ["xdg-open", PAGE]),
        (WINDOWS, ["gio"], ["gio", "open", PAGE]),
        (WINDOWS, ["firefox"], ["firefox", PAGE]),
        ({**WINDOWS, "BROWSER": "firefox"}, ["firefox", "xdg-open"], ["firefox", PAGE]),
        ({"BROWSER": "wslview"}, ["wslview"], ["wslview", PAGE]),
        ({**WINDOWS, "BROWSER": "firefox --new %s &"}, ["firefox"], ["firefox", "--new", PAGE]),
        ({**WINDOWS, "BROWSER": "w3m:firefox"}, ["firefox", "w3m"], ["firefox", PAGE]),
        ({**WINDOWS, "BROWSER": "missing"}, ["xdg-open"], ["xdg-open", PAGE]),
        ({**WINDOWS, "BROWSER": '"'}, ["xdg-open"], ["xdg-open", PAGE]),
    ],
)
def test_the_listeners_own_browser_is_asked_first(
    environ: dict[str, str], found: list[str], command: list[str]
) -> None:
    started, which = Started(), finds(*found)
    assert can_open_pages(environ=environ, platform="linux", which=which)
    assert open_page(PAGE, environ=environ, platform="linux", which=which, start=started)
    assert started.commands == [command]


@pytest.mark.parametrize(
    "named", ["w3m", "/usr/bin/lynx", "links %s", "elinks", "www-browser", "w3m:lynx"]
)
def test_a_browser_of_the_terminal_is_never_opened(named: str) -> None:
    started = Started()
    texts = finds("w3m", "/usr/bin/lynx", "lynx", "links", "elinks", "www-browser")
    environ = {**WINDOWS, "BROWSER": named}
    assert not can_open_pages(environ=environ, platform="linux", which=texts)
    assert not open_page(PAGE, environ=environ, platform="linux", which=texts, start=started)
    both = finds("w3m", "xdg-open")
    assert open_page(PAGE, environ=environ, platform="linux", which=both, start=started)
    assert started.commands == [["xdg-open", PAGE]]
    assert "BROWSER" not in started.environ


@pytest.mark.parametrize(
    ("environ", "platform", "found", "can"),
    [
        ({}, "linux", ["xdg-open", "firefox"], False),
        (WINDOWS, "linux", [], False),
        (WINDOWS, "linux", ["xdg-open"], True),
        ({}, "darwin", ["open"], True),
        ({}, "win32", [], True),
    ],
)
def test_it_is_known_beforehand_whether_a_page_can_be_opened(
    environ: dict[str, str], platform: str, found: list[str], can: bool
) -> None:
    assert can_open_pages(environ=environ, platform=platform, which=finds(*found)) is can


def test_a_browser_that_cannot_be_started_is_told_as_none() -> None:
    def start(command: Sequence[str], environ: Mapping[str, str]) -> None:
        raise OSError

    which = finds("open")
    assert not open_page(PAGE, environ={}, platform="darwin", which=which, start=start)


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="looks into /proc")
def test_a_browser_that_never_returns_holds_up_nothing_and_has_no_terminal(tmp_path: Path) -> None:
    told = tmp_path / "told"
    os.mkfifo(told)
    script = tmp_path / "browser"
    script.write_text(f'#!/bin/sh\necho "$$ $1" > "{told}"\nexec sleep 1000\n', encoding="utf-8")
    script.chmod(0o700)
    assert open_page(PAGE, environ={**os.environ, "BROWSER": str(script)})
    number, url = told.read_text(encoding="utf-8").split()
    child = int(number)
    try:
        assert url == PAGE
        assert os.getsid(child) != os.getsid(0)
        streams = [os.readlink(f"/proc/{child}/fd/{stream}") for stream in range(3)]
        assert streams == ["/dev/null"] * 3
    finally:
        os.kill(child, signal.SIGKILL)


def test_a_page_the_program_wrote_is_opened_by_its_address_and_no_other_file_is(
    tmp_path: Path,
) -> None:
    page, other = tmp_path / "my visit.html", tmp_path / "run.desktop"
    page.touch()
    other.touch()
    started = Started()
    known = {"environ": WINDOWS, "platform": "linux", "which": finds("xdg-open")}
    assert open_file(page, **known, start=started)  # type: ignore[arg-type]
    assert started.commands == [["xdg-open", page.as_uri()]]
    assert not open_file(other, **known, start=started)  # type: ignore[arg-type]
    assert not open_file(tmp_path / "missing.html", **known, start=started)  # type: ignore[arg-type]
    assert len(started.commands) == 1
