"""The program with a Textual in which one part has another name.

`python -m tests.tui.other_textual PART ARGUMENT...`, where PART is as in `textual_internals`, runs
`allvoice ARGUMENT...`. In every file of Textual the name is another one, so that Textual itself
works as ever and only who relied on the name misses it.
"""

from __future__ import annotations

import importlib.machinery
import importlib.util
import re
import sys
from collections.abc import Sequence
from importlib.abc import MetaPathFinder
from pathlib import Path
from types import CodeType, ModuleType

RENAMED = "{}_of_another_release"


class OtherSource(importlib.machinery.SourceFileLoader):
    """Loads a file in which a name is another one."""

    def __init__(self, fullname: str, path: str, name: str) -> None:
        super().__init__(fullname, path)
        self._name = re.compile(rf"(?<![a-zA-Z0-9_]){re.escape(name)}(?![a-zA-Z0-9_])")
        self._new = RENAMED.format(name)

    def get_code(self, fullname: str) -> CodeType | None:
        source = Path(self.path).read_text(encoding="utf-8")
        if not self._name.search(source):
            return super().get_code(fullname)
        return compile(self._name.sub(self._new, source), self.path, "exec", dont_inherit=True)


class OtherTextual(MetaPathFinder):
    """Finds the modules of a Textual in which a name, or a module, has another name."""

    def __init__(self, part: str) -> None:
        """Take the part as `module:name`, or `module` where the module itself is to be renamed."""
        self._module, _, path = part.partition(":")
        self._name = path.rpartition(".")[2] or self._module.rpartition(".")[2]
        self._is_module = not path

    def find_spec(
        self, fullname: str, path: Sequence[str] | None, target: ModuleType | None = None
    ) -> importlib.machinery.ModuleSpec | None:
        if fullname.partition(".")[0] != "textual":
            return None
        sought = fullname
        if self._is_module:
            if fullname == self._module:
                raise ModuleNotFoundError(f"No module named {fullname!r}", name=fullname)
            if fullname == RENAMED.format(self._module):
                sought = self._module
        spec = importlib.machinery.PathFinder.find_spec(sought, path, target)
        if spec is None or spec.origin is None:
            return spec
        return importlib.util.spec_from_file_location(
            fullname,
            spec.origin,
            loader=OtherSource(fullname, spec.origin, self._name),
            submodule_search_locations=spec.submodule_search_locations,
        )


def main() -> None:
    sys.meta_path.insert(0, OtherTextual(sys.argv[1]))
    from allvoice.__main__ import main as run

    del sys.argv[1]
    run()


if __name__ == "__main__":
    main()
