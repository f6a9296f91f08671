"""Mutations of zip packages (``.docx``, ``.odt``, ``.xlsx``): of their parts, or the container."""

import io
import zipfile
from functools import lru_cache

from fuzzing.chance import Chance
from fuzzing.plain import bytes_
from fuzzing.trees import xml

_MAIN = (
    *("document.xml", "content.xml", "sheet1.xml", "s0.xml", "numbering.xml", "styles.xml"),
    *("sharedstrings.xml", "strings.xml", "workbook.xml", "footnotes.xml", "header1.xml"),
)
"""Parts that readers mostly read."""
_NAMES = ("../../a.xml", "/etc/a", "C:\\a.xml", "\u202ea", "a\nb", "word/document.xml", "a" * 300)


def package(chance: Chance, data: bytes, other: bytes) -> bytes:
    """Mutate a package: nine times in ten its parts, packed again validly."""
    parts = dict(_parts(data))
    if not parts or chance.random() < 0.1:  # noqa: PLR2004 - a share
        return bytes_(chance, data, other)
    others = dict(_parts(other))
    for _ in range(chance.few(3)):
        _change(chance, parts, others)
    packed = _packed(parts, chance)
    return bytes_(chance, packed, other) if chance.random() < 0.03 else packed  # noqa: PLR2004


def _change(chance: Chance, parts: dict[str, bytes], others: dict[str, bytes]) -> None:
    name = _some(chance, parts)
    roll = chance.random()
    if roll < 0.85:  # noqa: PLR2004 - shares
        parts[name] = xml(chance, parts[name], others.get(name, b""))
    elif roll < 0.89:  # noqa: PLR2004
        parts[name] = bytes_(chance, parts[name], others.get(name, b""))
    elif roll < 0.92:  # noqa: PLR2004
        parts[name] = others.get(name) or parts[chance.choice(list(parts))]
    elif roll < 0.95:  # noqa: PLR2004
        parts[chance.choice(_NAMES)] = parts[name]
    elif roll < 0.97:  # noqa: PLR2004
        parts.pop(name) if len(parts) > 1 else None
    else:
        parts |= {key: value for key, value in others.items() if key not in parts}


def _some(chance: Chance, parts: dict[str, bytes]) -> str:
    main = [name for name in parts if name.lower().rsplit("/", 1)[-1] in _MAIN]
    if main and chance.random() < 0.7:  # noqa: PLR2004 - a share
        return chance.choice(main)
    return chance.choice(list(parts))


@lru_cache(maxsize=512)
def _parts(data: bytes) -> tuple[tuple[str, bytes], ...]:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            whole = [entry for entry in archive.infolist() if entry.file_size < 1024**2]
            return tuple((entry.filename, archive.read(entry)) for entry in whole)
    except Exception:  # noqa: BLE001 - some of the seeds are no packages, on purpose
        return ()


def _packed(parts: dict[str, bytes], chance: Chance) -> bytes:
    file = io.BytesIO()
    way = chance.choice((zipfile.ZIP_STORED, zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED))
    with zipfile.ZipFile(file, "w", way, compresslevel=1) as archive:
        for name, content in parts.items():
            archive.writestr(zipfile.ZipInfo(name), content, way)
    return file.getvalue()
