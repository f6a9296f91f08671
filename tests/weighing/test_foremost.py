"""Of what is likely for the sake of its neighbours, only the foremost is quoted."""

from plancheck.testing import plan_from
from plancheck.weighing.clues import NONE, PARTIAL, Reach
from plancheck.weighing.opinion import Heard
from plancheck.weighing.second import foremost


def _heard(likely: list[float], *, seen: int | None = None) -> list[Heard]:
    """Return statements of one paragraph as they were heard.

    :param seen: of them, the one in which the card has a word
    """
    plan = plan_from("谁病了不用说。两日之内有人到。带一束花。")
    told = [each for each in plan.statements if not each.line.heading][: len(likely)]
    return [
        Heard(one, Reach(PARTIAL) if at == seen else NONE, 0, share, 1.0)
        for at, (one, share) in enumerate(zip(told, likely, strict=True))
    ]


def test_the_likeliest_of_a_paragraph_is_kept() -> None:
    kept = foremost(_heard([0.8, 0.95, 0.9]))
    assert [each.statement.norm for each in kept] == ["两日之内有人到。"]


def test_what_the_card_sees_is_kept_too() -> None:
    kept = foremost(_heard([0.8, 0.95, 0.9], seen=2))
    assert [each.statement.norm for each in kept] == ["两日之内有人到。", "带一束花。"]


def test_of_two_alike_the_first_is_kept() -> None:
    assert [each.likely for each in foremost(_heard([0.9, 0.9]))] == [0.9]
