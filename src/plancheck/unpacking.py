"""From the files to check to the documents in them: an archive gives each of its members.

An archive is read in one go from its beginning to its end, and of its members one is held at a
time. Nothing is ever written to a disk. What is wrong with a member concerns that member; what is
wrong with an archive, or reaches a cap of :mod:`plancheck.limits`, is told of the archive.
"""

import os
from collections.abc import Callable, Collection, Iterable, Iterator
from itertools import groupby
from typing import NamedTuple

from plancheck import foreign, limits
from plancheck.errors import Unreadable
from plancheck.files import INSIDE, Submission, is_passed_over, is_wanted, shown
from plancheck.formats import Container, Member, Reader, Source
from plancheck.loading import fetch, fetch_address, fetch_stdin, too_large

_MACINTOSH = "__MACOSX"
"""Folder into which macOS packs what it knows of files besides their content."""


class Formats(NamedTuple):
    """The formats that are known."""

    readers: tuple[Reader, ...]
    containers: tuple[Container, ...] = ()

    @property
    def suffixes(self) -> frozenset[str]:
        """The suffixes of all that is read where files are looked for."""
        offered = [reader.suffixes for reader in self.readers if reader.in_folders]
        offered += [container.suffixes for container in self.containers]
        return frozenset(suffix for each in offered for suffix in each if suffix)

    @property
    def handed_in(self) -> frozenset[str]:
        """The suffixes under which plans are handed in, readable or not."""
        return self.suffixes | foreign.HANDED_IN

    def may_hold(self, name: str) -> bool:
        """Tell whether a file of this name may be a container: no reader claims its suffix."""
        suffix = os.path.splitext(name)[1].lower()
        return not any(suffix in reader.suffixes for reader in self.readers)

    def container(self, source: Source) -> Container | None:
        """Return what opens a file; None for one that is a document itself, or nothing known.

        :raises Unreadable: when a container fails over it
        """
        if not self.may_hold(source.name):
            return None
        for container in self.containers:
            try:
                if container.sniff(source):
                    return container
            except (Exception, SystemExit) as error:
                raise _crash(container, error) from error
        return None


class Taken(NamedTuple):
    """A document to read, or why it cannot be had."""

    submission: Submission
    source: Source | None = None
    """Its content; with a problem that of the archive that has it, as far as it could be had."""
    problem: Unreadable | None = None


class _Exhausted(Unreadable):
    """An archive that reaches a cap: nothing more of it is unpacked."""


Fetch = Callable[[Submission, Formats], Source]
"""Gives the content of a file.

:raises Unreadable: when it cannot be had
"""


def fetched(submission: Submission, formats: Formats) -> Source:
    """Return the content of a file.

    :raises Unreadable: when it cannot be had, or is larger than it may be
    """
    if submission.stdin:
        return fetch_stdin(submission.path)
    suffixes = {suffix for each in formats.containers for suffix in each.suffixes}
    archive = is_wanted(os.path.basename(submission.path), suffixes)
    most = limits.ARCHIVE if archive else limits.FILE
    if submission.address:
        return fetch_address(submission.address, submission.path, most)
    return fetch(submission.path, most)


def taken(
    submissions: Iterable[Submission], formats: Formats, get: Fetch = fetched
) -> Iterator[Taken]:
    """Yield the documents of some files, in order, each when it is asked for.

    Members of one archive that follow each other are taken in one go, in the archive's order.

    :param get: gives the content of a file, where that is not on this machine's disk
    """
    for submission, members in by_file(submissions):
        yield from _Opening(formats, submission, members, get=get).taken()


def listed(submissions: Iterable[Submission], formats: Formats) -> Iterator[Submission]:
    """Yield the submissions in some files: archives are replaced by their members.

    What holds no other archive is not unpacked for that, nor read at all.
    """
    for submission, members in by_file(submissions):
        if members or submission.stdin or not formats.may_hold(submission.path):
            yield from members or (submission,)
            continue
        opening = _Opening(formats, submission, members, names_only=True)
        yield from (each.submission for each in opening.taken())


def by_file(
    submissions: Iterable[Submission],
) -> Iterator[tuple[Submission, tuple[Submission, ...]]]:
    """Yield each file with the members that are wanted of it; none when it is wanted whole."""
    for archive, group in groupby(submissions, key=lambda each: each.archive):
        if archive:
            members = tuple(group)
            address = members[0].address
            yield Submission(shown(archive), archive, address=address), members
        else:
            yield from ((each, ()) for each in group)


class _Rest:
    """What of a container is not taken as a member of it."""

    def __init__(self) -> None:
        self.spare: Member | None = None
        self.named = ""
        """The first member that would be read if it were named."""


class _Opening:
    """One file of the command line, and what is counted while it is opened.

    :param wanted: the only members that are asked for; all when empty
    :param names_only: whether only names are asked for, not contents
    """

    def __init__(
        self,
        formats: Formats,
        outermost: Submission,
        wanted: tuple[Submission, ...],
        *,
        names_only: bool = False,
        get: Fetch = fetched,
    ) -> None:
        self.formats = formats
        self.outermost = outermost
        self.wanted = wanted
        self.names_only = names_only
        self._get = get
        self._count = 0
        self._left = limits.UNPACKED  # bytes that may still be unpacked
        self._too_much = "archive.too-large"  # what is wrong when there are more
        self._told: set[str] = set()  # paths of members that were found

    def taken(self) -> Iterator[Taken]:
        """Yield what is asked for."""
        source = None
        try:
            source = self._get(self.outermost, self.formats)
            ratio = max(limits.RATIO_FLOOR, limits.RATIO * len(source.data))
            if ratio < self._left:
                self._left, self._too_much = ratio, "archive.bomb"
            yield from self._content(self.outermost, source, 1)
            problem = Unreadable("archive.no-member")
        except Unreadable as error:
            problem = error
        for submission in self.wanted or (self.outermost,):
            if submission.path not in self._told:
                yield Taken(submission, source, problem)

    def _content(self, submission: Submission, source: Source, depth: int) -> Iterator[Taken]:
        """Yield a document, or what is in a container."""
        container = self.formats.container(source) if source.data else None
        if container is not None and depth > limits.NESTING:
            raise Unreadable("archive.nested", most=limits.NESTING)
        if container is not None:
            yield from self._members(submission, source, container, depth)
        elif depth > 1 or not self.wanted:
            yield Taken(submission, source)
        else:
            return
        self._told.add(submission.path)

    def _members(
        self, outer: Submission, source: Source, container: Container, depth: int
    ) -> Iterator[Taken]:
        seen: set[str] = set()
        rest = _Rest()
        for submission, member in self._chosen(outer, source, container, rest):
            try:
                _check_twice(submission, seen)
                yield from self._member(submission, member, container, depth)
            except _Exhausted:
                raise
            except Unreadable as problem:
                yield Taken(submission, problem=problem)
            self._told.add(submission.path)
        if not seen and not self._only_some(outer.path):
            yield from self._instead(outer, source, container, rest)

    def _chosen(
        self, outer: Submission, source: Source, container: Container, rest: "_Rest"
    ) -> Iterator[tuple[Submission, Member]]:
        """Yield the members that are asked for; take note of what may stand in for them."""
        for member in _guarded(container, source):
            self._count += 1
            if self._count > limits.ENTRIES:
                raise _Exhausted("archive.members", most=limits.ENTRIES)
            if member.spare:
                rest.spare = rest.spare or member
                continue
            submission = _inside(outer, member)
            if self._wants(submission.path, member.name):
                yield submission, member
            elif not rest.named and self._reads(member.name):
                rest.named = submission.name

    def _instead(
        self, outer: Submission, source: Source, container: Container, rest: "_Rest"
    ) -> Iterator[Taken]:
        """Yield what counts where no member does, under the container's own name.

        :raises Unreadable: when there is nothing
        """
        if rest.named:
            raise Unreadable("archive.only-named", example=rest.named)
        if rest.spare is None:
            raise Unreadable("archive.nothing", suffixes=sorted(self.formats.suffixes))
        name = os.path.splitext(source.name)[0] + rest.spare.suffix
        yield Taken(outer, Source(name, self._unpacked(rest.spare, container)))

    def _member(
        self, submission: Submission, member: Member, container: Container, depth: int
    ) -> Iterator[Taken]:
        name = os.path.basename(submission.path)
        _check_name(_tidy(member.name))
        if self.names_only and not self._is_container(name):
            yield Taken(submission)
            return
        source = Source(name + member.suffix, self._unpacked(member, container))
        yield from self._content(submission, source, depth + 1)

    def _is_container(self, name: str) -> bool:
        return any(is_wanted(name, each.suffixes) for each in self.formats.containers)

    def _reads(self, name: str) -> bool:
        """Tell whether a member could be read if it were named, such as a workbook."""
        suffixes = {suffix for reader in self.formats.readers for suffix in reader.suffixes}
        return self._is_shown(name, suffixes)

    def _wants(self, path: str, name: str) -> bool:
        """Tell whether a member is asked for: by its path, or as it would be in a folder."""
        if any(_leads_to(path, each.path) for each in self.wanted):
            return True
        if self._only_some(path):
            return False
        return self._is_shown(name, self.formats.handed_in)

    def _is_shown(self, name: str, suffixes: Collection[str]) -> bool:
        """Tell whether a search of folders would give a member."""
        *folders, own = _tidy(name).split("/")
        passed_over = any(
            folder not in ("", "..") and (is_passed_over(folder) or folder == _MACINTOSH)
            for folder in folders
        )
        return not passed_over and is_wanted(own, suffixes)

    def _only_some(self, path: str) -> bool:
        """Tell whether of what lies there only some members are asked for by name."""
        return bool(self.wanted) and not any(_leads_to(each.path, path) for each in self.wanted)

    def _unpacked(self, member: Member, container: Container) -> bytes:
        """Unpack a member.

        :raises Unreadable: when that cannot be done, or it is too large
        """
        most = min(limits.FILE, self._left)
        try:
            data = member.read(most)
        except Unreadable:
            raise
        except (Exception, SystemExit) as error:
            raise _crash(container, error) from error
        if len(data) > most:
            raise too_large(most) if most == limits.FILE else self._exhausted()
        self._left -= len(data)
        return data

    def _exhausted(self) -> Unreadable:
        return _Exhausted(self._too_much, most=limits.UNPACKED // 1024**2)


def _guarded(container: Container, source: Source) -> Iterator[Member]:
    """Yield the members of a container; whatever goes wrong is an :class:`Unreadable`."""
    try:
        yield from container.members(source)
    except (Unreadable, GeneratorExit):
        raise
    except (Exception, SystemExit) as error:
        raise _crash(container, error) from error


def _crash(container: Container, error: BaseException) -> Unreadable:
    return Unreadable("read.crashed", reader=container.name, kind=type(error).__name__)


def _inside(outer: Submission, member: Member) -> Submission:
    name = _tidy(member.name)
    return Submission(
        f"{outer.name}{INSIDE}{shown(name)}",
        f"{outer.path}{INSIDE}{name}",
        archive=outer.file,
        address=outer.address,
    )


def _check_twice(submission: Submission, seen: set[str]) -> None:
    """Take note of a member.

    :raises Unreadable: when there was one of its name before
    """
    if submission.path in seen:
        raise Unreadable("archive.duplicate")
    seen.add(submission.path)


def _tidy(name: str) -> str:
    """Write a name with slashes, and without steps that lead nowhere."""
    plain = name.replace("\\", "/")
    kept = [step for step in plain.split("/") if step not in ("", ".")]
    return ("/" if plain.startswith("/") else "") + "/".join(kept)


def _check_name(name: str) -> None:
    """Make sure that a name leads nowhere out of its archive.

    :raises Unreadable: when it does: the file could not be where it says
    """
    steps = name.split("/")
    if name.startswith("/") or steps[0][1:2] == ":" or ".." in steps:
        raise Unreadable("archive.outside")


def _leads_to(path: str, other: str) -> bool:
    """Tell whether a path is another's, or that of an archive which the other lies in."""
    return other == path or other.startswith(path + INSIDE)
