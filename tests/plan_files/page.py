"""Plans as web pages."""

from collections.abc import Iterator
from html import escape

from plan_files.source import rows_of
from plancheck.api import Document, Paragraph, Table

_PAGE = """<!DOCTYPE html>
<html lang="zh-CN">
<head>
<meta charset="{charset}">
<title>{title}</title>
<style>body {{ font-family: SimSun; }} .menu {{ float: left; }}</style>
<script>var note = "每学期召开一次教代会";</script>
</head>
<body>
<!-- 建立劳动争议调解小组，组织女教工体检 -->
{above}<article>
{content}
</article>
{below}</body>
</html>
"""
_ABOVE = """<nav class="menu"><a href="/">首页</a> <a href="/gh">工会之窗</a> \
<a href="/tz">通知公告</a></nav>
"""
_BELOW = """<footer><a href="/map">网站地图</a> <a href="/about">联系我们</a></footer>
"""


def html(document: Document, *, site: bool = False) -> str:
    """Write a page.

    :param site: with the menus of a school's website around the text
    """
    content = "\n".join(_elements(document))
    title = next(block.text for block in document.blocks if isinstance(block, Paragraph))
    above, below = (_ABOVE, _BELOW) if site else ("", "")
    return _PAGE.format(
        charset="utf-8", title=escape(title), above=above, content=content, below=below
    )


def _elements(document: Document) -> Iterator[str]:
    for block in document.blocks:
        if isinstance(block, Paragraph):
            tag = "p" if block.level is None else f"h{block.level + 1}"
            yield f"<{tag}>{escape(block.text)}</{tag}>"
        else:
            yield from ("<table>", *_rows(block), "</table>")


def _rows(block: Table) -> Iterator[str]:
    for row in rows_of(block):
        cells = (
            f"<td{_span('row', cell.rows)}{_span('col', cell.columns)}>{escape(cell.text)}</td>"
            for cell in row
            if cell
        )
        yield f"<tr>{''.join(cells)}</tr>"


def _span(kind: str, count: int) -> str:
    return f' {kind}span="{count}"' if count > 1 else ""
