"""A word put right is written into the listener's lexicon, and all else in it stays."""

from __future__ import annotations

import os
import stat
import tomllib
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from allvoice.narration.lexicon import Entry, load_lexicon
from allvoice.paths import bundled_lexicon
from allvoice.shelf.lexicon_text import UnusualError, fields_of, with_entry, without_entry
from allvoice.shelf.own_lexicon import LASTS, OwnLexicon
from tests.examples import examples

NAMES = st.sampled_from(["zelmab", "Zelmab", "ZMB", "CAR T", "a=b", 'quo"te', "[[term]]", "#5"])
WORDS = st.text(st.sampled_from("abz #\"'\\=[]\n\té…"), min_size=1, max_size=12).filter(str.strip)
ENTRIES = st.builds(
    Entry,
    NAMES,
    also=st.sampled_from([(), ("zel-mab",)]),
    exact_case=st.booleans(),
    drug=st.booleans(),
    says=WORDS,
    respelling=st.sampled_from(["", "ZEL-mab"]),
)


def multi_line(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"""\n{escaped}"""'


@st.composite
def tables(draw: st.DrawFn) -> str:
    """Return one entry as a person may write it: comments, empty lines, any spacing."""
    from allvoice.shelf.settings.template import literal

    entry = draw(ENTRIES)
    lines = [draw(st.sampled_from(["[[term]]", "  [[ term ]]  # mine", '[["term"]]']))]
    for name, value in fields_of(entry).items():
        written = str(list(value)) if name == "also" else literal(value)
        if name == "says" and draw(st.booleans()):
            written = multi_line(value)
        behind = draw(st.sampled_from(["", "  # why", " #'"]))
        lines.append(f"{draw(st.sampled_from(['', '  ']))}{name} = {written}{behind}")
        lines += draw(st.sampled_from([[], [""], ["# [[term]]"]]))
    return "\n".join([*draw(st.sampled_from([[], ["# about it", ""]])), *lines, ""])


FILES = st.builds(
    lambda before, entries, newline: (before + "\n".join(entries)).replace("\n", newline),
    st.sampled_from(["", "# My words\n\n", 'title = "mine"\n\n']),
    st.lists(tables(), max_size=5),
    st.sampled_from(["\n", "\r\n"]),
)


def comments(source: str) -> list[str]:
    return [line.strip() for line in source.splitlines() if line.lstrip().startswith("#")]


def same(entry: dict[str, object], other: Entry) -> bool:
    exact = bool(entry.get("exact_case", False))
    term, own = str(entry["term"]), other.term
    is_alike = term.split() == own.split() if exact else term.lower().split() == own.lower().split()
    return exact is other.exact_case and is_alike


@settings(max_examples=examples(150))
@given(FILES, ENTRIES)
def test_every_other_entry_and_comment_is_as_before(source: str, entry: Entry) -> None:
    changed = with_entry(source, entry)
    before, now = tomllib.loads(source), tomllib.loads(changed)
    assert [each for each in now["term"] if not same(each, entry)] == [
        each for each in before.get("term", []) if not same(each, entry)
    ]
    assert now.get("title") == before.get("title")
    assert [each for each in now["term"] if same(each, entry)][-1] == fields_of(entry)
    assert set(comments(source)) <= set(comments(changed))


@settings(max_examples=examples(150))
@given(FILES, ENTRIES)
def test_a_word_that_is_put_back_is_gone_and_nothing_else(source: str, entry: Entry) -> None:
    changed = without_entry(source, entry)
    before, now = tomllib.loads(source), tomllib.loads(changed)
    assert now.get("term", []) == [each for each in before.get("term", []) if not same(each, entry)]


@settings(max_examples=examples(100))
@given(FILES, ENTRIES)
def test_what_is_put_right_and_put_back_leaves_a_file_as_it_was(source: str, entry: Entry) -> None:
    if any(same(each, entry) for each in tomllib.loads(source).get("term", [])):
        return
    again = without_entry(with_entry(source, entry), entry)
    assert again.strip() == (source.strip() or again.strip())


def test_an_entry_is_changed_where_it_stands_line_by_line() -> None:
    source = (
        "# mine\n\n[[term]]\n"
        'term = "zelmab"  # from the leaflet\n'
        'respelling = "zel-MAB"\n'
        "drug = true\n\n"
        '# the other one\n[[term]]\nterm = "abx"\nsays = "antibiotics"\n'
    )
    entry = Entry("zelmab", drug=True, respelling="ZEL-mab", ipa="ˈzɛl.mæb")
    assert with_entry(source, entry) == (
        "# mine\n\n[[term]]\n"
        'term = "zelmab"  # from the leaflet\n'
        'respelling = "ZEL-mab"\n'
        "drug = true\n"
        'ipa = "ˈzɛl.mæb"\n\n'
        '# the other one\n[[term]]\nterm = "abx"\nsays = "antibiotics"\n'
    )


def test_a_file_with_its_words_in_one_row_is_not_touched(tmp_path: Path) -> None:
    source = 'term = [{term = "abx", says = "antibiotics"}]\n'
    with pytest.raises(UnusualError):
        with_entry(source, Entry("zelmab", says="zell"))
    (tmp_path / "lexicon.toml").write_text(source)
    own = OwnLexicon(tmp_path / "lexicon.toml")
    told = own.keep(Entry("zelmab", says="zell"))
    assert told == f"lexicon.toml is written in a way that cannot be added to, {LASTS}."
    assert (tmp_path / "lexicon.toml").read_text() == source


def test_it_holds_at_once_and_at_the_next_start(tmp_path: Path) -> None:
    path = tmp_path / "settings" / "lexicon.toml"
    own = OwnLexicon(path, [bundled_lexicon()])
    assert own.keep(Entry("imatinib", says="the tablet")) == ""
    for each in (own, OwnLexicon(path, [bundled_lexicon()])):
        found = each.lexicon().find("imatinib")
        assert found is not None
        assert found.says == "the tablet"
    lexicon, faults = load_lexicon([path])
    assert (len(lexicon.entries), faults) == (1, [])


def test_a_word_put_back_is_said_as_the_program_says_it(tmp_path: Path) -> None:
    path = tmp_path / "lexicon.toml"
    own = OwnLexicon(path, [bundled_lexicon()])
    entry = Entry("imatinib", says="the tablet")
    own.keep(entry)
    assert own.remove(entry) == ""
    assert own.entries == ()
    found = own.lexicon().find("imatinib")
    assert found is not None
    assert found.ipa


@pytest.mark.parametrize("broken", [b"[[term]\n", b"\xff\xfe", b'term = "x"\nterm = "y"\n'])
def test_a_broken_file_is_left_alone_and_the_word_holds_until_the_end(
    tmp_path: Path, broken: bytes
) -> None:
    path = tmp_path / "lexicon.toml"
    path.write_bytes(broken)
    own = OwnLexicon(path)
    told = own.keep(Entry("zelmab", says="zell"))
    assert told.startswith("lexicon.toml cannot be understood and was left as it is, ")
    assert "allvoice doctor" in told
    assert path.read_bytes() == broken
    assert own.lexicon().find("zelmab") is not None


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="root may write anywhere")
def test_a_folder_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    own = OwnLexicon(tmp_path / "lexicon.toml")
    assert own.keep(Entry("zelmab", says="zell")).endswith(f"(Permission denied), {LASTS}.")


def test_a_full_disk_is_told_and_the_file_of_before_stays(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "lexicon.toml"
    own = OwnLexicon(path)
    own.keep(Entry("abx", says="antibiotics"))
    before = path.read_bytes()

    def full(descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    told = own.keep(Entry("zelmab", says="zell"))
    assert told == f"lexicon.toml cannot be written (No space left on device), {LASTS}."
    assert path.read_bytes() == before
    assert [each.name for each in tmp_path.iterdir()] == ["lexicon.toml"]
    assert own.lexicon().find("zelmab") is not None


def test_nothing_else_of_a_pipe_or_a_giant_is_read(tmp_path: Path) -> None:
    path = tmp_path / "lexicon.toml"
    path.write_bytes(b"#" * 300_000)
    assert OwnLexicon(path).keep(Entry("zelmab", says="zell")).endswith(f", {LASTS}.")
    assert path.stat().st_size == 300_000


@pytest.mark.skipif(os.name != "posix", reason="no permissions there")
def test_a_file_that_is_linked_to_stays_linked_to(tmp_path: Path) -> None:
    kept = tmp_path / "kept.toml"
    kept.write_text("# mine\n")
    path = tmp_path / "lexicon.toml"
    path.symlink_to(kept)
    OwnLexicon(path).keep(Entry("zelmab", says="zell"))
    assert path.is_symlink()
    assert "zelmab" in kept.read_text()
    assert not stat.S_IMODE(kept.stat().st_mode) & 0o077
