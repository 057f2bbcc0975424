"""Which functions tell somebody of a failure, by their text."""

from __future__ import annotations

import ast

import pytest

from mypy_blindspot.analysis.exceptions.telling import telling
from mypy_blindspot.analysis.kinds import TELLING, helpers_in
from mypy_blindspot.analysis.source.module import SourceModule

HEAD = "import logging\nfrom other import forward\nlogger = logging.getLogger(__name__)\ncounts = {}\n"


def module(body: str, head: str = "def report(what):") -> SourceModule:
    text = HEAD + head + "\n" + "\n".join(f"    {line}" for line in body.split("\n"))
    return SourceModule("m", "m.py", ast.parse(text))


@pytest.mark.parametrize(
    "body",
    [
        "logger.warning(what)",
        "logger.info(what, exc_info=True)",
        "raise RuntimeError(what)",
        "counts[what] += 1",
        "what.errors += 1",
        "what.failed = True",
        "what.state = 'failed'",
        "counts[what] = what",
        "if what:\n    logger.error(what)",
        "socket = open_socket()\nsocket.send(what)",
        "thing = make()\nthing.some_unknown_method()",
        "yield what",
        "...",
    ],
)
def test_these_tell(body: str) -> None:
    assert telling(module(body), "report").tells


@pytest.mark.parametrize(
    "body",
    [
        "pass",
        "logger.debug(what)",
        "logger.info('%s', what)",
        "total = 0\ntotal += 1",
        "what.state = 'open'",
        "what.failed = False",
        "return what.strip().lower()",
        "what.close()",
        "def inner():\n    raise RuntimeError(what)",
    ],
)
def test_these_do_not(body: str) -> None:
    assert not telling(module(body), "report").tells


def test_what_is_called_is_named_as_the_module_knows_it() -> None:
    found = telling(module("forward(what)\nreport(what)\nlen(what)"), "report")
    assert found.calls == ("other.forward", "m.report", "builtins.len")


def test_parameters_that_are_not_looked_at_are_known() -> None:
    found = telling(module("print(a)", "def report(a, b, *, c=None):"), "report")
    assert (found.parameters, found.unread) == (("a", "b", "c"), {"b", "c"})


def test_an_empty_method_may_be_overridden() -> None:
    source = SourceModule("m", "m.py", ast.parse("class A:\n    def report(self): pass\n"))
    assert telling(source, "A.report").tells


LONG = "".join(f"    x = x + {number}\n" for number in range(20))


def summaries(text: str) -> set[str]:
    return set(TELLING.summarize(SourceModule("m", "m.py", ast.parse(text), text)))


@pytest.mark.parametrize("name", ["report", "log_failure", "_notify", "capture_error", "on_error", "inc", "warn_user"])
def test_helpers_are_known_by_their_names(name: str) -> None:
    assert summaries(f"def {name}(x):\n{LONG}    return x\n") == {name}


@pytest.mark.parametrize("name", ["reset", "_rollback", "close_all", "shutdown"])
def test_what_puts_things_in_order_is_read_too(name: str) -> None:
    assert summaries(f"def {name}(x):\n{LONG}") == {name}


@pytest.mark.parametrize("name", ["load", "login", "noticed", "catalog", "main"])
def test_other_functions_have_a_summary_if_they_are_short_and_have_no_result(name: str) -> None:
    assert summaries(f"async def {name}(x):\n    x.touch()\n\n    return\n") == {name}
    assert summaries(f"def {name}(x):\n    return x\n") == set()
    assert summaries(f"def {name}(x):\n    yield x\n") == set()
    assert summaries(f"def {name}(x):\n{LONG}") == set()


def test_bodies_that_are_not_judged_are_no_part_of_the_code() -> None:
    text = f"import a\n\ndef load(\n    x\n):\n    return x\n\nclass A:\n    def main(self, x):\n{LONG}\nB = 1\n"
    text = text.replace("    x = x", "        x = x")
    found = helpers_in(text)
    assert [line for line in found.split("\n") if line] == [
        *("import a", "def load(", "class A:", "    def main(self, x):", "B = 1"),
    ]
    assert found.count("\n") == text.count("\n")


def test_a_change_of_state_tells_if_it_is_the_answer_to_a_failure() -> None:
    assert telling(module("what.state = 'open'", "def settle(what):"), "settle").tells
    assert not telling(module("what.state = None", "def settle(what):"), "settle").tells
    assert not telling(module("what.state = 'open'", "def reset(what):"), "reset").tells


def test_a_marked_function_has_one_whatever_its_name() -> None:
    text = "from mypy_blindspot.facts import signals\n@signals\ndef touch(x):\n    return x\n"
    assert TELLING.may_hold(text)
    assert TELLING.summarize(SourceModule("m", "m.py", ast.parse(text), text))["touch"].tells
