"""The forms a settings file may have."""

from __future__ import annotations

from pathlib import Path

FIRST_FORM = Path(__file__).with_name("settings-first-form.toml").read_text(encoding="utf-8")
"""The file that earlier versions made: all settings above every table, the keys last."""
