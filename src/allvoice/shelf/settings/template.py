"""The settings file as the first choice makes it: it explains every setting and changes none."""

from __future__ import annotations

import json
import textwrap
from collections.abc import Iterator, Mapping

from allvoice.shelf.settings.chosen import Chosen
from allvoice.shelf.settings.kinds import Texts, Value, for_file
from allvoice.shelf.settings.spec import TABLES, Spec
from allvoice.shelf.settings.specs import SPECS

_COLUMNS = 98
_HEAD = '# Settings of allvoice. Take away the "# " before a name to change it.\n'


def template() -> str:
    """Return the text of a file that holds every setting as a comment."""
    return "\n".join([_HEAD, *(_table(name, comment) for name, comment in TABLES.items())])


def line(name: str, value: Value) -> str:
    """Return the line that gives a name a value."""
    if isinstance(value, list):
        return f"{name} = [{', '.join(map(literal, value))}]"
    return f"{name} = {literal(value)}"


def literal(value: bool | int | float | str) -> str:
    """Return a value as TOML writes it."""
    # JSON writes these as TOML does, but for one control character.
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")


def usual_lines(spec: Spec) -> list[str]:
    """Return the lines of a file that hold what is usual; for a table, what its lines are like."""
    if isinstance(spec.kind, Texts):
        return [line(name, text) for name, text in spec.kind.examples]
    return [line(spec.in_file, for_file(spec.usual))]


def chosen_lines(chosen: Chosen) -> list[str]:
    """Return what is chosen, a line for each setting."""
    lines = []
    for spec in SPECS:
        value = chosen.of(spec.name)
        if isinstance(value, Mapping):
            lines += [line(f"{spec.table}.{name}", text) for name, text in value.items()]
        elif value is not None:
            lines.append(line(spec.in_file, for_file(value)))
    return lines


def _table(name: str, comment: str) -> str:
    head = f"# {comment}\n[{name}]\n" if comment else f"[{name}]\n"
    settings = ("\n".join(_lines_of(spec)) for spec in SPECS if spec.table == name)
    return head + "\n\n".join(settings) + "\n"


def _lines_of(spec: Spec) -> list[str]:
    return [*_comment(spec.help), *(f"# {each}" for each in usual_lines(spec))]


def _comment(text: str) -> Iterator[str]:
    return (f"# {each}" for each in textwrap.wrap(text, _COLUMNS - 2))
