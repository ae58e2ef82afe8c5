"""One film of a recording's tracks, by ffmpeg: the shared screen large with the cameras in it, cameras side by side
where there is no screen, everybody's sound together. What is shown when is read off the tracks: a camera that sends
nothing for a while is off.
"""

import subprocess
import tempfile
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import av

WIDTH, HEIGHT, RATE = 1280, 720, 25
INSET_WIDTH, INSET_HEIGHT, MARGIN = 256, 144, 16
OFF_MS = {"camera": 3_000, "screen": 10_000}  # a still screen sends a picture a second
LAST_MS = 1_000  # how long the last picture before a silence stands
ENCODERS = {
    ".mp4": ("-c:v", "libx264", "-preset", "veryfast", "-crf", "23", "-pix_fmt", "yuv420p", "-c:a", "aac",
             "-b:a", "128k", "-movflags", "+faststart"),
    ".webm": ("-c:v", "libvpx-vp9", "-deadline", "realtime", "-cpu-used", "6", "-crf", "34", "-b:v", "0",
              "-c:a", "libopus", "-b:a", "96k"),
}  # fmt: skip

Span = tuple[int, int]
"""From and to, in ms."""


class ComposeError(Exception):
    """The message is a plain sentence."""


@dataclass(frozen=True)
class Source:
    """A track. `kind`: audio, camera or screen. `shown`: when it sends pictures; for sound empty."""

    index: int
    kind: str
    name: str
    begin_ms: int
    shown: tuple[Span, ...] = ()


@dataclass(frozen=True)
class Shown:
    """A picture's place on the canvas for some time."""

    source: Source
    span: Span
    x: int
    y: int
    width: int
    height: int


def compose(path: Path, target: Path) -> None:
    """Raises ComposeError."""
    encoder = ENCODERS.get(target.suffix)
    if encoder is None:
        raise ComposeError(f"{target.name} must end in .mp4 or .webm.")
    sources, length_ms = look(path)
    shown = layout(sources)
    sounds = [source for source in sources if source.kind == "audio"]
    inputs = drawn(shown) + sounds
    if not inputs:
        raise ComposeError("There is neither picture nor sound in this recording.")
    with tempfile.TemporaryDirectory() as folder:
        graph = Path(folder) / "graph"
        graph.write_text(filters(shown, sounds, length_ms))
        command = ["ffmpeg", "-nostdin", "-hide_banner", "-loglevel", "error", "-n", "-copyts"]
        for _ in inputs:  # each opened by itself: a gap in one holds up none of the others
            command += ["-reinit_filter", "0", "-i", str(path)]
        command += ["-filter_complex_script", str(graph), "-map", "[film]"]
        command += ["-map", "[sound]"] if sounds else []
        _run([*command, *encoder, "-t", f"{length_ms / 1000:.3f}", str(target)])


def _run(command: list[str]) -> None:
    try:
        done = subprocess.run(command, capture_output=True, text=True, check=False)
    except FileNotFoundError:
        raise ComposeError(
            "ffmpeg is not installed, and composing needs it. Install it (apt install ffmpeg, brew install ffmpeg);"
            " the recording itself plays in VLC and mpv without."
        ) from None
    if done.returncode:
        last = (done.stderr.strip().splitlines() or ["It gave no reason."])[-1]
        raise ComposeError(f"ffmpeg could not compose this recording: {last}")


def look(path: Path) -> tuple[list[Source], int]:
    """The tracks that have anything in them, and the length in ms. Raises ComposeError."""
    times: dict[int, list[int]] = {}
    try:
        with av.open(str(path)) as file:
            titles = {stream.index: stream.metadata.get("title", "") for stream in file.streams}
            for packet in file.demux():
                if packet.pts is not None and packet.time_base is not None:
                    times.setdefault(packet.stream_index, []).append(round(packet.pts * packet.time_base * 1000))
    except (OSError, av.FFmpegError):
        raise ComposeError(f"{path} is no recording that can be read.") from None
    sources = []
    for index, moments in sorted(times.items()):
        name, _, kind = titles[index].rpartition(": ")
        if kind == "audio":
            sources.append(Source(index, "audio", name, min(moments)))
        elif kind in OFF_MS:
            sources.append(Source(index, kind, name, min(moments), spans(moments, OFF_MS[kind])))
    return sources, max((max(moments) for moments in times.values()), default=0) + 40


def spans(moments: Iterable[int], off_ms: int) -> tuple[Span, ...]:
    """When a track shows something, of the times of its pictures."""
    found: list[Span] = []
    for at in sorted(moments):
        if found and at - found[-1][1] <= off_ms:
            found[-1] = (found[-1][0], at)
        else:
            found.append((at, at))
    return tuple((begin, end + LAST_MS) for begin, end in found)


def layout(sources: list[Source]) -> list[Shown]:
    """Places for every time between two changes; a place that stays is one."""
    pictures = [source for source in sources if source.kind != "audio"]
    cuts = sorted({at for source in pictures for span in source.shown for at in span})
    shown: list[Shown] = []
    for begin, end in pairwise(cuts):
        there = [one for one in pictures if any(span[0] <= begin < span[1] for span in one.shown)]
        for source, x, y, width, height in _places(there):
            last = next((one for one in reversed(shown) if one.source is source), None)
            place = (x, y, width, height)
            if last and last.span[1] == begin and (last.x, last.y, last.width, last.height) == place:
                shown[shown.index(last)] = Shown(source, (last.span[0], end), *place)
            else:
                shown.append(Shown(source, (begin, end), *place))
    return shown


def _places(there: list[Source]) -> list[tuple[Source, int, int, int, int]]:
    """Source, x, y, width, height."""
    screens = [source for source in there if source.kind == "screen"]
    cameras = [source for source in there if source.kind == "camera"]
    if not screens:
        return _side_by_side(cameras)
    insets = [
        (
            camera,
            WIDTH - (number + 1) * (INSET_WIDTH + MARGIN),
            HEIGHT - INSET_HEIGHT - MARGIN,
            INSET_WIDTH,
            INSET_HEIGHT,
        )
        for number, camera in enumerate(cameras)
    ]
    return [*_side_by_side(screens), *insets]


def _side_by_side(sources: list[Source]) -> list[tuple[Source, int, int, int, int]]:
    columns = 1 if len(sources) < 2 else 2
    rows = max(1, -(-len(sources) // columns))
    width, height = WIDTH // columns, HEIGHT // rows
    return [
        (source, number % columns * width, number // columns * height, width, height)
        for number, source in enumerate(sources)
    ]


def filters(shown: list[Shown], sounds: list[Source], length_ms: int) -> str:
    """ffmpeg's filter graph; input n is the n-th of `drawn`, then of the sounds."""
    length_s = length_ms / 1000
    parts = [f"color=black:size={WIDTH}x{HEIGHT}:rate={RATE}:duration={length_s:.3f}[canvas0]"]
    sources = drawn(shown)
    for number, source in enumerate(sources):
        places = [one for one in shown if one.source is source]
        width, height = (_by_time(places, size) for size in (lambda one: one.width, lambda one: one.height))
        x, y = (_by_time(places, at) for at in (lambda one: one.x, lambda one: one.y))
        parts.append(
            f"[{number}:{source.index}]scale=w='max(2,{width})':h='max(2,{height})':eval=frame:"
            f"force_original_aspect_ratio=decrease,setsar=1[picture{number}]"
        )
        parts.append(
            f"[canvas{number}][picture{number}]overlay=x='{x}+({width}-w)/2':y='{y}+({height}-h)/2':"
            f"eof_action=repeat:enable='{_by_time(places, lambda one: 1)}'[canvas{number + 1}]"
        )
    parts.append(f"[canvas{len(sources)}]format=yuv420p[film]")
    if sounds:
        for number, sound in enumerate(sounds):
            parts.append(
                f"[{len(sources) + number}:{sound.index}]aresample=48000:async=1000:first_pts=0,"
                f"apad=whole_dur={length_s:.3f}[sound{number}]"
            )
        names = "".join(f"[sound{number}]" for number in range(len(sounds)))
        parts.append(f"{names}amix={len(sounds)}:normalize=0,alimiter=limit=0.95[sound]")
    return ";\n".join(parts)


def drawn(shown: list[Shown]) -> list[Source]:
    """What there is to see, the lowest first: cameras lie on screens."""
    sources = dict.fromkeys(one.source for one in shown)
    return sorted(sources, key=lambda source: source.kind == "camera")


def _by_time(places: list[Shown], value: Callable[[Shown], int]) -> str:
    """An expression of t: the value of the place that holds then, else 0."""
    terms = (f"gte(t,{one.span[0] / 1000})*lt(t,{one.span[1] / 1000})*{value(one)}" for one in places)
    return f"({'+'.join(terms)})"
