"""``reveal_loading_plan`` prints what a queryset loads."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

from mypy_blindspot import reveal_loading_plan
from tests.mypy_runs import CASES, run, write_config

SOURCE = """from django.db.models import Prefetch
from mypy_blindspot import reveal_loading_plan
from quiet_lab_models import PullRequest, Repository

def plans(flag):
    repos = Repository.objects.all()
    reveal_loading_plan(repos)  # nothing but the rows
    reveal_loading_plan(repos.select_related("owner__team", "backup"))  # select_related("backup", "owner__team")
    reveal_loading_plan(repos.select_related())  # select_related()
    reveal_loading_plan(repos.prefetch_related("releases__repo"))  # prefetch_related("releases__repo")
    reveal_loading_plan(repos.only("name", "notes").defer("notes"))  # only("name"), defer("notes")
    reveal_loading_plan(repos.select_related("owner").select_related(None))  # nothing but the rows
    reveal_loading_plan(Repository.with_owner.filter(name="x"))  # select_related("owner")
    reveal_loading_plan(repos.for_lists())  # select_related("owner"), prefetch_related("tags")
    if flag:
        repos = repos.select_related("owner")
    reveal_loading_plan(repos)  # on some paths "owner"
    reveal_loading_plan(1)  # not a queryset
"""


def test_the_plan_of_each_queryset(tmp_path: Path) -> None:
    shutil.copy(CASES / "n-plus-one" / "quiet_lab_models.py", tmp_path)
    (tmp_path / "m.py").write_text(SOURCE)
    write_config(tmp_path, "check_untyped_defs = True", "enable_error_code = n-plus-one")
    lines, _ = run(tmp_path, "m.py")
    told = {
        m[1]: m[2] for line in lines if (m := re.match(r"m\.py:(\d+): note: Loading plan is (.*?)(?:  \[|$)", line))
    }
    wanted = {
        str(number): line.rpartition("# ")[2]
        for number, line in enumerate(SOURCE.splitlines(), 1)
        if "reveal_loading_plan(" in line
    }
    assert told == wanted


def test_at_run_time_it_returns_its_argument() -> None:
    value = object()
    assert reveal_loading_plan(value) is value
