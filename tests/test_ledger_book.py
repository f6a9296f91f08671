"""The workbook of the ledger: what stands in it, and that nothing in it is anything else."""

import io
import re
import shutil
import subprocess
from typing import Any
from zipfile import ZipFile

import pytest
from ledger_kit import (
    MAIN,
    RULES,
    Book,
    book,
    reported,
    review,
    roster,
    school,
    scored,
    unreadable,
    written,
)
from lxml import etree

from plancheck_readers.sheets.reader import read_xlsx
from plancheck_reports.ledger.book import MARKER

FIRST = 6
"""Row of the ledger's first line, as a person counts."""


# -- the workbook -----------------------------------------------------------------------------


def test_the_sheets_and_their_order() -> None:
    assert book(scored("a.docx")).names == ["台账", "汇总", "依据", "文本问题", "考评表", "文件"]
    plain = reported(review("a.docx"))
    assert book(plain).names == ["台账", "汇总", "依据", "文本问题", "文件"]
    english = book(reported(review("a.docx"), lang="en"), "en")
    assert english.names == ["Ledger", "Summary", "Evidence", "Text", "Files"]


def test_it_says_what_it_is_so_that_it_is_known_again() -> None:
    made = book(reported(review("a.docx")))
    core = made.xml("docProps/core.xml")
    told = {etree.QName(each).localname: each.text for each in core}
    assert told["category"] == MARKER == "plancheck:ledger"
    assert told["created"] == "1980-01-01T00:00:00Z"
    dated = book(reported(review("a.docx"), today="2025-03-01")).xml("docProps/core.xml")
    assert dated.findtext("{http://purl.org/dc/terms/}created") == "2025-03-01T00:00:00Z"


def test_the_same_report_gives_the_same_bytes() -> None:
    assert written("xlsx", scored("a.docx")) == written("xlsx", scored("a.docx"))
    made = book(scored("a.docx"))
    assert {info.date_time for info in made.infos} == {(1980, 1, 1, 0, 0, 0)}


def test_the_headings_stay_in_sight_and_on_every_page() -> None:
    made = book(reported(review("a.docx"), review("b.docx")))
    root = made.sheets["台账"].root
    pane = next(root.iter(f"{MAIN}pane"))
    assert (pane.get("topLeftCell"), pane.get("state")) == ("C6", "frozen")
    assert str(next(root.iter(f"{MAIN}autoFilter")).get("ref")).startswith("A5:")
    assert next(root.iter(f"{MAIN}pageSetup")).get("orientation") == "landscape"
    assert "第 &P 页" in str(next(root.iter(f"{MAIN}oddFooter")).text)
    assert "台账!$4:$5" in made.defined("_xlnm.Print_Titles")


def test_what_is_filled_in_by_hand_is_looked_at() -> None:
    made = book(reported(review("a.docx")))
    checks = [*made.sheets["台账"].root.iter(f"{MAIN}dataValidation")]
    kinds = [(each.get("type"), each.findtext(f"{MAIN}formula1")) for each in checks]
    assert ("list", "plancheck_decisions") in kinds
    assert sum(kind == "date" for kind, _ in kinds) == 2
    (where,) = made.defined("plancheck_decisions")
    ((name, column, first, last),) = re.findall(r"(\S+)!\$(\w+)\$(\d+):\$\w+\$(\d+)", where)
    rows = range(int(first), int(last) + 1)
    assert [made.sheets[name][f"{column}{row}"] for row in rows] == [
        "同意备案",
        "修改后备案",
        "退回重报",
        "待核",
        "未读出",
    ]


def test_colours_follow_the_signs_also_where_somebody_corrects_one() -> None:
    root = book(reported(review("a.docx"))).sheets["台账"].root
    rules = {
        str(rule.findtext(f"{MAIN}formula")): str(area.get("sqref"))
        for area in root.iter(f"{MAIN}conditionalFormatting")
        for rule in area
    }
    assert {'"√"', '"部分"', '"×"', '"未知"', '"免"', '"—"', '"退回重报"'} <= set(rules)
    assert rules['"×"'] == "F6:K6"


def test_topics_stand_over_their_requirements() -> None:
    sheet = book(reported(review("a.docx"))).sheets["台账"]
    merged = {str(each.get("ref")) for each in sheet.root.iter(f"{MAIN}mergeCell")}
    assert "F4:G4" in merged
    assert sheet["F4"] == "教代会"
    assert [sheet[f"{column}5"] for column in "FG"] == ["召开", "提案"]
    assert sheet["H4"] == "维权\n措施"


# -- totals and summary -----------------------------------------------------------------------


def test_totals_are_formulas_that_keep_their_results() -> None:
    made = reported(review("a.docx"), review("b.docx"), unreadable("c.pdf"))
    made["plans"][1]["results"][1]["status"] = "met"
    sheet = book(made).sheets["台账"]
    top = FIRST + 3 + 1
    column = sheet.find("召开")[0]
    told = [sheet.cells[f"{column}{row}"] for row in range(top, top + 5)]
    assert [cell.value for cell in told] == [1.0, 0.0, 1.0, 0.0, 0.5]
    assert told[0].formula == f'COUNTIF({column}6:{column}8,"√")'
    assert sheet.below("维权\n措施", top + 4) == ""  # judged in none
    assert sheet.below("文本问题（提醒）", top + 5) == 4.0


def test_every_kind_of_outcome_is_counted_apart() -> None:
    batch = roster(school("甲", "a.docx"), school("乙"), unlisted=["b.pdf"])
    made = book(reported(review("a.docx"), unreadable("b.pdf"), batch=batch))
    rows = made.sheets["汇总"].rows()
    told = {str(row[0]): row[1] for row in rows if len(row) > 1}
    assert (told["名单上的学校"], told["已报送学校"], told["未报送学校"]) == (2.0, 1.0, 1.0)
    assert (told["名单外的计划"], told["收到的计划"], told["读不出的文件"]) == (1.0, 2.0, 1.0)
    assert (told["未达到要求的计划"], told["规则出错次数"]) == (1.0, 1.0)
    decisions = {row[-3]: row[-2:] for row in rows if len(row) > 3 and row[-3] == "退回重报"}
    assert decisions == {"退回重报": [1.0, pytest.approx(1 / 3)]}


def test_gaps_are_named_commonest_first() -> None:
    made = reported(review("a.docx"), review("b.docx"))
    made["plans"][1]["results"][2]["status"] = "met"
    rows = book(made).sheets["汇总"].rows()
    titles = {rule.id: rule.title for rule in RULES}
    at = [row[:2] for row in rows].index([1.0, titles["congress/held-each-term"]])
    assert rows[at][2:6] == [2.0, 0.0, 2.0, 1.0]
    assert rows[at + 1][1:6] == [titles["congress/proposals"], 0.0, 1.0, 2.0, 0.5]


def test_equal_plans_share_a_rank() -> None:
    made = scored("a.docx", "b.docx", "c.docx", "d.docx")
    for entry, total in zip(made["plans"], (12, 18, 18, 3), strict=True):
        entry["score"]["total"] = total
        entry["unit"] = f"{entry['path'][0]}校"
    rows = book(made).sheets["汇总"].rows()
    at = next(number for number, row in enumerate(rows) if row[0] == "名次")
    told = [(row[0], row[1], row[4]) for row in rows[at + 1 : at + 5]]
    assert told == [(1, "b校", 0.9), (1, "c校", 0.9), (3, "a校", 0.6), (4, "d校", 0.15)]


def test_without_points_it_is_ranked_by_what_is_met() -> None:
    made = reported(review("a.docx", "甲"), review("b.docx", "乙"))
    made["plans"][1]["results"][1]["status"] = "met"
    rows = book(made).sheets["汇总"].rows()
    at = next(number for number, row in enumerate(rows) if row[0] == "名次")
    assert [row[:3] for row in rows[at + 1 : at + 3]] == [[1, "乙", 3], [2, "甲", 2]]


def test_a_plan_without_a_score_has_no_rank() -> None:
    made = scored("a.docx", "b.docx")
    made["plans"][0]["score"] = None
    rows = book(made).sheets["汇总"].rows()
    at = next(number for number, row in enumerate(rows) if row[0] == "名次")
    assert [row[0] for row in rows[at + 1 : at + 3]] == [1.0, "育英小学工会"]


# -- recalculated -----------------------------------------------------------------------------


@pytest.fixture(scope="module")
def recalculated(tmp_path_factory: pytest.TempPathFactory) -> tuple[Book, Book]:
    """Have LibreOffice calculate a workbook from which the kept results were taken out."""
    program = shutil.which("soffice")
    if program is None:
        pytest.skip("LibreOffice is not installed")
    folder = tmp_path_factory.mktemp("calculated")
    names = [f"{number}.docx" for number in range(6)]
    made = scored(*names)
    for number, entry in enumerate(made["plans"][:4]):
        entry["results"][number]["status"] = "met"
        entry["score"]["total"] = (3, 20, 20, 11.5)[number]
        items = entry["score"]["items"]
        for item, earned in zip(items, _parts(entry["score"]["total"], items), strict=True):
            item["earned"] = earned
    made["plans"][5]["score"]["items"][0]["earned"] = None
    made["plans"][5]["score"] |= {"provisional": True, "total": 13.5}
    made["batch"] = roster(*(school(f"{name}校", name) for name in names), school("未报"))
    kept = written("xlsx", made)
    bare = folder / "bare.xlsx"
    bare.write_bytes(_bare(kept))
    home = f"-env:UserInstallation={(folder / 'home').as_uri()}"
    order = ["--headless", home, "--convert-to", "xlsx", "--outdir", str(folder / "out")]
    subprocess.run([program, *order, str(bare)], check=True, capture_output=True, timeout=180)
    return Book(kept), Book((folder / "out" / "bare.xlsx").read_bytes())


def _parts(total: float, items: list[dict[str, Any]]) -> list[float]:
    """Part a total among items."""
    parts = []
    for item in items:
        parts.append(min(total, item["points"]))
        total -= parts[-1]
    return parts


def _bare(data: bytes) -> bytes:
    """Take the kept results out of a workbook."""
    out = io.BytesIO()
    with ZipFile(io.BytesIO(data)) as old, ZipFile(out, "w") as new:
        for info in old.infolist():
            part = old.read(info)
            if info.filename.startswith("xl/worksheets/"):
                part = re.sub(rb"(</f>)<v>[^<]*</v>", rb"\1", part)
            new.writestr(info, part)
    return out.getvalue()


def test_what_is_kept_of_a_formula_is_what_comes_of_it(recalculated: tuple[Book, Book]) -> None:
    kept, found = recalculated
    compared = 0
    for name, sheet in kept.sheets.items():
        for cell, there in sheet.cells.items():
            if not there.formula:
                continue
            compared += 1
            other = found.sheets[name][cell]
            if isinstance(there.value, float):
                assert other == pytest.approx(there.value), (name, cell, there)
            else:
                assert (other or "") == there.value, (name, cell, there)
    assert compared > 80


def test_libreoffice_keeps_the_mark(recalculated: tuple[Book, Book]) -> None:
    core = recalculated[1].xml("docProps/core.xml")
    assert MARKER in [each.text for each in core]


def test_our_own_reader_of_workbooks_reads_it() -> None:
    told = str(read_xlsx(written("xlsx", scored("a.docx"))).blocks)
    assert "育英小学工会" in told
    assert "扣 5 分：没有写到" in told
