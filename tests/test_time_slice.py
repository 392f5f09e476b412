"""The program is woken soon on a busy computer, and changes nothing else of how it is scheduled."""

from __future__ import annotations

import ctypes
import os
import struct
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor

import pytest

from allvoice import time_slice
from tests.voice_process import loaded_voice

_SCHED_GETATTR = {"x86_64": 315, "aarch64": 275, "riscv64": 275}
_LIMIT_S = 20.0

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="only Linux has time slices to ask")


def _attributes(thread_id: int = 0) -> tuple[int, int, int]:
    """Return policy, nice value, and time slice in nanoseconds of a thread; 0 is this one."""
    number = _SCHED_GETATTR[os.uname().machine]
    into = ctypes.create_string_buffer(48)
    assert ctypes.CDLL(None).syscall(number, thread_id, into, len(into), 0) == 0
    _, policy, _, nice, _, slice_ns, *_ = struct.unpack("=IIQiIQQQ", into.raw)
    return policy, nice, slice_ns


def _keeps_slices() -> bool:
    """Return whether a task can have a slice of its own here."""
    major, minor = (int(part) for part in os.uname().release.split(".")[:2])
    return (major, minor) >= (6, 12)


def test_a_short_slice_is_asked_for_and_nothing_else_is_changed() -> None:
    def asked() -> tuple[tuple[int, int, int], bool, tuple[int, int, int]]:
        # In a thread of its own, which takes it along when it ends.
        before = _attributes()
        granted = time_slice.shorten()
        return before, granted, _attributes()

    with ThreadPoolExecutor(1) as thread:
        before, granted, after = thread.submit(asked).result(_LIMIT_S)
    assert after[:2] == before[:2]
    if not granted and not os.environ.get("CI"):
        pytest.skip("this system takes no wishes, as some containers do not")
    assert granted
    if _keeps_slices():
        assert after[2] == time_slice.SLICE_NS


def test_the_voice_process_has_it_in_every_thread() -> None:
    if not _keeps_slices():
        pytest.skip("this kernel has no time slices of a task's own, as Linux has from 6.12 on")
    with ThreadPoolExecutor(1) as thread:
        granted = thread.submit(time_slice.shorten).result(_LIMIT_S)
    if not granted and not os.environ.get("CI"):
        pytest.skip("this system takes no wishes, as some containers do not")
    assert _attributes()[2] != time_slice.SLICE_NS
    with loaded_voice() as voice:
        threads = [each.id for each in voice.threads()]
        slices_ns = {_attributes(each)[2] for each in threads}
    assert len(threads) > 1
    assert slices_ns == {time_slice.SLICE_NS}


def test_a_program_that_was_told_to_step_back_stays_behind() -> None:
    code = """
import os
from allvoice import time_slice
back = os.nice(7)
time_slice.shorten()
assert os.getpriority(os.PRIO_PROCESS, 0) == back
os.sched_setscheduler(0, os.SCHED_BATCH, os.sched_param(0))
assert not time_slice.shorten()
assert os.sched_getscheduler(0) == os.SCHED_BATCH
"""
    subprocess.run([sys.executable, "-c", code], check=True, timeout=_LIMIT_S)


def test_a_processor_whose_call_is_not_known_is_left_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(time_slice, "_SCHED_SETATTR", {})
    assert not time_slice.shorten()
