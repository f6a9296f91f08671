"""Archives of submissions: each plan inside is one of its own, and nothing inside is trusted."""

import hashlib
import zipfile
from pathlib import Path
from typing import Any

import pytest
from cli_kit import RULES, Cli, Run, make_cli, with_rules
from readers.docx_builder import docx, p

from archives.archive_builder import OTHER, PLAN, raw_zip, unicode_path, zipped
from plancheck import limits

WORD = docx(p("2024年石桥小学工会工作计划") + p("走访慰问困难教职工，组织体检。"))


@pytest.fixture
def cli(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Cli:
    monkeypatch.chdir(tmp_path)
    with_rules(monkeypatch, RULES)
    return make_cli(capsys)


def told(result: Run) -> dict[str, str]:
    """Return what is said of each file: whether it complies, or why it cannot be read."""
    assert "Traceback" not in result.err
    return {plan["path"]: _state(plan) for plan in result.json["plans"]}


def _state(plan: dict[str, Any]) -> str:
    if plan["problem"]:
        return str(plan["problem"]["code"])
    statuses = {each["rule"]: each["status"] for each in plan["results"]}
    return "complied" if statuses.get("care/visits") != "missing" else "not-complied"


def check(cli: Cli, *words: str) -> dict[str, str]:
    return told(cli("check", *words, "--format", "json"))


def checked(cli: Cli, data: bytes, name: str = "交来.zip") -> dict[str, str]:
    Path(name).write_bytes(data)
    return check(cli, name)


def test_each_plan_in_an_archive_is_one_of_its_own(cli: Cli) -> None:
    data = zipped({"育英/计划.txt": PLAN, "石桥.docx": WORD, "明德.txt": OTHER})
    assert checked(cli, data) == {
        "交来.zip!育英/计划.txt": "complied",
        "交来.zip!石桥.docx": "complied",
        "交来.zip!明德.txt": "not-complied",
    }


def test_a_plan_in_an_archive_is_known_by_its_own_bytes(cli: Cli) -> None:
    Path("a.zip").write_bytes(zipped({"计划.docx": WORD}))
    (plan,) = cli("check", "a.zip", "--format", "json").json["plans"]
    assert plan["sha256"] == hashlib.sha256(WORD).hexdigest()
    assert plan["unit"] == "石桥小学工会"


def test_what_a_folder_would_not_give_is_passed_over(cli: Cli) -> None:
    names = ("~$计划.docx", ".隐藏.txt", "__MACOSX/._计划.txt", "网页_files/图.png", "名册.xlsx",
             "影片.mp4", ".git/a.txt", "夹/.~lock.计划.docx#")  # fmt: skip
    data = zipped({"计划.txt": PLAN} | dict.fromkeys(names, b"x"))
    assert checked(cli, data) == {"交来.zip!计划.txt": "complied"}


def test_what_a_folder_names_though_it_cannot_be_read_is_named(cli: Cli) -> None:
    data = zipped({"计划.txt": PLAN, "版式.ofd": zipped({"OFD.xml": b"x"}), "坏.docx": b"PK\3\4"})
    assert checked(cli, data) == {
        "交来.zip!计划.txt": "complied",
        "交来.zip!版式.ofd": "foreign.ofd",
        "交来.zip!坏.docx": "zip.truncated",
    }


def test_archives_are_found_in_folders(cli: Cli) -> None:
    Path("收件").mkdir()
    Path("收件/甲.zip").write_bytes(zipped({"a.txt": PLAN}))
    Path("收件/乙.ZIP").write_bytes(zipped({"b.txt": PLAN}))
    Path("收件/丙.txt").write_bytes(PLAN)
    assert list(check(cli, "收件")) == ["收件/丙.txt", "收件/乙.ZIP!b.txt", "收件/甲.zip!a.txt"]


def test_a_document_that_is_a_zip_file_stays_one(cli: Cli) -> None:
    assert checked(cli, WORD, "其实是文档.zip") == {"其实是文档.zip": "complied"}
    assert checked(cli, zipped({"a": b"x"}), "其实不是.docx") == {"其实不是.docx": "docx.other"}


@pytest.mark.parametrize("method", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED])
def test_an_archive_of_documents_is_not_taken_for_one(cli: Cli, method: int) -> None:
    data = zipped({"word/石桥.docx": WORD, "OFD.xml.txt": PLAN}, method)
    assert list(checked(cli, data)) == ["交来.zip!word/石桥.docx", "交来.zip!OFD.xml.txt"]


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(raw_zip("育英/计划.txt".encode(), PLAN, flags=0x800), id="UTF-8, said so"),
        pytest.param(raw_zip("育英/计划.txt".encode(), PLAN), id="UTF-8, not said (macOS)"),
        pytest.param(raw_zip("育英/计划.txt".encode("gbk"), PLAN), id="GBK (Windows)"),
        pytest.param(raw_zip("育英\\计划.txt".encode("gbk"), PLAN), id="backslashes"),
        pytest.param(raw_zip("./育英//计划.txt".encode(), PLAN), id="steps to nowhere"),
        pytest.param(
            raw_zip(b"????", PLAN, extra=unicode_path(b"????", "育英/计划.txt")), id="Info-ZIP"
        ),
        pytest.param(
            raw_zip("育英/计划.txt".encode("gbk"), PLAN, extra=unicode_path(b"other", "假.txt")),
            id="a field for another name",
        ),
    ],
)
def test_names_are_decoded(cli: Cli, data: bytes) -> None:
    assert checked(cli, data) == {"交来.zip!育英/计划.txt": "complied"}


def test_archives_in_archives(cli: Cli) -> None:
    inner = zipped({"计划.txt": PLAN})
    middle = zipped({"b.zip": inner, "坏.zip": inner[:-30]})
    assert checked(cli, zipped({"a.zip": middle, "计划.txt": PLAN})) == {
        "交来.zip!a.zip!b.zip!计划.txt": "complied",
        "交来.zip!a.zip!坏.zip": "archive.truncated",
        "交来.zip!计划.txt": "complied",
    }


def test_archives_are_not_opened_without_end(cli: Cli) -> None:
    data = zipped({"计划.txt": PLAN})
    for _ in range(limits.NESTING):
        data = zipped({"a.zip": data})
    (only,) = checked(cli, data).items()
    assert only == ("交来.zip!a.zip!a.zip!a.zip", "archive.nested")


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("../计划.txt", "交来.zip!../计划.txt"),
        ("a/../../计划.txt", "交来.zip!a/../../计划.txt"),
        ("/etc/计划.txt", "交来.zip!/etc/计划.txt"),
        ("C:\\计划.txt", "交来.zip!C:/计划.txt"),
        ("..\\计划.txt", "交来.zip!../计划.txt"),
    ],
)
def test_names_that_lead_out_of_the_archive_are_refused(cli: Cli, name: str, shown: str) -> None:
    found = checked(cli, zipped([(name, PLAN), ("好.txt", PLAN)]))
    assert found == {shown: "archive.outside", "交来.zip!好.txt": "complied"}


def test_of_two_files_of_one_name_the_second_is_told(cli: Cli) -> None:
    Path("a.zip").write_bytes(zipped([("计划.txt", PLAN), ("计划.txt", OTHER), ("b.txt", PLAN)]))
    result = cli("check", "a.zip", "--format", "json")
    assert [plan["problem"] and plan["problem"]["code"] for plan in result.json["plans"]] == [
        None,
        "archive.duplicate",
        None,
    ]
    assert result.code == 3


@pytest.mark.parametrize(
    ("data", "code"),
    [
        pytest.param(raw_zip(b"a.txt", PLAN, flags=1), "archive.encrypted", id="password"),
        pytest.param(raw_zip(b"a.txt", PLAN, size=3), "archive.damaged", id="claims less"),
        pytest.param(raw_zip(b"a.txt", PLAN, size=10**9), "archive.damaged", id="claims more"),
        pytest.param(raw_zip(b"a.txt", PLAN, method=8), "archive.damaged", id="not packed so"),
        pytest.param(raw_zip(b"a.txt", PLAN, method=99), "archive.method", id="AES"),
        pytest.param(raw_zip(b"a.txt", b"/etc/passwd", mode=0o120777), "archive.link", id="link"),
        pytest.param(
            raw_zip(b"a.txt", PLAN).replace(PLAN, OTHER[: len(PLAN)].ljust(len(PLAN))),
            "archive.damaged",
            id="checksum",
        ),
    ],
)
def test_a_file_that_cannot_be_unpacked_is_one_line(cli: Cli, data: bytes, code: str) -> None:
    assert checked(cli, data) == {"交来.zip!a.txt": code}
    assert cli("check", "交来.zip").code == 3


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (zipped({"计划.txt": PLAN})[:-30], "archive.truncated"),
        (b"PK\3\4" + bytes(100), "archive.truncated"),
        (zipped({}), "archive.nothing"),
        (zipped({"影片.mp4": b"x"}), "archive.nothing"),
        (zipped({"名册.xlsx": b"x"}), "archive.only-named"),
        (b"", "read.empty"),
        (bytes(range(256)) * 9, "read.not-text"),
    ],
)
def test_an_archive_that_cannot_be_read_is_one_line(cli: Cli, data: bytes, code: str) -> None:
    assert checked(cli, data) == {"交来.zip": code}


def test_a_bomb_is_not_unpacked(cli: Cli) -> None:
    data = zipped({"好.txt": PLAN, "炸.txt": bytes(200 * 1024**2)})
    assert len(data) < 1024**2
    assert checked(cli, data) == {"交来.zip!好.txt": "complied", "交来.zip!炸.txt": "archive.bomb"}


def test_many_small_bombs_are_one(cli: Cli) -> None:
    piece = b"\n" * 3 * 1024**2
    data = zipped({f"{number}.txt": piece for number in range(9)})
    *read, last = checked(cli, data).items()
    assert len(read) < 9
    assert last == ("交来.zip", "archive.bomb")


def test_a_bomb_in_an_archive_ends_both(cli: Cli) -> None:
    inner = zipped({f"{number}.txt": b"\n" * 3 * 1024**2 for number in range(9)})
    found = checked(cli, zipped({"a.zip": inner, "后.txt": PLAN}))
    assert [*found.items()][-1] == ("交来.zip", "archive.bomb")
    assert "交来.zip!后.txt" not in found


def test_caps_over_the_whole_archive(cli: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    data = zipped({f"{number}.txt": PLAN for number in range(9)})
    monkeypatch.setattr(limits, "ENTRIES", 5)
    assert [*checked(cli, data).values()] == ["complied"] * 5 + ["archive.members"]


def test_a_large_member_is_refused_and_the_next_read(
    cli: Cli, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(limits, "FILE", 1000)
    data = zipped({"大.txt": bytes(range(256)) * 9, "好.txt": PLAN}, zipfile.ZIP_STORED)
    assert checked(cli, data) == {
        "交来.zip!大.txt": "read.too-large",
        "交来.zip!好.txt": "complied",
    }


def test_a_directory_of_overlapping_files_ends(cli: Cli) -> None:
    """Each entry claims the same bytes, as in the bombs of David Fifield."""
    one = zipped({"a.txt": b"\n" * 3 * 1024**2})
    end = one.rindex(b"PK\5\6")
    start = one.index(b"PK\1\2")
    entries = one[start:end] * 500
    tail = bytearray(one[end:])
    tail[8:10] = tail[10:12] = (500).to_bytes(2, "little")
    tail[12:16] = len(entries).to_bytes(4, "little")
    found = checked(cli, one[:start] + entries + tail)
    assert set(found) == {"交来.zip!a.txt"}


def test_names_are_never_printed_raw(cli: Cli) -> None:
    Path("a.zip").write_bytes(zipped({"\x1b[31m红\u202e.txt": PLAN, "\x07.txt": b""}))
    out = cli("check", "a.zip").out
    assert "\x1b" not in out
    assert "\u202e" not in out
    assert "\x07" not in out
    assert "a.zip!<U+001B>[31m红<U+202E>.txt" in out


def test_nothing_is_written(cli: Cli, tmp_path: Path) -> None:
    checked(cli, zipped({"a/计划.txt": PLAN, "../b.txt": PLAN}))
    assert [path.name for path in tmp_path.rglob("*")] == ["交来.zip"]


def test_one_plan_can_be_named(cli: Cli) -> None:
    inner = zipped({"明德/计划.txt": OTHER, "石桥.docx": WORD})
    Path("a!b").mkdir()
    Path("a!b/交来.zip").write_bytes(zipped({"in.zip": inner, "育英.txt": PLAN, "册.xlsx": b"x"}))
    assert check(cli, "a!b/交来.zip!in.zip!明德/计划.txt", "a!b/交来.zip!育英.txt") == {
        "a!b/交来.zip!in.zip!明德/计划.txt": "not-complied",
        "a!b/交来.zip!育英.txt": "complied",
    }
    assert list(check(cli, "a!b/交来.zip!in.zip")) == [
        "a!b/交来.zip!in.zip!明德/计划.txt",
        "a!b/交来.zip!in.zip!石桥.docx",
    ]
    assert check(cli, "a!b/交来.zip!册.xlsx") == {"a!b/交来.zip!册.xlsx": "zip.none"}
    assert check(cli, "a!b/交来.zip!没有.txt") == {"a!b/交来.zip!没有.txt": "archive.no-member"}
    assert cli("check", "a!b/没有.zip!育英.txt").code == 2


def test_show_takes_one_plan_of_an_archive(cli: Cli) -> None:
    Path("多.zip").write_bytes(zipped({"石桥.docx": WORD, "育英.txt": PLAN}))
    Path("单.zip").write_bytes(zipped({"石桥.docx": WORD}))
    assert "石桥小学工会" in cli("show", "多.zip!石桥.docx").out
    assert "石桥小学工会" in cli("show", "单.zip").out
    several = cli("show", "多.zip")
    assert several.code == 2
    assert "多.zip!石桥.docx" in several.err
    assert cli("show", "多.zip!没有").code == 3


def test_configurations_reach_into_archives(cli: Cli) -> None:
    Path("plancheck.toml").write_text(
        "[[overrides]]\nfiles = ['*.zip!幼儿园/**', '明德.txt']\nignore = ['care/']\n"
        "[[overrides]]\nfiles = ['收件/**']\nignore = ['care/']\n",
        encoding="utf-8",
    )
    Path("收件").mkdir()
    bad = "工会计划\n无\n".encode()
    for path in ("a.zip", "收件/b.zip"):
        data = zipped({"幼儿园/a.txt": bad, "小学/a.txt": bad, "明德.txt": bad})
        Path(path).write_bytes(data)
    assert check(cli, "a.zip", "收件") == {
        "a.zip!幼儿园/a.txt": "complied",
        "a.zip!小学/a.txt": "not-complied",
        "a.zip!明德.txt": "complied",
        "收件/b.zip!幼儿园/a.txt": "complied",
        "收件/b.zip!小学/a.txt": "complied",
        "收件/b.zip!明德.txt": "complied",
    }


def test_a_configuration_inside_an_archive_configures_nothing(cli: Cli) -> None:
    data = zipped({"plancheck.toml": b"ignore = ['care/']\n", "明德.txt": OTHER})
    assert checked(cli, data) == {"交来.zip!明德.txt": "not-complied"}


def test_an_archive_is_never_overwritten(cli: Cli) -> None:
    data = zipped({"计划.txt": PLAN})
    Path("a.zip").write_bytes(data)
    for path in ("a.zip", "a.zip!计划.txt"):
        assert cli("check", path, "-o", "a.zip").code == 2
    assert Path("a.zip").read_bytes() == data


def test_evaluate_finds_plans_in_archives(cli: Cli) -> None:
    Path("标注").mkdir()
    label = '{"requirements": {"care/visits": "%s"}}'
    Path("标注/育英.json").write_text(label % "met", encoding="utf-8")
    Path("标注/明德.json").write_text(label % "missing", encoding="utf-8")
    inner = zipped({"明德.txt": OTHER, "多余.txt": PLAN})
    Path("a.zip").write_bytes(zipped({"区/育英.txt": PLAN, "b.zip": inner}))
    result = cli("evaluate", "标注", "a.zip", "--format", "json")
    assert result.json["agreement"] == {"n": 2, "agree": 2, "share": 1.0}
    assert result.json["unmatched"]["files"] == ["a.zip!b.zip!多余.txt"]
