"""Where the reading goes: moves, jumps, what is left and what is skipped. Pure."""

from __future__ import annotations

from dataclasses import replace

from allvoice.guide.model import Position
from allvoice.guide.skippable import spoken_kinds
from allvoice.reading.announcing import announce, say_over
from allvoice.reading.departures import leave_behind
from allvoice.reading.following import (
    Ahead,
    End,
    ahead,
    end_playlist,
    heard_if_last,
    leave_for,
    passage_move,
    take_turn,
)
from allvoice.reading.history import Way, gone, went
from allvoice.reading.listened import note_shown
from allvoice.reading.progress import place, target
from allvoice.reading.speaking import (
    ending,
    fill,
    plan_again,
    prepare,
    queue_text,
    queue_what_follows,
    skipped_message,
)
from allvoice.reading.state import NavigationLevel, Status, Stretch
from allvoice.reading.step import SavePosition, ShowMessage, Step
from allvoice.reading.structures import after_structure
from allvoice.text import ended

TO_THE_END = "Reading goes on to the end."
START_OF_GUIDE = "This is the start of the guide."
NO_MORE = "No more after this."
NO_PLACE_BEFORE = "No place before."
NO_PLACE_AFTER = "No place after."


def move(step: Step, level: NavigationLevel, way: int) -> None:
    """Go a unit of a level on (1) or back (-1)."""
    is_large = level is NavigationLevel.SECTION
    remembered = Way.LARGE_MOVE if is_large else Way.SMALL_MOVE
    in_playlist = passage_move(step, level, way)
    if isinstance(in_playlist, str):
        announce(step, in_playlist, "edge")
        return
    if in_playlist is not None:
        go_to_passage(step, in_playlist.position, None, in_playlist.turn, way=remembered)
        return
    found = target(step.guide, step.state.position, level, way)
    if found is None:
        announce(step, START_OF_GUIDE if way < 0 else NO_MORE, "edge")
    else:
        go_to(step, found, None, way=remembered)


def go_to_passage(
    step: Step,
    position: Position,
    play: bool | None,
    turn: int,
    *,
    told: str = "",
    way: Way = Way.JUMP,
) -> None:
    """Go to a place of the playlist; of another passage it is said which that is.

    Args:
        step: the step.
        position: the place.
        play: as for `go_to`.
        turn: the turn of the playlist that the place belongs to.
        told: said in any case, in its place.
        way: what the history remembers of it.
    """
    playlist = step.state.playlist
    if not told and playlist is not None and turn != playlist.turn:
        told = playlist.announcement(turn)
    take_turn(step, turn)
    if told:
        step.effects.append(ShowMessage(told))
    go_to(step, position, play, first=told, way=way)
    if told and step.state.held_key is not None:
        # Said once the key is let go.
        say_over(step, told)


def go_in_history(step: Step, way: int) -> None:
    """Go to the place before the last jump (-1), or forward again (1)."""
    state = step.state
    found = gone(state.history, state.position, way)
    if found is None:
        announce(step, NO_PLACE_BEFORE if way < 0 else NO_PLACE_AFTER, "edge")
        return
    history, position = found
    step.state = replace(state, history=history)
    said = f"{'Back' if way < 0 else 'Forward'}. {ended(place(step.guide, position))}"
    go_back(step, position, state.goes_on, said)


def go_back(step: Step, position: Position, reads_on: bool, said: str) -> None:
    """Go to a place where the listener was before, read on there or rest, and tell so."""
    step.effects.append(ShowMessage(said))
    go_to(step, position, reads_on, first=said if reads_on else "", way=Way.RETURN)
    if not reads_on:
        say_over(step, said, "close", asked=True)


def go_to_start(step: Step) -> None:
    """Go to the first sentence."""
    _go_to_edge(step, step.guide.start, START_OF_GUIDE)


def go_to_end(step: Step) -> None:
    """Go to the last sentence."""
    _go_to_edge(step, step.guide.end, "This is the end of the guide.")


def _go_to_edge(step: Step, position: Position, said: str) -> None:
    if step.state.options.external_screen_reader and step.state.position == position:
        # It may be on the screen already: a screen reader would have nothing to say.
        announce(step, said)
    go_to(step, position, None)


def repeat(step: Step, *, carefully: bool) -> None:
    """Read the sentence again from its start."""
    go_to(step, step.state.position, None, carefully=carefully)


def go_to(
    step: Step,
    position: Position,
    play: bool | None,
    *,
    carefully: bool = False,
    whole: bool = False,
    first: str = "",
    way: Way = Way.JUMP,
) -> None:
    """Go to a place.

    Args:
        step: the step.
        position: the place.
        play: whether reading goes on from there; None leaves reading or resting as it is, and then
            one sentence is read.
        carefully: read it slower, with names of medicines by syllables, and whole.
        whole: leave nothing out of it.
        first: what is said before it is read, also where the interface voice is off.
        way: what the history remembers of it.
    """
    position = step.guide.clamp(position)
    history = went(step.state.history, step.state.position, position, way, step.now_s)
    leave_behind(step, position)
    told_of_leaving = leave_for(step, position)
    reads_on, options = step.state.reads_on, step.state.options
    if options.external_screen_reader:
        status = Status.WAITING
    elif play is False:
        status = Status.STOPPED
    else:
        status = Status.PLAYING
    step.new_generation()
    step.state = replace(
        step.state,
        position=position,
        read_on_from=None,
        word=0,
        word_range=None,
        next_position=position,
        status=status,
        stop_after_sentence=status is Status.PLAYING
        and (options.one_sentence or (play is None and not reads_on)),
        carefully=carefully,
        read_whole=position if carefully or whole else None,
        history=history,
        stretch=Stretch(position, position),
        away_s=None,
    )
    step.effects.append(SavePosition(position))
    if step.state.held_key is not None:
        step.state = replace(step.state, held_key=replace(step.state.held_key, scrubbing=True))
    elif options.external_screen_reader:
        note_shown(step, position)
        _tell_ending(step)
    else:
        if first:
            queue_text(step, first, asked=True)
        if told_of_leaving and status is Status.PLAYING:
            queue_text(step, told_of_leaving)
        fill(step)
        prepare(step)
    if told_of_leaving:
        step.effects.append(ShowMessage(told_of_leaving))
        if step.state.held_key is not None or status is not Status.PLAYING:
            say_over(step, told_of_leaving)


def go_on_at(step: Step, position: Position, play: bool) -> None:
    """Go to a place of what is heard in one go; no key led there."""
    stretch = step.state.stretch
    go_to(step, position, play, way=Way.RETURN)
    step.state = replace(step.state, stretch=stretch)


def _tell_ending(step: Step) -> None:
    """Tell, below the last sentence of the guide or of the section wanted, that it is the last."""
    behind = ahead(step)
    if behind.position is None:
        step.state = replace(step.state, status=Status.FINISHED)
    if behind.end is not None:
        step.state = replace(step.state, between_message=ending(step, behind))


def read_next(step: Step) -> None:
    """Read, or show, the sentence after the one that was read whole."""
    position, behind = step.state.position, ahead(step)
    is_shown = step.state.options.external_screen_reader
    if is_shown:
        heard_if_last(step, position, step.state.turn)
    if behind.end is End.PLAYLIST:
        told = ending(step, behind)
        end_playlist(step)
        if not is_shown and behind.position is not None:
            announce(step, told, "edge")
            return
    if step.state.status is Status.FINISHED:
        go_to(step, step.guide.start, True)
        return
    if behind.position is None:
        step.state = replace(step.state, status=Status.FINISHED)
        announce(step, ending(step, behind), "guide-end")
    elif is_shown:
        _show_next(step, position, behind)
    else:
        step.new_generation()
        take_turn(step, behind.turn)
        step.state = replace(
            step.state,
            position=behind.position,
            read_on_from=None,
            status=Status.PLAYING,
            stop_after_sentence=True,
        )
        step.effects.append(SavePosition(behind.position))
        queue_what_follows(step, position)
        fill(step)
        prepare(step)


def _show_next(step: Step, position: Position, behind: Ahead) -> None:
    text = skipped_message(step, position, behind)
    if text:
        step.effects.append(ShowMessage(text))
        step.state = replace(step.state, skipped=Position(position.block + 1))
    assert behind.position is not None, "something follows"
    go_to_passage(step, behind.position, True, behind.turn, way=Way.RETURN)


def leave_structure(step: Step) -> None:
    """Go on after the table, list, code or notes (DAISY: an escapable structure)."""
    found = after_structure(step.guide, step.state.position)
    if found is None:
        announce(step, "This is no table and no list.")
    elif found[1] is None:
        announce(step, NO_MORE, "edge")
    else:
        go_to(step, found[1], None)


def hear_skipped(step: Step) -> None:
    """Read what was skipped last; where it was left out within a sentence, that one whole.

    What is left out of the present sentence comes first, but for what was skipped just before it.
    """
    state, guide = step.state, step.guide
    skipped = state.skipped
    meant = (guide.clamp(state.meant_position(step.now_s)), guide.clamp(state.position))
    here = next(
        (each for each in meant if step.config.left_out(each, step.leaving_out(each))), None
    )
    if here is not None and not (
        skipped is not None and state.left_out.is_directly_before(guide, skipped, here)
    ):
        go_to(step, here, None, whole=True)
    elif skipped is None:
        announce(step, "Nothing was skipped.")
    else:
        go_to(step, skipped, None, whole=True)


def set_skipping(step: Step, names: tuple[str, ...]) -> None:
    """Skip kinds of text from now on, by their names in the settings.

    The sentence that is being read stays as it began.
    """
    step.state = replace(step.state, skipping=names)
    plan_again_if_reading_on(step)
    if not names:
        announce(step, "Everything is read.")
        return
    are = "is" if names in (("code",), ("brackets",)) else "are"
    announce(step, f"From now on {spoken_kinds(names)} {are} skipped.")


def toggle_only_section(step: Step) -> None:
    """Stop at the end of the section, or no longer do."""
    only = not step.state.only_section
    step.state = replace(step.state, only_section=only)
    plan_again_if_reading_on(step)
    announce(
        step,
        "Reading stops at the end of this section." if only else TO_THE_END,
    )


def name_controls_again(step: Step) -> None:
    """Queue anew what names a key: the listener chose another one."""
    plan_again_if_reading_on(step)


def plan_again_if_reading_on(step: Step) -> None:
    """Queue anew what follows, where the reading goes on: something of it has changed."""
    if not step.state.is_at_rest and not step.state.stop_after_sentence:
        plan_again(step)
