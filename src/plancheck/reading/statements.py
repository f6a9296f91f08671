"""A plan's statements: sentences with the role of each clause and what lends them a topic."""

from collections.abc import Sequence
from typing import NamedTuple

from plancheck.model import Zone
from plancheck.patterns import regex
from plancheck.reading.clauses import Masks, Span, clauses, masked, sentences
from plancheck.reading.commitments import Frame, Setting, read_roles
from plancheck.reading.lexicon import Hit, Lexicon, starting
from plancheck.reading.outline import Line
from plancheck.reading.part_names import part_of_heading
from plancheck.reading.plan import OPENING, Clause, PartKind, Period, Role, Statement, asks
from plancheck.reading.words import grammar, signs

HEAD = 12
"""Longest run-in heading that may stand alone, in characters."""

SHARED = "@"
"""Begins the names of the grammar's own lists."""

ROW_HEADS = 4
"""Cells before one in its row that lend it their topic, at most."""

TERSE = 18
"""Longest line of a list in which a bare noun phrase commits, in characters."""

_AHEAD = regex(
    r"还|吗|呢|([\u4e00-\u9fff])不\1|要不|能否|是否|谁来|怎么[办弄收花]|何时|哪天|什么时候"
)
"""Signs of a question about what will be."""

_COLUMN_PARTS = (PartKind.GOALS, PartKind.REVIEW, PartKind.DECLINED)


class _Sentence(NamedTuple):
    """A sentence of a line."""

    span: Span
    clauses: tuple[Span, ...]
    roles: list[Role]


class _Builder:
    """Walks the lines and keeps what one statement lends to the next."""

    def __init__(self, lexicon: Lexicon, setting_of: "_Settings") -> None:
        self.lexicon = lexicon
        self.setting_of = setting_of
        self.statements: list[Statement] = []
        self.headings: dict[int, Statement] = {}
        self.lead_in: tuple[int | None, Statement] | None = None
        self.question: Statement | None = None
        self.rows: dict[tuple[int, int], list[Statement]] = {}
        self.columns: dict[tuple[int, int], Statement] = {}

    def add(self, line: Line, part: PartKind) -> None:
        """Add the statements of a line.

        :param part: the part the line stands in; a column's head may tell a nearer one
        """
        part = self._column_part(line) or part
        hits = self.lexicon.find(line.norm)
        grammar = [hit for hit in hits if hit.list[0] == SHARED]
        masks = masked(line, line.original)
        lent = self._lent(line)
        first: Statement | None = None
        listed: Statement | None = None
        asked: Statement | None = None
        for span, inside, roles in self._read(line, part, grammar):
            statement = Statement(
                index=len(self.statements),
                line=line,
                start=span.start,
                end=span.end,
                part=part,
                clauses=tuple(Clause(*at, role) for at, role in zip(inside, roles, strict=True)),
                found=_by_list(starting(hits, span.start, span.end), masks, inside),
                lent=(*(each for each in (asked, first, listed) if each is not None), *lent),
            )
            self.statements.append(statement)
            listed = _lists(statement, listed)
            if statement.asks:
                asked = statement
            elif first is None and _opens(line.norm, span):
                first = statement
        self._remember(line)

    def _read(self, line: Line, part: PartKind, grammar: Sequence[Hit]) -> list[_Sentence]:
        """Return the sentences of a line with the roles of their clauses."""
        fixed = self._fixed(line, part)
        setting = self.setting_of(part, terse=_is_terse(line, part))
        frame = Frame()
        spans = [Span(0, len(line.norm))] if line.heading else sentences(line.norm, line.start)
        read: list[_Sentence] = []
        for span in spans:
            if line.norm.startswith(signs("anew"), span.start):
                frame = Frame()
            inside = tuple(clauses(line.norm, span)) or (span,)
            roles = (
                [fixed] * len(inside)
                if fixed is not None
                else read_roles(line.norm, inside, grammar, setting, frame)
            )
            read.append(_Sentence(span, inside, roles))
            if _asks_on(line.norm[span.start : span.end]):
                frame = Frame()  # what is asked about may be past, and its answer not
        if len(read) > 1:
            read[0] = read[0]._replace(roles=_run_in(line, part, read))
        return read

    def _column_part(self, line: Line) -> PartKind | None:
        """Return what a column's head says its cells are for (目标, 上年完成情况)."""
        head = self.columns.get((line.block, line.cell[1])) if line.cell else None
        if head is None or not line.cell or line.cell[0] == 0:
            return None
        kind = part_of_heading(head.norm)
        return kind if kind in _COLUMN_PARTS else None

    def _fixed(self, line: Line, part: PartKind) -> Role | None:
        """Return the role that a line's place alone tells: of headings, categories, names."""
        if line.heading or _is_table_head(line) or _only_heads(line, part):
            return Role.HEADING
        if line.cell is None:
            return None
        head = self.columns.get((line.block, line.cell[1]))
        if head is None or line.cell[0] == 0:
            return None
        if _asks_who(head.norm.partition("(")[0]):
            return Role.ROSTER
        if head.norm in signs("table.theirs"):
            return Role.OTHERS
        return Role.HEADING if any(word in head.norm for word in signs("table.category")) else None

    def _lent(self, line: Line) -> tuple[Statement, ...]:
        found: list[Statement] = []
        if line.cell is not None:
            found.extend(reversed(self.rows.get((line.block, line.cell[0]), [])[-ROW_HEADS:]))
            head = self.columns.get((line.block, line.cell[1]))
            found.extend([head] if head is not None else [])
        if self.question is not None and line.cell is None and not line.heading:
            found.append(self.question)
        if self.lead_in is not None and self.lead_in[0] == line.parent and line.label:
            found.append(self.lead_in[1])
        parent = line.parent
        while parent is not None and parent in self.headings:
            heading = self.headings[parent]
            found.append(heading)
            parent = heading.line.parent
        return tuple(found)

    def _remember(self, line: Line) -> None:
        last = self.statements[-1] if self.statements else None
        if last is None or last.line is not line:  # nothing but a number or a mark: no sentence
            return
        asked = line.cell is None and not line.heading and last.asks
        self.question = last if asked else None
        if line.heading:
            self.headings[line.index] = last
        elif line.cell is not None:
            self.rows.setdefault((line.block, line.cell[0]), []).append(last)
            if line.cell[0] == 0:
                self.columns[line.block, line.cell[1]] = last
        elif not line.label:
            self.lead_in = (line.parent, last) if line.norm.endswith(":") else None


class _Settings:
    """Makes each setting once."""

    def __init__(self, period: Period | None, unit: str, *, branch: bool) -> None:
        self.period, self.unit, self.branch = period, unit, branch
        self.made: dict[tuple[PartKind, bool], Setting] = {}

    def __call__(self, part: PartKind, *, terse: bool) -> Setting:
        key = part, terse
        if key not in self.made:
            period = self.period
            first, last = (period.start.year, period.end.year) if period else (None, None)
            self.made[key] = Setting(part, first, last, self.unit, self.branch, period, terse)
        return self.made[key]


def read_statements(
    lines: Sequence[Line],
    parts: Sequence[PartKind],
    lexicon: Lexicon,
    period: Period | None,
    unit: str,
) -> tuple[Statement, ...]:
    """Return the statements of a plan in reading order.

    :param lexicon: the grammar's lists and the rules' lists
    :param period: the plan's, if known
    :param unit: the plan's own unit, normalised
    """
    branch = "分工会" in unit or any("分工会" in line.norm for line in lines[:1])
    builder = _Builder(lexicon, _Settings(period, unit, branch=branch))
    for line, part in zip(lines, parts, strict=True):
        builder.add(line, part)
    return tuple(builder.statements)


def _by_list(
    hits: Sequence[Hit], masks: Masks, spans: Sequence[Span]
) -> dict[str, tuple[tuple[int, Hit], ...]]:
    """Group hits, sorted by their start, by list and clause; leave out those in masks."""
    grouped: dict[str, list[tuple[int, Hit]]] = {}
    at, last, end = 0, len(spans) - 1, spans[-1].end
    until = spans[0].end
    if masks:
        hits = [hit for hit in hits if not masks.hold(hit[0], hit[1])]
    for hit in hits:
        start, stop, name = hit
        if stop > end:
            continue
        while start >= until and at < last:
            at += 1
            until = spans[at].end
        found = grouped.get(name)
        if found is None:
            grouped[name] = [(at, hit)]
        else:
            found.append((at, hit))
    return {name: tuple(found) for name, found in grouped.items()}


def mentions(statements: Sequence[Statement]) -> dict[str, tuple[int, ...]]:
    """Return which statements hold words of which rule's lists (``rule:list``)."""
    found: dict[str, list[int]] = {}
    for statement in statements:
        owners = {name.partition(":")[0] for name in statement.found if ":" in name}
        for owner in owners:
            found.setdefault(owner, []).append(statement.index)
    return {owner: tuple(indices) for owner, indices in found.items()}


def _asks_on(words: str) -> bool:
    """Whether a sentence asks what will be (去年断掉的互助，续不续), and not what was."""
    last = words.rpartition(",")[2]
    return asks(words) and _AHEAD.search(last) is not None and "了" not in last


def _opens(norm: str, span: Span) -> bool:
    """Whether a first sentence says what the next ones of its line are about."""
    return span.end < len(norm) and span.end - span.start <= OPENING


def _lists(statement: Statement, before: Statement | None) -> Statement | None:
    """Return what lends its topic to the next item of a list in one line (议题：…；…；…)."""
    if not statement.norm.endswith(";"):
        return None
    first = statement.clauses[0]
    return statement if statement.line.norm[first.end - 1] == ":" else before


def _run_in(line: Line, part: PartKind, read: Sequence[_Sentence]) -> list[Role]:
    """Return the roles of a paragraph's first sentence, which may only head it.

    A bare name is a heading where nothing is promised of it (三八节。商会请客，我们不另办。), and
    where it names a side of the work (权益方面。). A short vow or deed is general before what it
    leads to.
    """
    roles = read[0].roles
    if part is not PartKind.SCHEDULE and line.cell is None and _names_topic(line, read[0].span):
        aspect = line.norm[: read[0].span.end].rstrip("。").endswith(signs("aspects"))
        if aspect or not any(role.commits for each in read[1:] for role in each.roles):
            return [Role.HEADING] * len(roles)
    if line.label is None or not _runs_in(line.norm, read[0].span):
        return roles
    return [Role.GENERAL if role is Role.MEASURE else role for role in roles]


def _runs_in(norm: str, span: Span) -> bool:
    """Whether a first sentence only heads its paragraph: short, one clause, no number."""
    words = norm[span.start : span.end]
    if len(words) > OPENING or "," in words:
        return False
    return words.endswith("。") and not any(character.isdigit() for character in words)


def _names_topic(line: Line, first: Span) -> bool:
    """Whether a first sentence only names something (退休教师。权益方面。)."""
    words = line.norm[first.start : first.end].rstrip("。")
    if not _runs_in(line.norm, first) or len(words) > HEAD:
        return False
    return words.endswith(signs("aspects")) or not _does(words)


def _only_heads(line: Line, part: PartKind) -> bool:
    """Whether a numbered line is a run-in heading with nothing after it (4．女教师工作。)."""
    if line.label is None or part is PartKind.SCHEDULE or line.cell is not None:
        return False
    words = line.body.rstrip("。:")
    return len(words) <= HEAD and words.endswith(signs("heads")) and not _does(words)


def _does(words: str) -> bool:
    """Whether words have one of the verbs that vow or do something (做好…工作)."""
    return any(verb in words for name in ("@act", "@vow", "@will") for verb in grammar()[name])


def _is_terse(line: Line, part: PartKind) -> bool:
    return part is PartKind.SCHEDULE or line.cell is not None or len(line.body) <= TERSE


def _asks_who(head: str) -> bool:
    """Whether a column is for those who answer for a task (责任部门, 跟办人; not 责任事项)."""
    if head.endswith(signs("table.what.ends")):
        return False
    if any(word in head for word in signs("table.who")):
        return True
    return head.endswith(signs("table.who.ends")) and not head.startswith(signs("table.whom"))


def _is_table_head(line: Line) -> bool:
    return line.cell is not None and line.cell[0] == 0 and line.norm in signs("table.heads")


def in_body(line: Line) -> bool:
    """Whether a line belongs to the plan's text and not to a running header or footer."""
    return line.zone in (Zone.BODY, Zone.FOOTNOTE)
