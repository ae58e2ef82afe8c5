"""What a call survives: a socket that is lost, a page that is gone, somebody who stays alone."""

import asyncio

import pytest
from caller import until
from house import Guest, House, flowing

from webrtc import rooms as rooms_module
from webrtc.link import pair
from webrtc.room import Ended, Joined, Left, Participant
from webrtc.signals import Bye, Limits, Sharing


async def back(house: House, guest: Guest, page: str) -> None:
    """The same browser on another link."""
    browser, inside = pair()
    served = house.rooms.join("r", Participant(guest.id, "customer", guest.id), inside, page)
    guest.link, guest.closed = browser, False
    house.tasks.start(house.rooms.serve(served, inside), "back")
    house.tasks.start(guest.listen(), "listens again")


async def test_media_outlives_the_socket_and_signals_resume(house: House) -> None:
    ana, eva = await house.enter("ana", "agent"), await house.enter("eva", "customer", page="p1")
    await flowing(eva, ana)
    await eva.link.close()
    await until(lambda: eva.closed)
    await flowing(eva, ana)
    await flowing(ana, eva)
    eva.heard.clear()
    await back(house, eva, "p1")
    await until(lambda: eva.heard)
    assert [one.connected for one in eva.state.participants] == [True, True]
    await flowing(eva, ana)
    await eva.link.send(Sharing(camera=True))
    await until(lambda: ana.state.participants[1].sharing.camera)
    assert [type(event) for event in house.events[:2]] == [Joined, Joined]
    assert not [event for event in house.events if isinstance(event, Left)]
    eva.caller.restart()
    await eva.connect(2)  # signals go both ways
    await flowing(eva, ana)


async def test_what_a_page_may_send_is_told_again(house: House) -> None:
    ana, eva = await house.enter("ana", "agent"), await house.enter("eva", "customer", page="p1")
    await flowing(ana, eva)
    await eva.link.close()
    missed = house.rooms._guests["r"]["eva"].limits = Limits(because="receiver")
    await until(lambda: eva.closed)
    eva.heard.clear()
    await back(house, eva, "p1")
    await until(lambda: eva.of(Limits))
    assert missed in eva.of(Limits)


async def test_a_socket_that_still_hangs_gives_way(house: House) -> None:
    eva = await house.enter("eva", "customer", page="p1")
    former = eva.link
    await back(house, eva, "p1")
    await until(lambda: former.closed)
    assert not eva.of(Bye)
    assert len(house.events) == 1


async def test_another_page_of_the_same_person_replaces_the_first(house: House) -> None:
    eva = await house.enter("eva", "customer", page="p1")
    again = await house.enter("eva", "customer", page="p2")
    await until(lambda: eva.closed)
    assert eva.of(Bye) == [Bye("replaced")]
    assert again.state.participants[0].connected


async def test_a_page_that_does_not_come_back_is_gone_after_a_while(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rooms_module, "LINGER_S", 0.2)
    ana, eva = await house.enter("ana", "agent"), await house.enter("eva", "customer", page="p1")
    await eva.link.close()
    await until(lambda: len(ana.state.participants) == 1)
    assert house.events[-1] == Left("r", "eva", house.now, "lost")


async def test_one_who_says_goodbye_is_not_waited_for(house: House) -> None:
    ana, eva = await house.enter("ana", "agent"), await house.enter("eva", "customer", page="p1")
    await eva.link.send(Bye("left"))
    await until(lambda: len(ana.state.participants) == 1)
    assert house.events[-1] == Left("r", "eva", house.now, "left")


async def shows(guest: Guest) -> None:
    for _ in range(10):
        guest.caller.send_frame("camera", 3000)
        await asyncio.sleep(0.01)


async def test_one_who_is_removed_while_away_stays_away(house: House) -> None:
    ana, eva = await house.enter("ana", "agent"), await house.enter("eva", "customer", page="p1")
    await flowing(eva, ana)
    await eva.link.close()
    await until(lambda: eva.closed)
    await house.rooms.remove("r", "eva", "removed")
    await until(lambda: len(ana.state.participants) == 1)
    await shows(eva)  # what was on its way has come
    before = ana.caller.received.total()
    await shows(eva)
    assert ana.caller.received.total() == before


async def test_a_room_that_one_side_has_left_ends_with_the_reason(house: House) -> None:
    ana, eva = await house.enter("ana", "agent", media=False), await house.enter("eva", "customer", media=False)
    await eva.link.send(Bye("left"))
    await until(lambda: len(ana.state.participants) == 1)
    house.now += 44_999
    await house.rooms.sweep()
    assert not ana.closed
    house.now += 1
    await house.rooms.sweep()
    await until(lambda: ana.closed)
    assert ana.of(Bye) == [Bye("left")] and house.events[-1] == Ended("r", house.now, "left")


async def test_coming_back_in_time_starts_the_waiting_anew(house: House) -> None:
    ana, eva = await house.enter("ana", "agent", media=False), await house.enter("eva", "customer", media=False)
    for _ in range(2):
        await eva.link.send(Bye("left"))
        await until(lambda: len(ana.state.participants) == 1)
        house.now += 40_000
        await house.rooms.sweep()
        eva = await house.enter("eva", "customer", media=False)
    await until(lambda: len(ana.state.participants) == 2)
    assert not ana.closed


async def test_waiting_for_somebody_who_has_not_been_there_is_not_being_left(house: House) -> None:
    ana = await house.enter("ana", "agent", media=False)
    house.now += 3_600_000
    await house.rooms.sweep()
    assert not ana.closed


async def test_who_is_alone_in_a_room_that_was_lost_has_been_left_too(house: House) -> None:
    ana = await house.enter("ana", "agent", media=False, met=True)
    house.now += 45_000
    await house.rooms.sweep()
    await until(lambda: ana.closed)
    assert house.events[-1] == Ended("r", house.now, "left")
