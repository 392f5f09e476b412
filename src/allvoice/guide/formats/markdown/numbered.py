"""The numbers of lists as they are written: "5. March", "12. March" are dates and no count."""

from __future__ import annotations

from collections.abc import Sequence

from markdown_it.token import Token


def number_items(tokens: Sequence[Token]) -> None:
    """Give each item of a numbered list the number that is said, in its `info`.

    It is the written one, unless all items of a list bear the same: then the items are counted,
    as Markdown wants it.
    """
    opened: list[tuple[int, list[Token]]] = []
    for token in tokens:
        if token.type == "ordered_list_open":
            opened.append((int(token.attrs.get("start", 1)), []))
        elif token.type == "bullet_list_open":
            opened.append((1, []))
        elif token.type == "list_item_open" and opened:
            opened[-1][1].append(token)
        elif token.type in ("ordered_list_close", "bullet_list_close") and opened:
            first, items = opened.pop()
            if len({item.info for item in items}) < 2:
                for number, item in enumerate(items, start=first):
                    item.info = str(number)
