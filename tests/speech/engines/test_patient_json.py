"""JSON read in steps is the JSON that was written."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from allvoice.speech.engines import patient_json

SCALARS = st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text()
VALUES = st.recursive(
    SCALARS | st.dictionaries(st.text(), st.text(), max_size=40),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=40,
)


@settings(max_examples=200, deadline=None, derandomize=True)
@given(value=VALUES, step=st.integers(1, 200), indent=st.sampled_from([None, 1]))
def test_any_value_comes_back_whatever_the_step(value: Any, step: int, indent: int | None) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(patient_json, "STEP_CHARACTERS", step)
        for separators in ((",", ":"), (", ", ": ")):
            text = json.dumps(value, indent=indent, separators=separators, ensure_ascii=False)
            assert patient_json.loads(f" {text}\n") == value


@pytest.mark.parametrize(
    "text",
    [
        "",
        "{",
        '{"a"',
        '{"a":',
        '{"a" 1}',
        '{"a":1',
        '{"a":1 "b":2}',
        "{1:2}",
        '{"a":1}}',
        "nonsense",
    ],
)
def test_what_is_no_json_is_refused(text: str) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 (as `json.loads` does)
        patient_json.loads(text)


def test_a_large_object_is_never_read_in_one_call(monkeypatch: pytest.MonkeyPatch) -> None:
    longest = 0
    real = json.loads

    def watched(text: str) -> Any:
        nonlocal longest
        longest = max(longest, len(text))
        return real(text)

    words = {f"word{n}": "sounds" if n % 7 else {"NOUN": "a", "VERB": "b"} for n in range(50_000)}
    text = json.dumps({"weights": words, "tags": ["a"]}, separators=(",", ":"))
    monkeypatch.setattr(json, "loads", watched)
    assert patient_json.loads(text) == {"weights": words, "tags": ["a"]}
    assert 0 < longest <= patient_json.STEP_CHARACTERS + 2
