"""Where the ear is in what a sound server was given, told between its answers."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from allvoice.playback.sinks.ahead import ReadingHead
from tests.playback.player_harness import RATE_HZ


def test_a_server_reads_at_the_sample_rate_and_stands_still_at_the_end() -> None:
    head = ReadingHead(RATE_HZ)
    head.wrote(RATE_HZ, 10.0)

    assert head.read_frames(10.25) == RATE_HZ // 4
    assert head.waiting_frames(10.25) == RATE_HZ * 3 // 4
    assert head.dry_for_s(10.25) == 0.0
    assert head.waiting_frames(12.0) == 0
    assert head.dry_for_s(12.0) == 1.0


def test_after_a_silence_it_goes_on_with_the_next_frame_written() -> None:
    head = ReadingHead(RATE_HZ)
    head.wrote(RATE_HZ, 0.0)
    head.wrote(RATE_HZ, 60.0)

    assert head.read_frames(60.5) == RATE_HZ + RATE_HZ // 2


def test_the_server_knows_better() -> None:
    head = ReadingHead(RATE_HZ)
    head.wrote(RATE_HZ, 0.0)
    head.answered(100, 0.5)

    assert head.read_frames(0.5) == 100
    assert head.dry_for_s(1.0) == 0.0


def test_an_answer_from_before_the_last_silence_is_left_alone() -> None:
    head = ReadingHead(RATE_HZ)
    head.wrote(RATE_HZ, 0.0)
    head.wrote(RATE_HZ, 5.0)
    head.answered(100, 0.5)

    assert head.read_frames(5.0) == RATE_HZ


def test_what_is_taken_back_is_never_read() -> None:
    head = ReadingHead(RATE_HZ)
    head.wrote(RATE_HZ, 0.0)
    head.cut(RATE_HZ // 2, 0.25)

    assert head.waiting_frames(0.25) == RATE_HZ // 4
    assert head.read_frames(9.0) == RATE_HZ // 2


@given(
    st.lists(
        st.tuples(
            st.sampled_from(["wrote", "answered", "cut"]),
            st.floats(0, 2),
            st.integers(0, RATE_HZ),
        ),
        max_size=30,
    )
)
def test_it_is_never_before_the_start_nor_past_what_was_written(
    steps: list[tuple[str, float, int]],
) -> None:
    head = ReadingHead(RATE_HZ)
    now_s = 0.0
    for step, wait_s, frames in steps:
        now_s += wait_s
        match step:
            case "wrote":
                head.wrote(frames, now_s)
            case "answered":
                head.answered(frames, now_s)
            case "cut":
                head.cut(max(head.read_frames(now_s), head.written_frames - frames), now_s)
        assert 0 <= head.read_frames(now_s) <= head.written_frames
        assert head.waiting_frames(now_s) >= 0
        assert head.dry_for_s(now_s) >= 0
