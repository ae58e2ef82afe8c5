"""`python -m bot.digests.trend`: a figure over time as a PNG, with its 95 % interval as a band.

A process of its own: matplotlib takes 60 MB and a second, once in a day or a month. It draws every script that we speak
with the font that it brings.
"""

import sys
from io import BytesIO
from typing import Any

import msgspec

from bot.digests.digest import Point
from bot.reports.shapes import Unit

WIDTH_IN, HEIGHT_IN, DPI = 5.9, 2.3, 200
"""1180 by 460 pixels, shown half as large."""

INK, MUTED, LINE, ACCENT = "#1b1d22", "#5b5f69", "#e2e2dc", "#3450c8"
LABELS = 7
"""At most so many dates are written below."""

RANGES: dict[Unit, tuple[float, float]] = {"percent": (0, 100), "points": (-100, 100), "mean": (1, 7)}


class Drawing(msgspec.Struct, kw_only=True):
    title: str
    unit: Unit
    points: tuple[Point, ...]
    labels: tuple[str, ...]  # a date for each point


def png(it: Drawing) -> bytes:
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure

    figure = Figure(figsize=(WIDTH_IN, HEIGHT_IN), dpi=DPI, layout="constrained")
    axes = figure.add_subplot()
    places = range(len(it.points))
    values = [point.value if point.value is not None else float("nan") for point in it.points]
    lows = [point.low if point.low is not None else float("nan") for point in it.points]
    highs = [point.high if point.high is not None else float("nan") for point in it.points]
    axes.fill_between(places, lows, highs, color=ACCENT, alpha=0.16, linewidth=0)
    axes.plot(places, values, color=ACCENT, linewidth=1.8, marker="o", markersize=3.5)
    axes.vlines(places, lows, highs, color=ACCENT, alpha=0.35, linewidth=1)  # seen where neighbours are missing
    axes.set_title(it.title, loc="left", fontsize=9, color=INK)
    axes.set_ylim(*RANGES.get(it.unit, (0, None)))
    every = -(-len(it.points) // LABELS)
    shown = [place for place in places if (len(it.points) - 1 - place) % every == 0]
    axes.set_xticks(shown, [it.labels[place] for place in shown])
    axes.tick_params(labelsize=8, colors=MUTED, length=0)
    axes.grid(axis="y", color=LINE, linewidth=0.8)
    axes.set_axisbelow(True)
    for side in axes.spines.values():
        side.set_visible(False)
    if it.unit == "percent":
        axes.yaxis.set_major_formatter("{x:.0f} %")
    canvas: Any = FigureCanvasAgg(figure)
    drawn = BytesIO()
    canvas.print_png(drawn)
    return drawn.getvalue()


def main() -> None:
    sys.stdout.buffer.write(png(msgspec.json.decode(sys.stdin.buffer.read(), type=Drawing)))


if __name__ == "__main__":
    main()
