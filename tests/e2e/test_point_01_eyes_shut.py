"""Point 1: monitor off. Start, find chapter 3, mark it, change the pace, quit, return: by ear.

No line of these tests looks at the screen; each waits for a sound and compares it with what the
words that should be heard sound like.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.e2e.conftest import PLAIN_SOUND, OpenReader, Spoken, not_the_first_time
from tests.e2e.ear import RATE_HZ, Ear, Pcm, trimmed
from tests.e2e.hearing import hears
from tests.e2e.terminal import RIGHT, Terminal

pytestmark = pytest.mark.sound

MOST_KEYS = 12
MOST_OF_IT = 0.85
PATIENCE_S = 1.5
"""A voice on a busy computer may take a breath between two parts of a sentence."""
FIRST_WORDS_S = 0.5
HEADING_PAUSE_S = 0.25
RATE_WPM = 200
CHAPTERS = ("Beginning", "Mouth care", "Fever at night", "Going home")
WANTED = "A thermometer lives beside the bed and never in a drawer."
TEXT = "".join(
    f"# {title}\n\n{sentence}\n\n"
    for title, sentence in zip(
        CHAPTERS,
        (
            "Breakfast is served on the ward before eight.",
            "Rinse with salt water four times a day.",
            WANTED,
            "Somebody should drive you home.",
        ),
        strict=True,
    )
)


class Blind:
    """Somebody at the keyboard who only hears."""

    def __init__(self, ear: Ear, engine: str, spoken: Spoken) -> None:
        self._ear = ear
        self._engine = engine
        self._spoken = spoken
        self.keys = 0
        self.since = ear.now

    def press(self, terminal: Terminal, key: bytes) -> None:
        """Press one key, without a chord."""
        assert key in (RIGHT, b"\r") or (len(key) == 1 and (key.islower() or not key.isalpha()))
        self.keys += 1
        self.since = self._ear.now
        terminal.keys(key)

    def starts(self) -> None:
        """Begin to listen."""
        self.since = self._ear.now

    def hears(
        self,
        text: str,
        rate_wpm: int = RATE_WPM,
        silence_s: float = PATIENCE_S,
        since: int | None = None,
    ) -> bool:
        """Tell whether a text is part of what is heard from a frame on, or from the last key."""
        expected = trimmed(self._spoken(self._engine, text, rate_wpm))
        # Most of it will do: the pauses inside are not the same to the last sample.
        part = expected[: int(MOST_OF_IT * len(expected))]
        start = self.since if since is None else since
        end = hears(self._ear, start, part, silence_s=silence_s)
        self.since = end or self._ear.now
        return bool(end)

    def hears_something(self, silence_s: float = PATIENCE_S) -> Pcm:
        """Return what is heard from the last key until a silence."""
        start = self._ear.wait_for_sound(self.since)
        end = self._ear.wait_for_silence(start, silence_s)
        heard, self.since = self._ear.heard(self.since, end), end
        return heard

    def waits_for_the_words_after_the_heading(self) -> None:
        """Wait until enough is heard to know which sentence it is."""
        heading = self._ear.wait_for_sound(self.since)
        start = self._ear.wait_for_sound(self._ear.wait_for_silence(heading, HEADING_PAUSE_S))
        self._ear.wait_for_frame(start + round(FIRST_WORDS_S * RATE_HZ))

    def waits_for_silence(self) -> None:
        """Wait until nothing is heard any more."""
        self.since = self._ear.wait_for_silence(self.since)


def test_chapter_3_is_found_marked_heard_faster_and_come_back_to_by_ear_in_twelve_keys(
    open_reader: OpenReader, ear: Ear, spoken: Spoken, tmp_path: Path
) -> None:
    engine = "natural"
    guide = tmp_path / "ward.md"
    guide.write_text(TEXT, encoding="utf-8")
    data = not_the_first_time(tmp_path / "data")
    # As little is said as will do: one sentence at a time can be compared with one.
    (data / "settings.toml").write_text(f'{PLAIN_SOUND}verbosity = "expert"\n', encoding="utf-8")
    blind = Blind(ear, engine, spoken)

    first = open_reader(engine, "--rate", str(RATE_WPM), guide=guide)
    # The welcome, and the first chapter after it.
    assert blind.hears("Beginning.", silence_s=1.0)
    blind.press(first, b"t")
    blind.hears_something()
    blind.press(first, RIGHT)
    assert blind.hears("Chapter 2, Mouth care")
    blind.press(first, RIGHT)
    assert blind.hears("Chapter 3, Fever at night")
    blind.press(first, b"\r")
    entered = blind.since
    # To compare sounds takes a while: it must not read on meanwhile.
    blind.waits_for_the_words_after_the_heading()
    blind.press(first, b"s")
    blind.waits_for_silence()
    assert blind.hears("Fever at night.", since=entered)
    blind.press(first, b"b")
    assert blind.hears("Marked.")
    blind.press(first, b"+")
    assert blind.hears("210 words a minute.", RATE_WPM + 10)
    blind.press(first, b"q")
    assert first.wait_end() == 0

    blind.starts()
    second = open_reader(engine, guide=guide)
    assert blind.hears(WANTED, RATE_WPM + 10, silence_s=1.0)
    blind.press(second, b"q")
    assert second.wait_end() == 0
    assert blind.keys <= MOST_KEYS
