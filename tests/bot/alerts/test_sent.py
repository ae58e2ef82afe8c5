"""What really arrives: a mail server and a web hook on loopback, with Apprise in between."""

import asyncio
import sys
from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from apprise import Apprise
from msgspec.structs import replace

from bot.alerts.fact import Fact
from bot.alerts.rule import Rule, Value
from bot.clock import MINUTE_MS
from bot.notifying.notifier import MAYBE_TWICE, Notifier
from bot.notifying.post import ApprisePost, Letter, NotElsewhere, NotSent
from bot.notifying.posting import without_secrets
from bot.notifying.services import ELSEWHERE, HERE
from bot.store import alert_rules, alerts, notifications, targets
from bot.store.engine import Tx
from bot.store.sqlite import SqliteEngine
from bot.store.targets import Target
from tests.fakes import database
from tests.fakes.clock import Hands
from tests.fakes.inboxes import hook, mail_server
from tests.fakes.shop import until


async def no_digest(body: str) -> Letter:
    raise AssertionError("there is none")


@dataclass
class Office:
    engine: SqliteEngine
    notifier: Notifier
    clock: Hands

    async def target(self, url: str, name: str = "Ana") -> Target:
        def work(tx: Tx) -> Target:
            made = targets.add(tx, name=name, url=url, service="S", language="en", at=self.clock())
            rule = Rule(
                id=made.id,
                name="Low rating",
                on="rating",
                conditions=(Value(metric="csat", at_most=2),),
                to=(made.id,),
                urgent=True,
                window_min=1,
            )
            assert alert_rules.put(tx, rule, None)
            return made

        return await self.engine.write(work)

    async def rated(self, request: str, words: str = "") -> None:
        fact = Fact(
            kind="rating", subject=request, at=self.clock(), conversation="v_7", metric="csat", value=1, words=words
        )
        await self.engine.write(lambda tx: alerts.note(tx, fact))

    async def sends(self) -> list[str]:
        """The states of all that was to be sent, once nothing is under way."""
        await self.notifier.send_due()

        async def settled() -> list[str]:
            rows = await self.engine.read(lambda tx: list(tx.query("SELECT state FROM notifications ORDER BY id")))
            states = [row["state"] for row in rows]
            return [] if "sending" in states else states

        return await until(settled, 30)

    async def problem(self, target: Target) -> tuple[str | None, int | None]:
        found = await self.engine.read(lambda tx: targets.get(tx, target.id))
        assert found is not None
        return found.problem, found.problem_at


def notifier(engine: SqliteEngine, clock: Hands) -> Notifier:
    return Notifier(engine, ApprisePost(), clock, zone="UTC", public_url="https://desk.example", digest=no_digest)


@pytest.fixture
async def office(tmp_path: Path, clock: Hands) -> AsyncIterator[Office]:
    engine = SqliteEngine(database.put(tmp_path / "heard.sqlite"))
    made = Office(engine, notifier(engine, clock), clock)
    yield made
    await made.notifier.aclose()
    await engine.aclose()


async def test_two_bad_ratings_are_one_mail_with_the_words_and_the_links(office: Office) -> None:
    async with mail_server() as server:
        await office.target(server.url())
        await office.rated("q1", "Two weeks & <no> parcel")
        await office.rated("q2")
        assert await office.sends() == ["gathering"]  # the window is still open
        office.clock.turn(MINUTE_MS / 1000)
        assert await office.sends() == ["sent"]
        (letter,) = server.letters
        assert letter["subject"] == "2 alerts" and "ana@linden.example" in str(letter["to"])
        text = letter.get_body(("plain", "html"))
        assert text is not None
        said = text.get_content()
        assert "https://desk.example/desk/#v_7" in said and "1 of 5" in said
        assert "Two weeks &" in said or "Two weeks &amp;" in said
        assert "<no>" not in said or text.get_content_type() == "text/plain"


async def test_what_a_target_refuses_is_tried_again_and_shown_without_its_secret(office: Office) -> None:
    async with hook() as far:
        target = await office.target(far.url)
        far.status = 500
        await office.rated("q1")
        office.clock.turn(60)
        assert await office.sends() == ["gathering"]
        problem, since = await office.problem(target)
        assert problem and "topsecret" not in problem and since == office.clock()
        far.status = 200
        await office.rated("q2")
        office.clock.turn(60)
        assert await office.sends() == ["sent"]
        assert await office.problem(target) == (None, None)
        (posted,) = far.posted
        assert posted["title"] == "2 alerts" and posted["message"].count("Low rating") == 2


async def test_what_was_under_way_when_the_server_died_is_sent_once_more(office: Office, clock: Hands) -> None:
    async with hook() as far:
        await office.target(far.url)
        await office.rated("q1")
        clock.turn(60)
        now = clock()
        (it,) = await office.engine.read(lambda tx: notifications.due(tx, now))
        assert await office.engine.write(lambda tx: notifications.claim(tx, it.id, now))
        after = notifier(office.engine, clock)
        await after.come_back()
        clock.turn(60)
        assert await Office(office.engine, after, clock).sends() == ["sent"]
        await after.aclose()
        assert len(far.posted) == 1
        (row,) = await office.engine.read(lambda tx: list(tx.query("SELECT problem FROM notifications")))
        assert row["problem"] == MAYBE_TWICE


async def test_a_target_can_be_tried_and_says_why_it_does_not_work(office: Office) -> None:
    async with hook() as far:
        target = await office.target(far.url, "The chat")
        assert await office.notifier.test(target) is None
        assert "The chat" in far.posted[0]["message"]
        far.status = 403
        assert await office.notifier.test(target)
        assert (await office.problem(target))[0]


async def test_addresses_are_known_by_their_service() -> None:
    post = ApprisePost()
    assert await post.look("mailto://me:secret@gmail.com") == "E-Mail"
    assert await post.look("nonsense://x") is None
    assert await post.look("no address at all") is None
    with pytest.raises(NotSent):
        await post.send("nonsense://x", Letter("t", "x"))


def test_nothing_of_an_address_is_told_again() -> None:
    url = "tgram://123456:AAbb-CC/99887?x=s%20t"
    assert "AAbb-CC" not in (told := without_secrets("POST https://api/bot123456:AAbb-CC/send for 99887 and s t", url))
    assert not any(secret in told for secret in ("123456", "99887", "s t"))


async def test_a_call_cancelled_in_the_quiet_hours_is_told_then_where_it_was_to_begin_in_them(office: Office) -> None:
    office.clock.at = 1_795_392_000_000  # midnight, UTC; quiet until seven
    rule = Rule(id="calls", name="A call was cancelled", on="booking_cancelled", to=("chat",), window_min=0)

    async def cancelled(booking: str, in_hours: int) -> list[str]:
        since = office.clock() + in_hours * 60 * MINUTE_MS
        fact = Fact(kind="booking_cancelled", subject=booking, at=office.clock(), since=since)
        await office.engine.write(lambda tx: alerts.note(tx, fact))
        return await office.sends()

    async with hook() as far:
        target = await office.target(far.url)
        told = replace(rule, to=(target.id,))
        await office.engine.write(lambda tx: alert_rules.put(tx, told, None))
        assert await cancelled("b_noon", 12) == ["gathering"]
        assert await cancelled("b_dawn", 6) == ["sent"]
        (posted,) = far.posted
        assert posted["message"].count("Call cancelled: ") == 2  # what waits goes along


@pytest.mark.parametrize("url", ["syslog://", "SYSLOG://local0", "dbus://", "gnome://", "windows://", "vapid://a@b/c"])
async def test_what_works_on_the_server_itself_alone_is_no_target(url: str) -> None:
    with pytest.raises(NotElsewhere):
        await ApprisePost().look(url)


@pytest.mark.parametrize("url", ["file:///etc/passwd", "/etc/passwd", "config://x", "https://example.com/config.yml"])
async def test_files_and_programs_are_no_addresses(url: str) -> None:
    assert await ApprisePost().look(url) is None


@pytest.mark.filterwarnings("ignore::DeprecationWarning")  # its services' own
def test_every_service_of_apprise_was_looked_at() -> None:
    """One that is new to this version belongs to ELSEWHERE or to HERE."""
    schemas = Apprise().details(show_disabled=True)["schemas"]
    services = [{*(each["protocols"] or ()), *(each["secure_protocols"] or ())} for each in schemas]
    assert [names for names in services if bool(names & ELSEWHERE) is bool(names & HERE)] == []


READS = """
import apprise
from bot.notifying import posting
posting.confine()
named = ("/etc/hostname", "file:///etc/hostname", "http://127.0.0.1/x")
print([apprise.AppriseAttachment(each)[0].path for each in named])
"""


async def test_no_file_that_an_address_names_is_read() -> None:
    """As `discord://…?template=/etc/hostname` would have it."""
    process = await asyncio.create_subprocess_exec(sys.executable, "-c", READS, stdout=asyncio.subprocess.PIPE)
    told, _ = await process.communicate()
    assert told.decode().strip() == "[None, None, None]"


async def test_a_picture_arrives_in_the_letter_that_shows_it(office: Office) -> None:
    async with mail_server() as server:
        shown = Letter("Monday", "87 %", html='<p>87 %</p><img src="cid:trend.png">', picture=b"\x89PNG\r\n\x1a\nlines")
        await ApprisePost().send(server.url(), shown)
        (letter,) = server.letters
        (picture,) = [part for part in letter.walk() if part.get_content_type() == "image/png"]
        assert picture["Content-ID"] == "<trend.png>"
        assert picture.get_payload(decode=True) == shown.picture
