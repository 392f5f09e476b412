"""A player's client that has gone wild: asks for everything a thousand times a second until its
standard input ends. Prints, every thousand requests, how many there were.
"""

from __future__ import annotations

import asyncio
import os
import sys
from itertools import count
from typing import Any

from dbus_fast import Message, MessageFlag, Variant
from dbus_fast.aio import MessageBus

PLAYER = "org.mpris.MediaPlayer2.Player"
REQUESTS: list[tuple[str, str, str, list[Any]]] = [
    *[(PLAYER, member, "", []) for member in ("Next", "PlayPause", "Previous", "Play", "Next")],
    (PLAYER, "Seek", "x", [5_000_000]),
    (PLAYER, "SetPosition", "ox", ["/org/allvoice/section/0", 60_000_000]),
    *[
        ("org.freedesktop.DBus.Properties", "Set", "ssv", [PLAYER, name, Variant("d", figure)])
        for name, figure in (("Volume", 0.5), ("Rate", 2.0), ("Volume", 0.7))
    ],
]


async def flood() -> None:
    """Ask until nobody wants it any more."""
    bus = await MessageBus(bus_address=os.environ["DBUS_SESSION_BUS_ADDRESS"]).connect()
    loop = asyncio.get_running_loop()
    ended = loop.run_in_executor(None, sys.stdin.read)
    for number in count(1):
        if ended.done():
            break
        for interface, member, signature, body in REQUESTS:
            await bus.send(
                Message(
                    destination="org.mpris.MediaPlayer2.allvoice",
                    path="/org/mpris/MediaPlayer2",
                    interface=interface,
                    member=member,
                    flags=MessageFlag.NO_REPLY_EXPECTED,
                    signature=signature,
                    body=body,
                )
            )
        if number * len(REQUESTS) % 1_000 == 0:
            print(number * len(REQUESTS), flush=True)
        await asyncio.sleep(len(REQUESTS) / 1_000)
    bus.disconnect()


if __name__ == "__main__":
    asyncio.run(flood())
