"""Templates, and what WPS saves under its own suffixes."""

import pytest
from readers.docx_builder import package, xml

from plancheck import loading
from plancheck.api import Document, Paragraph, Source, Unreadable
from plancheck_readers import plancheck_readers

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
TYPES = {
    ".dotx": "application/vnd.openxmlformats-officedocument.wordprocessingml.template.main+xml",
    ".dotm": "application/vnd.ms-word.template.macroEnabledTemplate.main+xml",
    ".docm": "application/vnd.ms-word.document.macroEnabled.main+xml",
    ".wps": "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml",
    ".wpt": "application/vnd.openxmlformats-officedocument.wordprocessingml.template.main+xml",
}


def document(kind: str, part: str) -> bytes:
    """Build a package whose main part is found by its content type alone."""
    return package(
        {
            "[Content_Types].xml": (
                f'<Types><Override PartName="/{part}" ContentType="{kind}"/></Types>'
            ),
            part: xml("w:document", "<w:body><w:p><w:r><w:t>工会</w:t></w:r></w:p></w:body>"),
        }
    )


def parse(name: str, data: bytes) -> Document:
    return loading.parse(Source(name, data), plancheck_readers())


@pytest.mark.parametrize("suffix", TYPES)
def test_each_kind_is_read_whatever_its_name(suffix: str) -> None:
    data = document(TYPES[suffix], "word/document.xml")
    for name in (f"计划{suffix}", "计划", "计划.doc"):
        assert parse(name, data).blocks == (Paragraph("工会"),)


@pytest.mark.parametrize("suffix", TYPES)
def test_an_unusual_main_part_comes_by_the_suffix(suffix: str) -> None:
    assert parse(f"计划{suffix}", document(TYPES[suffix], "main.xml")).format == "docx"


@pytest.mark.parametrize("name", ["计划.wps", "计划.wpt"])
def test_an_old_container_is_no_package(name: str) -> None:
    with pytest.raises(Unreadable):
        parse(name, OLE + bytes(1000))
