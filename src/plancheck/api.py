"""All that a plugin may import."""

from plancheck import documents, limits, terminal
from plancheck.batch import Batch, BatchFinding, BatchPlan, BatchRule, Concerned, Passage
from plancheck.cards import collect
from plancheck.errors import CardError, PlancheckError, PluginError, SetupError, Unreadable
from plancheck.fingerprints import Fingerprints, fingerprint
from plancheck.formats import Container, Member, Need, Paper, Reader, Report, Source, Style
from plancheck.hookspecs import hookimpl
from plancheck.marks import Marks
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
from plancheck.outcome import FailLevel, reaches, weight
from plancheck.patterns import regex
from plancheck.places import Places, where
from plancheck.profile import Profile
from plancheck.profile_cards import collect_profiles
from plancheck.reading.entries import Entries
from plancheck.reading.labels import Label, chinese
from plancheck.reading.outline import Line
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
from plancheck.reading.text import normalise
from plancheck.reading.times import Time, TimeKind, read_times
from plancheck.reading.years import Named, named_periods
from plancheck.rule import (
    Basis,
    Choice,
    Example,
    Finding,
    NearMiss,
    Question,
    Quote,
    Rule,
    Severity,
    Status,
    Verdict,
)
from plancheck.weighing.adviser import Adviser, collect_adviser

__all__ = [
    "Adviser",
    "Basis",
    "Batch",
    "BatchFinding",
    "BatchPlan",
    "BatchRule",
    "Block",
    "CardError",
    "Cell",
    "Choice",
    "Clause",
    "Concerned",
    "Container",
    "Document",
    "Entries",
    "Entry",
    "Example",
    "FailLevel",
    "Finding",
    "Fingerprints",
    "Grade",
    "Health",
    "Label",
    "Layout",
    "Line",
    "Marks",
    "Member",
    "Month",
    "Named",
    "NearMiss",
    "Need",
    "Paper",
    "Paragraph",
    "PartKind",
    "Passage",
    "Period",
    "Place",
    "Places",
    "Plan",
    "PlancheckError",
    "PluginError",
    "Profile",
    "Question",
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
    "Time",
    "TimeKind",
    "Unreadable",
    "Verdict",
    "Zone",
    "chinese",
    "collect",
    "collect_adviser",
    "collect_profiles",
    "documents",
    "fingerprint",
    "hookimpl",
    "limits",
    "message",
    "named_periods",
    "normalise",
    "reaches",
    "read_times",
    "regex",
    "terminal",
    "weight",
    "where",
]
