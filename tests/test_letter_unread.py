"""The letter on what could not be read or judged."""

from pathlib import Path

from letter_kit import GAP, GOOD, NOTED, markdown, reported, rule, section, word
from test_messages import RAISED
from test_reports import made

import plancheck
import plancheck_papers
from plancheck.errors import Unreadable
from plancheck.model import Grade, Health
from plancheck.outcome import Review
from plancheck_papers.letter import unread


def test_what_could_not_be_judged_is_told_with_what_to_do() -> None:
    lost = Health(Grade.BLOCKING, "health.page-unread", (("pages", "3"),))
    text = markdown(reported(GAP, NOTED, health=[lost]))
    unknown = section(text, "未能判断的内容")
    assert "第3页是图片，没有可以读的文字" in unknown
    assert "“做好a/gap”“做好d/noted”，因此未能判断。" in unknown
    assert "审核结论：待核。" in text
    damaged = Health(Grade.BLOCKING, "health.repaired")
    assert "文件有损坏，没有读全。" in markdown(reported(GAP, health=[damaged]))
    assert "LibreOffice" not in markdown(reported(GAP, health=[damaged]))


def test_a_rule_that_failed_is_our_affair() -> None:
    text = markdown(reported(rule(RuntimeError("x"), "a/crash"), GOOD))
    assert "“做好a/crash”，有待我会人工审核，结果另行告知。" in text
    assert "RuntimeError" not in text


def test_a_file_that_could_not_be_read_gets_a_letter_that_says_what_to_send() -> None:
    report = made(Review("乡镇/计划.zip!育英小学.pdf", None, Unreadable("pdf.no-library")))
    text = markdown(report)
    assert text.startswith("# 关于对《育英小学》的审核意见\n")
    assert "你会报送的文件“育英小学”已收到，但未能读出其中的文字。" in text
    assert "请将计划另存为 Word 文档（.docx），再报送一次。" in text
    assert "pip" not in text
    assert "审核结论" not in text
    assert word(report).startswith(b"PK")


def test_a_school_is_told_why_in_its_own_words_whatever_the_reason() -> None:
    root = Path(plancheck.__file__).parent
    pack = Path(plancheck_papers.__file__).parents[1]
    files = [*root.rglob("*.py"), *pack.glob("plancheck_readers/**/*.py")]
    told = {code for file in files for code in RAISED.findall(file.read_text("utf-8"))}
    heads = {code.partition(".")[0] for code in unread.CODES}
    files_of = {code for code in told if code.partition(".")[0] in heads}
    assert files_of - set(unread.CODES) == set()
    assert set(unread.CODES.values()) == set(unread.KINDS)
    own = made(Review("a.x", None, Unreadable("请另存一份")))
    assert "请另存一份。" in markdown(own)
