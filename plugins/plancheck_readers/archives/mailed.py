"""What is in a mail (RFC 5322, MIME: RFC 2045-2049): attachments and its text.

Names come in encoded words (RFC 2047), in parameters with an encoding (RFC 2231), or in bare GBK or
UTF-8 as older programs write them. The standard library takes messages apart; what it does in
quadratic time is kept short.
"""

import binascii
import re
from collections.abc import Iterator
from email import message_from_bytes, policy
from email.header import decode_header
from email.message import Message
from functools import partial
from itertools import chain

from plancheck.api import Member, Unreadable, limits, regex
from plancheck_readers.archives.names import decoded

_LONGEST = 2000
"""Characters of the longest header that is looked at: taking it apart takes quadratic time."""
_PARTS = 1000
"""Parts of one mail; taking apart many nested ones takes quadratic time."""
_BOUNDARY = regex(rb"^content-type:[^\n]*multipart/", re.IGNORECASE | re.MULTILINE)
_NESTED = 50
"""Parts that may hold others: the standard library takes one into the next."""
_DISPOSITION, _TYPE = "content-disposition", "content-type"
_MIME = {
    "application/msword": ".doc",
    "application/pdf": ".pdf",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": ".docx",
    "application/zip": ".zip",
    "message/rfc822": ".eml",
}
"""Types of attachments without a name → suffix."""
_TEXTS = (("text/plain", ".txt"), ("text/html", ".html"))
"""Forms of a mail's text, the preferred one first."""
_UNSAFE = regex(r"[\x00-\x1f\x7f]+")


def members(data: bytes) -> Iterator[Member]:
    """Yield the attachments of a mail, and its text for when none of them counts.

    :raises Unreadable: when it is too large, or nested too deep
    """
    if len(data) > limits.FILE:
        raise Unreadable("read.too-large", most=limits.FILE // 1024**2)
    if sum(1 for _ in _BOUNDARY.finditer(data)) > _NESTED:
        raise Unreadable("mail.nested")
    message = message_from_bytes(data.lstrip(), policy=policy.compat32)
    texts: dict[str, Message] = {}
    for number, (part, beside) in enumerate(_parts(message), 1):
        if number > _PARTS:
            raise Unreadable("mail.nested")
        name = _file_name(part)
        kind = _kind(part)
        if name or _is_attached(part):
            if not (kind.startswith("image/") and (beside or not _is_attached(part))):
                yield Member(_named(name, kind, number), partial(_content, part))
        elif kind in dict(_TEXTS):
            texts.setdefault(kind, part)
    for kind, suffix in _TEXTS:
        if kind in texts and _content(texts[kind], limits.FILE).strip():
            yield Member("", partial(_text, texts[kind], kind), spare=True, suffix=suffix)


def _parts(message: Message) -> Iterator[tuple[Message, bool]]:
    """Yield the parts that hold something; a mail inside is one of them.

    :returns: each with whether it belongs to a text: pictures there are a signature's logo and such
    """
    waiting = [(message, False)]
    while waiting:
        part, beside = waiting.pop()
        inside = _inside(part)
        kind = _kind(part)
        forwarded = part is not message and kind.startswith("message/")
        if inside and not forwarded:
            beside = kind == "multipart/related"
            waiting += [(each, beside) for each in reversed(inside)]
        else:
            yield part, beside


def _inside(part: Message) -> list[Message]:
    """Return the messages that a part consists of; none where it holds something itself."""
    inside = part.get_payload() if part.is_multipart() else []
    return [each for each in inside if isinstance(each, Message)]


def _header(part: Message, name: str) -> str:
    """Return a header as text: bytes that are no ASCII are decoded."""
    raw = next((str(value) for key, value in part.raw_items() if key.lower() == name), "")
    if len(raw) > _LONGEST:
        return ""
    return raw if raw.isascii() else decoded(raw.encode("utf-8", "surrogateescape"))


def _kind(part: Message) -> str:
    return _header(part, _TYPE).partition(";")[0].strip().lower() or "text/plain"


def _is_attached(part: Message) -> bool:
    disposition = _header(part, _DISPOSITION).strip().lower()
    return disposition.startswith("attachment") or _kind(part) == "message/rfc822"


def _file_name(part: Message) -> str:
    """Return the name a part is sent under; empty when it has none."""
    for header, parameter in ((_DISPOSITION, "filename"), (_TYPE, "name")):
        written = _header(part, header)
        if parameter not in written.lower():
            continue
        own = Message()
        own[header] = written
        value = own.get_param(parameter, header=header)
        if isinstance(value, tuple):  # RFC 2231: encoding, language, text
            codec, _, text = value
            return _tidy(_from_bytes(text.encode("latin-1", "replace"), codec or "utf-8"))
        if value:
            return _tidy(_words(str(value)))
    return ""


def _words(value: str) -> str:
    """Decode encoded words; they are found inside quotes, too, where they should not be."""
    try:
        pieces = decode_header(value)
    except (ValueError, binascii.Error):
        return value
    return "".join(
        _from_bytes(piece, codec or "") if isinstance(piece, bytes) else piece
        for piece, codec in _joined(pieces)
    )


def _joined(
    pieces: list[tuple[str | bytes, str | None]],
) -> Iterator[tuple[str | bytes, str | None]]:
    """Join words of one encoding: some programs cut a character in two."""
    kept: tuple[bytes, str | None] | None = None
    for piece, codec in chain(pieces, [("", None)]):
        if isinstance(piece, bytes) and codec and kept and kept[1] == codec:
            kept = (kept[0] + piece, codec)
            continue
        if kept:
            yield kept
        kept = (piece, codec) if isinstance(piece, bytes) and codec else None
        if kept is None:
            yield piece, codec


def _from_bytes(raw: bytes, codec: str) -> str:
    """Decode as is said; GB2312 and GBK are taken for GB18030, which holds both."""
    wide = {"gb2312": "gb18030", "gbk": "gb18030", "unknown-8bit": "", "us-ascii": ""}
    name = wide.get(codec.lower(), codec)
    try:
        return raw.decode(name) if name else decoded(raw)
    except (LookupError, UnicodeDecodeError):
        return decoded(raw)


def _tidy(name: str) -> str:
    """Return the last step of a name: a mail has no folders."""
    plain = _UNSAFE.sub("", name).strip()
    return plain.replace("\\", "/").rpartition("/")[2]


def _named(name: str, kind: str, number: int) -> str:
    if name and ("." in name or kind not in _MIME):
        return name
    return (name or f"{number}") + _MIME.get(kind, "")


def _content(part: Message, most: int) -> bytes:
    """Return what is attached, a mail as a mail."""
    inside = _inside(part)
    if inside:
        return b"".join(each.as_bytes() for each in inside)[: most + 1]
    content = part.get_payload(decode=True)
    return content[: most + 1] if isinstance(content, bytes) else b""


def _text(part: Message, kind: str, most: int) -> bytes:
    """Return the text of a mail; plain text in UTF-8."""
    content = _content(part, most)
    match = re.search(r"charset\s*=\s*\"?([\w.:-]+)", _header(part, _TYPE), re.IGNORECASE)
    if kind == "text/html" and match is None:
        return content
    text = _from_bytes(content, match[1] if match else "")
    return text.encode("utf-8", "replace")[: most + 1]
