"""All that a plugin may import."""

from plancheck import documents, limits, terminal
from plancheck.cards import collect
from plancheck.errors import CardError, PlancheckError, PluginError, SetupError, Unreadable
from plancheck.formats import Reader, Report, Source, Style
from plancheck.hookspecs import hookimpl
from plancheck.messages import text as message
from plancheck.model import (
    Block,
    Cell,
    Document,
    Grade,
    Health,
    Paragraph,
    Place,
    Table,
    Zone,
)
from plancheck.places import where
from plancheck.reading.plan import (
    Clause,
    Entry,
    Layout,
    Month,
    PartKind,
    Period,
    Plan,
    Role,
    Schedule,
    Statement,
)
from plancheck.rule import (
    Basis,
    Example,
    Finding,
    NearMiss,
    Quote,
    Rule,
    Severity,
    Status,
    Verdict,
)

__all__ = [
    "Basis",
    "Block",
    "CardError",
    "Cell",
    "Clause",
    "Document",
    "Entry",
    "Example",
    "Finding",
    "Grade",
    "Health",
    "Layout",
    "Month",
    "NearMiss",
    "Paragraph",
    "PartKind",
    "Period",
    "Place",
    "Plan",
    "PlancheckError",
    "PluginError",
    "Quote",
    "Reader",
    "Report",
    "Role",
    "Rule",
    "Schedule",
    "SetupError",
    "Severity",
    "Source",
    "Statement",
    "Status",
    "Style",
    "Table",
    "Unreadable",
    "Verdict",
    "Zone",
    "collect",
    "documents",
    "hookimpl",
    "limits",
    "message",
    "terminal",
    "where",
]
