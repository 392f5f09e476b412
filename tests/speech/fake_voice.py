"""A voice process without an engine and without sound: it obeys, reports, and breaks as it is told.

Run by `VoiceClient` with a folder. What it is told is appended to `told.jsonl` there. It dies where
a file `dies-<engine>` says so, cannot load where there is a file `missing-<engine>`, loads another
engine where there is a file `<engine>-is-<other>`, and dies once it has loaded where there is a
file `dies-<engine>-loaded`. It dies when it has to render the word "deadly", and once it has
reported the word "fatal". At the word "hold" it stays until it is told otherwise.
"""

from __future__ import annotations

import json
import os
import queue
import sys
import threading
from typing import Any

HOLD, DEADLY, FATAL = "hold", "deadly", "fatal"


def main() -> None:
    folder = sys.argv[1]
    waiting: queue.SimpleQueue[dict[str, Any]] = queue.SimpleQueue()
    configured = json.loads(sys.stdin.buffer.readline())
    log(folder, configured)
    engine = configured["engine"]
    if os.path.exists(os.path.join(folder, f"dies-{engine}")):
        os._exit(3)
    if os.path.exists(os.path.join(folder, f"missing-{engine}")):
        emit(type="NoVoice", why=f"The {engine} voice cannot be loaded.")
        os._exit(0)
    for other in ("espeak", "system"):
        if os.path.exists(os.path.join(folder, f"{engine}-is-{other}")):
            engine = other
    voice_id = configured["voice_id"] or f"{engine}-voice"
    emit(type="Ready", engine=engine, voice_id=voice_id, voices=[[voice_id, "A voice"]])
    if os.path.exists(os.path.join(folder, f"dies-{engine}-loaded")):
        os._exit(3)
    threading.Thread(target=speak, args=(waiting,), daemon=True).start()
    for line in sys.stdin.buffer:
        command = json.loads(line)
        match command["type"]:
            case "Ping":
                emit(type="Pong", number=command["number"], stuck_s=0.0)
                continue
            case "Close":
                log(folder, command)
                os._exit(0)
        log(folder, command)
        waiting.put(command)
    os._exit(1)


def speak(waiting: queue.SimpleQueue[dict[str, Any]]) -> None:
    paused = False
    held: list[dict[str, Any]] = []
    while True:
        command = waiting.get()
        match command["type"]:
            case "Say" if command["is_announcement"] or not (paused or held):
                if not said(command):
                    held.append(command)
            case "Say":
                held.append(command)
            case "Prepare":
                for words, _ in command["texts"]:
                    render(words)
            case "Flush":
                held, paused = [], False
            case "Pause":
                paused = True
            case "Resume":
                paused = False
                queued, held = held, []
                for each in queued:
                    said(each, through=True)


def said(command: dict[str, Any], *, through: bool = False) -> bool:
    words = command["words"]
    ends = [*command["clause_starts"][1:], len(words)]
    same = {"generation": command["generation"], "utterance_id": command["utterance_id"]}
    for clause, (start, end) in enumerate(zip(command["clause_starts"], ends, strict=True)):
        if clause not in command["left_out"] and end > command["from_word"]:
            render(words[start:end])
    for word in range(command["from_word"], len(words)):
        emit(type="Boundary", word=word, **same)
        if words[word] == FATAL:
            os._exit(3)
        if words[word] == HOLD and not through:
            return False
    emit(type="UtteranceEnded", **same)
    return True


def render(words: list[str]) -> None:
    emit(type="Rendering", words=words)
    if DEADLY in words:
        os._exit(3)
    emit(type="Rendering", words=[])


def emit(**event: Any) -> None:
    os.write(1, json.dumps(event).encode() + b"\n")


def log(folder: str, command: dict[str, Any]) -> None:
    line = json.dumps({"pid": os.getpid(), **command}).encode() + b"\n"
    descriptor = os.open(
        os.path.join(folder, "told.jsonl"), os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600
    )
    os.write(descriptor, line)
    os.close(descriptor)


if __name__ == "__main__":
    main()
