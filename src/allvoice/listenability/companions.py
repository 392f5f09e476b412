"""What is wrong with the files that a guide names and that lie beside it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

from allvoice.guide import synonyms
from allvoice.guide.model import Guide
from allvoice.guide.search.trying import is_held
from allvoice.listenability.report import Finding, Severity
from allvoice.listenability.source_map import SourceMap
from allvoice.text import printable


def synonym_findings(guide: Guide, source_map: SourceMap) -> Iterator[Finding]:
    """Yield why a list of synonyms cannot be used, and what of it the guide does not hold."""
    key = synonyms.FRONT_KEY
    faults = companion_faults(guide, key, synonyms.fault_of)
    yield from companion_findings(guide, faults, key, "list of synonyms", source_map)
    file = next((file for file, front in enumerate(guide.front) if front.get(key)), 0)
    for text in dict.fromkeys(guide.synonyms.held):
        if not is_held(guide, text):
            message = (
                f"The synonyms lead to “{text}”, which the guide does not hold; "
                "write what it holds, or take it out."
            )
            line = source_map.line_of(file, f"{key}:")
            yield source_map.at_line(file, line, "synonym", Severity.HARD, message)


def companion_faults(
    guide: Guide, key: str, fault_of: Callable[[Path, str], str]
) -> dict[int, str]:
    """Return why a file beside it cannot be used, for each file of a guide that names such a one.

    Args:
        guide: the guide.
        key: what names it in the front matter.
        fault_of: returns why one cannot be used; empty where it can.
    """
    faults: dict[int, str] = {}
    # All chapters of a folder may name the same, which is read once.
    known: dict[tuple[Path, str], str] = {}
    for file, (path, front) in enumerate(zip(guide.files, guide.front, strict=True)):
        if key in front:
            named = (path.parent, front[key])
            if named not in known:
                known[named] = fault_of(path, front[key])
            if known[named]:
                faults[file] = known[named]
    return faults


def companion_findings(
    guide: Guide, faults: dict[int, str], key: str, called: str, source_map: SourceMap
) -> Iterator[Finding]:
    """Yield, once for each of them, which files beside a guide cannot be used.

    Args:
        guide: the guide.
        faults: why, for each file that names one.
        key: what names it in the front matter.
        called: what it is.
        source_map: knows the lines.
    """
    told = set()
    for file, fault in faults.items():
        name = guide.front[file][key]
        path = guide.files[file].parent / name
        if path in told:
            continue
        told.add(path)
        words = " ".join((f"The {called}", *printable(name).split()))
        message = f"{words} cannot be read: {fault}. Mend it or take the line out."
        line = source_map.line_of(file, f"{key}:")
        yield source_map.at_line(file, line, key, Severity.HARD, message)
