"""What is done when the voice keeps dying, by a clock that is set by hand."""

from __future__ import annotations

from collections.abc import Callable

from hypothesis import given
from hypothesis import strategies as st

from allvoice.speech.client.recovery import (
    EAR,
    FILE,
    Culprit,
    FallSilent,
    LeaveOut,
    Recovery,
    StartAgain,
    SwitchTo,
    Word,
)
from allvoice.speech.engines.registry import spoken_name

TEXT = ("a", "deadly", "text")


def recovery(*engines: str, missing: Callable[[str], str | None] = lambda engine: None) -> Recovery:
    wanted, *others = engines
    return Recovery(wanted, others, EAR, missing)


def silent(made: Recovery, now_s: float = 0.0) -> None:
    """Let everything die."""
    for _ in range(100):
        if isinstance(made.died(now_s, None), FallSilent):
            return
    raise AssertionError("never silent")


def test_the_same_engine_starts_again_twice() -> None:
    made = recovery("natural", "espeak")
    assert [made.died(at_s, None) for at_s in (0.0, 1.0)] == [StartAgain(), StartAgain()]
    assert made.engine == "natural"


def test_three_deaths_at_one_text_are_the_fault_of_the_text() -> None:
    made = recovery("natural", "espeak")
    steps = [made.died(at_s, TEXT) for at_s in (0.0, 1.0, 2.0)]
    assert steps[-1] == LeaveOut(TEXT)
    assert made.engine == "natural"
    # They are explained, and count no more against the engine.
    assert made.died(3.0, None) == StartAgain()
    assert made.died(3.0, None) == StartAgain()


def test_three_deaths_at_one_word_are_the_fault_of_the_word() -> None:
    made = recovery("natural", "espeak")
    steps = [made.died(at_s, Word(4, 2)) for at_s in (0.0, 1.0, 2.0)]
    assert steps[-1] == LeaveOut(Word(4, 2))


def test_a_text_the_engine_is_stuck_at_is_left_out_the_second_time() -> None:
    made = recovery("natural", "espeak")
    assert made.died(0.0, TEXT, stuck=True) == StartAgain()
    assert made.died(9.0, TEXT, stuck=True) == LeaveOut(TEXT)


def test_a_text_that_came_through_is_blamed_no_more() -> None:
    made = recovery("natural", "espeak")
    made.died(0.0, TEXT)
    made.died(30.0, TEXT)
    made.rendered(TEXT)
    assert made.died(60.0, TEXT) == StartAgain()


def test_three_deaths_at_different_places_bring_the_next_engine() -> None:
    made = recovery("natural", "espeak")
    places: list[Culprit] = [Word(1, 0), TEXT, Word(1, 4)]
    steps = [made.died(at_s, place) for at_s, place in enumerate(places)]
    assert steps[-1] == SwitchTo("espeak", "The natural voice keeps failing.")
    assert made.engine == "espeak"


def test_deaths_far_apart_change_nothing() -> None:
    made = recovery("natural", "espeak")
    assert all(made.died(30.0 * n, None) == StartAgain() for n in range(50))


def test_for_a_file_only_deaths_without_progress_count() -> None:
    made = Recovery("natural", (), FILE, lambda engine: None)
    for n in range(50):
        assert made.died(float(n), None) == StartAgain()
        made.progressed()
    silent(made)


def test_an_engine_that_is_missing_gives_way_at_once() -> None:
    made = recovery("natural", "espeak")
    assert made.cannot_speak(0.0, "It is missing.") == SwitchTo("espeak", "It is missing.")


def test_where_no_other_may_step_in_nothing_speaks() -> None:
    made = Recovery("natural", ["espeak"], EAR, lambda engine: None, must_load=True)
    assert made.cannot_speak(0.0, "It is missing.") == FallSilent("It is missing.")


def test_one_that_stepped_in_after_deaths_and_cannot_load_gives_way_though_one_was_named() -> None:
    made = Recovery("natural", ["espeak", "system"], EAR, lambda engine: None, must_load=True)
    for _ in range(3):
        made.died(0.0, None)
    assert made.cannot_speak(1.0, "It is missing.") == SwitchTo("system", "It is missing.")


@given(st.lists(st.sampled_from(["natural", "espeak", "system", "other"]), max_size=12))
def test_the_engine_that_was_loaded_last_is_named_and_left_after_three_deaths(
    loaded: list[str],
) -> None:
    made = recovery("natural", "espeak", "system")
    deaths = 0
    for now_s, engine in enumerate(loaded):
        made.speaks(engine)
        if engine != "other":
            assert made.engine == engine
        named = made.engine
        step = made.died(now_s * 0.1, None)
        deaths += 1
        if deaths < 3:
            assert step == StartAgain()
            continue
        why = f"The {spoken_name(named)} voice keeps failing."
        assert step in (SwitchTo(made.engine, why), FallSilent(why))
        assert made.engine != named
        deaths = 0
        if made.is_silent:
            break


def test_what_may_stand_in_is_one_of_those_to_go_on_with() -> None:
    made = recovery("natural", "espeak")
    assert [made.stand_in(each) for each in ("natural", "espeak", "system")] == ["espeak", "", ""]
    assert recovery("natural").stand_in("natural") == ""


def test_when_nothing_can_speak_it_is_tried_after_5_15_and_60_seconds_and_so_on() -> None:
    made = recovery("natural", "espeak")
    silent(made)
    assert made.engine == "silent"
    tried, now_s = [], 0.0
    while now_s < 250.0:
        engine = made.due(now_s)
        if engine is None:
            now_s += 1.0
            continue
        tried.append((now_s, engine))
        made.tried_in_vain(now_s)
    assert tried == [
        (at_s, engine)
        for at_s in (5.0, 20.0, 80.0, 140.0, 200.0)
        for engine in ("natural", "espeak")
    ]


def test_a_key_that_asks_for_sound_tries_at_once() -> None:
    made = recovery("natural")
    silent(made)
    assert made.due(1.0) is None
    made.asked_for(1.0)
    assert made.due(1.0) == "natural"


def test_a_key_changes_nothing_while_an_engine_speaks() -> None:
    made = recovery("natural", "espeak")
    made.asked_for(0.0)
    assert made.due(1000.0) is None


def test_from_a_fallback_only_the_wanted_engine_is_tried_and_ever_more_rarely() -> None:
    made = recovery("natural", "espeak")
    for _ in range(3):
        made.died(0.0, None)
    tried, now_s = [], 0.0
    while now_s < 2000.0:
        if (engine := made.due(now_s)) is not None:
            tried.append((now_s, engine))
            made.tried_in_vain(now_s)
        now_s += 1.0
    assert tried == [(at_s, "natural") for at_s in (60.0, 180.0, 480.0, 1080.0, 1680.0)]


def test_a_wanted_engine_that_came_back_and_fails_again_waits_longer() -> None:
    made = recovery("natural", "espeak")
    for _ in range(3):
        made.died(0.0, None)
    assert made.due(60.0) == "natural"
    made.back("natural", 60.0)
    assert made.engine == "natural"
    assert made.due(500.0) is None
    for _ in range(3):
        made.died(70.0, None)
    assert made.engine == "espeak"
    assert made.due(189.0) is None
    assert made.due(190.0) == "natural"


def test_what_is_not_installed_is_never_started() -> None:
    looked: list[str] = []

    def missing(engine: str) -> str | None:
        looked.append(engine)
        return "It needs a package." if engine == "natural" else None

    made = recovery("natural", "espeak", missing=missing)
    silent(made)
    assert made.due(5.0) == "espeak"
    assert looked == ["natural", "espeak"]


def test_an_engine_that_steps_in_from_silence_is_no_end_of_the_way() -> None:
    made = recovery("natural", "espeak")
    silent(made)
    assert made.due(5.0) == "natural"
    made.tried_in_vain(6.0)
    assert made.due(6.0) == "espeak"
    made.back("espeak", 7.0)
    assert made.engine == "espeak"
    assert made.due(10_000.0) == "natural"


def test_what_was_loaded_counts_whatever_was_asked_for() -> None:
    made = recovery("natural", "espeak")
    made.speaks("espeak")
    assert made.engine == "espeak"
    assert made.due(0.0) is None
    assert made.due(60.0) == "natural"


# What the listener chooses while another engine speaks


def test_an_engine_that_is_chosen_is_tried_at_once_and_what_speaks_stays_to_go_on_with() -> None:
    made = recovery("natural", "espeak", "system")
    made.want("system", ("espeak",), 7.0)
    assert (made.wanted, made.engine, made.is_chosen) == ("system", "natural", True)
    assert made.due(7.0) == "system"
    made.back("system", 8.0)
    assert (made.engine, made.is_chosen) == ("system", False)
    assert made.cannot_speak(9.0, "Gone.") == SwitchTo("natural", "Gone.")


def test_an_engine_that_is_chosen_and_cannot_speak_is_tried_again_later() -> None:
    made = recovery("natural", "espeak")
    made.want("espeak", ("system",), 0.0)
    assert made.due(0.0) == "espeak"
    made.tried_in_vain(1.0)
    assert (made.engine, made.is_chosen) == ("natural", False)
    assert made.due(2.0) is None
    assert made.due(1.0 + EAR.back_after_s[-1]) == "espeak"


def test_who_chooses_what_speaks_already_waits_for_nothing() -> None:
    made = recovery("natural", "espeak")
    made.cannot_speak(0.0, "No package.")
    made.want("espeak", ("system",), 1.0)
    assert (made.wanted, made.engine, made.is_chosen) == ("espeak", "espeak", False)
    assert made.due(1e9) is None


def test_from_silence_an_engine_that_is_chosen_is_tried_first() -> None:
    made = recovery("natural")
    silent(made)
    made.want("espeak", ("system",), 1.0)
    assert made.is_silent
    assert [made.due(1.0), made.due(1.0)] == ["espeak", "system"]
