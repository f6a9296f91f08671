"""What the reading takes for no promise: heard by the second opinion, unless it is settled."""

import pytest

from plancheck.testing import plan_from
from plancheck.weighing.told import heard


def _heard(sentence: str) -> bool:
    return heard(plan_from(sentence).statements[-1])


@pytest.mark.parametrize(
    "sentence",
    ["三月走访困难教职工。", "条件成熟时，想请医生来讲一课。", "今年不办运动会。"],
)
def test_promises_wishes_and_refusals_are_heard(sentence: str) -> None:
    assert _heard(sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "去年走访困难教职工十二户。",
        "市一中工会三月为女教师举办健康讲座。",
        "上级要求：为女教职工组织两癌筛查，建立哺乳室。",
    ],
)
def test_reviews_and_what_is_said_of_others_are_not(sentence: str) -> None:
    assert not _heard(sentence)
