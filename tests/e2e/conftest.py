"""What every end-to-end test needs: an ear, the program in a terminal, and how sentences sound."""

from __future__ import annotations

import functools
import hashlib
import os
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack
from pathlib import Path
from typing import Protocol

import numpy as np
import pytest

from allvoice.cli.components import TOUR_GIVEN
from allvoice.paths import user_folders
from allvoice.shelf.store.shelf import Shelf
from tests.e2e import guide_text
from tests.e2e.ear import Ear, Pcm
from tests.e2e.limits import TEST_LIMIT_S
from tests.e2e.reference import ReferenceVoice
from tests.e2e.terminal import PROGRAM, Terminal

RATE_WPM = 200
PLAIN_SOUND = 'interface_pitch = "same"\nslow_names = false\n'

Spoken = Callable[..., Pcm]


class OpenReader(Protocol):
    """Opens the reader in a terminal that is closed with the test."""

    def __call__(
        self,
        engine: str,
        *options: str,
        guide: Path | None = None,
        environment: Mapping[str, str] | None = None,
        columns: int = 80,
        lines: int = 24,
    ) -> Terminal: ...


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Give each end-to-end test the time that a busy computer may need for it."""
    here = Path(__file__).parent
    for item in items:
        if item.path.is_relative_to(here):
            item.add_marker(pytest.mark.timeout(TEST_LIMIT_S))


@pytest.fixture(scope="package")
def shared_ear(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ear]:
    """An ear for all tests of one worker, which run one after the other.

    It goes with the last of them: a recording costs a little all the time.
    """
    with Ear(tmp_path_factory.mktemp("ear"), latency_ms=60) as ear:
        yield ear


@pytest.fixture
def ear(shared_ear: Ear) -> Ear:
    """The shared ear, when nothing of the test before is heard any more."""
    shared_ear.wait_for_silence(shared_ear.now, 0.2)
    return shared_ear


@pytest.fixture
def own_ear(tmp_path: Path) -> Iterator[Ear]:
    """An ear whose sound server a test may break."""
    with Ear(tmp_path / "ear") as ear:
        yield ear


@pytest.fixture(params=["natural", "espeak"])
def engine(request: pytest.FixtureRequest) -> str:
    """Both engines that must be as good as they can be."""
    name: str = request.param
    return name


@pytest.fixture
def small_guide(tmp_path: Path) -> Path:
    path = tmp_path / "small.md"
    path.write_text(guide_text.TEXT, encoding="utf-8")
    return path


def environment_of(sound: Mapping[str, str]) -> dict[str, str]:
    """Return what the program is told by its surroundings: nothing of the developer's own."""
    return {
        "PATH": os.environ["PATH"],
        "TERM": "xterm-256color",
        "LANG": "C.UTF-8",
        **sound,
    }


def not_the_first_time(data: Path) -> Path:
    """Make a folder as it is after the first start: the tour of the keys was given.

    The interface voice sounds as the guide voice does, and figures as all words do, so that what is
    announced can be compared with what the same words sound like.
    """
    if data.exists():
        return data
    heard_the_tour(data)
    user_folders(data).settings_file.write_text(PLAIN_SOUND, encoding="utf-8")
    return data


def heard_the_tour(data: Path) -> None:
    """Let the next start in a folder be as any but the first."""
    with Shelf.open(user_folders(data)) as shelf:
        shelf.remembered.keep(TOUR_GIVEN, "yes")


@pytest.fixture
def open_reader(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[OpenReader]:
    with ExitStack() as stack:

        def opened(
            engine: str,
            *options: str,
            guide: Path | None = None,
            environment: Mapping[str, str] | None = None,
            columns: int = 80,
            lines: int = 24,
        ) -> Terminal:
            if environment is None:
                ear: Ear = request.getfixturevalue("ear")
                environment = ear.server.environment
            named = [str(guide)] if guide else []
            command = [PROGRAM, "listen", *named, "--engine", engine, *options]
            command += ["--data-dir", str(not_the_first_time(tmp_path / "data"))]
            return stack.enter_context(
                Terminal(command, environment_of(environment), columns=columns, lines=lines)
            )

        yield opened


@pytest.fixture(scope="session")
def spoken(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Spoken]:
    """Returns what a text sounds like; each sound is made once for all workers of a run."""
    own = tmp_path_factory.mktemp("spoken")
    voices: dict[str, ReferenceVoice] = {}
    shared = tmp_path_factory.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:
        shared = shared.parent
    shared /= "all-spoken"
    shared.mkdir(exist_ok=True)

    @functools.cache
    def say(engine: str, text: str, rate_wpm: int = RATE_WPM) -> Pcm:
        path = shared / f"{hashlib.sha256(repr((engine, text, rate_wpm)).encode()).hexdigest()}.npy"
        if not path.exists():
            if engine not in voices:
                folder = own / engine
                folder.mkdir()
                voices[engine] = stack.enter_context(ReferenceVoice(engine, folder))
            np.save(own / "said.npy", voices[engine].sound(text, rate_wpm))
            # Whole from the first moment on, whoever else looks for it.
            (own / "said.npy").replace(path)
        sound: Pcm = np.load(path)
        return sound

    with ExitStack() as stack:
        yield say


def stopped_at_start(terminal: Terminal, ear: Ear) -> None:
    """Cut the welcome short, so that a test begins in silence at the first sentence."""
    terminal.wait_for("Welcome")
    terminal.keys(b"s")
    terminal.wait_for("STOPPED")
    ear.wait_for_silence(ear.now)
