"""What a line of the scoring sheet rests on, and why points were taken off."""

from collections.abc import Mapping, Sequence
from typing import Any

from plancheck.api import message, terminal, where
from plancheck_reports.ledger.words import Words, plain

Json = Mapping[str, Any]

QUOTE = 30
"""Characters of a quotation on the sheet; all of it stands with the evidence."""

SHOWN = 1
"""Quotations on the sheet; the others are counted."""


def grounds(result: Json, words: Words) -> str:
    """Return the words that earned something, with their places."""
    if not result["evidence"]:
        return words("grounds.none") if result["status"] == "missing" else ""
    return _quoted(result["evidence"], words)


def reason(item: Json, result: Json, rule: Json, words: Words) -> str:
    """Return why points were taken off; what is missing; that a person has to judge.

    :param item: the line of the score
    :param rule: as the plan is judged by it
    """
    if item["earned"] is None:
        return words("reason.unknown", told=result["message"])
    lost = round(item["points"] - item["earned"], 2)
    if not lost:
        return ""
    told = _told(result, rule, words)
    return words("reason.lost", points=f"{lost:g}", told=told)


def _told(result: Json, rule: Json, words: Words) -> str:
    """Return what is missing: the criterion of what was earned, and what looked like more."""
    status, said = result["status"], [result["message"]]
    criterion = rule.get("criteria", {}).get(status) if status == "partial" else None
    if criterion:
        usual = message(f"result.{status}", words.lang)
        said = [criterion] if result["message"] == usual else [*said, criterion]
    if result["near_misses"]:
        said.append(words("reason.near", quotes=_quoted(result["near_misses"], words)))
    return words("semicolon").join(said)


def _quoted(quotes: Sequence[Json], words: Words) -> str:
    shown = [_quote(entry, words) for entry in quotes[:SHOWN]]
    if len(quotes) > SHOWN:
        shown.append(words("others", count=len(quotes) - SHOWN))
    return words("semicolon").join(shown)


def _quote(entry: Json, words: Words) -> str:
    quoted = terminal.shorten(plain(entry["quote"]), QUOTE)
    place = where(entry["place"], words.lang)
    if "reason" in entry:
        return words("quote.near", words=quoted, place=place, reason=entry["reason"])
    return words("quote", words=quoted, place=place)
