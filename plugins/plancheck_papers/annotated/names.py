"""Names of elements, whichever of the two forms of WordprocessingML a document has."""

from typing import NamedTuple

from lxml.etree import QName
from lxml.etree import _Element as Element

TRANSITIONAL = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main"
RELATIONSHIPS = "http://schemas.openxmlformats.org/package/2006/relationships"
TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
XML_SPACE = "{http://www.w3.org/XML/1998/namespace}space"

P, R, T = "p", "r", "t"
FLD_CHAR = "fldChar"


class Form(NamedTuple):
    """One of the two forms."""

    uri: str
    """Of the namespace of text."""
    links: str
    """What the types of its relationships begin with."""

    def name(self, local_name: str) -> str:
        """Return the full name of an element or attribute."""
        return f"{{{self.uri}}}{local_name}"


FORMS = (
    Form(TRANSITIONAL, "http://schemas.openxmlformats.org/officeDocument/2006/relationships"),
    Form(STRICT, "http://purl.oclc.org/ooxml/officeDocument/relationships"),
)


def form_of(root: Element) -> Form | None:
    """Return the form that a part is written in; None for anything else."""
    uri = QName(root).namespace
    return next((form for form in FORMS if form.uri == uri), None)


def local(element: Element) -> str:
    """Return the name of an element of text without its namespace; empty for others."""
    name = element.tag
    if isinstance(name, str):
        for form in FORMS:
            if name.startswith(f"{{{form.uri}}}"):
                return name[len(form.uri) + 2 :]
    return ""
