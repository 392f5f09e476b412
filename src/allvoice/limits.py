"""How far what a listener chooses can go, for settings, session, keys and sound.

Each limit stands here once, below everything that obeys it.
"""

from __future__ import annotations

RATE_MIN_WPM = 40
"""What can be asked for; each voice has a slowest clear rate, and goes no slower."""
RATE_MAX_WPM = 450
RATE_STEP_WPM = 10
"""What one key changes."""
RATE_NORMAL_WPM = 150
PAUSE_FACTORS = {"shorter": 0.6, "normal": 1.0, "longer": 1.5, "longest": 2.2}
"""How long pauses are: its name in the settings, factor."""
THINK_TIMES_S = {"none": 0.0, "3 seconds": 3.0, "5 seconds": 5.0, "10 seconds": 10.0}
"""Silence after a question to the listener: its name in the settings, seconds."""
BREAKS_MIN = {"off": 0, "20 minutes": 20, "30 minutes": 30, "45 minutes": 45, "60 minutes": 60}
"""How much is listened to before a break is offered: its name in the settings, minutes."""
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
MOST_OWN_WORDS_CHARS = 1_000_000
"""The longest note, question or answer that is kept."""
