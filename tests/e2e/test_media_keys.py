"""Media keys as a desktop brings them: a real bus, real `playerctl`, the program in a terminal."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import psutil
import pytest

from allvoice.paths import user_folders
from tests.e2e.conftest import environment_of, not_the_first_time
from tests.e2e.terminal import PROGRAM, Terminal
from tests.remote.bus import Bus, private_bus

LONG = "# One\n\nA first sentence here. A second one there. A third one.\n\n" + "".join(
    f"# Section {number}\n\nDrink water at {number} o'clock, and rest after it. Then sleep.\n\n"
    for number in range(2, 200)
)
FLOOD = Path(__file__).with_name("player_flood.py")
GROWN_BYTES = 40_000_000
"""What the program may take for other reasons meanwhile."""


@pytest.fixture
def bus() -> Iterator[Bus]:
    with private_bus() as made:
        yield made


class Desk:
    """Programs in terminals of their own, on one bus."""

    def __init__(self, bus: Bus, folder: Path, stack: ExitStack) -> None:
        self._bus = bus
        self._folder = folder
        self._stack = stack
        (folder / "long.md").write_text(LONG, encoding="utf-8")

    def marks(self, name: str = "data") -> list[str]:
        """Return the bookmarks that were kept, a line each."""
        command = [PROGRAM, "bookmarks", "--data-dir", str(self._folder / name)]
        done = subprocess.run(command, env=environment_of({}), capture_output=True, text=True)
        return done.stdout.splitlines()

    def open(self, *options: str, name: str = "data", settings: str = "") -> Terminal:
        """Open the reader, without sound; return when it can be found by players."""
        data = not_the_first_time(self._folder / name)
        if settings:
            user_folders(data).settings_file.write_text(settings, encoding="utf-8")
        command = [PROGRAM, "listen", str(self._folder / "long.md"), "--engine", "espeak"]
        command += ["--sink", "null", "--data-dir", str(data), *options]
        environment = environment_of(self._bus.environment)
        return self._stack.enter_context(Terminal(command, environment, columns=100, lines=30))


@pytest.fixture
def desk(bus: Bus, tmp_path: Path) -> Iterator[Desk]:
    with ExitStack() as stack:
        yield Desk(bus, tmp_path, stack)


DOORS = pytest.mark.parametrize("door", [(), ("--plain",)], ids=["screen", "lines"])


@DOORS
def test_all_that_a_player_has_works_on_the_screen_and_in_lines(
    bus: Bus, desk: Desk, door: tuple[str, ...]
) -> None:
    terminal = desk.open(*door)
    bus.wait_player()
    bus.wait_for(lambda said: said == "Playing", "status")
    bus.playerctl("pause")
    bus.wait_for(lambda said: said == "Paused", "status")
    terminal.wait_for("PAUSED" if not door else "Paused.")
    bus.playerctl("pause")
    assert bus.playerctl("status") == "Paused"
    bus.playerctl("play")
    bus.wait_for(lambda said: said == "Playing", "status")
    bus.playerctl("play-pause")
    bus.wait_for(lambda said: said == "Paused", "status")
    bus.playerctl("position", "600")
    bus.wait_for(lambda said: 590 < float(said or 0) <= 610, "position")
    bus.playerctl("position", "60-")
    bus.wait_for(lambda said: 530 < float(said or 0) <= 550, "position")
    # At rest, since the sentence was heard to its end.
    bus.wait_for(lambda said: said == "Paused", "status")
    here = float(bus.playerctl("position"))
    bus.playerctl("next")
    bus.wait_for(lambda said: float(said or 0) > here, "position")
    bus.wait_for(lambda said: said == "Paused", "status")
    there = float(bus.playerctl("position"))
    bus.playerctl("previous")
    bus.wait_for(lambda said: float(said or 0) < there, "position")
    bus.playerctl("volume", "0.5")
    bus.wait_for(lambda said: said == "0.500000", "volume")
    bus.set("Rate", 2.0)
    terminal.wait_for("300 words a minute")
    bus.playerctl("stop")
    terminal.wait_for("STOPPED" if not door else "Stopped.")
    # At its place, from which it goes on.
    assert bus.playerctl("status") == "Paused"


@DOORS
def test_next_pressed_twice_goes_on_by_a_section(
    bus: Bus, desk: Desk, door: tuple[str, ...]
) -> None:
    terminal = desk.open(*door)
    bus.wait_player()
    bus.playerctl("stop")
    bus.wait_for(lambda said: said == "Paused", "status")
    bus.playerctl("position", "0.1")
    subprocess.run(["sh", "-c", "playerctl next; playerctl next"], check=True, env=_on(bus))
    terminal.wait_for("Section 2")


def _on(bus: Bus) -> dict[str, str]:
    return environment_of(bus.environment)


def test_keys_and_media_keys_take_turns_on_one_reading(bus: Bus, desk: Desk) -> None:
    terminal = desk.open()
    bus.wait_player()
    bus.wait_for(lambda said: said == "Playing", "status")
    terminal.keys(b" ")
    bus.wait_for(lambda said: said == "Paused", "status")
    bus.playerctl("play-pause")
    terminal.wait_for("PLAYING")
    terminal.keys(b"s")
    bus.wait_for(lambda said: said == "Paused", "status")


def test_nobody_sees_what_is_read_unless_the_listener_wants_it(bus: Bus, desk: Desk) -> None:
    desk.open()
    bus.wait_player()
    assert bus.playerctl("metadata", "title") == "allvoice"
    assert "One" not in bus.playerctl("metadata")
    terminal = desk.open(name="open", settings="[reading]\nmedia_titles = true\n")
    other = f"allvoice.instance{terminal.pid}"
    bus.wait_player(other)
    bus.wait_for(lambda said: said in ("One", "Section 2"), "-p", other, "metadata", "title")
    assert bus.playerctl("-p", other, "metadata", "album") == "One"


def test_two_readers_are_driven_each_by_its_own_name(bus: Bus, desk: Desk) -> None:
    desk.open(name="one")
    bus.wait_player()
    second = desk.open(name="two")
    other = f"allvoice.instance{second.pid}"
    bus.wait_player(other)
    bus.playerctl("-p", other, "stop")
    bus.wait_for(lambda said: said == "Paused", "-p", other, "status")
    assert bus.playerctl("-p", "allvoice", "status") == "Playing"


def test_a_player_can_leave_the_program(bus: Bus, desk: Desk) -> None:
    terminal = desk.open()
    bus.wait_player()
    bus.call("org.mpris.MediaPlayer2.Quit")
    assert terminal.wait_end() == 0


def test_a_bus_that_dies_is_not_noticed_and_found_again(bus: Bus, desk: Desk) -> None:
    terminal = desk.open()
    bus.wait_player()
    bus.kill()
    terminal.keys(b"s")
    terminal.wait_for("STOPPED")
    assert b"Traceback" not in terminal.sent
    bus.start()
    bus.wait_player()
    bus.playerctl("play")
    terminal.wait_for("PLAYING")


@DOORS
def test_a_thousand_requests_a_second_starve_no_key_and_fill_no_memory(
    bus: Bus, desk: Desk, door: tuple[str, ...]
) -> None:
    terminal = desk.open(*door)
    bus.wait_player()
    program = psutil.Process(terminal.pid)
    before = program.memory_info().rss
    with flood_of(bus) as flood:
        terminal.keys(b"b\r" if door else b"b")
        flood.wait(5_000)
        grown = program.memory_info().rss - before
        # The last words give way to the next request: it ends at once.
        terminal.keys(b"q\r" if door else b"\x03")
        assert terminal.wait_end() == 0
        assert flood.is_on
    assert grown < GROWN_BYTES
    assert len(desk.marks()) == 1


class Flood:
    """A client that asks for everything, again and again."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self._process = process

    def wait(self, count: int) -> None:
        """Return when it has asked for so much."""
        assert self._process.stdout is not None
        while int(self._process.stdout.readline()) < count:
            pass

    @property
    def is_on(self) -> bool:
        return self._process.poll() is None


@contextmanager
def flood_of(bus: Bus) -> Iterator[Flood]:
    """Flood a player, once it has begun."""
    command = [sys.executable, str(FLOOD)]
    with subprocess.Popen(
        command, env=_on(bus), stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:
        try:
            flood = Flood(process)
            flood.wait(1_000)
            yield flood
        finally:
            process.kill()


@pytest.mark.parametrize(
    "environment",
    [
        {},
        {"DBUS_SESSION_BUS_ADDRESS": "unix:path=/nowhere/bus"},
        {"DBUS_SESSION_BUS_ADDRESS": "tcp:host=127.0.0.1,port=9"},
        {"DBUS_SESSION_BUS_ADDRESS": "autolaunch:"},
    ],
    ids=["none", "gone", "tcp", "autolaunch"],
)
def test_without_a_bus_nothing_is_told_and_nothing_missed(
    environment: dict[str, str], small_guide: Path, tmp_path: Path
) -> None:
    command = [PROGRAM, "read", str(small_guide), "--engine", "espeak", "--rate", "450"]
    command += ["--sink", "null", "--data-dir", str(tmp_path / "data")]
    done = subprocess.run(
        command, env=environment_of(environment), capture_output=True, text=True, timeout=120
    )
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


def test_reading_aloud_without_a_screen_obeys_too(bus: Bus, tmp_path: Path) -> None:
    (tmp_path / "long.md").write_text(LONG, encoding="utf-8")
    command = [PROGRAM, "read", str(tmp_path / "long.md"), "--engine", "espeak", "--sink", "null"]
    command += ["--data-dir", str(tmp_path / "data")]
    with subprocess.Popen(command, env=_on(bus)) as reading:
        bus.wait_player()
        bus.playerctl("pause")
        bus.wait_for(lambda said: said == "Paused", "status")
        bus.playerctl("play")
        bus.wait_for(lambda said: said == "Playing", "status")
        bus.playerctl("next")
        bus.playerctl("stop")
        assert reading.wait(60) == 0
