"""What `doctor` and `--verbose` tell of media keys, and what happens without the package."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from allvoice.remote.address import NO_BUS, NOT_LOCAL, VARIABLE
from allvoice.remote.by_system import UNTRIED, for_this_system, how_reachable
from allvoice.remote.session_bus import SessionBusRemote
from tests.e2e.limits import LIMIT_S
from tests.remote.bus import private_bus
from tests.remote.showings import shown

only_linux = pytest.mark.skipif(sys.platform != "linux", reason="MPRIS is of Linux")


def nowhere(folder: Path) -> dict[str, str]:
    return {VARIABLE: f"unix:path={folder / 'bus'}"}


@only_linux
def test_a_bus_that_answers_is_reachable() -> None:
    with private_bus() as bus:
        assert how_reachable(bus.environment) == ""
        assert bus.playerctl("--list-all") == ""


@only_linux
def test_of_one_that_does_not_the_reason_is_told(tmp_path: Path) -> None:
    assert how_reachable({}) == NO_BUS
    assert how_reachable({VARIABLE: "tcp:host=localhost,port=1"}) == NOT_LOCAL
    assert "No such file" in how_reachable(nowhere(tmp_path))
    assert "cannot be reached" in how_reachable({VARIABLE: "unix:path=/a b"})


@only_linux
@pytest.mark.parametrize("missing", ["dbus_fast.aio"])
def test_without_the_package_its_name_is_told(
    missing: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setitem(sys.modules, missing, None)
    assert "dbus" in how_reachable(nowhere(tmp_path))
    told: list[str] = []
    remote = SessionBusRemote(lambda request: None, told.append, nowhere(tmp_path))
    remote.show(shown())
    # It is not looked for again.
    remote.join(LIMIT_S)
    assert len(told) == 1
    assert "dbus" in told[0]


@pytest.mark.parametrize(("platform", "package"), [("win32", "winrt"), ("darwin", "MediaPlayer")])
def test_where_windows_or_macos_lack_a_package_it_is_told_and_nothing_fails(
    platform: str, package: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "platform", platform)
    for name in ("winrt", "winrt.windows.media", "MediaPlayer"):
        monkeypatch.setitem(sys.modules, name, None)
    told: list[str] = []
    assert for_this_system(lambda request: None, told.append) is None
    assert len(told) == 1
    assert package in told[0]
    assert how_reachable({}) == UNTRIED
