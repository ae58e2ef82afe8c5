from __future__ import annotations

import json
from contextlib import closing
from pathlib import Path

import pytest
import sqlite_utils
from click.testing import CliRunner, Result

from knowledge import migrations, store, vector_store, words
from knowledge.__main__ import main
from knowledge.article import Article, Translation
from knowledge.matcher import Matcher
from knowledge.synonym import Synonym
from tests.fakes.embedder import Taught


def ask(*arguments: str) -> Result:
    return CliRunner().invoke(main, ["ask", *arguments])


@pytest.fixture
def database(tmp_path: Path) -> Path:
    path = tmp_path / "heard.sqlite"
    with closing(sqlite_utils.Database(path)) as tx:
        for _, statements in migrations.STEPS:
            for statement in statements:
                tx.execute(statement)
        told = (
            Translation("en", "How do I feed the cat?", "Twice a day.", variants=("cat food", "the cat is hungry")),
            Translation("sl", "Kako nahranim mačko?", "Dvakrat na dan.", variants=("mačja hrana", "mačka je lačna")),
        )
        with tx.atomic():
            store.put(tx, Article("feed", link="https://cats.example", translations=told), 1)
            store.put(tx, Article("walk", translations=(Translation("en", "How do I walk the dog?"),)), 1)
    return path


def test_answers_from_the_database(database: Path) -> None:
    answered = ask("how do i feed the cat", "--database", str(database))
    assert answered.exit_code == 0
    assert answered.stdout == "How do I feed the cat?\n\nTwice a day.\n\nhttps://cats.example\n"
    assert answered.stderr == ""


def test_answers_in_the_language_asked_for(database: Path) -> None:
    assert "Dvakrat" in ask("how do i feed the cat", "--language", "sl", "--database", str(database)).stdout
    assert "Twice" in ask("how do i feed the cat", "--language", "id", "--database", str(database)).stdout


def test_parts_for_some_say_whom_they_are_for(database: Path) -> None:
    answer = "Open it.\n\n::: model = a1, b2\nLift the lid.\n:::\n\n::: model != a1\nPush.\n:::"
    cleaning = Article("clean", translations=(Translation("en", "How do I clean the mill?", answer),))
    with closing(sqlite_utils.Database(database)) as tx, tx.atomic():
        store.put(tx, cleaning, 2)
    told = ask("how do i clean the mill", "--database", str(database)).stdout
    parts = ("Open it.", "[model = a1, b2]\nLift the lid.", "[model != a1]\nPush.\n")
    assert told == "\n\n".join(("How do I clean the mill?", *parts))


def test_answers_from_the_sample_and_says_so(tmp_path: Path) -> None:
    answered = ask("Kako vrnem izdelek?", "--database", str(tmp_path / "none.sqlite"))
    assert answered.exit_code == 0
    assert answered.stdout.startswith("Kako vrnem izdelek?")
    assert "sample" in answered.stderr


def test_admits_not_knowing(database: Path) -> None:
    answered = ask("quantum chromodynamics", "--database", str(database))
    assert (answered.exit_code, answered.stdout) == (1, "I don't know.\n")


def test_explains(database: Path) -> None:
    explained = ask("feed the hungri cat", "--explain", "--database", str(database)).stdout
    assert "hungri was read as hungry" in explained
    assert "feed: score" in explained
    assert "% alike  en  the cat is hungry" in explained
    assert explained.endswith("Ranked by letters; verdict: confident.\n")


def test_explains_synonyms_and_the_articles_own_threshold(database: Path) -> None:
    with closing(sqlite_utils.Database(database)) as tx, tx.atomic():
        words.put_synonyms(tx, [Synonym(("cat", "kitten"))], 0)
        told = (Translation("en", "How do I brush the cat?"),)
        store.put(tx, Article("brush", translations=told, confident=0.999), 1)
    explained = ask("how do I brush the kitten", "--explain", "--database", str(database)).stdout
    assert "kitten was also read as cat" in explained
    assert "(answered from 1.00 on)" in explained


def test_explains_in_json(database: Path) -> None:
    answered = json.loads(ask("feed the cat", "--json", "--explain", "--database", str(database)).stdout)
    assert answered["explanation"]["articles"][0]["article"] == "feed"


def test_json(database: Path) -> None:
    answered = json.loads(ask("how do i feed the cat", "--json", "--database", str(database)).stdout)
    assert (answered["verdict"], answered["language"]) == ("confident", "en")
    best = answered["matches"][0]
    assert (best["article"], best["answer"], best["link"]) == ("feed", "Twice a day.", "https://cats.example")


def test_the_database_is_only_read(database: Path) -> None:
    before = database.read_bytes()
    ask("cat", "--database", str(database))
    assert database.read_bytes() == before
    assert [path.name for path in database.parent.iterdir()] == [database.name]


def test_a_file_that_is_no_database_is_one_clear_line(tmp_path: Path) -> None:
    path = tmp_path / "heard.sqlite"
    path.write_text("not a database, whatever its name says" * 40)
    refused = ask("cat", "--database", str(path))
    assert refused.exit_code == 1
    assert refused.stderr.count("\n") == 1


def test_what_the_bot_has_read_is_ranked_by_its_meaning(database: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    taught = Taught({"moggy": "cat", "nosh": "food"})
    monkeypatch.setattr("knowledge.__main__.check", lambda _: None)
    monkeypatch.setattr("knowledge.__main__.identity", lambda _: taught.model)
    monkeypatch.setattr("knowledge.__main__.local", lambda _: taught)
    assert ask("moggy nosh", "--database", str(database)).exit_code == 1
    with closing(sqlite_utils.Database(database)) as tx, tx.atomic():
        texts = Matcher.build(store.articles(tx)).unread()
        vectors = zip(map(vector_store.digest, texts), taught.embed(texts), strict=True)
        vector_store.put(tx, taught.model, dict(vectors))
    explained = ask("moggy nosh", "--explain", "--database", str(database)).stdout
    assert "cat food" in explained
    assert "Ranked by meaning" in explained


def test_an_article_of_the_past_is_not_told(database: Path) -> None:
    with closing(sqlite_utils.Database(database)) as tx, tx.atomic():
        store.put(tx, Article("brush", translations=(Translation("en", "How do I brush the cat?"),), valid_until=1), 1)
    assert "brush: score" not in ask("how do i brush the cat", "--explain", "--database", str(database)).stdout
