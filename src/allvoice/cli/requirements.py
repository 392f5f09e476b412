"""Which packages this program needs on this computer, and which of them are missing."""

from __future__ import annotations

import ast
import importlib.util
import os
import platform
import re
import sys
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from importlib import metadata

_REQUIREMENT = re.compile(
    r"(?P<name>[A-Za-z0-9][\w.-]*)\s*(\[(?P<extras>[^]]*)\])?(?P<version>[^;]*)(;(?P<marker>.*))?"
)
_COMPARED_AS_VERSIONS = {"python_version", "python_full_version"}
_COMPARE: dict[type[ast.cmpop], Callable[[object, object], bool]] = {
    ast.Eq: lambda a, b: a == b,
    ast.NotEq: lambda a, b: a != b,
    ast.Lt: lambda a, b: a < b,  # type: ignore[operator]
    ast.LtE: lambda a, b: a <= b,  # type: ignore[operator]
    ast.Gt: lambda a, b: a > b,  # type: ignore[operator]
    ast.GtE: lambda a, b: a >= b,  # type: ignore[operator]
    ast.In: lambda a, b: a in b,  # type: ignore[operator]
    ast.NotIn: lambda a, b: a not in b,  # type: ignore[operator]
}


@dataclass(frozen=True, slots=True)
class Missing:
    """A package that this program cannot use."""

    package: str
    wanted: str
    """As `pip install` takes it: a pinned version stays pinned."""
    is_damaged: bool = False
    """It is installed, but its modules are not there."""


def this_computer() -> dict[str, str]:
    """Return what the markers of requirements may ask for."""
    return {
        "os_name": os.name,
        "sys_platform": sys.platform,
        "platform_system": platform.system(),
        "platform_machine": platform.machine(),
        "platform_release": platform.release(),
        "platform_version": platform.version(),
        "platform_python_implementation": platform.python_implementation(),
        "implementation_name": sys.implementation.name,
        "implementation_version": platform.python_version(),
        "python_version": ".".join(platform.python_version_tuple()[:2]),
        "python_full_version": platform.python_version(),
    }


def holds(marker: str, environment: Mapping[str, str]) -> bool:
    """Return whether a marker (https://packaging.python.org, "dependency specifiers") is true.

    One that cannot be understood is false: no package is ever called missing wrongly.
    """
    try:
        return _value(ast.parse(marker.strip(), mode="eval").body, environment)
    except (SyntaxError, ValueError, KeyError, TypeError):
        return False


def _value(node: ast.expr, environment: Mapping[str, str]) -> bool:
    if isinstance(node, ast.BoolOp):
        every = isinstance(node.op, ast.And)
        return (all if every else any)(_value(each, environment) for each in node.values)
    if not isinstance(node, ast.Compare) or len(node.ops) != 1:
        raise ValueError("no marker")
    sides = (node.left, node.comparators[0])
    as_versions = any(isinstance(s, ast.Name) and s.id in _COMPARED_AS_VERSIONS for s in sides)
    words: list[object] = []
    for side in sides:
        if isinstance(side, ast.Name):
            word = environment[side.id]
        elif isinstance(side, ast.Constant) and isinstance(side.value, str):
            word = side.value
        else:
            raise ValueError("no marker")
        words.append(tuple(map(int, word.split("."))) if as_versions else word)
    return _COMPARE[type(node.ops[0])](words[0], words[1])


def missing_packages(program: str = "allvoice") -> list[Missing]:
    """Return every package that is missing or damaged, by name.

    What those need that is missing is found once they are there.

    Raises:
        metadata.PackageNotFoundError: the program runs without being installed, so nobody knows.
    """
    asked: set[tuple[str, str]] = set()
    missing: dict[str, Missing] = {}
    waiting = [(program, "", program)]
    environment = this_computer()
    while waiting:
        package, extra, wanted = waiting.pop()
        if (package, extra) in asked:
            continue
        asked.add((package, extra))
        try:
            installed = metadata.distribution(package)
        except metadata.PackageNotFoundError:
            if package == program:
                raise
            missing[package] = Missing(package, wanted)
            continue
        if not all(map(_is_there, _modules(installed))):
            missing[package] = Missing(package, wanted, is_damaged=True)
        waiting += _parsed(installed.requires or [], {**environment, "extra": extra})
    return [missing[package] for package in sorted(missing)]


def _parsed(needed: list[str], environment: Mapping[str, str]) -> Iterator[tuple[str, str, str]]:
    """Yield package, extra, and the word for `pip install`."""
    for text in needed:
        match = _REQUIREMENT.match(text)
        if match is None or (match["marker"] and not holds(match["marker"], environment)):
            continue
        version = match["version"].strip(" ()")
        wanted = match["name"] + (version if version.startswith("==") else "")
        for extra in ["", *(match["extras"] or "").replace(" ", "").split(",")]:
            yield match["name"], extra, wanted


def _modules(installed: metadata.Distribution) -> set[str]:
    """Return what of a package can be imported by itself; nothing where no list was kept.

    The list is read as text: the standard library makes an object of each of some thousand lines.
    """
    found = set()
    for line in (installed.read_text("RECORD") or "").splitlines():
        top, slash, _ = line.partition(",")[0].partition("/")
        stem, _, ending = top.partition(".")
        is_module = not ending if slash else ending.endswith(("py", "so", "pyd"))
        if is_module and stem.isidentifier() and stem != "__pycache__":
            found.add(stem)
    return found


def _is_there(module: str) -> bool:
    try:
        return importlib.util.find_spec(module) is not None
    except (ImportError, ValueError):
        return False
