"""However much is asked for at once, no more is kept than it comes to."""

from __future__ import annotations

from itertools import count

from hypothesis import given
from hypothesis import strategies as st

from allvoice.remote.inlet import MOST_PRESSES, Inlet, Kept, Press
from allvoice.remote.model import Ask, Request, SeekBy, SeekTo, SetRate, SetVolume, Skip

KINDS = 6
"""Of requests: at most one of each waits, of presses a few."""
FIGURES = st.floats(-1e6, 1e6)
REQUESTS: st.SearchStrategy[Request] = st.one_of(
    st.sampled_from(Ask),
    st.sampled_from([Skip(1), Skip(-1)]),
    FIGURES.map(SeekBy),
    FIGURES.map(SeekTo),
    FIGURES.map(SetRate),
    FIGURES.map(SetVolume),
)


class Woken:
    """An inlet, and how often it woke whoever takes from it."""

    def __init__(self) -> None:
        ticks = count()
        self.times = 0
        self.inlet = Inlet(self.wake, lambda: float(next(ticks)))

    def wake(self) -> None:
        self.times += 1

    def taken(self, *requests: Request) -> list[Kept]:
        for request in requests:
            self.inlet.put(request)
        return self.inlet.take()


def test_of_a_slider_that_is_dragged_the_last_place_holds() -> None:
    dragged = [SetVolume(each / 100) for each in range(100)]
    assert Woken().taken(*dragged) == [SetVolume(0.99)]
    assert Woken().taken(SetRate(1.0), SetVolume(0.5), SetRate(2.0)) == [
        SetVolume(0.5),
        SetRate(2.0),
    ]


def test_seeks_add_up_and_a_place_replaces_them() -> None:
    assert Woken().taken(SeekBy(10.0), SeekBy(-4.0)) == [SeekBy(6.0)]
    assert Woken().taken(SeekBy(10.0), SeekTo(60.0), SeekBy(5.0)) == [SeekTo(65.0)]


def test_play_pause_pressed_twice_is_as_if_it_never_was() -> None:
    assert Woken().taken(*[Ask.PLAY_PAUSE] * 1_000) == []
    assert Woken().taken(*[Ask.PLAY_PAUSE] * 1_001) == [Ask.PLAY_PAUSE]


def test_play_pause_after_another_one_goes_by_what_that_leads_to() -> None:
    assert Woken().taken(Ask.PLAY, Ask.PLAY_PAUSE) == [Ask.PAUSE]
    assert Woken().taken(Ask.PAUSE, Ask.PLAY_PAUSE) == [Ask.PLAY]
    assert Woken().taken(Ask.STOP, Ask.PLAY_PAUSE) == [Ask.PLAY]
    assert Woken().taken(Ask.PLAY_PAUSE, Ask.PAUSE) == [Ask.PAUSE]


def test_presses_are_kept_in_order_with_their_times_as_many_as_a_hand_can_make() -> None:
    taken = Woken().taken(Skip(1), Skip(-1), Skip(1), *[Skip(1)] * 1_000)
    assert taken == [Press(1, 0.0), Press(-1, 1.0), Press(1, 2.0), Press(1, 3.0)]
    assert len(taken) == MOST_PRESSES


def test_a_pause_for_a_call_holds_whatever_else_is_asked_for_in_the_same_moment() -> None:
    assert Woken().taken(Ask.PAUSE, Skip(1), SeekBy(10.0))[-1] is Ask.PAUSE


def test_who_leaves_wants_nothing_else() -> None:
    assert Woken().taken(Ask.PLAY, Ask.QUIT, Skip(1)) == [Ask.QUIT]


@given(st.lists(st.lists(REQUESTS, max_size=40), max_size=5))
def test_a_flood_wakes_once_and_little_waits(floods: list[list[Request]]) -> None:
    woken = Woken()
    for number, flood in enumerate(filter(None, floods), 1):
        taken = woken.taken(*flood)
        assert len(taken) < KINDS + MOST_PRESSES
        assert woken.times == number
        assert woken.inlet.take() == []


@given(st.lists(REQUESTS, max_size=40))
def test_of_each_kind_what_is_taken_is_what_all_of_them_come_to(flood: list[Request]) -> None:
    """The same as if each had been taken by itself, for what is absolute."""
    if Ask.QUIT in flood:
        return
    taken = Woken().taken(*flood)
    for kind in (SetRate, SetVolume):
        of_kind = [each for each in flood if isinstance(each, kind)]
        assert [each for each in taken if isinstance(each, kind)] == of_kind[-1:]
    playing = {start: _after(start, flood) for start in (False, True)}
    last = taken[-1] if taken and isinstance(taken[-1], Ask) else None
    assert {start: _after(start, [last] if last else []) for start in playing} == playing


def _after(playing: bool, asked: list[Request]) -> bool:
    for each in asked:
        if each is Ask.PLAY_PAUSE:
            playing = not playing
        elif isinstance(each, Ask):
            playing = each is Ask.PLAY
    return playing
