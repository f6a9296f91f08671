"""Mails: what is attached is handed in; a mail without attachments is the plan itself."""

import base64
from email.message import EmailMessage
from pathlib import Path
from urllib.parse import quote

import pytest
from cli_kit import Cli

from archives.archive_builder import OTHER, PLAN, zipped
from archives.test_zip import WORD, check, checked, cli

__all__ = ["cli"]

NAME = "育英小学计划.txt"
HTML = f"<html><body><p>{PLAN.decode()}</p></body></html>"


def mail(*attached: tuple[str, bytes], text: str = "请查收。", html: str = "") -> EmailMessage:
    message = EmailMessage()
    message["Subject"] = "工会计划"
    message["From"] = "a@example.org"
    message["Message-ID"] = "<1@example.org>"
    message.set_content(text)
    if html:
        message.add_alternative(html, subtype="html")
    for name, content in attached:
        message.add_attachment(
            content, maintype="application", subtype="octet-stream", filename=name
        )
    return message


def with_headers(headers: bytes, content: bytes = PLAN) -> bytes:
    """Return a mail with one attachment of which the headers are given."""
    return (
        b"Received: by example\r\nMIME-Version: 1.0\r\n"
        b'Content-Type: multipart/mixed; boundary="b"\r\n\r\n'
        b"--b\r\nContent-Type: text/plain\r\n\r\n.\r\n--b\r\n"
        + headers.replace(b"\n", b"\r\n")
        + b"\r\nContent-Transfer-Encoding: base64\r\n\r\n"
        + base64.encodebytes(content)
        + b"\r\n--b--\r\n"
    )


def test_attachments_are_submissions(cli: Cli) -> None:
    data = mail(("石桥.docx", WORD), ("明德.txt", OTHER)).as_bytes()
    assert checked(cli, data, "来信.eml") == {
        "来信.eml!石桥.docx": "complied",
        "来信.eml!明德.txt": "not-complied",
    }


@pytest.mark.parametrize(
    "headers",
    [
        pytest.param(
            b"Content-Disposition: attachment; filename*=UTF-8''" + quote(NAME).encode(),
            id="RFC 2231, UTF-8",
        ),
        pytest.param(
            b"Content-Disposition: attachment;\n filename*0*=GBK''"
            + quote(NAME.encode("gbk")[:7]).encode()
            + b";\n filename*1*="
            + quote(NAME.encode("gbk")[7:]).encode(),
            id="RFC 2231, GBK in pieces",
        ),
        pytest.param(
            b'Content-Disposition: attachment;\n filename="=?UTF-8?B?'
            + base64.b64encode(NAME.encode())
            + b'?="',
            id="RFC 2047, UTF-8",
        ),
        pytest.param(
            b'Content-Type: application/octet-stream;\n name="=?gb2312?B?'
            + base64.b64encode(NAME.encode("gbk")[:5])
            + b"?=\n =?gb2312?B?"
            + base64.b64encode(NAME.encode("gbk")[5:])
            + b'?="',
            id="RFC 2047, GBK, a character cut in two",
        ),
        pytest.param(
            f'Content-Disposition: attachment; filename="{NAME}"'.encode("gbk"), id="bare GBK"
        ),
        pytest.param(
            f'Content-Disposition: attachment; filename="C:\\a\\{NAME}"'.encode(), id="bare UTF-8"
        ),
    ],
)
def test_names_are_decoded(cli: Cli, headers: bytes) -> None:
    assert checked(cli, with_headers(headers), "a.eml") == {f"a.eml!{NAME}": "complied"}


@pytest.mark.parametrize(
    "message",
    [
        pytest.param(mail(text=PLAN.decode()), id="text"),
        pytest.param(mail(text=PLAN.decode(), html="<p>组织学习</p>"), id="text before html"),
        pytest.param(mail(("签名.vcf", b"x"), text=PLAN.decode()), id="beside what is no plan"),
    ],
)
def test_a_mail_without_a_plan_attached_is_its_text(cli: Cli, message: EmailMessage) -> None:
    assert checked(cli, message.as_bytes(), "来信.eml") == {"来信.eml": "complied"}


def test_a_mail_of_html_alone_is_read_as_a_page(cli: Cli) -> None:
    message = EmailMessage()
    message["Subject"] = "计划"
    message.set_content(HTML, subtype="html", charset="gb18030")
    assert checked(cli, message.as_bytes(), "a.eml") == {"a.eml": "complied"}


def test_text_in_gbk_that_says_so_or_not(cli: Cli) -> None:
    head = b"Received: x\r\nContent-Type: text/plain%s\r\nContent-Transfer-Encoding: 8bit\r\n\r\n"
    text = PLAN.decode().encode("gbk")
    for number, charset in enumerate((b"; charset=gb2312", b"", b"; charset=x-unknown")):
        name = f"{number}.eml"
        assert checked(cli, head % charset + text, name) == {name: "complied"}


def test_a_picture_in_the_text_is_no_submission(cli: Cli) -> None:
    message = mail(text=PLAN.decode(), html="<img src='cid:1'>")
    page = message.get_payload()[1]  # type: ignore[index]
    page.add_related(b"\x89PNG", "image", "png", cid="<1>", filename="logo.png")  # type: ignore[union-attr]
    assert checked(cli, message.as_bytes(), "a.eml") == {"a.eml": "complied"}


def test_a_workbook_attached_is_not_passed_over_in_silence(cli: Cli) -> None:
    data = mail(("计划.xlsx", b"x")).as_bytes()
    assert checked(cli, data, "a.eml") == {"a.eml": "archive.only-named"}
    assert "a.eml!计划.xlsx" in cli("check", "a.eml").out


def test_mails_and_archives_inside(cli: Cli) -> None:
    inner = mail(("计划.zip", zipped({"b.txt": PLAN})))
    outer = mail(("a.txt", OTHER))
    outer.add_attachment(inner)
    assert checked(cli, outer.as_bytes(), "a.eml") == {
        "a.eml!a.txt": "not-complied",
        "a.eml!3.eml!计划.zip!b.txt": "complied",
    }
    assert check(cli, "a.eml!3.eml!计划.zip") == {"a.eml!3.eml!计划.zip!b.txt": "complied"}


def test_mails_are_found_in_folders(cli: Cli) -> None:
    Path("收件").mkdir()
    Path("收件/a.EML").write_bytes(mail(("a.txt", PLAN)).as_bytes())
    assert check(cli, "收件") == {"收件/a.EML!a.txt": "complied"}


def test_a_pasted_text_that_looks_like_a_mail_stays_a_text(cli: Cli) -> None:
    text = "标题: 2024年工会计划\nFrom: 甲\n走访慰问\n".encode()
    assert checked(cli, text, "a.txt") == {"a.txt": "complied"}


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "read.empty"),
        (b"Received: x\r\n", "archive.nothing"),
        (b"From: x\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n--b", "archive.nothing"),
        (
            b"From: x\r\n"
            + b"".join(
                b"Content-Type: multipart/mixed; boundary=%d\r\n\r\n--%d\r\n" % (n, n)
                for n in range(999)
            ),
            "mail.nested",
        ),
        (
            b"From: x\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n"
            + b"--b\r\nContent-Disposition: attachment\r\n\r\nx\r\n" * 2000,
            "mail.nested",
        ),
    ],
)
def test_a_mail_that_cannot_be_read_is_one_line(cli: Cli, data: bytes, code: str) -> None:
    assert checked(cli, data, "a.eml") == {"a.eml": code}


def test_headers_without_end_take_no_time(cli: Cli) -> None:
    long = b'Content-Disposition: attachment; filename="' + b'\\";' * 300_000
    found = checked(cli, with_headers(long), "a.eml")
    assert list(found) == ["a.eml"]


def test_a_part_whose_encoding_is_nonsense_is_no_crash(cli: Cli) -> None:
    head = b"Received: x\r\nContent-Type: text/plain; charset=a\0b\r\n\r\n"
    assert checked(cli, head + PLAN, "a.eml") == {"a.eml": "complied"}
