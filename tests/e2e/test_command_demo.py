"""``mypy-blindspot demo`` shows each finding once, and nothing else."""

from __future__ import annotations

import re
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest

import mypy_blindspot.cli
from mypy_blindspot.checks import CHECKS

DEMO = Path(mypy_blindspot.cli.__file__).parent / "demo_project"
COMMAND = (sys.executable, "-m", "mypy_blindspot.cli.main", "demo")
CODES = [check.code for check in CHECKS]
# The line, as it stands in the project, of each finding.
FINDINGS = [
    ("webhooks.py", "handle_headers", "case 200:", "impossible-case"),
    ("webhooks.py", "handle_headers", "case 404:", "impossible-case"),
    ("webhooks.py", "handle_event", "case 200:", "unchecked-case"),
    ("webhooks.py", "handle_event", "case 404:", "unchecked-case"),
    ("webhooks.py", "describe_delivery", 'case "sent":', "impossible-case"),
    ("webhooks.py", "describe_delivery", 'case "failed":', "impossible-case"),
    ("dashboard.py", "get_dashboard", "repositories = await fetch_repositories(user_id)", "sequential-await"),
    ("dashboard.py", "get_dashboard", "commits = await fetch_commits(user_id)", "sequential-await"),
    ("page_views.py", "add", "self.total += await fetch_views(page)", "gather-race"),
    ("records.py", "first_records", "async for record in stream:", "unclosed-asyncgen"),
    ("risk.py", "risk_score", "except Exception:", "swallowed-exception"),
    ("team/reports.py", "team_summary", '"owner": repo.owner.username,', "n-plus-one"),
    ("team/reports.py", "team_summary", '"pull_requests": repo.pullrequest_set.count(),', "n-plus-one"),
]
ERROR = re.compile(r"^(?P<file>[^:]+):(?P<line>\d+): error: .*  \[(?P<code>[\w-]+)\]$")
FUNCTION = re.compile(r"^ *(?:async )?def (\w+)")


def expected(files: set[str]) -> Counter[tuple[str, str, str, str]]:
    return Counter(finding for finding in FINDINGS if finding[3] in CODES and finding[0] in files)


def shown(output: str) -> Counter[tuple[str, str, str, str]]:
    return Counter(
        place(found["file"], int(found["line"]), found["code"])
        for found in map(ERROR.match, output.splitlines())
        if found
    )


def place(file: str, line: int, code: str) -> tuple[str, str, str, str]:
    lines = (DEMO / file).read_text().splitlines()[:line]
    function = next(found[1] for found in map(FUNCTION.match, reversed(lines)) if found)
    return file, function, lines[-1].strip(), code


def run(*command: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(command, capture_output=True, text=True, check=False, timeout=120)


@pytest.fixture
def temporary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    return tmp_path


def test_exactly_the_expected_findings_are_shown(temporary: Path) -> None:
    wanted = expected({finding[0] for finding in FINDINGS})
    result = run(*COMMAND)
    assert (result.returncode, result.stderr) == (0, "")
    first, *lines, summary, last = result.stdout.splitlines()
    assert first == f"Checking a copy of {DEMO}"
    assert shown(result.stdout) == wanted
    assert [line for line in lines if not ERROR.match(line) and ": note: " not in line] == []
    assert summary.startswith(f"Found {wanted.total()} errors in ")
    assert last.startswith("mypy-blindspot: ")
    counts = Counter(finding[3] for finding in wanted.elements())
    assert all(f"{count} {code}" in last for code, count in counts.items())
    assert last.endswith('put plugins = ["mypy_blindspot"] under [tool.mypy] in pyproject.toml')
    assert list(temporary.iterdir()) == []


def test_without_django_its_part_is_left_out_and_named(temporary: Path) -> None:
    code = (
        "import sys, importlib.util\nfind = importlib.util.find_spec\n"
        "importlib.util.find_spec = lambda name: None if name == 'django' else find(name)\n"
        "from mypy_blindspot.cli.main import main\nsys.exit(main(['demo', *sys.argv[1:]]))"
    )
    result = run(sys.executable, "-c", code, "-O", "json", "-n", "2")
    assert (result.returncode, result.stderr) == (0, "")
    _, without, *lines, last = result.stdout.splitlines()
    assert without == 'Without its Django part: that takes pip install "mypy-blindspot[django]"'
    found = [line for line in lines if '"severity": "error"' in line]
    assert len(found) == expected({path.name for path in DEMO.glob("*.py")}).total()
    assert "impossible-case" in last
    assert list(temporary.iterdir()) == []


def test_options_of_mypy_are_passed_on_and_its_failure_is_ours(temporary: Path) -> None:
    result = run(*COMMAND, "--nonsense")
    assert result.returncode == 2
    assert "unrecognized arguments: --nonsense" in result.stderr
    assert "plugins" not in result.stdout
    assert list(temporary.iterdir()) == []


def test_help_describes_the_demo() -> None:
    result = run(*COMMAND, "--help")
    assert result.returncode == 0
    assert result.stdout.startswith("usage: mypy-blindspot demo [-h] [mypy options]")


FACTS_OF_PLAIN_MODULES = """
import asyncio, time
import dashboard, page_views, records, risk, webhooks

pages = [str(number) for number in range(20)]
assert asyncio.run(page_views.Report().collect(pages)) == 1
assert asyncio.run(page_views.RepairedReport().collect(pages)) == 20

def seconds(function):
    start = time.perf_counter()
    asyncio.run(function(1))
    return time.perf_counter() - start

assert seconds(dashboard.get_dashboard) > 0.055
assert asyncio.run(dashboard.get_dashboard(1)) == asyncio.run(dashboard.repaired_get_dashboard(1))

async def open_after(function):
    await function("q", 10)
    return records.Cursor.open_cursors

assert asyncio.run(open_after(records.first_records)) == 1
assert asyncio.run(open_after(records.repaired_first_records)) == 0

assert risk.risk_score(-1) == risk.risk_score(0) == 0.5
assert risk.repaired_risk_score(0) == 0.5
try:
    risk.repaired_risk_score(-1)
except risk.PaymentServiceUnavailable:
    pass
else:
    raise AssertionError

assert webhooks.handle_headers({"X-Status": "200"}) == "unknown"
assert webhooks.repaired_handle_headers({"X-Status": "200"}) == "success"
assert webhooks.handle_event({"status": "404"}) == "unknown"
assert webhooks.repaired_handle_event({"status": "404"}) == "not found"
assert webhooks.describe_delivery(webhooks.Delivery.SENT) == "unknown"
assert webhooks.repaired_describe_delivery(webhooks.Delivery.SENT) == "delivered"
"""
FACTS_OF_DJANGO = """
import os
os.environ["DJANGO_SETTINGS_MODULE"] = "settings"
import django
django.setup()
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from team import models, reports

call_command("migrate", run_syncdb=True, verbosity=0)
org = models.Organization.objects.create(name="org")
for number in range(10):
    owner = models.Member.objects.create(username=f"u{number}")
    repository = models.Repository.objects.create(name=f"r{number}", org=org, owner=owner)
    models.PullRequest.objects.create(title="t", repository=repository)
for function, queries in ((reports.team_summary, 21), (reports.repaired_team_summary, 2)):
    with CaptureQueriesContext(connection) as captured:
        assert [row["pull_requests"] for row in function(org.pk)] == [1] * 10
    assert len(captured) == queries, len(captured)
"""


@pytest.mark.parametrize("facts", [FACTS_OF_PLAIN_MODULES, FACTS_OF_DJANGO])
def test_what_the_comments_claim_is_so(facts: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTHONPATH", str(DEMO))
    monkeypatch.setenv("PYTHONDONTWRITEBYTECODE", "1")
    result = run(sys.executable, "-c", facts)
    assert result.returncode == 0, result.stderr
