"""Pointing and drawing, from one participant to the others in the room."""

import asyncio
from collections.abc import AsyncIterator

import pytest
from caller import until
from test_media import ANA, EVA, Site

from webrtc.media import Participant
from webrtc.transport.channels import CHANNELS, MARKS, POINTER, signed

BOSS = Participant("boss", "supervisor", "Boss")


@pytest.fixture
async def site() -> AsyncIterator[Site]:
    site = Site()
    yield site
    await site.close()


def test_a_message_is_signed_by_who_sent_it() -> None:
    assert signed("p1", '{"x": 1}') == 'p1\n{"x": 1}'
    assert signed("p1", b"\xff\n\0") == b"p1\n\xff\n\0"
    assert signed("p1", "p2\n{}").split("\n", 1)[0] == "p1"  # whoever it claims to be from


def test_drawing_is_reliable_and_pointing_is_not() -> None:
    assert MARKS.parameters.ordered and MARKS.parameters.maxRetransmits is None
    assert not POINTER.parameters.ordered and POINTER.parameters.maxRetransmits == 0
    assert [channel.id for channel in CHANNELS] == [0, 1]


async def test_marks_reach_everyone_else_in_order_and_a_supervisor_draws_nothing(site: Site) -> None:
    ana, eva, boss = await site.join(ANA), await site.join(EVA), await site.join(BOSS)
    await asyncio.gather(ana.connect(), eva.connect(), boss.connect())
    await until(lambda: all(peer.marks.readyState == "open" for peer in (ana, eva, boss)))
    ana.marks.send("first")
    await until(lambda: eva.drawn == ["ana\nfirst"] == boss.drawn)  # from now on all three can be told
    boss.marks.send("from the supervisor")
    boss.pointer.send("from the supervisor")
    eva.marks.send("x" * (MARKS.bytes_max + 1))
    sent = [bytes([number]) * 12_000 for number in range(20)]
    for piece in sent:
        eva.marks.send(piece)
    eva.marks.send("last")
    wanted = [*(b"eva\n" + piece for piece in sent), "eva\nlast"]
    await until(lambda: ana.drawn == wanted and boss.drawn == ["ana\nfirst", *wanted])
    assert ana.points == eva.points == []


async def test_who_draws_too_fast_is_not_relayed_for_a_while(site: Site) -> None:
    ana, eva = await site.join(ANA), await site.join(EVA)
    await asyncio.gather(ana.connect(), eva.connect())
    await until(lambda: eva.marks.readyState == "open")
    ana.marks.send("first")
    await until(lambda: len(eva.drawn) == 1)
    for _ in range(MARKS.burst * 3):
        ana.marks.send("more")
    eva.marks.send("the other way is free")
    await until(lambda: ana.drawn == ["eva\nthe other way is free"])
    await until(lambda: len(eva.drawn) >= MARKS.burst)
    assert len(eva.drawn) < MARKS.burst * 2
