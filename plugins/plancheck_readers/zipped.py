"""Container: ``.zip`` archives of submissions.

Only this module is imported when the run starts; what opens them comes with the first one. A
document that is a zip file by its making (``.docx``, ``.odt`` …) is none, whatever it is called.
"""

from collections.abc import Iterable

from plancheck.api import Container, Member, Source

_MAGIC = (b"PK\x03\x04", b"PK\x05\x06")
"""How a zip file begins; one that holds nothing begins with its end."""


def sniff(source: Source) -> bool:
    """Tell whether a file is an archive."""
    if not source.data.startswith(_MAGIC):
        return False
    from plancheck_readers.archives.zipped import is_archive

    return is_archive(source.data)


def members(source: Source) -> Iterable[Member]:
    """Yield the files in an archive.

    :raises plancheck.api.Unreadable: when it is cut off
    """
    from plancheck_readers.archives.zipped import members

    return members(source.data)


CONTAINER = Container("zip", (".zip",), sniff, members)
