"""What is said of one setting, and in which tables of the file settings stand."""

from __future__ import annotations

import enum
from dataclasses import field
from typing import Any, NamedTuple

from allvoice.shelf.settings.kinds import Kind, Texts

SPEECH, VOICES, READING, SCREEN = "speech", "voices", "reading", "screen"
CARE, BACKUPS, KEYS = "care", "backups", "keys"
TABLES = {
    SPEECH: "What is heard.",
    VOICES: "",
    READING: "How the guide is read, and how much is told.",
    CARE: "Whom to call.",
    BACKUPS: "Copies of what you write down.",
    KEYS: "",
    SCREEN: "What is seen.",
}
"""The tables of the file in order, with a comment on each.

The keys come before the last: a line that is added at the end of the file is then none of them.
None has the name of a setting, which in files of the first form may stand above all tables.
"""


FOR_VOICE, FOR_READING, FOR_SCREEN = "Voice", "Reading", "Screen"
FOR_KEYS, FOR_BACKUPS, FOR_PROGRAM = "Keys", "Backups", "The program"
GROUPS = (FOR_VOICE, FOR_READING, FOR_SCREEN, FOR_KEYS, FOR_BACKUPS, FOR_PROGRAM)
"""The headings in the list of options, in order."""


class Applies(enum.Enum):
    """From when a setting that is chosen inside the program holds."""

    AT_ONCE = "at once"
    NEXT_START = "from the next start"


class Spec(NamedTuple):
    """All there is to know of one setting."""

    name: str
    """Its field in `Settings`."""
    in_file: str
    """Its name in the file."""
    table: str
    """Where it stands in the file."""
    kind: Kind
    """What it can be."""
    usual: Any
    """What holds where nothing is chosen."""
    words: str
    """What it is called in the list of options."""
    group: str
    """The heading that it stands under there."""
    help: str
    """For the file and the man page: a value stands in double quotes, a command in backticks."""
    applies: Applies
    other_words: tuple[str, ...]
    """What people type for it."""

    @property
    def fills_table(self) -> bool:
        """Whether it is a table of its own, each line a name and a text."""
        return isinstance(self.kind, Texts)


def setting(
    usual: Any,
    kind: Kind,
    table: str,
    group: str,
    words: str,
    help: str,
    *,
    applies: Applies = Applies.AT_ONCE,
    other_words: tuple[str, ...] = (),
    in_file: str = "",
) -> Any:
    """Make a field of the table of settings; its name is filled in there."""
    spec = Spec("", in_file, table, kind, usual, words, group, help, applies, other_words)
    # A mapping cannot be compared by its hash, so no field may have it as its default itself.
    return field(default_factory=lambda: usual, metadata={"spec": spec})
