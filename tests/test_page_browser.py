"""The page in a browser: what its script does, and that it does without one and on paper."""

import tempfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import chromium
import pytest
from chromium import Browser
from fakes import checked, defect, met, plan, requirement
from pages import PLAN, RULES, batch, made, one, page

from plancheck.model import Cell, Paragraph, Place, Table
from plancheck.rule import Finding

PROGRAM = chromium.found()

pytestmark = pytest.mark.skipif(PROGRAM is None, reason="no Chromium on the search path")

HOSTILE = (
    "<script>window.hit = 1</script><img src=https://example.invalid/x onerror='hit = 1'>"
    "</title></style><iframe src=javascript:hit=1>\u202e\x07"
)
LANG = {"english": "en"}
WIDE = Table(tuple(Cell(0, at, f"第{at}栏有些内容") for at in range(30)))


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    assert PROGRAM is not None
    with (
        tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder,
        Browser(PROGRAM, Path(folder)) as opened,
    ):
        try:
            opened.call("Browser.getVersion")
        except chromium.GoneError:
            pytest.skip("Chromium does not start on this machine")
        yield opened


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Write the pages of a batch, of one plan, and of a plan that attacks."""
    known = plan(
        HOSTILE,
        "长" * 300 + "x" * 300,
        WIDE,
        Paragraph(HOSTILE, level=2),
        title=HOSTILE,
        unit=HOSTILE,
    )
    rules = (
        requirement(met("长" * 300, 1), "a/met", advice=HOSTILE),
        defect([Finding("<script>", Place(0, 0, 8), HOSTILE)]),
    )
    named = tuple(replace(rule, title=rule.title * 5) for rule in RULES)
    reports = {
        "batch": batch(),
        "english": made(checked(PLAN, *named), checked(PLAN, *named), rules=named, lang="en"),
        "one": one(),
        "hostile": made(checked(known, *rules, path=HOSTILE), checked(PLAN, *RULES), rules=rules),
    }
    folder = tmp_path_factory.mktemp("pages")
    for name, content in reports.items():
        (folder / f"{name}.html").write_text(page(content, LANG.get(name, "zh")), encoding="utf-8")
    return {name: folder / f"{name}.html" for name in reports}


def units(browser: Browser) -> list[str]:
    """Return the units of the rows that are shown, in their order."""
    found: list[str] = browser.run(
        "return [...document.querySelectorAll('.roll tbody tr')].filter(row => row.offsetParent)"
        ".map(row => row.querySelector('th a').textContent)"
    )
    return found


def test_nothing_runs_and_nothing_is_fetched_but_the_page(
    browser: Browser, files: dict[str, Path]
) -> None:
    browser.page(files["hostile"])
    browser.run("for (const each of document.querySelectorAll('details')) each.open = true")
    asked = [event["request"]["url"] for event in browser.told("Network.requestWillBeSent")]
    assert asked == [files["hostile"].as_uri()]
    assert browser.run("return [violations, window.hit, document.scripts.length]") == [[], None, 1]
    assert browser.run("return document.querySelectorAll('img, iframe').length") == 0
    assert browser.told("Runtime.exceptionThrown") == []
    assert browser.told("Log.entryAdded") == []


def test_the_policy_stops_a_script_that_got_in(browser: Browser, files: dict[str, Path]) -> None:
    browser.page(files["one"])
    told = browser.run(
        "const added = document.createElement('script'); added.textContent = 'window.hit = 1';"
        "document.body.append(added); await new Promise(done => setTimeout(done));"
        "return [window.hit, violations.length]"
    )
    assert told == [None, 1]


def test_a_click_on_a_head_sorts_and_another_turns_it_round(
    browser: Browser, files: dict[str, Path]
) -> None:
    browser.page(files["batch"])
    before = units(browser)
    click = "document.querySelectorAll('.roll th button')[0].click()"
    browser.run(click)
    assert units(browser) == [
        "半山小学工会",
        "昌明小学工会",
        "坏.docx",
        "育英小学工会",
    ]  # as pinyin
    browser.run(click)
    assert units(browser) == ["育英小学工会", "坏.docx", "昌明小学工会", "半山小学工会"]
    browser.run("document.querySelectorAll('.roll th button')[2].click()")
    assert units(browser) == before
    assert browser.run("return document.querySelectorAll('[aria-sort]').length") == 1


def test_filters_leave_the_plans_that_fit(browser: Browser, files: dict[str, Path]) -> None:
    browser.page(files["batch"])
    cases = {
        "name.value = '半山'": "半山小学工会",
        "name.value = '学校/A'": "育英小学工会",
        "querySelector('[value=accept]').checked = true": "昌明小学工会",
        "lacks.value = form.lacks.options[1].value": "育英小学工会",
    }
    for change, unit in cases.items():
        told = browser.run(
            f"const form = document.querySelector('#filters'); form.reset(); form.{change};"
            "form.dispatchEvent(new Event('input'));"
            "await new Promise(requestAnimationFrame);"
            "const plans = [...document.querySelectorAll('.plan')];"
            "return [form.querySelector('output').textContent,"
            " plans.filter(each => each.offsetParent).length]"
        )
        assert (units(browser), told) == ([unit], ["显示 1 份，共 4 份", 1])
    browser.run("document.querySelector('#filters [type=reset]').click();")
    assert len(units(browser)) == 4


SEEN = """
const seen = (element) => {
  const box = element.getBoundingClientRect();
  return box.height > 0 && box.top >= 0 && box.bottom <= innerHeight;
};
const settled = () => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)));
"""


def test_a_quotation_leads_to_its_words_and_a_mark_to_its_verdicts_in_turn(
    browser: Browser, files: dict[str, Path]
) -> None:
    browser.page(files["batch"])
    told = browser.run(
        SEEN
        + "const link = document.querySelector('#p2 .v.partial .q'); link.click(); await settled();"
        "const lit = [...document.querySelectorAll('mark.lit')];"
        "const text = lit.map(each => each.textContent).join('');"
        "return [document.querySelector('#p2').open, text, seen(lit[0])]"
    )
    assert told == [True, "走访慰问困难", True]
    told = browser.run(
        SEEN + "const mark = document.querySelector('#p2 mark.part.met'); const lit = [];"
        "for (let turn = 0; turn < 3; turn++) { mark.click(); await settled();"
        " const verdict = document.querySelector('.v.lit');"
        " lit.push([verdict.querySelector('.k').textContent, seen(verdict)]); } return lit"
    )
    assert told == [["不全", True], ["已写到", True], ["不全", True]]
    assert browser.run("return location.hash.startsWith('#p2v')")


def test_an_address_opens_the_plan_it_leads_to(browser: Browser, files: dict[str, Path]) -> None:
    browser.page(files["batch"])
    told = browser.run(
        SEEN + "location.hash = '#p2v1'; await settled(); await settled();"
        "return [document.querySelector('#p2').open, seen(document.querySelector('#p2v1 h6'))]"
    )
    assert told == [True, True]


def test_verdicts_can_be_filtered(browser: Browser, files: dict[str, Path]) -> None:
    browser.page(files["one"])
    cases = {
        "attention": {"缺少", "不全", "差错", "待查"},
        "missing": {"缺少"},
        "met": {"已写到"},
        "all": {"缺少", "不全", "差错", "待查", "已写到", "不适用"},
    }
    for which, kinds in cases.items():
        shown = browser.run(
            f"document.querySelector('.shows [value={which}]').click();"
            "return [...document.querySelectorAll('.v')].filter(each => each.offsetParent)"
            ".map(each => each.querySelector('.k').textContent)"
        )
        assert set(shown) == kinds


def test_advice_can_be_copied(browser: Browser, files: dict[str, Path]) -> None:
    browser.page(files["one"])
    told = browser.run(
        "const copied = new Promise(done => document.addEventListener('copy', () =>"
        " done(String(getSelection()))));"
        "navigator.clipboard.writeText = () => Promise.reject();"
        "document.querySelector('.copy').click(); const text = await copied;"
        "return [text, document.querySelector('.copy').textContent]"
    )
    assert told == ["___月走访困难教职工。", "已复制"]


@pytest.mark.parametrize("name", ["batch", "english", "hostile"])
def test_the_page_never_scrolls_sideways(
    browser: Browser, files: dict[str, Path], name: str
) -> None:
    browser.page(files[name], width=390)
    browser.run("for (const each of document.querySelectorAll('details')) each.open = true")
    for width in (320, 390, 768, 1024, 1280):
        browser.resize(width)
        assert browser.run("return document.documentElement.scrollWidth") <= width, width


def test_without_scripts_all_can_be_read_and_links_lead_on(
    browser: Browser, files: dict[str, Path]
) -> None:
    browser.page(files["batch"], scripts=False)
    assert not browser.run("return document.querySelector('#filters').offsetParent")
    assert len(units(browser)) == 4
    told = browser.run(
        "document.querySelector('#p2').open = true;"
        "const text = document.querySelector('#p2').innerText;"
        "const links = [...document.querySelectorAll('a[href]')];"
        "return [text.includes('走访慰问困难'), text.includes('可以这样写'),"
        " links.filter(each => !document.getElementById(each.hash.slice(1))).length,"
        " document.querySelector('.copy')]"
    )
    assert told == [True, True, 0, None]


ON_PAPER = ("titleofd/met", "titleofg/none", "自家的理由", "三八节活动", "今年继续")


@pytest.mark.parametrize(("name", "scripts"), [("batch", True), ("one", False)])
def test_on_paper_nothing_is_lost(
    browser: Browser, files: dict[str, Path], name: str, *, scripts: bool
) -> None:
    library = pytest.importorskip("pypdfium2")
    browser.page(files[name], scripts=scripts)
    if not scripts and not browser.run("return CSS.supports('selector(::details-content)')"):
        pytest.skip("this Chromium unfolds nothing by style alone")
    document = library.PdfDocument(browser.printed())
    text = "".join(leaf.get_textpage().get_text_bounded() for leaf in document)
    compact = "".join(text.split())
    assert [told for told in ON_PAPER if told not in compact] == []
    folded = "return document.querySelectorAll('details:not([open])').length"
    assert browser.run(folded) > 0


def contrast(browser: Browser, selector: str) -> Any:  # noqa: ANN401 - a number
    return browser.run(
        "const rgb = (color) => color.match(/[\\d.]+/g).map(Number);"
        "const light = ([r, g, b]) => [r, g, b].map(each => each / 255)"
        ".map(each => each <= .03928 ? each / 12.92 : ((each + .055) / 1.055) ** 2.4)"
        ".reduce((sum, each, at) => sum + each * [.2126, .7152, .0722][at], 0);"
        "const ground = (element) => { for (let at = element; at; at = at.parentElement) {"
        " const color = getComputedStyle(at).backgroundColor;"
        " if ((rgb(color)[3] ?? 1) > 0) return rgb(color); } return [255, 255, 255]; };"
        f"return Math.min(...[...document.querySelectorAll('{selector}')].map(element => {{"
        " const pair = [rgb(getComputedStyle(element).color), ground(element)].map(light);"
        " return (Math.max(...pair) + .05) / (Math.min(...pair) + .05); }))"
    )


@pytest.mark.parametrize("dark", [False, True])
def test_colours_stand_out_enough(browser: Browser, files: dict[str, Path], *, dark: bool) -> None:
    browser.page(files["batch"], dark=dark)
    browser.run("for (const each of document.querySelectorAll('details')) each.open = true")
    everything = "h1, h2, h3, h5, h6, p, dt, dd, small, td, th, li, .badge, .k, .c, sup a, code"
    assert contrast(browser, everything) >= 4.5  # WCAG 2.2, 1.4.3
