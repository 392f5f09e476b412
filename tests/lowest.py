"""Print the lowest versions that pyproject.toml allows, as constraints for `pip install -c`.

Run by `make lowest`, which tests with them.
"""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

PROJECT = Path(__file__).parents[1] / "pyproject.toml"
TESTED_EXTRAS = ("test",)
_BOUND = re.compile(r"(?P<name>[\w.-]+)\s*(?P<sign>>=|==)\s*(?P<version>[\w.]+)")


def lowest(project: Path = PROJECT) -> list[str]:
    """Return `name==version` of every requirement, in the order of the file.

    Raises:
        ValueError: one has no lower bound, so nobody knows what it works with.
    """
    table = tomllib.loads(project.read_text(encoding="utf-8"))["project"]
    extras = table["optional-dependencies"]
    needed = [*table["dependencies"], *(each for name in TESTED_EXTRAS for each in extras[name])]
    found = []
    for requirement in needed:
        bound = _BOUND.match(requirement)
        if bound is None:
            raise ValueError(f"{requirement} has no lower bound")
        found.append(f"{bound['name']}=={bound['version']}")
    return found


if __name__ == "__main__":
    print("\n".join(lowest()))
