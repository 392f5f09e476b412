"""The foot of the screen: the keys that matter most, the one that goes on always among them."""

from __future__ import annotations

import enum
from typing import TYPE_CHECKING, NamedTuple

from allvoice.reading.activity import Activity
from allvoice.tui.keys.keymap import key_cap
from allvoice.tui.widgets.layout import TEXT_CELLS
from allvoice.tui.widgets.rows import Row, Segment, TextStyle, row_cells
from allvoice.tui.widgets.targets import KeyTarget, TargetText

if TYPE_CHECKING:
    from collections.abc import Sequence

    from allvoice.tui.keys.keymap import Keymap


class HintMode(enum.Enum):
    """What the listener is doing, as far as other keys matter then."""

    READING = enum.auto()
    SEARCHING = enum.auto()
    CHOOSING = enum.auto()
    TYPING = enum.auto()
    DESCRIBING = enum.auto()
    CHOOSING_KEY = enum.auto()
    ANY_KEY = enum.auto()


_OF_MODE = {
    HintMode.READING: (("repeat", "again"),),
    HintMode.SEARCHING: (("next_match", "next"), ("previous_match", "before"), ("finds", "list")),
    HintMode.CHOOSING: (("choose", "choose"), ("back", "back"), ("search", "find")),
}
"""Actions and a word for each, in the order in which they are seen."""
_STEPS = (("previous_sentence", "before"), ("next_sentence", "next"))
"""While rows, or the lines of two cards, are told beside one another."""
_MORE = (("contents", "contents"), ("search", "search"), ("bookmark", "mark"), ("where", "where"))
_PLAY, _URGENT, _HELP, _BACK = "play", "urgent", "help", "back"


class Hint(NamedTuple):
    """A key and what it does; both can be clicked."""

    key: str
    """By Textual's name."""
    shown: str
    """As it stands on the keyboard."""
    words: str


def hint_row(
    keymap: Keymap,
    hint_mode: HintMode,
    activity: Activity,
    width: int,
    *,
    enter: str = "",
    is_away: bool = False,
    is_urgent: bool = False,
) -> Row:
    """Return the keys that matter most at the moment, as many as there is room for.

    Which key goes on is never left out, nor the way to the urgent list; then comes the way back.

    Args:
        keymap: which keys do what.
        hint_mode: what the listener is doing.
        activity: what the session is doing.
        width: in cells.
        enter: what Enter does where words are typed.
        is_away: a place was left that is gone back to.
        is_urgent: it was left for the urgent list.
    """
    if hint_mode is HintMode.TYPING:
        urgent = keymap.urgent_while_typing
        told = [Hint("enter", "Enter", enter), Hint("escape", "Esc", "leaves")]
        return _fitted([*told, *(Hint(key, key_cap(key), "urgent") for key in urgent[:1])], width)
    if hint_mode is HintMode.CHOOSING_KEY:
        return (("Press the key, ", TextStyle.PLAIN), *_row([Hint("escape", "Esc", "leaves it")]))
    if hint_mode is HintMode.ANY_KEY:
        return _any_key_row(key_cap(keymap.keys(_URGENT)[0]), activity.play_label, width)
    play = _hint(keymap, _PLAY, activity.play_label)
    if hint_mode is HintMode.DESCRIBING:
        # Until then the key for playing is only described.
        ends = _row([_hint(keymap, _BACK, "ends")])
        full, short = (
            (*ends, (between, TextStyle.PLAIN), *_row([play])) for between in (", then ", ", ")
        )
        return full if row_cells(full) <= width else short
    is_list = hint_mode is HintMode.CHOOSING
    is_comparing = activity in (Activity.COMPARING, Activity.HELD) and not is_list
    of_mode = [*(_STEPS if is_comparing else _OF_MODE[hint_mode])]
    if is_away and not is_list:
        of_mode = [(_BACK, "back"), *of_mode]
    urgent_hint = (_URGENT, "urgent")
    more = [] if hint_mode is not HintMode.READING else list(_MORE)
    shown = [(_PLAY, play.words), *of_mode, urgent_hint, *more, (_HELP, "help")]
    firm = [_URGENT, _BACK] if not is_urgent else [_BACK, _URGENT]
    steps = [action for action, _ in reversed(_STEPS)] if is_comparing else []
    by_weight = [_PLAY, *firm, *steps, _HELP, *(action for action, _ in (*of_mode, *more))]
    return _most(keymap, shown, by_weight, width)


def _any_key_row(urgent: str, plays: str, width: int) -> Row:
    """Return what presses do where any key plays or pauses; none of it is a key to be clicked."""
    rows = (
        [("Any key", plays), ("Twice", "marks"), ("Esc Esc Esc", f"leaves, then {urgent} urgent")],
        [("Any key", plays), ("3 Esc", f"then {urgent} urgent")],
        [("Any key", plays), ("3 Esc", "leaves")],
        [("3 Esc", "leaves")],
    )
    return next((row for each in rows if row_cells(row := _caps(each)) <= width), _caps(rows[-1]))


def _caps(pairs: Sequence[tuple[str, str]]) -> Row:
    row: list[Segment] = []
    for cap, words in pairs:
        row += [("  ", TextStyle.PLAIN)] * bool(row)
        row += [(cap, TextStyle.REVERSE), (f" {words}", TextStyle.PLAIN)]
    return tuple(row)


def _hint(keymap: Keymap, action: str, words: str) -> Hint:
    key = keymap.keys(action)[0]
    return Hint(key, key_cap(key), words)


def _most(
    keymap: Keymap, shown: Sequence[tuple[str, str]], by_weight: Sequence[str], width: int
) -> Row:
    """Return as many keys as there is room for, those of the most weight first of all."""
    kept: set[str] = set()

    def row(actions: set[str]) -> list[Hint]:
        return [_hint(keymap, each, words) for each, words in shown if each in actions]

    room = min(width, TEXT_CELLS)
    present = {action for action, _ in shown}
    for action in dict.fromkeys(by_weight):
        if action in present and row_cells(_row(row({*kept, action}))) <= room:
            kept.add(action)
    return _fitted(row(kept) or row({by_weight[0]}), width)


def _fitted(hints: Sequence[Hint], width: int) -> Row:
    """Return keys, the last left out where there is no room for them."""
    kept = list(hints)
    while len(kept) > 1 and row_cells(_row(kept)) > width:
        kept.pop()
    return _row(kept)


def _row(hints: Sequence[Hint]) -> Row:
    """Return keys as caps, each with its word behind it."""
    row: list[Segment] = []
    for hint in hints:
        if row:
            row.append(("  ", TextStyle.PLAIN))
        target = KeyTarget(hint.key)
        row.append((TargetText(hint.shown, target), TextStyle.REVERSE))
        row.append((TargetText(f" {hint.words}", target), TextStyle.PLAIN))
    return tuple(row)
