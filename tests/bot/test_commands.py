"""The command line, as people type it."""

import shutil
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

import pytest

from tests.process import Process, free_port


@pytest.fixture
def folder(tmp_path: Path, furnished: Path) -> Path:
    """With a configuration and a database."""
    data = tmp_path / "data"
    data.mkdir()
    shutil.copy(furnished, data / "heard.sqlite")
    (tmp_path / "config.toml").write_text(f"[server]\nport = {free_port()}\n[media]\nport = {free_port()}\n")
    return tmp_path


def heard(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "bot", *arguments]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, timeout=60)


def rows(folder: Path, sql: str) -> list[tuple[object, ...]]:
    with closing(sqlite3.connect(folder / "data" / "heard.sqlite")) as database:
        return database.execute(sql).fetchall()


def test_an_account_is_made_once(folder: Path) -> None:
    command = (
        "user",
        "add",
        "--name",
        "Dana",
        "--email",
        "Dana@x.si",
        "--role",
        "manager",
        "--password",
        "correct horse",
    )
    first, again = heard(folder, *command), heard(folder, *command)
    assert (first.returncode, first.stderr) == (0, "")
    assert "Dana can sign in at http://localhost:" in first.stdout
    assert (again.returncode, again.stderr) == (1, "heard: There is an account with this e-mail address already.\n")
    ((password_hash, role),) = rows(folder, "SELECT password_hash, role FROM agents WHERE email = 'dana@x.si'")
    assert str(password_hash).startswith("$argon2id$")
    assert role == "manager"


@pytest.mark.parametrize(
    ("email", "password", "sentence"),
    [("a@x.si", "short", "at least 8 characters"), ("nobody", "correct horse", "not an e-mail address")],
)
def test_what_makes_no_account_is_said(folder: Path, email: str, password: str, sentence: str) -> None:
    result = heard(folder, "user", "add", "--name", "A", "--email", email, "--password", password)
    assert result.returncode == 1
    assert sentence in result.stderr
    assert "Traceback" not in result.stderr


def test_a_backup_is_a_database_and_replaces_nothing(folder: Path) -> None:
    first, again = heard(folder, "backup", "copy.sqlite"), heard(folder, "backup", "copy.sqlite")
    assert first.returncode == 0
    assert "Copied to copy.sqlite" in first.stdout
    with closing(sqlite3.connect(folder / "copy.sqlite")) as copy:
        assert copy.execute("SELECT COUNT(*) FROM agents").fetchone() == (3,)
    assert (again.returncode, "exists" in again.stderr) == (1, True)
    nowhere = heard(folder, "backup", "nowhere/copy.sqlite")
    assert nowhere.stderr == "heard: nowhere/copy.sqlite cannot be written: No such file or directory.\n"


def test_there_is_nothing_to_back_up_before_the_first_start(tmp_path: Path) -> None:
    result = heard(tmp_path, "backup", "copy.sqlite")
    assert (result.returncode, result.stderr) == (1, "heard: There is no database at data/heard.sqlite yet.\n")
    assert not (tmp_path / "copy.sqlite").exists()


def test_knowledge_comes_in_and_goes_out_as_it_was(folder: Path) -> None:
    (folder / "questions.tsv").write_text("a\ten\tWhere?\tHere.\na\tsl\tKje?\tTukaj.\nbroken\n")
    arguments = ("questions.tsv", "--columns", "key,language,question,answer")
    result = heard(folder, "knowledge", "import", *arguments)
    assert result.returncode == 1
    assert "questions.tsv:3:" in result.stderr
    assert "1 articles" in result.stdout
    (folder / "questions.tsv").write_text("a\ten\tWhere?\tHere.\na\tsl\tKje?\tTukaj.\n")
    assert "0 new or changed, 0 problems" in heard(folder, "knowledge", "import", *arguments).stdout
    heard(folder, "knowledge", "export", "all.jsonl", "--format", "jsonl")
    again = heard(folder, "knowledge", "import", "all.jsonl")
    assert (again.returncode, "0 new or changed" in again.stdout) == (0, True)


def test_a_dry_run_changes_nothing(folder: Path) -> None:
    (folder / "questions.tsv").write_text("new\ten\tWhere?\tHere.\n")
    columns = ("--columns", "key,language,question,answer")
    result = heard(folder, "knowledge", "import", "questions.tsv", *columns, "--dry-run")
    assert "1 would be changed" in result.stdout
    heard(folder, "knowledge", "export", "all.jsonl", "--format", "jsonl")
    assert '"new"' not in (folder / "all.jsonl").read_text()


def test_the_doctor_finds_nothing_or_says_what(folder: Path) -> None:
    well = heard(folder, "doctor")
    assert well.returncode == 0, well.stdout
    assert "BAD" not in well.stdout
    assert "is sound" in well.stdout
    (folder / "data" / "heard.sqlite").write_bytes(b"SQLite format 3\0" + b"x" * 5000)
    ill = heard(folder, "doctor")
    assert ill.returncode == 1
    assert "BAD  The database" in ill.stdout
    assert "Traceback" not in ill.stderr


def test_the_server_starts_says_where_it_is_and_stops_when_asked(tmp_path: Path) -> None:
    with closing(Process(tmp_path)) as server:
        began = time.monotonic()
        server.start()
        server.wait_healthy()
        assert time.monotonic() - began < 10
        assert server.stop() == 0
    log = (tmp_path / "log").read_text()
    assert f"Desk       {server.url}/desk/" in log
    assert f"{server.url}/join/#" in log
    assert "Traceback" not in log


def test_a_folder_or_a_port_that_is_taken_is_said_in_one_line(tmp_path: Path) -> None:
    with closing(Process(tmp_path)) as server:
        server.start()
        server.wait_healthy()
        again = heard(tmp_path, "--config", str(tmp_path / "config.toml"), "run")
        assert (again.returncode, again.stderr.startswith("heard: Another Heard runs already on")) == (1, True)
        (tmp_path / "second.toml").write_text(
            f'[server]\nport = {server.port}\n[data]\nfolder = "{tmp_path / "second"}"\n'
        )
        second = heard(tmp_path, "--config", str(tmp_path / "second.toml"), "run")
        assert second.returncode == 1
        assert second.stderr.startswith(f"heard: 127.0.0.1:{server.port} cannot be used")
        assert second.stderr.count("\n") == 1
