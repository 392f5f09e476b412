"""Whatever is chosen in whatever order, by hand or by key: it holds, and no word is lost."""

from __future__ import annotations

import tomllib
from collections import Counter
from dataclasses import dataclass

from hypothesis import given, settings
from hypothesis import strategies as st

from allvoice.shelf.settings.chosen import Chosen
from allvoice.shelf.settings.read import load_chosen
from allvoice.shelf.settings.specs import SPECS
from allvoice.shelf.settings.template import template
from allvoice.shelf.settings.write import write_setting
from allvoice.tui.keys.keymap import Keymap
from tests.examples import examples, own_folder
from tests.shelf.settings_forms import FIRST_FORM

CHOICE = st.one_of(
    st.tuples(st.just("theme"), st.sampled_from(["dark", "yellow", "c", 'a "b" # c', "\x7f\t\\"])),
    st.tuples(st.just("ruler"), st.sampled_from(["off", "mask"])),
    st.tuples(st.sampled_from(["voices.natural", "voices.espeak"]), st.sampled_from(["", "x"])),
    st.tuples(st.sampled_from(["volume", "rate_wpm"]), st.integers(40, 100)),
    st.tuples(
        st.sampled_from(["guide_voice", "one_sentence", "external_screen_reader"]), st.booleans()
    ),
    st.tuples(st.just("skip"), st.sampled_from([(), ("code", "notes")])),
    st.tuples(st.just("ignore_repeat_s"), st.sampled_from([0, 0.3, 1])),
    st.tuples(st.just("keys.play"), st.sampled_from(["f5", "ctrl+p,f6"])),
    st.tuples(st.just("keys.stop"), st.sampled_from(["s", "f7"])),
    st.tuples(st.just("keys.theme"), st.just("f8")),
)
WRITTEN = st.sampled_from(
    [
        "# a word of mine",
        "",
        "volume = 77 # by hand",
        "#volume = 20",
        'theme = "amber"',
        'voice = "calm"',
        'stop = "f9" # mine',
        "earcons = false",
        "wpm = 3",
        "skip = [\n  'code', # a\n]",
        "[screen]",
        "[keys]",
        "# [keys]",
        "[mine]",
        'theme = """a\n# volume = 3\n"""',
    ]
)


@dataclass(frozen=True)
class Edit:
    """What a hand does to the lines of a file."""

    what: str
    where: float
    text: str

    def __call__(self, lines: list[str]) -> list[str]:
        at = int(self.where * len(lines))
        if self.what == "append":
            return [*lines, self.text]
        if self.what == "add" or not lines:
            return [*lines[:at], self.text, *lines[at:]]
        if self.what == "remove":
            return [*lines[:at], *lines[at + 1 :]]
        line = lines[at]
        return [*lines[:at], line[2:] if line.startswith("# ") else f"# {line}", *lines[at + 1 :]]


EDIT = st.builds(
    Edit,
    st.sampled_from(["switch", "add", "add", "append", "remove"]),
    st.floats(0, 1, exclude_max=True),
    WRITTEN,
)


def edited(text: str, edit: Edit) -> str:
    """Return a file after a hand was at it; one that would not be TOML any more is left."""
    after = "\n".join(edit(text.split("\n")))
    try:
        tomllib.loads(after)
    except tomllib.TOMLDecodeError:
        return text
    return after


@settings(max_examples=examples(150))
@given(
    st.sampled_from([FIRST_FORM, template(), ""]),
    st.lists(EDIT | CHOICE, max_size=8),
    st.booleans(),
)
def test_whatever_hands_and_keys_choose_in_turn_holds_and_no_word_of_a_person_is_lost(
    form: str, steps: list[Edit | tuple[str, object]], is_windows: bool
) -> None:
    end = "\r\n" if is_windows else "\n"
    with own_folder() as folder:
        path = folder / "settings.toml"
        text = form
        for step in steps:
            if isinstance(step, Edit):
                text = edited(text, step)
                continue
            path.write_text(text, encoding="utf-8", newline=end)
            before, faults = load_chosen(path)
            name, value = step
            write_setting(path, name, value)
            after, told = load_chosen(path)
            # What was chosen reads back, and nothing else changed.
            assert after == before.with_choice(name, value)
            # Nothing new is complained of.
            assert len(told) <= len(faults)
            raw = path.read_bytes().decode()
            # Lines end as they did.
            was_windows = is_windows and "\n" in text
            assert raw.count("\r") == (raw.count("\n") if was_windows else 0)
            check_lines(text, raw.replace("\r\n", "\n"), name.rpartition(".")[2])
            text = raw.replace("\r\n", "\n")


IN_FILE = {spec.name: spec.in_file for spec in SPECS}


def check_lines(before: str, after: str, name: str) -> None:
    """Hold that every line is still there but those of a name; what is told behind them as well."""
    names = {IN_FILE.get(name, name), "voice", "[keys]"}

    def others(text: str) -> list[str]:
        return [line for line in text.split("\n") if not names & set(line.lstrip("# ").split()[:1])]

    lost = Counter(others(before)) - Counter(others(after))
    # Of a value that stood on several lines the lines go, and what was told in a list stays.
    assert set(lost) <= {"  'code', # a", "]", "# volume = 3", '"""'}
    assert before.count("# a\n") <= after.count("# a\n")
    assert before.count("# by hand") <= after.count("# by hand") + before.count("volume = 77")
    assert "# a word of mine" not in lost


@settings(max_examples=examples(60))
@given(st.sampled_from([FIRST_FORM, template()]), st.lists(CHOICE, max_size=8), st.data())
def test_whatever_was_chosen_every_commented_line_can_be_uncommented(
    form: str, choices: list[tuple[str, object]], data: st.DataObject
) -> None:
    with own_folder() as folder:
        path = folder / "settings.toml"
        path.write_text(form, encoding="utf-8")
        wanted = Chosen()
        for name, value in choices:
            write_setting(path, name, value)
            wanted = wanted.with_choice(name, value)
        lines = path.read_text(encoding="utf-8").split("\n")
        left = [
            number
            for number, line in enumerate(lines)
            if line.startswith("# ") and (" = " in line.split("(")[0][:25] or line == "# [keys]")
        ]
        for number in data.draw(st.sets(st.sampled_from(left))) if left else set():
            lines[number] = lines[number].removeprefix("# ")
        path.write_text("\n".join(lines), encoding="utf-8")
        found, notices = load_chosen(path)
        assert notices == []
        assert Keymap(found.filled().keys).notices == []
        for name, value in wanted.values.items():
            held = found.of(name)
            assert held == value or set(value.items()) <= set(held.items())
