"""A digest in mail, Telegram and plain text, in every language."""

import re
from html.parser import HTMLParser
from typing import Any

import msgspec
import pytest

from bot.digests.amounts import length
from bot.digests.digest import Digest, Item, Line, Needs, Point, Quote, Trend, is_better, lines, trend
from bot.digests.mail import mail
from bot.digests.plain import plain
from bot.digests.plan import Plan
from bot.digests.sheet import sheet
from bot.digests.telegram import LONGEST, telegram
from bot.digests.trend import Drawing, png
from bot.locale import NAMES, words
from bot.reports.shapes import Compared, Comparison, Figure, Unit

BASE = "https://desk.example"
MONDAY = 1_763_938_800_000  # 2025-11-24 00:00 in Ljubljana
WEEK = 7 * 86_400_000


def line(name: str, unit: Unit, value: float, low: float, high: float, n: int, **more: Any) -> Line:
    return Line(name=name, unit=unit, value=value, low=low, high=high, n=n, **more)


def quote(value: int, said: str, **more: Any) -> Quote:
    return Quote(metric="csat", value=value, words=said, at=MONDAY, **more)


def digest(language: str = "en", **more: Any) -> Digest:
    return Digest(
        **{
            "plan": Plan(every="week", language=language, zone="Europe/Ljubljana"),
            "since": MONDAY - WEEK,
            "until": MONDAY,
            "conversations": 412,
            "asked": 300,
            "answered": 151,
            "lines": (
                line("csat", "percent", 87.4, 81, 92, 151, before=79, verdict="higher"),
                line("nps", "points", -4, -20, 12, 31, verdict="too_few", needed=210),
                line("resolution", "ms", 4e6, 3e6, 5e6, 90, before=2e6, verdict="higher"),
                line("contained", "percent", 61, 56, 66, 412, before=60, verdict="alike"),
                line("recovered", "percent", 50, 9, 90, 2),
            ),
            "trend": Trend(name="csat", unit="percent", points=(Point(at=MONDAY - WEEK, value=87.4, n=151),)),
            "worst": (quote(1, "Two weeks & <no>\nparcel", name="Maja <K>", conversation="v_7"),),
            "best": (quote(5, "Lovely"),),
            "needs": Needs(
                late=1, open=2, unanswered=3, late_items=(Item(name="Maja", at=MONDAY, case="k_1", contact="c_1"),)
            ),
            **more,
        }
    )


class Tags(HTMLParser):
    """What is opened and closed, in order."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.seen: set[str] = set()
        self.text = ""

    def handle_starttag(self, tag: str, attrs: object) -> None:
        self.seen.add(tag)
        if tag not in ("meta", "br", "img"):
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text += data


def parsed(html: str) -> Tags:
    tags = Tags()
    tags.feed(html)
    tags.close()
    assert tags.open == []
    return tags


@pytest.mark.parametrize("language", NAMES)
def test_it_is_worded_in_every_language_with_n_and_interval(language: str) -> None:
    told = sheet(digest(language), BASE)
    for text in (plain(told), parsed(telegram(told)).text, parsed(mail(told)).text):
        flat = text.replace("\xa0", " ")
        assert re.search(r"87 ?%", flat) and re.search(r"81 ?% – 92 ?%, n 151", flat)
        assert "Two weeks & <no> parcel" in flat and "Maja <K>" in flat and "{" not in flat
    assert f"{BASE}/recovery/#case/k_1" in plain(told)


def test_what_changed_is_said_and_what_cannot_be_compared_too() -> None:
    rows = {row.name: row for row in sheet(digest(), BASE).rows}
    assert (
        rows["Satisfied customers (CSAT)"].change == "up from 79%" and rows["Satisfied customers (CSAT)"].mood == "good"
    )
    assert rows["Would recommend (NPS)"].change == "too little to compare: 210 answers would be needed"
    assert rows["Time to resolution"].mood == "bad"  # it takes longer
    assert rows["Solved without a person"].change == "no change beyond chance (before: 60%)"
    assert rows["Recovered after a bad rating"].change == ""


def test_telegram_takes_its_tags_alone_and_no_more_than_it_can_hold() -> None:
    wordy = quote(1, "&<" * 150, name="&" * 80, conversation="v_7")
    long = telegram(sheet(digest(worst=(wordy,) * 30, best=(wordy,) * 30), BASE))
    assert len(long) <= LONGEST and f"{BASE}/reports/" in long
    assert parsed(long).seen <= {"b", "i", "a", "blockquote"}
    assert "Lovely" in telegram(sheet(digest(), BASE))


def test_a_week_in_which_nothing_happened_says_so() -> None:
    empty = digest(conversations=0, asked=0, answered=0, lines=(), trend=None, worst=(), best=(), needs=Needs())
    told = sheet(empty, BASE)
    for text in (plain(told), telegram(told), mail(told)):
        assert "Nobody was asked" in text and "Nothing is waiting for a person." in text
    assert "<img" not in mail(told) and told.title == "Last week: no answers"


def test_who_has_told_no_name_is_called_as_in_the_desk() -> None:
    said = (quote(1, "No.", contact="c_x94f2a"), quote(1, "Draughty."))
    item = Item(at=MONDAY, contact="c_x94f2a")
    told = sheet(digest(worst=said, needs=Needs(risk=1, risk_items=(item,))), BASE)
    assert [it.who for it in told.worst] == ["Visitor 4F2A", "Somebody at a kiosk"]
    assert told.todo[0].items == (("Visitor 4F2A", f"{BASE}/contact/#c_x94f2a"),)


def test_what_waits_leads_to_where_it_is_listed() -> None:
    todo = sheet(digest(needs=Needs(late=1, open=2, unanswered=3, risk=4)), BASE).todo
    places = [it.link.removeprefix(BASE) for it in todo]
    assert places == ["/recovery/#cases?list=late", "/recovery/#cases?list=open", "/desk/", "/reports/#risk"]


def test_it_comes_back_from_the_database_as_it_was() -> None:
    made = digest()
    assert msgspec.json.decode(msgspec.json.encode(made), type=Digest) == made


def test_figures_that_nothing_is_known_of_are_left_out() -> None:
    def compared(name: str, n: int) -> Compared:
        return Compared(
            figure=name, unit="percent", a=Figure(value=50.0 if n else None, n=n), b=Figure(), difference=None, p=None,
            verdict="too_few", needed=20,
        )  # fmt: skip

    comparison = Comparison(compared=[compared("csat", 3), compared("nps", 0)], tested=0)
    assert [(line.name, line.verdict) for line in lines(comparison, Figure())] == [("csat", "too_few")]
    told = lines(comparison, Figure(value=50.0, n=2))
    assert [(line.name, line.verdict) for line in told] == [("csat", "too_few"), ("recovered", None)]


def test_the_picture_shows_the_first_figure_that_has_a_history() -> None:
    lonely, known = (
        [(1, Figure(value=1.0, n=1)), (2, Figure())],
        [(1, Figure(value=1.0, n=1)), (2, Figure(value=2.0, n=2))],
    )
    assert trend([("csat", lonely)]) is None
    chosen = trend([("csat", lonely), ("nps", known)])
    assert chosen is not None and (chosen.name, len(chosen.points)) == ("nps", 2)


def test_good_news_is_what_is_better_for_customers() -> None:
    assert is_better("csat", True) and is_better("resolution", False) and is_better("repeat", False)
    assert not is_better("first_human", True)


@pytest.mark.parametrize(
    ("ms", "told"), [(4_200, "4 s"), (112_000, "1 min 52 s"), (11_100_000, "3 h 5 min"), (187_200_000, "2 d 4 h")]
)
def test_lengths_are_told_in_their_two_largest_units(ms: float, told: str) -> None:
    assert length(ms, words("en")) == told


def test_the_picture_is_a_png_also_with_holes_and_in_cyrillic() -> None:
    points = tuple(Point(at=n, value=None if n == 1 else 50.0, low=40.0, high=60.0, n=5) for n in range(3))
    drawn = png(Drawing(title="Задаволеныя кліенты", unit="percent", points=points, labels=("a", "б", "č")))
    assert drawn.startswith(b"\x89PNG") and len(drawn) > 5_000
