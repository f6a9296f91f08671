"""The guide in Chinese as web pages, for those who have no network and no reader of Markdown."""

import re
from collections.abc import Iterator
from html import escape
from pathlib import Path

from markdown_it import MarkdownIt

FOLDER = "指南"
PICTURES = "图片"
_LINK = re.compile(r'<a href="([^"#]*)(#[^"]*)?">(.*?)</a>', re.DOTALL)
_HEADING = re.compile(r"<h([1-6])>(.*?)</h\1>", re.DOTALL)
_PAGE = """\
<!DOCTYPE html>
<html lang="zh-CN">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}</title>
<style>
body {{ max-width: 46em; margin: 2em auto; padding: 0 1em; line-height: 1.75; color: #1f2328;
    font-family: "Microsoft YaHei", "Noto Sans CJK SC", sans-serif }}
img {{ max-width: 100%; border: 1px solid #d0d7de; border-radius: 6px }}
table {{ border-collapse: collapse; margin: 1em 0 }}
th, td {{ border: 1px solid #d0d7de; padding: .4em .8em; text-align: left; vertical-align: top }}
th {{ background: #f6f8fa }}
code, pre {{ background: #f6f8fa; border-radius: 4px;
    font-family: Consolas, "Noto Sans Mono CJK SC", monospace }}
code {{ padding: .1em .3em }}
pre {{ padding: 1em; overflow: auto }}
pre code {{ padding: 0 }}
a {{ color: #0b5cad }}
</style>
{body}
</html>
"""


def pages(docs: Path) -> Iterator[tuple[str, bytes]]:
    """Yield the files of the guide, each with its path in the bundle.

    :param docs: folder with ``zh`` and ``pictures``
    """
    texts = {path.name: path.read_text(encoding="utf-8") for path in sorted(docs.glob("zh/*.md"))}
    names = {file: f"{_title(text)}.html" for file, text in texts.items()}
    shown: set[str] = set()
    for file, text in texts.items():
        body = _body(text, names)
        shown.update(re.findall(rf'src="{PICTURES}/([^"]+)"', body))
        whole = _PAGE.format(title=escape(_title(text)), body=body)
        yield f"{FOLDER}/{names[file]}", whole.encode()
    for name in sorted(shown):
        yield f"{FOLDER}/{PICTURES}/{name}", (docs / "pictures" / name).read_bytes()


def _title(text: str) -> str:
    """Return what a page is called: its first heading as far as the colon."""
    return text.partition("\n")[0].removeprefix("# ").partition("：")[0]


def _body(text: str, names: dict[str, str]) -> str:
    """Return the page; links that lead out of the guide are left out, their words stay."""

    def link(found: re.Match[str]) -> str:
        target, anchor, words = found[1], found[2] or "", found[3]
        if target in names or (not target and anchor):
            return f'<a href="{names.get(target, "")}{anchor}">{words}</a>'
        return words

    html = MarkdownIt("commonmark", {"html": True}).enable("table").render(_kept(text))
    html = re.sub(r"%[0-9A-F]{2}(?:%[0-9A-F]{2})*", _spelt, html)
    html = _HEADING.sub(r'<h\1 id="\2">\2</h\1>', html).replace("../pictures/", f"{PICTURES}/")
    return _LINK.sub(link, html)


def _kept(text: str) -> str:
    """Leave out comments of the generator."""
    return re.sub(r"<!--.*?-->\n?", "", text)


def _spelt(found: re.Match[str]) -> str:
    """Return percent signs of an address as the characters they stand for."""
    return bytes.fromhex(found[0].replace("%", "")).decode("utf-8", "replace")
