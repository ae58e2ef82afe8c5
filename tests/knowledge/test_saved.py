"""A matcher written to a file and read from it again."""

from __future__ import annotations

import json
from hashlib import blake2b
from itertools import chain
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from knowledge import sample, saved
from knowledge.article import Article, Translation
from knowledge.features import grams, pairs
from knowledge.match import Match
from knowledge.matcher import Matcher
from knowledge.normalize import words
from knowledge.saved import NotSaved
from knowledge.synonym import Synonym
from tests.knowledge.strategies import stores

QUESTIONS = ("where is my parcl", "kje je moj paket", "refund pls", "Забыў пароль", "nothing at all")


@pytest.fixture(scope="module")
def shop() -> Matcher:
    return Matcher.build(sample.articles())


def told(matches: list[Match]) -> list[tuple[str, str, str]]:
    return [(match.article, match.variant, match.language) for match in matches]


def test_what_was_saved_ranks_the_same_and_is_as_sure(shop: Matcher, tmp_path: Path) -> None:
    shop.save(tmp_path / "matcher.npz", "stand 7")
    loaded, stand = Matcher.load(tmp_path / "matcher.npz")
    assert stand == "stand 7"
    assert len(loaded) == len(shop)
    assert loaded.threshold(0.05) == pytest.approx(shop.threshold(0.05))
    for question in QUESTIONS:
        before, after = shop.search(question), loaded.search(question)
        assert told(after) == told(before)
        assert [match.confidence for match in after] == pytest.approx([match.confidence for match in before], abs=1e-4)


@given(kept=stores(), question=st.text(max_size=40))
@settings(max_examples=25)
def test_any_store_comes_back(kept: list[Article], question: str, tmp_path_factory: pytest.TempPathFactory) -> None:
    path = tmp_path_factory.mktemp("saved") / "matcher.npz"
    matcher = Matcher.build(kept, calibrated=False)
    matcher.save(path)
    loaded, _ = Matcher.load(path)
    assert loaded.keys == matcher.keys == {each.key for each in kept}
    before = {match.article: match.score for match in matcher.search(question, limit=9)}
    assert {match.article: match.score for match in loaded.search(question, limit=9)} == pytest.approx(before, abs=0.01)


def test_what_was_loaded_is_changed_like_any_other(shop: Matcher, tmp_path: Path) -> None:
    shop.save(tmp_path / "matcher.npz")
    loaded, _ = Matcher.load(tmp_path / "matcher.npz", [Synonym(("parcel", "bundle"))])
    loaded.put(Article("moon", translations=(Translation("en", "Do you ship to the moon?"),)))
    loaded.remove("track-order")
    assert loaded.search("shipping to the moon")[0].article == "moon"
    assert "track-order" not in loaded.keys
    assert loaded.explain("my bundle").synonyms[0].others == ("parcel",)
    loaded.save(tmp_path / "matcher.npz")
    assert Matcher.load(tmp_path / "matcher.npz")[0].keys == loaded.keys


def test_the_file_is_its_owners_alone_and_nothing_else_is_left(shop: Matcher, tmp_path: Path) -> None:
    shop.save(tmp_path / "matcher.npz")
    assert (tmp_path / "matcher.npz").stat().st_mode & 0o777 == 0o600
    assert [path.name for path in tmp_path.iterdir()] == ["matcher.npz"]


@pytest.mark.parametrize("place", [0.02, 0.3, 0.6, 0.9, 0.999])
def test_a_damaged_file_is_refused(shop: Matcher, tmp_path: Path, place: float) -> None:
    path = tmp_path / "matcher.npz"
    shop.save(path)
    whole = bytearray(path.read_bytes())
    whole[int(place * len(whole))] ^= 0xFF
    path.write_bytes(whole)
    try:
        loaded, _ = Matcher.load(path)
    except NotSaved:
        return
    assert told(loaded.search("where is my parcel")) == told(shop.search("where is my parcel"))  # padding was hit


@pytest.mark.parametrize("share", [0, 0.1, 0.5, 0.99])
def test_half_a_file_is_refused(shop: Matcher, tmp_path: Path, share: float) -> None:
    path = tmp_path / "matcher.npz"
    shop.save(path)
    whole = path.read_bytes()
    path.write_bytes(whole[: int(share * len(whole))])
    with pytest.raises(NotSaved):
        Matcher.load(path)


def test_another_versions_file_is_refused(shop: Matcher, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(saved, "VERSION", saved.VERSION + 1)
    shop.save(tmp_path / "matcher.npz")
    monkeypatch.undo()
    with pytest.raises(NotSaved, match="another version"):
        Matcher.load(tmp_path / "matcher.npz")


def test_no_file_and_other_peoples_files_are_refused(tmp_path: Path) -> None:
    with pytest.raises(NotSaved, match="There is none"):
        Matcher.load(tmp_path / "matcher.npz")
    head = np.frombuffer(json.dumps({"version": saved.VERSION, "stand": ""}).encode(), np.uint8)
    np.savez(tmp_path / "other.npz", head=head)
    with pytest.raises(NotSaved, match="not whole"):
        Matcher.load(tmp_path / "other.npz")
    (tmp_path / "text.npz").write_text("not arrays")
    with pytest.raises(NotSaved, match="damaged"):
        Matcher.load(tmp_path / "text.npz")


TEXT = "Où est-ce? Don't Straße č š ž, Ёлка и ўсё; 100% İstanbul ŁÓDŹ №5 where's-my_order x"
KEPT_BY = {4: "d46f1c5c281ea749"}
"""By version, the digest of what is kept of TEXT."""


def test_another_way_of_reading_texts_is_another_version() -> None:
    """When this fails, raise saved.VERSION and write the new digest here in place of the old: files of before are no
    longer read."""
    told = "\n".join([*pairs(words(TEXT)), *chain.from_iterable(map(grams, words(TEXT)))])
    assert {saved.VERSION: blake2b(told.encode(), digest_size=8).hexdigest()} == KEPT_BY
