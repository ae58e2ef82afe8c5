"""Recording in a live room, over real connections: nothing is kept between somebody's coming and their consent."""

from collections.abc import AsyncIterator
from pathlib import Path
from typing import TypeVar

import av
import pytest
from caller import until
from house import Guest, House

from webrtc.room import Consented, Ended, RecordingStarted, RecordingStopped
from webrtc.rooms import Rooms
from webrtc.signals import Bye, Consent, Problem, Record
from webrtc.tasks import Tasks

Kind = TypeVar("Kind")
ASKED = "May this call be recorded?"


@pytest.fixture
async def studio(house: House, tmp_path: Path) -> AsyncIterator[House]:
    house.rooms = Rooms(house.port, house.events.append, 2, 45, lambda: house.now, recordings=tmp_path / "recordings")
    clock = Tasks()
    clock.start(house.rooms.run(), "rooms")
    yield house
    await clock.aclose()


def of(house: House, kind: type[Kind]) -> list[Kind]:
    return [event for event in house.events if isinstance(event, kind)]


async def state(guest: Guest, wanted: str) -> None:
    await until(lambda: guest.state.recording.state == wanted)


async def recording(house: House) -> tuple[Guest, Guest]:
    """An agent and a customer, who has agreed."""
    agent, customer = await house.enter("ana", "agent"), await house.enter("eva", "customer")
    await agent.link.send(Record(True, ASKED))
    await state(customer, "asked")
    assert customer.state.recording.waiting == ("eva",)
    await customer.link.send(Consent(True, ASKED))
    await state(agent, "on")
    return agent, customer


def taped(house: House) -> bool:
    """Whether anything that is sent would be kept."""
    return any(
        type(receiver).__name__ == "Tape"
        for guests in house.rooms._guests.values()
        for guest in guests.values()
        if guest.endpoint is not None
        for track in guest.endpoint.streams.incoming.values()
        for receiver in track.receivers
    )


async def plays(*guests: Guest) -> None:
    for _ in range(10):
        for guest in guests:
            guest.caller.send_frame("camera", 3000, key=True)
            guest.caller.send_audio()


async def test_everybody_agrees_and_it_is_kept(studio: House, tmp_path: Path) -> None:
    agent, customer = await recording(studio)
    assert taped(studio)
    await plays(agent, customer)
    [running] = studio.rooms._recordings._running.values()
    await until(lambda: running.tracks >= 4)
    await agent.link.send(Record(False))
    await until(lambda: of(studio, RecordingStopped))
    assert not taped(studio)
    [started], [stopped] = of(studio, RecordingStarted), of(studio, RecordingStopped)
    assert (stopped.started_as, stopped.reason, stopped.tracks) == (started.file, "stopped", 4)
    said = [(one.participant, one.agree, one.text) for one in of(studio, Consented)]
    assert said == [("ana", True, ASKED), ("eva", True, ASKED)]
    with av.open(str(tmp_path / "recordings" / stopped.file)) as file:
        names = {stream.metadata["title"] for stream in file.streams}
    assert names == {"ana: audio", "ana: camera", "eva: audio", "eva: camera"}
    await state(customer, "off")


async def test_a_third_pauses_it_at_once(studio: House) -> None:
    agent, customer = await recording(studio)
    third = await studio.enter("sue", "supervisor", media=False)
    assert not taped(studio)
    await state(agent, "paused")
    assert agent.state.recording.waiting == ("sue",)
    await plays(agent, customer)
    assert not taped(studio)
    await third.link.send(Consent(True, ASKED))
    await state(customer, "on")
    assert taped(studio)
    assert len(of(studio, RecordingStarted)) == 1


async def test_a_refusal_ends_it_for_everybody(studio: House) -> None:
    agent, customer = await recording(studio)
    await customer.link.send(Consent(False, ASKED))
    await state(agent, "off")
    assert not taped(studio)
    assert agent.state.recording.refused == "eva"
    await until(lambda: of(studio, RecordingStopped))
    [stopped] = of(studio, RecordingStopped)
    assert stopped.reason == "refused"


async def test_who_loads_the_page_again_is_not_asked_again(studio: House) -> None:
    _, customer = await recording(studio)
    await customer.link.send(Bye())
    await until(lambda: customer.closed)
    assert taped(studio)  # the agent has agreed
    again = await studio.enter("eva", "customer")
    await state(again, "on")


async def test_customers_do_not_record(studio: House) -> None:
    customer = await studio.enter("eva", "customer", media=False)
    await customer.link.send(Record(True, ASKED))
    await until(lambda: customer.of(Problem))
    [problem] = customer.of(Problem)
    assert problem.code == "not_allowed"
    assert of(studio, Consented) == []


async def test_where_there_is_no_folder_nobody_records(house: House) -> None:
    agent = await house.enter("ana", "agent", media=False)
    await agent.link.send(Record(True, ASKED))
    await until(lambda: agent.of(Problem))
    assert agent.state.recording.state == "off"


async def test_a_call_that_ends_leaves_a_whole_file(studio: House, tmp_path: Path) -> None:
    agent, customer = await recording(studio)
    await plays(agent, customer)
    await studio.rooms.end("r", "hung_up")
    await until(lambda: of(studio, RecordingStopped))
    [stopped] = of(studio, RecordingStopped)
    assert stopped.reason == "hung_up"
    assert of(studio, Ended)
    assert (tmp_path / "recordings" / stopped.file).is_file()


async def test_a_folder_that_cannot_be_written_is_told(studio: House, tmp_path: Path) -> None:
    (tmp_path / "recordings").write_text("in the way")
    agent, customer = await studio.enter("ana", "agent"), await studio.enter("eva", "customer")
    await agent.link.send(Record(True, ASKED))
    await customer.link.send(Consent(True, ASKED))
    await until(lambda: agent.state.recording.problem == "disk")
    await until(lambda: customer.state.recording.state == "off")
    await until(lambda: of(studio, RecordingStopped))
    [stopped] = of(studio, RecordingStopped)
    assert (stopped.reason, stopped.length_ms) == ("disk", 0)
    assert not taped(studio)
