"""A shell that asks for completion, rightly or wrongly, never makes the program speak."""

from __future__ import annotations

import subprocess

import pytest

from tests.e2e.conftest import environment_of
from tests.e2e.ear import RATE_HZ, Ear
from tests.e2e.terminal import PROGRAM, Terminal

pytestmark = pytest.mark.sound

ASKED = [
    *(f"{shell}_{what}" for shell in ("bash", "zsh", "fish") for what in ("source", "complete")),
    "powershell_source",
    "source_bash",
    "bash",
    "1",
    "nonsense",
]


@pytest.mark.parametrize("in_window", [True, False], ids=["in a window", "in a pipe"])
def test_no_request_for_completion_makes_a_sound(ear: Ear, in_window: bool) -> None:
    began = ear.now
    for asked in ASKED:
        environment = {
            **environment_of(ear.server.environment),
            "_ALLVOICE_COMPLETE": asked,
            "COMP_WORDS": "allvoice ",
            "COMP_CWORD": "1",
        }
        if in_window:
            with Terminal([PROGRAM], environment) as terminal:
                terminal.wait_end()
                assert "\x1b" not in terminal.sent.decode()
        else:
            subprocess.run([PROGRAM], env=environment, capture_output=True, timeout=40)
    ear.wait_for_frame(ear.now + RATE_HZ)
    assert ear.sounds(began, ear.now) == []
