"""Prints the sounds an engine makes of some words: run as a program, since espeak's library has
one state for the whole process and must be opened with its phoneme events switched on."""

from __future__ import annotations

import ctypes
import json
import sys
from typing import Any

from allvoice.narration.lexicon import load_lexicon
from allvoice.paths import bundled_lexicon

PHONEME_EVENTS_IN_IPA = 0x3
PHONEME_EVENT = 7


def of_natural(sentences: list[list[str]]) -> list[list[str]]:
    from allvoice.speech.engines.natural import NaturalEngine

    engine = NaturalEngine(load_lexicon([bundled_lexicon()])[0])
    return [engine.phonemes(words) for words in sentences]


def of_espeak(sentences: list[list[str]]) -> list[list[str]]:
    from allvoice.speech.engines import bindings
    from allvoice.speech.engines.espeak import marked_up

    lexicon = load_lexicon([bundled_lexicon()])[0]
    espeak: Any = bindings.load("synchronous")
    data = bindings.data_path().encode()
    espeak.Initialize(espeak.AUDIO_OUTPUT_SYNCHRONOUS, 60, data, PHONEME_EVENTS_IN_IPA)
    espeak.SetVoiceByName(b"gmw/en-US")
    heard: list[str] = []

    def take(wav: Any, count: int, events: Any) -> int:
        index = 0
        while (event := events[index]).type != espeak.EVENT_LIST_TERMINATED:
            if event.type == espeak.EVENT_MARK:
                heard.append("")
            elif event.type == PHONEME_EVENT:
                sound = ctypes.string_at(ctypes.addressof(event.id), 8).split(b"\0")[0]
                heard[-1] += sound.decode()
            index += 1
        return 0

    found: list[list[str]] = []
    espeak.SetSynthCallback(take)
    for words in sentences:
        heard.clear()
        text, _ = marked_up(words, lexicon)
        flags = espeak.SSML | espeak.CHARS_UTF8 | espeak.PHONEMES
        espeak.Synth(text.encode(), flags=flags)
        found.append(list(heard))
    return found


if __name__ == "__main__":
    engines = {"natural": of_natural, "espeak": of_espeak}
    print(json.dumps(engines[sys.argv[1]](json.load(sys.stdin))))
