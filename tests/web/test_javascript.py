"""The pages' own tests and types. Without node they are skipped, and counted."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
NODE = shutil.which("node")
TSC = ROOT / ".venv" / "node" / "node_modules" / ".bin" / "tsc"


@pytest.mark.skipif(NODE is None, reason="no node on this machine")
@pytest.mark.parametrize("file", sorted((ROOT / "tests" / "web" / "js").glob("*.test.mjs")), ids=lambda file: file.name)
def test_modules(file: Path) -> None:
    command = [NODE or "", "--test", str(file)]
    there = {**os.environ, "TZ": "UTC"}  # pages show days by the machine's zone
    result = subprocess.run(command, cwd=ROOT, env=there, capture_output=True, text=True, timeout=110)
    assert result.returncode == 0, result.stdout + result.stderr


@pytest.mark.skipif(NODE is None or not TSC.exists(), reason="no node or no TypeScript on this machine")
def test_types() -> None:
    project = ROOT / "bot" / "web" / "static" / "jsconfig.json"
    result = subprocess.run([TSC, "-p", project], cwd=ROOT, capture_output=True, text=True, timeout=110)
    assert result.returncode == 0, result.stdout
