"""Formats as plugins offer them: readers of files, containers of files, reports and papers."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from plancheck.model import Document


class Source(NamedTuple):
    """A file's content as a reader gets it."""

    name: str
    """The file's name without its folder, for its suffix and for messages."""
    data: bytes
    """All bytes of the file, at most :data:`plancheck.limits.FILE` of them; of a container at most
    :data:`plancheck.limits.ARCHIVE`."""


class Need(NamedTuple):
    """Something that not every installation has: what ``plancheck plugins`` tells of a format."""

    name: str
    """Of the library or program."""
    there: bool
    advice: str
    """What it is for and how it is had: the id of a message, or the sentence itself."""
    optional: bool = False
    """Whether the format is read without it, too."""


def _nothing() -> tuple[Need, ...]:
    return ()


def _willing(letter: Mapping[str, str]) -> None:
    del letter


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
    needs: Callable[[], Iterable[Need]] = _nothing
    """Tells what it works with that may be missing on this machine."""


class Member(NamedTuple):
    """A file inside a container.

    It is asked for its content before the next one is looked at, or not at all; a spare one after
    all others.
    """

    name: str
    """Its path inside, with slashes; empty for what is the container's own, such as a mail's
    text."""
    read: Callable[[int], bytes]
    """Unpacks it: at most so many bytes, and one more when there are more.

    :raises plancheck.api.Unreadable: when that cannot be done; the next member is taken up"""
    spare: bool = False
    """Whether it counts only where no other member does."""
    suffix: str = ""
    """What it is read as, where its name does not say: a suffix with the dot."""


@dataclass(frozen=True, slots=True)
class Container:
    """One family of files that hold submissions: archives, mails.

    Names, nesting, sizes and numbers are judged by plancheck; a container does not unpack more than
    it is asked for, and writes nothing to a disk.

    :param name: short name, such as ``zip``
    :param suffixes: lower-case suffixes with the dot, such as ``(".zip",)``
    :param sniff: tells whether a file that no reader claims by its suffix is of this family
    :param members: opens it and yields what is inside, one after another
    """

    name: str
    suffixes: tuple[str, ...]
    sniff: Callable[[Source], bool]
    members: Callable[[Source], Iterable[Member]]
    """:raises plancheck.api.Unreadable: when it cannot be opened, or not be read to its end"""
    needs: Callable[[], Iterable[Need]] = _nothing
    """Tells what it works with that may be missing on this machine."""


def _nobody(_: bytes) -> bool:
    return False


@dataclass(frozen=True, slots=True)
class Report:
    """One way of writing results.

    :param name: what ``--format`` takes
    :param write: turns the report (``report.schema.json``) into pieces, in order: of text, or of
        bytes where the format is binary
    """

    name: str
    write: Callable[[Mapping[str, Any], "Style"], Iterable[str] | Iterable[bytes]]
    binary: bool = False
    """Whether it is made of bytes; such a one is not written to a terminal."""
    with_text: bool = False
    """Whether it shows the plans' text: each plan then has its ``blocks``."""
    each: Callable[[Mapping[str, Any], Mapping[str, Any], "Style"], str] | None = None
    """Writes one plan by itself, as soon as it is judged: gets what is known of the run beforehand
    (the report without plans and counts) and the plan. ``write`` then gets a report that has no
    plans left."""
    own: Callable[[bytes], bool] = _nobody
    """Tells from a file's bytes whether it is such a report, and so no submission. Never raises."""
    desk: Mapping[str, str] = field(default_factory=dict)
    """Language → name of the file under which ``plancheck review`` writes it; empty where it does
    not."""


@dataclass(frozen=True, slots=True)
class Paper:
    """Something a reviewer sends back or files with one plan: an annotated copy, a letter.

    :param name: short name, such as ``letter``
    :param suffix: language → what follows the name of the plan's file, without its own suffix, such
        as ``.审核意见.docx``
    :param write: makes the paper of the report, one plan of it (with its ``blocks``), and the
        submitted file; no bytes where there is nothing to write, as for a file that nobody could
        read. The source is None when the file could not be had.
    """

    name: str
    suffix: Mapping[str, str]
    write: Callable[[Mapping[str, Any], Mapping[str, Any], Source | None, "Style"], bytes]
    ready: Callable[[Mapping[str, str]], None] = _willing
    """Sees, before any plan is read, whether it can be written with what a profile in use says for
    letters (its table ``letter``).

    :raises plancheck.api.SetupError: when it cannot, as for a template that is not there"""
    own: Callable[[bytes], bool] = _nobody
    """Tells from a file's bytes whether it is such a paper as it was written, and so no submission;
    an annotated copy that somebody has since worked in is one. Never raises."""


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
