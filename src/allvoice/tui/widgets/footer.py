"""The lines round the text: the title above it, messages, status and keys below it."""

from __future__ import annotations

import enum
import re
from collections.abc import Sequence

from allvoice.guide.model import Guide
from allvoice.reading.state import State, Status
from allvoice.text import harmless
from allvoice.tui.keys.keymap import Keymap, key_name
from allvoice.tui.widgets.layout import TEXT_CELLS, wrap
from allvoice.tui.widgets.rows import (
    GONE_FOR_S,
    Row,
    RowsWidget,
    Segment,
    TextStyle,
    plain_row,
    row_cells,
    shortened,
    shortened_row,
)
from allvoice.tui.widgets.targets import KeyTarget, RestTarget, TargetText

MOST_TITLE_ROWS = 2
LEAST_HEIGHT_OF_SPARE_ROW = 12
"""In a lower window no title takes a row that it does not need."""

_STATUS = {
    Status.PLAYING: "Playing",
    Status.PAUSED: "Paused",
    Status.STOPPED: "Stopped",
    Status.WAITING: "Stopped",
    Status.FINISHED: "End",
}


def status_line(guide: Guide, state: State, width: int, *, phone: str = "") -> str:
    """Return what the session is doing; what matters least is left out where room is short.

    Args:
        guide: the guide.
        state: the session.
        width: in cells.
        phone: a number to call, which stands first.
    """
    if phone:
        return f"Call {phone}  {_STATUS[state.status]}"
    is_over = state.status is Status.FINISHED
    percent = 100 if is_over else int(guide.progression(state.position) * 100)
    line = f"{_STATUS[state.status]} {state.rate_wpm} wpm {percent}%"
    options = state.options
    for more in (
        "" if options.guide_voice or options.external_screen_reader else "guide voice off",
        "one section" if state.only_section else "",
        f"volume {state.volume}" if state.volume != 100 else "",
    ):
        if more and len(line) + 2 + len(more) <= width:
            line = f"{line}  {more}"
    return line


class HintMode(enum.Enum):
    """What the listener is doing, as far as other keys matter then.

    The keys and their words, or the whole line.
    """

    SILENT = (("play", "play"), ("repeat", "again"))
    PLAYING = (("play", "pause"), ("repeat", "again"))
    FOUND = (("play", "play"), ("next_match", "next"))
    READING_FOUND = (("play", "pause"), ("next_match", "next"))
    CHOOSING = (("choose", "choose"), ("back", "back"))
    TYPING = "Enter {enter}, Esc leaves"
    DESCRIBING = "Any key is described, {back} ends"
    CHOOSING_KEY = "Press the key, Esc leaves it"


_AWAY = ("back", "back")
_MORE = (
    ("urgent", "urgent"),
    ("contents", "contents"),
    ("search", "search"),
    ("bookmark", "mark"),
    ("where", "where"),
)
_MORE_FOUND = (
    ("urgent", "urgent"),
    ("previous_match", "before"),
    ("finds", "list"),
    ("search", "search"),
    ("bookmark", "mark"),
    ("where", "where"),
)


def hint_row(
    keymap: Keymap, hint_mode: HintMode, width: int, *, enter: str = "", is_away: bool = False
) -> Row:
    """Return the keys that matter most at the moment, help always among them; each can be clicked.

    Args:
        keymap: which keys do what.
        hint_mode: what the listener is doing.
        width: in cells.
        enter: what Enter does where words are typed.
        is_away: a place was left that is gone back to.
    """
    if isinstance(hint_mode.value, str):
        return _sentence(keymap, hint_mode, width, enter)
    first, *others = hint_mode.value
    is_found = hint_mode in (HintMode.FOUND, HintMode.READING_FOUND)
    is_reading = is_found or hint_mode in (HintMode.SILENT, HintMode.PLAYING)
    hints = [first, _AWAY, *others] if is_away and is_reading else [first, *others]
    last = ("help", "help")
    if is_reading:
        for more in _MORE_FOUND if is_found else _MORE:
            if row_cells(_keys(keymap, [*hints, more, last])) > min(width - 2, TEXT_CELLS):
                break
            hints.append(more)
    return _keys(keymap, [*hints, last])


def _keys(keymap: Keymap, hints: Sequence[tuple[str, str]]) -> Row:
    row: list[Segment] = []
    for action, words in hints:
        if row:
            row.append(("  ", TextStyle.PLAIN))
        row.append(_key(keymap.keys(action)[0], f"{keymap.shown(action)} {words}"))
    return tuple(row)


def _key(key: str, shown: str) -> Segment:
    return TargetText(shown, KeyTarget(key)), TextStyle.PLAIN


def _sentence(keymap: Keymap, hint_mode: HintMode, width: int, enter: str) -> Row:
    """Return the keys where words are typed or a key is waited for, as a sentence."""
    keys = {"Enter": "enter", "Esc": "escape"}
    if hint_mode is HintMode.DESCRIBING:
        keys = {keymap.shown("back"): keymap.keys("back")[0]}
    row: list[Segment] = []
    for part in str(hint_mode.value).split(", "):
        words = part.format(back=keymap.shown("back"), enter=enter)
        key = next((key for name, key in keys.items() if words.startswith(f"{name} ")), "")
        row.append((", " if row else "", TextStyle.PLAIN))
        row.append(_key(key, words) if key else (words, TextStyle.PLAIN))
    if hint_mode is HintMode.TYPING and keymap.urgent_while_typing:
        urgent = keymap.urgent_while_typing[0]
        more = ((", ", TextStyle.PLAIN), _key(urgent, f"{key_name(urgent)} urgent"))
        if row_cells((*row, *more)) <= width:
            row.extend(more)
    return tuple(row)


class Header(RowsWidget):
    """The section, or the name of the open list: in one row, or where that is too short in two."""

    def __init__(self) -> None:
        super().__init__(id="header")
        self._text = ""
        self._is_steady = False
        self._height = 1

    def show(self, text: str, *, steady: bool = False) -> None:
        """Show another title.

        Args:
            text: the title.
            steady: take the second row for a short title too, so that what is below never moves.
        """
        self._text = harmless(" ".join(text.split()))
        self._is_steady = steady
        self.redraw()

    def redraw(self) -> None:
        """Take as many rows as the title needs, and repaint what changed."""
        width, window_height = self.app.size
        height = title_rows(self._text, width, window_height, steady=self._is_steady)
        if height != self._height:
            self._height = height
            self.styles.height = height
        super().redraw()

    def build(self, width: int, height: int) -> Sequence[Row]:
        """Return the title, cut where it does not fit."""
        text_style = TextStyle.BOLD | TextStyle.ACCENT
        lines = wrap(self._text, width)[:height]
        if len(lines) < 2:
            return [plain_row(self._text, width, text_style)]
        (start, end), (rest, _) = lines
        return [
            ((self._text[start:end], text_style),),
            plain_row(self._text[rest:], width, text_style),
        ]

    def build_without_room(self, width: int) -> Sequence[Row]:
        """Say what would help."""
        return [plain_row("Too small, needs 30x8", width, TextStyle.BOLD)]


def title_rows(text: str, width: int, window_height: int, *, steady: bool = False) -> int:
    """Return how many rows a title takes: no more than two."""
    if steady and window_height >= LEAST_HEIGHT_OF_SPARE_ROW:
        return MOST_TITLE_ROWS
    return max(1, min(len(wrap(text, width)), MOST_TITLE_ROWS))


_ADDRESS = r"https?://\S*[^\s.,;…](?!\S*…)"
"""One that was cut leads nowhere."""
MORE = "Right shows more"
"""Below a message that has no room, for who can hear only what is shown."""


class Footer(RowsWidget):
    """A message while there is one, the status, and the keys that matter most.

    A long message takes the place of the status and the keys, and only one that is longer still
    takes room of the text, whose lines stay where they are.
    """

    def __init__(self, *, external_screen_reader: bool = False) -> None:
        """Begin empty.

        Args:
            external_screen_reader: a message that comes again goes away for a moment. A screen
                reader reads what changed on the screen: the same again would be nothing.
        """
        super().__init__(id="footer")
        self._status = ""
        self._hint: Row = ()
        self._message = ""
        self._last_message = ""
        self._external_screen_reader = external_screen_reader
        self._awaited = ""
        self._rest = ""
        """What of the message has no room."""
        self.links = False
        """Addresses in the message are links of the terminal too."""

    def show(self, *, status: str, hint: Row) -> None:
        """Show another status and other keys."""
        self._status, self._hint = status, hint
        self.redraw()

    def say(self, message: str) -> None:
        """Show a message, or none."""
        message = harmless(" ".join(message.split()))
        self._rest = ""
        self._awaited = ""
        if message and self._external_screen_reader and message == self._last_message:
            self._awaited, message = message, ""
            self.set_timer(GONE_FOR_S, self._come_again)
        elif message:
            self._last_message = message
        self._message = message
        self.redraw()

    def show_rest(self) -> bool:
        """Show what had no room, where a screen reader can say only what is shown."""
        return self._external_screen_reader and self.show_more()

    def show_more(self) -> bool:
        """Show what had no room."""
        if not self._rest:
            return False
        self.say(self._rest)
        return True

    def _come_again(self) -> None:
        if self._awaited:
            self._message, self._awaited = self._awaited, ""
            self.redraw()

    @property
    def message(self) -> str:
        """The message being shown."""
        return self._message

    def message_rows(self, width: int) -> int:
        """Return how many lines the message needs."""
        text = self._message or self._awaited
        return len(wrap(text, width)) if text else 0

    def build(self, width: int, height: int) -> Sequence[Row]:
        """Return the message above the status above the keys, as far as there is room."""
        status, hint = plain_row(self._status, width), shortened_row(self._hint, width)
        # Beside the line to type into there may be one row: how to go on matters more then.
        below = [status, hint] if height > 1 else [hint]
        if not self._message:
            return [()] * (height - len(below)) + below[: height or None]
        text = self._message
        lines = wrap(text, width)
        rows = [self._message_row(start, text[start:end]) for start, end in lines]
        self._rest = text[lines[height - 1][0] :] if len(rows) > height else ""
        if self._rest and self._external_screen_reader:
            return self._first_part(text, width, height)
        if len(rows) > height:
            last = lines[height - 1][0]
            cut = tuple(
                (TargetText(part, RestTarget(), getattr(part, "url", "")), text_style)
                for part, text_style in self._message_row(last, shortened(text[last:], width))
            )
            rows = [*rows[: height - 1], cut]
        return (rows + below)[:height]

    def _first_part(self, text: str, width: int, height: int) -> list[Row]:
        """Return as many whole sentences as there is room for, and how the others are shown."""
        lines = wrap(text, width)
        end = lines[max(height - 2, 0)][1]
        cut = max(text.rfind(mark, 0, end) for mark in (". ", "? ", "! ")) + 1 or end
        self._rest = text[cut:].strip()
        rows = [self._message_row(a, text[a:b]) for a, b in wrap(text[:cut], width)]
        more = plain_row(MORE, width, TextStyle.BOLD)
        return [*rows, more, *[()] * (height - len(rows) - 1)][:height]

    def _message_row(self, start: int, shown: str) -> Row:
        """Return a part of the message, the pieces of an address in it linked to all of it.

        Args:
            start: where the part begins in the message.
            shown: the part; it may be cut.
        """
        segments: list[Segment] = []
        at, end = start, start + len(shown)
        for url in re.finditer(_ADDRESS, self._message) if self.links else ():
            first, last = max(url.start(), at), min(url.end(), end)
            if first >= last:
                continue
            if at < first:
                segments.append((shown[at - start : first - start], TextStyle.BOLD))
            linked = TargetText(shown[first - start : last - start], url=url[0])
            segments.append((linked, TextStyle.BOLD))
            at = last
        if at < end or not segments:
            segments.append((shown[at - start :], TextStyle.BOLD))
        return tuple(segments)
