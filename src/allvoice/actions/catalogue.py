"""Everything a listener can ask for: an id, words, where it can be asked for, and its group.

Keys and typed words are each front door's own map onto the ids. An id stands in the settings of
listeners who chose other keys: it is never changed.
"""

from __future__ import annotations

import enum
from dataclasses import dataclass


class Scope(enum.Enum):
    """Where an action can be asked for."""

    ANYWHERE = "anywhere"
    READING = "reading"
    LIST = "list"


TONIGHT, MOVING, READING = "Tonight", "Moving", "Reading"
HANDS_FREE = "Hands-free"
MARKS, NOTES = "Marks and lists", "Questions and notebook"
IN_LISTS, PROGRAM = "In an open list", "The program"
"""What somebody needs, the most urgent first; an action stands in one of them, and nowhere else."""


@dataclass(frozen=True, slots=True)
class Action:
    """Something a listener can ask for."""

    id: str
    words: str
    """What it does, for the help."""
    scope: Scope
    group: str


_A, _R, _L = Scope.ANYWHERE, Scope.READING, Scope.LIST

ACTIONS = (
    Action("play", "Play or pause", _A, TONIGHT),
    Action("urgent", "When to call: the urgent list", _A, TONIGHT),
    Action("repeat", "Read this sentence again", _R, TONIGHT),
    Action("search", "Search", _A, TONIGHT),
    Action("contents", "Contents", _A, TONIGHT),
    Action("chapters", "List of chapters", _A, TONIGHT),
    Action("where", "Where am I; twice for more", _A, TONIGHT),
    Action("bookmark", "Mark this; twice, its section", _A, TONIGHT),
    Action("back", "Go back, leave a list, or silence", _A, TONIGHT),
    Action("back_or_before", "Go back to where you were, else silence", _A, TONIGHT),
    Action("quit", "Save your place and quit", _A, TONIGHT),
    Action("previous_sentence", "Sentence before", _R, MOVING),
    Action("next_sentence", "Next sentence", _R, MOVING),
    Action("previous_paragraph", "Paragraph before", _R, MOVING),
    Action("next_paragraph", "Next paragraph", _R, MOVING),
    Action("previous_section", "Section before", _R, MOVING),
    Action("next_section", "Next section", _R, MOVING),
    Action("next_match", "Next find, else next section", _R, MOVING),
    Action("previous_match", "Find before", _R, MOVING),
    Action("go_to_sentence", "Read on from this sentence", _R, MOVING),
    Action("previous_place", "Place before the last jump", _R, MOVING),
    Action("next_place", "Place after, forward again", _R, MOVING),
    Action("go_to", "Go to a percentage, chapter or heading", _R, MOVING),
    Action("start", "Start of the guide", _R, MOVING),
    Action("end", "End of the guide", _R, MOVING),
    Action("leave_passage", "Leave this table or list", _R, MOVING),
    Action("next_in_column", "Same column, row below", _R, MOVING),
    Action("previous_in_column", "Same column, row above", _R, MOVING),
    Action("column", "Column name in full", _R, MOVING),
    Action("compare", "Compare rows of a table; else, tables", _R, MOVING),
    Action("read_on", "Read on from here", _R, READING),
    Action("stop", "Silence now", _A, READING),
    Action("slower", "Slower", _A, READING),
    Action("faster", "Faster", _A, READING),
    Action("normal_pace", "Normal pace", _R, READING),
    Action("quieter", "Quieter", _A, READING),
    Action("louder", "Louder", _A, READING),
    Action("voice", "Next voice", _A, READING),
    Action("repeat_slowly", "Again, slowly, by syllables", _R, READING),
    Action("again", "Repeat what was told last", _A, READING),
    Action("where_in_detail", "Where am I, in detail", _A, READING),
    Action("heard_as", "Heard as; twice for the rules", _R, READING),
    Action("pronounce", "Put a word right: how it is said", _R, READING),
    Action("define", "What a word here means", _R, READING),
    Action("source", "Where is this from; twice for more", _R, READING),
    Action("hear_skipped", "Hear what was skipped", _R, READING),
    Action("skipping", "Skip notes and code, or not", _R, READING),
    Action("one_sentence", "One sentence at a time, or not", _R, READING),
    Action("only_section", "Stop after this section", _R, READING),
    Action("sleep_timer", "Sleep timer; where you fell asleep", _A, HANDS_FREE),
    Action("any_key", "Any key plays or pauses, or not", _A, HANDS_FREE),
    Action("what_to_play", "What to play: this, marks, the queue", _A, HANDS_FREE),
    Action("queue", "Queue this section; in lists, an item", _A, HANDS_FREE),
    Action("coming", "What comes next", _A, HANDS_FREE),
    Action("unheard", "Next unheard section", _A, HANDS_FREE),
    Action("note", "Mark this with a note, or change it", _A, MARKS),
    Action("undo_mark", "Undo what was kept or removed last", _R, MARKS),
    Action("redo", "Bring back what was taken back", _A, MARKS),
    Action("next_mark", "Next mark", _R, MARKS),
    Action("previous_mark", "Mark before", _R, MARKS),
    Action("bookmarks", "List of bookmarks", _A, MARKS),
    Action("bookmark_order", "Bookmarks by time, or by place", _A, MARKS),
    Action("remove_bookmark", "Remove an item by number", _A, MARKS),
    Action("copy_sentence", "Copy this sentence", _R, MARKS),
    Action("sections_here", "Sections of this chapter", _A, MARKS),
    Action("links", "Links and sources here", _R, MARKS),
    Action("weigh", "Weigh treatments: your cards", _A, MARKS),
    Action("visit_sheet", "Sheet for the visit, to print", _A, MARKS),
    Action("documents", "List of documents: open another", _A, MARKS),
    Action("remove_document", "Take a document off the list by number", _A, MARKS),
    Action("finds", "List of what was found", _A, MARKS),
    Action("leave_search", "Leave the search", _A, MARKS),
    Action("ask", "Keep this question for the visit", _A, NOTES),
    Action("visit", "Questions for the visit; then the next", _A, NOTES),
    Action("next_question", "Next open question", _A, NOTES),
    Action("answer", "Answer a question by number", _A, NOTES),
    Action("questions", "Questions for the care team", _A, NOTES),
    Action("item_done", "Mark a question done, or open again", _L, NOTES),
    Action("item_earlier", "Move an item up", _L, NOTES),
    Action("item_later", "Move an item down", _L, NOTES),
    Action("edit", "Change the words of an item by number", _A, NOTES),
    Action("notebook", "Notebook", _A, NOTES),
    Action("temperature", "Write down a temperature", _A, NOTES),
    Action("medicine", "Write down a medicine", _A, NOTES),
    Action("test_result", "Write down a test result", _A, NOTES),
    Action("mrd", "Write down an MRD result", _A, NOTES),
    Action("write", "Write down a note", _A, NOTES),
    Action("item_up", "Item above", _L, IN_LISTS),
    Action("item_down", "Item below", _L, IN_LISTS),
    Action("first_item", "First item", _L, IN_LISTS),
    Action("last_item", "Last item", _L, IN_LISTS),
    Action("page_up", "One screen up", _L, IN_LISTS),
    Action("page_down", "One screen down", _L, IN_LISTS),
    Action("choose", "Go there", _L, IN_LISTS),
    Action("leap_back", "Chapter or option before", _L, IN_LISTS),
    Action("leap_on", "Next chapter or option", _L, IN_LISTS),
    Action("remove", "Remove it", _L, IN_LISTS),
    Action("undo", "Undo what was done last", _L, IN_LISTS),
    Action("copy", "Copy its address", _L, IN_LISTS),
    Action("options", "Options", _A, PROGRAM),
    Action("phone", "Care team's number", _A, PROGRAM),
    Action("theme", "Next colours", _A, PROGRAM),
    Action("ruler", "Ruler: line, mask or off", _A, PROGRAM),
    Action("beside", "Show contents beside the text, or not", _A, PROGRAM),
    Action("describe", "Say what keys do", _A, PROGRAM),
    Action("tour", "Tour of the keys", _A, PROGRAM),
    Action("help", "This help", _A, PROGRAM),
    Action("suspend", "Back to the shell; fg comes back here", _A, PROGRAM),
)
BY_ID = {action.id: action for action in ACTIONS}
WITH_EXTERNAL_SCREEN_READER = {"play": "Next sentence"}
"""What is done where no voice of ours reads on."""


def words(action: str, *, external_screen_reader: bool = False) -> str:
    """Return what an action does, for the help."""
    if external_screen_reader and action in WITH_EXTERNAL_SCREEN_READER:
        return WITH_EXTERNAL_SCREEN_READER[action]
    return BY_ID[action].words
