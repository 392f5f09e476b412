"""A word put right: how a sentence is heard, word by word, and what the listener changes of it.

1. The list of the words of the sentence leads to the ways that one can be said.
2. Each way is said as it would sound while the listener moves in that list; so is what they type.
3. What they choose holds at once, for what is read too, and is written into their own lexicon.
"""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from allvoice.actions.finding.numbers import choose_by_number
from allvoice.actions.model import GONE, ListItem, ListModel, Message
from allvoice.actions.words import capitalized, counted
from allvoice.guide.glossary import glossary_of
from allvoice.narration.lexicon import Entry, Lexicon
from allvoice.narration.model import AS_WRITTEN
from allvoice.narration.narrator import Narrator
from allvoice.narration.readings import (
    Kind,
    Reading,
    Refused,
    core_of,
    entry_for,
    entry_of,
    readings,
    said_now,
    typed_reading,
    why_fixed,
    words_of,
)
from allvoice.reading.commands import SetLexicon
from allvoice.speech.engines.registry import takes_sounds
from allvoice.text import ended

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from allvoice.actions.asking import Asking
    from allvoice.actions.model import ControlNames, FrontDoor, Result
    from allvoice.actions.pause_scope import PauseScope
    from allvoice.actions.undo import Undo
    from allvoice.reading.runner import ReadingSession
    from allvoice.shelf.own_lexicon import OwnLexicon
    from allvoice.speech.protocol import OwnSounds

ACTION = "pronounce"
TYPE_IT = "Type how it should sound"
AS_THE_PROGRAM = "As the program says it"
OWN = "Your own words"
NONE_OWN = "You have put no word right yet."
NO_WORDS = "This sentence has no words."
STAYS = "It is said so already."
HOW = "Hyphens part its syllables, capitals stress one, as in kee-moh-THAIR-uh-pee; or plain words."
HOW_PLAIN = "Plain words are said instead; respelled sounds cannot be used by this voice."
_HINT = "{item_up} and {item_down} say them, {choose} takes one, {back} leaves."


class Pronouncing:
    """Lists how words are said, and lets the listener say them otherwise."""

    def __init__(
        self,
        session: ReadingSession,
        controls: ControlNames,
        front_door: FrontDoor,
        pause_scope: PauseScope,
        asking: Asking,
        undo: Undo,
        own: OwnLexicon,
    ) -> None:
        """Change nothing yet.

        Args:
            session: reads, and takes what is changed.
            controls: name what is pressed or typed.
            front_door: shows the lists.
            pause_scope: paused the reading for them.
            asking: lets sounds be typed.
            undo: takes a change back.
            own: the listener's own lexicon.
        """
        self._session = session
        self._controls = controls
        self._front_door = front_door
        self._pause_scope = pause_scope
        self._asking = asking
        self._undo = undo
        self._own = own

    # The words

    def as_list(self) -> Result:
        """Return the words of the sentence, each as it is heard."""
        session = self._session
        position = session.state.position
        utterance = session.config.utterance(position)
        text = session.guide.blocks[position.block].text
        words = words_of(text, utterance)
        items = [self._word(written, core_of(token.spoken)) for written, token in words]
        # What is most likely to be wrong is what is not said as it stands there.
        odd = [at for at, (_, token) in enumerate(words) if token.rule != AS_WRITTEN or token.slow]
        does: list[Callable[[], Result]] = [
            partial(self._open, each, core_of(token.spoken)) for each, token in words
        ]
        if self._own.entries:
            items.append(ListItem(f"{OWN}, {len(self._own.entries)}"))
            does.append(self._own_list)
        if not items:
            return Message(NO_WORDS, asked=True)
        return ListModel(
            f"Heard as, {counted(len(words), 'word')}",
            len(items),
            items.__getitem__,
            lambda index: does[index](),
            ACTION,
            odd[0] if odd else 0,
            hint=_HINT,
            renew=self._renewed,
            asked=True,
            does="put it right",
            is_of_document=False,
            has_labels=True,
        )

    def _renewed(self, selected: int | None) -> ListModel | None:
        """Return the words as they are said now."""
        listed = self.as_list()
        if not isinstance(listed, ListModel):
            return None
        at = self._front_door.selected if selected is None else selected
        return replace(listed, selected=min(at, listed.count - 1))

    def typed(self, typed: str) -> Result:
        """Return the ways to say a word that is typed; with more words behind it, say it so."""
        if typed.isdecimal():
            listed = self.as_list()
            model = listed if isinstance(listed, ListModel) else None
            return choose_by_number(model, int(typed), self._controls)
        first, _, sound = typed.partition(" ")
        written = core_of(first)
        if not any(map(str.isalnum, written)):
            return Message(f"{self._controls.press(ACTION)} and a word.", earcon="no-action")
        if not sound:
            return self._open(written)
        try:
            reading = self._read(written, sound)
        except Refused as refused:
            return Message(str(refused), earcon="no-action")
        return self._keep(written, reading)

    # The ways to say one

    def _open(self, written: str, now: str = "") -> Result:
        if why := why_fixed(written):
            return Message(why, asked=True, earcon="no-action")
        return self._ways(written, now=now)

    def _ways(self, written: str, typed: Reading | None = None, now: str = "") -> ListModel:
        lexicon = self._own.lexicon()
        ways = readings(
            written,
            lexicon,
            now=now,
            explained=self._explained(written),
            with_sounds=self._takes_sounds,
        )
        if typed is not None:
            ways = [each for each in ways if each.voiced != typed.voiced or each.kind is Kind.NOW]
            ways.append(typed)
        # The voice has to know the sounds before they can be heard.
        self._say(filter(None, (each.tried for each in ways)), is_tried=True)
        items = [
            ListItem(
                each.respelling if each.tried else each.voiced,
                label=capitalized(each.kind),
                spoken=f"{each.voiced}, {each.kind}",
            )
            for each in ways
        ]
        does: list[Callable[[], Result]] = [partial(self._keep, written, each) for each in ways]
        items.append(ListItem(TYPE_IT))
        does.append(lambda: self._ask(written))
        own = self._own_entry(written, lexicon)
        if own is not None:
            items.append(ListItem(AS_THE_PROGRAM))
            does.append(lambda: self._put_back(own))
        return ListModel(
            f"How to say {written}, {counted(len(ways), 'way')}",
            len(items),
            items.__getitem__,
            lambda index: does[index](),
            ACTION,
            len(ways) - 1 if typed is not None else 0,
            hint=_HINT,
            asked=True,
            does="say it so",
            takes_place=typed is not None,
            is_of_document=False,
            has_labels=True,
        )

    def _ask(self, written: str) -> Result:
        def done(typed: str) -> Result:
            try:
                return self._ways(written, self._read(written, typed))
            except Refused as refused:
                return Message(str(refused), earcon="no-action")

        how = HOW if self._takes_sounds else HOW_PLAIN
        return self._asking.ask(
            f"Type how {written} should sound, then Enter. {how}",
            done,
            name=f"Sound of {written}",
            does="lets you hear it",
            keeps_draft=False,
        )

    def _read(self, written: str, typed: str) -> Reading:
        lexicon = self._own.lexicon()
        return typed_reading(written, typed, lexicon, with_sounds=self._takes_sounds)

    @property
    def _takes_sounds(self) -> bool:
        state = self._session.state
        return not state.options.external_screen_reader and takes_sounds(state.engine)

    def _explained(self, written: str) -> str:
        found = glossary_of(self._session.guide).terms_in(written)
        same = [each.text for each in found if each.term.casefold() == written.casefold()]
        return same[0] if same else ""

    # What is changed

    def _keep(self, written: str, reading: Reading) -> Result:
        if reading.kind is Kind.NOW:
            return Message(STAYS, asked=True)
        entry = entry_for(written, reading, self._own.lexicon())
        before = self._own.of(entry.term, exact_case=entry.exact_case)
        self._leave_list()
        fault = self._set(entry, entry)
        self._undo.did("", lambda: self._take_back(entry, before))
        return self._told(f"{written} is said: {reading.voiced}", fault)

    def _put_back(self, own: Entry) -> Result:
        self._leave_list()
        return self._remove(own)

    def _remove(self, own: Entry) -> Result:
        if self._own.of(own.term, exact_case=own.exact_case) is None:
            return GONE
        fault = self._set(own, None)
        self._undo.did("", lambda: self._take_back(own, own))
        return self._told(f"{own.term} is said as the program says it", fault)

    def _take_back(self, entry: Entry, before: Entry | None) -> Result:
        """Let a word be said as before a change; taken back in turn, as after it."""
        now = self._own.of(entry.term, exact_case=entry.exact_case)
        fault = self._set(entry, before)
        self._undo.did("", lambda: self._take_back(entry, now))
        return self._told(f"As before, {entry.term} is said: {self._shown(entry.term)}", fault)

    def _set(self, entry: Entry, to: Entry | None) -> str:
        """Let an entry hold, or none for its spelling; return what is amiss with keeping that."""
        fault = self._own.remove(entry) if to is None else self._own.keep(to)
        self._say()
        return fault

    def _say(self, tried: Iterable[Entry] = (), *, is_tried: bool = False) -> None:
        """Let words be said as they are now in the listener's lexicon."""
        # A respelling is heard wherever the listener meets it.
        tried = (*tried, *filter(None, map(_respelled, self._own.entries)))
        lexicon = self._own.lexicon(tried)
        sounds = _sounds((*self._own.entries, *tried))
        self._session.do(SetLexicon(Narrator(lexicon), self._own.files, sounds, is_tried))

    def _leave_list(self) -> None:
        if self._front_door.is_list_open:
            self._front_door.close_list()
        self._pause_scope.end()

    def _told(self, what: str, fault: str) -> Message:
        if fault:
            return Message(f"{ended(what)} {fault}", asked=True, earcon="alarm")
        undone = f"{self._controls.shown('undo')} takes it back."
        return Message(ended(what), hint=undone, asked=True, earcon="on")

    # All that were put right

    def _own_entry(self, written: str, lexicon: Lexicon) -> Entry | None:
        found = entry_of(written, lexicon)
        return None if found is None else self._own.of(found.term, exact_case=found.exact_case)

    def _word(self, written: str, said: str) -> ListItem:
        """Return the line of a word, with how it is said where that is not how it is written."""
        shown = self._shown(written) if said == written else said
        if shown == written:
            return ListItem(written)
        return ListItem(shown, label=written, spoken=said)

    def _shown(self, term: str) -> str:
        """Return how a word is said: the listener's respelling of it, else what the voice gets."""
        lexicon = self._own.lexicon()
        own = self._own_entry(term, lexicon)
        is_respelled = own is not None and own.ipa and not own.says
        return own.respelling if own is not None and is_respelled else said_now(term, lexicon)

    def _own_list(self) -> ListModel:
        terms = [each.term for each in self._own.entries]
        entries = self._own.entries
        return ListModel(
            f"{OWN}, {len(terms)}",
            len(terms),
            lambda index: ListItem(self._shown(terms[index]), label=terms[index]),
            lambda index: self._ways(terms[index]),
            ACTION,
            empty=NONE_OWN,
            remove=lambda index: self._remove(entries[index]),
            renew=lambda selected: self._own_list() if self._own.entries else None,
            hint="{item_up} and {item_down} say them, {remove} removes one, {back} leaves.",
            asked=True,
            does="put it right",
            is_of_document=False,
            has_labels=True,
        )


def _respelled(own: Entry) -> Entry | None:
    """Return the entry by which a respelling is said, of an entry that has one for its sounds."""
    return Reading(Kind.TYPED, own.says, own.ipa, own.respelling).tried


def _sounds(entries: Iterable[Entry]) -> OwnSounds:
    """Return what the voice is told of entries."""
    return tuple(
        (spelling, each.ipa, each.respelling, each.exact_case)
        for each in entries
        for spelling in (each.term, *each.also)
    )
