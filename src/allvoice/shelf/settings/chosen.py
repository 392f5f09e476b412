"""What a listener chose of the settings, and all settings with the usual ones filled in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import Any

from allvoice.shelf.settings.kinds import from_file
from allvoice.shelf.settings.specs import Settings


@dataclass(frozen=True, slots=True)
class Chosen:
    """What a listener chose; a setting that has no value here was not chosen."""

    values: Mapping[str, Any] = field(default_factory=lambda: MappingProxyType({}))
    """By the name of the field in `Settings`."""

    def __contains__(self, name: object) -> bool:
        """Return whether a setting was chosen."""
        return name in self.values

    def of(self, name: str) -> Any:
        """Return what was chosen; None where nothing was."""
        return self.values.get(name)

    def but(self, **values: Any) -> Chosen:
        """Return the same with other choices in it."""
        return Chosen(MappingProxyType({**self.values, **values}))

    def with_choice(self, name: str, value: object) -> Chosen:
        """Return the same once one more choice was made.

        Args:
            name: a setting; or one that fills a table, a dot, and a name in that table.
            value: what it becomes, as the settings or the file hold it.
        """
        table, dot, entry = name.partition(".")
        if not dot:
            return self.but(**{name: from_file(value)})
        entries = {**(self.of(table) or {}), entry: value}
        if not value:
            del entries[entry]
        return self.but(**{table: from_file(entries)}) if entries else self.without(table)

    def without(self, name: str) -> Chosen:
        """Return the same with one setting not chosen."""
        return Chosen(MappingProxyType({k: v for k, v in self.values.items() if k != name}))

    def filled(self, usual: Settings | None = None) -> Settings:
        """Return all settings: what was chosen, and what is usual for the rest."""
        return replace(usual or Settings(), **self.values)
