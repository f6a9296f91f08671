"""PDFs made to break readers are refused in time, and the next file is read as ever."""

import json
import os
import sys
import time
import zlib
from collections.abc import Iterator

import pytest
from readers.pdf_builder import LONG, column, packed, pdf, stream, words
from readers.reading import paragraphs

from plancheck.api import Document, Source, Unreadable, limits
from plancheck_readers.pdf import helper
from plancheck_readers.portable import READER

pytest.importorskip("pypdfium2_raw")

GOOD = pdf(column([LONG]))
CATALOG = b"<</Type/Catalog/Pages 2 0 R>>"
PAGE = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]%s>>"


@pytest.fixture(autouse=True)
def _closed() -> Iterator[None]:
    yield
    helper.close()


def read(data: bytes) -> Document:
    return READER.read(Source("plan.pdf", data))


def refused(data: bytes) -> str:
    with pytest.raises(Unreadable) as caught:
        read(data)
    return caught.value.code


def tried(data: bytes) -> str:
    """Read a file; return why it cannot be read, empty when it can."""
    try:
        read(data)
    except Unreadable as error:
        return error.code
    return ""


@pytest.mark.parametrize(
    "objects",
    [
        pytest.param(
            [CATALOG, b"<</Type/Pages/Count 2/Kids[2 0 R 2 0 R]>>"], id="pages in themselves"
        ),
        pytest.param(
            [
                CATALOG,
                b"<</Type/Pages/Count 9/Kids[3 0 R]>>",
                b"<</Type/Pages/Count 9/Parent 2 0 R/Kids[2 0 R]>>",
            ],
            id="pages in a ring",
        ),
        pytest.param([CATALOG, b"<</Type/Pages/Count -5/Kids[]>>"], id="fewer than no pages"),
        pytest.param([CATALOG, b"2 0 R"], id="an object that is itself"),
        pytest.param([b"<</Type/Catalog/Pages 1 0 R>>"], id="a catalogue of itself"),
        pytest.param([CATALOG, b"[" * 100_000], id="arrays without a bottom"),
        pytest.param([CATALOG, b"<</A" * 100_000], id="dictionaries without a bottom"),
    ],
)
def test_rings_and_depths_end(objects: list[bytes]) -> None:
    start = time.monotonic()
    assert tried(packed(objects)) in {"", "pdf.damaged", "pdf.broken", "pdf.pages"}
    assert time.monotonic() - start < limits.PAGE_SECONDS
    assert paragraphs(read(GOOD)) == [LONG]


def test_no_more_pages_than_the_cap() -> None:
    many = [CATALOG, b"<</Type/Pages/Count 100000/Kids[%s]>>" % (b"3 0 R " * 100_000), PAGE % b""]
    assert refused(packed(many)) == "pdf.pages"


def test_a_count_that_lies_is_not_believed() -> None:
    lying = [CATALOG, b"<</Type/Pages/Count 250/Kids[3 0 R]>>", PAGE % b""]
    assert tried(packed(lying)) in {"", "pdf.damaged", "read.no-text"}


def bomb(size: int) -> bytes:
    """Make a stream of blanks; a piece after a full flush may be repeated (RFC 1950, 1951)."""
    engine = zlib.compressobj(9)
    begin = engine.compress(b" " * 9) + engine.flush(zlib.Z_FULL_FLUSH)
    piece = engine.compress(b" " * 1_000_000) + engine.flush(zlib.Z_FULL_FLUSH)
    data = begin + piece * (size // 1_000_000)
    head = b"<</Length %d/Filter/FlateDecode>>stream\n" % len(data)
    return head + data + b"\nendstream"


def test_content_that_unpacks_to_gigabytes() -> None:
    objects = [
        CATALOG,
        b"<</Type/Pages/Count 1/Kids[3 0 R]>>",
        PAGE % b"/Contents 4 0 R",
        bomb(3_000_000_000),
    ]
    start = time.monotonic()
    assert tried(packed(objects)) in {"", "pdf.broken", "pdf.slow", "pdf.damaged"}
    assert time.monotonic() - start < limits.PAGE_SECONDS + 10
    assert paragraphs(read(GOOD)) == [LONG]


def test_streams_of_objects_that_unpack_to_gigabytes() -> None:
    packed_objects = bomb(2_000_000_000).replace(b"<<", b"<</Type/ObjStm/N 1000000/First 10 ", 1)
    objects = [CATALOG, b"<</Type/Pages/Count 1/Kids[5 0 R]>>", packed_objects]
    assert tried(packed(objects)) in {"", "pdf.broken", "pdf.slow", "pdf.damaged"}
    assert paragraphs(read(GOOD)) == [LONG]


def test_forms_that_draw_themselves() -> None:
    form = stream(
        b"/X Do " * 20, "/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</X 5 0 R>>>>"
    )
    objects = [
        CATALOG,
        b"<</Type/Pages/Count 1/Kids[3 0 R]>>",
        PAGE % b"/Contents 4 0 R/Resources<</XObject<</X 5 0 R>>>>",
        stream(b"/X Do"),
        form,
    ]
    assert tried(packed(objects)) in {"", "pdf.broken", "pdf.slow"}


def test_a_drawing_of_lines_is_no_endless_table() -> None:
    crossing = b"%d 0 m %d 842 l S 0 %d m 595 %d l S\n"
    lines = b"".join(crossing % (n % 595, n % 595, n % 842, n % 842) for n in range(30_000))
    start = time.monotonic()
    assert paragraphs(read(pdf(lines + column([LONG])))) == [LONG]
    assert time.monotonic() - start < limits.PAGE_SECONDS


def test_too_much_text_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "TEXT", 40)
    from plancheck_readers.pdf.reader import read_pdf

    with pytest.raises(Unreadable, match=r"read\.too-much-text"):
        read_pdf(GOOD)


@pytest.mark.parametrize("at", [0.1, 0.3, 0.5, 0.7, 0.9, 0.99])
def test_a_file_that_is_cut_off(at: float) -> None:
    data = GOOD[: int(len(GOOD) * at)]
    code = tried(data)
    assert code in {"", "pdf.damaged", "pdf.fonts"}
    if not code:
        document = read(data)
        assert not document.blocks or document.health or paragraphs(document) == [LONG]


# -- the process


def stand_in(tmp_path: object, monkeypatch: pytest.MonkeyPatch, code: str) -> None:
    """Have another program answer in place of the reading process."""
    path = os.path.join(str(tmp_path), "plancheck_readers_stand_in.py")  # noqa: PTH118
    with open(path, "w", encoding="utf-8") as file:  # noqa: PTH123
        file.write("import json, sys, time\nsys.stdin.buffer.read(9)\n" + code)
    monkeypatch.setattr(helper, "_MODULE", "plancheck_readers_stand_in")
    monkeypatch.setattr(sys, "path", [str(tmp_path), *sys.path])


def test_a_page_that_takes_too_long(tmp_path: object, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "PAGE_SECONDS", 0.2)
    monkeypatch.setattr(helper, "_START", 1)
    stand_in(tmp_path, monkeypatch, "print('{\"page\": 3}', flush=True)\ntime.sleep(60)\n")
    with pytest.raises(Unreadable, match=r"pdf\.slow \(page=3\)"):
        read(GOOD)
    monkeypatch.undo()
    assert paragraphs(read(GOOD)) == [LONG]


def test_many_pages_that_take_too_long_together(
    tmp_path: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(limits, "FILE_SECONDS", 0.3)
    code = (
        "for n in range(99):\n"
        "    print(json.dumps({'page': n}), flush=True)\n"
        "    time.sleep(0.05)\n"
    )
    stand_in(tmp_path, monkeypatch, code)
    assert refused(GOOD) == "pdf.slow"


@pytest.mark.parametrize(
    "code",
    [
        "",
        "import os; os.abort()",
        "print('nonsense', flush=True)",
        "print('[1]', flush=True)",
        "print('{}', flush=True)",
    ],
)
def test_a_process_that_breaks_down(
    code: str, tmp_path: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    stand_in(tmp_path, monkeypatch, code)
    assert refused(GOOD) == "pdf.broken"
    monkeypatch.undo()
    assert paragraphs(read(GOOD)) == [LONG]


def test_time_in_which_text_is_recognised_does_not_count(
    tmp_path: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(limits, "PAGE_SECONDS", 0.1)
    monkeypatch.setattr(limits, "FILE_SECONDS", 0.2)
    answers = [{"page": 1, "wait": 60}, {"page": 1, "waited": True}, {"unreadable": "pdf.scan"}]
    code = (
        f"for answer in json.loads({json.dumps(answers)!r}):\n"
        "    print(json.dumps(answer), flush=True)\n"
        "    time.sleep(0.5 if 'wait' in answer else 0)\n"
    )
    stand_in(tmp_path, monkeypatch, code)
    assert refused(GOOD) == "pdf.scan"


def test_one_process_reads_one_file_after_another() -> None:
    read(GOOD)
    first = helper._helpers[0]  # noqa: SLF001 - whether it is the same process shows nowhere else
    assert paragraphs(read(pdf(words(90, 100, "慰问")))) == ["慰问"]
    assert helper._helpers == [first]  # noqa: SLF001


def test_threads_wait_for_one_another() -> None:
    from concurrent.futures import ThreadPoolExecutor

    with ThreadPoolExecutor(4) as pool:
        found = list(pool.map(lambda _: paragraphs(read(GOOD)), range(12)))
    assert found == [[LONG]] * 12
