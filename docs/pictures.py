"""Makes the pictures of the documents: ``python docs/pictures.py [NAME …]``.

Run by hand, when what they show has changed; without names all are made. Everything in them comes
from ``fixtures/plans``: a folder of these plans and a roster are reviewed, and what came of it is
drawn as people see it. What is needed besides plancheck: LibreOffice (``soffice``), poppler
(``pdftoppm``), Chromium, fontconfig with a Chinese font, pypdfium2 and Pillow (extra ``pictures``).

The picture of an annotated copy is made where plancheck writes such copies; else it is left out and
said so. Each picture has a palette of its own and stays under :data:`LARGEST`.
"""

import base64
import io
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable, Sequence
from contextlib import chdir, redirect_stdout
from pathlib import Path
from shutil import copy
from unittest.mock import patch

sys.path.insert(0, str(Path(__file__).parent.parent / "tests"))

import margin_picture
from chromium import Browser, found
from terminal_picture import drawn

from plancheck.cli import main as plancheck

ROOT = Path(__file__).parent.parent
TARGET = ROOT / "docs" / "pictures"
LARGEST = 200_000
"""Bytes of a picture."""
COLORS = 64
EDGE = 16
"""Pixels of white left around what is shown."""
FOOT = 0.06
"""Share of a page of the ledger that its footer takes."""
COLUMNS = 84
SCHOOLS = (
    ("城区", "怀溪市第一高级中学", "高中", "王敏", 186),
    ("城区", "澄溪市第八中学", "初中", "刘洋", 142),
    ("城区", "云浦县机关第一幼儿园", "幼儿园", "陈静", 58),
    ("城区", "外国语学院分工会", "高校", "周涛", 96),
    ("乡镇", "安陵县第四初级中学", "初中", "赵磊", 121),
    ("乡镇", "沅北县第二实验小学", "小学", "孙丽", 88),
    ("乡镇", "沙尾岛小学", "小学", "吴强", 23),
    ("乡镇", "滨河路小学教育集团", "小学", "郑玲", 205),
    ("乡镇", "石桥镇中心小学", "小学", "何军", 64),
)
"""The roster; the last school has not handed in."""
ONE = "澄溪市第八中学2025年工会工作安排"
"""The plan whose papers are shown."""
ANNOTATED = "安陵县第四初级中学2023—2024学年工会工作计划"
"""A Word document, for its annotated copy."""
REVIEW = ("review", "报送", "-o", "审核", "--roster", "名册.xlsx")
CHECK = ("check", "--select", "error", f"报送/{ONE}.txt")

NOTES = 'pdf:writer_pdf_Export:{"ExportNotes":{"type":"boolean","value":"%s"}}'
"""What LibreOffice is asked for: a PDF with the comments as notes, or without them."""

Pictures = dict[str, Callable[[Path], bytes | None]]


def desk(folder: Path) -> str:
    """Review the sample plans in a folder, and return what was printed."""
    (folder / "报送").mkdir()
    for path in sorted((ROOT / "fixtures" / "plans").iterdir()):
        if path.suffix != ".json":
            copy(path, folder / "报送" / path.name)
    roster(folder / "名册.xlsx")
    (folder / "plancheck.toml").write_text("profile = 'scored'\n", encoding="utf-8")
    return said(folder, *REVIEW, "--today", "2025-03-03")


def roster(path: Path) -> None:
    """Write the list of schools."""
    from xlsxwriter import Workbook

    book = Workbook(str(path))
    sheet = book.add_worksheet()
    for number, row in enumerate([("片区", "学校", "学段", "工会主席", "教职工数"), *SCHOOLS]):
        sheet.write_row(number, 0, row)
    book.close()


def said(folder: Path, *words: str) -> str:
    """Run plancheck in a folder, and return what it printed, with colours."""
    wide = patch.dict(os.environ, COLUMNS=str(COLUMNS))
    with chdir(folder), wide, redirect_stdout(io.StringIO()) as out:
        plancheck([*words, "--color", "always", "--lang", "zh"])
    return out.getvalue()


def paper(path: Path, dots: int = 80) -> list[Path]:
    """Return the pages of an office document as pictures, at some dots an inch."""
    pages = path.with_suffix("")
    run(["pdftoppm", "-r", str(dots), "-png", str(converted(path, "pdf")), str(pages)])
    return sorted(path.parent.glob(f"{pages.name}-*.png"))


def converted(path: Path, form: str) -> Path:
    """Return an office document as PDF."""
    office = ["soffice", "--headless", f"-env:UserInstallation={(path.parent / 'user').as_uri()}"]
    run([*office, "--convert-to", form, "--outdir", str(path.parent), str(path)])
    return path.with_suffix(".pdf")


def run(words: Sequence[str]) -> None:
    """Run a program.

    :raises CalledProcessError: when it fails
    """
    subprocess.run(words, check=True, capture_output=True)  # noqa: S603 - our own words


def small(*pages: Path | bytes, foot: float = 0, most: int | None = None) -> bytes:
    """Return pictures below each other, each without white around it, with few colours.

    :param foot: share of each picture that is cut off from below: a page's footer
    :param most: the largest height of each in pixels
    """
    from PIL import Image, ImageChops

    cut = []
    for page in pages:
        image = Image.open(io.BytesIO(page) if isinstance(page, bytes) else page).convert("RGB")
        image = image.crop((0, 0, image.width, round(image.height * (1 - foot))))
        box = ImageChops.difference(image, Image.new("RGB", image.size, "white")).getbbox()
        left, top, right, bottom = box or (0, 0, *image.size)
        right, bottom = min(right + EDGE, image.width), min(bottom + EDGE, image.height)
        bottom = min(bottom, top + most) if most else bottom
        cut.append(image.crop((max(left - EDGE, 0), max(top - EDGE, 0), right, bottom)))
    size = max(each.width for each in cut), sum(each.height for each in cut)
    whole = Image.new("RGB", size, "white")
    down = 0
    for image in cut:
        whole.paste(image, (0, down))
        down += image.height
    out = io.BytesIO()
    whole.quantize(COLORS, dither=Image.Dither.NONE).save(out, "png", optimize=True)
    return out.getvalue()


def screen(folder: Path, width: int, height: int, script: str, *, dark: bool = False) -> bytes:
    """Return what a browser shows of the page."""
    program = found()
    if program is None:
        raise SystemExit("pictures: no Chromium here")
    with Browser(program, folder / "browser") as browser:
        browser.page(folder / "审核" / "审核报告.html", width=width, dark=dark)
        size = {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": width < 600}  # noqa: PLR2004 - as Browser.resize
        browser.call("Emulation.setDeviceMetricsOverride", **size)
        browser.call("Emulation.setScrollbarsHidden", hidden=True)
        browser.run(script)
        return base64.b64decode(browser.call("Page.captureScreenshot", format="png")["data"])


def sheets(folder: Path) -> list[Path]:
    """Return the pages of the ledger."""
    there = sorted((folder / "审核").glob("汇总台账-*.png"))
    return there or paper(folder / "审核" / "汇总台账.xlsx")


def ledger(folder: Path) -> bytes:
    """Draw the ledger: its first sheet, which is two pages wide."""
    return small(*sheets(folder)[:2], foot=FOOT)


def totals(folder: Path) -> bytes:
    """Draw the shares and the chart on the sheet of totals."""
    return small(sheets(folder)[3], foot=FOOT)


def scores(folder: Path) -> bytes:
    """Draw the first scoring sheet."""
    pdf = folder / "审核" / "汇总台账.pdf"
    for number, page in enumerate(sheets(folder), 1):
        words = ["pdftotext", "-f", str(number), "-l", str(number), str(pdf), "-"]
        text = subprocess.run(words, check=True, capture_output=True).stdout.decode()  # noqa: S603
        if "自评分" in text and "（续）" not in text:
            return small(page, most=640)
    raise SystemExit("pictures: the ledger has no scoring sheet")


def letter(folder: Path) -> bytes:
    """Draw the first page of a letter."""
    return small(paper(folder / "审核" / "各校" / f"{ONE}.审核意见.docx")[0])


def annotated(folder: Path) -> bytes | None:
    """Draw the first page of an annotated copy with its comments, where there is one."""
    path = folder / "审核" / "各校" / f"{ANNOTATED}.批注.docx"
    if not path.exists():
        return None
    plain, noted = (
        converted(path, NOTES % each).rename(path.with_name(f"{each}.pdf"))
        for each in ("false", "true")
    )
    out = io.BytesIO()
    margin_picture.drawn(plain, noted, 96).save(out, "png")
    return small(out.getvalue(), most=1060)


TOP = "window.scrollTo(0, 0);"
"""Script that shows the page's beginning."""
PLAN = """
const plan = [...document.querySelectorAll("details")].find(
    (each) => each.querySelector("summary")?.textContent.includes("澄溪市第八中学") && each.id);
plan.open = true;
plan.scrollIntoView();
"""
"""Script that opens one plan."""


def page(folder: Path) -> bytes:
    """Draw the page as a desk shows it."""
    return small(screen(folder, 1280, 900, TOP))


def plan(folder: Path) -> bytes:
    """Draw one plan of the page, its text beside its verdicts."""
    return small(screen(folder, 1280, 900, PLAN))


def phone(folder: Path) -> bytes:
    """Draw one plan of the page as a phone shows it."""
    return small(screen(folder, 390, 844, PLAN))


def check(folder: Path) -> bytes:
    """Draw what a check prints."""
    return drawn(f"plancheck {' '.join(CHECK)}", said(folder, *CHECK), COLUMNS).encode()


PICTURES: Pictures = {
    "ledger.png": ledger,
    "totals.png": totals,
    "scores.png": scores,
    "letter.png": letter,
    "annotated.png": annotated,
    "page.png": page,
    "plan.png": plan,
    "phone.png": phone,
    "check.svg": check,
}


def main(wanted: Sequence[str]) -> int:
    """Make the pictures that are wanted, else all."""
    TARGET.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        review = drawn(f"plancheck {' '.join(REVIEW)}", desk(folder), COLUMNS).encode()
        for file in wanted or [*PICTURES, "review.svg"]:
            data = review if file == "review.svg" else PICTURES[file](folder)
            if data is None:
                print(f"{file}: left out, plancheck does not write what it shows")
                continue
            if len(data) > LARGEST:
                raise SystemExit(f"pictures: {file} has {len(data):,} bytes")
            (TARGET / file).write_bytes(data)
            print(f"{file}: {len(data):,} bytes")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
