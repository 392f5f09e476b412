"""What a text sounds like where nothing else happens: what is heard is compared with it."""

from __future__ import annotations

from pathlib import Path
from typing import Self

import numpy as np

from allvoice.guide.load import parse_guide
from allvoice.guide.model import Position
from allvoice.narration.lexicon import load_lexicon
from allvoice.narration.narrator import Narrator
from allvoice.paths import bundled_lexicon
from allvoice.speech.render import clauses_of
from tests.e2e.ear import Pcm
from tests.playback.player_harness import PlayerHarness
from tests.speech.engine_host import EngineHost


class ReferenceVoice:
    """An engine and a player without any program round them.

    The engine is loaded once for all texts: a program that starts for each takes longer to start
    than to speak.
    """

    def __init__(self, engine: str, folder: Path) -> None:
        lexicon, _ = load_lexicon([bundled_lexicon()])
        self._narrator = Narrator(lexicon)
        self._host = EngineHost(engine, folder, bundled_lexicon())

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._host.close()

    def sound(self, text: str, rate_wpm: int) -> Pcm:
        """Return a text as it is played, with the pauses after its sentences."""
        guide = parse_guide([(Path("text.md"), text)], name="The text")
        harness = PlayerHarness(rate_wpm)
        voice = self._host.voices[0]
        for block in guide.blocks:
            for sentence in range(len(block.sentences)):
                said = self._narrator.utterance(guide, Position(block.index, sentence))
                queued = harness.utterance(
                    pause_after_s=said.pause_after_s, own_rate_wpm=voice.own_rate_wpm
                )
                harness.player.add(queued)
                for clause in clauses_of(said.words, said.clause_starts):
                    clip = self._host.say(clause.words, voice.id)
                    harness.player.add_clip(
                        queued, clause.first_word, clip, clause.gap_s, last=clause.is_last
                    )
        return np.frombuffer(harness.play_out().tobytes(), np.int16)
