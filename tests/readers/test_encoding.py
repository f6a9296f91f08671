"""Bytes become text, whatever program wrote them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plancheck.api import Grade, Unreadable
from plancheck_readers.encoding import decode

PLAN = "2024年第三小学工会工作计划\n一、指导思想\n坚持以教职工为本，召开教代会。\n"
CHINESE = st.text(st.characters(min_codepoint=0x4E00, max_codepoint=0x9FFF), min_size=8)


@pytest.mark.parametrize(
    ("codec", "mark"),
    [
        ("utf-8", b""),
        ("utf-8", b"\xef\xbb\xbf"),
        ("gb18030", b""),
        ("gb2312", b""),
        ("gbk", b""),
        ("gb18030", b"\x84\x31\x95\x33"),
        ("utf-16-le", b"\xff\xfe"),
        ("utf-16-be", b"\xfe\xff"),
        ("utf-16-le", b""),
        ("utf-16-be", b""),
        ("utf-32-le", b"\xff\xfe\x00\x00"),
    ],
)
def test_every_usual_encoding_gives_the_same_text(codec: str, mark: bytes) -> None:
    assert decode(mark + PLAN.encode(codec)) == (PLAN, ())


def test_big5_is_taken_when_declared() -> None:
    traditional = "學校工會工作計畫，召開教職員大會。"
    assert decode(traditional.encode("big5"), "Big5").text == traditional


def test_a_wrong_declaration_does_not_spoil_utf8() -> None:
    assert decode(PLAN.encode(), "gb2312").text == PLAN


def test_gb18030_reaches_beyond_gbk() -> None:
    rare = "䶮㙍𠀀老师负责。"
    assert decode(rare.encode("gb18030")).text == rare


def test_utf8_cut_in_the_middle_of_a_character_keeps_the_rest() -> None:
    text, health = decode((PLAN * 20).encode()[:-2])
    assert text == (PLAN * 20)[:-2] + "\ufffd"
    assert [(entry.grade, entry.code) for entry in health] == [(Grade.NOTICE, "health.undecoded")]


def test_a_gb18030_page_whose_text_begins_late_is_no_damaged_utf8() -> None:
    late = "<meta>" * 2000 + PLAN
    assert decode(late.encode("gb18030")).text == late


def test_much_damage_is_blocking() -> None:
    _, health = decode((PLAN * 3).encode().replace("教".encode(), b"\xe6\x95"))
    assert [entry.grade for entry in health] == [Grade.BLOCKING]


def test_lone_surrogates_are_replaced() -> None:
    text, health = decode((PLAN * 20 + "\ud83d").encode("utf-8", "surrogatepass"))
    assert text == PLAN * 20 + "\ufffd"
    assert [entry.code for entry in health] == ["health.undecoded"]


def test_pairs_written_half_by_half_are_joined() -> None:
    assert decode((PLAN + "\ud83d\ude00").encode("utf-8", "surrogatepass")).text == PLAN + "😀"


def test_damaged_utf8_is_never_taken_for_gb18030() -> None:
    broken = "召开教代会\n".encode().replace("代".encode(), b"\xe4\xbb") * 9
    with pytest.raises(Unreadable):
        decode(broken)


def test_zero_bytes_are_taken_out_and_told() -> None:
    text, health = decode((PLAN * 20).encode() + b"\0")
    assert text == PLAN * 20
    assert [(entry.grade, entry.code) for entry in health] == [(Grade.NOTICE, "health.zeros")]


def test_a_hole_of_zero_bytes_is_blocking() -> None:
    data = PLAN.encode() + bytes(512) + PLAN.encode()
    assert [entry.grade for entry in decode(data).health] == [Grade.BLOCKING]


@pytest.mark.parametrize(
    "data",
    [
        bytes(range(256)) * 40,
        b"\x7fELF\x02\x01\x01" + bytes(range(1, 200)) * 9,
        bytes((i * i * 7 + i * 31) % 256 for i in range(5000)),
    ],
)
def test_what_is_no_text_is_refused(data: bytes) -> None:
    with pytest.raises(Unreadable, match=r"read\.not-text"):
        decode(data)


@given(CHINESE, st.sampled_from(("utf-8", "utf-16", "gb18030")))
def test_chinese_text_survives(text: str, codec: str) -> None:
    plan = f"一、{text}。\n二、召开教代会。\n"
    assert decode(plan.encode(codec)).text == plan


@given(st.binary(max_size=400))
def test_no_bytes_crash(data: bytes) -> None:
    try:
        text = decode(data).text
    except Unreadable:
        return
    assert "\0" not in text
    text.encode()
