"""With the guide mute, the program's own words and sounds are heard all the same."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Sequence
from dataclasses import replace

from allvoice.playback.clip import Clip
from allvoice.speech.engines.silent import VOICE_ID, SilentEngine
from allvoice.speech.protocol import (
    Ready,
    Say,
    SetGuideAudible,
    Sound,
    UtteranceEnded,
    decode,
    encode,
)
from tests.speech.worker_harness import GatedEngine, WorkerHarness, say, worker_harness


class HummingEngine(GatedEngine):
    """An engine that can be heard."""

    def synthesize(
        self, words: Sequence[str], voice_id: str, cancelled: Callable[[], bool]
    ) -> Clip:
        clip = SilentEngine.synthesize(self, words, VOICE_ID, cancelled)
        sound = array("h", [4_000 if n % 200 < 100 else -4_000 for n in range(clip.frames)])
        return Clip(sound.tobytes(), clip.rate_hz, clip.marks)


def _is_heard(s: WorkerHarness, utterance_id: int) -> bool:
    """Tell whether anything sounds until an utterance is heard to its end."""
    sounded = False
    for _ in range(100_000):
        sounded = any(s.sink.advance(240)) or sounded
        if any(b.utterance_id == utterance_id and isinstance(b, UtteranceEnded) for b in s.heard):
            return sounded
        s.rendering.wait(0.001)
    raise AssertionError("never heard to its end")


def test_a_mute_guide_leaves_the_programs_own_words_and_sounds_to_be_heard() -> None:
    with worker_harness(loads=lambda name: HummingEngine()) as s:
        s.wait_for(Ready)
        s.worker.obey(SetGuideAudible(False))
        s.worker.obey(Sound(0, 1, "start"))
        assert _is_heard(s, 1)
        s.worker.obey(replace(say("welcome back", 2), is_interface=True))
        assert _is_heard(s, 2)
        s.worker.obey(say("read in silence", 3))
        assert not _is_heard(s, 3)


def test_whose_words_they_are_reaches_the_voice_process() -> None:
    own = Say(1, 1, ("welcome",), is_interface=True)
    assert decode(encode(own)) == own
