"""A session bus of a test's own, and the program that desktops' users drive players with."""

from __future__ import annotations

import contextlib
import os
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from tests.e2e.ear import need
from tests.e2e.limits import LIMIT_S

CONFIGURATION = """\
<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
 "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig>
  <type>session</type>
  <listen>unix:path={socket}</listen>
  <auth>EXTERNAL</auth>
  <policy context="default">
    <allow send_destination="*" eavesdrop="true"/>
    <allow eavesdrop="true"/>
    <allow own="*"/>
  </policy>
</busconfig>
"""
"""No program is started by this bus, and nobody else uses it."""
LOOK_S = 0.02


class Bus:
    """A bus that can be killed and started again at the same address."""

    def __init__(self, folder: Path) -> None:
        self.socket = folder / "bus"
        self._configuration = folder / "bus.conf"
        self._configuration.write_text(CONFIGURATION.format(socket=self.socket), encoding="utf-8")
        self._process: subprocess.Popen[str] | None = None

    @property
    def environment(self) -> dict[str, str]:
        """What a program must be told to find it."""
        return {"DBUS_SESSION_BUS_ADDRESS": f"unix:path={self.socket}"}

    def start(self) -> None:
        """Start it and return when programs can connect."""
        daemon = need("dbus-daemon", "dbus")
        command = [daemon, f"--config-file={self._configuration}", "--nofork", "--print-address=1"]
        self._process = subprocess.Popen(
            command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
        )
        assert self._process.stdout is not None
        assert self._process.stdout.readline().startswith("unix:"), "dbus-daemon did not start"

    def kill(self) -> None:
        """End it as a crash would."""
        if self._process is not None:
            assert self._process.stdout is not None
            self._process.kill()
            self._process.wait()
            self._process.stdout.close()
            self._process = None
        self.socket.unlink(missing_ok=True)

    def playerctl(self, *words: str) -> str:
        """Tell a player something, as a desktop would; return the answer, empty for a refusal."""
        return self._run([need("playerctl", "playerctl"), *words])

    def call(self, method: str) -> None:
        """Call what `playerctl` has no word for."""
        self._send(method)

    def set(self, name: str, value: float) -> None:
        """Set a property that `playerctl` has no word for."""
        self._send(
            "org.freedesktop.DBus.Properties.Set",
            "string:org.mpris.MediaPlayer2.Player",
            f"string:{name}",
            f"variant:double:{value}",
        )

    def _send(self, method: str, *arguments: str) -> None:
        command = [need("dbus-send", "dbus"), "--session", "--print-reply"]
        command += ["--dest=org.mpris.MediaPlayer2.allvoice", "/org/mpris/MediaPlayer2"]
        self._run([*command, method, *arguments])

    def _run(self, command: list[str]) -> str:
        environment = {**os.environ, **self.environment}
        done = subprocess.run(
            command, env=environment, capture_output=True, text=True, timeout=LIMIT_S
        )
        return done.stdout.strip()

    def wait_for(self, holds: Callable[[str], bool], *words: str) -> str:
        """Ask a player until its answer is as it should be, and return that."""
        until_s = time.monotonic() + LIMIT_S
        while not holds(found := self.playerctl(*words)):
            assert time.monotonic() < until_s, f"playerctl {' '.join(words)} says {found!r}"
            time.sleep(LOOK_S)
        return found

    def wait_player(self, name: str = "allvoice") -> None:
        """Return when a player can be found."""
        self.wait_for(lambda found: name in found.split(), "--list-all")


@contextlib.contextmanager
def private_bus() -> Iterator[Bus]:
    """Run a bus of one's own; its socket has a short name, for there is a limit."""
    with tempfile.TemporaryDirectory(prefix="bus-") as folder:
        bus = Bus(Path(folder))
        bus.start()
        try:
            yield bus
        finally:
            bus.kill()
