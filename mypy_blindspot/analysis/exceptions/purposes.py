"""Rules on handlers that hold whatever comes of a failure: what the work is for, and where it stands."""

from __future__ import annotations

from collections.abc import Callable
from itertools import chain
from typing import Final

from mypy.nodes import ExpressionStmt, MypyFile, TryStmt

from mypy_blindspot.analysis.effects.verbs import word_set, words
from mypy_blindspot.analysis.exceptions.situation import Situation
from mypy_blindspot.analysis.exceptions.swallow import Rank, Way
from mypy_blindspot.analysis.exceptions.traits import Trait
from mypy_blindspot.analysis.exceptions.vocabulary import any_of

# A function that looks at the evidence, and the rank where it holds; None is silence.
Rule = tuple[Callable[[Situation], bool], Rank | None]

_CLEANING: Final = word_set(
    """
    close aclose cleanup clean discard stop shutdown teardown dispose terminate cancel disconnect kill finalize
    release unload destroy exit quit fail abort
    """
)
_ENDING: Final = word_set("cleanup shutdown stop teardown")
_SHOWING: Final = word_set(
    """
    format render repr stringify describe summarize display print log logging debug error errors message
    warning pretty label caption telemetry analytics diagnostics trace tracing metrics metric stats banner
    version
    """
)
_SYSTEM: Final = word_set("cpu distro driver gpu hardware memory platform virtualization")
_SIDE_MATTERS: Final = word_set(
    """
    telemetry analytics cache cached metrics prefetch preload prewarm warmup trace traces tracer tracing tracking
    sentry posthog mixpanel logger otel span spans typing debug display geometry notice notices bugreport bar
    emoji markup progressbar reaction reactions spinner tqdm
    """
)
_SIDE_MODULES: Final = word_set(
    """
    telemetry analytics diagnostics tracing tracking metrics instrumentation logging log logs monitoring monitor
    watchdog profiler profiling debug debugging completer autocomplete detect detection loggers notice notices
    """
)
_COMPLETING: Final = frozenset({"completion", "completions"})
# What these find is no more than a guess.
_GUESSING: Final = word_set("estimate estimated guess guessed hint infer inferred sniff suggest")


def probes_a_feature(case: Situation) -> bool:
    """What is imported may be missing, and what is defined at the top of a module is done in another way."""
    if case.has(Trait.IMPORTS) and not case.has(Trait.CERTAIN):
        return True
    is_at_the_top = isinstance(case.body.root, MypyFile) and not case.has(Trait.WRITES)
    return is_at_the_top or not case.attempt.names


def is_asked_before(case: Situation) -> bool:
    """Something is tried whose result nobody uses, and ``else`` goes on if it can be done."""
    guarded = case.guarded
    if not isinstance(guarded, TryStmt) or guarded.else_body is None or case.has(Trait.CERTAIN):
        return False
    is_unused = all(isinstance(each, ExpressionStmt) for each in guarded.body.body)
    return is_unused and case.outcome.way is Way.DROPPED


def answers_a_small_question(case: Situation) -> bool:
    """``is_...`` and ``has_...`` with one operation in memory; not if Ctrl-C is the answer too."""
    return case.is_predicate and not case.takes_everything and case.attempt.is_small


def writes_after_a_failure(case: Situation) -> bool:
    """A change is lost, but somebody knows already that something failed."""
    return case.stands_in("handler") and case.has(Trait.WRITES)


def follows_a_failure(case: Situation) -> bool:
    """The failure that counts is another one."""
    return case.stands_in("handler")


def tidies_after_the_work(case: Situation) -> bool:
    """The result is settled by then."""
    is_short = case.has(Trait.LETS_GO) or case.attempt.is_small
    return case.stands_in("finally") and is_short and not (case.eats_cancellation and case.has(Trait.AWAITS))


def comes_after_the_work(case: Situation) -> bool:
    """The same for more than a step."""
    return case.stands_in("finally")


def is_told_already(case: Situation) -> bool:
    """Another failure is known: it only adds a detail, or passes it on."""
    return (case.is_told or case.answers_a_failure) and not case.eats_cancellation


def only_lets_go(case: Situation) -> bool:
    """What is not needed any more is closed."""
    return case.has(Trait.LETS_GO) and not case.eats_cancellation


def loses_a_line_of_a_log(case: Situation) -> bool:
    """Nothing but a line of a log is written."""
    return case.attempt.count == 1 and all(words(name)[:1] == ("log",) for name in case.attempt.names)


def asks_what_need_not_be_known(case: Situation) -> bool:
    """The system or the code is asked what it is like, by a call or by the name of the function, or a task."""
    is_about_system = case.names_system_files or not _SYSTEM.isdisjoint(case.words)
    if case.has(Trait.ASKS_SYSTEM) or (is_about_system and not case.has(Trait.KEEPS)):
        return True
    return case.has(Trait.ASKS_TASK) and not case.has(Trait.AWAITS)


def is_a_side_matter(case: Situation) -> bool:
    """It only matters to the next run, or to those who look at the figures."""
    parts = {part for name in case.module.split(".") for part in words(name)}
    is_in_side_module = not _SIDE_MODULES.isdisjoint(parts) or ("cli" in parts and not _COMPLETING.isdisjoint(parts))
    return is_in_side_module or case.has(Trait.ASKS_CACHE) or any_of((case.name, *case.attempt.names), _SIDE_MATTERS)


def guesses(case: Situation) -> bool:
    """By the name of the function, or of one that it calls, what it finds is no more than a guess."""
    called = (words(name.rpartition(".")[2])[:1] for name in case.attempt.names)
    return not _GUESSING.isdisjoint((*case.words[:1], *chain.from_iterable(called)))


def cleans_up(case: Situation) -> bool:
    """By the name of the function, it ends something, and no data are lost."""
    return _is_cleaning(case) and not case.has(Trait.KEEPS)


def shows_something(case: Situation) -> bool:
    """By the name of the function, its result is for human eyes."""
    return not _is_cleaning(case) and not _SHOWING.isdisjoint((*case.words[:1], *case.words[-1:]))


def _is_cleaning(case: Situation) -> bool:
    return not _CLEANING.isdisjoint(case.words[:1]) or not _ENDING.isdisjoint(case.words[-1:])


WHATEVER_COMES_OF_IT: Final[tuple[Rule, ...]] = (
    (probes_a_feature, None),
    (is_asked_before, None),
    (answers_a_small_question, None),
    (writes_after_a_failure, Rank.WEAK),
    (follows_a_failure, None),
    (tidies_after_the_work, None),
    (comes_after_the_work, Rank.WEAK),
    (is_told_already, Rank.WEAK),
    (only_lets_go, Rank.WEAK),
    (loses_a_line_of_a_log, Rank.WEAK),
    (asks_what_need_not_be_known, Rank.WEAK),
    (is_a_side_matter, Rank.WEAK),
    (guesses, Rank.WEAK),
    (cleans_up, Rank.WEAK),
    (shows_something, Rank.WEAK),
)
