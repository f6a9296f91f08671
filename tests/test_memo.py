"""Verdicts kept by content: found again while nothing changed, and never when something did."""

from pathlib import Path
from typing import Any

import pytest

from plancheck import memo
from plancheck.errors import StateError
from plancheck.memo import Memo, code_of, digest, judged_by
from plancheck.profile import Profile, Terms
from plancheck.rule import Severity


def opened(path: Path, setting: bytes = b"s") -> Memo:
    return Memo(str(path), setting)


def key(store: Memo, sha: str = "a", name: str = "a.docx", **terms: Any) -> bytes:  # noqa: ANN401
    return store.key(sha, name, Terms(**terms))


def test_what_was_kept_is_found_again(tmp_path: Path) -> None:
    store = opened(tmp_path / "s")
    store.put(key(store), {"plan": {"path": "好", "x": "\ud800"}})
    store.close()
    again = opened(tmp_path / "s")
    assert again.get(key(again)) == {"plan": {"path": "好", "x": "\ud800"}}
    assert again.get(key(again, sha="b")) is None


@pytest.mark.parametrize(
    "changes",
    [
        {"sha": "b"},
        {"name": "b.docx"},
        {"profile": Profile("other")},
        {"profile": Profile("default", unwaivable=("error",))},
        {"severities": {"care/visits": Severity.INFO}},
    ],
)
def test_whatever_a_verdict_hangs_on_changes_its_key(
    tmp_path: Path, changes: dict[str, Any]
) -> None:
    store = opened(tmp_path / "s")
    assert key(store) != key(store, **changes)
    assert key(store) != key(opened(tmp_path / "s", b"t"))


def test_the_code_and_cards_of_a_plugin_are_part_of_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    package = tmp_path / "district_plugin"
    (package / "rules").mkdir(parents=True)
    (package / "__init__.py").write_text("", encoding="utf-8")
    card = package / "rules" / "a.toml"
    card.write_text("one", encoding="utf-8")
    monkeypatch.syspath_prepend(tmp_path)
    __import__("district_plugin")
    before = code_of(["district_plugin"])
    assert code_of(["district_plugin.sub", "district_plugin"]) == before
    card.write_text("other", encoding="utf-8")
    assert code_of(["district_plugin"]) != before


def test_what_is_not_yet_written_is_written_at_the_end(tmp_path: Path) -> None:
    store = opened(tmp_path / "s")
    for number in range(memo.TOGETHER + 3):
        store.put(key(store, sha=str(number)), {"n": number})
    other = opened(tmp_path / "s")  # while the first is still open
    assert other.get(key(other, sha="0")) == {"n": 0}
    assert other.get(key(other, sha=str(memo.TOGETHER + 1))) is None
    store.close()
    assert other.get(key(other, sha=str(memo.TOGETHER + 1))) == {"n": memo.TOGETHER + 1}


def test_the_oldest_go_when_there_are_too_many(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(memo, "MOST", 1)
    monkeypatch.setenv("PLANCHECK_CACHE_DIR", str(tmp_path))
    for first in (0, 8):
        store = Memo("", b"s")
        for number in range(first, first + 8):
            store.put(key(store, sha=str(number)), {"n": number})
        store.close()
    store = Memo("", b"s")
    kept = [number for number in range(16) if store.get(key(store, sha=str(number)))]
    assert len(kept) < 16
    assert kept == list(range(16 - len(kept), 16))


def test_a_store_that_cannot_be_used_is_none(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / memo.NAME).write_bytes(b"no database, but long enough to be taken for one" * 40)
    monkeypatch.setenv("PLANCHECK_CACHE_DIR", str(tmp_path))
    store = Memo("", b"s")
    store.put(key(store), {"n": 1})
    assert store.get(key(store)) is None
    store.close()


def test_a_users_own_that_cannot_be_used_is_told(tmp_path: Path) -> None:
    (tmp_path / "s").write_bytes(b"no database, but long enough to be taken for one" * 40)
    with pytest.raises(StateError) as caught:
        opened(tmp_path / "s")
    assert caught.value.code == "memo.unusable"


def test_digests_part_what_they_are_made_of() -> None:
    assert digest("ab", "c") != digest("a", "bc")
    assert judged_by(Terms()) == judged_by(Terms())
