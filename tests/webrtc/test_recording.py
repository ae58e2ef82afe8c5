"""A call's packets in a file: every codec, losses, pauses, clocks, disks and deaths. FFmpeg reads it back."""

import random
import signal
import subprocess
import sys
import threading
from itertools import pairwise
from pathlib import Path

import av
import pytest
from aiortc.rtp import RtcpSenderInfo

from tests.webrtc.studio import Studio, read, written
from tests.webrtc.tracks import CODECS, OPUS, RED, Source, encoded, sound
from webrtc.forwarding.packets import Packet
from webrtc.recording.matroska import look
from webrtc.recording.spool import Spool

DECODERS = {"vp8": "vp8", "vp9": "vp9", "av1": "libdav1d", "h264": "h264"}


@pytest.mark.parametrize("codec", CODECS)
async def test_each_codec_with_sound(tmp_path: Path, codec: str) -> None:
    studio = Studio(tmp_path)
    ana = studio.enter("ana", "Ana")
    studio.start()
    studio.plays(ana.incoming["camera"], Source(CODECS[codec]), encoded(codec, 60))
    studio.plays(ana.incoming["audio"], Source(OPUS), sound(100), every_s=0.02)
    studio.run()
    path = await studio.stop()
    assert path.name == ("call.mkv" if codec == "h264" else "call.webm")
    by_name = {track.name: track for track in read(path)}
    pictures, voice = by_name["Ana: camera"], by_name["Ana: audio"]
    assert pictures.codec in (DECODERS[codec], f"lib{DECODERS[codec]}") or codec in pictures.codec
    assert len(pictures.times_ms) == 60 and set(pictures.sizes) == {(320, 240)}
    assert pictures.times_ms == pytest.approx([number * 1000 / 30 for number in range(60)], abs=2)
    assert len(voice.times_ms) == 100
    head = look(path)
    assert head is not None and head.webm is (codec != "h264")
    assert 1950 <= studio.length_ms == head.length_ms <= 2050


async def test_a_file_says_that_it_is_whole(tmp_path: Path) -> None:
    """Length and places of key frames are known to players, and FFmpeg has nothing to complain of."""
    studio = Studio(tmp_path)
    ana = studio.enter("ana", "Ana")
    studio.start()
    studio.plays(ana.incoming["camera"], Source(CODECS["vp8"]), encoded("vp8", 150))
    studio.run()
    path = await studio.stop()
    with av.open(str(path)) as file:
        assert file.format.name == "matroska,webm"
        assert file.duration == pytest.approx(5_000_000, abs=60_000)
        file.seek(3_000_000)
        landed = next(packet for packet in file.demux(video=0) if packet.pts is not None)
        assert landed.is_keyframe and 2000 < landed.pts <= 3000


async def test_who_comes_later_and_another_codec_are_in_the_same_file(tmp_path: Path) -> None:
    studio = Studio(tmp_path)
    ana = studio.enter("ana", "Ana")
    studio.start()
    studio.plays(ana.incoming["camera"], Source(CODECS["vp8"]), encoded("vp8", 60))
    studio.run(studio.now_s + 4)
    eva = studio.enter("eva", "Eva")
    studio.follow()
    screen = Source(CODECS["vp8"])
    studio.plays(eva.incoming["screen"], screen, encoded("vp8", 30, 640, 360))
    studio.run(studio.now_s + 2)
    screen.codec, screen.timestamp = CODECS["av1"], screen.timestamp + 90_000  # a second without pictures
    studio.plays(eva.incoming["screen"], screen, encoded("av1", 30, 640, 360))
    studio.run(studio.now_s + 2)
    screen.codec, screen.timestamp = CODECS["h264"], screen.timestamp + 90_000
    studio.plays(eva.incoming["screen"], screen, encoded("h264", 30, 640, 360))
    studio.run()
    path = await studio.stop()
    assert path.suffix == ".mkv"
    tracks = read(path)
    assert [track.name for track in tracks] == ["Ana: camera", *["Eva: screen"] * 3]
    starts = [track.times_ms[0] for track in tracks]
    assert starts == pytest.approx([0, 4000, 6000, 8000], abs=5)
    assert [len(track.times_ms) for track in tracks] == [60, 30, 30, 30]


@pytest.mark.parametrize("codec", CODECS)
async def test_a_picture_may_change_its_size(tmp_path: Path, codec: str) -> None:
    studio = Studio(tmp_path)
    ana = studio.enter("ana", "Ana")
    studio.start()
    source = Source(CODECS[codec])
    studio.plays(ana.incoming["camera"], source, encoded(codec, 20))
    studio.run(studio.now_s + 1)
    studio.plays(ana.incoming["camera"], source, encoded(codec, 20, 640, 480))
    studio.run()
    [track] = read(await studio.stop())
    assert track.sizes == [(320, 240)] * 20 + [(640, 480)] * 20


# -- losses ---------------------------------------------------------------------------------


@pytest.mark.parametrize("loss", [0.05, 0.15])
@pytest.mark.parametrize("codec", CODECS)
async def test_what_is_lost_for_good_leaves_no_broken_picture(tmp_path: Path, codec: str, loss: float) -> None:
    """Four of five are repaired within 150 ms."""
    chance = random.Random(7)
    studio = Studio(tmp_path)
    ana = studio.enter("ana", "Ana")
    studio.start()

    def way(at_s: float, packet: Packet) -> float | None:
        if chance.random() >= loss:
            return at_s
        return at_s + 0.15 if chance.random() < 0.8 else None

    studio.plays(ana.incoming["camera"], Source(CODECS[codec]), encoded(codec, 300), way=way)
    studio.run()
    [track] = read(await studio.stop())
    assert 10 < len(track.times_ms) < 300
    assert track.times_ms == sorted(set(track.times_ms))


@pytest.mark.parametrize("codec", CODECS)
async def test_what_is_repaired_is_whole(tmp_path: Path, codec: str) -> None:
    """A tenth comes again up to half a second late, everything in any order within 40 ms."""
    chance = random.Random(3)
    studio = Studio(tmp_path)
    ana = studio.enter("ana", "Ana")
    studio.start()
    way = lambda at_s, packet: at_s + (chance.uniform(0, 0.04) if chance.random() < 0.9 else 0.5)  # noqa: E731
    studio.plays(ana.incoming["camera"], Source(CODECS[codec]), encoded(codec, 150), way=way)
    studio.run()
    [track] = read(await studio.stop())
    # The first frames may be gone: what came before the first packet in order cannot be known.
    assert len(track.times_ms) >= 135
    assert max(after - before for before, after in pairwise(track.times_ms)) <= 40


async def test_it_asks_for_a_key_frame_and_begins_with_it(tmp_path: Path) -> None:
    studio = Studio(tmp_path)
    ana = studio.enter("ana", "Ana")
    camera, source, data = ana.incoming["camera"], Source(CODECS["vp8"]), encoded("vp8", 60)
    for packet in source.frame(data[0]):
        camera.receive(packet, studio.now_s)
    studio.start()
    assert camera.requests(1, studio.now_s, 0.1)
    studio.plays(camera, source, data[1:])
    studio.run()
    [track] = read(await studio.stop())
    assert len(track.times_ms) == 45 and track.times_ms[0] == pytest.approx(14 * 1000 / 30, abs=2)


async def test_redundant_sound_fills_what_was_lost(tmp_path: Path) -> None:
    data = sound(100)
    redundant = [data[0]]
    for before, now in pairwise(data):
        block = (0x80 | 111) << 24 | 960 << 10 | len(before)
        redundant.append(block.to_bytes(4, "big") + bytes([111]) + before + now)
    redundant[0] = bytes([111]) + redundant[0]
    studio = Studio(tmp_path)
    ana = studio.enter("ana", "Ana")
    studio.start()
    way = lambda at_s, packet: None if packet.seq % 3 == 0 else at_s  # noqa: E731
    studio.plays(ana.incoming["audio"], Source(RED, seq=0), redundant, every_s=0.02, way=way)
    studio.run()
    [track] = read(await studio.stop())
    assert len(track.times_ms) >= 98
    steps = {after - before for before, after in pairwise(track.times_ms)}
    assert steps == {20}


# -- time -----------------------------------------------------------------------------------


def report(wall_s: float, timestamp: int) -> RtcpSenderInfo:
    return RtcpSenderInfo(int(wall_s * (1 << 32)), timestamp, 0, 0)


@pytest.mark.parametrize("reported", ["before", "during"])
async def test_lips_and_sound_stay_together(tmp_path: Path, reported: str) -> None:
    """The pictures come by a way that is 180 ms longer, after a hundred ms of encoding that the reports know of."""
    studio = Studio(tmp_path)
    ana = studio.enter("ana", "Ana")
    voice, face = Source(OPUS, timestamp=5_000), Source(CODECS["vp8"], timestamp=900_000)
    wall_s, begin_s = 3_900_000_000.0, studio.now_s

    def tell(at_s: float) -> None:
        passed_s = at_s - begin_s
        for track, source, rate, first in (
            (ana.incoming["audio"], voice, 48_000, 5_000),
            (ana.incoming["camera"], face, 90_000, 900_000),
        ):
            track.reported(source.ssrc, report(wall_s + passed_s, first + round(passed_s * rate)), "ana", at_s)

    for track in ana.incoming.values():
        track.ssrc = voice.ssrc
    if reported == "before":
        ana.incoming["audio"].receive(voice.frame(sound(1)[0], 0)[0], studio.now_s)
        for packet in face.frame(encoded("vp8", 1)[0], 0):
            ana.incoming["camera"].receive(packet, studio.now_s)
        tell(studio.now_s)
    studio.start()
    for second in range(1, 6):
        studio.at(second, lambda: tell(studio.now_s))
    studio.plays(ana.incoming["audio"], voice, sound(300), every_s=0.02, way=lambda at_s, packet: at_s + 0.02)
    studio.plays(ana.incoming["camera"], face, encoded("vp8", 180), way=lambda at_s, packet: at_s + 0.2)
    studio.run()
    tracks = {track.name: track for track in read(await studio.stop())}
    heard, seen = tracks["Ana: audio"].times_ms, tracks["Ana: camera"].times_ms
    # What was said and seen at one moment stands at one time: the last picture was taken when the last sound was.
    assert seen[-1] + 1000 / 30 == pytest.approx(heard[-1] + 20, abs=25)


async def test_a_clock_that_is_put_back_mixes_no_pictures_up(tmp_path: Path) -> None:
    studio = Studio(tmp_path)
    ana = studio.enter("ana", "Ana")
    camera, source = ana.incoming["camera"], Source(CODECS["vp8"], timestamp=0)
    camera.ssrc = source.ssrc
    studio.start()
    studio.plays(camera, source, encoded("vp8", 60), way=lambda at_s, packet: at_s + 0.5)
    begin_s = studio.now_s
    studio.at(0.7, lambda: camera.reported(source.ssrc, report(0.2, 18_000), "ana", begin_s + 0.2))
    studio.run()
    [track] = read(await studio.stop())
    assert len(track.times_ms) == 60 and track.times_ms == sorted(set(track.times_ms))


async def test_a_pause_is_not_in_the_file(tmp_path: Path) -> None:
    studio = Studio(tmp_path)
    ana = studio.enter("ana", "Ana")
    studio.start()
    source = Source(CODECS["vp8"])
    studio.plays(ana.incoming["camera"], source, encoded("vp8", 300))
    begin_s = studio.now_s
    studio.run(begin_s + 2)
    studio.recording.pause(studio.now_s)
    assert not any(track.receivers for track in ana.incoming.values())
    assert studio.recording.length_ms(studio.now_s) == pytest.approx(2000, abs=1)
    studio.run(begin_s + 8)
    studio.start()
    studio.run(begin_s + 10)
    [track] = read(await studio.stop())
    assert len(track.times_ms) == pytest.approx(120, abs=15)  # the first ones after it wait for a key frame
    assert track.times_ms[-1] < 4000
    assert studio.length_ms <= 4000


async def test_what_was_seen_before_all_agreed_is_not_kept(tmp_path: Path) -> None:
    """It was on its way when recording began: a second old by the sender's clock."""
    studio = Studio(tmp_path)
    ana = studio.enter("ana", "Ana")
    source = Source(CODECS["vp8"], timestamp=90_000)
    ana.incoming["camera"].ssrc = source.ssrc
    studio.plays(ana.incoming["camera"], source, encoded("vp8", 90), way=lambda at_s, packet: at_s + 1.0)
    begin_s = studio.now_s
    ana.incoming["camera"].reported(source.ssrc, report(7.0, 90_000), "ana", begin_s)
    studio.run(begin_s + 1.0)
    ana.incoming["camera"].reported(source.ssrc, report(8.0, 180_000), "ana", studio.now_s)
    studio.start()
    studio.run()
    [track] = read(await studio.stop())
    assert len(track.times_ms) == 60
    assert track.times_ms[0] == pytest.approx(0, abs=5)


# -- disks and deaths -----------------------------------------------------------------------


async def test_a_slow_disk_leaves_a_gap_and_stalls_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("webrtc.recording.spool.WAITING_BYTES_MAX", 60_000)
    moves = threading.Event()

    class Slow(Spool):
        def _write(self, file: int, tail: bytes, head: bytes) -> None:
            moves.wait(30)
            super()._write(file, tail, head)

    studio = Studio(tmp_path, spool=Slow)
    ana = studio.enter("ana", "Ana")
    studio.start()
    studio.plays(ana.incoming["camera"], Source(CODECS["vp8"]), encoded("vp8", 300))
    begin_s = studio.now_s
    studio.run(begin_s + 6)  # nothing of this waits for the disk
    moves.set()
    written(studio)
    monkeypatch.undo()
    studio.run()
    [track] = read(await studio.stop())
    gaps = [after - before for before, after in pairwise(track.times_ms)]
    assert len([gap for gap in gaps if gap > 400]) == 1
    assert track.times_ms[-1] > 9_000


async def test_a_folder_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    folder = tmp_path / "recordings"
    folder.write_text("not a folder")
    studio = Studio(folder)
    await studio.stop()
    assert studio.recording.failed is not None
    assert studio.length_ms == 0


async def test_a_disk_that_is_nearly_full_is_left_alone(tmp_path: Path) -> None:
    room = [1 << 62]

    class Filling(Spool):
        def _check(self) -> None:
            self._free_bytes_min = (1 << 62) - room[0]
            super()._check()

    studio = Studio(tmp_path, spool=Filling)
    ana = studio.enter("ana", "Ana")
    studio.start()
    studio.plays(ana.incoming["camera"], Source(CODECS["vp8"]), encoded("vp8", 180))
    studio.at(3.9, lambda: written(studio))
    studio.at(4, lambda: room.__setitem__(0, 0))
    studio.run()
    path = await studio.stop()
    assert studio.recording.failed is not None
    [track] = read(path)  # what had been written is playable
    assert len(track.times_ms) > 30


DYING = """
import sys, time
from pathlib import Path
from tests.webrtc.studio import Studio, written
from tests.webrtc.tracks import CODECS, OPUS, Source, encoded, sound

studio = Studio(Path(sys.argv[1]))
ana = studio.enter("ana", "Ana")
studio.start()
studio.plays(ana.incoming["camera"], Source(CODECS["h264"]), encoded("h264", 180))
studio.plays(ana.incoming["audio"], Source(OPUS), sound(300), every_s=0.02)
studio.run()
written(studio)
print("written", flush=True)
time.sleep(60)
"""


def test_a_killed_writer_leaves_a_playable_file(tmp_path: Path) -> None:
    command = [sys.executable, "-c", DYING, str(tmp_path)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=Path(__file__).parents[2]) as child:
        assert child.stdout is not None
        assert child.stdout.readline() == "written\n"
        child.send_signal(signal.SIGKILL)
    path = tmp_path / "call.webm"  # the name that it began with: nobody was left to change it
    tracks = {track.name: track for track in read(path)}
    assert len(tracks["Ana: camera"].times_ms) > 150
    assert len(tracks["Ana: audio"].times_ms) > 250
    head = look(path)
    assert head is not None and not head.webm and 5_000 < head.length_ms <= 6_050
