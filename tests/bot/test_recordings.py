"""What becomes of a recording: its row, its card, its file; how long it is kept."""

import asyncio
from pathlib import Path

import pytest
from click.testing import CliRunner

from bot.clock import DAY_MS
from bot.commands import main
from bot.desk.calls import Caller
from bot.desk.recordings import Recordings
from bot.errors import Conflict, Gone, NotFound
from bot.model import CallCard
from bot.store import recordings
from bot.store.recordings import Recording
from tests.bot.conftest import Customer, Floor
from tests.fakes.clock import Hands
from webrtc.media import Consented, Ended, Joined, RecordingStarted, RecordingStopped
from webrtc.recording.matroska import Muxer


@pytest.fixture
def kept(floor: Floor, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Recordings:
    monkeypatch.chdir(tmp_path)  # the folder for data is beside
    (tmp_path / "data" / "recordings").mkdir(parents=True)
    return Recordings(floor.shop.ground, floor.calls)


@pytest.fixture
async def call(floor: Floor) -> tuple[Customer, str]:
    """A customer who is in a call with Ana: the room."""
    customer = await floor.customer()
    conversation, fence = await floor.taken(customer)
    room = await floor.calls.start(floor.ana, conversation, fence)
    for caller in (Caller(floor.ana.id, "agent", "Ana"), Caller(customer.sender.contact, "customer", "Maja")):
        await floor.calls.join(caller, (await floor.calls.token(caller, room, "k")).token, "k")
        await floor.calls.happened(Joined(room, caller.id, floor.clock()))
    return customer, room


def written(file: str, codec: str = "vp8", blocks: int = 50) -> Path:
    """A file as a killed worker leaves it."""
    muxer = Muxer(0)
    track = muxer.declare("Ana: camera", codec, (320, 240))
    assert track is not None
    for number in range(blocks):
        muxer.add(track, number * 100, b"\0" * 100, True)
    path = Path("data/recordings") / file
    data = muxer.cut(None)
    path.write_bytes(muxer.head + data)
    return path


async def only(floor: Floor) -> Recording:
    [one] = await floor.shop.engine.read(lambda tx: recordings.page(tx, room=None, before=None, limit=9))
    return one


async def card(customer: Customer) -> CallCard:
    [found] = [body for body in await customer.bodies() if isinstance(body, CallCard)]
    return found


async def recorded(floor: Floor, kept: Recordings, room: str, file: str = "r-1.webm") -> Recording:
    """One that has ended just now."""
    at = floor.clock()
    await kept.happened(RecordingStarted(room, 1, file, floor.ana.id, at))
    written(file)
    await kept.happened(RecordingStopped(room, file, file, "stopped", 3, 4_920, at + 5_000))
    return await only(floor)


async def test_row_and_card_say_what_was_recorded(floor: Floor, kept: Recordings, call: tuple[Customer, str]) -> None:
    customer, room = call
    at = floor.clock()
    asked = "May this be recorded?"
    await kept.happened(Consented(room, 1, floor.ana.id, "Ana", "agent", True, asked, at))
    await kept.happened(Consented(room, 1, customer.sender.contact, "Maja", "customer", True, asked, at + 5))
    await kept.happened(RecordingStarted(room, 1, "r-1.webm", floor.ana.id, at + 6))
    running = await only(floor)
    assert (running.by.name, running.ended_at, running.length_ms) == ("Ana", None, None)
    assert (await card(customer)).recorded
    size = len(written("r-1.webm").rename("data/recordings/r-1.mkv").read_bytes())
    await kept.happened(RecordingStopped(room, "r-1.mkv", "r-1.webm", "stopped", 6, 9_000, at + 9_006))
    one = await only(floor)
    assert (one.file, one.reason, one.length_ms) == ("r-1.mkv", "stopped", 9_000)
    assert one.size == size
    assert one.contact_name == "Maja"
    said = await floor.shop.engine.read(lambda tx: recordings.consents(tx, [one]))
    assert [(each.name, each.role, each.agree, each.text) for each in said[one.id]] == [
        ("Ana", "agent", True, asked),
        ("Maja", "customer", True, asked),
    ]
    moments = [(moment.what, moment.role) for moment in (await card(customer)).moments]
    assert moments[-2:] == [("recorded", "agent"), ("unrecorded", "agent")]


async def test_a_refusal_is_kept_though_nothing_was_recorded(
    floor: Floor, kept: Recordings, call: tuple[Customer, str]
) -> None:
    customer, room = call
    contact = customer.sender.contact
    await kept.happened(Consented(room, 1, contact, "Maja", "customer", False, "May we?", floor.clock()))
    [row] = await floor.shop.rows("SELECT room, person, agree, text FROM recording_consents")
    assert row == {"room": room, "person": contact, "agree": 0, "text": "May we?"}
    assert not (await card(customer)).recorded


@pytest.mark.parametrize(("codec", "called"), [("vp8", "r-1.webm"), ("h264", "r-1.mkv")])
@pytest.mark.parametrize("restarted", [False, True])
async def test_what_a_killed_worker_left_is_finished(
    floor: Floor, kept: Recordings, call: tuple[Customer, str], codec: str, called: str, restarted: bool
) -> None:
    maja, room = call
    await kept.happened(RecordingStarted(room, 1, "r-1.webm", floor.ana.id, floor.clock()))
    written("r-1.webm", codec)
    if restarted:
        await kept.finish_lost()
    else:
        await kept.happened(Ended(room, floor.clock(), "worker_lost"))
    one = await only(floor)
    assert (one.file, one.reason, one.length_ms) == (called, "worker_lost", 4_920)
    assert (await maja.card()).moments[-1].what == "unrecorded"
    _, path = await kept.file(one.id)
    assert path.name == called and one.size == path.stat().st_size


async def test_a_file_that_was_never_made_is_no_trouble(
    floor: Floor, kept: Recordings, call: tuple[Customer, str]
) -> None:
    await kept.happened(RecordingStarted(call[1], 1, "r-1.webm", floor.ana.id, floor.clock()))
    await kept.finish_lost()
    one = await only(floor)
    assert (one.length_ms, one.size) == (0, 0)
    with pytest.raises(Gone):
        await kept.file(one.id)


async def test_files_are_kept_for_as_long_as_the_setting_says(
    floor: Floor, kept: Recordings, call: tuple[Customer, str], clock: Hands
) -> None:
    one = await recorded(floor, kept, call[1])
    assert one.ended_at is not None
    clock.at = one.ended_at + 30 * DAY_MS
    await kept.expire()
    assert (await only(floor)).removed_at is None
    clock.at += 1
    await kept.expire()
    await kept.expire()
    gone = await only(floor)
    assert (gone.removed_at, gone.removed_by) == (clock.at, None)
    assert not (Path("data/recordings") / one.file).exists()
    with pytest.raises(Gone):
        await kept.file(one.id)


async def test_a_file_that_cannot_be_deleted_is_tried_again(
    floor: Floor, kept: Recordings, call: tuple[Customer, str], clock: Hands
) -> None:
    one = await recorded(floor, kept, call[1])
    path = Path("data/recordings") / one.file
    path.unlink()
    path.mkdir()  # cannot be unlinked
    clock.at += 31 * DAY_MS
    await kept.expire()
    assert (await only(floor)).removed_at is None
    path.rmdir()
    await kept.expire()
    assert (await only(floor)).removed_at is not None


async def test_a_manager_throws_one_away(floor: Floor, kept: Recordings, call: tuple[Customer, str]) -> None:
    with pytest.raises(NotFound):
        await kept.remove("g_none", floor.ana)
    await kept.happened(RecordingStarted(call[1], 1, "r-0.webm", floor.ana.id, floor.clock()))
    with pytest.raises(Conflict):
        await kept.remove((await only(floor)).id, floor.ana)
    with pytest.raises(Conflict):
        await kept.file((await only(floor)).id)
    await kept.finish_lost()
    await kept.remove((await only(floor)).id, floor.bor)
    gone = await only(floor)
    assert gone.removed_by == floor.bor
    with pytest.raises(Gone):
        await kept.remove(gone.id, floor.ana)


async def test_a_room_of_nobody_knows_what_leaves_no_row(floor: Floor, kept: Recordings) -> None:
    await kept.happened(Consented("r_none", 1, "x", "X", "agent", True, "", 1))
    await kept.happened(RecordingStarted("r_none", 1, "x.webm", "x", 1))
    await kept.happened(RecordingStopped("r_none", "x.webm", "x.webm", "stopped", 0, 0, 1))
    assert await floor.shop.rows("SELECT * FROM recordings") == []


async def test_the_shell_lists_them_and_finds_their_files(
    floor: Floor, kept: Recordings, call: tuple[Customer, str], tmp_path: Path
) -> None:
    one = await recorded(floor, kept, call[1])
    config = tmp_path / "heard.toml"
    config.write_text(f'[data]\nfolder = "{tmp_path}"\n')

    async def heard(*words: str) -> str:
        done = await asyncio.to_thread(CliRunner().invoke, main, ["--config", str(config), "recording", *words])
        return done.output

    listed = await heard("list")
    assert listed.startswith(one.id) and "Maja with Ana  0:04" in listed and listed.endswith("r-1.webm\n")
    assert await heard("compose", one.id) == "heard: The file of this recording is gone.\n"  # it is elsewhere here
    assert "no recording g_none" in await heard("compose", "g_none")
    await kept.remove(one.id, floor.ana)
    assert "thrown away" in await heard("list")
