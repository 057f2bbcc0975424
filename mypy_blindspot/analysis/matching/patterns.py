"""Which parts of a pattern can never match a subject of a given type.

Run-time truth decides: value and literal patterns compare with ``==``, ``None``, ``True`` and ``False`` by identity,
a sequence pattern takes any sequence but text and bytes, a mapping pattern any mapping, a class pattern whatever
``isinstance()`` accepts.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import Final

from mypy.nodes import Expression, TypeAlias, TypeInfo
from mypy.options import Options
from mypy.patterns import (
    AsPattern,
    ClassPattern,
    MappingPattern,
    OrPattern,
    Pattern,
    SequencePattern,
    SingletonPattern,
    StarredPattern,
    ValuePattern,
)
from mypy.types import (
    AnyType,
    Instance,
    LiteralType,
    NoneType,
    ProperType,
    TupleType,
    Type,
    TypedDictType,
    TypeVarLikeType,
    UnionType,
    UnpackType,
    get_proper_type,
)

from mypy_blindspot.analysis.matching.classes import as_instance_of, has_own_get, is_closed, positional_names
from mypy_blindspot.analysis.matching.equality import TEXT, Equality, Shapes, may_be_equal
from mypy_blindspot.analysis.members import attribute_type, instance_of, supertype_arguments, unknown

_TEXT_LIKE: Final = ("builtins.str", "builtins.bytes", "builtins.bytearray")
_MAY_BE_BOOL: Final = ("builtins.bool", "builtins.int", "builtins.float", "builtins.complex")


class Why(Enum):
    """Why a pattern cannot match."""

    VALUE = "no value of the type equals it"
    IDENTITY = "the type cannot hold this object"
    CLASS = "no object is an instance of both"
    NOT_SEQUENCE = "the type is no sequence that a pattern takes"
    LENGTH = "the tuple has another length"
    NOT_MAPPING = "the type is no mapping"
    KEY = "no key of the type equals it"
    UNDECLARED_KEY = "the TypedDict does not declare the key"
    COMBINATION = "no member of the union matches all parts"


@dataclass(frozen=True)
class Dead:
    """A pattern, or a key of a mapping pattern, that never matches; ``subject`` is the type that it meets."""

    node: Pattern | Expression
    subject: ProperType
    why: Why


@dataclass(frozen=True)
class Verdict:
    """Whether a pattern may match, and the parts of it that never do.

    ``fits`` is false where already the outer form fails: then the parts were not looked at.
    """

    may_match: bool
    dead: tuple[Dead, ...] = ()
    fits: bool = True


_MATCHES: Final = Verdict(may_match=True)


class Patterns:
    """Judges patterns by the types of one module; ``type_of`` gives those of the names in value patterns."""

    def __init__(
        self,
        equality: Equality,
        type_of: Callable[[Expression], ProperType | None],
        is_stable: Callable[[ProperType, str], bool],
        options: Options,
    ) -> None:
        self._equality = equality
        self._type_of = type_of
        self._is_stable = is_stable
        self._options = options

    def judge(self, pattern: Pattern, subject: Type) -> Verdict:
        """Judge a pattern against a subject of the given type."""
        subject = get_proper_type(subject)
        if isinstance(pattern, AsPattern):
            return _MATCHES if pattern.pattern is None else self.judge(pattern.pattern, subject)
        if isinstance(pattern, OrPattern):
            return _any_of([self.judge(alternative, subject) for alternative in pattern.patterns])
        if isinstance(pattern, ValuePattern):
            alive = may_be_equal(self._equality.of_type(subject), self._shapes(pattern.expr))
            return _MATCHES if alive else _never(pattern, subject, Why.VALUE)
        if isinstance(pattern, SingletonPattern):
            anything = pattern.value is None and not self._options.strict_optional
            return _MATCHES if anything or _may_be(subject, pattern.value) else _never(pattern, subject, Why.IDENTITY)
        if isinstance(pattern, (SequencePattern, MappingPattern, ClassPattern)):
            return self._compound(pattern, subject)
        return _MATCHES  # a starred name

    def _shapes(self, expression: Expression) -> Shapes:
        literal = self._equality.of_literal(expression)
        if literal is not None:
            return literal
        typ = self._type_of(expression)
        return None if typ is None else self._equality.of_type(typ, inferred=True)

    def _compound(self, pattern: SequencePattern | MappingPattern | ClassPattern, subject: ProperType) -> Verdict:
        verdicts = [self._one(pattern, item) for item in _alternatives(subject)]
        fitting = [verdict for verdict in verdicts if verdict.fits]
        common = _dead_in_all(fitting)
        if any(verdict.may_match for verdict in fitting):
            return Verdict(may_match=True, dead=common)
        if common:
            return Verdict(may_match=False, dead=common)
        why = Why.COMBINATION if fitting else verdicts[0].dead[0].why
        return Verdict(may_match=False, dead=(Dead(pattern, subject, why),), fits=bool(fitting))

    def _one(self, pattern: Pattern, subject: ProperType) -> Verdict:
        if isinstance(pattern, SequencePattern):
            return self._sequence(pattern, subject)
        if isinstance(pattern, MappingPattern):
            return self._mapping(pattern, subject)
        assert isinstance(pattern, ClassPattern)
        return self._class(pattern, subject)

    def _sequence(self, pattern: SequencePattern, subject: ProperType) -> Verdict:
        if isinstance(subject, TupleType) and not any(isinstance(item, UnpackType) for item in subject.items):
            return self._fixed_tuple(pattern, subject)
        instance = instance_of(subject)
        never = isinstance(subject, (NoneType, TypedDictType))
        if never or (instance is not None and self._is_text_like(instance.type)):
            return _misfit(pattern, subject, Why.NOT_SEQUENCE)
        items = supertype_arguments(subject, "typing.Sequence")
        if items is None:
            closed = instance is not None and is_closed(instance.type)
            return _misfit(pattern, subject, Why.NOT_SEQUENCE) if closed else self._parts(pattern.patterns, None)
        return self._parts(pattern.patterns, [items[0]] * len(pattern.patterns))

    def _is_text_like(self, info: TypeInfo) -> bool:
        if info.fullname == "builtins.bytes" and not self._options.disable_memoryview_promotion:
            return False
        return any(info.has_base(name) for name in _TEXT_LIKE)

    def _fixed_tuple(self, pattern: SequencePattern, subject: TupleType) -> Verdict:
        star = next((i for i, part in enumerate(pattern.patterns) if isinstance(part, StarredPattern)), None)
        given, wanted = len(subject.items), len(pattern.patterns)
        if given != wanted if star is None else given < wanted - 1:
            return _misfit(pattern, subject, Why.LENGTH)
        if star is None:
            return self._parts(pattern.patterns, subject.items)
        tail = wanted - star - 1
        types = [*subject.items[:star], unknown(), *subject.items[given - tail :]]
        return self._parts(pattern.patterns, types)

    def _mapping(self, pattern: MappingPattern, subject: ProperType) -> Verdict:
        if isinstance(subject, TypedDictType):
            return self._typed_dict(pattern, subject)
        arguments = supertype_arguments(subject, "typing.Mapping")
        if arguments is None:
            instance = instance_of(subject)
            closed = isinstance(subject, NoneType) or (instance is not None and is_closed(instance.type))
            return _misfit(pattern, subject, Why.NOT_MAPPING) if closed else self._parts(pattern.values, None)
        if has_own_get(subject):
            # A mapping pattern asks the subject for each key by this method.
            return self._parts(pattern.values, None)
        key_type, value_type = arguments
        keys = self._equality.of_type(key_type)
        dead = [
            Dead(key, get_proper_type(key_type), Why.KEY)
            for key in pattern.keys
            if not may_be_equal(keys, self._shapes(key))
        ]
        return _all_of([_verdict(dead), self._parts(pattern.values, [value_type] * len(pattern.values))])

    def _typed_dict(self, pattern: MappingPattern, subject: TypedDictType) -> Verdict:
        dead: list[Dead] = []
        types: list[Type] = []
        for key in pattern.keys:
            shapes = self._shapes(key)
            names = [value for shape in shapes or () for value in shape.values or ()]
            is_text = shapes is None or any(shape.family == TEXT for shape in shapes)
            if not is_text or (len(names) == 1 and names[0] not in subject.items):
                dead.append(Dead(key, subject, Why.UNDECLARED_KEY))
            types.append(subject.items.get(str(names[0]), unknown()) if len(names) == 1 else unknown())
        return _all_of([_verdict(dead), self._parts(pattern.values, types)])

    def _class(self, pattern: ClassPattern, subject: ProperType) -> Verdict:
        cls = _class_of(pattern)
        parts = [*pattern.positionals, *pattern.keyword_values]
        if cls is None:
            return self._parts(parts, None)
        relation = as_instance_of(subject, cls)
        if relation is None:
            return _misfit(pattern, subject, Why.CLASS)
        if isinstance(relation, AnyType):
            return self._parts(parts, None)
        names = [*positional_names(cls, len(pattern.positionals)), *pattern.keyword_keys]
        types = [relation if name == "" else _attribute(relation, name) for name in names]
        verdict = self._parts(parts, types)
        if not verdict.dead:
            return verdict
        stable = [not name or self._is_stable(relation, name) for name in names]
        return self._parts(parts, [typ if known else unknown() for typ, known in zip(types, stable, strict=True)])

    def _parts(self, patterns: Sequence[Pattern], types: Sequence[Type] | None) -> Verdict:
        """All of the sub-patterns, each against its own type, or against values of which nothing is known."""
        subjects = [unknown()] * len(patterns) if types is None else types
        return _all_of([self.judge(part, typ) for part, typ in zip(patterns, subjects, strict=True)])


def _attribute(owner: ProperType, name: str | None) -> Type:
    found = None if name is None else attribute_type(owner, name)
    return unknown() if found is None else found


def _verdict(dead: Iterable[Dead]) -> Verdict:
    dead = tuple(dead)
    return Verdict(may_match=not dead, dead=dead)


def _never(pattern: Pattern, subject: ProperType, why: Why) -> Verdict:
    return _verdict([Dead(pattern, subject, why)])


def _misfit(pattern: Pattern, subject: ProperType, why: Why) -> Verdict:
    return Verdict(may_match=False, dead=(Dead(pattern, subject, why),), fits=False)


def _any_of(verdicts: Sequence[Verdict]) -> Verdict:
    dead = tuple(dead for verdict in verdicts for dead in verdict.dead)
    return Verdict(may_match=any(verdict.may_match for verdict in verdicts), dead=dead)


def _all_of(verdicts: Sequence[Verdict]) -> Verdict:
    dead = tuple(dead for verdict in verdicts for dead in verdict.dead)
    return Verdict(may_match=all(verdict.may_match for verdict in verdicts), dead=dead)


def _dead_in_all(verdicts: Sequence[Verdict]) -> tuple[Dead, ...]:
    """What is dead whichever member of a union the subject is, each with all the types that it meets."""
    if not verdicts:
        return ()
    merged = []
    for first in verdicts[0].dead:
        same = [dead for verdict in verdicts for dead in verdict.dead if dead.node is first.node]
        if len(same) == len(verdicts):
            union: Type = UnionType.make_union([dead.subject for dead in same])
            merged.append(Dead(first.node, get_proper_type(union), first.why))
    return tuple(merged)


def _alternatives(subject: ProperType) -> list[ProperType]:
    if isinstance(subject, UnionType):
        return [alternative for item in subject.items for alternative in _alternatives(get_proper_type(item))]
    if isinstance(subject, TypeVarLikeType):
        return _alternatives(get_proper_type(subject.upper_bound))
    return [subject]


def _may_be(subject: ProperType, value: object) -> bool:
    """Whether the subject may be the very object None, True or False."""
    return any(_may_be_object(item, value) for item in _alternatives(subject))


def _may_be_object(subject: ProperType, value: object) -> bool:
    if isinstance(subject, NoneType):
        return value is None
    if isinstance(subject, LiteralType):
        return isinstance(subject.value, bool) and subject.value is value
    if isinstance(subject, (TupleType, TypedDictType)):
        return False
    if not isinstance(subject, Instance):
        return True
    info = subject.type
    if info.fallback_to_any or info.is_protocol or info.fullname == "builtins.object":
        return True
    if info.is_abstract or info.module_name == "numbers":
        # bool, like any class, may be registered with an abstract class.
        return True
    while info.is_newtype:
        info = info.bases[0].type
    # A variable of type int, float or complex may hold a bool; a subclass of them may not.
    return value is not None and info.fullname in _MAY_BE_BOOL


def _class_of(pattern: ClassPattern) -> Instance | None:
    node = pattern.class_ref.node
    if isinstance(node, TypeAlias):
        target = get_proper_type(node.target)
        return target if isinstance(target, Instance) else None
    if isinstance(node, TypeInfo) and node.typeddict_type is None:
        return Instance(node, [unknown() for _ in node.defn.type_vars])
    return None
