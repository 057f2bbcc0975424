"""How much a handler hides: the rules that weigh the evidence, in tables; the first that holds decides."""

from __future__ import annotations

from typing import Final

from mypy.nodes import WhileStmt

from mypy_blindspot.analysis.effects.verbs import word_set
from mypy_blindspot.analysis.exceptions.purposes import WHATEVER_COMES_OF_IT, Rule
from mypy_blindspot.analysis.exceptions.situation import Situation
from mypy_blindspot.analysis.exceptions.swallow import Rank, Way
from mypy_blindspot.analysis.exceptions.traits import Trait
from mypy_blindspot.analysis.exceptions.vocabulary import is_converting

_DELIBERATE: Final = word_set(
    """
    try maybe safe safely silently quiet quietly suppress ignore best optional
    """
)
# A guard with such a name says True when in doubt.
_GUARDING: Final = word_set("must need needs require required requires")
# What hides secrets hides all of it when in doubt.
_MASKING: Final = word_set("censor mask masked obfuscate redact redacted")
_OF_LIFE: Final = word_set(
    """
    accessible active alive available can check connectable connected connection detect health healthy installed
    listening may online open ping probe reachable ready responding running support supported supports test up usable
    valid validate verify writable
    """
)


# -- a constant that looks like a result


def is_documented(case: Situation) -> bool:
    """The text at the head of the function tells its callers."""
    return case.is_documented


def masks_a_secret(case: Situation) -> bool:
    """All is hidden when in doubt."""
    return not _MASKING.isdisjoint(case.words)


def is_chosen_by_the_caller(case: Situation) -> bool:
    """Who calls has said what to give back, and need not think of an outage."""
    return case.constant is not None and case.constant.is_given and not case.has(Trait.CERTAIN)


def is_bare_and_meant(case: Situation) -> bool:
    """An empty result or True, and something says that it stands for a failure."""
    if case.constant is None or not case.constant.is_bare:
        return False
    is_named_so = case.is_named_after_it or not (_GUARDING | _DELIBERATE).isdisjoint(case.words)
    is_answer = case.attempt.is_lookup and not case.takes_everything
    return case.outcome.is_tested or is_answered(case) or is_named_so or is_answer


def only_looks(case: Situation) -> bool:
    """Attributes that may be missing, or what others have sent."""
    return case.has(Trait.LOOKS, Trait.READS_REQUEST)


def is_known_conversion(case: Situation) -> bool:
    """A value that cannot be made of another one, in a function that is named after it."""
    return case.has(Trait.CONVERTS) and is_converting(case.name)


def is_no_text(case: Situation) -> bool:
    """What makes no sense, in memory, is an empty text."""
    is_empty = case.constant is not None and case.constant.is_empty_text
    return is_empty and case.attempt.stays_in_memory and not case.takes_everything


def is_one_of_many(case: Situation) -> bool:
    """One small value among others that the function goes on with."""
    if case.outcome.way is not Way.KEPT:
        return False
    is_small = (case.attempt.is_one_call and not case.has(Trait.CERTAIN)) or case.is_commented
    is_small |= case.has(Trait.CONVERTS) or (case.attempt.stays_in_memory and not case.has(Trait.PARSES))
    return (is_small and not case.outcome.is_returned) or not case.attempt.count


# -- None, False, or nothing at all


def is_looked_at(case: Situation) -> bool:
    """The code after it looks at what came of it."""
    return case.outcome.is_tested


def is_answered(case: Situation) -> bool:
    """The handler turns off what has failed, notes it where only those see it who look for it, or says why."""
    return case.turns_off or case.is_noted or case.is_commented


def takes_ctrl_c_for_a_failure(case: Situation) -> bool:
    """A bare ``except`` around more than a step in memory."""
    if not case.takes_everything or case.is_coroutine:
        return case.takes_everything
    is_step = case.outcome.way is Way.DROPPED and not case.has(Trait.RUNS_MORE)
    is_step |= case.outcome.is_search or case.attempt.is_lookup
    is_step |= is_of_life(case) and not case.has(Trait.CERTAIN)
    return not (case.attempt.stays_in_memory or is_step)


def is_named_so(case: Situation) -> bool:
    """The name of the function says that it may come to nothing."""
    return case.is_named_after_it or not _DELIBERATE.isdisjoint(case.words_around)


def tries_one_of_several(case: Situation) -> bool:
    """Another candidate is tried next."""
    return case.tries_candidates or case.outcome.is_search


def asks_elsewhere(case: Situation) -> bool:
    """An outage looks like a no: "has it?", not "is it up?"."""
    is_no = case.constant is not None and case.constant.key == "False"
    return case.is_predicate and is_no and case.has(Trait.CERTAIN) and not is_of_life(case)


def is_of_life(case: Situation) -> bool:
    """A question whose answer is that it cannot be reached."""
    return case.is_predicate and not _OF_LIFE.isdisjoint(case.words)


def answers_with_no(case: Situation) -> bool:
    """A question, and the failure says no."""
    return case.is_predicate


def comes_again(case: Situation) -> bool:
    """The next turn of an open loop does it again."""
    return isinstance(case.loop, WhileStmt)


# -- None, False or a text in the place of a result


def makes_no_sense_of_it(case: Situation) -> bool:
    """One call at most that does not stay in memory."""
    return not case.attempt.does_several and not case.attempt.reaches


def is_said_in_a_text(case: Situation) -> bool:
    """A text such as "unknown"."""
    return case.constant is not None and case.constant.is_text


def is_a_detail(case: Situation) -> bool:
    """A variable that the function goes on with."""
    return case.outcome.way is Way.KEPT and not (case.outcome.is_returned and case.has(Trait.REACHES))


def asks_an_object(case: Situation) -> bool:
    """One question, to an object for all that is known, and the answer is that there is none."""
    return case.attempt.is_lookup and case.constant is not None and case.constant.key in ("None", "False")


def cannot_be_told_apart(case: Situation) -> bool:
    """A change may not have been made, or the same answer is given when nothing has failed."""
    return case.has(Trait.WRITES) or case.is_legal_answer


def callers_test(case: Situation) -> bool:
    """All callers look at the result before they go on."""
    return case.callers_test


# -- work that is not done


def only_logs(case: Situation) -> bool:
    """A line of a log is among what is lost."""
    return case.has(Trait.LOGS) and not case.has(Trait.CERTAIN)


def only_sets_or_converts(case: Situation) -> bool:
    """An attribute is not set, or a value stays what it was."""
    if case.adds_up or case.has(Trait.PARSES):
        return False
    return case.has(Trait.SETS, Trait.CONVERTS) or case.attempt.stays_in_memory


def only_asks(case: Situation) -> bool:
    """Nothing but questions to an object: nothing was to be changed."""
    return case.attempt.is_lookup


def is_left_undone(case: Situation) -> bool:
    """A change, or an item of a loop."""
    is_item = case.loop is not None and (case.outcome.skips == "continue" or case.is_last)
    is_work = case.adds_up or case.has(Trait.PARSES) or not makes_no_sense_of_it(case)
    return case.has(Trait.WRITES) or (is_item and is_work)


def is_a_step_on_the_way(case: Situation) -> bool:
    """The function goes on without it."""
    return not (case.outcome.skips == "return" or case.loop is not None or case.is_last)


_OF_RESULTS: Final[tuple[Rule, ...]] = (
    (is_documented, Rank.WEAK),
    (masks_a_secret, Rank.WEAK),
    (is_chosen_by_the_caller, Rank.WEAK),
    (is_bare_and_meant, Rank.WEAK),
    (only_looks, Rank.WEAK),
    (is_known_conversion, Rank.WEAK),
    (is_no_text, Rank.WEAK),
    (is_one_of_many, Rank.WEAK),
)
_OF_NOTHING: Final[tuple[Rule, ...]] = (
    (is_looked_at, None),
    (is_answered, Rank.WEAK),
    (is_documented, Rank.WEAK),
    (takes_ctrl_c_for_a_failure, Rank.FULL),
    (is_named_so, Rank.WEAK),
    (only_looks, Rank.WEAK),
    (tries_one_of_several, Rank.WEAK),
    (asks_elsewhere, Rank.FULL),
    (answers_with_no, Rank.WEAK),
    (comes_again, Rank.WEAK),
)
_OF_SENTINELS: Final[tuple[Rule, ...]] = (
    (makes_no_sense_of_it, Rank.WEAK),
    (is_said_in_a_text, Rank.WEAK),
    (is_a_detail, Rank.WEAK),
    (asks_an_object, Rank.WEAK),
    (cannot_be_told_apart, Rank.FULL),
    (callers_test, Rank.WEAK),
)
_OF_DROPPED_WORK: Final[tuple[Rule, ...]] = (
    (only_logs, Rank.WEAK),
    (only_sets_or_converts, Rank.WEAK),
    (is_left_undone, Rank.FULL),
    (only_asks, Rank.WEAK),
    (makes_no_sense_of_it, Rank.WEAK),
    (is_a_step_on_the_way, Rank.WEAK),
)


def rank(case: Situation) -> Rank | None:
    """How much is hidden, or None where that is plainly meant."""
    for holds, found in (*WHATEVER_COMES_OF_IT, *_rules_for(case)):
        if holds(case):
            return found
    return Rank.FULL


def _rules_for(case: Situation) -> tuple[Rule, ...]:
    if case.gives_a_result:
        return _OF_RESULTS
    is_dropped = case.outcome.way is Way.DROPPED
    return (*_OF_NOTHING, *(_OF_DROPPED_WORK if is_dropped else _OF_SENTINELS))
