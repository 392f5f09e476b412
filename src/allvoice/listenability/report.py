"""The findings and figures of a check, as data."""

from __future__ import annotations

import enum
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from allvoice.guide.length import SectionLength


class Severity(enum.StrEnum):
    """How bad a finding is."""

    WRONG = "wrong"
    """Something would be heard wrongly, or not at all."""
    HARD = "hard"
    """It is heard rightly and hard to follow."""


@dataclass(frozen=True, slots=True, order=True)
class Finding:
    """One place that needs a hand."""

    file: str
    line: int
    """From 1."""
    column: int
    """From 1, in characters."""
    kind: str
    severity: Severity
    message: str
    """One sentence: what is there and what to do."""
    rule: str = ""
    """The name of the rule that decided how a word is heard; empty where that does not matter."""

    def __str__(self) -> str:
        """Return it as compilers do, so that editors can jump to it."""
        return f"{self.file}:{self.line}:{self.column}: {self.severity}: {self.message}"


@dataclass(frozen=True, slots=True)
class ChapterFigures:
    """How hard a chapter is."""

    title: str
    file: str
    words: int
    words_a_sentence: float
    spread_words: float
    """Standard deviation of the words of a sentence: how much long and short ones take turns."""
    grade: float
    """Flesch-Kincaid, terms of the lexicon counted as words of two syllables."""
    grade_as_written: float
    """The same with every word as it is."""


@dataclass(frozen=True, slots=True)
class Report:
    """All of a check."""

    guide: str
    findings: tuple[Finding, ...]
    chapters: tuple[ChapterFigures, ...]
    sections: tuple[SectionLength, ...]
    """At 150 words a minute."""

    @property
    def passed(self) -> bool:
        """Whether nothing would be heard wrongly."""
        return all(each.severity is not Severity.WRONG for each in self.findings)

    def to_json(self) -> dict[str, Any]:
        """Return it as plain data."""
        return {**asdict(self), "passed": self.passed}


def shown_path(path: Path) -> str:
    """Return a file's path as a person would type it from here."""
    try:
        return str(path.resolve().relative_to(Path.cwd()))
    except ValueError:
        return str(path)
