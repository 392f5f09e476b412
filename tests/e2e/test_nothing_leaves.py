"""Nothing leaves the machine, nothing is written elsewhere, and nobody else can read what is kept.

Every command of the program and every engine is run in a home of its own and watched from outside:
one that is added later is watched too.
"""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

import click
import pytest

from allvoice.cli import allvoice as group
from allvoice.speech.engines.registry import ENGINE_NAMES
from tests.e2e.conftest import environment_of
from tests.e2e.ear import Ear, need
from tests.e2e.guide_text import FEVER, ICE, MOUTH, TITLE
from tests.e2e.terminal import PROGRAM, RIGHT, Terminal
from tests.e2e.watch import Seen, Watch, open_to_others
from tests.remote.bus import private_bus

pytestmark = pytest.mark.sound

LIMIT_S = 90
EXIT_CODES = (0, 1)
"""All went well, or `check` found something in the guide."""
LONG_READING = "".join(
    f"Drink water at {hour} o'clock, and rest after it.\n\n" for hour in range(12)
)
"""Sixteen seconds at the fastest pace: reports of libraries wait for up to ten after the start."""
FASTEST = ("--rate", "450")
OF_READING = {"read": ("--engine", "espeak", "--sink=null")}
"""Without sound: nobody listens."""
REMOTE = """
![A chart](http://127.0.0.1:9/chart.png) and [a page](http://127.0.0.1:9/page).

<img src="http://127.0.0.1:9/picture.png"> <script src="http://127.0.0.1:9/script.js"></script>
"""
"""What a browser would fetch."""
SHORT = f"# {TITLE}\n\n{FEVER}\n\n## {MOUTH}\n\n{ICE}\n\n## When to call\n\nAt any fever.\n\n"
SHORT += "## Questions about fever\n\n- Whom do we call at night?\n\n"
ARGUMENTS = {
    "document": ["small.md"],
    "text": ["Drink water."],
    "file": ["copy.json"],
    "copy": ["kept.json"],
}
VALUES = {
    "data_dir": "elsewhere",
    "days": "7",
    "engine": "espeak",
    "forget": "guide",
    "kind": "note",
    "rate": "400",
    "remove": "guide",
    "section": "small/mouth-care",
    "sleep": "section",
    "sink": "talk.wav",
    "to": "copy.html",
    "voice": "en-us",
}
"""What each option that takes a value is given."""
GOES_WITH = {"days": "--visit"}
"""The switch without which an option is refused."""
ENDED_BY = {"--loop": "--sleep"}
"""The option that ends what goes on for ever; it is tried with that, for it goes into no file."""
DOCUMENTS = (VALUES["sink"], VALUES["to"], *ARGUMENTS["file"])
"""What is asked for by name, on the desk."""
INTERACTIVE = ("listen",)


def command_of(name: str) -> click.Command:
    command = group.get_command(click.Context(group), name)
    assert command is not None
    return command


def uses() -> list[list[str]]:
    """Return every command, with each engine, each switch, and all options that take a value.

    The last switch is given together with these. What `say` does with each engine is tried where
    there is no network at all.
    """
    found = [["--version"], ["--help"]]
    for name in group.list_commands(click.Context(group)):
        given: list[str] = []
        switches: list[str] = []
        values: list[str] = []
        engines: list[str] = []
        pace: list[str] = []
        for parameter in command_of(name).params:
            assert parameter.name is not None
            if isinstance(parameter, click.Argument):
                given += ARGUMENTS[parameter.name]
            elif isinstance(parameter, click.Option) and parameter.is_flag:
                switches.append(parameter.opts[0])
            elif parameter.name == "engine":
                engines = [f"--engine={engine}" for engine in ENGINE_NAMES]
            elif parameter.opts[0] not in ENDED_BY.values():
                values.append(f"{parameter.opts[0]}={VALUES[parameter.name]}")
                values += filter(None, [GOES_WITH.get(parameter.name)])
                if parameter.name == "rate" and name == "read":
                    pace = values[-1:]
        fast = [f"--engine={VALUES['engine']}"] if engines else []
        tried = engines[:1] if name == "say" else engines
        found += [[name, *given, engine, *pace] for engine in tried or [""]]
        for switch in switches[:-1]:
            end = ENDED_BY.get(switch)
            ended = [f"{end}={VALUES[end.removeprefix('--')]}"] if end is not None else []
            found.append([name, *given, *fast, *pace, switch, *ended])
        found += [[name, *given, *fast, *values, *switches[-1:]]]
    return [[part for part in use if part] for use in found]


@dataclass(frozen=True)
class House:
    """A home in which the program is run as after its installation, and watched."""

    root: Path
    environment: dict[str, str]
    watch: Watch

    @property
    def home(self) -> Path:
        return self.root / "home"

    @property
    def desk(self) -> Path:
        """Where the programs run; the user's own folder."""
        return self.root / "desk"

    @property
    def temporary(self) -> Path:
        return self.root / "tmp"

    def start(self, *command: str | Path) -> subprocess.Popen[bytes]:
        return subprocess.Popen(
            self.watch.command([str(each) for each in command]),
            env=self.environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
        )

    def run(self, *command: str | Path) -> None:
        with self.start(*command) as process:
            said, _ = process.communicate(timeout=LIMIT_S)
        assert process.returncode in EXIT_CODES, said.decode()

    def assert_private(
        self, asked_for: Sequence[Path] = (), spoken_to: Sequence[Path] = ()
    ) -> Seen:
        """Hold all that the program did against what is promised.

        Args:
            asked_for: what may be written beside what is kept.
            spoken_to: sockets beside those for the sound.
        """
        seen = self.watch.seen()
        assert seen.processes > 0
        assert seen.internet == []
        sound = Path(self.environment["XDG_RUNTIME_DIR"])
        cookie = self.home / ".config" / "pulse"
        # Whatever else was spoken to might have passed it on.
        others = {Path(each) for each in seen.connected} - set(spoken_to)
        assert {each.parent for each in others} <= {sound, Path("/var/run/nscd")}
        share = [
            self.home / place for place in (".local/share", ".local/state", ".config", ".cache")
        ]
        kept = [*(place / "allvoice" for place in share), self.desk / "elsewhere"]
        allowed = [*kept, *asked_for, cookie, sound]
        assert seen.written_outside(allowed, self.temporary) == []
        assert open_to_others(self.home, [cookie]) == []
        assert open_to_others(self.desk / "elsewhere") == []
        return seen


@pytest.fixture
def house(tmp_path: Path, ear: Ear) -> Iterator[House]:
    """A home with a guide on the desk."""
    records = tmp_path / "records"
    environment = {
        **environment_of(ear.server.environment),
        "HOME": str(tmp_path / "home"),
        "TMPDIR": str(tmp_path / "tmp"),
        # Nobody is to depend on what the user has set, and no user is to undo it unawares.
        "ORT_DISABLE_TELEMETRY": "0",
    }
    made = House(tmp_path, environment, Watch(records, tmp_path / "desk"))
    for folder in (records, made.home, made.desk, made.temporary):
        folder.mkdir(mode=0o755)
    (made.desk / "small.md").write_text(SHORT + REMOTE, encoding="utf-8")
    (made.desk / "long.md").write_text(LONG_READING, encoding="utf-8")
    card = {"id": "a", "treatment": "Transplant"}
    kept = {"format": "allvoice-shelf", "version": 1, "cards": [card]}
    (made.desk / ARGUMENTS["copy"][0]).write_text(json.dumps(kept), encoding="utf-8")
    yield made
    shutil.rmtree(records)


def in_a_terminal(house: House, use: Sequence[str]) -> None:
    """Open the reader for the first time, listen to some words, set a bookmark and quit."""
    in_lines = "--plain" in use
    enter = b"\r" if in_lines else b""
    command = house.watch.command([PROGRAM, *use])
    with Terminal(command, house.environment) as terminal:
        terminal.wait_for(TITLE, LIMIT_S)
        if in_lines:
            terminal.keys(b"n\r")
        elif "--no-voice" in use:
            terminal.wait_for("Welcome", LIMIT_S)
            terminal.keys(RIGHT)
        elif f"--sink={VALUES['sink']}" in use:
            # Into a file all is read at once, sooner than a key can end the welcome.
            terminal.wait_for("End of the guide", LIMIT_S)
        else:
            # The first key ends the welcome and the short tour.
            terminal.wait_for("Welcome", LIMIT_S)
            terminal.keys(b"s")
            terminal.wait_for("STOPPED", LIMIT_S)
            terminal.keys(b"\r")
            terminal.wait_until(lambda: terminal.lit, LIMIT_S, "a word to be spoken")
        terminal.keys(b"b" + enter)
        terminal.wait_for("Marked", LIMIT_S)
        terminal.leave(b"q" + enter)
        assert terminal.wait_end(LIMIT_S) == 0


@pytest.mark.parametrize("use", uses(), ids=" ".join)
def test_no_use_of_the_program_leaves_a_trace_elsewhere(house: House, use: list[str]) -> None:
    if "--marks" in use:
        in_a_terminal(house, ["listen", "small.md", "--engine=silent"])
    if use[0] in INTERACTIVE:
        in_a_terminal(house, use)
    else:
        house.run(PROGRAM, *use)
    documents = [house.desk / name for name in DOCUMENTS]
    # They are written beside their name first, and get it once they are whole.
    house.assert_private(documents)
    for document in filter(Path.exists, documents):
        # The user's own document, as any other.
        assert document.stat().st_mode & 0o777 == 0o644


def test_no_voice_sends_anything_however_long_it_reads(house: House) -> None:
    with ExitStack() as stack:
        reading = [
            stack.enter_context(
                house.start(PROGRAM, "read", "long.md", "--engine", engine, "--sink=null", *FASTEST)
            )
            for engine in ENGINE_NAMES
        ]
        said = [process.communicate(timeout=LIMIT_S)[0].decode() for process in reading]
    assert [process.returncode for process in reading] == [0] * len(ENGINE_NAMES), said
    house.assert_private()


@pytest.mark.parametrize("command", [("read", "long.md", *FASTEST), ("doctor",)], ids=" ".join)
def test_for_media_keys_only_the_socket_of_the_session_bus_is_spoken_to(
    house: House, command: Sequence[str]
) -> None:
    with private_bus() as bus:
        house.environment.update(bus.environment)
        house.run(PROGRAM, *command, *OF_READING.get(command[0], ()))
        seen = house.assert_private(spoken_to=[bus.socket])
        assert str(bus.socket) in seen.connected


@pytest.mark.parametrize("command", [("read", "long.md", *FASTEST), ("doctor",)], ids=" ".join)
@pytest.mark.parametrize(
    "address",
    ["tcp:host=127.0.0.1,port=9", "unixexec:path=/bin/touch,argv1=/tmp/told", "autolaunch:"],
)
def test_a_session_bus_elsewhere_or_one_to_be_started_is_left_alone(
    house: House, command: Sequence[str], address: str
) -> None:
    house.environment["DBUS_SESSION_BUS_ADDRESS"] = address
    house.run(PROGRAM, *command, *OF_READING.get(command[0], ()))
    house.assert_private()


def test_what_an_earlier_version_left_open_is_closed_at_the_next_start(house: House) -> None:
    """Whichever command it is, and whatever else is in a folder of the user's own."""
    data, log = (house.home / ".local" / place / "allvoice" for place in ("share", "state"))
    shared = house.desk / "shared"
    for folder in (data, log / "log", shared / "letters"):
        folder.mkdir(parents=True)
    ours = [data / "shelf.sqlite3", log / "log" / "voice.log", shared / "settings.toml"]
    for path in (*ours, shared / "letters" / "one.txt"):
        path.touch()
    house.run(PROGRAM, "bookmarks")
    house.run(PROGRAM, "check", "small.md", "--data-dir", "shared")
    assert open_to_others(data) == open_to_others(log) == []
    assert data.stat().st_mode & 0o777 == log.stat().st_mode & 0o777 == 0o700
    letters = shared / "letters"
    assert open_to_others(shared) == [letters, letters / "one.txt"]
    assert shared.stat().st_mode & 0o777 == 0o755


OUTWARD = """\
import os, socket
socket.socket(socket.AF_INET6, socket.SOCK_DGRAM).close()
os.makedirs(os.path.expanduser("~/.cache/Elsewhere"))
os.chdir(os.environ["TMPDIR"])
open("session", "w").close()
os.chmod(os.path.expanduser("~"), 0o755)
"""


def test_the_watch_sees_a_socket_a_file_and_what_is_left_open(house: House) -> None:
    # Two processes deep, as a voice is.
    inner = (
        f"import subprocess, sys; subprocess.run([sys.executable, '-c', {OUTWARD!r}], check=True)"
    )
    house.run(sys.executable, "-c", inner)
    seen = house.watch.seen()
    assert any("AF_INET6" in call for call in seen.internet)
    assert seen.written_outside([house.home / ".cache" / "allvoice"], house.temporary) == [
        house.home / ".cache" / "Elsewhere",
        house.temporary / "session",
    ]
    assert open_to_others(house.home) == [
        house.home / ".cache",
        house.home / ".cache" / "Elsewhere",
    ]


@pytest.mark.parametrize("engine", ENGINE_NAMES)
def test_every_voice_speaks_where_there_is_no_network_at_all(house: House, engine: str) -> None:
    cut_off = [need("unshare", "util-linux"), "--user", "--map-root-user", "--net"]
    if subprocess.run([*cut_off, "true"], capture_output=True).returncode:
        pytest.skip("this system lets nobody make a space without a network")
    house.run(*cut_off, PROGRAM, "say", "Drink water.", "--engine", engine, "--sink", "talk.wav")
    assert (house.desk / "talk.wav").stat().st_size > 10_000
    house.assert_private([house.desk / "talk.wav"])
