"""What happens is handed over in its order, and what is due is done meanwhile."""

from __future__ import annotations

import threading

import pytest
from hypothesis import given
from hypothesis import strategies as st

from allvoice.event_loop import EventLoop, Timer

END = "end"


class LeapingClock:
    """Seconds of which a million pass whenever somebody looks: whatever waits has waited enough."""

    def __init__(self) -> None:
        self.is_held = True
        """No time passes yet."""
        self._now_s = 0.0

    def __call__(self) -> float:
        if not self.is_held:
            self._now_s += 1e6
        return self._now_s


class Loop:
    """A loop whose timers are asked for at one moment, and due once that has passed."""

    def __init__(self) -> None:
        self.clock = LeapingClock()
        self.loop: EventLoop[str] = EventLoop(self.clock)
        self.done: list[str] = []

    def later(self, delay_s: float, name: str) -> Timer:
        """Note a name after some seconds."""
        return self.loop.do_later(delay_s, lambda: self.done.append(name))

    def run(self) -> list[str]:
        """Let time pass until everything due was done; return what was done and what happened."""
        self.loop.do_later(1e5, lambda: self.loop.post(END))
        self.clock.is_held = False
        while (happened := self.loop.next()) != END:
            self.done.append(happened)
        return self.done


@pytest.fixture
def made() -> Loop:
    return Loop()


def test_what_happened_comes_in_its_order(made: Loop) -> None:
    for name in "abc":
        made.loop.post(name)
    assert [made.loop.next() for _ in range(3)] == ["a", "b", "c"]


def test_what_is_due_first_is_done_first_whatever_was_asked_for_first(made: Loop) -> None:
    made.later(3, "third")
    made.later(1, "first")
    made.later(2, "second")
    assert made.run() == ["first", "second", "third"]


def test_what_is_not_due_yet_is_not_done(made: Loop) -> None:
    made.later(5, "later")
    made.loop.do_later(0, lambda: made.loop.post("a"))
    assert made.loop.next() == "a"
    assert made.done == []


def test_what_is_due_at_the_same_moment_is_done_as_it_was_asked_for(made: Loop) -> None:
    for name in "abc":
        made.later(1, name)
    assert made.run() == ["a", "b", "c"]


def test_what_happened_before_is_answered_before_what_is_due(made: Loop) -> None:
    made.later(0, "due")
    made.loop.post("a")
    made.loop.post("b")
    assert made.run() == ["a", "b", "due"]


def test_what_was_stopped_is_not_done(made: Loop) -> None:
    made.later(1, "a")
    stopped = made.later(2, "b")
    made.later(3, "c")
    stopped.stop()
    stopped.stop()
    assert made.run() == ["a", "c"]


def test_what_is_due_can_be_stopped_by_what_was_due_before_it(made: Loop) -> None:
    made.loop.do_later(1, lambda: stopped.stop())
    stopped = made.later(2, "b")
    assert made.run() == []


def test_stopping_what_was_done_stops_nothing_else(made: Loop) -> None:
    first = made.later(1, "a")
    made.loop.do_later(2, first.stop)
    made.later(3, "b")
    assert made.run() == ["a", "b"]


def test_what_is_due_may_ask_for_more(made: Loop) -> None:
    left = 5

    def go_on() -> None:
        nonlocal left
        left -= 1
        made.done.append(str(left))
        if left:
            made.loop.do_later(0.005, go_on)
        else:
            made.loop.post(END)

    made.loop.do_later(0.005, go_on)
    made.clock.is_held = False
    assert made.loop.next() == END
    assert made.done == ["4", "3", "2", "1", "0"]


def test_what_is_due_may_let_something_happen(made: Loop) -> None:
    made.loop.do_later(1, lambda: made.loop.post("a"))
    made.later(2, "b")
    assert sorted(made.run()) == ["a", "b"]


def test_what_work_raises_is_raised_to_who_waits_and_the_loop_goes_on(made: Loop) -> None:
    def fail() -> None:
        raise ValueError("no sound")

    made.later(1, "before")
    made.loop.do_later(2, fail)
    made.later(3, "after")
    with pytest.raises(ValueError, match="no sound"):
        made.run()
    assert made.done == ["before"]
    assert made.run() == ["before", "after"]


def test_what_is_due_much_later_holds_up_nothing() -> None:
    loop: EventLoop[str] = EventLoop()
    done: list[str] = []
    loop.do_later(3_600, lambda: done.append("due"))
    threading.Thread(target=loop.post, args=("a",)).start()
    assert loop.next() == "a"
    assert done == []


def test_without_anything_due_it_waits_for_what_happens() -> None:
    loop: EventLoop[str] = EventLoop()
    waits = threading.Event()
    got: list[str] = []

    def wait() -> None:
        waits.set()
        got.append(loop.next())

    thread = threading.Thread(target=wait, daemon=True)
    thread.start()
    assert waits.wait(10)
    assert got == []
    loop.post("a")
    thread.join(10)
    assert got == ["a"]


def test_work_that_comes_due_while_it_waits_is_done_by_who_waits() -> None:
    loop: EventLoop[str] = EventLoop()
    did: list[int] = []

    def work() -> None:
        did.append(threading.get_ident())
        loop.post(END)

    loop.do_later(0.01, work)
    assert loop.next() == END
    assert did == [threading.get_ident()]


def test_nothing_is_lost_of_what_many_threads_report_nor_put_out_of_order() -> None:
    loop: EventLoop[tuple[int, int]] = EventLoop()
    threads, each = 8, 250
    together = threading.Barrier(threads)

    def report(number: int) -> None:
        together.wait()
        for count in range(each):
            loop.post((number, count))

    started = [threading.Thread(target=report, args=(number,)) for number in range(threads)]
    for thread in started:
        thread.start()
    got = [loop.next() for _ in range(threads * each)]
    for number in range(threads):
        assert [count for who, count in got if who == number] == list(range(each))


@given(st.lists(st.tuples(st.integers(0, 5), st.booleans()), max_size=20))
def test_whatever_is_asked_for_is_done_once_by_its_time_unless_it_was_stopped(
    asked: list[tuple[int, bool]],
) -> None:
    made = Loop()
    timers = [made.later(delay_s, str(number)) for number, (delay_s, _) in enumerate(asked)]
    for timer, (_, is_stopped) in zip(timers, asked, strict=True):
        if is_stopped:
            timer.stop()
    left = [(delay_s, number) for number, (delay_s, stopped) in enumerate(asked) if not stopped]
    assert made.run() == [str(number) for _, number in sorted(left)]
