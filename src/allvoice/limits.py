"""How far what a listener chooses can go, for settings, session, keys and sound.

Each limit stands here once, below everything that obeys it.
"""

from __future__ import annotations

RATE_MIN_WPM = 40
RATE_MAX_WPM = 450
RATE_STEP_WPM = 10
"""What one key changes."""
RATE_NORMAL_WPM = 150
VOLUME_FLOOR = 0
"""In the settings file, per cent."""
VOLUME_MIN = 10
"""By keys: who hears nothing any more is told of no way back. Mute is the guide voice alone."""
VOLUME_MAX = 150
"""As sound servers offer it."""
VOLUME_STEP = 10
VOLUME_NORMAL = 100
"""The loudness that all voices share."""
VOLUME_BOOSTS_DB = {"off": 0.0, "more": 6.0, "most": 12.0}
"""For who hears little, added to every volume: its name in the settings, decibels."""
PITCHES = {"lower": 0.82, "same": 1.0, "higher": 1.2}
"""How high the interface voice sounds beside the guide voice: its name in the settings, factor."""
