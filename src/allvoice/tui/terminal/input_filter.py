"""What a terminal sends, cut into whole keys and pastes, without what is neither.

A key may come in pieces, and what is left of half a key would be other keys: the pace changed, a
list opened. Terminals answer questions, and an answer may come late, to a program that never asked.
What is pasted may hold anything. None of that may act. And the Escape key sends what all longer
keys begin with: it is known only by nothing coming after it, and who presses it wants silence at
once. So Escape acts after a moment, and what still comes as if it belonged to it is taken as the
key that it ends.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from dataclasses import dataclass

from allvoice.tui.terminal.clicks import Clicked, clicked
from allvoice.tui.terminal.double_lines import CursorReport, cursor_report

ESCAPE = "\x1b"
ESCAPE_WAIT_S = 0.025
"""What belongs to a key comes together; `ESCDELAY`, in milliseconds, is for slow lines."""
SLOW_ESCAPE_WAIT_S = 0.1
"""For a line that is known to be slow: over ssh, or where a key came in pieces already."""
REMOTE = ("SSH_CONNECTION", "SSH_CLIENT", "SSH_TTY")
"""Set by ssh for what runs at its other end; mosh is begun by ssh."""
PIECE_WAIT_S = 0.3
"""How long the next piece of a key that came in pieces is waited for."""
ANSWER_WAIT_S = 1.0
PASTE_WAIT_S = 3.0
"""A paste whose end was lost is over when nothing came for so long."""
MOST_SEQUENCE_CHARS = 256
PASTE_STALL_S = 0.5
"""What comes after so long, and is one key alone, was pressed: the end of the paste was lost."""
MOST_PASTED_CHARS = 1_000

_STRING = "]P_^X"
"""Operating system command, device control, application program command, privacy message, and
start of string: ECMA-48, 5.6 and 8.3."""
_WHOLE = re.compile(
    r"\x1b(?:"
    r"\[(?:\[[ -~]"  # function keys of the Linux console
    r"|M[\s\S]{3}"  # the pointer, in its oldest form
    r"|[0-9]+\$"  # shifted keys of rxvt
    r"|(?!M)[0-?]*[ -/]*[@-Z\\-~])"  # control sequences: ECMA-48, 5.4
    r"|O[ -~]"
    r"|[^\x1b\[O\]P_^X])"  # a key with Alt
)
_BEGUN = re.compile(r"\x1b(?:\[(?:\[|M[\s\S]{0,2}|[0-?]*[ -/]*)?|O)?\Z")
_BROKEN = re.compile(r"\x1b[ -~]*")
_ANSWER = re.compile(r"\x1b\[(?:[?>=<]|M|[0-9]+;[0-9]+R)")
"""Answers of terminals, which nobody asked for, and the pointer in forms that nobody did."""
_CONTROL = re.compile(r"\x1b(?:\[[0-?]*[ -/]*[@-~]|[\]P_^X][^\x07\x1b]*(?:\x07|\x1b\\)?|.)?")
_STRING_END = re.compile(r"\x07|\x1b")
_PASTE_START, _PASTE_END = "\x1b[200~", "\x1b[201~"


@dataclass(frozen=True, slots=True)
class Keys:
    """Characters, each of them a key."""

    text: str


@dataclass(frozen=True, slots=True)
class Sequence:
    """What one key sends that begins as the Escape key does; Escape itself too."""

    text: str


@dataclass(frozen=True, slots=True)
class Pasted:
    """The beginning of what was pasted: text, never keys."""

    text: str


Piece = Keys | Sequence | Pasted | Clicked | CursorReport


def escape_wait_s() -> float:
    """Return how long a key is waited for that begins as the Escape key does."""
    try:
        return max(1, int(os.environ["ESCDELAY"])) / 1000
    except (KeyError, ValueError):
        is_remote = any(name in os.environ for name in REMOTE)
        return SLOW_ESCAPE_WAIT_S if is_remote else ESCAPE_WAIT_S


class InputFilter:
    """Takes what was sent piece by piece, and gives out what was typed."""

    def __init__(self, clock: Callable[[], float], wait_s: float = ESCAPE_WAIT_S) -> None:
        """Begin with nothing sent.

        Args:
            clock: seconds that only ever grow.
            wait_s: how long the rest of a key is waited for until Escape acts.
        """
        self._clock = clock
        self._wait_s = wait_s
        self._held = ""
        """The beginning of a key, of a string that is no key, or of the end of a paste."""
        self._in_string = False
        self._pasted: str | None = None
        """What a paste held until now; None outside one."""
        self._is_late = False
        """Whether the Escape that begins what is held has acted already."""
        self._since_s = 0.0
        self._escaped_s = float("-inf")

    @property
    def due_in_s(self) -> float | None:
        """In how many seconds to ask for what is `due`; None where nothing is held back."""
        limit_s = self._limit_s
        return None if limit_s is None else max(0.0, self._since_s + limit_s - self._clock())

    @property
    def _limit_s(self) -> float | None:
        if self._pasted is not None:
            # Who presses Escape, and nothing else, wants to be out of a paste without an end.
            return ANSWER_WAIT_S if self._held == ESCAPE else PASTE_WAIT_S
        if self._held == ESCAPE:
            # In a string it is rather the first half of its end than the key.
            return PIECE_WAIT_S if self._in_string else self._wait_s
        if len(self._held) == 2:
            # It may be a key that is pressed together with Alt.
            return PIECE_WAIT_S
        return ANSWER_WAIT_S if self._held or self._in_string else None

    def take(self, sent: str) -> list[Piece]:
        """Return what was typed of what was held back and what is sent now."""
        pieces: list[Piece] = []
        if not sent:
            return pieces
        now_s = self._clock()
        if self._pasted is not None and now_s - self._since_s >= PASTE_STALL_S and _is_key(sent):
            self._held = ""
            self._end_paste(pieces)
        # Nothing was held back when Escape acted, and nothing came since.
        if sent[0] in "[O" and now_s - self._escaped_s < PIECE_WAIT_S:
            self._held, self._is_late = ESCAPE, True
        self._escaped_s = float("-inf")
        self._since_s = now_s
        text, self._held = self._held + sent, ""
        at = 0
        while at < len(text):
            if self._pasted is not None:
                at = self._take_paste(text, at, pieces)
            elif self._in_string:
                at = self._take_string(text, at)
            else:
                at = self._take_keys(text, at, pieces)
        return pieces

    def _take_keys(self, text: str, at: int, pieces: list[Piece]) -> int:
        escape = text.find(ESCAPE, at)
        if escape < 0:
            escape = len(text)
        if escape > at:
            pieces.append(Keys(text[at:escape]))
            return escape
        whole = _WHOLE.match(text, at)
        if whole is not None:
            if self._is_late:
                self._wait_s = max(self._wait_s, SLOW_ESCAPE_WAIT_S)
                self._is_late = False
            if whole[0] == _PASTE_START:
                self._pasted = ""
            elif (told := clicked(whole[0]) or cursor_report(whole[0])) is not None:
                pieces.append(told)
            elif whole[0] != _PASTE_END and not _ANSWER.match(whole[0]):
                pieces.append(Sequence(whole[0]))
            return whole.end()
        follows = text[at + 1 : at + 2]
        if follows == ESCAPE:
            pieces.append(Sequence(ESCAPE))
            return at + 1
        if len(text) - at <= 2 or _BEGUN.match(text, at):
            # However long it gets, its beginning tells that it is no key.
            self._held = text[at : at + MOST_SEQUENCE_CHARS]
            return len(text)
        if follows in _STRING:
            self._in_string = True
            return at + 2
        # Something else came into it: half a key is none.
        self._is_late = False
        broken = _BROKEN.match(text, at)
        assert broken is not None
        return broken.end()

    def _take_string(self, text: str, at: int) -> int:
        end = _STRING_END.search(text, at)
        if end is None:
            return len(text)
        if end[0] != ESCAPE:
            self._in_string = False
            return end.end()
        if end.end() == len(text):
            self._held = ESCAPE
            return len(text)
        self._in_string = False
        # A key may come in the middle of a string that was broken off.
        return end.end() + 1 if text[end.end()] == "\\" else end.start()

    def _take_paste(self, text: str, at: int, pieces: list[Piece]) -> int:
        assert self._pasted is not None
        end = text.find(_PASTE_END, at)
        stop = end
        if end < 0:
            stop = len(text)
            begun = next((n for n in range(5, 0, -1) if text.endswith(_PASTE_END[:n])), 0)
            stop = max(at, stop - begun)
            self._held = text[stop:]
        room = MOST_PASTED_CHARS - len(self._pasted)
        self._pasted += text[at : min(stop, at + room)]
        if end < 0:
            return len(text)
        self._end_paste(pieces)
        return end + len(_PASTE_END)

    def _end_paste(self, pieces: list[Piece]) -> None:
        assert self._pasted is not None
        pieces.append(Pasted(_plain(self._pasted)))
        self._pasted = None

    def due(self) -> list[Piece]:
        """Return what was held back, if nothing came after it in time; half a key never is."""
        limit_s, pieces = self._limit_s, list[Piece]()
        if limit_s is None or self._clock() < self._since_s + limit_s:
            return pieces
        held, self._held = self._held, ""
        is_late, self._is_late = self._is_late, False
        self._in_string = False
        if self._pasted is not None:
            self._end_paste(pieces)
            if held != ESCAPE:
                return pieces
        if held == ESCAPE:
            self._escaped_s = self._clock()
            pieces.append(Sequence(held))
        elif is_late and not held[1:].strip("[O"):
            # Escape and then these keys.
            pieces.append(Keys(held[1:]))
        elif len(held) == 2:
            pieces.append(Sequence(held))
        return pieces


def _is_key(sent: str) -> bool:
    """Return whether what was sent is what one key sends, and not the end of a paste."""
    return sent != _PASTE_END and (len(sent) == 1 or _WHOLE.fullmatch(sent) is not None)


def _plain(text: str) -> str:
    """Return a text without what is no sign of it, such as colours."""
    text = _CONTROL.sub("", text)
    return "".join(sign for sign in text if sign.isprintable() or sign in "\r\n\t")
