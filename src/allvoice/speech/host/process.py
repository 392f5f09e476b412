"""The voice process: owns the engine on its main thread, and the sound device.

Run by `VoiceClient`, never by hand. Standard input brings commands, standard output carries
events and nothing else: whatever an engine prints goes to the log. When the input ends, the
program that wanted to listen is gone, and the process falls silent at once.
"""

from __future__ import annotations

import faulthandler
import os
import signal
import sys
import threading
import traceback
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import BinaryIO

from allvoice import offline, private, time_slice
from allvoice.narration.lexicon import Entry, Lexicon, LexiconInUse, load_lexicon
from allvoice.playback.boundary import Passed
from allvoice.playback.player import Player
from allvoice.playback.sinks.by_name import open_sink
from allvoice.playback.sinks.depth import BufferDepth
from allvoice.playback.sinks.output import Output, SoundChange
from allvoice.playback.sinks.sink import Sink
from allvoice.playback.sonic import can_stretch
from allvoice.speech.engines import registry
from allvoice.speech.engines.calibration import Calibrations
from allvoice.speech.engines.fallback import EngineFallback
from allvoice.speech.host.boundary_clock import BoundaryClock
from allvoice.speech.host.progress import Progress
from allvoice.speech.host.worker import VoiceWorker
from allvoice.speech.protocol import (
    Close,
    Configure,
    Event,
    LatePulls,
    Notice,
    NoticeKind,
    OwnSounds,
    SetLexicon,
    decode,
    encode,
)
from allvoice.speech.render import ClipStore

RATE_HZ = 24_000
"""Of every clip and sink."""
TICK_S = 0.25
NO_STRETCH = (
    "The pace of speech cannot be changed here, because the package libsonic is missing. "
    "Run allvoice doctor to see how to install it."
)
SWITCH_INTERVAL_S = 0.001
"""The thread that feeds the sound device waits at most this long for the one that renders."""


def main() -> None:
    """Obey commands from standard input until it ends or says to close."""
    offline.switch_off()
    private.close_to_others()
    # Before there is any other thread, so that each has it.
    time_slice.shorten()
    sys.setswitchinterval(SWITCH_INTERVAL_S)
    events = _claim_stdout()
    faulthandler.enable()
    if sys.platform != "win32":
        # Who ends it because it hangs asks first where.
        faulthandler.register(signal.SIGUSR1)
    commands = sys.stdin.buffer
    configuration = decode(commands.readline() or b"{}")
    if not isinstance(configuration, Configure):
        raise SystemExit("the first command must be Configure")
    _serve(configuration, commands, events)


def _claim_stdout() -> BinaryIO:
    """Keep standard output for events; what libraries print goes where errors go."""
    events = os.fdopen(os.dup(1), "wb", buffering=0)
    os.dup2(2, 1)
    return events


def _serve(configuration: Configure, commands: BinaryIO, events: BinaryIO) -> None:
    writing = threading.Lock()

    def emit(event: Event) -> None:
        with writing:
            try:
                events.write(encode(event))
            except OSError:
                os._exit(1)

    boundary_clock = BoundaryClock(emit)

    progress = Progress(emit, RATE_HZ) if configuration.is_for_file else None

    def deliver(boundary: Passed, delay_s: float) -> None:
        if progress is not None and not progress.is_over:
            progress.note(boundary, delay_s)
            return
        boundary_clock.add(boundary, delay_s + output.latency_s)

    player = Player(RATE_HZ, deliver, configuration.rate_wpm, withdraw=boundary_clock.withdraw)

    def tell(change: SoundChange) -> None:
        if progress is not None and not change.has_sound:
            progress.is_over = True
        kind = NoticeKind.SOUND_BACK if change.has_sound else NoticeKind.SOUND_LOST
        emit(Notice(change.text, kind))

    depth = BufferDepth()

    def open_wanted() -> Sink:
        if progress is None:
            return open_sink(configuration.sink, RATE_HZ, depth=depth)
        return open_sink(configuration.sink, RATE_HZ, on_written=progress.written)

    output = Output(open_wanted, player, tell)
    player.ahead = output
    if not can_stretch():
        emit(Notice(NO_STRETCH))
    lexicon = LexiconInUse(_lexicon(configuration.lexicon_files, configuration.own_sounds))

    def set_lexicon(command: SetLexicon) -> None:
        lexicon.now = _lexicon(command.files, command.own_sounds)

    folder = configuration.cache_folder
    calibrations = Calibrations(Path(folder) if folder else None)
    worker = VoiceWorker(
        configuration,
        EngineFallback(
            configuration.engine,
            lambda name: registry.create(name, lexicon, calibrations),
            lambda text: emit(Notice(text)),
            configuration.stand_in,
        ),
        registry.known_voice(configuration.engine, configuration.voice_id),
        player,
        output,
        clip_store(configuration, lexicon),
        emit,
        calibrations=calibrations,
        set_lexicon=set_lexicon,
    )
    threading.Thread(
        target=_obey_all, args=(commands, worker), name="commands", daemon=True
    ).start()
    closed = threading.Event()
    late_pulls = _LatePullsTold(output, emit)
    threading.Thread(
        target=_tick, args=(output, late_pulls, closed), name="output", daemon=True
    ).start()
    worker.run()
    closed.set()
    late_pulls.tell()
    output.close()
    # Without this, libraries' own clean-up can keep a silent process for seconds.
    os._exit(0)


def _lexicon(files: Sequence[str], own_sounds: OwnSounds) -> Lexicon:
    # What is wrong with a lexicon is told by the program that names it.
    lexicon, _ = load_lexicon([Path(file) for file in files])
    return lexicon.but(
        Entry(spelling, exact_case=is_exact, ipa=ipa, respelling=respelling)
        for spelling, ipa, respelling, is_exact in own_sounds
    )


def clip_store(configuration: Configure, lexicon: LexiconInUse) -> ClipStore:
    """Return where rendered clauses are kept."""
    from allvoice.speech.host.cache import ClipCache

    folder = configuration.cache_folder
    return ClipCache(Path(folder) if folder else None, lexicon=lexicon)


def _obey_all(commands: BinaryIO, worker: VoiceWorker) -> None:
    for line in commands:
        try:
            command = decode(line)
            worker.obey(command)  # type: ignore[arg-type]
        except Exception:  # one bad command must not make the voice deaf to the next
            traceback.print_exc()
            continue
        if isinstance(command, Close):
            return
    os._exit(1)


class _LatePullsTold:
    """Tells the program how often the device has run dry, each time it is another number."""

    def __init__(self, output: Output, emit: Callable[[Event], None]) -> None:
        self._output = output
        self._emit = emit
        self._lock = threading.Lock()
        self._told: int | None = None

    def tell(self) -> None:
        """Tell it if it is not told yet, once a device has been given sound."""
        with self._lock:
            if self._told is None and self._output.sink_name != "device":
                return
            count = self._output.late_pulls
            if count != self._told:
                self._told = count
                self._emit(LatePulls(count))


def _tick(output: Output, late_pulls: _LatePullsTold, closed: threading.Event) -> None:
    while not closed.wait(TICK_S):
        output.tick()
        late_pulls.tell()


if __name__ == "__main__":
    main()
