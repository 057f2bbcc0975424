"""The models of a project, with the relations between them in both directions."""

from __future__ import annotations

import ast
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from mypy_blindspot.analysis.source.defined import Definition, class_members, flattened
from mypy_blindspot.analysis.source.module import SourceModule
from mypy_blindspot.django.fields import Declared, declared_field, text_of
from mypy_blindspot.django.model_classes import added_by, bases_of, flag_of, is_manager, label_of, meta_of, model_files
from mypy_blindspot.django.program import Program, Symbol, is_framework
from mypy_blindspot.django.relations import Kind, Model, Relation

_MODEL: Final = {"django.db.models.Model", "django.db.models.base.Model", "django.contrib.gis.db.models.Model"}
_CONTRIB: Final = ("django.contrib.auth.models", "django.contrib.contenttypes.models")
_DEPTH: Final = 6
# What a module says that declares a model; most are found by their names.
_MAY_DECLARE: Final = re.compile(r"\bmodels\.\w*(?:Model|Field|ForeignKey|Key)\b|\bclass \w+\([^)]*Model\b")


class Models:
    """All models that are known, by full name."""

    def __init__(self, program: Program) -> None:
        self.program = program
        self.scanned: set[str] = set()
        self._walked: set[str] = set()
        # Modules in which no model is declared.
        self._without: set[str] = set()
        self._models: dict[str, Model | None] = {}
        self._by_label: dict[tuple[str, str], str] = {}
        self._by_name: dict[str, list[str]] = defaultdict(list)
        self._classes: list[Symbol] = []
        # The models by the names in the calls that make their managers and fields.
        self._by_manager: defaultdict[str, set[str]] | None = None
        self._accessors: frozenset[str] | None = None
        self._managers: dict[str, list[tuple[str, Relation]]] | None = None
        # ``Model.add_to_class(name, value)`` as it stands in each module.
        self._additions: list[tuple[SourceModule, ast.expr, str, ast.expr]] = []
        self._reverse: dict[str, list[Relation]] | None = None
        self._ancestry: dict[Definition, list[Symbol]] = {}
        # The project's own models of users.
        self._users: list[str] | None = None

    def prepare(self, root: str, imported: Iterable[str]) -> None:
        """Find the models of a project, and those of further modules that may declare some."""
        for name in _CONTRIB:
            self._scan(self.program.module(name))
        if root not in self._walked:
            self._walked.add(root)
            for name, path in model_files(root):
                if not is_framework(name):
                    self._scan(self.program.module(name) or self.program.add_file(name, path))
        for name in imported:
            self._scan_imported(name)

    def look_again(self) -> None:
        """Forget which modules declare no model: there may be one now."""
        self._without.clear()
        self._ancestry.clear()

    def _scan_imported(self, name: str) -> None:
        if name in self.scanned or name in self._without:
            return
        path = self.program.path(name)
        if path is None:
            package, _, last = name.rpartition(".")
            outer = self.program.path(package) or ""
            # A package may give on what its modules define.
            symbol = self.program.lookup(name) if last[:1].isupper() and outer.endswith("__init__.py") else None
            name, path = (name, None) if symbol is None else (symbol.module.fullname, symbol.module.path)
        text = None if path is None or not path.endswith(".py") else self.program.text(path)
        if text is not None and _MAY_DECLARE.search(text.text):
            self._scan(self.program.module(name))
        else:
            self._without.add(name)

    @property
    def accessors(self) -> frozenset[str]:
        """The names of all attributes of models that may run a query: relations, properties and methods."""
        if self._accessors is None:
            found = {relation.name for relations in self._reverse_relations().values() for relation in relations}
            for symbol in {cls for model in self._classes for cls in self.ancestry(model)}:
                for name, value in _members(symbol):
                    if isinstance(value, (ast.FunctionDef, ast.AsyncFunctionDef)) or (
                        (declared := declared_field(value, symbol.module, self.program)) is not None and declared.kind
                    ):
                        found.add(name)
            found.update(name for _, _, name, _ in self._additions)
            self._accessors = frozenset(found)
        return self._accessors

    def managers(self, name: str) -> list[tuple[str, Relation]]:
        """The models that lead to many others by this name, with the relations."""
        if self._managers is None:
            self._managers = {}
            concrete = (self.get(symbol.fullname) for symbol in self._classes if not flag_of(symbol, "abstract"))
            for model in filter(None, concrete):
                for relation in model.relations.values():
                    if relation.kind.is_many and relation.target is not None:
                        self._managers.setdefault(relation.name, []).append((model.fullname, relation))
        return self._managers.get(name, [])

    def _scan(self, module: SourceModule | None) -> None:
        if module is None or module.fullname in self.scanned:
            return
        self.scanned.add(module.fullname)
        for statement in flattened(module.tree.body):
            if isinstance(statement, ast.Expr) and "add_to_class" in module.text:
                self._additions += [(module, *addition) for addition in added_by(statement.value)]
            if isinstance(statement, ast.ClassDef) and statement.bases:
                symbol = Symbol(module, statement.name, statement)
                if self.is_model(symbol):
                    self._classes.append(symbol)
                    self._by_label[label_of(symbol), statement.name.lower()] = symbol.fullname
                    self._by_name[statement.name].append(symbol.fullname)
                    self._reverse = self._by_manager = self._accessors = self._users = None
                    self._managers = None
                    self._models.clear()

    def is_model(self, symbol: Symbol | None, depth: int = _DEPTH) -> bool:
        """Whether a class is a model, abstract ones included."""
        if symbol is None or depth == 0 or not isinstance(symbol.node, ast.ClassDef):
            return False
        if symbol.fullname in _MODEL:
            return True
        for base in symbol.node.bases:
            if self.program.fullname(symbol.module, base) in _MODEL:
                return True
            found = self.program.symbol(symbol.module, base)
            if found is not None and found.node is not symbol.node and self.is_model(found, depth - 1):
                return True
        # A base that cannot be found, of a package without types: the fields tell.
        return any(
            (field := declared_field(value, symbol.module, self.program)) is not None and field.kind is not None
            for _, value in class_members(symbol.node)
            if isinstance(value, ast.Call)
        )

    def get(self, fullname: str | None) -> Model | None:
        """The model of that name, with all its relations."""
        if fullname is None:
            return None
        if fullname not in self._models:
            self._models[fullname] = None
            symbol = self.program.lookup(fullname)
            if symbol is not None and symbol.fullname != fullname:
                self._models[fullname] = self.get(symbol.fullname)
            elif symbol is not None and symbol.fullname not in _MODEL and self.is_model(symbol):
                self._models[fullname] = model = self._declared(symbol)
                for each in (model, *self._concrete_parents(model)):
                    for relation in self._reverse_relations().get(each.fullname, ()):
                        model.relations.setdefault(relation.name, relation)
        return self._models[fullname]

    def _declared(self, symbol: Symbol) -> Model:
        model = Model(symbol.fullname, symbol, self.ancestry(symbol), label=label_of(symbol))
        for cls in reversed(model.classes):
            assert isinstance(cls.node, ast.ClassDef)
            is_base = cls is not model.classes[0]
            self._read_meta(cls, model, inherited=is_base)
            first = True
            for name, value in class_members(cls.node):
                if isinstance(value, ast.Constant) and value.value is None:
                    model.relations.pop(name, None)
                    model.columns.discard(name)
                declared = declared_field(value, cls.module, self.program)
                if declared is not None:
                    self._add_field(name, declared, model, cls)
                elif not isinstance(value, (ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)) and is_manager(
                    name, value
                ):
                    model.managers[name] = (value, cls)
                    if first:
                        model.default_manager = name
                    first = False
            if is_base and not flag_of(cls, "abstract") and cls.fullname not in _MODEL and self.is_model(cls):
                self._add_parent(cls, model)
        model.is_complete = all(self._is_known_base(base, cls) for cls in model.classes for base in bases_of(cls))
        return model

    def _is_known_base(self, base: ast.expr, cls: Symbol) -> bool:
        return self.program.fullname(cls.module, base) in _MODEL or self.program.symbol(cls.module, base) is not None

    def _add_field(self, name: str, declared: Declared, model: Model, cls: Symbol) -> None:
        if declared.kind is None:
            model.columns.add(name)
            return
        target = self.target(declared, cls if cls.fullname not in _MODEL else model.symbol, model)
        if declared.kind.has_column:
            model.columns.add(name)
        if declared.kind is Kind.MANY:
            model.own_many.add(name)
        kind = Kind.PARENT if declared.parent_link else declared.kind
        back = self.accessor(declared, model)
        model.relations[name] = Relation(name, kind, target, back, declared.null, name)

    def _add_parent(self, cls: Symbol, model: Model) -> None:
        if flag_of(model.symbol, "proxy"):
            return
        name = f"{cls.qualname.lower()}_ptr"
        if not any(relation.kind is Kind.PARENT for relation in model.relations.values()):
            model.relations[name] = Relation(name, Kind.PARENT, cls.fullname, model.name.lower(), lookup=name)

    def _concrete_parents(self, model: Model) -> Iterator[Model]:
        for cls in model.classes[1:]:
            if self.is_model(cls) and not flag_of(cls, "abstract") and cls.fullname not in _MODEL:
                parent = self.get(cls.fullname)
                if parent is not None:
                    yield parent

    def ancestry(self, symbol: Symbol) -> Sequence[Symbol]:
        """A class and its bases as far as they are in source, nearest first."""
        if symbol.node not in self._ancestry:
            self._ancestry[symbol.node] = list(self._bases(symbol, set()))
        return self._ancestry[symbol.node]

    def _bases(self, symbol: Symbol, seen: set[str]) -> Iterator[Symbol]:
        if symbol.fullname in seen or not isinstance(symbol.node, ast.ClassDef):
            return
        seen.add(symbol.fullname)
        yield symbol
        for base in bases_of(symbol):
            found = self.program.symbol(symbol.module, base)
            if found is not None:
                yield from self._bases(found, seen)

    def _read_meta(self, cls: Symbol, model: Model, *, inherited: bool) -> None:
        meta = meta_of(cls)
        if meta is None:
            return
        for name, value in class_members(meta):
            if name == "ordering":
                model.ordered = not isinstance(value, (ast.List, ast.Tuple)) or bool(value.elts)
            elif name == "abstract" and not inherited:
                model.abstract = isinstance(value, ast.Constant) and value.value is True
            elif name == "default_manager_name" and isinstance(value, ast.expr):
                model.default_manager = text_of(value) or model.default_manager

    # --- targets and the way back ---

    def target(self, declared: Declared, cls: Symbol, model: Model) -> str | None:
        """The full name of the model that a field leads to."""
        node = declared.target
        name = text_of(node)
        if name == "self":
            return model.fullname
        if name is not None:
            return self._named(name, cls, model)
        if node is None:
            return None
        if isinstance(node, ast.Call):
            # ``get_user_model()``, or what names a model that may be swapped: ``get_model_name("app", "Model")``.
            label, *last = [text_of(argument) or "" for argument in node.args] or [""]
            return self._by_label.get((label, last[0].lower())) if last else self.user_model()
        fullname = self.program.fullname(declared.module, node)
        if fullname is not None and fullname.endswith("AUTH_USER_MODEL"):
            return self.user_model()
        symbol = self.program.symbol(declared.module, node)
        return None if symbol is None else symbol.fullname

    def _named(self, name: str, cls: Symbol, model: Model) -> str | None:
        label, _, last = name.rpartition(".")
        if label:
            found = self._by_label.get((label.rpartition(".")[2], last.lower()))
        else:
            found = self._by_label.get((model.label, last.lower())) or self._by_label.get((label_of(cls), last.lower()))
            if found is None:
                symbol = self.program.member(cls.module, [last])
                found = None if symbol is None else symbol.fullname
        candidates = self._by_name.get(last, [])
        return found or (candidates[0] if len(candidates) == 1 else None)

    def by_label(self, name: str) -> Model | None:
        """The model that Django knows as ``app.Model``."""
        label, _, last = name.rpartition(".")
        return self.get(self._by_label.get((label, last.lower())))

    def with_manager(self, cls: Symbol) -> Model | None:
        """The model that has this class as its manager or queryset, if there is just one."""
        if self._by_manager is None:
            self._by_manager = defaultdict(set)
            for symbol in self._classes:
                for name in _called(symbol):
                    self._by_manager[name].add(symbol.fullname)
        found = self._by_manager.get(cls.qualname, set())
        return self.get(next(iter(found))) if len(found) == 1 else None

    def added_method(self, model: Model, name: str) -> Symbol | None:
        """The function that was added to a model under a name, outside of its class."""
        for module, target, added, value in self._additions:
            if added != name:
                continue
            owner = self.program.symbol(module, target)
            of_users = owner is not None and isinstance(owner.node, ast.Call)
            fullname = self.user_model() if of_users else None if owner is None else owner.fullname
            found = self.program.symbol(module, value) if fullname in {cls.fullname for cls in model.classes} else None
            if found is not None and isinstance(found.node, (ast.FunctionDef, ast.AsyncFunctionDef)):
                return found
        return None

    def user_model(self) -> str | None:
        """The model of users: the project's own if it has just one."""
        if self._users is None:
            self._users = [symbol.fullname for symbol in self._classes if self._is_user(symbol)]
        if len(self._users) == 1:
            return self._users[0]
        return None if self._users else "django.contrib.auth.models.User"

    def _is_user(self, symbol: Symbol) -> bool:
        if not symbol.module.path.endswith(".py") or flag_of(symbol, "abstract"):
            return False
        classes = self.ancestry(symbol)
        names = {self.program.fullname(cls.module, base) or "" for cls in classes for base in bases_of(cls)}
        names |= {cls.fullname for cls in classes}
        return any(name.rpartition(".")[2] in {"AbstractUser", "AbstractBaseUser"} for name in names)

    def accessor(self, declared: Declared, model: Model) -> str | None:
        """The attribute on the other model that leads back, None if there is none."""
        name = declared.related_name
        if declared.kind in {Kind.GENERIC_KEY, Kind.GENERIC_MANY}:
            return None
        if name is not None:
            if name.endswith("+"):
                return None
            lower = model.name.lower()
            return (
                name.replace("%(class)s", lower)
                .replace("%(model_name)s", lower)
                .replace("%(app_label)s", model.label.lower())
            )
        return model.name.lower() + ("" if declared.kind is Kind.FORWARD_ONE else "_set")

    def _reverse_relations(self) -> dict[str, list[Relation]]:
        if self._reverse is None:
            self._reverse = defaultdict(list)
            for symbol in self._classes:
                if not flag_of(symbol, "abstract"):
                    self._add_reverse(self._declared(symbol))
        return self._reverse

    def _add_reverse(self, model: Model) -> None:
        assert self._reverse is not None
        kinds = {Kind.FORWARD: Kind.REVERSE_MANY, Kind.FORWARD_ONE: Kind.REVERSE_ONE, Kind.MANY: Kind.MANY}
        own = {cls.fullname for cls in model.classes if flag_of(cls, "abstract")} | {model.fullname}
        inherited = {name for cls in model.classes if cls.fullname not in own for name, _ in _members(cls)}
        for relation in model.relations.values():
            if relation.kind is Kind.PARENT and relation.target is not None:
                name = model.name.lower()
                child = Relation(name, Kind.CHILD, model.fullname, relation.name, lookup=name)
                self._reverse[relation.target].append(child)
            kind = kinds.get(relation.kind)
            if kind is None or relation.target is None or relation.back is None or relation.name in inherited:
                continue
            if kind is Kind.MANY and relation.target == model.fullname and relation.back.endswith("_set"):
                continue  # symmetrical: there is no other side
            back = Relation(relation.back, kind, model.fullname, relation.name, lookup=relation.back)
            self._reverse[relation.target].append(back)


def _members(cls: Symbol) -> Sequence[tuple[str, Definition]]:
    return class_members(cls.node) if isinstance(cls.node, ast.ClassDef) else []


def _called(symbol: Symbol) -> Iterator[str]:
    """The names in the calls of a class body."""
    for _, value in _members(symbol):
        for node in ast.walk(value) if isinstance(value, ast.Call) else ():
            if isinstance(node, (ast.Name, ast.Attribute)):
                yield node.id if isinstance(node, ast.Name) else node.attr
