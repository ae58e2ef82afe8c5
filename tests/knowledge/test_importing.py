from __future__ import annotations

from pathlib import Path

import pytest

from knowledge import importing
from knowledge.article import Article, Translation
from knowledge.importing import Problem


def imported(path: Path, *columns: str, language: str = "en") -> tuple[list[Article], list[tuple[int, str]]]:
    """What was read, and the lines and first words of what was not."""
    found = list(importing.read(path, None, columns or None, language))
    articles = [each for each in found if isinstance(each, Article)]
    problems = [each for each in found if isinstance(each, Problem)]
    assert all(each.file.is_relative_to(path) for each in problems)
    return articles, [(each.line, each.message) for each in problems]


def test_a_table_without_a_header(tmp_path: Path) -> None:
    path = tmp_path / "help.tsv"
    path.write_text(
        'app/crash\ten\tIt crashed\tStart "again".\n'
        "app/crash\tsl\tSesulo se je\t\n"
        'app/crash\ten\tIt stopped\tStart "again".\n'
        "app/maps\t\tWhere are the maps?\tHere.\n"
    )
    articles, problems = imported(path, "key", "language", "question", "answer", language="de")
    assert problems == []
    assert articles == [
        Article(
            "app/crash",
            translations=(
                Translation("en", "It crashed", 'Start "again".', variants=("It stopped",)),
                Translation("sl", "Sesulo se je"),
            ),
        ),
        Article("app/maps", translations=(Translation("de", "Where are the maps?", "Here."),)),
    ]


def test_phrasings_alone_make_an_article_titled_by_the_first(tmp_path: Path) -> None:
    path = tmp_path / "phrasings.tsv"
    path.write_text("reverted?\tmy top-up was reverted\ten\nreverted?\twhy was it cancelled\ten\n")
    articles, problems = imported(path, "key", "variant", "language")
    assert problems == []
    asked = ("my top-up was reverted", "why was it cancelled")
    assert articles == [Article("reverted", translations=(Translation("en", asked[0], variants=asked),))]


def test_a_spreadsheet_with_a_header_and_a_byte_order_mark(tmp_path: Path) -> None:
    path = tmp_path / "faq.csv"
    path.write_bytes(
        "\ufeffKey;Language;Question;Answer;Tags;Link;Remarks\r\n"
        'hours;EN;Open?;"From 9\r\n\r\nto ""17"""; shop, time ;https://shop.example;x\r\n'.encode()
    )
    articles, problems = imported(path)
    assert [line for line, _ in problems] == [1] and "'Remarks'" in problems[0][1]
    told = Translation("en", "Open?", 'From 9\n\nto "17"', "https://shop.example")
    assert articles == [Article("hours", tags=("shop", "time"), translations=(told,))]


def test_questions_without_keys_get_the_same_keys_each_time(tmp_path: Path) -> None:
    path = tmp_path / "faq.csv"
    path.write_text("question,answer\nWhere is my order?,There.\nГде мой заказ?,Там.\n")
    first, _ = imported(path)
    again, _ = imported(path)
    assert first[0].key == "where-is-my-order"
    assert first == again and len({article.key for article in first}) == 2


def test_what_is_empty_at_the_end_of_a_row_may_be_left_out(tmp_path: Path) -> None:
    path = tmp_path / "short.csv"
    path.write_text(
        "key;language;title;answer;variant;tags\na;en;A?;yes;a it is;x\nb;en;B?;yes\nc;en;C?\nd;en;D?;no;;y;z\n"
    )
    articles, problems = imported(path)
    assert [article.key for article in articles] == ["a", "b"]
    assert articles[1].tags == ()
    assert [line for line, _ in problems] == [4, 5]


def test_bad_rows_are_told_and_stop_nothing(tmp_path: Path) -> None:
    path = tmp_path / "bad.csv"
    path.write_bytes(
        b"key,language,question,answer\n"  # 1
        b"a,en,A?,yes\n"  # 2
        b"b,en,B?\n"  # 3: a column too few
        b"c,en,\xff?,yes\n"  # 4: not UTF-8
        b"d,en,D\0?,yes\n"  # 5: NUL
        b"e,en,,\n"  # 6: nothing said
        b"f,english!,F?,yes\n"  # 7: no such language
        b"\n"  # 8: blank is fine
        b'g,en,"G?,yes\n'  # 9: a quote that never closes
        b'h,en,"H? yes",yes\n'  # 10
        b"a,en,A again?,no\n"  # 11: another answer
        b"i,en,I?,javascript:1\n"
        b",,,\n"
    )
    articles, problems = imported(path)
    assert [article.key for article in articles] == ["a", "h", "i"]
    assert [line for line, _ in problems] == [3, 4, 5, 6, 7, 9, 11]
    assert articles[0].translations[0].variants == ("A again?",)


def test_a_quote_inside_a_plain_cell_is_a_letter(tmp_path: Path) -> None:
    path = tmp_path / "inch.csv"
    path.write_text('key,question\na,Is the 5" screen ready?\nb,B?\n')
    articles, problems = imported(path)
    assert problems == []
    assert articles[0].translations[0].title == 'Is the 5" screen ready?'


def test_json_lines(tmp_path: Path) -> None:
    path = tmp_path / "articles.jsonl"
    path.write_bytes(
        b'{"key": "a", "translations": [{"language": "en", "title": "A?"}]}\n'
        b"\n"
        b'{"key": "b", "translations": []}\n'
        b'{"key": "c", "translations": [{"language": "en", "title": 5}]}\n'
        b"{broken\n"
        b'{"key": "d", "translations": [{"language": "en", "title": "\\ud800"}]}\n'
        b'{"key": "\xff"}\n' + b"[" * 100_000 + b"\n"
        b'{"key": "a", "translations": [{"language": "en", "title": "A!"}]}\n'
        b'{"key": "z", "translations": [{"language": "en", "title": "Z?"}]}'
    )
    articles, problems = imported(path)
    assert [article.key for article in articles] == ["a", "z"]
    assert [line for line, _ in problems] == [3, 4, 5, 6, 7, 8, 9]


def test_misspelt_fields_of_json_are_told_and_the_rest_is_taken(tmp_path: Path) -> None:
    path = tmp_path / "articles.jsonl"
    path.write_text('{"key": "a", "tag": ["x"], "translations": [{"language": "en", "title": "A?", "variant": []}]}')
    articles, problems = imported(path)
    assert [article.key for article in articles] == ["a"]
    assert problems == [
        (1, "'tag' is none of the fields known and is passed over."),
        (1, "'variant' is none of the fields known and is passed over."),
    ]


def test_a_folder_of_markdown(tmp_path: Path) -> None:
    for name, text in {
        "en/orders/late.md": '+++\ntitle = "Late?"\ntags = ["a"]\n+++\n\nWait.\n',
        "sl/orders/late.md": '+++\ntitle = "Zamuja?"\nvariants = ["kje je"]\ntags = ["a", "b"]\n+++\n',
        "hours.md": '+++\ntitle = "Open?"\n+++\nYes.\n',
        "sl/hours.md": '+++\ntitle = "Open when?"\n+++\nNo.\n',
        "en/plain.md": "# No front matter\n",
        "en/torn.md": "+++\ntitle = \n+++\n",
        "en/odd.md": '+++\ntitle = "T"\ncolour = "red"\n+++\n',
        "en/number.md": "+++\ntitle = 5\n+++\n",
    }.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text)
    (tmp_path / "en/latin.md").write_bytes(b'+++\ntitle = "T"\n+++\n\xff')
    articles, problems = imported(tmp_path, language="sl")
    assert articles == [
        Article("hours", translations=(Translation("sl", "Open?", "Yes.", variants=("Open when?",)),)),
        Article("odd", translations=(Translation("en", "T"),)),
        Article(
            "orders/late",
            tags=("a", "b"),
            translations=(
                Translation("sl", "Zamuja?", variants=("kje je",)),
                Translation("en", "Late?", "Wait."),
            ),
        ),
    ]
    assert len(problems) == 6


def test_a_table_that_asks_nothing_is_one_problem(tmp_path: Path) -> None:
    path = tmp_path / "words.csv"
    path.write_text("card_arrival,I am still waiting\ncard_arrival,Where is it?\n")
    articles, problems = imported(path)
    assert articles == []
    assert "write the names of the columns there" in problems[-1][1]


@pytest.mark.parametrize(
    ("name", "format", "columns", "says"),
    [
        ("help.docx", None, None, "does not tell its format"),
        ("help.csv", "xml", None, "is not a format"),
        ("help.csv", None, ["key", "qestion"], "did you mean 'question'"),
        ("help.csv", None, ["key", "answer"], "has to be a question"),
        ("help.jsonl", None, ["key", "question"], "Only tables"),
    ],
)
def test_refuses_what_it_cannot_begin(
    tmp_path: Path, name: str, format: str | None, columns: list[str] | None, says: str
) -> None:
    with pytest.raises(ValueError, match=says):
        importing.read(tmp_path / name, format, columns)


def test_utf16_is_refused_by_name(tmp_path: Path) -> None:
    path = tmp_path / "help.csv"
    path.write_text("key,question\n", encoding="utf-16")
    with pytest.raises(ValueError, match=r"^help\.csv is UTF-16; save it as UTF-8\."):
        list(importing.read(path))


@pytest.mark.parametrize(("name", "text"), [("help.csv", "key,question\n"), ("help.jsonl", "\n"), ("help.json", "{}")])
def test_a_file_without_articles_says_so(tmp_path: Path, name: str, text: str) -> None:
    path = tmp_path / name
    path.write_text(text)
    problems = list(importing.read(path, "zendesk" if name == "help.json" else None))
    assert problems == [Problem(path, 1, "There is no article in it.")]


def test_a_folder_without_articles_is_refused_by_its_name(tmp_path: Path) -> None:
    folder = tmp_path / "help"
    folder.mkdir()
    with pytest.raises(ValueError, match="nothing in help that holds articles"):
        importing.read(folder)


def test_languages_that_are_none_are_told_once_and_kept(tmp_path: Path) -> None:
    path = tmp_path / "help.csv"
    path.write_text("key,language,question\na,zz,A?\nb,zz,B?\nb,en,B?\nc,pt-BR,C?\nd,qq,D?\n")
    articles, problems = imported(path)
    assert [article.key for article in articles] == ["a", "b", "c", "d"]
    assert problems == [
        (1, "'zz' is not a language that is known; 2 articles are in it, the first of them 'a'."),
        (1, "'qq' is not a language that is known; 'd' is in it."),
    ]


def test_a_column_that_is_none_may_be_another_ones_misspelt_name(tmp_path: Path) -> None:
    path = tmp_path / "help.csv"
    path.write_text("key,question,variants,colour\na,A?,B?,red\n")
    problems = imported(path)[1]
    assert problems[0] == (1, "'variants' is passed over: did you mean 'variant'?")
    assert problems[1][1].startswith("'colour' is passed over: there are key, language, question,")
