"""`read` and `say`: what is spoken, written and shown, and what happens where nothing is heard."""

from __future__ import annotations

import io
import sys
import wave
from pathlib import Path

import pytest

from allvoice.cli import aloud
from allvoice.cli.reading_aloud import listener
from tests.cli.conftest import Command
from tests.cli.messages import plain, refused, told_of

SILENT = ["--engine", "silent", "--sink", "null", "--rate", "450"]


def sound_s(path: Path) -> float:
    """Return how long a WAV file plays, in seconds."""
    with wave.open(str(path)) as file:
        return float(file.getnframes() / file.getframerate())


@pytest.fixture
def given(monkeypatch: pytest.MonkeyPatch) -> object:
    """Put bytes on standard input."""

    def give(data: bytes) -> None:
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data), encoding="utf-8"))

    return give


# What is shown.


@pytest.mark.parametrize(
    ("text", "spoken"),
    [
        ("Hello there.", "Hello there."),
        ("# A title\n\nWords.", "A title.\nWords."),
        ("Bell \x07 and \x1b[31mred", "Bell and red"),
        ("[bold]Hi[/bold]", "bold"),
        ('Wait <break time="9s"/> now', "break"),
        ("Say [[h@loU]] now", "now"),
    ],
)
def test_the_spoken_form_is_shown_instead_of_spoken(
    allvoice: Command, text: str, spoken: str
) -> None:
    shown = allvoice("say", "--show", text)

    assert (shown.code, shown.err) == (0, "")
    assert spoken in shown.out
    assert all(line.isprintable() for line in shown.out.splitlines())


def test_several_words_are_one_text(allvoice: Command) -> None:
    assert allvoice("say", "--show", "Hello", "there.").out == "Hello there.\n"


def test_a_text_that_begins_with_a_dash_can_be_said(allvoice: Command) -> None:
    assert allvoice("say", "--show", "--", "-", "rest").out == "rest\n"


def test_a_dash_reads_standard_input(allvoice: Command, given: object) -> None:
    assert callable(given)
    given("\ufeffDrink water.\n\nRest — well.\n".encode())

    shown = allvoice("say", "--show", "-")
    assert shown.out.startswith("Drink water.\nRest")


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (b"", "There is nothing to say"),
        (b" \n\n", "There is nothing to say"),
        (b"Caf\xe9", "not UTF-8 at byte 3; save it as UTF-8"),
        (b"word " * 4_000_001, "over 20 MB; say it in parts"),
    ],
    ids=["nothing", "white space", "not UTF-8", "more than 20 MB"],
)
def test_standard_input_that_cannot_be_said_is_explained(
    allvoice: Command, given: object, data: bytes, told: str
) -> None:
    assert callable(given)
    given(data)

    assert told in refused(allvoice("say", "-"))


def test_without_any_standard_input_there_is_nothing_to_say(
    allvoice: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "stdin", None)

    assert "There is nothing to say" in refused(allvoice("say", "-"))


def test_the_listeners_own_lexicon_is_used(allvoice: Command, tmp_path: Path) -> None:
    (tmp_path / "lexicon.toml").write_text('[[term]]\nterm = "abx"\nsays = "antibiotics"\n')

    shown = allvoice("say", "--show", "--data-dir", tmp_path, "Take abx.")
    assert (shown.out, shown.err) == ("Take antibiotics.\n", "")


@pytest.mark.parametrize("show", [["--show"], SILENT], ids=["shown", "spoken"])
def test_a_lexicon_that_cannot_be_used_is_told(
    allvoice: Command, tmp_path: Path, show: list[str]
) -> None:
    (tmp_path / "lexicon.toml").write_text("term = nonsense", encoding="utf-8")
    said = allvoice("say", *show, "--data-dir", tmp_path, "Hello.")

    assert said.code == 0
    assert plain(said.err).startswith("lexicon.toml is no lexicon")


# What is spoken.


def test_say_returns_when_the_text_has_been_heard(allvoice: Command) -> None:
    said = allvoice("say", *SILENT, "Hello there.")

    assert (said.code, said.out, said.err) == (0, "", "")


def test_a_wav_file_is_complete_when_say_returns(allvoice: Command, tmp_path: Path) -> None:
    for count in (4, 40):
        args = ["say", "--engine", "silent", "--sink", f"{count}.wav", "water " * count]
        assert allvoice(*args).code == 0

    assert sound_s(tmp_path / "4.wav") > 0.5
    assert sound_s(tmp_path / "40.wav") > 5 * sound_s(tmp_path / "4.wav")


def test_the_pace_asked_for_decides_the_length(allvoice: Command, tmp_path: Path) -> None:
    for rate_wpm in (100, 300):
        args = ["--engine", "silent", "--rate", str(rate_wpm), "--sink", f"{rate_wpm}.wav"]
        assert allvoice("say", *args, "water " * 40).code == 0

    assert sound_s(tmp_path / "100.wav") > 2 * sound_s(tmp_path / "300.wav")


@pytest.mark.parametrize("engine", ["natural", "espeak", "ESPEAK", "system"])
def test_every_engine_speaks_a_word_into_a_file(
    allvoice: Command, tmp_path: Path, engine: str
) -> None:
    said = allvoice("say", "--engine", engine, "--sink", "talk.wav", "Hello.")

    assert (said.code, said.err) == (0, "")
    with wave.open(str(tmp_path / "talk.wav")) as file:
        frames = file.readframes(file.getnframes())
    assert any(frames)


def test_a_file_has_the_time_to_think_that_was_chosen(allvoice: Command, tmp_path: Path) -> None:
    text = "# Fever\n\nIn your own words: what is a fever?\n\n# Food\n\nEat.\n"
    (tmp_path / "guide.md").write_text(text, encoding="utf-8")
    settings = tmp_path / "settings.toml"
    for chosen in ("3 seconds", "10 seconds"):
        settings.write_text(f'[reading]\nthink_time = "{chosen}"\n', encoding="utf-8")
        args = ["--engine", "silent", "--data-dir", tmp_path, "--sink", f"{chosen}.wav"]
        read = allvoice("read", tmp_path / "guide.md", *args)
        assert (read.code, read.err) == (0, "")

    longer_s = sound_s(tmp_path / "10 seconds.wav") - sound_s(tmp_path / "3 seconds.wav")
    assert longer_s == pytest.approx(7.0, abs=0.01)


def test_a_voice_asked_for_alone_brings_its_engine(allvoice: Command) -> None:
    said = allvoice("say", "--voice", "en-gb", "--sink", "talk.wav", "Hello.")

    assert (said.code, said.err) == (0, "")


def test_a_voice_only_the_computer_knows_is_refused_with_those_there_are(
    allvoice: Command,
) -> None:
    message = refused(
        allvoice("say", "--engine", "system", "--voice", "bob", "--sink", "null", "H")
    )

    assert message.startswith("The system engine has no voice 'bob'; choose ")


@pytest.mark.parametrize("voice", [[], ["--voice", "heart"]], ids=["", "with a voice"])
def test_no_voice_prints_instead_whatever_else_is_asked_for(
    allvoice: Command, voice: list[str]
) -> None:
    said = allvoice("say", "--no-voice", *voice, "--rate", "450", "Hello.")

    assert (said.code, said.out, said.err) == (0, "Hello.\n", "")


@pytest.mark.parametrize("more", [[], ["--verbose"], ["--sink", "device"], ["--sink", "null"]])
def test_without_a_voice_each_sentence_is_a_line_and_nothing_is_waited_for(
    allvoice: Command, guide: Path, monkeypatch: pytest.MonkeyPatch, more: list[str]
) -> None:
    def no_voice(*_: object, **__: object) -> None:
        raise AssertionError("a voice process was started")

    monkeypatch.setattr(aloud, "start_voice", no_voice)
    read = allvoice("read", guide, "--no-voice", *more)

    assert (read.code, read.err) == (0, "")
    assert read.out.splitlines() == [
        "Taking tablets",
        "Take them with food.",
        "Drink water.",
        "When to call",
        "Call at 38.0 °C.",
        "At night",
        "Rest.",
    ]


WITH_NOISE = """\
# Doses

Take it with food.

| Day | Dose |
|---|---|
| 1 | Two pills. |

Drink water.

In short, eat and drink.

```
x = 1
```

# When to call

| If | Then |
|---|---|
| Fever | Call. |
"""


@pytest.mark.parametrize("more", [["--no-voice"], ["--verbose", *SILENT]], ids=["printed", "heard"])
def test_what_the_listener_skips_is_skipped_here_too_and_told_but_never_of_when_to_call(
    allvoice: Command, tmp_path: Path, more: list[str]
) -> None:
    path, data = tmp_path / "doses.md", tmp_path / "data"
    path.write_text(WITH_NOISE, encoding="utf-8")
    data.mkdir()
    chosen = '[reading]\nskip = ["code", "tables"]\nsummaries = false\n'
    (data / "settings.toml").write_text(chosen, encoding="utf-8")
    read = allvoice("read", path, "--data-dir", data, *more)
    assert read.code == 0
    lines = read.out.splitlines() + told_of(read.err)
    assert set(lines) == {
        "Doses",
        "Take it with food.",
        "1 table skipped.",
        "Drink water.",
        "1 piece of code skipped.",
        "When to call",
        "Table, 1 row, 2 columns: If; Then.",
        "Fever",
        "Then: Call.",
    }


def test_what_is_left_out_within_sentences_is_printed_and_heard_of(
    allvoice: Command, tmp_path: Path
) -> None:
    path, data = tmp_path / "rest.md", tmp_path / "data"
    path.write_text("# Rest\n\nRest well [7].\n\nhttps://kids.example\n", encoding="utf-8")
    data.mkdir()
    chosen = '[reading]\nskip = ["citations", "links"]\n'
    (data / "settings.toml").write_text(chosen, encoding="utf-8")
    printed = allvoice("read", path, "--data-dir", data, "--no-voice")
    assert printed.out.splitlines() == ["Rest", "Rest well [7].", "https://kids.example"]
    heard = allvoice("read", path, "--data-dir", data, "--verbose", *SILENT)
    assert told_of(heard.err) == ["Rest", "Rest well [7].", "Citations and links skipped."]


def test_without_a_voice_one_section_is_printed_with_those_inside_it(
    allvoice: Command, guide: Path
) -> None:
    read = allvoice("read", guide, "--section", "tablets/when-to-call", "--no-voice")

    assert read.out.splitlines() == ["When to call", "Call at 38.0 °C."]


def test_only_the_urgent_list_is_read_with_the_care_teams_number_first(
    allvoice: Command, guide: Path, tmp_path: Path
) -> None:
    data = tmp_path / "data"
    data.mkdir()
    (data / "settings.toml").write_text('[care]\nphone = "555-0100"\n', encoding="utf-8")
    none, *lines = allvoice("read", guide, "--urgent", "--no-voice").out.splitlines()
    assert none == "No number of your care team is kept here."
    assert lines[0] == "When to call"
    told = allvoice("read", guide, "--urgent", "--no-voice", "--data-dir", data).out.splitlines()
    assert told == ["Your care team: 555-0100.", *lines]
    read = allvoice("read", guide, "--urgent", "--data-dir", data, "--verbose", *SILENT)
    assert told_of(read.err) == told


def test_a_document_without_an_urgent_list_says_what_to_call_and_where_a_list_is(
    allvoice: Command, tmp_path: Path
) -> None:
    path = tmp_path / "letter.md"
    path.write_text("# Letter\n\nOne pill.\n", encoding="utf-8")
    told = refused(allvoice("read", path, "--urgent", "--no-voice"))
    assert "call 911" in told
    assert "allvoice read --urgent" in told
    both = refused(allvoice("read", path, "--urgent", "--section", "letter/letter"))
    assert "not both" in both


def test_without_a_voice_a_file_asked_for_is_written_and_silent(
    allvoice: Command, tmp_path: Path
) -> None:
    said = allvoice("say", "--no-voice", "--sink", "talk.wav", "Drink some water.")

    assert (said.code, said.out, said.err) == (0, "", "")
    with wave.open(str(tmp_path / "talk.wav")) as file:
        frames = file.readframes(file.getnframes())
    assert sound_s(tmp_path / "talk.wav") > 0.5
    assert not any(frames)


def test_without_a_voice_a_file_that_cannot_be_written_is_refused(allvoice: Command) -> None:
    assert "ends in .wav" in refused(allvoice("say", "--no-voice", "--sink", "talk.mp3", "Hi."))


def test_verbose_tells_each_sentence_as_it_begins(allvoice: Command, guide: Path) -> None:
    read = allvoice("read", guide, *SILENT, "--verbose")

    assert read.code == 0
    assert read.out == ""
    assert told_of(read.err) == [
        "Taking tablets",
        "Take them with food.",
        "Drink water.",
        "When to call",
        "Call at 38.0 °C.",
        "At night",
        "Rest.",
    ]


@pytest.mark.parametrize(
    ("section", "first", "last"),
    [
        ("tablets/taking-tablets", "Taking tablets", "Call at 38.0 °C."),
        ("tablets/when-to-call", "When to call", "Call at 38.0 °C."),
        ("tablets/at-night", "At night", "Rest."),
    ],
)
def test_one_section_is_read_with_those_inside_it_and_no_other(
    allvoice: Command, guide: Path, section: str, first: str, last: str
) -> None:
    read = allvoice("read", guide, "--section", section, *SILENT, "--verbose")

    told = read.err.splitlines()
    assert (read.code, told[0], told[-1]) == (0, first, last)


def test_markup_and_escapes_in_a_guide_are_told_as_text(allvoice: Command, tmp_path: Path) -> None:
    path = tmp_path / "guide.md"
    path.write_text(
        'Go [red]on[/red] \x1b[2J [[f@n]] <break time="9s"/> &#27;c.\n', encoding="utf-8"
    )
    read = allvoice("read", path, *SILENT, "--verbose")

    assert read.code == 0
    assert read.err.startswith('Go [red]on[/red] f@n <break time="9s"/>')
    (line,) = told_of(read.err)
    assert line.isprintable()


# Where nothing can be heard.


@pytest.mark.parametrize("command", [["say", "Hello."], ["read"]], ids=lambda each: each[0])
def test_without_a_sound_device_nothing_is_read_and_the_exit_code_says_so(
    allvoice: Command, monkeypatch: pytest.MonkeyPatch, command: list[str]
) -> None:
    monkeypatch.setattr(listener, "SOUND_LIMIT_S", 0.0)
    said = allvoice(*command, "--engine", "silent", "--sink", "device")

    assert said.code == 3
    assert [plain(line) for line in said.err.splitlines(keepends=True)] == [
        "No sound device answers: check that speakers or headphones are connected and the sound "
        "system is running.",
        listener.NOTHING_HEARD,
    ]
