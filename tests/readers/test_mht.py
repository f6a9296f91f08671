"""The page inside a web archive is read."""

import base64
import quopri

import pytest
from readers.reading import paragraphs

from plancheck.api import Source, Unreadable
from plancheck_readers.mht import READER

HEADERS = (
    'From: <Saved by Word>\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related; boundary="X"'
)
PICTURE = "Content-Type: image/png\r\nContent-Transfer-Encoding: base64\r\n\r\niVBORw0KGgo="
PAGE = "<html><body><p>召开教代会</p></body></html>"


def archive(*parts: str, headers: str = HEADERS) -> bytes:
    pieces = "".join(f"--X\r\n{part}\r\n" for part in parts)
    return f"{headers}\r\n\r\n{pieces}--X--\r\n".encode()


def page(codec: str, encoding: str, text: str = PAGE) -> str:
    data = text.encode(codec)
    body = quopri.encodestring(data) if encoding != "base64" else base64.encodebytes(data)
    return (
        f'Content-Type: text/html; charset="{codec}"\r\n'
        f"Content-Transfer-Encoding: {encoding}\r\n\r\n{body.decode()}"
    )


@pytest.mark.parametrize("codec", ["utf-8", "gb2312", "big5"])
@pytest.mark.parametrize("encoding", ["quoted-printable", "base64"])
def test_the_page_is_found_and_decoded(codec: str, encoding: str) -> None:
    text = PAGE.replace("开", "開").replace("会", "會") if codec == "big5" else PAGE
    document = READER.read(Source("a.mht", archive(PICTURE, page(codec, encoding, text))))
    assert paragraphs(document) in (["召开教代会"], ["召開教代會"])
    assert document.format == "mht"


def test_the_part_named_as_start_is_the_page() -> None:
    other = page("utf-8", "base64", "<p>页眉")
    named = "Content-ID: <main>\r\n" + page("utf-8", "base64")
    headers = HEADERS + '; start="<main>"'
    data = archive(other, named, headers=headers)
    assert paragraphs(READER.read(Source("a.mht", data))) == ["召开教代会"]


def test_an_archive_of_one_page_without_parts() -> None:
    data = ("MIME-Version: 1.0\r\n" + page("utf-8", "quoted-printable")).encode()
    assert READER.sniff(data)
    assert paragraphs(READER.read(Source("a.mht", data))) == ["召开教代会"]


@pytest.mark.parametrize("data", [archive(PICTURE), b"nothing", HEADERS.encode()])
def test_an_archive_without_a_page_is_refused(data: bytes) -> None:
    with pytest.raises(Unreadable, match=r"mht\.no-page"):
        READER.read(Source("a.mht", data))


def test_sniffing() -> None:
    assert READER.sniff(archive(PICTURE))
    assert not READER.sniff("From: 校工会\n各位老师：召开教代会。".encode())
    assert not READER.sniff(b"<html>")
