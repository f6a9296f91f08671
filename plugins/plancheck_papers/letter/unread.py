"""What could not be read or judged, said to whoever sent the file.

The report speaks to who runs the check: of programs to install, of rules that failed. A school
needs to know why its file was of no use, and what to send instead.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from plancheck_papers.letter.words import Words

Json = Mapping[str, Any]

KINDS = ("archive", "damaged", "empty", "encrypted", "kind", "large", "ours", "scan")
"""Each has its sentence in the catalogue, as ``letter.unread.damaged``."""

CODES: Mapping[str, str] = {
    "archive.bomb": "archive",
    "archive.broken": "damaged",
    "archive.damaged": "damaged",
    "archive.duplicate": "archive",
    "archive.encrypted": "encrypted",
    "archive.link": "archive",
    "archive.members": "archive",
    "archive.method": "archive",
    "archive.nested": "archive",
    "archive.no-library": "archive",
    "archive.no-member": "ours",
    "archive.nothing": "archive",
    "archive.only-named": "archive",
    "archive.outside": "archive",
    "archive.slow": "archive",
    "archive.too-large": "archive",
    "archive.truncated": "damaged",
    "doc.damaged": "damaged",
    "doc.not-converted": "damaged",
    "doc.too-many-runs": "damaged",
    "doc.word95": "kind",
    "document.invalid": "kind",
    "document.no-json": "kind",
    "document.other": "kind",
    "document.version": "kind",
    "docx.encrypted": "encrypted",
    "docx.old-word": "kind",
    "docx.ole": "kind",
    "docx.other": "kind",
    "foreign.archive": "archive",
    "foreign.cut-off": "damaged",
    "foreign.image": "scan",
    "foreign.mail": "kind",
    "foreign.ofd": "kind",
    "foreign.pdf": "kind",
    "foreign.sheet": "kind",
    "foreign.slides": "kind",
    "foreign.word-xml": "kind",
    "foreign.works": "kind",
    "mail.nested": "archive",
    "mht.no-page": "empty",
    "pdf.broken": "damaged",
    "pdf.damaged": "damaged",
    "pdf.encrypted": "encrypted",
    "pdf.fonts": "scan",
    "pdf.no-library": "ours",
    "pdf.pages": "large",
    "pdf.scan": "scan",
    "pdf.slow": "damaged",
    "read.crashed": "ours",
    "read.device": "ours",
    "read.directory": "ours",
    "read.empty": "empty",
    "read.fifo": "ours",
    "read.gone": "ours",
    "read.no-reader": "kind",
    "read.no-text": "scan",
    "read.not-text": "kind",
    "read.os": "ours",
    "read.permission": "ours",
    "read.socket": "ours",
    "read.too-large": "large",
    "read.too-many-blocks": "large",
    "read.too-many-cells": "large",
    "read.too-much-text": "large",
    "rtf.deep": "damaged",
    "run.crashed": "ours",
    "scan.damaged": "damaged",
    "scan.no-program": "scan",
    "scan.no-text": "scan",
    "scan.too-large": "scan",
    "xls.broken": "damaged",
    "xls.damaged": "damaged",
    "xls.encrypted": "encrypted",
    "xls.no-library": "kind",
    "xls.slow": "damaged",
    "xml.damaged": "damaged",
    "xml.deep": "damaged",
    "xml.dtd": "damaged",
    "xml.large": "damaged",
    "zip.bomb": "damaged",
    "zip.damaged": "damaged",
    "zip.duplicate": "damaged",
    "zip.encrypted": "encrypted",
    "zip.members": "damaged",
    "zip.method": "damaged",
    "zip.missing": "damaged",
    "zip.none": "kind",
    "zip.too-large": "damaged",
    "zip.truncated": "damaged",
}
"""Why a file could not be read, by the code of the report → what a school is told."""


DAMAGED = frozenset(
    (
        "health.cut",
        "health.page-damaged",
        "health.part",
        "health.repaired",
        "health.undecoded",
        "health.zeros",
    )
)
"""What was lost of a file that was read, of which a school is told no more than that it was."""


def why_unreadable(problem: Json, words: Words) -> str:
    """Say why a file could not be read and what to send; in its own words where it is not known."""
    kind = CODES.get(problem["code"])
    if kind is None:
        return words.sentence(words.plain(problem["message"]))
    return words.text(f"letter.unread.{kind}")


def not_judged(plan: Json, words: Words) -> Iterator[str]:
    """Yield sentences on what could not be judged; none where all was."""
    rules = [each["rule"] for each in plan["results"] if each["status"] == "unknown"]
    lost = [_lost(each, words) for each in plan["health"] if each["grade"] == "blocking"]
    yield from dict.fromkeys(lost)
    if rules:
        code = "letter.unknown" if lost else "letter.unknown.ours"
        yield words.text(code, names=words.names(dict.fromkeys(rules)))


def _lost(health: Json, words: Words) -> str:
    """Say what was not read, and what to do."""
    if health["code"] in DAMAGED:
        return words.text("letter.lost")
    return words.sentence(words.plain(health["message"]))
