"""Comments of a note program are neither shown nor read, but listed; no other word is lost."""

from __future__ import annotations

import pytest

from tests.guide.texts import skipped, texts


def test_a_comment_within_a_line_is_listed() -> None:
    assert texts("Take %% ask Dr. X %% two.") == ["Take two."]
    assert skipped("Take %% ask Dr. X %% two.") == [("a comment", 1)]


def test_a_comment_may_span_blocks_and_moves_no_line() -> None:
    source = "One.\n\n%%\n# Hidden\n\n- more\n%%\n\nTwo ![](x.png)."
    assert texts(source) == ["One.", "Two ."]
    assert sorted(skipped(source)) == [("a comment", 3), ("an image without a description", 9)]


@pytest.mark.parametrize(
    "source",
    [
        "50%% off and 20%% more",
        "This %% is never closed",
        "This %% ends with its paragraph",
        "`%% code %%`",
    ],
)
def test_a_mark_that_means_something_else_hides_nothing(source: str) -> None:
    assert texts(f"{source}\n\nA later %% mark") == [source.strip("`"), "A later %% mark"]


def test_code_and_lines_that_each_begin_with_the_mark_stay() -> None:
    assert texts("```\n%% x %%\n```") == ["%% x %%"]
    assert texts("    %% x %%") == ["%% x %%"]
    assert texts("%% Title\nText\n%% Other") == ["%% Title Text %% Other"]


@pytest.mark.parametrize(
    "comment",
    [
        "{% comment %}old 7 mg{% endcomment %}",
        '{%- comment "why" -%}old{%- endcomment -%}',
        "{::comment}old{:/comment}",
        "{::comment}old{:/}",
        "{/* old */}",
        "{{!-- old --}}",
        "<%# old %>",
    ],
)
def test_comments_of_programs_that_make_pages_are_not_heard(comment: str) -> None:
    assert texts(f"# Care {comment}") == ["Care"]
    assert skipped(f"# Care {comment}") == [("a comment", 1)]
    spanning = comment.replace("old", "\n\n# old\n")
    assert texts(f"One.\n\n{spanning}\n\nTwo ![](x.png).") == ["One.", "Two ."]
    after = skipped(f"One.\n\n{spanning}\n\nTwo ![](x.png).")
    assert ("an image without a description", 8) in after


@pytest.mark.parametrize("source", ["{/* never closed", "{% comment %} open", "<%# open"])
def test_a_comment_of_a_template_that_is_never_closed_hides_nothing(source: str) -> None:
    word = source.split()[-1]
    assert word in texts(f"{source}\n\nMore")[0]
    assert texts(f"{source}\n\nMore")[1] == "More"


def test_what_looks_like_a_comment_within_code_stays() -> None:
    assert texts("`{/* a */}` {/* b */}") == ["{/* a */}"]
    assert texts("```\n{/* a */}\n```\n{/* b */}") == ["{/* a */}"]


@pytest.mark.large
@pytest.mark.parametrize("piece", ["%% ", "%%\n", "`%%", "%%%", "{/* ", "`{{!-- ", "{{!----}}"])
def test_a_long_row_of_the_mark_is_no_trap(piece: str) -> None:
    assert texts("word " + piece * 50_000)
