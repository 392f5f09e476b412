"""A guide is checked for what would be heard wrongly and what is hard to follow."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from allvoice.guide.load import load_guide
from allvoice.listenability.check import check
from allvoice.listenability.report import Finding, Report, Severity
from allvoice.narration.lexicon import load_lexicon
from allvoice.paths import bundled_guide, bundled_lexicon

LEXICON, _ = load_lexicon([bundled_lexicon()])
LONG = "word " * 26
VARIED = (
    "Call. When the night is long and nobody sleeps, a voice that reads slowly and kindly helps "
    "more than a page full of letters does. The nurse answers at every hour of the day or night. "
    "Sleep now. Tomorrow the doctor looks at the counts, and afterward she explains what they "
    "mean for the medicine, the visitors, and school. "
    "Understanding everything immediately is impossible. "
)
CHOPPED = "He is ill. We go in. She has a bed, and he may sit by it all the long day with her. "
EVEN = (
    "Every medicine has a leaflet that explains dangers. Ask the pharmacist about anything unclear "
    "there. Nobody remembers everything after a difficult visit. "
)


def report_on(folder: Path, text: str) -> Report:
    path = folder / "guide.md"
    path.write_text(text, encoding="utf-8")
    return check(load_guide(path, keep_lines=True), LEXICON)


def places(report: Report) -> list[tuple[str, int, int, str]]:
    return [(each.kind, each.line, each.column, str(each.severity)) for each in report.findings]


def test_the_bundled_guide_has_nothing_to_mend() -> None:
    report = check(load_guide(bundled_guide()), LEXICON)
    assert [str(finding) for finding in report.findings] == []
    assert report.passed


def test_the_bundled_guide_is_written_for_the_ear() -> None:
    report = check(load_guide(bundled_guide()), LEXICON)
    assert len(report.chapters) == 33
    for chapter in report.chapters:
        assert 4.0 <= chapter.grade <= 6.5, chapter.title
        assert chapter.words_a_sentence <= 14.5, chapter.title
        assert chapter.spread_words >= 5, chapter.title
    assert all(section.minutes <= 4 for section in report.sections)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("# A\n\nTake 5*3 pills.\n", ("unsure", 3, 6, "wrong")),
        ("# A\n\nGive it\nvia a_b now.\n", ("unsure", 4, 5, "wrong")),
        ("# A\n\nArm/b it is.\n", ("unsure", 3, 1, "hard")),
        ("# A\n\nFever is ³38 now.\n", ("unsure", 3, 10, "wrong")),
        ("# A\n\nTake {{ dose }} now.\n", ("unsure", 3, 6, "wrong")),
        ("# A\n\nTake more than 2.\n5 mL now.\n", ("unsure", 3, 16, "wrong")),
        ("# A\n\nSay 漢字 now.\n", ("unsure", 3, 5, "wrong")),
        ("# A\n\nGive ~~10 mg~~ now.\n", ("crossed-out", 3, 8, "hard")),
        ("# A\n\n> 38 °C and up:\n> call.\n", ("quote", 3, 1, "wrong")),
        ("# A\n\nActs like love. Ask about ALL side effects.\n", ("all", 3, 27, "wrong")),
        ("# A\n\nTake a 10x9/L count.\n", ("unsure", 3, 8, "wrong")),
        ("# A\n\nSeen 2° lymphoma.\n", ("unsure", 3, 6, "wrong")),
        ("# A\n\nGive 25.000 E now.\n", ("unsure", 3, 6, "wrong")),
        ("# A\n\nReview in 2/7 then.\n", ("unsure", 3, 11, "wrong")),
        ("# A\n\nA\x0cb and 5*3 here.\n", ("unsure", 3, 9, "wrong")),
        ("# A\n\nAsk about tebentafumab.\n", ("unknown-name", 3, 11, "wrong")),
        ("# A\n\nThe XQZ is full.\n", ("abbreviation", 3, 5, "hard")),
        (f"# A\n\nOne. {LONG}.\n", ("long-sentence", 3, 6, "hard")),
        ("# A\n\n| 1 | 2 |\n| 3 | 4 |\n", ("table-header", 3, 1, "wrong")),
        (
            "# A\n\n| a | b | c | d | e |\n|---|---|---|---|---|\n| 1 | 2 | 3 | 4 | 5 |\n",
            ("wide-table", 3, 1, "hard"),
        ),
        ("# A\n\nText ![](x.png) here.\n", ("image", 3, 1, "wrong")),
        ("# A\n\n<script>x</script>\n\nB.\n", ("left-out", 3, 1, "hard")),
        ("# A\n\nFor more [click here](x.md).\n", ("link", 3, 11, "hard")),
        ("# A\n\n### B\n\nText.\n", ("heading-jump", 3, 1, "hard")),
        ("# A\n\n" + VARIED * 12 + "\n", ("long-section", 1, 1, "hard")),
        ("# A\n\nIt aches. It burns. It stings.\n", ("same-start", 3, 21, "hard")),
        ("# A\n\n" + CHOPPED * 7 + "\n", ("choppy", 1, 1, "hard")),
        ("# A\n\n" + EVEN * 7 + "\n", ("monotone", 1, 1, "hard")),
        ("# A\n\nSee [the last part](#z).\n", ("link", 3, 6, "hard")),
        ("# A\n\nSee [chapter nine](9.md).\n", ("link", 3, 6, "hard")),
        (
            "# A\n\nIncomprehensibilities characteristically necessitate institutionalization.\n",
            ("grade", 1, 1, "hard"),
        ),
    ],
)
def test_each_trouble_is_found_where_it_is(
    tmp_path: Path, text: str, found: tuple[str, int, int, str]
) -> None:
    report = report_on(tmp_path, text)
    assert places(report) == [found]
    assert report.passed == (found[3] == "hard")
    assert report.findings[0].message.endswith(".")


@pytest.mark.parametrize(
    "text",
    [
        "Measurable residual disease, MRD for short, is tiny.",
        "Take half a tablet, 1/2 tablet, at 38.0 °C or 100.4 °F.",
        "Counts below 500/µL, day 1–5, mg/m², q6h, 24/7.",
        "CD19 and t(9;22) were found.",
        "On the 10<sup>th</sup> day it is over, and ☆ is a star.",
        "Give imatinib, dasatinib's sister, and two TKIs. A tyrosine kinase inhibitor is a TKI.",
        "Ask in April. Write to a@b.org or see https://example.org/a_b.",
    ],
)
def test_what_a_rule_or_the_lexicon_knows_is_no_trouble(tmp_path: Path, text: str) -> None:
    assert places(report_on(tmp_path, f"# A\n\n{text}\n")) == []


def test_what_is_heard_in_words_needs_no_explanation(tmp_path: Path) -> None:
    report = report_on(tmp_path, "# A\n\nNPO after midnight. Give 5 mg QHS. HOLD it, AVOID milk.\n")
    assert [each for each in report.findings if each.kind == "abbreviation"] == []


def test_a_date_that_may_be_two_is_told(tmp_path: Path) -> None:
    report = report_on(tmp_path, "# A\n\nCome back on 5/12 for the blood test.\n")
    (found,) = [each for each in report.findings if each.kind == "unsure"]
    assert "“5/12” may be two dates; write the month as a word." in str(found)


def test_a_marked_result_is_no_trouble(tmp_path: Path) -> None:
    table = "# A\n\n| Test | Value | Flag |\n|---|---|---|\n| Potassium | 3.1 | L* |\n"
    assert [each for each in report_on(tmp_path, table).findings if each.kind == "unsure"] == []


def test_a_formula_is_told_once_as_left_out(tmp_path: Path) -> None:
    found = places(report_on(tmp_path, "# A\n\nIt is $\\int_0^1 x$ here.\n"))
    assert found == [("left-out", 3, 1, "hard")]


def test_code_is_not_judged_as_prose(tmp_path: Path) -> None:
    assert places(report_on(tmp_path, f"# A\n\n```\na*b_c {LONG}\n```\n")) == []


def test_findings_come_in_the_order_of_the_text_and_say_where(tmp_path: Path) -> None:
    report = report_on(tmp_path, "# A\n\nTake a_b and c_d.\n\nThen a_b again.\n")
    assert [(each.line, each.column) for each in report.findings] == [(3, 6), (3, 14), (5, 6)]
    assert str(report.findings[0]).endswith(
        "guide.md:3:6: wrong: “a_b” is heard as “a underscore b” (by the rule: names of signs); "
        "write it in words, or say how in lexicon.toml."
    )


def test_a_finding_about_a_word_names_the_rule_that_said_it(tmp_path: Path) -> None:
    report = report_on(tmp_path, "# A\n\nArm/b it is. Ask [here](b.md).\n")
    rules = {finding["kind"]: finding["rule"] for finding in report.to_json()["findings"]}
    assert rules == {"unsure": "word in parts", "link": ""}


def test_a_report_is_plain_data() -> None:
    finding = Finding("a.md", 1, 2, "unsure", Severity.WRONG, "Mend it.")
    report = Report("A", (finding,), (), ())
    data = json.loads(json.dumps(report.to_json()))
    assert data["passed"] is False
    assert data["findings"][0]["severity"] == "wrong"


# Bibliographies and links


def messages(folder: Path, front: str, text: str) -> list[str]:
    report = report_on(folder, f"---\ntitle: A\n{front}\n---\n\n# A\n\n{text}\n")
    return [f"{each.line} {each.kind}: {each.message}" for each in report.findings]


@pytest.mark.parametrize(
    ("written", "why"),
    [
        (None, "no such file or directory"),
        ("no toml", "Expected '=' after a key in a key/value pair (at line 1, column 4)"),
        ("source = 1", "its source is no list of [[source]] tables"),
    ],
)
def test_a_bibliography_that_cannot_be_read_is_one_finding_that_says_why(
    tmp_path: Path, written: str | None, why: str
) -> None:
    if written is not None:
        (tmp_path / "sources.toml").write_text(written, encoding="utf-8")
    found = messages(tmp_path, "bibliography: sources.toml", "Call [@a]. Rest [see @b, p. 3].")
    assert found == [
        f"3 bibliography: The bibliography sources.toml cannot be read: {why}. "
        "Mend it or take the line out."
    ]


def test_chapters_that_name_the_same_broken_bibliography_are_one_finding(tmp_path: Path) -> None:
    for name in ("1.md", "2.md"):
        text = "---\nbibliography: sources.toml\n---\n\n# A\n\nCall [@a].\n"
        (tmp_path / name).write_text(text, encoding="utf-8")
    report = check(load_guide(tmp_path, keep_lines=True), LEXICON)
    assert [each.kind for each in report.findings] == ["bibliography"]


SAME = '[[same]]\nsaid = ["ring"]\nhere = ["{}"]\n'


@pytest.mark.parametrize(
    ("held", "found"),
    [
        (SAME.format("call"), []),
        (SAME.format("dial"), ["synonym"]),
        ('[[answer]]\nasked = ["a b"]\nleads_to = ["Call now"]\n', []),
        ('[[answer]]\nasked = ["a b"]\nleads_to = ["Wait"]\n', ["synonym"]),
        ('[[same]]\nsaid = "ring"\nhere = ["call"]\n', ["synonyms"]),
        ("[[same]]\nsaid = []\nhere = []\n", ["synonyms"]),
        ("[[same", ["synonyms"]),
        ("[[temperature]]\nfrom_c = 3\n", ["synonyms"]),
    ],
)
def test_what_synonyms_lead_to_and_the_guide_does_not_hold_is_a_finding(
    tmp_path: Path, held: str, found: list[str]
) -> None:
    (tmp_path / "s.toml").write_text(held, encoding="utf-8")
    report = report_on(tmp_path, "---\nsynonyms: s.toml\n---\n\n# A\n\nCall now.\n")
    assert [each.kind for each in report.findings] == found
    assert all(each.line == 2 for each in report.findings)


def test_a_source_that_a_good_bibliography_lacks_is_named(tmp_path: Path) -> None:
    sources = '[[source]]\nid = "b"\nname = "B"\n'
    (tmp_path / "sources.toml").write_text(sources, encoding="utf-8")
    found = messages(tmp_path, "bibliography: sources.toml", "Call [@a]. Rest [see @b, p. 3].")
    assert found == [
        "8 citation: The citation “a” names no source; add it to the bibliography, or take it out."
    ]


def test_a_link_to_a_title_that_its_chapter_lacks_says_where_it_goes(tmp_path: Path) -> None:
    assert messages(tmp_path, "", "See [the last part](guide.md#z).") == [
        "8 link: The link “the last part” leads to a title that its chapter lacks, so it goes to "
        "the chapter's start; mend its target."
    ]
