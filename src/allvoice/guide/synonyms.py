"""What people say for the words of a guide, and where their questions are answered.

The front matter of a Markdown file may name such a list, a TOML file that lies beside it:
`synonyms: synonyms.toml`. It has tables of five kinds:

- `[[same]]`: `said`, words that people type, and `here`, what the guide says for them
- `[[name]]`: the same for names of one and the same thing, which is told: a brand of a medicine
- `[[kind]]`: `said`, things of one kind, and `here`, what the guide says that is for all of them
- `[[answer]]`: `asked`, words or questions in plain words, and `leads_to`, how the sentences begin
  that answer them; with a `name` for them, nothing else is found
- `[[temperature]]`: limits `from_c` and `to_c`, `from_f` and `to_f`, with `name` and `leads_to`
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from allvoice.guide import beside
from allvoice.guide.beside import list_of_tables, tables_of
from allvoice.text import printable

FRONT_KEY = "synonyms"
"""In the front matter of a file: the name of its list."""
MOST_WORDS = 12
"""Of what is said or asked: longer questions nobody types."""
LIMITS = ("from_c", "to_c", "from_f", "to_f")


@dataclass(frozen=True, slots=True)
class Same:
    """What people say, and what the guide calls it."""

    said: tuple[str, ...]
    here: tuple[str, ...]
    is_kind: bool = False
    """What is said is only one of the things that the guide speaks of."""
    is_name: bool = False
    """What is said is another name of the very thing."""


@dataclass(frozen=True, slots=True)
class Answer:
    """Words or questions in plain words, and the sentences that answer them."""

    asked: tuple[str, ...]
    leads_to: tuple[str, ...]
    """How they begin."""
    name: str = ""
    """What they are called, where nothing else answers the question; otherwise the places that hold
    its words follow."""


@dataclass(frozen=True, slots=True)
class Temperature:
    """What a temperature within limits leads to."""

    celsius: tuple[float, float]
    """From and to, both included."""
    fahrenheit: tuple[float, float]
    name: str
    leads_to: tuple[str, ...]

    def covers(self, celsius: float | None, fahrenheit: float | None) -> bool:
        """Return whether it is about a temperature, in either scale."""
        return (celsius is not None and self.celsius[0] <= celsius <= self.celsius[1]) or (
            fahrenheit is not None and self.fahrenheit[0] <= fahrenheit <= self.fahrenheit[1]
        )


@dataclass(frozen=True, slots=True)
class Synonyms:
    """All that some lists tell."""

    same: tuple[Same, ...] = ()
    answers: tuple[Answer, ...] = ()
    temperatures: tuple[Temperature, ...] = ()

    @property
    def held(self) -> Iterator[str]:
        """What the guide must hold for them to lead anywhere."""
        for same in self.same:
            yield from same.here
        for answer in self.answers:
            yield from answer.leads_to
        for temperature in self.temperatures:
            yield from temperature.leads_to


def load_synonyms(paths: Iterable[Path]) -> Synonyms:
    """Return what some lists tell; a list that cannot be used is left out."""
    found = Synonyms()
    for path in dict.fromkeys(paths):
        try:
            more = read(path)
        except (OSError, ValueError, RecursionError):
            # A search does without them; `fault_of` tells whoever writes them.
            continue
        found = Synonyms(
            found.same + more.same,
            found.answers + more.answers,
            found.temperatures + more.temperatures,
        )
    return found


def fault_of(document: Path, named: str) -> str:
    """Return why the list that a document names cannot be used; empty where it can.

    Args:
        document: the file that names it.
        named: the name, as the front matter has it.
    """
    return beside.fault_of(document, named, read)


def read(path: Path) -> Synonyms:
    """Return what a list tells.

    Raises:
        OSError: it cannot be read; `strerror` says why.
        ValueError: it is no TOML, or a table of it lacks something.
        RecursionError: it is nested too deeply.
    """
    held = tables_of(path)
    return Synonyms(
        tuple(
            Same(
                _texts(each, kind, "said"),
                _texts(each, kind, "here"),
                is_kind=kind == "kind",
                is_name=kind == "name",
            )
            for kind in ("name", "same", "kind")
            for each in list_of_tables(held, kind)
        ),
        tuple(
            Answer(
                _texts(each, "answer", "asked"),
                _texts(each, "answer", "leads_to"),
                _name(each, "answer") if "name" in each else "",
            )
            for each in list_of_tables(held, "answer")
        ),
        tuple(map(_temperature, list_of_tables(held, "temperature"))),
    )


def _texts(table: Any, kind: str, key: str) -> tuple[str, ...]:
    texts = table.get(key) if isinstance(table, dict) else None
    if not isinstance(texts, list) or not all(isinstance(text, str) for text in texts):
        raise ValueError(f"each [[{kind}]] needs {key}, a list of texts")
    cleaned = tuple(filter(None, (" ".join(printable(text).split()) for text in texts)))
    if not cleaned:
        raise ValueError(f"{key} of a [[{kind}]] is empty")
    if key != "leads_to":
        long = next((text for text in cleaned if len(text.split()) > MOST_WORDS), None)
        if long is not None:
            raise ValueError(f"“{long}” has more than {MOST_WORDS} words")
    return cleaned


def _name(table: dict[str, Any], kind: str) -> str:
    name = table.get("name")
    if not isinstance(name, str) or not name.split():
        raise ValueError(f"each [[{kind}]] needs a name")
    return " ".join(printable(name).split())


def _temperature(table: Any) -> Temperature:
    leads_to = _texts(table, "temperature", "leads_to")
    limits = [table.get(key) for key in LIMITS]
    if not all(type(limit) in (int, float) for limit in limits):
        raise ValueError(f"each [[temperature]] needs {', '.join(LIMITS)}, numbers")
    from_c, to_c, from_f, to_f = map(float, limits)
    return Temperature((from_c, to_c), (from_f, to_f), _name(table, "temperature"), leads_to)
