"""Web pages with FAQ markup, as others write them."""

from __future__ import annotations

import json
from base64 import b64encode
from pathlib import Path

from knowledge import importing
from knowledge.article import Article, Translation
from knowledge.importing import Problem
from knowledge.picture import Picture
from tests.fakes.pictures import png

PNG = png()


def imported(path: Path, **pages: str) -> list[importing.Item]:
    for name, page in pages.items():
        (path / f"{name}.html").write_text(page)
    return list(importing.read(path, default_language="de"))


def linked(questions: object, **more: object) -> str:
    page = {"@context": "https://schema.org", "@type": "FAQPage", "mainEntity": questions, **more}
    return f'<script type="application/ld+json">{json.dumps(page)}</script>'


def question(name: str, text: str, **more: str) -> dict[str, object]:
    return {"@type": "Question", "name": name, "acceptedAnswer": {"@type": "Answer", "text": text}, **more}


def told(key: str, language: str, title: str, answer: str) -> Article:
    return Article(key, translations=(Translation(language, title, answer),))


def test_linked_data(tmp_path: Path) -> None:
    head = '<html lang="en-US"><link rel="canonical" href="https://shop.example/faq/">'
    asked = [
        question("Do you ship &amp; when?", "<p>Yes, <a href='../terms'>always</a>.</p>"),
        question("Plain?", "One.\n\nTwo."),
        {"@type": "Question", "name": "Unanswered?"},
        "nonsense",
    ]
    assert imported(tmp_path, faq=head + linked(asked)) == [
        told("do-you-ship-when", "en", "Do you ship & when?", "Yes, [always](https://shop.example/terms)."),
        told("plain", "en", "Plain?", "One.\n\nTwo."),
        told("unanswered", "en", "Unanswered?", ""),
    ]


def test_linked_data_in_a_graph_alone_and_broken(tmp_path: Path) -> None:
    graph = {
        "@graph": [{"@type": "WebPage"}, {"@type": ["WebPage", "FAQPage"], "mainEntity": question("A?", "Yes.\n1")}]
    }
    page = (
        '<script type="application/ld+json">{broken</script>'
        f'<script type="application/ld+json">{json.dumps(graph).replace(chr(92) + "n", chr(10))}</script>'
    )
    assert imported(tmp_path, faq=page) == [told("a", "de", "A?", "Yes.  \n1")]


def test_linked_data_whose_questions_stand_elsewhere_in_the_graph(tmp_path: Path) -> None:
    page = {
        "@type": ["WebPage", "FAQPage"],
        "@id": "https://a.example/",
        "mainEntity": [{"@id": "#q-1"}, {"@id": "#no"}],
    }
    graph = {"@context": "https://schema.org", "@graph": [page, question("A?", "Yes.", **{"@id": "#q-1"})]}
    script = f'<script type="application/ld+json">{json.dumps(graph)}</script>'
    assert imported(tmp_path, faq=script) == [told("q-1", "de", "A?", "Yes.")]


def test_pages_in_several_languages_meet_by_the_names_of_their_questions(tmp_path: Path) -> None:
    english = f'<html lang="en">{linked([question("Late?", "Wait.", **{"@id": "https://a.example/en#late"})])}'
    slovene = linked([question("Zamuja?", "Čakajte.", **{"@id": "https://a.example/sl#late"})], inLanguage="sl-SI")
    (article,) = imported(tmp_path, en=english, sl=slovene)
    assert article == Article(
        "late", translations=(Translation("en", "Late?", "Wait."), Translation("sl", "Zamuja?", "Čakajte."))
    )


def test_names_that_are_not_one_questions_are_passed_over(tmp_path: Path) -> None:
    same = [question("A?", "1", **{"@id": "#q"}), question("B?", "2", **{"@id": "#q"})]
    assert imported(tmp_path, faq=linked(same)) == [told("a", "de", "A?", "1"), told("b", "de", "B?", "2")]


def test_microdata(tmp_path: Path) -> None:
    page = """<html lang="sl"><body itemscope itemtype="https://schema.org/FAQPage">
    <div itemprop="mainEntity" itemscope itemtype="https://schema.org/Question" id="open">
      <h3 itemprop="name">Kdaj  ste
        odprti?</h3>
      <div itemprop="acceptedAnswer" itemscope itemtype="https://schema.org/Answer">
        <span itemprop="name">ne</span><div itemprop="text"><p>Od <b>9</b>.</p></div></div></div>
    <div lang="en" itemprop="mainEntity" itemscope itemtype="http://schema.org/Question">
      <meta itemprop="name" content="Free?"><div itemprop="acceptedAnswer" itemscope>Yes.</div></div>
    <div itemtype="https://schema.org/Question"></div>"""
    assert imported(tmp_path, faq=page) == [
        told("open", "sl", "Kdaj ste odprti?", "Od **9**."),
        told("free", "en", "Free?", "Yes."),
    ]


def test_rdfa(tmp_path: Path) -> None:
    page = """<html lang="en"><body vocab="https://schema.org/" typeof="WebPage FAQPage">
    <div property="mainEntity" typeof="schema:Question"><h3 property="schema:name">Open?</h3>
      <div property="schema:acceptedAnswer" typeof="schema:Answer"><p property="schema:text">Yes.</p></div></div>"""
    assert imported(tmp_path, faq=page) == [told("open", "en", "Open?", "Yes.")]


def test_pictures_in_the_page_and_beside_it(tmp_path: Path) -> None:
    (tmp_path / "faq_files").mkdir()
    (tmp_path / "faq_files" / "left one.png").write_bytes(PNG)
    (tmp_path / "faq_files" / "words.txt").write_text("secret")
    inline = f"data:image/png;base64,{b64encode(PNG).decode()}"
    text = "".join(
        f'<img src="{each}" alt="x">' for each in (inline, "faq_files/left%20one.png", "faq_files/words.txt")
    )
    *pictures, problem, article = imported(tmp_path, faq=linked([question("Where?", text)]))
    assert pictures == [Picture(PNG), Picture(PNG)]
    assert isinstance(problem, Problem) and "is not a PNG" in problem.message
    address = Picture(PNG).address
    assert isinstance(article, Article)
    assert article.translations[0].answer == f"![x]({address})![x]({address})x"


def test_a_page_without_markup_is_told(tmp_path: Path) -> None:
    (problem,) = imported(tmp_path, faq="<h1>Questions</h1>")
    assert isinstance(problem, Problem) and "no FAQ markup" in problem.message


def test_an_encoding_that_the_page_names(tmp_path: Path) -> None:
    data = json.dumps({"@type": "FAQPage", "mainEntity": question("Čas?", "Žal.")}, ensure_ascii=False)
    page = f'<meta charset="windows-1250"><script type="application/ld+json">{data}</script>'
    (tmp_path / "faq.htm").write_bytes(page.encode("cp1250"))
    (article,) = importing.read(tmp_path / "faq.htm")
    assert isinstance(article, Article) and article.translations[0].title == "Čas?"
