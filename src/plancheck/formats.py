"""Formats as plugins offer them: readers of files, writers of reports."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

from plancheck.model import Document


class Source(NamedTuple):
    """A file's content as a reader gets it."""

    name: str
    """The file's name without its folder, for its suffix and for messages."""
    data: bytes
    """All bytes of the file, at most :data:`plancheck.limits.FILE` of them."""


@dataclass(frozen=True, slots=True)
class Reader:
    """One family of formats.

    :param name: short name, such as ``docx``
    :param suffixes: lower-case suffixes with the dot, such as ``(".docx", ".docm")``
    :param sniff: tells from a file's first bytes (at most 4,096) whether it is surely of this
        family; never imports anything heavy
    :param read: turns the content into a document
    """

    name: str
    suffixes: tuple[str, ...]
    sniff: Callable[[bytes], bool]
    read: Callable[[Source], Document]
    """:raises plancheck.api.Unreadable: when the text cannot be had"""
    fallback: bool = False
    """Whether it is asked to read what no reader knows by content or suffix."""
    in_folders: bool = True
    """Whether its suffixes are looked for in a folder; else only a file that is named is read."""


@dataclass(frozen=True, slots=True)
class Report:
    """One way of writing results.

    :param name: what ``--format`` takes
    :param write: turns the report (``report.schema.json``) into pieces of text, in order
    """

    name: str
    write: Callable[[Mapping[str, Any], "Style"], Iterable[str]]


@dataclass(frozen=True, slots=True)
class Style:
    """How a report for people is drawn."""

    lang: str = "zh"
    """``zh`` or ``en``."""
    color: bool = False
    """Whether ANSI colours may be used; only on a terminal."""
    width: int = 80
    """Columns of the terminal; a Chinese character takes two."""
    quiet: bool = False
    """Only what needs attention."""
