"""The questions for the care team, of the whole guide, one by one."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from allvoice.actions.answers.contents import next_landmark
from allvoice.actions.model import ListItem, ListModel, Message, Result
from allvoice.actions.words import counted
from allvoice.guide.model import Position
from allvoice.guide.questions import question_groups

if TYPE_CHECKING:
    from allvoice.reading.runner import ReadingSession

NO_QUESTIONS = "This document proposes no questions."


def question_list(
    session: ReadingSession,
    go_to: Callable[[Position, str], Result],
    keep: Callable[[Position], Result],
    queue: Callable[[Position, bool], Result],
    *,
    headings: bool,
) -> ListModel | Message:
    """Return all questions of a guide, those of the chapter one is in chosen.

    Args:
        session: the guide and the place.
        go_to: reads on from a place.
        keep: keeps the question at a place for the visit.
        queue: puts a place into the queue, or its whole section.
        headings: the titles of the sections are lines of their own; else they lead each question.
    """
    guide = session.guide
    here = guide.section_of(session.state.position)
    lines: list[tuple[ListItem, Position]] = []
    landmarks: list[int] = []
    count, selected, is_nearer = 0, 0, False
    for group in question_groups(guide):
        title = group.section.title
        landmarks.append(len(lines))
        if not is_nearer and group.section.chapter == here.chapter:
            selected, is_nearer = len(lines), True
        if group.section is here:
            selected = len(lines)
        if headings:
            item = ListItem(title, spoken=title, is_heading=True)
            lines.append((item, Position(group.section.first_block)))
        for position in group.positions:
            count += 1
            text = guide.sentence_text(position)
            text = " ".join(guide.blocks[position.block].text.split()) or text
            shown = text if headings else f"{title}: {text}"
            lines.append((ListItem(shown, 2 if headings else 0, text), position))
    if not count:
        return Message(NO_QUESTIONS, asked=True)
    return ListModel(
        f"Questions for the care team, {counted(count, 'question')}",
        len(lines),
        lambda index: lines[index][0],
        lambda index: go_to(lines[index][1], ""),
        "questions",
        selected,
        landmark=lambda index, step: next_landmark(landmarks, index, step),
        own={
            "ask": lambda index: keep(lines[index][1]),
            "queue": lambda index: queue(lines[index][1], lines[index][0].is_heading),
        },
        hint="{item_up} and {item_down} go through them, {leap_back} and {leap_on} by chapters. "
        "{choose} goes there, {ask} keeps one for the visit, {back} leaves.",
    )
