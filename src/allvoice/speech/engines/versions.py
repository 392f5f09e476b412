"""What the sound of an engine depends on, so that no clip or measurement of another is taken."""

from __future__ import annotations

_PACKAGES: dict[str, tuple[str, ...]] = {
    "natural": ("hibari-tts",),
    "espeak": ("pyttsx3", "espeakng-loader"),
    "system": ("pyttsx3",),
    "silent": (),
}
RENDERING = 3
"""Counted up when an engine here renders the same words otherwise, so that no old clip is heard."""


def version(name: str) -> str:
    """Return what a clip of an engine, by its name, depends on besides its voice and words."""
    from importlib import metadata

    parts = [str(RENDERING)]
    for package in _PACKAGES[name]:
        try:
            parts.append(f"{package} {metadata.version(package)}")
        except metadata.PackageNotFoundError:
            parts.append(f"{package} unknown")
    if name == "system":
        import platform

        parts.append(platform.platform())
    return ", ".join(parts)
