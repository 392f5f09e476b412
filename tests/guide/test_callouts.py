"""Callouts are heard as what they are, never as quotes, and their marks never."""

from __future__ import annotations

import pytest

from allvoice.guide.model import Style
from tests.guide.texts import guide_of, shown, skipped, texts


@pytest.mark.parametrize(
    ("source", "heard"),
    [
        ("> [!WARNING]\n> Call.", ["Warning.", "Call."]),
        ("> [!danger] Call now\n> At 38.", ["Danger: Call now.", "At 38."]),
        ("> [!note]- Folded\n> Text.", ["Note: Folded.", "Text."]),
        ("> [!warning] Warning signs\n> Text.", ["Warning signs.", "Text."]),
        ("> [!tip|right] Drink\n> Text.", ["Tip: Drink.", "Text."]),
        ("> [!my-kind]\n> Text.", ["My kind.", "Text."]),
        ("> \\[!NOTE\\]\n> Text.", ["Note.", "Text."]),
        ("> **Warning**\n> Text.", ["Warning.", "Text."]),
        ("> [!TIP]\n\nAfter.", ["Tip.", "After."]),
        (":::warning\n\nCall.\n\n:::", ["Warning.", "Call."]),
        (":::tip Drink often\nSips.\n:::", ["Tip: Drink often.", "Sips."]),
        (":::tip[Drink often]\nSips.\n:::", ["Tip: Drink often.", "Sips."]),
        ("::: details Why?\nText.\n:::", ["Why?", "Text."]),
        ("::: {.warning}\nText.\n:::", ["Warning.", "Text."]),
        ('::: {.callout-tip title="Sips"}\nText.\n:::', ["Tip: Sips.", "Text."]),
        (":::{note} A title\nText.\n:::", ["Note: A title.", "Text."]),
        (":::strange\nText.\n:::", ["Strange.", "Text."]),
        (":::danger\nNever closed.\n\nMore.", ["Danger.", "Never closed.", "More."]),
        ("Text.\n:::\nMore.", ["Text.", "More."]),
        ('!!! warning "Do not crush"\n    Whole.', ["Warning: Do not crush.", "Whole."]),
        ("!!! note\n\n    Text.\n\nAfter.", ["Note.", "Text.", "After."]),
        ("??? note\n    Hidden.", ["Note.", "Hidden."]),
        ("???+ tip inline end\n    Open.", ["Tip.", "Open."]),
        ("!!! danger Call now\n    Text.", ["Danger: Call now.", "Text."]),
        ('!!! note ""\n    Text.', ["Note.", "Text."]),
        ('=== "Tablets"\n    Swallow.', ["Tablets.", "Swallow."]),
        ("```{warning}\nDo *not* crush.\n```", ["Warning.", "Do not crush."]),
        ("```ad-tip\ntitle: Sips\nText.\n```\nAfter.", ["Tip: Sips.", "Text.", "After."]),
        ('{% hint style="danger" %}\nText.\n{% endhint %}', ["Danger.", "Text."]),
        ('{{< notice warning "Hot" >}}\nText.', ["Warning: Hot.", "Text."]),
    ],
)
def test_a_callout_is_led_by_what_it_is(source: str, heard: list[str]) -> None:
    assert texts(source) == heard


@pytest.mark.parametrize(
    "source",
    ["!!! Not one !!!", "!!! wow", "::: 38", "> [note] text", "> text [!NOTE]", "=== equal"],
)
def test_what_only_begins_like_a_callout_is_text(source: str) -> None:
    assert texts(source) == [source.removeprefix("> ")]


def test_a_callout_is_no_quote_and_a_quote_in_it_is_one() -> None:
    guide = guide_of("> [!note]\n> One.\n>\n> > Two.\n\n> Three.")
    assert [(block.text, block.quote_depth) for block in guide.blocks] == [
        ("Note.", 0),
        ("One.", 0),
        ("Two.", 1),
        ("Three.", 1),
    ]


def test_what_stands_in_a_callout_is_read_as_anywhere_else() -> None:
    table = "> | b | c |\n> |---|---|\n> | 1 | 2 |\n"
    source = f"> [!tip] *Pack*\n> - [ ] a\n>\n{table}>\n> > [!note]\n> > In."
    assert shown(source) == [
        ("paragraph", "Tip: Pack."),
        ("list-item", "To do: a"),
        ("table-caption", "Table, 1 row, 2 columns: b; c."),
        ("table-row", "b: 1\nc: 2"),
        ("paragraph", "Note."),
        ("paragraph", "In."),
    ]


def test_a_callout_in_a_list_stays_in_it() -> None:
    assert shown("- a\n\n  > [!note]\n  > b\n\n- c") == [
        ("list-item", "a"),
        ("list-item", "Note."),
        ("list-item", "b"),
        ("list-item", "c"),
    ]


def test_its_label_is_bold_and_each_line_is_where_it_is_written() -> None:
    guide = guide_of("Text.\n\n> [!danger] Call\n> Now.\n\n:::tip\n\nSips.\n:::")
    label = guide.blocks[1]
    assert [(span.start, span.end, span.style) for span in label.content.spans] == [
        (0, len("Danger: Call."), Style.STRONG)
    ]
    assert [block.line for block in guide.blocks] == [1, 3, 4, 6, 8]


def test_columns_and_their_attributes_are_listed_and_not_heard() -> None:
    source = '::: {#box .column width="50%"}\nText.\n:::'
    assert texts(source) == ["Text."]
    assert skipped(source) == [("an attribute list", 1)]


def test_callouts_between_slashes_are_led_by_what_they_are() -> None:
    assert texts("/// warning | Rash\nRing.\n///\n\nRest.") == ["Warning: Rash.", "Ring.", "Rest."]
    assert texts("/// note\nRing.\n///") == ["Note.", "Ring."]
    assert texts("/// tab | Noon\nRing.\n///") == ["Noon.", "Ring."]
    assert texts("/// words of it") == ["/// words of it"]


def test_a_word_with_stress_in_a_title_stays_whole() -> None:
    assert texts(":::tip[My *own*]\nText.\n:::") == ["Tip: My own.", "Text."]
