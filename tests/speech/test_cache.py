from __future__ import annotations

import errno
import os
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from allvoice.narration.lexicon import Entry, Lexicon, LexiconInUse
from allvoice.playback.clip import Clip
from allvoice.speech.host.cache import ClipCache
from tests.examples import examples, own_folder

WORDS = ("Call", "the", "hospital.")
CLIP = Clip(bytes(range(200)) * 5, 24_000, (0, 100, 400))


def cache(folder: Path | None, lexicon: Lexicon | None = None, **options: int) -> ClipCache:
    in_use = LexiconInUse(lexicon or Lexicon())
    return ClipCache(folder, version=lambda _engine: "1", lexicon=in_use, **options)


def clip_of(size_bytes: int, number: int = 0) -> Clip:
    return Clip(bytes([number % 256]) * size_bytes, 24_000, (0,))


def files(folder: Path) -> list[Path]:
    return sorted(folder.glob("*.clip"))


clips = st.builds(
    Clip,
    st.binary(max_size=60).map(lambda pcm: pcm[: len(pcm) // 2 * 2]),
    st.sampled_from([16_000, 24_000]),
    st.tuples(*[st.integers(0, 2**32 - 1)] * 3),
)


@settings(max_examples=examples(60))
@given(clip=clips)
def test_a_clip_comes_back_as_it_was_after_a_restart(clip: Clip) -> None:
    with own_folder() as folder:
        cache(folder).put("espeak", "en", WORDS, clip)
        assert cache(folder).get("espeak", "en", WORDS) == clip


def test_another_engine_voice_version_or_word_is_another_clip(tmp_path: Path) -> None:
    cache(tmp_path).put("espeak", "en", WORDS, CLIP)
    again = cache(tmp_path)
    assert again.get("natural", "en", WORDS) is None
    assert again.get("espeak", "en-gb", WORDS) is None
    assert again.get("espeak", "en", ("Call", "the", "doctor.")) is None
    assert again.get("espeak", "en", ("Call the", "hospital.", "")) is None
    assert ClipCache(tmp_path, version=lambda _: "2").get("espeak", "en", WORDS) is None
    assert again.get("espeak", "en", WORDS) == CLIP


@settings(max_examples=examples(150))
@given(data=st.data())
def test_a_damaged_file_is_a_miss_and_goes_away(data: st.DataObject) -> None:
    with own_folder() as folder:
        cache(folder).put("espeak", "en", WORDS, CLIP)
        (path,) = files(folder)
        whole = path.read_bytes()
        if data.draw(st.booleans()):
            torn = whole[: data.draw(st.integers(0, len(whole) - 1))]
        else:
            at = data.draw(st.integers(0, len(whole) - 1))
            flipped = whole[at] ^ data.draw(st.integers(1, 255))
            torn = whole[:at] + bytes([flipped]) + whole[at + 1 :]
        path.write_bytes(torn)
        again = cache(folder)
        assert again.get("espeak", "en", WORDS) is None
        assert files(folder) == []
        again.put("espeak", "en", WORDS, CLIP)
        assert cache(folder).get("espeak", "en", WORDS) == CLIP


def test_a_clip_under_a_wrong_name_is_never_heard(tmp_path: Path) -> None:
    first = cache(tmp_path)
    first.put("espeak", "en", WORDS, CLIP)
    (one,) = files(tmp_path)
    first.put("espeak", "en", ("No", "other", "words."), clip_of(10))
    (other,) = set(files(tmp_path)) - {one}
    other.write_bytes(one.read_bytes())
    assert cache(tmp_path).get("espeak", "en", ("No", "other", "words.")) is None


def test_the_disk_is_never_filled_beyond_the_limit(tmp_path: Path) -> None:
    kept = cache(tmp_path, limit_bytes=20_000)
    for number in range(100):
        kept.put("espeak", "en", (str(number),), clip_of(1_000, number))
        assert sum(path.stat().st_size for path in files(tmp_path)) <= 20_000
    assert len(files(tmp_path)) > 10
    assert cache(tmp_path).get("espeak", "en", ("99",)) is not None
    assert cache(tmp_path).get("espeak", "en", ("0",)) is None


def test_what_was_heard_lately_stays_longest(tmp_path: Path) -> None:
    kept = cache(tmp_path, limit_bytes=10_000, memory_bytes=0)
    written: list[Path] = []
    for number in range(8):
        kept.put("espeak", "en", (str(number),), clip_of(1_000, number))
        written += [path for path in files(tmp_path) if path not in written]
        os.utime(written[-1], (1_000 + number, 1_000 + number))
    assert kept.get("espeak", "en", ("0",)) is not None
    for number in range(8, 14):
        kept.put("espeak", "en", (str(number),), clip_of(1_000, number))
    assert kept.get("espeak", "en", ("0",)) is not None


def test_what_another_process_wrote_counts_when_room_is_made(tmp_path: Path) -> None:
    ours = cache(tmp_path, limit_bytes=10_000)
    theirs = cache(tmp_path, limit_bytes=10_000)
    for number in range(30):
        (ours if number % 2 else theirs).put("e", "v", (str(number),), clip_of(1_000, number))
    fresh = cache(tmp_path, limit_bytes=10_000)
    fresh.put("e", "v", ("last",), clip_of(1_000))
    assert sum(path.stat().st_size for path in files(tmp_path)) <= 11_100


def test_the_folder_is_not_searched_for_every_clip(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    searched: list[object] = []
    real = os.scandir

    def counted(path: Path) -> object:
        searched.append(path)
        return real(path)

    monkeypatch.setattr(os, "scandir", counted)
    kept = cache(tmp_path)
    for number in range(50):
        kept.put("espeak", "en", (str(number),), clip_of(100, number))
    assert len(searched) == 1


def test_a_clip_larger_than_the_whole_cache_is_not_kept(tmp_path: Path) -> None:
    kept = cache(tmp_path, limit_bytes=1_000, memory_bytes=1_000)
    kept.put("espeak", "en", WORDS, clip_of(5_000))
    assert kept.get("espeak", "en", WORDS) is None
    assert list(tmp_path.iterdir()) == []


def test_memory_is_bounded_and_forgets_the_oldest() -> None:
    kept = cache(None, memory_bytes=3_000)
    for number in range(3):
        kept.put("espeak", "en", (str(number),), clip_of(1_000, number))
    assert kept.get("espeak", "en", ("0",)) is not None
    kept.put("espeak", "en", ("3",), clip_of(1_000, 3))
    kept.put("espeak", "en", ("3",), clip_of(1_000, 3))
    found = [kept.get("espeak", "en", (str(n),)) is not None for n in range(4)]
    assert found == [True, False, True, True]


def test_what_is_in_memory_is_given_without_the_disk(tmp_path: Path) -> None:
    kept = cache(tmp_path)
    kept.put("espeak", "en", WORDS, CLIP)
    for path in files(tmp_path):
        path.unlink()
    assert kept.get("espeak", "en", WORDS) is CLIP


def test_a_folder_that_cannot_be_made_only_means_rendering_again(tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("in the way")
    kept = cache(blocked / "clips", memory_bytes=0)
    kept.put("espeak", "en", WORDS, CLIP)
    assert kept.get("espeak", "en", WORDS) is None


def test_a_full_disk_only_means_rendering_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_source: object, _target: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "replace", full)
    kept = cache(tmp_path, memory_bytes=0)
    kept.put("espeak", "en", WORDS, CLIP)
    assert kept.get("espeak", "en", WORDS) is None
    assert list(tmp_path.iterdir()) == []


def test_what_a_crash_left_half_written_is_removed_and_what_is_being_written_is_not(
    tmp_path: Path,
) -> None:
    old, new = tmp_path / "old.part", tmp_path / "new.part"
    for path in (old, new):
        path.write_bytes(b"half")
    os.utime(old, (0, 0))
    (tmp_path / "notes.txt").write_text("not ours")
    cache(tmp_path).put("espeak", "en", WORDS, CLIP)
    assert not old.exists()
    assert new.exists()
    assert (tmp_path / "notes.txt").exists()


def test_two_processes_share_one_folder_without_harm(tmp_path: Path) -> None:
    script = (
        "import sys; from pathlib import Path\n"
        "from allvoice.playback.clip import Clip\n"
        "from allvoice.speech.host.cache import ClipCache\n"
        "kept = ClipCache(Path(sys.argv[1]), 30_000, 0, lambda _: '1')\n"
        "for n in range(300):\n"
        "    words, clip = (str(n % 40),), Clip(bytes([n % 40]) * 1000, 24000, (0,))\n"
        "    kept.put('e', 'v', words, clip)\n"
        "    found = kept.get('e', 'v', words)\n"
        "    assert found in (None, clip), found\n"
    )
    running = [
        subprocess.Popen([sys.executable, "-W", "error", "-c", script, str(tmp_path)])
        for _ in range(2)
    ]
    assert [process.wait(timeout=40) for process in running] == [0, 0]
    assert sum(path.stat().st_size for path in files(tmp_path)) <= 60_000


def test_a_word_said_otherwise_now_is_rendered_anew(tmp_path: Path) -> None:
    words = ("Give", "imatinib", "now.")
    lexicon = Lexicon([Entry("imatinib", ipa="ɪˈmætɪnɪb")])
    cache(tmp_path).put("natural", "heart", words, CLIP)

    assert cache(tmp_path, lexicon).get("natural", "heart", words) is None
    assert cache(tmp_path, lexicon).get("natural", "heart", WORDS) is None
    assert cache(tmp_path).get("natural", "heart", words) == CLIP
