"""The page as a whole: its head with the policy that keeps it to itself, and its parts in order."""

from collections.abc import Iterator, Sequence
from functools import cache
from importlib.resources import files

from plancheck_reports.html.appendix import appendix, colophon, profiles
from plancheck_reports.html.attention import attention
from plancheck_reports.html.context import Page
from plancheck_reports.html.ledger import ledger
from plancheck_reports.html.markup import Asset, Element, Node, el
from plancheck_reports.html.overview import decisions, defects, requirements, tiles
from plancheck_reports.html.plans import plans

LANGUAGES = {"zh": "zh-CN", "en": "en"}


@cache
def asset(name: str) -> Asset:
    """Return the style sheet or the script of the page, with its line ends as they are hashed."""
    text = files(__package__).joinpath(name).read_text(encoding="utf-8")
    return Asset(text.replace("\r\n", "\n"))


def policy() -> str:
    """Return the page's Content Security Policy: nothing but its own style and script.

    A browser runs no other script and loads nothing from anywhere, whatever should get into the
    page (Content Security Policy Level 3, 6.7: hashes of inline elements).
    """
    style, script = (_hash(asset(name)) for name in ("page.css", "page.js"))
    return (
        f"default-src 'none'; style-src {style}; script-src {script};"
        " base-uri 'none'; form-action 'none'"
    )


def _hash(text: Asset) -> str:
    from base64 import b64encode
    from hashlib import sha256

    return f"'sha256-{b64encode(sha256(text.text.encode()).digest()).decode()}'"


def page(known: Page) -> Element:
    """Return the page."""
    body = el("body", el("main", _parts(known)), colophon(known), _templates(known))
    return el("html", _head(known), body, lang=LANGUAGES[known.lang])


def _head(known: Page) -> Element:
    return el(
        "head",
        el("meta", charset="utf-8"),
        el("meta", http_equiv="Content-Security-Policy", content=policy()),
        el("meta", name="viewport", content="width=device-width, initial-scale=1"),
        el("meta", name="color-scheme", content="light dark"),
        el("meta", name="generator", content="plancheck"),
        el("meta", name="referrer", content="no-referrer"),
        el("title", _title(known)),
        el("style", asset("page.css")),
        el("script", asset("page.js")),
    )


def _title(known: Page) -> str:
    name = known.say("page.title")
    if known.single:
        return known.say("page.title.one", plan=known.name(known.sheets[0].plan), title=name)
    return name


def _parts(known: Page) -> Iterator[Node]:
    first = attention(known)
    yield _header(known, ("attention",) if first else ())
    yield first
    if not known.single:
        yield ledger(known)
        yield _overview(known)
    yield el(
        "section.all",
        None if known.single else el("h2", known.say("page.plans")),
        plans(known),
        id="plans",
    )
    yield appendix(known)


def _header(known: Page, first: Sequence[str]) -> Element:
    facts = [known.say("page.by", profiles=known.listed(profiles(known)))]
    if known.report["today"]:
        facts.insert(0, known.report["today"])
    return el(
        "header",
        el("h1", known.say("page.title")),
        el("p", " · ".join(facts)),
        *(() if known.single else (tiles(known), decisions(known), _contents(known, first))),
    )


def _contents(known: Page, first: Sequence[str]) -> Element:
    names = (*first, "ledger", "overview", "plans", "rules")
    links = [el("a", known.say(f"page.{name}"), href=f"#{name}") for name in names]
    return el("nav", *links, aria_label=known.say("page.contents"))


def _overview(known: Page) -> Element:
    return el(
        "section.overview",
        el("h2", known.say("page.overview")),
        el("div.charts", requirements(known), defects(known)),
        id="overview",
    )


def _templates(known: Page) -> Iterator[Node]:
    """Yield what the script puts where it is wanted, so that its words come from the catalogues."""
    shows = ("all", "attention", "missing", "defect", "met")
    buttons = [
        el("button", known.say(f"page.show.{name}"), type="button", value=name) for name in shows
    ]
    yield el(
        "template",
        el("div.shows", *buttons, role="group", aria_label=known.say("page.show")),
        id="shows",
    )
    copy = el(
        "button.copy", known.say("page.copy"), type="button", data_done=known.say("page.copied")
    )
    yield el("template", copy, id="copy")
    fold = [
        el("button", known.say(f"page.fold.{name}"), type="button", value=name)
        for name in ("open", "close")
    ]
    yield el("template", el("div.folds", *fold), id="folds")
    yield el("p.said", id="said", role="status", aria_live="polite")
