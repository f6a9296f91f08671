"""Plans read from texts, and what the built-in rules about batches say of them."""

from collections.abc import Mapping, Sequence
from hashlib import sha256
from typing import Any

import plancheck_batch
from plancheck.batch import BatchRule
from plancheck.desk.across import Across, Saying, Told, digests
from plancheck.judging import lexicon_of
from plancheck.model import Document, Paragraph
from plancheck.outcome import State
from plancheck.reading import read_plan
from plancheck.report_object import Counts, Entry

Json = dict[str, Any]

RULES = {rule.name: rule for rule in plancheck_batch.plancheck_batch_rules()}
COUNTS = Counts(State.COMPLIED, {}, {}, 0, ())

TASKS = (
    "春节前后走访慰问患重病和遭遇意外的教职工家庭。",
    "三月份组织女教师开展插花和茶艺活动，费用从会费里列支。",
    "四月召开教职工代表大会，审议绩效工资分配办法和年度预算。",
    "五月举办教职工趣味运动会，各年级组都要派队参加。",
    "暑假前组织全体在编和聘用教师到县医院体检。",
    "九月为新入职的青年教师举行拜师仪式，签订师徒协议。",
    "重阳节请退休教师回校座谈，听听他们对学校的意见。",
    "年底公布工会经费的收支账目，由经审委员逐笔说明。",
    "每两周开放一次职工书屋，教师可以把书借回家里看。",
    "教师对考核结果有意见的，由工会受理并在十日内答复。",
)


def text(unit: str, tasks: Sequence[str] = TASKS, year: int = 2024) -> str:
    """Return a plan."""
    items = "".join(f"{number}、{task}\n" for number, task in enumerate(tasks, 1))
    return f"{unit}工会{year}年工作计划\n一、主要工作\n{items}"


def entry(path: str, words: str, rules: Sequence[BatchRule], **statuses: str) -> Entry:
    """Return a plan as it comes from being judged; statuses by rule, ``_`` for the slash."""
    document = Document("txt", tuple(map(Paragraph, words.splitlines())))
    plan = read_plan(document, path, lexicon_of(()))
    part = {
        "path": path,
        "sha256": sha256(words.encode("utf-8", "surrogatepass")).hexdigest(),
        "problem": None,
        "unit": plan.unit,
        "period": plan.period and {"start": str(plan.period.start), "end": str(plan.period.end)},
        "results": [
            {"rule": name.replace("_", "/"), "status": status, "evidence": _evidence(status, words)}
            for name, status in statuses.items()
        ],
    }
    return Entry(part, COUNTS, digests(rules, plan))


def _evidence(status: str, words: str) -> list[Json]:
    place = {"block": 2, "start": 0, "end": 4, "nth": 3}
    return [{"quote": words.splitlines()[2][:4], "place": place}] if status == "met" else []


def asked(
    plans: Mapping[str, str],
    *names: str,
    last_year: Mapping[str, str] | None = None,
    roster: Json | None = None,
    statuses: Mapping[str, Mapping[str, str]] | None = None,
) -> Told:
    """Return what some rules (``near-duplicate``) say of plans by path."""
    rules = [RULES[f"batch/{name}"] for name in names]
    across = Across(rules, None if last_year is None else "last")
    known = statuses or {}
    entries = [entry(path, words, rules, **known.get(path, {})) for path, words in plans.items()]
    for made in entries:
        across.add(made)
    for path, words in (last_year or {}).items():
        across.add_last_year(entry(path, words, rules, **known.get(path, {})))
    told = across.told([made.plan for made in entries], roster, Saying("zh", {}))
    assert told.crashes == []
    return told


def paths(finding: Json) -> list[str]:
    return [plan["path"] for plan in finding["plans"]]
