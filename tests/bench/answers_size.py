"""Searching in stores of 10,000 and 100,000 phrasings, each loaded from its file by a process of its own."""

import json
import subprocess
import sys
from dataclasses import asdict
from pathlib import Path
from statistics import median, quantiles
from tempfile import TemporaryDirectory
from time import perf_counter

import psutil

from knowledge.article import Article, Translation
from knowledge.matcher import Matcher
from tests.bench.figure import Figure, say
from tests.bench.questions import Questions

SIZES = (10_000, 100_000)
ROWS = 4  # phrasings of a made-up article: its title, two variants, its answer
ASKED = 300
ADDED = 20


def measure() -> list[Figure]:
    figures = []
    for size in SIZES:
        with TemporaryDirectory() as folder:
            file = Path(folder) / "matcher.npz"
            started = perf_counter()
            Matcher.build(Questions(size // ROWS).articles).save(file)
            say(f"{size} phrasings: built, calibrated and saved in {perf_counter() - started:.1f} s")
            command = [sys.executable, "-m", "tests.bench.answers_size", str(file), str(size)]
            told = subprocess.run(command, stdout=subprocess.PIPE, check=True, text=True).stdout
            figures += [Figure(**json.loads(line)) for line in told.splitlines()]
    return figures


def loaded(file: Path, size: int) -> list[Figure]:
    started = perf_counter()
    matcher, _ = Matcher.load(file)
    load_s = perf_counter() - started
    memory = psutil.Process().memory_info().rss / 2**20
    made_up = Questions(size // ROWS)
    asked_ms = sorted(_timed(matcher, made_up.ask()) for _ in range(ASKED))
    added_ms = [_added(matcher, number) for number in range(ADDED)]
    return [
        Figure(f"load_s_{size}", round(load_s, 3), "s", 1),
        Figure(f"memory_mb_{size}", round(memory, 1), "MB", 1),
        Figure(f"search_p95_ms_{size}", round(quantiles(asked_ms, n=20)[-1], 2), "ms", ASKED),
        Figure(f"added_until_found_ms_{size}", round(median(added_ms), 2), "ms", ADDED),
    ]


def _timed(matcher: Matcher, question: str) -> float:
    started = perf_counter()
    matcher.search(question)
    return 1000 * (perf_counter() - started)


def _added(matcher: Matcher, number: int) -> float:
    key, wording = f"added-{number}", f"Can the zyxwv{number} be worn in the rain?"
    started = perf_counter()
    matcher.put(Article(key, translations=(Translation("en", wording),)))
    best = matcher.search(wording)[0]
    took = 1000 * (perf_counter() - started)
    if best.article != key:
        raise AssertionError(f"{key} was not found")
    return took


if __name__ == "__main__":
    for figure in loaded(Path(sys.argv[1]), int(sys.argv[2])):
        print(json.dumps(asdict(figure)))
