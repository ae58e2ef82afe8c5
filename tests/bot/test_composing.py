"""One film of a recording: who is where when, in pictures and in sound."""

import shutil
from pathlib import Path

import av
import numpy as np
import pytest
from click.testing import CliRunner

from bot.commands import main
from bot.commands.composing import ComposeError, Source, compose, layout, look, spans
from tests.webrtc.studio import Studio
from tests.webrtc.tracks import CODECS, OPUS, encoded, sound
from tests.webrtc.tracks import Source as Sent

needs_ffmpeg = pytest.mark.skipif(shutil.which("ffmpeg") is None, reason="ffmpeg is not installed")


async def recorded(folder: Path) -> Path:
    """Ana from the start; Eva's camera from 2 s on, larger from 3 s on; Eva's screen in AV1 from 4 to 5 s; her voice,
    an octave higher, from 3 s to 6 s.
    """
    studio = Studio(folder)
    ana, eva = studio.enter("ana", "Ana"), studio.enter("eva", "Eva")
    studio.start()
    camera = Sent(CODECS["vp8"])
    studio.plays(ana.incoming["audio"], Sent(OPUS), sound(300), every_s=0.02)
    studio.plays(eva.incoming["audio"], Sent(OPUS), sound(150, 880.0), every_s=0.02, after_s=3)
    studio.plays(ana.incoming["camera"], Sent(CODECS["vp8"]), encoded("vp8", 180))
    studio.plays(eva.incoming["camera"], camera, encoded("vp8", 30, 160, 120), after_s=2)
    studio.plays(eva.incoming["camera"], camera, encoded("vp8", 30), after_s=3)
    studio.plays(eva.incoming["screen"], Sent(CODECS["av1"]), encoded("av1", 30, 640, 360), after_s=4)
    studio.run()
    return await studio.stop()


def picture(path: Path, at_s: float) -> np.ndarray:
    """Grey values, 720 by 1280."""
    with av.open(str(path)) as file:
        for frame in file.decode(video=0):
            if frame.time >= at_s:
                return frame.to_ndarray(format="gray")
    raise AssertionError("the film is shorter")


def loudest(path: Path, from_s: float, to_s: float) -> set[int]:
    """The tones that are heard then, in Hz, rounded to 20."""
    with av.open(str(path)) as file:
        wave = np.concatenate([frame.to_ndarray()[0] for frame in file.decode(audio=0)])
    part = wave[int(from_s * 48_000) : int(to_s * 48_000)]
    strength = np.abs(np.fft.rfft(part))
    tones = np.fft.rfftfreq(len(part), 1 / 48_000)[strength > strength.max() / 4]
    return {round(tone / 20) * 20 for tone in tones}


def dark(picture: np.ndarray) -> bool:
    return bool(picture.mean() < 25)


@needs_ffmpeg
@pytest.mark.parametrize("kind", [".mp4", ".webm"])
async def test_a_film_shows_who_was_there(tmp_path: Path, kind: str) -> None:
    source, film = await recorded(tmp_path), tmp_path / f"film{kind}"
    compose(source, film)
    alone = picture(film, 1.0)
    assert alone.shape == (720, 1280)
    assert dark(alone[:, :150]) and dark(alone[:, -150:]) and not dark(alone[:, 200:-200])  # 4:3 in the middle
    for at_s in (2.5, 3.5):  # side by side, whatever the size it is sent in
        both = picture(film, at_s)
        assert dark(both[:110]) and dark(both[-110:])
        assert not dark(both[130:-130, :600]) and not dark(both[130:-130, 680:])
    screen = picture(film, 4.5)
    assert not dark(screen[:, :150]) and not dark(screen[:50])  # 16:9 fills it
    assert screen[0:500].std() > 0
    assert loudest(film, 0.5, 2.5) == {440}
    assert loudest(film, 3.5, 5.5) == {440, 880}
    with av.open(str(film)) as file:
        assert file.duration == pytest.approx(6_000_000, abs=150_000)


@needs_ffmpeg
async def test_pictures_and_sound_come_together(tmp_path: Path) -> None:
    """Eva's voice and her first picture both begin three seconds in."""
    studio = Studio(tmp_path)
    eva = studio.enter("eva", "Eva")
    studio.start()
    studio.plays(eva.incoming["audio"], Sent(OPUS), sound(100), every_s=0.02, after_s=3)
    studio.plays(eva.incoming["camera"], Sent(CODECS["h264"]), encoded("h264", 60), after_s=3)
    studio.run()
    film = tmp_path / "film.mp4"
    compose(await studio.stop(), film)
    with av.open(str(film)) as file:
        seen_s = next(frame.time for frame in file.decode(video=0) if not dark(frame.to_ndarray(format="gray")))
    with av.open(str(film)) as file:
        heard_s = next(frame.time for frame in file.decode(audio=0) if np.abs(frame.to_ndarray()).max() > 0.05)
    assert seen_s == pytest.approx(3.0, abs=0.05)
    assert heard_s == pytest.approx(seen_s, abs=0.06)


def test_a_camera_that_sends_nothing_for_a_while_is_off() -> None:
    assert spans([0, 40, 2_500, 9_000, 9_040], 3_000) == ((0, 3_500), (9_000, 10_040))


def test_places_follow_who_is_there() -> None:
    ana = Source(0, "camera", "Ana", 0, ((0, 9_000),))
    eva = Source(1, "camera", "Eva", 0, ((2_000, 9_000),))
    screen = Source(2, "screen", "Eva", 0, ((4_000, 6_000),))
    found = [(one.source.name, one.source.kind, one.span, one.width) for one in layout([ana, eva, screen])]
    assert found == [
        ("Ana", "camera", (0, 2_000), 1280),
        ("Ana", "camera", (2_000, 4_000), 640),
        ("Eva", "camera", (2_000, 4_000), 640),
        ("Eva", "screen", (4_000, 6_000), 1280),
        ("Ana", "camera", (4_000, 6_000), 256),
        ("Eva", "camera", (4_000, 6_000), 256),
        ("Ana", "camera", (6_000, 9_000), 640),
        ("Eva", "camera", (6_000, 9_000), 640),
    ]


async def test_without_ffmpeg_it_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    source = await recorded(tmp_path)
    monkeypatch.setenv("PATH", str(tmp_path))
    done = CliRunner().invoke(main, ["recording", "compose", str(source), "-o", str(tmp_path / "film.mp4")])
    assert done.exit_code == 1
    assert done.output.startswith("heard: ffmpeg is not installed, and composing needs it.")


async def test_what_is_no_recording_is_refused(tmp_path: Path) -> None:
    other = tmp_path / "notes.webm"
    other.write_text("nothing of the kind")
    with pytest.raises(ComposeError, match=r"no recording that can be read"):
        look(other)
    with pytest.raises(ComposeError, match=r"must end in \.mp4 or \.webm"):
        compose(other, tmp_path / "film.avi")
    done = CliRunner().invoke(main, ["recording", "compose", "g_none"])
    assert done.exit_code == 1 and "no recording g_none" in done.output
