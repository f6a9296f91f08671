"""A document in Rich Text Format, its tokens obeyed one by one."""

from copy import copy

from plancheck.api import Block, Document, Grade, Paragraph, Unreadable, Zone, limits
from plancheck_readers.rich.shapes import PARTS, VALUE, Property
from plancheck_readers.rich.story import PAGE, Story
from plancheck_readers.rich.tables import Tables, codec_of_page, decoded
from plancheck_readers.rich.tokens import Token, tokens
from plancheck_readers.tally import Tally, length
from plancheck_readers.word.numbering import spaced

_SKIPPED = frozenset({
    "colortbl", "info", "pict", "objdata", "fldinst", "annotation", "atnid", "atnauthor",
    "atntime", "atnref", "atnparent", "atndate", "atrfstart", "atrfend", "bkmkstart", "bkmkend",
    "ftnsep", "ftnsepc", "ftncn", "aftnsep", "aftnsepc", "aftncn", "nonesttables", "shprslt",
    "nonshppict", "result", "objclass", "objname", "themedata", "colorschememapping", "datastore",
    "latentstyles", "revtbl", "rsidtbl", "generator", "xmlnstbl", "filetbl", "pntxta", "pntxtb",
    "sp", "template", "private1", "xe", "tc", "rxe", "txe",
})  # fmt: skip
"""Destinations that hold no text of the document."""
_TABLES = frozenset({"fonttbl", "stylesheet", "listtable", "listoverridetable"})
_KNOWN = frozenset({
    "footnote", "shpinst", "shppict", "do", "nesttableprops", "pntext", "listtext", *_TABLES,
})  # fmt: skip
"""Destinations that are read though older programs may pass them over (``\\*``)."""
_MARGINS = {
    **dict.fromkeys(("header", "headerl", "headerr", "headerf"), Zone.HEADER),
    **dict.fromkeys(("footer", "footerl", "footerr", "footerf"), Zone.FOOTER),
}
_BOXES = frozenset({"shptxt", "dptxbxtext"})
_LABELS = frozenset({"listtext", "pntext"})
_SIGNS = {
    "tab": "\t", "line": "\n", "page": PAGE, "column": PAGE,
    "lquote": "‘", "rquote": "’", "ldblquote": "“", "rdblquote": "”",
    "bullet": "•", "endash": "–", "emdash": "—", "emspace": "\u2003", "enspace": "\u2002",
    "qmspace": "\u2005", "~": "\u00a0", "_": "-", "{": "{", "}": "}", "\\": "\\",
}  # fmt: skip
_ROWS = frozenset({"trowd", "trleft", "cellx", "clmrg", "clvmrg"})
_LARGE = 180 * 567 * 567
"""Half the text area of an A4 page, in square twentieths of a point."""
_LOSSY = 0.005
_NEGATIVE = 65536


class _State:
    """What a group inherits and may change for itself."""

    def __init__(self) -> None:
        self.destination = ""
        self.story: Story | None = None
        self.font: int | None = None
        self.fallback = 1
        """Characters after a ``\\u`` that stand for it in older programs."""
        self.hidden = False
        self.deleted = False
        self.tables = 0
        self.style = 0
        self.outline: int | None = None
        self.list = 0
        self.list_level = 0

    def plain_paragraph(self) -> None:
        self.tables = self.style = self.list = self.list_level = 0
        self.outline = None


def read_rtf(data: bytes) -> Document:
    """Read a document.

    :raises Unreadable: when its groups are nested too deeply or it is too long
    """
    reader = _Reader()
    reader.run(data)
    return reader.document()


class _Reader:
    """Obeys tokens."""

    def __init__(self) -> None:
        self._tally = Tally()
        self._tables = Tables()
        self._body = Story(self._tally, Zone.BODY)
        self._state = _State()
        self._state.story = self._body
        self._stack: list[_State] = []
        self._skip = 0
        self._starred = False
        self._fresh = False
        """Whether the group at hand has just begun."""
        self._pending = bytearray()
        self._codec = ""
        self._label: list[str] | None = None
        self._notes: dict[str, list[Story]] = {"footnote": [], "endnote": []}
        self._margins: list[tuple[str, Story]] = []
        self._first_page = False
        self._property = Property()
        self._size: dict[str, int] = {}

    def run(self, data: bytes) -> None:
        """Obey all tokens up to the end of the outermost group."""
        for token in tokens(data):
            if token.kind == "bytes":
                self._bytes(token.data)
                continue
            if token.kind in "{}":
                self._flush()
                self._skip = 0
                if token.kind == "{":
                    self._open()
                elif self._close():
                    return
            elif self._skip and not (token.word == "u" and token.kind == "word"):
                self._skip -= 1
            else:
                self._control(token)
        if self._stack:
            self._tally.note(Grade.BLOCKING, "health.cut")

    def document(self) -> Document:
        """Return what was read."""
        blocks = self._body.finish()
        self._tally.judge_pictures(blocks)
        whole = length(blocks)
        for notes in self._notes.values():
            for note in notes:
                blocks += note.finish()
        margins: list[Block] = []
        for zone in (Zone.HEADER, Zone.FOOTER):
            for word, story in self._margins:
                if story.zone is zone and (self._first_page or not word.endswith("f")):
                    margins += story.finish()
        blocks += dict.fromkeys(margins)
        lost = sum(_lost(block) for block in blocks)
        for _ in range(min(lost, 1)):
            grade = Grade.BLOCKING if lost > _LOSSY * whole else Grade.NOTICE
            self._tally.note(grade, "health.undecoded")
        return Document("rtf", tuple(blocks), self._tally.health)

    # -- groups

    def _open(self) -> None:
        if len(self._stack) >= limits.GROUPS:
            raise Unreadable("rtf.deep", most=limits.GROUPS)
        self._stack.append(self._state)
        self._state = copy(self._state)
        self._starred, self._fresh = False, True
        if self._state.destination == "stylesheet":
            self._tables.begin_style()

    def _close(self) -> bool:
        """End a group; tell whether it was the outermost."""
        if not self._stack:
            return True
        inner, self._state = self._state, self._stack.pop()
        self._fresh = False
        if inner.destination in _LABELS and self._state.destination != inner.destination:
            self._end_label()
        if inner.destination == "pict" and self._state.destination != "pict":
            self._picture()
        if inner.destination == VALUE and self._state.destination != VALUE:
            self._drawn_words()
        return not self._stack

    def _destination(self, word: str) -> bool:
        """Begin a destination; tell whether the word is one."""
        state = self._state
        if state.destination == "sp" and word in PARTS:
            self._property.begin(word)
            state.destination = word
            return True
        if state.destination in PARTS:
            shown = word == "pict" and self._property.is_picture
            state.destination = "pict" if shown else "objdata"
            self._size = {}
            return True
        unknown = self._starred and word not in _KNOWN
        if state.destination in _SKIPPED or not (unknown or self._is_destination(word)):
            return False
        if word == "object":
            self._tally.note(Grade.BLOCKING, "health.embedded", "object")
            word = "objdata"
        if word in _LABELS:
            self._label = []
        zone = _MARGINS.get(word)
        if zone:
            self._margins.append((word, self._begin_story(zone)))
        elif word == "footnote":
            self._notes["footnote"].append(self._begin_story(Zone.FOOTNOTE))
        elif word in _BOXES and state.story:
            outer = state.story
            outer.floating.append(self._begin_story(outer.zone))
        state.destination = "objdata" if unknown else word
        if word == "pict":
            self._size = {}
        return True

    def _is_destination(self, word: str) -> bool:
        if word in ("footnote", "object") or word in _MARGINS or word in _BOXES:
            return True
        return word in _SKIPPED or word in _TABLES or word in _LABELS

    def _begin_story(self, zone: Zone) -> Story:
        story = self._state.story = Story(self._tally, zone)
        self._state.plain_paragraph()
        return story

    # -- control words

    def _control(self, token: Token) -> None:
        word = token.word
        if token.kind == "word" and word == "u":
            self._unicode(token.value or 0)
            return
        self._flush()
        if token.kind == "symbol" and word == "*":
            self._starred = self._fresh
            return
        fresh, self._fresh = self._fresh, False
        anywhere = fresh or word in _MARGINS or word in _BOXES
        if token.kind == "word" and anywhere and self._destination(word):
            return
        state = self._state
        if state.destination in _TABLES:
            self._tables.word(state.destination, word, token.value)
            if word == "f":
                state.font = token.value
        elif state.destination == "pict":
            if word in ("picwgoal", "pichgoal"):
                self._size[word] = token.value or 0
        elif state.destination not in _SKIPPED:
            self._format(word, token.value)

    def _format(self, word: str, value: int | None) -> None:
        state = self._state
        switch = value != 0
        if word in _SIGNS:
            self._show(_SIGNS[word])
        elif word in ("\n", "\r"):
            self._end_paragraph()
        elif word == "f":
            state.font = value
        elif word == "uc":
            state.fallback = min(max(value or 0, 0), limits.SPAN)
        elif word == "v":
            state.hidden = switch
        elif word in ("deleted", "mvf"):
            state.deleted = switch
        elif word == "plain":
            state.hidden = False
            state.font = None
        elif state.destination not in _LABELS:
            self._block(word, value or 0)

    def _block(self, word: str, value: int) -> None:
        """Obey what concerns paragraphs, tables or the document."""
        story, state = self._state.story, self._state
        if word in ("par", "sect"):
            self._end_paragraph()
        elif word == "pard":
            state.plain_paragraph()
        elif word in _PARAGRAPH:
            setattr(state, _PARAGRAPH[word], value)
        elif word == "intbl":
            state.tables = max(state.tables, 1)
        elif word in _ROWS and story:
            story.define(word, value)
        elif word in ("cell", "nestcell", "row", "nestrow"):
            self._end_part(word)
        else:
            self._document(word, value)

    def _document(self, word: str, value: int) -> None:
        """Obey what concerns the document or a note as a whole."""
        if word == "ftnalt" and self._notes["footnote"]:
            self._notes["endnote"].append(self._notes["footnote"].pop())
        elif word == "titlepg":
            self._first_page = True
        elif word == "ansicpg":
            self._tables.page = codec_of_page(value)
        elif word == "deff":
            self._tables.default_font = value

    def _end_part(self, word: str) -> None:
        story, state = self._state.story, self._state
        if story is None:
            return
        depth = max(state.tables, 2) if word.startswith("nest") else 1
        if word.endswith("cell"):
            self._end_paragraph(depth)
            story.end_cell(depth)
        else:
            story.end_row(depth)

    def _end_paragraph(self, depth: int | None = None) -> None:
        story, state = self._state.story, self._state
        if story is None:
            return
        level = self._tables.level(state.style, state.outline)
        if state.list and self._tables.is_bullet(state.list, state.list_level):
            story.number("")
        joined = depth is None and (state.hidden or state.deleted)
        tables = state.tables if depth is None else depth
        story.end_paragraph(tables, level, joined=joined)

    # -- text

    @property
    def _font(self) -> int:
        font = self._state.font
        return self._tables.default_font if font is None else font

    def _bytes(self, data: bytes) -> None:
        self._fresh = False
        if self._skip:
            skipped = min(self._skip, len(data))
            self._skip -= skipped
            data = data[skipped:]
        if self._state.destination in _SKIPPED or not data:
            return
        codec = self._tables.codec(self._font)
        if codec != self._codec:
            self._flush()
            self._codec = codec
        self._pending += data

    def _flush(self) -> None:
        """Show the bytes that wait; two of them may be one character."""
        if self._pending:
            text = decoded(self._pending, self._codec)
            self._pending.clear()
            self._show(text)

    def _unicode(self, value: int) -> None:
        self._flush()
        self._fresh = False
        self._skip = self._state.fallback
        value = value + _NEGATIVE if value < 0 else value
        if self._state.destination not in _SKIPPED:
            self._show(self._tables.character(value, self._font))

    def _show(self, text: str) -> None:
        state = self._state
        if state.destination in _TABLES:
            self._tables.name(state.destination, text)
        elif state.destination in PARTS:
            self._property.add(state.destination, text)
        elif state.hidden or state.deleted:
            return
        elif state.destination in _LABELS and self._label is not None:
            self._tally.count_text(len(text))
            if self._tables.signs(self._font) is None:
                self._label.append(text)
        elif state.story:
            state.story.add(text.replace("\0", ""))

    def _end_label(self) -> None:
        """Take the number that a list gives; bullets are none."""
        label, self._label = "".join(self._label or ()), None
        number = label.strip()
        if self._state.story and any(char.isalnum() for char in number):
            self._state.story.number(spaced(number, tight=label == label.rstrip()))

    def _drawn_words(self) -> None:
        """Put the words of WordArt behind the paragraph at hand."""
        outer = self._state.story
        lines = self._property.words()
        if outer and lines:
            box = Story(self._tally, outer.zone)
            for line in lines:
                box.add(line)
                box.end_paragraph(0, None, joined=False)
            outer.floating.append(box)

    def _picture(self) -> None:
        story = self._state.story
        zone = Zone.BODY if story is None else story.zone
        size = self._size
        area = size.get("picwgoal", 0) * size.get("pichgoal", 0)
        self._tally.picture(zone, large=not area or area >= _LARGE)


_PARAGRAPH = {
    "itap": "tables",
    "s": "style",
    "outlinelevel": "outline",
    "ls": "list",
    "ilvl": "list_level",
}
"""Control words of paragraphs → what they set."""


def _lost(block: Block) -> int:
    if isinstance(block, Paragraph):
        return block.text.count("\ufffd")
    return sum(cell.text.count("\ufffd") for cell in block.cells)
