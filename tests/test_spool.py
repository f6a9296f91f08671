"""Plans of a report that are many: as a list, whether in memory or on the disk."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plancheck import spool
from plancheck.spool import Spool, Textless

PLANS = [{"path": f"{number}.docx", "blocks": [number]} for number in range(7)]


@pytest.fixture(params=[0, 3, 256])
def made(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Spool:
    monkeypatch.setattr(spool, "KEPT", request.param)
    spooled = Spool()
    for plan in PLANS:
        spooled.add(plan)
    return spooled


def test_it_is_what_was_added(made: Spool) -> None:
    assert list(made) == PLANS
    assert list(made) == PLANS  # and again
    assert len(made) == 7
    assert [made[number] for number in range(-7, 7)] == [*PLANS, *PLANS]
    assert made[2:5] == PLANS[2:5]
    assert list(made.plans) == PLANS


def test_there_is_nothing_beyond_its_end(made: Spool) -> None:
    with pytest.raises(IndexError):
        made[7]


def test_what_is_in_memory_is_a_list() -> None:
    spooled = Spool()
    spooled.add(PLANS[0])
    assert spooled.plans == [PLANS[0]]


def test_without_text(made: Spool) -> None:
    plain = Textless(made)
    assert list(plain) == [{"path": plan["path"]} for plan in PLANS]
    assert plain[1:2] == [{"path": "1.docx"}]


@given(st.text())
def test_any_text_survives_the_disk(text: str) -> None:
    spooled = Spool()
    for _ in range(spool.KEPT):
        spooled.add({})
    spooled.add({"a": text})
    spooled.add({"a": "\ud800"})
    assert spooled[-2] == {"a": text}
    assert spooled[-1] == {"a": "\ud800"}
