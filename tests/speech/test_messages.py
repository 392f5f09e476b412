"""What goes over the pipe, made from the types of the messages: none can be forgotten here."""

from __future__ import annotations

import json
from dataclasses import fields, is_dataclass
from typing import Any, get_args, get_origin, get_type_hints

import pytest
from hypothesis import given
from hypothesis import strategies as st

from allvoice.speech import protocol as m
from tests.examples import ANY_TEXT

KINDS = (*m.Command.__args__, *m.Event.__args__)
FIELDS = [(kind, field.name) for kind in KINDS for field in fields(kind)]


def values(hint: Any) -> st.SearchStrategy[Any]:
    """Return a strategy for the values of a field."""
    if get_origin(hint) is tuple:
        first, *others = get_args(hint)
        if others == [Ellipsis]:
            return st.lists(values(first), max_size=5).map(tuple)
        return st.tuples(*map(values, (first, *others)))
    if hint is str:
        return ANY_TEXT
    return st.from_type(hint).filter(lambda value: value == value)


def messages(kind: type[Any]) -> st.SearchStrategy[Any]:
    hints = get_type_hints(kind)
    return st.builds(kind, **{field.name: values(hints[field.name]) for field in fields(kind)})


def test_every_message_there_is_can_be_sent() -> None:
    """One that is in no list would be refused on the other side of the pipe, in silence."""
    there_are = {each for each in vars(m).values() if isinstance(each, type) and is_dataclass(each)}
    assert there_are == set(KINDS)


@given(st.one_of(*map(messages, KINDS)))
def test_every_message_arrives_as_it_was_sent_on_one_line(message: m.Command | m.Event) -> None:
    line = m.encode(message)
    assert line.count(b"\n") == 1
    assert line.isascii()
    assert m.decode(line) == message


@pytest.mark.parametrize("kind", KINDS)
def test_a_message_of_each_kind_arrives(kind: type[Any]) -> None:
    @given(messages(kind))
    def arrives(message: Any) -> None:
        assert m.decode(m.encode(message)) == message

    arrives()


@given(st.binary() | st.sampled_from([b"{}", b"[]", b"1", b'{"type":"Say"}', b'{"type":[]}']))
def test_whatever_else_arrives_is_refused(line: bytes) -> None:
    with pytest.raises(ValueError, match=r"."):
        m.decode(line)


OF_TYPE: dict[type, tuple[type, ...]] = {
    int: (int,),
    float: (int, float),
    str: (str,),
    bool: (bool,),
}
ANYTHING: tuple[Any, ...] = (
    "x",
    7,
    1.5,
    True,
    None,
    {},
    {"type": "Pause"},
    [{}],
    [[["x"], 1]],
    "voice of nobody",
)


def is_of(hint: Any, value: object) -> bool:
    if get_origin(hint) is tuple:
        return False
    if hint is m.NoticeKind:
        return value in list(m.NoticeKind)
    return type(value) in OF_TYPE[hint]


@pytest.mark.parametrize(("kind", "name"), FIELDS, ids=lambda each: getattr(each, "__name__", each))
def test_a_field_that_is_not_what_it_should_be_is_refused(kind: type[Any], name: str) -> None:
    hints = get_type_hints(kind)
    example: dict[str, Any] = {
        m.TAG: kind.__name__,
        **{field.name: plain(hints[field.name]) for field in fields(kind)},
    }
    assert isinstance(m.decode(json.dumps(example).encode()), kind)
    for value in ANYTHING:
        line = json.dumps({**example, name: value}).encode()
        if is_of(hints[name], value):
            m.decode(line)
        else:
            with pytest.raises(ValueError, match="not a message"):
                m.decode(line)


def plain(hint: Any) -> Any:
    """Return a value of a type as JSON holds it."""
    if get_origin(hint) is tuple:
        first, *others = get_args(hint)
        return [plain(each) for each in ((first,) if others == [Ellipsis] else (first, *others))]
    return next(iter(hint)) if hint is m.NoticeKind else hint()


@pytest.mark.parametrize("kind", KINDS)
def test_a_field_too_many_or_too_few_is_refused(kind: type[Any]) -> None:
    hints = get_type_hints(kind)
    whole = {field.name: plain(hints[field.name]) for field in fields(kind)}
    with pytest.raises(ValueError, match="not a message"):
        m.decode(json.dumps({m.TAG: kind.__name__, **whole, "other": 1}).encode())
    needed = [each.name for each in fields(kind) if each.name not in _defaults(kind)]
    for name in needed:
        less = {each: value for each, value in whole.items() if each != name}
        with pytest.raises(ValueError, match="not a message"):
            m.decode(json.dumps({m.TAG: kind.__name__, **less}).encode())


def _defaults(kind: type[Any]) -> set[str]:
    from dataclasses import MISSING

    return {each.name for each in fields(kind) if each.default is not MISSING}


def test_a_list_of_the_wrong_things_is_refused() -> None:
    for field, value in (("words", ["a", 1]), ("clause_starts", [0, True]), ("words", "ab")):
        say = {m.TAG: "Say", "generation": 0, "utterance_id": 1, "words": ["a"], field: value}
        with pytest.raises(ValueError, match="not a message"):
            m.decode(json.dumps(say).encode())
