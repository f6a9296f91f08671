"""An evaluation as tables for people, and as JSON."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from plancheck.evaluation.forms import ANSWERS
from plancheck.evaluation.measured import PLANS
from plancheck.evaluation.scores import SAID
from plancheck.formats import Report, Style
from plancheck.messages import text as message
from plancheck.places import where
from plancheck.terminal import clean, glued, pad, shorten, width, wrap

NAMED = 12
"""Files or labels without a counterpart that are named, at most."""

QUOTED = 60
"""Characters of a quote that are shown."""

INDENT = 2

Json = Mapping[str, Any]
Row = tuple[str, ...]


def _text(content: Json, style: Style) -> Iterator[str]:
    yield "\n".join(_Writer(style).lines(content)) + "\n"


def _json(content: Json, style: Style) -> Iterator[str]:
    import json

    del style
    yield json.dumps(content, ensure_ascii=False, indent=1) + "\n"


FORMS = (Report("text", _text), Report("json", _json))
"""The forms an evaluation is written in."""


class _Writer:
    """Writes in one language and width."""

    def __init__(self, style: Style) -> None:
        self._style = style

    def _say(self, code: str, **values: object) -> str:
        return message(f"evaluate.{code}", self._style.lang, values)

    def _status(self, status: str) -> str:
        return message(f"rules.{status}" if status in ANSWERS else "report.unknown", self._lang)

    @property
    def _lang(self) -> str:
        return self._style.lang

    def lines(self, content: Json) -> Iterator[str]:
        """Yield the whole text."""
        for each in content["sets"]:
            yield from self._set(each, content["holdout"])
            yield ""
        for name in ("labels", "files"):
            yield from self._unmatched(name, content["unmatched"][name])
        yield from self._outcome(content)

    def _set(self, found: Json, holdout: int | None) -> Iterator[str]:
        kind = "plans" if found["kind"] == PLANS else "statements"
        code = f"{kind}.held-back" if found["held_back"] else kind
        yield self._wrapped(
            self._say(code, items=found["items"], labels=found["labels"], holdout=holdout), 0
        )
        for each in found["unreadable"]:
            yield self._wrapped(
                self._say("unreadable", path=clean(each["path"]), reason=each["message"])
            )
        if found["crashes"]:
            yield self._wrapped(self._say("crashes", count=found["crashes"]))
        if found["requirements"]["rules"]:
            yield ""
            yield from self._requirements(found["requirements"])
            yield from self._confusion(found["requirements"]["total"])
        if found["defects"]:
            yield from self._defects(found["defects"])
        if found["facts"]:
            yield ""
            yield self._wrapped(self._facts(found["facts"]))
        for each in found["disagreements"] or ():
            yield ""
            yield from self._disagreement(each)

    def _requirements(self, found: Json) -> Iterator[str]:
        """Yield a line for each rule, and below it which labels got which other verdict."""
        names = ("rule", "n", "agree", "precision", "recall", "f1")
        scores = [*found["rules"].items()]
        scores += [(self._say(name), found[name]) for name in ("error", "total")]
        rows = [(name, *_figures(score)) for name, score in scores]
        head, *lines = _table([tuple(map(self._say, names)), *rows])
        yield head
        for line, (name, score) in zip(lines, scores, strict=True):
            yield line
            if name in found["rules"] and score["agree"] < score["n"]:
                yield self._wrapped(self._slips(score), 3 * INDENT)

    def _slips(self, score: Json) -> str:
        return "  ".join(
            glued(self._say("slip", label=self._status(label), said=self._status(said), count=n))
            for label, row in score["confusion"].items()
            for said, n in row.items()
            if n and label != said
        )

    def _confusion(self, score: Json) -> Iterator[str]:
        yield ""
        head = (self._say("confusion"), *map(self._status, SAID))
        rows = [
            (self._status(label), *(str(row[said]) for said in SAID))
            for label, row in score["confusion"].items()
        ]
        yield from _table([head, *rows])

    def _defects(self, found: Json) -> Iterator[str]:
        names = ("defect", "right", "missed", "false", "precision", "recall", "f1")
        rows = [(rule, *_hits(hits)) for rule, hits in found["rules"].items()]
        rows.append((self._say("total"), *_hits(found["total"])))
        yield ""
        yield from _table([tuple(map(self._say, names)), *rows])

    def _facts(self, found: Json) -> str:
        shares = (
            f"{self._say(f'fact.{name}')} {fact['agree']}/{fact['n']}"
            for name, fact in found.items()
        )
        return message("report.semicolon", self._lang).join(shares)

    def _disagreement(self, found: Json) -> Iterator[str]:
        yield self._wrapped(clean(found["item"]), 0)
        for each in found["differences"]:
            yield from getattr(self, f"_{each['what']}")(each)
        if found["notes"]:
            yield self._wrapped(self._say("notes", notes=clean(found["notes"])), INDENT)

    def _requirement(self, found: Json) -> Iterator[str]:
        said = {side: self._status(found[side]) for side in ("label", "said")}
        yield self._wrapped(self._say("requirement", rule=found["rule"], **said))
        for quote in found["label_quotes"]:
            yield self._wrapped(self._say("label-quote", quote=_quote(quote)), 2 * INDENT)
        for code, quotes in (("evidence", "evidence"), ("near", "near_misses")):
            for each in found[quotes]:
                values = {"quote": _quote(each["quote"]), "place": where(each["place"], self._lang)}
                line = self._say(code, **values, reason=each.get("reason", ""))
                yield self._wrapped(line, 2 * INDENT)

    def _fact(self, found: Json) -> Iterator[str]:
        values = {side: self._value(found[side]) for side in ("label", "said")}
        yield self._wrapped(
            self._say("requirement", rule=self._say(f"fact.{found['name']}"), **values)
        )

    def _value(self, value: object) -> str:
        if isinstance(value, list):
            return ", ".join(map(str, value)) or "-"
        return clean(str(value)) if value is not None else "-"

    def _defect(self, found: Json) -> Iterator[str]:
        place = where(found["place"], self._lang) if found["place"] else ""
        values = {"rule": found["rule"], "quote": _quote(found["quote"]), "place": place}
        yield self._wrapped(self._say(f"defect.{found['said']}", **values))

    def _unmatched(self, name: str, found: Sequence[str]) -> Iterator[str]:
        if not found:
            return
        comma = message("report.comma", self._lang)
        named = comma.join(map(clean, found[:NAMED])) + ("…" if len(found) > NAMED else "")
        yield self._wrapped(self._say(f"unmatched.{name}", count=len(found), names=named), 0)

    def _outcome(self, content: Json) -> Iterator[str]:
        found = content["agreement"]
        values = {"agree": found["agree"], "n": found["n"], "share": _percent(found["share"])}
        yield self._wrapped(self._say("agreement", **values), 0)
        gate = content["gate"]
        if gate:
            code = "passed" if gate["passed"] else "failed"
            yield self._wrapped(self._say(code, least=_percent(gate["fail_under"])), 0)

    def _wrapped(self, line: str, indent: int = INDENT) -> str:
        blanks = " " * indent
        return wrap(line, self._style.width, blanks, blanks + " " * INDENT)


def _figures(score: Json) -> Row:
    return str(score["n"]), _percent(score["share"]), *_three(score["missing"])


def _hits(hits: Json) -> Row:
    return *(str(hits[name]) for name in ("right", "missed", "false")), *_three(hits)


def _percent(value: float | None) -> str:
    return "-" if value is None else f"{value:.1%}"


def _three(hits: Json) -> Row:
    values = (hits[name] for name in ("precision", "recall", "f1"))
    return tuple("-" if value is None else f"{value:.3f}" for value in values)


def _quote(words: str) -> str:
    return shorten(clean(words), QUOTED)


def _table(rows: Sequence[Row]) -> Iterator[str]:
    """Yield the lines of a table: the first cells to the left, figures to the right."""
    widths = [max(map(width, cells)) for cells in zip(*rows, strict=True)]
    for first, *figures in rows:
        cells = [pad(first, widths[0])]
        cells += [
            " " * (most - width(cell)) + cell
            for cell, most in zip(figures, widths[1:], strict=True)
        ]
        yield " " * INDENT + "  ".join(cells)
