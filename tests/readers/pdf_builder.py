"""Writes small PDFs: text at places, ruling lines, pictures, and things no honest program writes.

The font is a composite one (ISO 32000-2, 9.7) whose program has a single glyph, a square: codes are
UTF-16, each sign is as wide as its size, ``ToUnicode`` maps each code to itself. ``y`` goes
downwards from the top.
"""

import struct
import zlib
from collections.abc import Sequence

WIDTH, HEIGHT = 595, 842
LEFT, RIGHT = 90, 510
"""Margins of the text that :func:`column` writes: 35 characters of 12 points."""
SIZE = 12

LONG = (
    "工会按学期召开教职工代表大会，听取并审议学校工作报告和财务报告，"
    "讨论通过与教职工切身利益有关的各项办法。"
)
OTHER = (
    "工会委员会每月集中学习一次，重点学习工会法和教师法，"
    "组织青年教师参加教学基本功竞赛，结果在校务公开栏公布。"
)
"""Paragraphs of two lines."""

_FONT = (
    "<</Type/Font/Subtype/Type0/BaseFont/Test/Encoding/Identity-H"
    "/DescendantFonts[4 0 R]{to_unicode}>>"
)
_DESCENDANT = (
    b"<</Type/Font/Subtype/CIDFontType2/BaseFont/Test/DW 1000/FontDescriptor 5 0 R"
    b"/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>/CIDToGIDMap 9 0 R>>"
)
_DESCRIPTOR = (
    b"<</Type/FontDescriptor/FontName/Test/Flags 4/FontBBox[0 -200 1000 900]/ItalicAngle 0"
    b"/Ascent 880/Descent -120/CapHeight 700/StemV 80/FontFile2 8 0 R>>"
)
_MAP = (
    "/CIDInit /ProcSet findresource begin 12 dict begin begincmap\n"
    "/CMapName /T def /CMapType 2 def\n"
    "1 begincodespacerange <0000> <FFFF> endcodespacerange\n"
    "{ranges}\nendcmap end end"
)


def _font() -> bytes:
    """Return a TrueType font with an empty glyph and a square."""
    square = struct.pack(">hhhhh", 1, 0, -100, 1000, 800)
    square += struct.pack(">HH", 3, 0) + bytes([1, 1, 1, 1])
    square += struct.pack(">hhhh", 0, 1000, 0, -1000) + struct.pack(">hhhh", -100, 0, 900, 0)
    square += bytes(-len(square) % 4)
    head = struct.pack(
        ">IIIIHHqqhhhhHHhhh",
        0x10000, 0x10000, 0, 0x5F0F3CF5, 0, 1000, 0, 0, 0, -100, 1000, 800, 0, 8, 2, 1, 0,
    )  # fmt: skip
    tables = {
        b"glyf": square,
        b"head": head,
        b"hhea": struct.pack(">IhhhHhhhhhhhhhhhH", 0x10000, 880, -120, 0, 1000, *[0] * 11, 2),
        b"hmtx": struct.pack(">HhHh", 1000, 0, 1000, 0),
        b"loca": struct.pack(">III", 0, 0, len(square)),
        b"maxp": struct.pack(">IHHHHHHHHHHHHHH", 0x10000, 2, 4, 1, 0, 0, 1, *[0] * 8),
    }
    data = struct.pack(">IHHHH", 0x10000, len(tables), 64, 2, len(tables) * 16 - 64)
    at = len(data) + 16 * len(tables)
    for name, table in tables.items():
        data += name + struct.pack(">III", 0, at, len(table))
        at += len(table) + -len(table) % 4
    return data + b"".join(table + bytes(-len(table) % 4) for table in tables.values())


def words(x: float, y: float, text: str, size: float = SIZE, mode: int = 0) -> bytes:
    """Draw text; ``mode`` is the text render mode (3 is unseen, 2 bold)."""
    code = text.encode("utf-16-be").hex()
    return f"BT /F {size} Tf {mode} Tr {x} {HEIGHT - y} Td <{code}> Tj ET\n".encode()


def turned(x: float, y: float, text: str, size: float = SIZE) -> bytes:
    """Draw text that runs upwards."""
    code = text.encode("utf-16-be").hex()
    return f"BT /F {size} Tf 0 1 -1 0 {x} {HEIGHT - y} Tm <{code}> Tj ET\n".encode()


def line(x0: float, y0: float, x1: float, y1: float) -> bytes:
    """Draw a line."""
    return f"{x0} {HEIGHT - y0} m {x1} {HEIGHT - y1} l S\n".encode()


def grid(xs: Sequence[float], ys: Sequence[float]) -> bytes:
    """Rule a table."""
    levels = b"".join(line(xs[0], y, xs[-1], y) for y in ys)
    return levels + b"".join(line(x, ys[0], x, ys[-1]) for x in xs)


def picture(x: float, y: float, width: float, height: float) -> bytes:
    """Draw the picture, its upper left corner at a place."""
    return f"q {width} 0 0 {height} {x} {HEIGHT - y - height} cm /I Do Q\n".encode()


def column(paragraphs: Sequence[str], top: float = 100, *, indent: int = 2) -> bytes:
    """Set paragraphs as a word processor does, in lines as wide as the page allows."""
    drawn = b""
    y = top
    most = (RIGHT - LEFT) // SIZE
    for paragraph in paragraphs:
        first, rest = paragraph[: most - indent], paragraph[most - indent :]
        drawn += words(LEFT + indent * SIZE, y, first)
        y += SIZE * 1.5
        while rest:
            drawn += words(LEFT, y, rest[:most])
            rest = rest[most:]
            y += SIZE * 1.5
    return drawn


def stream(content: bytes, entries: str = "") -> bytes:
    """Make a stream object."""
    packed = zlib.compress(content)
    head = f"<</Length {len(packed)}/Filter/FlateDecode{entries}>>stream\n".encode()
    return head + packed + b"\nendstream"


def pdf(
    *pages: bytes,
    mapped: bool = True,
    private: bool = False,
    root: str = "",
    page: str = "",
    objects: Sequence[bytes] | None = None,
) -> bytes:
    """Write a document.

    :param pages: what each page draws
    :param mapped: whether the font says what its codes mean
    :param private: whether it says they are private codes
    :param root: more entries of the catalogue
    :param page: more entries of each page
    :param objects: objects in place of all of these, the first of them the catalogue
    """
    return packed(
        _objects(pages, page, mapped=mapped, private=private, root=root)
        if objects is None
        else objects
    )


def packed(objects: Sequence[bytes]) -> bytes:
    """Write objects with a table of where they stand; the first is the catalogue."""
    data = b"%PDF-1.5\n"
    places = []
    for number, content in enumerate(objects, 1):
        places.append(len(data))
        data += b"%d 0 obj\n" % number + content + b"\nendobj\n"
    start = len(data)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    size = len(objects) + 1
    data += b"xref\n0 %d\n0000000000 65535 f \n" % size + table
    return data + b"trailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (size, start)


def _objects(
    pages: Sequence[bytes], entries: str, *, mapped: bool, private: bool, root: str
) -> list[bytes]:
    ranges = "\n".join(
        f"1 beginbfrange <{high:02X}00> <{high:02X}FF> <{target:02X}00> endbfrange"
        for high in range(256)
        for target in [0xE0 + high % 16 if private else high]
    )
    to_unicode = "/ToUnicode 6 0 R" if mapped or private else ""
    kids = " ".join(f"{10 + 2 * at} 0 R" for at in range(len(pages)))
    found = [
        f"<</Type/Catalog/Pages 2 0 R{root}>>".encode(),
        f"<</Type/Pages/Count {len(pages)}/Kids[{kids}]>>".encode(),
        _FONT.replace("{to_unicode}", to_unicode).encode(),
        _DESCENDANT,
        _DESCRIPTOR,
        stream(_MAP.format(ranges=ranges).encode()),
        stream(
            bytes(64),
            "/Type/XObject/Subtype/Image/Width 8/Height 8/ColorSpace/DeviceGray/BitsPerComponent 8",
        ),
        stream(_font()),
        stream(b"\0\1" * 0x10000),
    ]
    for at, page in enumerate(pages):
        found += [
            f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 {WIDTH} {HEIGHT}]{entries}"
            f"/Contents {11 + 2 * at} 0 R/Resources<</Font<</F 3 0 R>>"
            f"/XObject<</I 7 0 R>>>>>>".encode(),
            stream(page),
        ]
    return found
