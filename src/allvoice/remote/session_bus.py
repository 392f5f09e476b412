"""The reader as a player on the session bus, on a thread of its own. The one place of dbus-fast."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import os
from collections.abc import Awaitable, Callable, Mapping
from threading import Event, Thread
from typing import TYPE_CHECKING, Any

from allvoice.packages import why_not
from allvoice.remote import mpris
from allvoice.remote.address import local_address
from allvoice.remote.model import Receive, Shown
from allvoice.remote.mpris import RefusedError, Typed

if TYPE_CHECKING:
    from dbus_fast import Message
    from dbus_fast.aio import MessageBus

CONNECTED_WITHIN_S = 5.0
"""A bus that answers no sooner is none."""
TOLD_EVERY_S = 0.25
"""What changes is told no more often: players draw something for each of it."""
FIRST_WAIT_S, LONGEST_WAIT_S = 1.0, 60.0
"""Between two tries to reach a bus that is gone."""
WHAT = "Media keys"

# Else Python would print what the library notes over the screen. A bus that goes is no error.
for _name in ("dbus_fast", "asyncio"):
    logging.getLogger(_name).addHandler(logging.NullHandler())


def how_reachable(environment: Mapping[str, str]) -> str:
    """Return why the session bus cannot be reached; empty where it can. Nobody sees the try."""
    address, fault = local_address(environment)
    if fault:
        return fault

    async def attempt() -> str:
        try:
            bus = await _connected(address)
        except Exception as error:
            return _in_words(error)
        bus.disconnect()
        return ""

    return asyncio.run(attempt())


class SessionBusRemote:
    """Answers players' controls on the session bus, and looks for it again when it is gone."""

    def __init__(
        self,
        receive: Receive,
        tell: Callable[[str], None],
        environment: Mapping[str, str] = os.environ,
    ) -> None:
        """Begin; nothing is waited for.

        Args:
            receive: takes what is asked for, on the thread of this.
            tell: is told, on that thread, whenever the reason why nobody is reached is another.
            environment: names the bus.
        """
        self._why_not = ""
        self._receive = receive
        self._tell = tell
        self._shown: Shown | None = None
        self._loop: asyncio.AbstractEventLoop | None = None
        self._changed: asyncio.Event | None = None
        self._closed = Event()
        address, fault = local_address(environment)
        self._thread: Thread | None = None
        if fault:
            self._note(fault)
            return
        self._thread = Thread(
            target=lambda: asyncio.run(self._serve(address)), name="session-bus", daemon=True
        )
        self._thread.start()

    def show(self, shown: Shown) -> None:
        """Show the reading as it is now."""
        before, self._shown = self._shown, shown
        if shown != before:
            self._look()

    def close(self) -> None:
        """Leave the bus."""
        self._closed.set()
        self._look()

    def join(self, timeout_s: float) -> None:
        """Wait until the bus was left."""
        if self._thread is not None:
            self._thread.join(timeout_s)

    def _look(self) -> None:
        """Let the thread see what is another; called on any thread."""
        loop, changed = self._loop, self._changed
        if loop is not None and changed is not None and not changed.is_set():
            # It may just have ended.
            with contextlib.suppress(RuntimeError):
                loop.call_soon_threadsafe(changed.set)

    def _note(self, fault: str) -> None:
        if fault != self._why_not:
            self._why_not = fault
            self._tell(fault)

    # On the thread of this

    async def _serve(self, address: str) -> None:
        """Be on the bus whenever it is there, until all ends."""
        self._changed = asyncio.Event()
        self._loop = asyncio.get_running_loop()
        wait_s = FIRST_WAIT_S
        while self._shown is None and not self._closed.is_set():
            await self._changed.wait()
            self._changed.clear()
        while not self._closed.is_set():
            try:
                bus = await _connected(address)
                try:
                    await self._take_name(bus)
                    self._note("")
                    wait_s = FIRST_WAIT_S
                    await self._tell_changes(bus)
                finally:
                    with contextlib.suppress(Exception):
                        bus.disconnect()
                if self._closed.is_set():
                    return
                self._note("the session bus is gone")
            except Exception as error:
                self._note(_in_words(error))
                if isinstance(error, ImportError):
                    return
            await self._rest(wait_s)
            wait_s = min(wait_s * 2, LONGEST_WAIT_S)

    async def _rest(self, wait_s: float) -> None:
        """Let time pass, unless all ends."""
        assert self._changed is not None
        until_s = asyncio.get_running_loop().time() + wait_s
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout_at(until_s):
                while not self._closed.is_set():
                    await self._changed.wait()
                    self._changed.clear()

    async def _take_name(self, bus: MessageBus) -> None:
        """Be found by the name of a player; a second reader has one of its own."""
        from dbus_fast import NameFlag, RequestNameReply

        bus.add_message_handler(self._answer)
        got = await bus.request_name(mpris.BUS_NAME, NameFlag.DO_NOT_QUEUE)
        if got is not RequestNameReply.PRIMARY_OWNER:
            await bus.request_name(f"{mpris.BUS_NAME}.instance{os.getpid()}", NameFlag.DO_NOT_QUEUE)

    async def _tell_changes(self, bus: MessageBus) -> None:
        """Tell what changes, and return when the bus or the reading has ended."""
        assert self._changed is not None
        gone = asyncio.ensure_future(_gone(bus))
        # Whoever found the name has asked for all that was so far.
        told = self._shown
        try:
            while not self._closed.is_set() and not gone.done():
                waits = asyncio.ensure_future(self._changed.wait())
                try:
                    await asyncio.wait({waits, gone}, return_when=asyncio.FIRST_COMPLETED)
                finally:
                    waits.cancel()
                self._changed.clear()
                if self._closed.is_set() or gone.done():
                    return
                shown = self._shown
                if shown is not None and shown != told:
                    self._signal(bus, told, shown)
                    told = shown
                # What changes meanwhile is told together.
                await asyncio.wait({gone}, timeout=0 if self._closed.is_set() else TOLD_EVERY_S)
        finally:
            gone.cancel()

    def _signal(self, bus: MessageBus, told: Shown | None, shown: Shown) -> None:
        changed = mpris.changed(told, shown)
        if changed:
            body = [mpris.PLAYER, _variants(changed), []]
            _send(bus, mpris.PROPERTIES, "PropertiesChanged", "sa{sv}as", body)
        if told is not None and shown.jumps != told.jumps:
            _send(bus, mpris.PLAYER, mpris.SEEKED, "x", [mpris.position_us(shown)])

    def _answer(self, message: Message) -> Message | bool | None:
        """Answer a call; None for what the library answers itself."""
        from dbus_fast import Message, MessageFlag, MessageType

        shown = self._shown
        if message.message_type is not MessageType.METHOD_CALL or message.path != mpris.PATH:
            return None
        if shown is None or (message.interface or "").startswith("org.freedesktop.DBus.Peer"):
            return None
        try:
            signature, body = self._answered(message, shown)
            reply = Message.new_method_return(message, signature, body)
        except RefusedError as refused:
            reply = Message.new_error(message, refused.name, str(refused))
        if MessageFlag.NO_REPLY_EXPECTED in message.flags:
            return True
        return reply

    def _answered(self, message: Message, shown: Shown) -> tuple[str, list[Any]]:
        """Return the signature and the body of an answer.

        Raises:
            RefusedError: it is an error.
        """
        called = (message.interface, message.member, message.signature)
        match called:
            case (mpris.INTROSPECTABLE, "Introspect", ""):
                return "s", [mpris.introspection(shown)]
            case (mpris.PROPERTIES, "GetAll", "s"):
                return "a{sv}", [_variants(mpris.values(message.body[0], shown))]
            case (mpris.PROPERTIES, "Get", "ss"):
                interface, name = message.body
                found = mpris.values(interface, shown).get(name)
                if found is None:
                    raise RefusedError("UnknownProperty", f"There is no {interface}.{name}.")
                return "v", [_variant(found)]
            case (mpris.PROPERTIES, "Set", "ssv"):
                interface, name, variant = message.body
                value = Typed(variant.signature, variant.value)
                self._receive(mpris.asked_by_setting(interface, name, value))
                return "", []
            case _:
                asked = mpris.asked_by_call(
                    message.interface, message.member or "", message.signature, message.body, shown
                )
                if asked is not None:
                    self._receive(asked)
                return "", []


async def _connected(address: str) -> MessageBus:
    from dbus_fast.aio import MessageBus

    async with asyncio.timeout(CONNECTED_WITHIN_S):
        return await MessageBus(bus_address=address).connect()


async def _gone(bus: MessageBus) -> None:
    """Return when the bus is gone, whichever way it went."""
    with contextlib.suppress(Exception):
        disconnected: Awaitable[None] = bus.wait_for_disconnect()  # type: ignore[no-untyped-call]
        await disconnected


def _in_words(error: Exception) -> str:
    if isinstance(error, ImportError):
        return why_not("This", error).removesuffix(".")
    if isinstance(error, TimeoutError):
        return "the session bus does not answer"
    said = getattr(error, "strerror", None) or str(error) or type(error).__name__
    return f"the session bus cannot be reached ({said})"


def _variant(typed: Typed) -> Any:
    from dbus_fast import Variant

    value = typed.value
    return Variant(typed.signature, _variants(value) if isinstance(value, dict) else value)


def _variants(values: Mapping[str, Typed]) -> dict[str, Any]:
    return {name: _variant(typed) for name, typed in values.items()}


def _send(bus: MessageBus, interface: str, member: str, signature: str, body: list[Any]) -> None:
    from dbus_fast import Message

    bus.send(Message.new_signal(mpris.PATH, interface, member, signature, body))
