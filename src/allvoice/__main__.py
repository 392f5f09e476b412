"""`allvoice` and `python -m allvoice`."""

from __future__ import annotations

import sys


def main() -> None:
    """Run the program; where not even its command line can be loaded, say what is missing."""
    try:
        from allvoice.cli import main as run
    except ModuleNotFoundError as error:
        from allvoice.errors import EXIT_WRONG_USE
        from allvoice.packages import how_to_install, package_of, why_not

        package = package_of(error.name or "allvoice")
        print(why_not("allvoice", error), how_to_install(package), file=sys.stderr)
        sys.exit(EXIT_WRONG_USE)
    run()


if __name__ == "__main__":
    main()
