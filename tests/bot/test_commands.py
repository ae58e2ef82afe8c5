"""The command line, as people type it."""

import re
import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import psutil
import pytest

from tests.process import Process, free_port


@pytest.fixture
def folder(tmp_path: Path, furnished: Path) -> Path:
    """With a configuration and a database."""
    data = tmp_path / "data"
    data.mkdir()
    shutil.copy(furnished, data / "heard.sqlite")
    (tmp_path / "config.toml").write_text(
        f'[server]\nport = {free_port()}\n[media]\nport = {free_port()}\n[knowledge]\nsemantic = "off"\n'
    )
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
    assert (again.returncode, again.stderr) == (1, "heard: There is an account with this email address already.\n")
    ((password_hash, role),) = rows(folder, "SELECT password_hash, role FROM agents WHERE email = 'dana@x.si'")
    assert str(password_hash).startswith("$argon2id$")
    assert role == "manager"


@pytest.mark.parametrize(
    ("email", "password", "sentence"),
    [("a@x.si", "short", "at least 8 characters"), ("nobody", "correct horse", "not an email address")],
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


COLUMNS = ("--columns", "key,language,question,answer")
NOTHING_NEW = "0 new, 0 changed, 1 the same, 0 removed; 0 problems."


def test_knowledge_comes_in_and_goes_out_as_it_was(folder: Path) -> None:
    heard(folder, "knowledge", "export", "before.jsonl")
    (folder / "questions.tsv").write_text("a\ten\tWhere?\tHere.\na\tsl\tKje?\tTukaj.\nbroken\n")
    result = heard(folder, "knowledge", "import", "questions.tsv", *COLUMNS)
    assert (result.returncode, result.stderr) == (1, "questions.tsv:3: The row has 1 columns; 4 were expected.\n")
    assert "1 articles with 2 phrasings in 2 languages read: 1 new" in result.stdout
    (folder / "questions.tsv").write_text("a\ten\tWhere?\tHere.\na\tsl\tKje?\tTukaj.\n")
    assert NOTHING_NEW in heard(folder, "knowledge", "import", "questions.tsv", *COLUMNS).stdout
    assert "1 new" not in heard(folder, "knowledge", "import", "before.jsonl").stdout


@pytest.mark.parametrize("name", ["all.csv", "all.html", "all.zendesk.json", "all.zip", "all"])
def test_the_name_tells_the_format_of_what_goes_out(folder: Path, name: str) -> None:
    result = heard(folder, "knowledge", "export", name)
    assert (result.returncode, result.stderr) == (0, "")
    again = heard(folder, "knowledge", "import", name, "--prune")
    assert again.returncode == 0, again.stderr
    assert "0 new, 0 changed" in again.stdout and "0 removed; 0 problems." in again.stdout
    assert "does not tell the format" in heard(folder, "knowledge", "export", "all.docx").stderr


def test_a_dry_run_names_what_it_would_do_and_does_nothing(folder: Path) -> None:
    (folder / "questions.tsv").write_text("novel\ten\tWhere?\tHere.\n")
    result = heard(folder, "knowledge", "import", "questions.tsv", *COLUMNS, "--dry-run", "--prune")
    assert "\nnew      novel\nremoved  " in result.stdout
    assert "1 would be new" in result.stdout
    heard(folder, "knowledge", "export", "all.jsonl")
    assert '"novel"' not in (folder / "all.jsonl").read_text()


def test_what_a_file_lacks_is_removed_when_asked_and_all_could_be_read(folder: Path) -> None:
    (folder / "questions.tsv").write_text("a\ten\tWhere?\tHere.\nbroken\n")
    result = heard(folder, "knowledge", "import", "questions.tsv", *COLUMNS, "--prune")
    assert "Nothing was removed" in result.stderr
    (folder / "questions.tsv").write_text("a\ten\tWhere?\tHere.\n")
    heard(folder, "knowledge", "import", "questions.tsv", *COLUMNS, "--prune")
    heard(folder, "knowledge", "export", "all.jsonl")
    assert len((folder / "all.jsonl").read_text().splitlines()) == 1


def test_the_doctor_looks_for_the_recordings_beside_the_database(folder: Path) -> None:
    with closing(sqlite3.connect(folder / "data" / "heard.sqlite")) as database, database:
        database.execute(
            "INSERT INTO recordings (id, room, asked_at, conversation, file, started_by, started_at, ended_at)"
            " VALUES ('n_1', 'r_1', 1, 'v_1', 'one.webm', 'a_1', 1, 2)"
        )
    lost = heard(folder, "doctor")
    assert (lost.returncode, "BAD  1 recordings of calls are not in" in lost.stdout) == (1, True)
    (folder / "data" / "recordings").mkdir()
    (folder / "data" / "recordings" / "one.webm").write_bytes(bytes(2_000_000))
    found = heard(folder, "doctor")
    assert (found.returncode, "1 recordings of calls take 2 MB in" in found.stdout) == (0, True)


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
        server.start()
        server.wait_healthy()
        spent = psutil.Process(server.pid).cpu_times()
        assert spent.user + spent.system < 10
        assert server.stop() == 0
    log = (tmp_path / "log").read_text()
    assert re.search(rf"Desk +{re.escape(server.url)}/desk/\n", log)
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


def test_surveys_go_out_and_come_back_in(folder: Path) -> None:
    file = folder / "surveys.toml"
    file.write_text('[[surveys]]\nid = "mine"\nmetric = "nps"\nlook = "numbers"\nquestion = { en = "How likely?" }\n')
    assert heard(folder, "surveys", "import", "surveys.toml", "--dry-run").stdout == "new      mine\n"
    assert rows(folder, "SELECT id FROM surveys") == []
    assert heard(folder, "surveys", "import", "surveys.toml").returncode == 0
    assert rows(folder, "SELECT id, version, enabled FROM surveys") == [("mine", 1, 1)]
    assert heard(folder, "surveys", "export", "again.toml").stdout == "1 surveys written to again.toml.\n"
    file.write_text((folder / "again.toml").read_text().replace("numbers", "stars"))
    refused = heard(folder, "surveys", "import", "surveys.toml")
    assert (refused.returncode, refused.stdout) == (1, "")
    assert refused.stderr == "surveys.toml: line 5: surveys.0.look: NPS is asked with one of numbers, not with stars.\n"
    assert heard(folder, "surveys", "import", "again.toml").stdout == "same     mine\n"


def test_a_server_that_holds_no_call_loads_nothing_for_calls() -> None:
    """Each of these takes 5 to 30 MB for as long as the server runs."""
    heavy = {"aiortc", "apprise", "av", "cryptography", "lingua", "telegram"}
    script = f"""
import sys
from bot.commands import main
main.get_command(None, "run")
import bot.app
print(sorted({heavy} & sys.modules.keys()))
"""
    loaded = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, timeout=60)
    assert (loaded.stdout, loaded.stderr) == ("[]\n", "")
