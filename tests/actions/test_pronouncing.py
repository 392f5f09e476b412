"""A word that is said wrongly is put right while listening, heard so at once, and stays so."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, cast

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from allvoice.actions.model import ListItem, Services
from allvoice.actions.own_words.pronouncing import AS_THE_PROGRAM, STAYS, TYPE_IT
from allvoice.guide.model import Position
from allvoice.narration.lexicon import load_lexicon
from allvoice.narration.narrator import Narrator
from allvoice.reading.commands import GoTo, Pause
from allvoice.reading.state import Status
from allvoice.shelf.own_lexicon import OwnLexicon
from allvoice.shelf.store.shelf import Shelf
from allvoice.speech.protocol import Ready
from tests.actions.harness import DOORS, ByKeys, ByWords, Front, own_shelf, settings_of
from tests.examples import examples, own_folder

TEXT = """# At home

Give zelmab after the CBC. Do not wait.

## Glossary

- **CBC**: a complete blood count.
"""
OTHERS = '[[term]]\nterm = "zelmab"\ndrug = true\nipa = "zɛlˈmæb"\nrespelling = "zel-MAB"\n'
Make = Callable[..., Front]


def made_in(
    folder: Path, shelf: Shelf, door: type[ByKeys] | type[ByWords], **changes: object
) -> Front:
    """Return a front door at the sentence, with a lexicon of the program's and one's own."""
    others = folder / "others.toml"
    others.write_text(OTHERS, encoding="utf-8")
    own = OwnLexicon(folder / "lexicon.toml", [others])
    front = door(shelf, settings_of(**changes), text=TEXT, services=Services(lexicon=own))
    front.reading.handle(Ready("espeak", "us", (("us", "Una"),)))
    front.reading.do(GoTo(Position(1), play=True))
    return front


@pytest.fixture(params=DOORS, ids=lambda door: door.__name__)
def make(request: pytest.FixtureRequest, shelf: Shelf, tmp_path: Path) -> Make:
    return lambda **changes: made_in(tmp_path, shelf, request.param, **changes)


def kept(folder: Path) -> dict[str, str]:
    """Return the words that are kept, each with what is said for it, or its respelling."""
    entries = load_lexicon([folder / "lexicon.toml"])[0].entries
    return {each.term: each.says or each.respelling for each in entries}


def queued(front: Front) -> str:
    """Return the first sentence that the voice is to read."""
    return " ".join(front.reading.voice.queue[0].words)  # type: ignore[union-attr]


def sounds(front: Front) -> dict[str, str]:
    """Return the sounds that the voice was told last, by spelling."""
    return {each[0]: each[1] for each in front.reading.voice.lexicons[-1].own_sounds}


def test_the_words_of_the_sentence_are_listed_as_they_are_heard(make: Make) -> None:
    front = make()
    assert front.items("pronounce") == ["Give", "zelmab", "after", "the", "CBC: C B C"]


def test_a_way_that_is_chosen_is_heard_at_once_and_kept(make: Make, tmp_path: Path) -> None:
    front = make()
    front.items("pronounce")
    front.choose(5)
    told = front.choose(3)
    assert told[0] == "CBC is said: complete blood count."
    assert queued(front) == "Give zelmab after the complete blood count."
    assert kept(tmp_path) == {"CBC": "complete blood count"}
    assert front.do("heard_as")[0].startswith(
        "Heard as: Give zelmab after the complete blood count."
    )


def test_the_sentence_is_read_again_from_its_start_and_the_place_is_not_lost(make: Make) -> None:
    front = make()
    for _ in range(3):
        front.reading.voice.speak()
    front.items("pronounce")
    front.choose(2)
    front.choose(2)
    state = front.reading.state
    assert (state.position, state.status) == (Position(1), Status.PLAYING)
    assert front.reading.voice.queue[0].from_word == 0  # type: ignore[union-attr]
    assert not front.reading.voice.paused


def test_who_had_paused_stays_paused(make: Make) -> None:
    front = make()
    front.reading.do(Pause())
    front.do("pronounce", "zelmab zell mab")
    assert front.reading.state.status is Status.PAUSED
    assert queued(front) == "Give zell mab after the C B C."


def test_sounds_that_are_typed_reach_the_voice(make: Make, tmp_path: Path) -> None:
    front = make()
    told = front.do("pronounce", "zelmab ZEL-mab")
    assert told[0] == "zelmab is said: ZEL-mab."
    assert sounds(front)["zelmab"] == "ˈzɛl.mæb"
    assert kept(tmp_path) == {"zelmab": "ZEL-mab"}
    assert queued(front) == "Give zelmab after the C B C."
    (entry,) = load_lexicon([tmp_path / "lexicon.toml"])[0].entries
    assert entry.drug


def test_what_is_typed_is_heard_before_it_is_kept(shelf: Shelf, tmp_path: Path) -> None:
    front = made_in(tmp_path, shelf, ByKeys)
    assert isinstance(front, ByKeys)
    front.items("pronounce")
    front.choose(2)
    items = [front.model.item(at).line for at in range(front.model.count)]
    front.choose(items.index(TYPE_IT) + 1)
    front.answer("ZEL-mab")
    chosen = front.model.item(front.model.selected)
    assert chosen.line == "As you typed it: ZEL-mab"
    assert chosen.words.startswith("ZEL-mab,")
    assert sounds(front)["ZEL-mab"] == "ˈzɛl.mæb"
    assert kept(tmp_path) == {}
    assert sounds(front).get("zelmab") is None


def test_leaving_changes_nothing(shelf: Shelf, tmp_path: Path) -> None:
    front = made_in(tmp_path, shelf, ByKeys)
    assert isinstance(front, ByKeys)
    front.items("pronounce")
    front.choose(2)
    front.door.leave_list()
    assert not (tmp_path / "lexicon.toml").exists()
    assert front.do("heard_as")[0].startswith("Heard as: Give zelmab after the C B C.")
    assert front.reading.state.status is Status.PLAYING


def test_the_present_way_stays(make: Make, tmp_path: Path) -> None:
    front = make()
    front.items("pronounce")
    front.choose(2)
    assert front.choose(1)[0] == STAYS
    assert kept(tmp_path) == {}


def test_a_change_is_taken_back_from_the_file_too_and_done_again(
    make: Make, tmp_path: Path
) -> None:
    front = make()
    front.do("pronounce", "CBC blood count")
    front.do("pronounce", "CBC the counts")
    assert front.do("undo_mark")[0].startswith("As before, CBC is said: blood count.")
    assert kept(tmp_path) == {"CBC": "blood count"}
    front.do("undo_mark")
    assert kept(tmp_path) == {}
    assert queued(front) == "Give zelmab after the C B C."
    front.do("redo")
    assert kept(tmp_path) == {"CBC": "blood count"}


def test_a_word_is_put_back_to_how_the_program_says_it(make: Make, tmp_path: Path) -> None:
    front = make()
    front.do("pronounce", "zelmab zell mab")
    front.items("pronounce")
    front.choose(2)
    ways = [each.line for each in _listed(front)]
    assert front.choose(ways.index(AS_THE_PROGRAM) + 1)[0] == (
        "zelmab is said as the program says it."
    )
    assert kept(tmp_path) == {}
    assert queued(front) == "Give zelmab after the C B C."


def _listed(front: Front) -> list[ListItem]:
    """Return the items of the list that is dealt with."""
    door = front.door if isinstance(front, ByKeys) else cast("Any", front).plain.reader._door
    model = door.listed
    assert model is not None
    return [model.item(at) for at in range(model.count)]


def test_the_words_are_shown_as_they_are_said_after_a_change_is_taken_back(
    shelf: Shelf, tmp_path: Path
) -> None:
    front = made_in(tmp_path, shelf, ByKeys)
    front.do("pronounce", "CBC blood count")
    assert front.items("pronounce")[-2:] == ["CBC: blood count", "Your own words, 1"]
    front.do("undo")
    assert [each.line for each in _listed(front)][-1] == "CBC: C B C"


def test_a_respelling_is_heard_in_its_own_sounds_wherever_it_is_told(make: Make) -> None:
    front = make()
    front.do("pronounce", "zelmab ZEL-mab")
    assert sounds(front)["ZEL-mab"] == "ˈzɛl.mæb"
    assert front.items("pronounce")[1] == "zelmab: ZEL-mab"


def test_own_words_are_heard_and_removed_in_a_list(make: Make, tmp_path: Path) -> None:
    front = make()
    front.do("pronounce", "zelmab ZEL-mab")
    front.do("pronounce", "CBC blood count")
    items = front.items("pronounce")
    assert items[-1] == "Your own words, 2"
    front.choose(len(items))
    assert [each.line for each in _listed(front)] == [
        "zelmab: ZEL-mab",
        "CBC: blood count",
    ]
    front.remove(1)
    assert kept(tmp_path) == {"CBC": "blood count"}


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("not perhaps", "not is always said as it is: nothing may hide it."),
        ("zelmab ...", "Type letters or figures: signs alone would not be heard."),
        ("5mg milligrams", "5mg holds a figure: type that too, in figures or in words."),
    ],
)
def test_nothing_that_matters_can_be_silenced(
    make: Make, tmp_path: Path, typed: str, told: str
) -> None:
    front = make()
    assert front.do("pronounce", typed)[0] == told
    assert kept(tmp_path) == {}


@pytest.mark.parametrize("changes", [{"external_screen_reader": True}, {}])
def test_a_voice_that_takes_no_sounds_says_so_and_takes_words(
    make: Make, tmp_path: Path, changes: dict[str, object]
) -> None:
    front = make(**changes)
    front.reading.handle(Ready("system", "us", (("us", "Una"),)))
    assert front.do("pronounce", "zelmab ZEL-mab")[0].startswith(
        "This voice cannot use respelled sounds"
    )
    front.do("pronounce", "zelmab zell mab")
    assert kept(tmp_path) == {"zelmab": "zell mab"}


def test_a_file_that_cannot_be_written_is_told_and_the_word_holds(
    make: Make, tmp_path: Path
) -> None:
    front = make()
    (tmp_path / "lexicon.toml").write_text("[[term", encoding="utf-8")
    told = front.do("pronounce", "CBC blood count")[0]
    assert told.startswith("CBC is said: blood count. lexicon.toml cannot be understood")
    assert queued(front) == "Give zelmab after the blood count."
    assert (tmp_path / "lexicon.toml").read_text() == "[[term"


class PutRight(RuleBasedStateMachine):
    """What is heard is what was chosen last and not taken back, before a new start and after."""

    def __init__(self) -> None:
        super().__init__()
        self.folder_scope, self.shelf_scope = own_folder(), own_shelf()
        self.folder, self.shelf = self.folder_scope.__enter__(), self.shelf_scope.__enter__()
        self.said: list[dict[str, str]] = [{}]
        """What is said for words, after each change; the last one holds."""
        self.start()

    def start(self) -> None:
        self.front = made_in(self.folder, self.shelf, ByKeys)

    def teardown(self) -> None:
        self.shelf_scope.__exit__(None, None, None)
        self.folder_scope.__exit__(None, None, None)

    @rule(word=st.sampled_from(["zelmab", "CBC"]), says=st.sampled_from(["one", "other"]))
    def choose(self, word: str, says: str) -> None:
        self.front.do("pronounce", f"{word} {says}")
        self.said.append({**self.said[-1], word: says})

    @precondition(lambda self: self.said[-1])
    @rule()
    def put_back(self) -> None:
        word = next(iter(self.said[-1]))
        self.front.do("pronounce", word)
        self.front.choose([each.line for each in _listed(self.front)].index(AS_THE_PROGRAM) + 1)
        self.said.append({each: says for each, says in self.said[-1].items() if each != word})

    @rule()
    def undo(self) -> None:
        self.front.do("undo_mark")
        if len(self.said) > 1:
            self.said.pop()

    @rule()
    def restart(self) -> None:
        self.said = self.said[-1:]
        self.start()

    @invariant()
    def what_was_chosen_is_heard_and_kept(self) -> None:
        said = self.said[-1]
        assert kept(self.folder) == said
        heard = f"Give {said.get('zelmab', 'zelmab')} after the {said.get('CBC', 'C B C')}."
        session = self.front.reading.session
        if len(self.said) > 1:
            assert session.config.utterance(Position(1)).spoken == heard
        lexicon = load_lexicon([self.folder / "others.toml", self.folder / "lexicon.toml"])[0]
        assert Narrator(lexicon).utterance(session.guide, Position(1)).spoken == heard


TestPutRight = PutRight.TestCase
TestPutRight.settings = settings(max_examples=examples(30), stateful_step_count=12)
