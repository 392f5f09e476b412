"""The usual keys of every action: on the screen they are pressed, in plain lines typed.

One table, so that a letter means the same at both front doors. Keys have Textual's names.
"""

from __future__ import annotations

import unicodedata

from allvoice.actions.catalogue import BY_ID, Scope

DEFAULT_KEYS = {
    "urgent": "9,f9",
    "play": "space,0",
    "read_on": "enter",
    "stop": "s",
    "back": "escape,backspace",
    "repeat": "r",
    "again": "a",
    "heard_as": "v",
    "pronounce": "P",
    "define": "d",
    "source": "z",
    "hear_skipped": "x",
    "skipping": "X",
    "one_sentence": "f",
    "only_section": "j",
    "sleep_timer": "Z",
    "what_to_play": "1",
    "queue": "3",
    "coming": "#",
    "previous_sentence": "left,4",
    "next_sentence": "right,6",
    "previous_paragraph": "up,8,shift+left,{",
    "next_paragraph": "down,2,shift+right,}",
    "previous_section": "pageup,p",
    "next_section": "pagedown",
    "next_match": "n",
    "previous_match": "N",
    "previous_place": "comma",
    "next_place": "full_stop",
    "unheard": "7",
    "leave_passage": "e",
    "next_in_column": "shift+down,apostrophe",
    "previous_in_column": "shift+up,quotation_mark",
    "column": "i",
    "compare": "m",
    "go_to": "%",
    "start": "g",
    "end": "G,end",
    "slower": "-,[",
    "faster": "+,],=",
    "normal_pace": "*,home",
    "quieter": "<",
    "louder": ">",
    "voice": "V",
    "where": "w,5",
    "contents": "t,tab",
    "documents": "O",
    "links": "L",
    "questions": "A",
    "ask": "K",
    "visit": "D",
    "notebook": "J",
    "temperature": "C",
    "weigh": "M",
    "search": "/",
    "finds": "F",
    "bookmark": "b",
    "note": "E",
    "copy_sentence": "Y",
    "undo_mark": "u",
    "redo": "&",
    "next_mark": "semicolon",
    "previous_mark": "colon",
    "bookmarks": "B",
    "any_key": "exclamation_mark",
    "item_up": "up,8",
    "item_down": "down,2",
    "first_item": "home",
    "last_item": "end",
    "page_up": "pageup",
    "page_down": "pagedown",
    "choose": "enter",
    "leap_back": "left,4",
    "leap_on": "right,6",
    "remove": "d,delete",
    "undo": "u",
    "item_done": "x",
    "item_earlier": "shift+up,quotation_mark",
    "item_later": "shift+down,apostrophe",
    "copy": "full_stop",
    "options": "o",
    "theme": "c",
    "ruler": "l",
    "beside": "|",
    "describe": "k,f1",
    "tour": "y",
    "help": "h,?",
    "quit": "q",
}
"""Of each action that has a key: its usual keys, commas between."""


def typed_characters() -> dict[str, str]:
    """Return the action of every key that is a character, wherever no list is open."""
    return {
        character: action
        for action, keys in DEFAULT_KEYS.items()
        if BY_ID[action].scope is not Scope.LIST
        for key in keys.split(",")
        if (character := _character(key))
    }


def _character(key: str) -> str:
    """Return the character of a key; empty for one without, such as an arrow."""
    if len(key) == 1:
        return key
    try:
        character = unicodedata.lookup(key.replace("_", " "))
    except KeyError:
        return ""
    return "" if character.isspace() else character
