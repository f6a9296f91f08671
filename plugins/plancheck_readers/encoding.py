"""From bytes to text: declared or guessed encoding, and how much was lost on the way.

Nearly every Chinese text file is UTF-8, UTF-16 or one of GB2312, GBK and GB18030, of which the
last contains the others. A file that is valid UTF-8 beyond ASCII is UTF-8 whatever it declares:
pages that were saved anew keep their old ``<meta>``.
"""

from typing import NamedTuple

from plancheck.api import Grade, Health, Unreadable, regex

_BOMS = (
    (b"\xef\xbb\xbf", "utf-8"),
    (b"\xff\xfe\x00\x00", "utf-32-le"),
    (b"\x00\x00\xfe\xff", "utf-32-be"),
    (b"\xff\xfe", "utf-16-le"),
    (b"\xfe\xff", "utf-16-be"),
    (b"\x84\x31\x95\x33", "gb18030"),
)
_DECLARED = {
    **dict.fromkeys(
        ("gb2312", "gbk", "gb18030", "cp936", "ms936", "x-gbk", "gb_2312-80", "euc-cn"), "gb18030"
    ),
    **dict.fromkeys(("big5", "big5-hkscs", "cp950", "x-x-big5"), "big5hkscs"),
}
"""Names that pages give their encoding (WHATWG Encoding Standard, 4.2) → codec."""

_CONTROL = regex("[\x01-\x08\x0e-\x19\x1b-\x1f\x7f]")
_LIKELY = regex(
    "[\t\n\r -~\u00b7\u2010-\u203b\u2460-\u24ff\u3000-\u303f\u4e00-\u9fff\uff01-\uff5e]"
)
_BEYOND = regex("[^\x00-\x7f]+")
_SAMPLE = 4096
_LIKELY_SHARE = 0.9
_CHINESE = regex("[\u4e00-\u9fff]")
_CHINESE_SHARE = 0.2
"""Share of Chinese among non-ASCII characters from which a file is UTF-8, however damaged."""
_NOT_TEXT = 0.1
"""Share of undecodable or control characters from which a file is no text."""
_LOSSY = 0.005
"""Share of lost characters from which a reader must not call anything missing."""


class Decoded(NamedTuple):
    """A file's text and what was lost."""

    text: str
    """Without NULs; U+FFFD stands for what could not be decoded."""
    health: tuple[Health, ...] = ()


def decode(data: bytes, declared: str = "") -> Decoded:
    """Return a file's text.

    :param declared: the encoding a file names for itself, if any
    :raises Unreadable: ``read.not-text`` when it is none
    """
    raw = _decode(data, declared)
    text = raw.replace("\0", "")
    lost = text.count("\ufffd")
    if (lost + _control(text)) > _NOT_TEXT * len(text):
        raise Unreadable("read.not-text")
    return Decoded(text, tuple(_health(len(text), lost, len(raw) - len(text))))


def _decode(data: bytes, declared: str) -> str:
    for mark, codec in _BOMS:
        if data.startswith(mark):
            return data[len(mark) :].decode(codec, "replace")
    return (
        _utf8(data)
        or _utf16(data)
        or _other(data, _DECLARED.get(declared.strip().lower(), "gb18030"))
    )


def _utf8(data: bytes) -> str:
    """Decode UTF-8, also where each half of a surrogate pair was written by itself (CESU-8)."""
    try:
        text = data.decode("utf-8", "surrogatepass")
    except UnicodeDecodeError:
        return ""
    try:
        text.encode()
    except UnicodeEncodeError:
        return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    return text


def _utf16(data: bytes) -> str:
    """Guess UTF-16 without a mark: its line ends and digits hold zero bytes."""
    if b"\0" not in data:
        return ""
    for codec in ("utf-16-le", "utf-16-be"):
        sample = data[:_SAMPLE].decode(codec, "replace")
        if len(_LIKELY.findall(sample)) > _LIKELY_SHARE * len(sample):
            return data.decode(codec, "replace")
    return ""


def _other(data: bytes, codec: str) -> str:
    """Choose between UTF-8 with some bytes damaged and an older encoding.

    What is GB18030 gives hardly any Chinese character when it is taken for UTF-8; the other way
    round there may be no error at all, only nonsense.
    """
    text = data.decode("utf-8", "replace")
    beyond = "".join(_BEYOND.findall(text))[:_SAMPLE]
    if len(_CHINESE.findall(beyond)) >= _CHINESE_SHARE * len(beyond):
        return text
    return data.decode(codec, "replace")


def _control(text: str) -> int:
    return len(_CONTROL.findall(text))


def _health(length: int, lost: int, zeros: int) -> list[Health]:
    found = []
    for code, count in (("health.undecoded", lost), ("health.zeros", zeros)):
        if count:
            grade = Grade.BLOCKING if count > _LOSSY * length else Grade.NOTICE
            found.append(Health(grade, code, (("count", str(count)),)))
    return found
