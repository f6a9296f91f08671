"""The page (HTML): what a reviewer finds on it, and what no plan can make of it."""

import re
from base64 import b64encode
from hashlib import sha256
from typing import Any
from unicodedata import category

import pytest
from fakes import checked, defect, finding, near, plan, quote, requirement
from hypothesis import example, given, settings
from hypothesis import strategies as st
from pages import BAD, PLAN, RULES, batch, made, of, one, page, plain, tree, words

import plancheck_reports
from plancheck.model import Paragraph, Place
from plancheck.rule import Finding, Severity, Status, Verdict
from plancheck_reports.html.layout import LANGUAGES
from plancheck_reports.html.markup import ATTRIBUTES

BATCH = batch()
TREE = tree(BATCH)
ONE = tree(one())


def rows(root: Any) -> list[Any]:  # noqa: ANN401 - lxml's own
    """Return the rows of the table of plans."""
    found: list[Any] = of(root, "roll")[0].xpath("./tbody/tr")
    return found


# -- the batch ---------------------------------------------------------------------------------


def test_the_report_is_offered_with_the_texts_and_for_a_desk() -> None:
    (report,) = (each for each in plancheck_reports.plancheck_reports() if each.name == "html")
    assert report.with_text
    assert report.desk == {"zh": "审核报告.html", "en": "report.html"}


def test_the_counts_are_kept_apart() -> None:
    tiles = [words(tile) for tile in of(TREE, "tiles")[0]]
    assert tiles == ["计划总数 4", "达到要求 1", "未达到 1", "无法判断 1", "读不出 1"]


def test_what_needs_attention_comes_first() -> None:
    names = [words(heading) for heading in TREE.xpath("//h2")]
    assert names == ["请先处理", "汇总表", "统计", "各份计划", "标准和依据"]
    boxes = [words(box) for box in of(TREE, "box")]
    assert boxes == [
        "读不出的 1 份文件 坏.docx 打不开，请重新发送",
        "没有读全的 1 份，没读到的地方请人工查看 半山小学工会 第2页没有文字",
    ]


def test_nothing_to_attend_to_is_not_a_section() -> None:
    assert not tree(made(checked(PLAN, RULES[3]))).xpath("//*[@id='attention']")


def test_the_table_has_those_plans_first_with_which_there_is_most_to_do() -> None:
    assert [row.get("data-state") for row in rows(TREE)] == [
        "unreadable",
        "return",
        "revise",
        "accept",
    ]


def test_a_row_tells_unit_period_verdict_score_counts_months_and_the_requirements() -> None:
    heads = [words(head) for head in of(TREE, "roll")[0].xpath("./thead//th")]
    cells = [words(cell) for cell in rows(TREE)[1]]
    assert dict(zip(heads, cells, strict=True)) == {
        "单位": "育英小学工会 学校/a.txt",
        "时期": "2024年1月—12月",
        "结论": "退回重报",
        "得分": "7*",
        "缺少": "2",
        "不全": "1",
        "差错": "2",
        "待查": "1",
        "缺月": "1、2、4、5、6、7、8、9、10、11、12",
        "title of a/missing": "×",
        "title of b/partial": "部分",
        "title of d/met": "√",
        "title of e/crash": "？",
    }


def test_the_shares_are_of_the_plans_that_were_judged() -> None:
    lines = [words(line) for line in of(TREE, "requirements")[0].xpath(".//tbody/tr")]
    assert lines[:3] == ["必须做到", "title of e/crash 0% 1", "title of b/partial 33% 1 2"]
    assert "title of d/met 100% 2" in lines


def test_a_chart_says_in_figures_what_it_draws() -> None:
    for bar in TREE.xpath("//svg"):
        widths = [float(piece.get("width")) for piece in bar]
        assert bar.get("aria-hidden") == "true"
        assert sum(widths) == pytest.approx(100, abs=0.1)
    shares = [words(each) for each in of(TREE, "decisions")[0].xpath(".//li")]
    assert shares == [
        "退回重报 1 份，25%",
        "修改后备案 1 份，25%",
        "同意备案 1 份，25%",
        "读不出 1 份，25%",
    ]


def test_a_long_list_is_folded() -> None:
    for count, shown in ((20, True), (21, False)):
        root = tree(made(*[BAD] * count))
        assert (of(root, "box")[0].get("open") is not None) is shown
        assert len(of(root, "box")[0].xpath("./ul/li")) == count


def test_no_plans_at_all_make_a_page_and_one_that_could_not_be_read_does() -> None:
    assert of(tree(made()), "roll")
    root = tree(made(BAD))
    assert "坏.docx 打不开，请重新发送" in words(of(root, "attention")[0])
    assert not of(root, "plan")


# -- a plan ------------------------------------------------------------------------------------


def test_verdicts_stand_in_groups_what_must_be_mended_first() -> None:
    groups = of(ONE, "group")
    assert [words(group.xpath("./summary")[0]) for group in groups] == [
        "必须改正 2 项",
        "无法判断 1 项，请人工查看",
        "建议改正 2 项",
        "已写到 1 项",
        "不适用 1 项",
    ]
    assert [group.get("open") is not None for group in groups] == [True] * 3 + [False] * 2


def test_a_verdict_has_its_near_misses_criteria_and_advice() -> None:
    told = words(of(ONE, "v", "missing")[0])
    assert told.startswith("1 缺少 title of a/missing 提到了，但不算 “去年慰问”")
    assert "说的是过去做的事" in told
    assert "“体检” 表1第2行 自家的理由" in told
    assert told.endswith("可以这样写 ___月走访困难教职工。")


def test_every_quotation_leads_to_its_words_and_they_back_to_the_verdict() -> None:
    ids = {node.get("id") for node in ONE.xpath("//*[@id]")}
    assert len(ids) == len(ONE.xpath("//*[@id]"))
    links = [link.get("href").removeprefix("#") for link in ONE.xpath("//a[@href]")]
    assert set(links) <= ids
    for link in of(ONE, "q"):
        (note,) = ONE.xpath(f"//*[@id='{link.get('href')[1:]}']")
        back = ONE.xpath(f"//*[@id='{note.get('href')[1:]}']")[0]
        assert link in list(back.iter())
        key = note.get("id").partition("q")[2]
        marked = ONE.xpath(f"//mark[contains(concat(' ', @data-q, ' '), ' {key} ')]")
        assert "".join(map(plain, marked)) == words(link).strip("“”")


def test_marks_that_overlap_share_their_words() -> None:
    marks = [(plain(mark), mark.get("class")) for mark in ONE.xpath("//p/mark")]
    assert ("走访", "part") in marks
    assert ("慰问困难", "part met") in marks
    assert ("教职工", "met") in marks


def test_the_text_has_tables_with_spans_headings_and_what_stands_apart() -> None:
    sheet = of(ONE, "sheet")[0]
    assert words(of(sheet, "title")[0]) == "2024年工作计划"
    assert words(of(sheet, "h1")[0]) == "一、主要工作"
    assert [words(each) for each in of(sheet, "apart")] == ["页眉 育英小学工会", "页脚 第1页"]
    cells = [[plain(cell) for cell in line] for line in sheet.xpath(".//tr")]
    assert cells == [["三月", "三八节活动"], ["体检"]]
    assert sheet.xpath(".//td[@rowspan='2']")
    assert len(of(sheet, "body")[0].xpath("./p")) == 4  # no blank one: they are counted


def test_facts_and_what_could_not_be_read() -> None:
    told = words(of(ONE, "facts")[0])
    assert "年度计划" in told
    assert "3 月（缺 1、2、4、5、6、7、8、9、10、11、12 月）" in told
    assert "注意 某处有印章 第4段" in told


def test_points_are_told_item_by_item() -> None:
    (table, *_) = of(TREE, "points")
    lines = [words(line) for line in table.xpath(".//tbody/tr")]
    assert lines == ["title of d/met 5 5", "title of b/partial 4 2", "title of e/crash 2"]


def test_one_plan_needs_no_table_and_stands_open() -> None:
    assert not of(ONE, "roll")
    assert of(ONE, "plan")[0].get("open") is not None
    assert words(ONE.xpath("//title")[0]) == "育英小学工会：学校工会工作计划审核报告"


def test_many_quotations_are_folded_and_none_is_lost() -> None:
    places = [Finding("年", Place(0, at, at + 1)) for at in range(40)]
    root = tree(one(plan("年" * 40), (defect(places),)))
    shown, folded = of(root, "v")[0].xpath("./ul | ./details/ul")
    assert (len(shown), len(folded)) == (12, 28)
    assert "另有 28 处" in words(of(root, "v")[0])


def test_a_quotation_of_a_text_that_is_not_there_leads_nowhere() -> None:
    content = one()
    del content["plans"][0]["blocks"]
    root = tree(content)
    assert of(root, "q")
    assert not [link for link in of(root, "q") if link.get("href")]


def test_what_is_waived_says_why() -> None:
    content = one()
    waiver = {
        "kind": "waiver",
        "rule": "a/missing",
        "plan": "*",
        "reason": "只有一名女教师",
        "who": "李主任",
        "expires": "2025-01-31",
        "path": "waivers.toml",
    }
    content["plans"][0]["results"][0] |= {"status": "waived", "waiver": waiver}
    content["plans"][0]["defects"][0]["waiver"] = waiver
    content["waivers"] = {
        "paths": ["waivers.toml"],
        "void": True,
        "expired": [waiver],
        "refused": [],
        "unused": [],
    }
    root = tree(content)
    result, placeholder = of(root, "v", "waived")
    reason = "只有一名女教师 豁免、批准人 李主任、有效期至 2025-01-31、见 waivers.toml"
    assert reason in words(result)
    assert "“XX”" in words(placeholder)
    assert "已经过期的 1 项豁免" in words(of(root, "attention")[0])
    assert "本次检查不采用任何豁免" in words(of(root, "attention")[0])


# -- roster and rounds -------------------------------------------------------------------------


def across() -> dict[str, Any]:
    """Return a report with a roster and an earlier round."""
    content = batch()
    before = {
        "path": "旧.docx",
        "sha256": None,
        "round": 1,
        "day": None,
        "decision": "return",
        "score": None,
    }
    change = {"path": "学校/a.txt", "school": "育英", "handed_in": 2, "before": before}
    change |= {"mended": ["d/met"], "remaining": ["a/missing", "b/partial"], "new": []}
    school = {"name": "育英小学", "facts": {"片区": "城南"}, "matched": "file", "doubtful": True}
    late: dict[str, Any] = {
        "name": "第一小学",
        "facts": {"片区": "城北"},
        "plans": [],
        "matched": None,
    }
    content["batch"] = {
        "roster": {
            "path": "名册.xlsx",
            "columns": ["片区"],
            "schools": [school | {"plans": ["学校/a.txt"]}, late | {"doubtful": False}],
            "unlisted": ["b.txt"],
        },
        "rounds": {
            "round": 2,
            "plans": [change],
            "absent": [{"school": "第三小学", "path": "旧/三.docx", "round": 1}],
        },
        "findings": [found(2, "相同的句子"), found(0)],
    }
    return content


def found(count: int, *quotes: str) -> dict[str, Any]:
    """Return something found across plans, the last of which is one of last year's."""
    place = {"block": 0, "start": 0, "end": 5, "nth": 1}
    plan = {
        "school": "育英小学",
        "quotes": [{"quote": quote, "place": place} for quote in quotes],
    }
    plans = [{"path": "b.txt", "last_year": False}, {"path": "旧/b.txt", "last_year": True}]
    return {
        "rule": "batch/x",
        "title": "雷同",
        "severity": "warning",
        "message": "两份相同" if count else "没有一份写到",
        "share": None,
        "rules": [],
        "plans": [each | plan for each in plans[:count]],
    }


def test_who_has_not_handed_in_and_what_was_mended() -> None:
    root = tree(across())
    two = "育英小学（b.txt） 去年的计划（旧/b.txt）"
    boxes = [words(box) for box in of(root, "box")][2:]
    assert boxes == [
        "还没有报的 1 个单位（名册共 2 个） 单位 片区 第一小学 城北",
        "对应得不够肯定的 1 个单位，请核对 育英小学 学校/a.txt 按文件名对应",
        "名册里没有的 1 份计划 b.txt",
        "上次报过、这次没有报的 1 个单位 第三小学 第1次报的是 旧/三.docx",
        f"雷同：2 条 两份相同 {two} 看原文 {two} 相同的句子 第1段 相同的句子 第1段 没有一份写到",
    ]
    links = of(root, "across")[0].xpath(".//a/@href")
    assert links == ["#p3"]
    told = words(of(root, "since")[0])
    assert told.startswith("上次：旧.docx（第1次）；退回重报")
    assert "还没有改 2 项 title of a/missing、title of b/partial" in told
    assert "改好 1，还有 2，新增 0" in words(rows(root)[1])


# -- what holds of any page --------------------------------------------------------------------


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_page_names_its_language_and_has_only_its_words(lang: str) -> None:
    root = tree(batch() if lang == "zh" else made(checked(PLAN, *RULES), BAD, lang=lang), lang)
    assert root.get("lang") == LANGUAGES[lang]
    assert not re.findall(
        r"\b(?:page|report|result)\.[a-z]+[.a-z]*", words(root.xpath("//main")[0])
    )
    if lang == "en":
        own = words(of(root, "key")[0]) + words(of(root, "filters")[0].xpath(".//fieldset")[0])
        assert own.isascii() or not re.search("[\u4e00-\u9fff]", own)


def test_the_policy_lets_nothing_in_but_the_page_itself() -> None:
    (policy,) = TREE.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
    assert policy.startswith("default-src 'none';")
    for tag, directive in (("style", "style-src"), ("script", "script-src")):
        (own,) = TREE.xpath(f"//{tag}")
        digest = b64encode(sha256(own.text.encode()).digest()).decode()
        assert f"{directive} 'sha256-{digest}';" in policy
    assert "unsafe" not in policy


def test_nothing_comes_from_elsewhere() -> None:
    shown = page(BATCH)
    assert not re.search(r"https?:|url\(|@import|\bsrc=|//[a-z]", shown)
    assert not TREE.xpath("//@style")


def test_the_same_report_is_the_same_page() -> None:
    assert page(batch()) == page(BATCH)


TAGS = {node.tag for node in [*TREE.iter(), *ONE.iter()] if isinstance(node.tag, str)}

HOSTILE = st.text(st.characters(), max_size=40) | st.sampled_from(
    [
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        "</style></title></template><b>",
        '" onclick="alert(1)',
        "javascript:alert(1)",
        "&lt;script&gt;&#x3c;",
        "]]>-->",
        "\u202e\u2066\u200b",
        "\ud800\udfff",
        "\x00\x1b[2J\x7f",
        "a\r\nb\tc\u2028",
        "{x}{0}{",
    ]
)


def spelt(text: str) -> str:
    """Spell out what cannot be seen."""
    kept = ("Zs",)
    return "".join(
        sign
        if sign.isprintable() or sign in "\n\t" or category(sign) in kept
        else f"U+{ord(sign):04X}"
        for sign in text
    )


@settings(max_examples=50)  # each makes two pages
@given(HOSTILE, HOSTILE, HOSTILE)
@example("", "\n", "")
def test_no_text_becomes_markup(text: str, name: str, reason: str) -> None:
    rules = (
        requirement(
            Verdict(Status.MISSING, (), (near(text, reason),), message=reason), "a/b", advice=name
        ),
        defect([finding(text, message=name)]),
        requirement(Verdict(Status.PARTIAL, (quote(text),), message=name), "d/e", Severity.INFO),
    )
    known = plan(text, Paragraph("x" + text, level=2), unit=name, title=reason)
    content = made(checked(known, *rules, path=name), checked(known, path=text), rules=rules)
    shown = page(content)
    assert shown.encode()
    assert all(sign.isprintable() or sign in "\n\t" or category(sign) == "Zs" for sign in shown)
    root = tree(content)
    assert {node.tag for node in root.iter() if isinstance(node.tag, str)} <= TAGS
    names = {str(each) for node in root.iter() for each in node.attrib}
    assert {each.lower() for each in names if not each.startswith(("aria-", "data-"))} <= {
        each.lower() for each in ATTRIBUTES
    }
    assert all(re.fullmatch("#[a-z0-9-]+", link) for link in root.xpath("//@href"))
    heading = of(root, "sheet")[0].xpath("./div[@class='body']/p[last()]")[0]
    assert plain(heading) == spelt("x" + text)
    if name:  # a blank alone is shown as one, too
        assert plain(of(root, "ready")[0].xpath("./p")[0]) == spelt(name)
    else:
        assert words(of(root, "v")[0])


def test_ten_thousand_findings_make_a_page() -> None:
    content = one(plan("字" * 20_000), (defect([finding("字")]),))
    (found,) = content["plans"][0]["defects"]
    place = found["place"]
    nested = [
        found | {"message": f"第{at}处", "place": place | {"start": at, "end": 20_000 - at}}
        for at in range(5_000)
    ]
    content["plans"][0]["defects"] = [*nested, *[found] * 5_000]
    shown = page(content)
    assert shown.count("<article") == 5_001 + 1  # and the rule at the end
    assert len(shown) < 8_000_000
