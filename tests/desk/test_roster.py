"""The list of schools: what is read of it, and whose a plan is."""

from pathlib import Path
from typing import Any

import pytest

from plancheck import plugins
from plancheck.desk.roster import Roster, School, matched, owner_of, read_roster
from plancheck.errors import RosterError

READERS = plugins.load().readers
SCHOOLS = ("育英小学", "枫林县第三小学", "枫林县第二小学")


def read(path: Path, content: str | bytes) -> Roster:
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return read_roster(str(path), READERS)


def plan(path: str, unit: str | None = None) -> dict[str, Any]:
    return {"path": path, "unit": unit}


def test_a_csv_with_facts(tmp_path: Path) -> None:
    rows = "\ufeff片区,学校名称,主席\n城区,育英小学,李明\n城区,三小,\n合计,2,\n"
    roster = read(tmp_path / "r.csv", rows)
    assert roster.columns == ("片区", "主席")
    assert roster.schools[0] == School("育英小学", {"片区": "城区", "主席": "李明"})
    assert [school.name for school in roster.schools] == ["育英小学", "三小"]


def test_a_csv_of_excel_in_chinese_windows(tmp_path: Path) -> None:
    assert read(tmp_path / "r.csv", "序号;单位名称\n1;育英小学\n".encode("gb18030")).schools == (
        School("育英小学", {"序号": "1"}),
    )


def test_headings_below_a_title(tmp_path: Path) -> None:
    roster = read(tmp_path / "r.csv", "枫林县学校名册,,\n序号,单 位,电话\n1,育英小学,1\n")
    assert [school.name for school in roster.schools] == ["育英小学"]


def test_a_table_in_a_page(tmp_path: Path) -> None:
    page = "<table><tr><td>学校</td><td>电话</td></tr><tr><td>育英小学</td><td>1</td></tr></table>"
    assert read(tmp_path / "r.html", page).schools == (School("育英小学", {"电话": "1"}),)


def test_a_name_a_line(tmp_path: Path) -> None:
    roster = read(tmp_path / "r.txt", "育英小学\n\n三小\n育英 小学\n")
    assert [school.name for school in roster.schools] == ["育英小学", "三小"]


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("r.csv", "a,b\nc,d\n", "roster.no-names"),
        ("r.csv", "学校,电话\n,1\n", "roster.empty"),
        ("r.csv", "", "roster.empty"),
        ("r.docx", "PK no package", "roster.unreadable"),
    ],
)
def test_what_is_no_roster_is_told(tmp_path: Path, name: str, content: str, code: str) -> None:
    with pytest.raises(RosterError) as caught:
        read(tmp_path / name, content)
    assert caught.value.code == code


def test_a_roster_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(RosterError) as caught:
        read_roster(str(tmp_path / "none.csv"), READERS)
    assert caught.value.code == "roster.unreadable"


@pytest.mark.parametrize(
    ("path", "unit", "school", "by", "doubtful"),
    [
        ("in/x.docx", "育英小学", 0, "unit", False),
        ("in/x.docx", "第三小学", 1, "unit", False),
        ("in/三小工会计划.docx", None, 1, "file", False),
        ("in/枫林县第二小学/计划.docx", None, 2, "file", False),
        ("in/a.zip!第二小学/计划.docx", None, 2, "file", False),
        ("in/第二小学2024年计划.docx", "枫林县第三小学", 1, "unit", True),
        ("in/第二小学2024年计划.docx", "别处小学", 2, "file", True),
    ],
)
def test_whose_a_plan_is(path: str, unit: str | None, school: int, by: str, doubtful: bool) -> None:  # noqa: FBT001
    owner = owner_of(plan(path, unit), SCHOOLS)
    assert owner is not None
    assert owner == (school, by, doubtful)


def test_a_plan_of_no_school_of_the_roster() -> None:
    roster = Roster("r.csv", (), tuple(School(name, {}) for name in SCHOOLS))
    told = matched(roster, [plan("in/别处.docx", "外县第九小学"), plan("in/a.docx", "育英小学")])
    assert told["unlisted"] == ["in/别处.docx"]
    assert [school["plans"] for school in told["schools"]] == [["in/a.docx"], [], []]
