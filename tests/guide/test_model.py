"""Moving through a guide sentence by sentence."""

from __future__ import annotations

from hypothesis import given, settings

from allvoice.guide.model import Guide, Position
from tests.examples import examples
from tests.guide.texts import guide_of, guide_or_none, markdown

TWO_CHAPTERS = guide_of("# One\n\nA first. A second.\n\nAlone.", "# Two\n\n## Deeper\n\nLast one.")


def all_positions(guide: Guide) -> list[Position]:
    return [
        Position(block.index, sentence)
        for block in guide.blocks
        for sentence in range(len(block.sentences))
    ]


def test_every_sentence_is_reached_by_going_on_from_the_start() -> None:
    reached, position = [], TWO_CHAPTERS.start
    while True:
        reached.append(TWO_CHAPTERS.sentence_text(position))
        following = TWO_CHAPTERS.after(position)
        if following is None:
            break
        position = following
    assert reached == ["One", "A first.", "A second.", "Alone.", "Two", "Deeper", "Last one."]
    assert position == TWO_CHAPTERS.end


def test_nothing_comes_before_the_start_or_after_the_end() -> None:
    assert TWO_CHAPTERS.before(TWO_CHAPTERS.start) is None
    assert TWO_CHAPTERS.after(TWO_CHAPTERS.end) is None


def test_a_position_that_no_longer_exists_becomes_the_nearest_that_does() -> None:
    assert TWO_CHAPTERS.clamp(Position(99, 5)) == TWO_CHAPTERS.end
    assert TWO_CHAPTERS.clamp(Position(-1, -1)) == TWO_CHAPTERS.start
    assert TWO_CHAPTERS.clamp(Position(1, 9)) == Position(1, 1)
    assert TWO_CHAPTERS.clamp(Position(1, 1)) == Position(1, 1)


def test_a_position_knows_its_section() -> None:
    assert TWO_CHAPTERS.section_of(Position(1, 1)).title == "One"
    assert TWO_CHAPTERS.section_of(TWO_CHAPTERS.end).title == "Deeper"


def test_positions_are_ordered_as_the_guide_is_read() -> None:
    positions = all_positions(TWO_CHAPTERS)
    assert positions == sorted(positions)


def test_the_hash_of_a_block_changes_with_its_words_and_not_with_its_markup() -> None:
    plain, marked, other = guide_of("Take it\n\nTake **it**\n\nTake them").blocks
    assert plain.hash == marked.hash
    assert plain.hash != other.hash
    assert len(plain.hash) == 16


def test_reading_starts_at_zero_and_comes_near_one() -> None:
    assert TWO_CHAPTERS.progression(TWO_CHAPTERS.start) == 0
    assert 0.7 < TWO_CHAPTERS.progression(TWO_CHAPTERS.end) < 1


def test_content_is_not_worked_out_before_it_is_needed() -> None:
    guide = guide_of("# One\n\nText.\n\n- item\n\n| a |\n|---|\n| b |\n")
    assert not [block for block in guide.blocks if "content" in vars(block)]


@settings(max_examples=examples(80))
@given(markdown)
def test_before_and_after_lead_back_and_progress_never_falls(text: str) -> None:
    guide = guide_or_none(text)
    if guide is None:
        return
    positions = all_positions(guide)
    progress = [guide.progression(position) for position in positions]
    assert progress == sorted(progress)
    assert all(0 <= each <= 1 for each in progress)
    assert [guide.after(position) for position in positions] == [*positions[1:], None]
    assert [guide.before(position) for position in positions] == [None, *positions[:-1]]
    assert all(guide.clamp(position) == position for position in positions)
