"""The text of a settings file with one line changed: all the rest stays as a person wrote it.

A setting stands above every table, for below a header it would be a part of that table. That holds
for the header [keys] as a comment too: once somebody takes its "# " away, it is one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import fields

import tomlkit
from tomlkit.container import OutOfOrderTableProxy
from tomlkit.exceptions import TOMLKitError
from tomlkit.items import AbstractTable, AoT, Comment, Item, Key, Table

from allvoice.shelf.settings.misplaced import is_setting
from allvoice.shelf.settings.read import Settings

Value = bool | int | float | str | list[str]
Line = tuple[Key | None, Item]

_HEADER = re.compile(r"#\s*(\[\s*keys\s*\]\s*(?:#.*)?)$")
_NAMES = frozenset(each.name for each in fields(Settings)) - {"keys"}


class NoTableError(Exception):
    """What is called "keys" in the file is no table."""


def with_setting(source: str, name: str, value: Value) -> str:
    """Return the file with a setting above all tables, where its commented line stood if it did.

    Args:
        source: the file.
        name: the setting.
        value: what it becomes.

    Raises:
        TOMLKitError: the file cannot be understood.
    """
    document = tomlkit.parse(source)
    remark = _taken_out_of_keys(document, name)
    if name in document:
        if not _is_table(document[name]) and _index(document, name) < _header(document):
            document[name] = value
            return tomlkit.dumps(document)
        remark = _remark(document.body, name)
        document.remove(name)
    item = tomlkit.item(value)
    comment = _commented(document.body[: _header(document)], name)
    first = _first_of_tables(document)
    if comment is not None:
        comment.trivia.comment = _line(name, item, remark or _remark(_uncommented(comment), name))
    elif first is not None:
        end = "\r\n" if first.trivia.trail == "\r\n" else "\n"
        line = _line(name, item, remark)
        first.trivia.comment = f"{line}{end}{end}{first.trivia.indent}{first.trivia.comment}"
    else:
        if remark:
            item.comment(remark)
        document.add(name, item)
    return tomlkit.dumps(document)


def with_key(source: str, action: str, keys: str) -> str:
    """Return the file with the keys of an action under [keys], which is made if need be.

    Args:
        source: the file.
        action: the action's name.
        keys: its keys, commas between.

    Raises:
        TOMLKitError: the file cannot be understood.
        NoTableError: there is something else with the name of the table.
    """
    document = tomlkit.parse(source)
    if action in document and action not in _NAMES and not _is_table(document[action]):
        # Such a line counts for nothing beside one in the table.
        document.remove(action)
    document = tomlkit.parse(_with_table(tomlkit.dumps(document)))
    table = document["keys"]
    if not isinstance(table, AbstractTable | OutOfOrderTableProxy):
        raise NoTableError
    found = table.unwrap().get(action)
    if found is not None and action in _NAMES and is_setting(action, found):
        # The setting of the same name must not be lost to its key.
        holds = document.unwrap().get(action, found)
        return with_key(with_setting(tomlkit.dumps(document), action, holds), action, keys)
    comment = None
    if found is None and isinstance(table, Table):
        comment = _commented(table.value.body, action)
    if comment is None:
        table[action] = keys
    else:
        comment.trivia.comment = _line(
            action, tomlkit.item(keys), _remark(_uncommented(comment), action)
        )
    return tomlkit.dumps(document)


def _taken_out_of_keys(document: tomlkit.TOMLDocument, name: str) -> str:
    """Remove a setting that stands under [keys]; returns the comment at the end of its line."""
    table = document.get("keys")
    if not isinstance(table, AbstractTable | OutOfOrderTableProxy) or name not in table:
        return ""
    if not is_setting(name, table.unwrap()[name]):
        return ""
    remark = _remark(table.value.body, name) if isinstance(table, AbstractTable) else ""
    del table[name]
    return remark


def _with_table(source: str) -> str:
    """Return the file with an empty [keys]: where it stands as a comment, there."""
    document = tomlkit.parse(source)
    if "keys" in document:
        return source
    below = document.body[_header(document) :]
    for name in [key.key for key, item in below if key and not _is_table(item)]:
        if name in _NAMES:
            source = with_setting(source, name, document.unwrap()[name])
    document = tomlkit.parse(source)
    header = document.body[_header(document) :]
    if header:
        trivia = header[0][1].trivia
        # What follows it belongs to the table from now on.
        trivia.comment = _HEADER.sub(r"\1", trivia.comment)
    else:
        document.add("keys", tomlkit.table())
    return tomlkit.dumps(document)


def _header(document: tomlkit.TOMLDocument) -> int:
    """Return where the header [keys] stands as a comment; the end where it does not."""
    body = document.body
    return next(
        (
            index
            for index, (_, item) in enumerate(body)
            if isinstance(item, Comment) and _HEADER.match(item.trivia.comment)
        ),
        len(body),
    )


def _index(document: tomlkit.TOMLDocument, name: str) -> int:
    return next(i for i, (key, _) in enumerate(document.body) if key and key.key == name)


def _first_of_tables(document: tomlkit.TOMLDocument) -> Comment | None:
    """Return the comment that begins what is told of the first table, or of [keys]."""
    body = document.body
    index = min(
        _header(document),
        next((i for i, line in enumerate(body) if _has_header(*line)), len(body)),
    )
    if index == len(body):
        return None
    first = body[index][1]
    while index and isinstance(body[index - 1][1], Comment):
        index -= 1
        first = body[index][1]
    return first if isinstance(first, Comment) else None


def _has_header(key: Key | None, item: Item) -> bool:
    return key is not None and not key.is_dotted() and isinstance(item, AoT | Table)


def _is_table(item: object) -> bool:
    return isinstance(item, AbstractTable | AoT | OutOfOrderTableProxy)


def _commented(body: Iterable[Line], name: str) -> Comment | None:
    """Return the comment that would set a name if it were none."""
    comments = (item for _, item in body if isinstance(item, Comment))
    return next((each for each in comments if _is_in(_uncommented(each), name)), None)


def _uncommented(comment: Comment) -> list[Line]:
    """Return what a comment would be without its sign; nothing where that is no setting."""
    line = comment.trivia.comment.removeprefix("#").strip()
    try:
        return tomlkit.parse(line).body if "=" in line else []
    except TOMLKitError:
        return []


def _is_in(body: Iterable[Line], name: str) -> bool:
    return any(key is not None and key.key == name for key, _ in body)


def _remark(body: Iterable[Line], name: str) -> str:
    """Return the comment at the end of a line that sets a name."""
    for key, item in body:
        if key is not None and key.key == name and not _is_table(item):
            return item.trivia.comment
    return ""


def _line(name: str, item: Item, remark: str) -> str:
    text = f"{name} = {item.as_string()}"
    return f"{text}  {remark}" if remark else text
