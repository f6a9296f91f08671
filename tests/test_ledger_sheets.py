"""The other sheets of the workbook: evidence, defects, scores; and what strangers write."""

from dataclasses import replace
from typing import Any

from fakes import checked, defect, finding, met, near, plan, requirement
from hypothesis import given, settings
from hypothesis import strategies as st
from ledger_kit import (
    MAIN,
    RULES,
    SCORED,
    Book,
    book,
    reported,
    review,
    roster,
    school,
    scored,
    unreadable,
    values,
    waive,
)

from plancheck.formats import Style
from plancheck.model import Grade, Health
from plancheck.rule import Status, Verdict
from plancheck_reports.ledger.book import Book as Writer
from plancheck_reports.ledger.sheets import listing, scores
from plancheck_reports.ledger.table import table
from plancheck_reports.ledger.words import MOST, Words

LOST = "扣 5 分：没有写到；提到但不算：“去年慰问过”（第4段，说的是过去做的事）"

# -- evidence, defects, files -----------------------------------------------------------------


def test_all_evidence_stands_there_with_its_places() -> None:
    rows = book(waive(reported(review("a.docx")), "care/visits")).sheets["依据"].rows()
    by_rule = {row[-1]: row for row in rows[2:]}
    missing = by_rule["congress/held-each-term"]
    assert missing[4:9] == ["缺少", "不算", "去年慰问过", "第4段", "说的是过去做的事"]
    assert "___月召开教代会。" in missing
    assert by_rule["congress/proposals"][4:8] == ["部分达到", "计入", "征集提案", "第2段"]
    assert "豁免：新建学校（张三），至 2025-12-31" in by_rule["care/visits"]
    assert any("出错" in str(cell) for cell in by_rule["rights/tasks"])
    assert [row[-1] for row in rows[2:]][:2] == ["congress/held-each-term", "congress/proposals"]


def test_an_advice_is_given_once_and_only_where_it_helps() -> None:
    misses = tuple(near("去年慰问过", "near.review") for _ in range(3))
    rules = (
        requirement(Verdict(Status.MISSING, (), misses), advice="请补"),
        requirement(met("去年慰问过"), "a/b", advice="不用补"),
    )
    shown = values(book(reported(checked(plan("去年慰问过"), *rules), rules=rules)), "依据")
    assert [shown.count(text) for text in ("不算", "计入", "请补", "不用补")] == [3, 1, 1, 0]


def test_every_defect_has_its_words_place_and_waiver() -> None:
    rows = book(waive(reported(review("a.docx")), "text/placeholder")).sheets["文本问题"].rows()
    told = [row[3:7] for row in rows[2:]]
    assert ["提醒", "提案", "第2段", "编号应接“二”"] in told
    assert any("豁免：新建学校（张三），至 2025-12-31" in row for row in rows)


def test_files_that_need_attention_and_why() -> None:
    health = [Health(Grade.BLOCKING, "第3页没有文字"), Health(Grade.NOTICE, "有印章")]
    rules = RULES[:1]
    seen = checked(plan("走访慰问", health=health), *rules, path="a.docx")
    made = reported(seen, unreadable("送审/坏.pdf"), rules=rules)
    waiver = {
        "kind": "baseline",
        "rule": "care/visits",
        "plan": "*",
        "reason": "旧账",
        "who": None,
        "expires": None,
        "path": "w.toml",
    }
    lists = {"expired": [], "refused": [], "unused": [waiver]}
    made["waivers"] = {"paths": ["w.toml"], "void": False, **lists}
    rows = book(made).sheets["文件"].rows()[2:]
    assert [row[1:] for row in rows[:2]] == [
        ["a.docx", "没读全", "第3页没有文字"],
        ["a.docx", "注意", "有印章"],
    ]
    assert rows[2][1:] == ["送审/坏.pdf", "未读出", "读不出来，请重报"]
    assert rows[3] == ["*", "豁免没有用到", "care/visits 基线：旧账"]


# -- scoring sheets ---------------------------------------------------------------------------


def test_a_scoring_sheet_tells_points_and_why_some_are_lost() -> None:
    sheet = book(scored("a.docx")).sheets["考评表"]
    rows = sheet.rows()
    assert rows[0] == ["学校工会工作计划考评表"]
    assert rows[1][0] == "学校：育英小学工会"
    assert [row[-4:] for row in rows if row[-2:-1] in ([0.0], [1.5])] == [
        [5.0, "计划中未见", 0.0, LOST],
        [3.0, "“征集提案”（第2段）", 1.5, "扣 1.5 分：写到了，但还不够"],
    ]
    assert next(row[-3:] for row in rows if row[-1] == 12.0) == [12.0, "“走访慰问”（第1段）", 12.0]
    total = next(row for row in rows if row[0] == "合计")
    assert total == ["合计", 20.0, "", 13.5]
    assert any("考评人" in str(row[0]) for row in rows)


def test_what_could_not_be_judged_is_left_for_a_person() -> None:
    profile = replace(SCORED, points={"rights/tasks": 6, "care/visits": 4})
    made = reported(review("a.docx", profile=profile), profile=profile)
    sheet = book(made).sheets["考评表"]
    row = next(row for row in sheet.rows() if 6.0 in row)
    assert not any(isinstance(cell, float) and cell != 6.0 for cell in row)
    assert str(row[-1]).startswith("未能判断，请人工评分：规则 rights/tasks 出错")
    total = next(row for row in sheet.rows() if str(row[0]).startswith("合计"))
    assert total == ["合计（暂计，有未评分的项目）", 10.0, "", 4.0]


def test_the_criteria_are_those_of_the_plan_s_own_profile() -> None:
    made = scored("a.docx")
    own = {**made["rules"][0], "criteria": {"met": "县里自己的标准"}, "title": "自定"}
    made["plans"][0]["rules"] = [own]
    assert "县里自己的标准" in values(book(made), "考评表")
    assert "自定" in values(book(made), "依据")


def test_each_plan_is_on_pages_of_its_own() -> None:
    made = table(scored(*(f"{number}.docx" for number in range(5))), Style())
    writer = Writer(made.words)
    scores.write(writer, made, most=3)
    found = Book(writer.bytes())
    assert found.names == ["考评表", "考评表2"]
    breaks = [len([*sheet.root.iter(f"{MAIN}brk")]) for sheet in found.sheets.values()]
    assert breaks == [2, 1]
    assert [cell.value for cell in found.sheets["考评表"].cells.values()].count("考评分") == 3


def test_a_long_sheet_names_the_school_again_on_the_next_page() -> None:
    points = {f"topic{number}/x": 1 for number in range(60)}
    rules = tuple(replace(RULES[0], id=rule) for rule in points)
    profile = replace(SCORED, points=points)
    made = reported(review("a.docx", rules=rules, profile=profile), rules=rules, profile=profile)
    sheet = book(made).sheets["考评表"]
    assert "育英小学工会考评表（续）" in [cell.value for cell in sheet.cells.values()]
    assert len([*sheet.root.iter(f"{MAIN}brk")]) >= 1


# -- large and hostile ------------------------------------------------------------------------


def test_a_listing_goes_on_on_further_sheets() -> None:
    writer = Writer(Words("zh"))
    heads = [listing.Head("序号", 5), listing.Head("词", 5)]
    about = listing.Listing("依据", "题目", heads, "没有")
    listing.write(writer, about, ((number, "词") for number in range(5)), most=2)
    made = Book(writer.bytes())
    assert made.names == ["依据", "依据2", "依据3"]
    assert [len(sheet.rows()) - 2 for sheet in made.sheets.values()] == [2, 2, 1]


def test_a_cell_that_is_too_long_is_cut_and_says_so() -> None:
    rule = defect([finding("走" * 40_000)])
    made = reported(checked(plan("走" * 40_000), rule), rules=(rule,))
    (long,) = [each for each in values(book(made), "文本问题") if len(str(each)) > 1000]
    assert len(str(long)) == MOST
    assert str(long).endswith("……（此处截断，全文 40000 字）")
    wide = reported(review("a.docx", "😀" * 20_000))
    (shown,) = [each for each in values(book(wide), "台账") if len(str(each)) > 1000]
    assert len(str(shown).encode("utf-16-le")) // 2 <= MOST


def test_no_plan_at_all_makes_a_workbook_that_says_so() -> None:
    for lang, told in (("zh", "没有可以列出的计划。"), ("en", "There is no plan to list.")):
        made = book(reported(lang=lang), lang)
        assert all(told in values(made, sheet) for sheet in made.names[:3])
    empty = reported(rules=())
    assert book(empty).names == ["台账", "汇总", "依据", "文本问题", "文件"]
    only = reported(batch=roster(school("甲"), columns=["电话"]))
    assert "甲" in values(book(only), "汇总")


HOSTILE = st.text(st.characters(), max_size=40) | st.sampled_from(
    [
        "=cmd|' /C calc'!A0",
        '=HYPERLINK("http://x","y")',
        "@SUM(1+1)*cmd|' /C calc'!A0",
        "+1",
        "-1",
        "007",
        "1e5",
        "http://example.org/",
        "internal:台账!A1",
        "\x00\x01\x1f\ufffe\uffff",
        "\ud800",
        "_x0041_",
        "\u202ex\u2066",
        "👨\u200d👩\u200d👧",
        "<c><f>1</f></c>",
        "]]>&amp;",
        "a\r\nb\tc",
        "{x}{0}{",
        "%s&P&[Tab]",
        "长" * 300,
    ]
)


@settings(max_examples=12, deadline=None)
@given(HOSTILE, HOSTILE)
def test_whatever_a_plan_says_stays_text(words: str, name: str) -> None:
    made = book(_hostile(words, name))
    tame = book(_hostile("词", "名"))
    assert made.formulas() == tame.formulas()
    for sheet in made.sheets.values():
        assert not [*sheet.root.iter(f"{MAIN}hyperlink")]
    shown = [text for text in made.strings if not text.isprintable()]
    assert not [text for text in shown if not text.replace("\n", "").isprintable()]
    assert not [part for part in made.parts if "externalLink" in part]


def _hostile(words: str, name: str) -> dict[str, Any]:
    points = {"care/visits": 3, "a/b": 2}
    profile = replace(SCORED, title=name, document=name, points=points)
    rules = (
        requirement(Verdict(Status.MISSING, (), (near(words, name),), message=name), advice=words),
        requirement(met(words), "a/b"),
        defect([finding(words, message=name)]),
    )
    seen = checked(
        plan(words, unit=name, title=words, health=[Health(Grade.NOTICE, name)]),
        *rules,
        path=f"{name}.docx",
        profile=profile,
    )
    batch = roster(school(name, f"{name}.docx", 片区=words), school(words), columns=["片区"])
    bad = unreadable("x.pdf", name)
    return reported(seen, bad, rules=rules, profile=profile, batch=batch)


def test_a_text_that_looks_like_a_formula_stays_one_when_it_is_edited() -> None:
    made = book(reported(review("a.docx", "=1+1")))
    styles = made.xml("xl/styles.xml")
    quoted = [each.get("quotePrefix") for each in styles.iter(f"{MAIN}xf")]
    assert "1" in quoted
    assert made.sheets["台账"]["B6"] == "=1+1"
