"""Nothing leaves the machine: libraries that would report home are told not to, before they load.

The program itself opens no connection. What it stands on may: from 1.29 on onnxruntime, which the
natural voice runs in, asks for a server of Microsoft's about ten seconds after it was loaded, and
keeps a number that names the computer. Its own API is too late for the first report, so what it
reads is set in the environment, of this process and of each that is started.
"""

from __future__ import annotations

import os
from collections.abc import Mapping, MutableMapping
from contextlib import suppress
from pathlib import Path
from types import MappingProxyType

SWITCHES: Mapping[str, str] = MappingProxyType(
    {
        # https://github.com/microsoft/onnxruntime/blob/main/docs/Privacy.md
        "ORT_DISABLE_TELEMETRY": "1",
        # huggingface_hub, which loads models for many voices and recognisers: what is not on the
        # disk is not looked for elsewhere, and no use is counted.
        "HF_HUB_OFFLINE": "1",
        "HF_HUB_DISABLE_TELEMETRY": "1",
        # https://consoledonottrack.com, which libraries of every kind heed.
        "DO_NOT_TRACK": "1",
    }
)
"""What is set, whatever stood in these variables before."""
_LOCAL_SOCKETS = {"unix": 6, "netlink": 9}
"""Tables in /proc/PID/net of sockets that lead nowhere else, and the column of the number."""


def switch_off(environment: MutableMapping[str, str] = os.environ) -> None:
    """Set the switches for what this process loads from now on."""
    environment.update(SWITCHES)


def child_environment(environment: Mapping[str, str] = os.environ) -> dict[str, str]:
    """Return the environment to start another process with."""
    return {**environment, **SWITCHES}


def is_switched_off(pid: int) -> bool | None:
    """Return whether a process was started with every switch; None where that cannot be seen."""
    try:
        started_with = Path(f"/proc/{pid}/environ").read_bytes().split(b"\0")
    except OSError:
        return None
    return all(f"{name}={value}".encode() in started_with for name, value in SWITCHES.items())


def internet_sockets(pid: int) -> int | None:
    """Return how many sockets a process has open that may lead to another computer.

    Every socket but those between processes and to the kernel counts: one that was made and not
    used yet stands in no table. None where it cannot be seen.
    """
    process = Path("/proc", str(pid))
    try:
        sockets = {link for link in _links(process / "fd") if link.startswith("socket:")}
        local: set[str] = set()
        for table, column in _LOCAL_SOCKETS.items():
            rows = (process / "net" / table).read_text(encoding="utf-8", errors="replace")
            local |= {f"socket:[{row.split()[column]}]" for row in rows.splitlines()[1:]}
    except OSError:
        return None
    return len(sockets - local)


def _links(folder: Path) -> set[str]:
    found = set()
    for name in os.listdir(folder):
        # What was closed in the meantime is not there.
        with suppress(FileNotFoundError):
            found.add(os.readlink(folder / name))
    return found
