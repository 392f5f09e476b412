"""What others need for the same: the espeak-ng program and pyttsx3's own say and stop."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

from benchmarks.measure import Row, TimedEar, ms

TEXT = (
    "Call the care team now when there is a fever, even in the middle of the night, and tell "
    "them which medicines were given today and when the last dose was taken."
)
SAY_AND_STOP = """
import sys, threading, time
import pyttsx3
engine = pyttsx3.init()
engine.setProperty("rate", 150)
engine.say(sys.argv[1])
print("said", time.monotonic(), flush=True)
def stop():
    asked = time.monotonic()
    engine.stop()
    print("stopped", asked, time.monotonic(), flush=True)
timer = threading.Timer(2.0, stop)
timer.start()
engine.runAndWait()
timer.join()
"""


def rows(ear: TimedEar, folder: Path, times: int) -> list[Row]:
    """Return the rows of the peers that are installed here."""
    return [_espeak_ng(ear, times), *_pyttsx3(ear, folder)]


def _espeak_ng(ear: TimedEar, times: int) -> Row:
    what = "espeak-ng program, start to first sound"
    program = shutil.which("espeak-ng")
    if program is None:
        return Row(what, "not installed here")
    environment = {**os.environ, **ear.server.environment}
    taken: list[float] = []
    for _ in range(times):
        began_s = time.monotonic()
        start = ear.frame_at(began_s)
        with subprocess.Popen([program, TEXT], env=environment, stderr=subprocess.DEVNULL) as talk:
            found = ear.wait_loud(start, 10.0, "espeak-ng")
            taken.append(ear.time_of(found) - began_s)
            talk.kill()
        ear.wait_for_silence(ear.now, 0.5)
    return Row(what, ms(taken))


def _pyttsx3(ear: TimedEar, folder: Path) -> list[Row]:
    what = "pyttsx3 say to first sound; stop in a sentence to silence"
    if shutil.which("aplay") is None:
        return [Row(what, "not measured: pyttsx3 needs aplay, which is not installed here")]
    from allvoice.speech.engines import bindings

    environment = {**os.environ, **ear.server.environment}
    environment.pop("ALSA_CONFIG_PATH", None)
    script = (
        f"from allvoice.speech.engines import {bindings.__name__.rsplit('.', 1)[-1]} as b\n"
        'b.load("threaded")\n' + SAY_AND_STOP
    )
    began = ear.now
    done = subprocess.run(
        [sys.executable, "-c", script, TEXT],
        env=environment,
        capture_output=True,
        text=True,
        timeout=90,
        check=False,
        cwd=folder,
    )
    moments = {
        words[0]: [float(word) for word in words[1:]]
        for line in done.stdout.splitlines()
        if (words := line.split()) and words[0] in ("said", "stopped")
    }
    if "stopped" not in moments:
        return [Row(what, "failed: " + (done.stderr.strip().splitlines() or ["no output"])[-1])]
    ear.wait_for_silence(ear.now, 0.6)
    first = ear.first_loud(max(began, ear.frame_at(moments["said"][0])))
    last = ear.last_loud(ear.frame_at(moments["stopped"][0]))
    if first is None or last is None:
        return [Row(what, "nothing was heard")]
    to_sound_s = ear.time_of(first) - moments["said"][0]
    to_silence_s = ear.time_of(last) - moments["stopped"][0]
    return [Row(what, f"{to_sound_s * 1000:.0f} ms; {to_silence_s:.1f} s")]
