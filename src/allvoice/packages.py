"""Packages that are missing: their names, and the command that brings them back."""

from __future__ import annotations

import re
import shlex
import sys

_PACKAGES = {
    "hibari": "hibari-tts",
    "markdown_it": "markdown-it-py",
    "pythoncom": "pywin32",
    "objc": "pyobjc",
    "AppKit": "pyobjc",
    "_cffi_backend": "cffi",
    "google": "protobuf",
    "spellchecker": "pyspellchecker",
}
"""Packages by the name that is imported, where it is not the package's own."""


def package_of(module: str) -> str:
    """Return the package that brings a module."""
    root = module.partition(".")[0]
    return _PACKAGES.get(root, root.replace("_", "-"))


def how_to_install(*packages: str) -> str:
    """Return the command that installs packages beside this program.

    It ends without a full stop, so that it can be copied: nothing may stand behind it.
    """
    wanted = map(_as_required, packages)
    words = [sys.executable or "python3", "-m", "pip", "install", *wanted]
    return f"Install it: {shlex.join(words)}"


def _as_required(package: str) -> str:
    """Return a package with the version that this program keeps it at, if it does."""
    # Heavy, and wanted only where a package is missing.
    from importlib import metadata

    try:
        required = metadata.requires("allvoice") or []
    except metadata.PackageNotFoundError:
        return package
    for line in required:
        found = re.match(rf"{re.escape(package)}(?P<version>[<>=!~][^;\s]*)", line, re.IGNORECASE)
        if found and ("==" in found["version"] or "<" in found["version"]):
            return f"{package}{found['version']}"
    return package


def why_not(what: str, error: ImportError) -> str:
    """Return in one sentence which package is missing or broken; fit to be spoken.

    Args:
        what: what cannot be used, as "The natural voice".
        error: how the import failed.
    """
    if isinstance(error, ModuleNotFoundError) and error.name:
        return f"{what} needs the package {package_of(error.name)}, which is missing."
    return f"{what} cannot be used: {str(error).rstrip('.')}."
