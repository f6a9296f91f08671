"""Reader of documents given as structured data (``document.schema.json``)."""

from plancheck.api import Document, Reader, Source, Unreadable, documents, regex

_OBJECT = regex(rb'(?:\xef\xbb\xbf)?\s*\{\s*"')


def sniff(head: bytes) -> bool:
    """Tell whether a file begins like a JSON object."""
    return _OBJECT.match(head) is not None


def read(source: Source) -> Document:
    """Read a document from JSON, in the form that ``plancheck show --document`` writes.

    :raises plancheck.api.Unreadable: naming the place in the JSON that is wrong
    """
    import json

    from plancheck_readers.encoding import decode

    try:
        data = json.loads(decode(source.data).text)
    except json.JSONDecodeError as error:
        raise Unreadable("document.no-json", line=error.lineno, column=error.colno) from error
    except (ValueError, RecursionError) as error:  # endless digits, endless nesting
        raise Unreadable("document.no-json", line=1, column=1) from error
    return documents.from_dict(data)


READER = Reader(name="json", suffixes=(".json",), sniff=sniff, read=read, in_folders=False)
"""Named files only: most JSON beside plans is something else, a report of ours for one."""
