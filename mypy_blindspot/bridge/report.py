"""Findings into mypy's errors."""

from __future__ import annotations

from collections.abc import Sequence

from mypy.checker import TypeChecker
from mypy.errorcodes import ErrorCode
from mypy.errors import Errors
from mypy.options import Options
from mypy.scope import Scope as MypyScope

from mypy_blindspot.codes import CODES, DOCS_URL
from mypy_blindspot.finding import Finding, Note
from mypy_blindspot.tree.scopes import Scope


def is_enabled(code: ErrorCode, options: Options) -> bool:
    """Whether a code is switched on for the module with these options, by the rule of mypy's own errors."""
    if code in options.disabled_error_codes:
        return False
    if code in options.enabled_error_codes:
        return True
    parent_disabled = code.sub_code_of is not None and code.sub_code_of in options.disabled_error_codes
    return not parent_disabled and code.default_enabled


def may_be_enabled(code: ErrorCode, options: Options) -> bool:
    """Whether a code is switched on for all modules, or named in a section of the configuration for some of them."""
    names = {code.code, code.sub_code_of.code if code.sub_code_of is not None and code.default_enabled else code.code}
    named = (section.get("enable_error_code") for section in options.per_module_options.values())
    return is_enabled(code, options) or any(isinstance(codes, list) and not names.isdisjoint(codes) for codes in named)


def report(checker: TypeChecker, findings: Sequence[tuple[Finding, Scope]], target: str | None = None) -> None:
    """Report findings of one module, each in the context of its function.

    ``target`` names the unit of work that the daemon shall run again to see these findings anew; by default that
    is the function itself.
    """
    if not findings:
        return
    errors = checker.errors
    before = (errors.file, errors.target_module, errors.options, errors.scope)
    with_link = checker.options.show_error_code_links and not checker.options.hide_error_codes
    # A scope of our own: the checker's may be in use at this moment.
    context = MypyScope()
    for finding, scope in findings:
        with context.saved_scope((checker.tree.fullname, scope.target.info, scope.target.function)):
            errors.set_file(checker.path, checker.tree.fullname, options=checker.options, scope=context)
            _report_one(errors, finding, target, with_link=with_link)
    errors.set_file(before[0], before[1], options=before[2], scope=before[3])


def _report_one(errors: Errors, finding: Finding, target: str | None, *, with_link: bool) -> None:
    span = finding.span
    code = CODES[finding.code]
    lines = range(span.line, span.end_line + 1)
    severity = "note" if finding.is_note else "error"
    error = errors.report(
        span.line,
        span.column,
        finding.message,
        code=code,
        severity=severity,
        end_line=span.end_line,
        end_column=span.end_column,
        origin_span=lines,
    )
    notes = [] if finding.help is None else [Note(span, f"help: {finding.help}")]
    if with_link:
        notes.append(Note(span, f"See {DOCS_URL}/{finding.code}/"))
    infos = [error]
    for note in [*notes, *finding.notes]:
        info = errors.report(
            note.span.line,
            note.span.column,
            note.message,
            code=code,
            severity="note",
            end_line=note.span.end_line,
            end_column=note.span.end_column,
            origin_span=lines,
            parent_error=error,
        )
        infos.append(info)
    if target is not None:
        for info in infos:
            info.target = target
