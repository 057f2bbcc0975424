"""Other plugins stay in force: what they make mypy say does not change by a byte, before us or behind us."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path
from typing import Final

import pytest

from mypy_blindspot.codes import CODES

OURS: Final = re.compile(rf"error: .*  \[({'|'.join(CODES)})\]$|note: help: ")
REVEALED: Final = re.compile(r'note: Revealed type is "(.*)"$')
FINDING: Final = "# finding"
ORDERS: Final = ["{other}, mypy_blindspot", "mypy_blindspot, {other}"]


def check(project: Path, plugins: str, *config: str) -> list[str]:
    """What mypy prints about a project, without the summary."""
    lines = ["[mypy]", f"plugins = {plugins}", "files = .", "show_traceback = True", *config, ""]
    (project / "mypy.ini").write_text("\n".join(lines))
    command = [sys.executable, "-m", "mypy", "--python-executable", sys.executable]
    result = subprocess.run(command, cwd=project, capture_output=True, text=True, check=False, timeout=300)
    assert not result.stderr, result.stderr
    return [line for line in result.stdout.splitlines() if not line.startswith(("Found ", "Success: "))]


def assert_stays_in_force(project: Path, other: str, alone: list[str], *config: str) -> None:
    """In both orders, the other plugin's output is the same as without us, and ours is the same and complete."""
    behind, before = (check(project, order.format(other=other).strip(", "), *config) for order in ORDERS)
    assert before == behind
    assert [line for line in before if not OURS.search(line)] == alone
    found = [line.rpartition(": error: ")[0] for line in before if OURS.search(line) and ": error: " in line]
    assert sorted(found) == findings_wanted(project)


def findings_wanted(project: Path) -> list[str]:
    """The places of the lines that are marked, as mypy writes them."""
    return sorted(
        f"{path.relative_to(project)}:{number}"
        for path in project.rglob("*.py")
        for number, line in enumerate(path.read_text().splitlines(), 1)
        if line.endswith(FINDING)
    )


def revealed(lines: list[str]) -> list[str]:
    return [match[1] for line in lines if (match := REVEALED.search(line))]


def write(directory: Path, sources: dict[str, str]) -> Path:
    for name, text in sources.items():
        (directory / name).parent.mkdir(exist_ok=True)
        (directory / name).write_text(text)
    return directory


# --- django-stubs ---

DJANGO: Final = {
    "shop_settings.py": """\
INSTALLED_APPS = ["shop"]
DATABASES = {"default": {"ENGINE": "django.db.backends.sqlite3"}}
USE_TZ = True
SHOP_LIMIT = 3
""",
    "shop/__init__.py": "",
    "shop/models.py": """\
from django.db import models


class CustomerQuerySet(models.QuerySet["Customer"]):
    def active(self) -> "CustomerQuerySet":
        return self.filter(active=True)


class CustomerManager(models.Manager["Customer"]):
    def named(self, name: str) -> models.QuerySet["Customer"]:
        return self.filter(name=name)


class Customer(models.Model):
    name = models.CharField(max_length=40)
    active = models.BooleanField(default=True)
    nick = models.CharField(max_length=10, null=True)
    objects = CustomerManager()
    found = CustomerQuerySet.as_manager()


class Tag(models.Model):
    label = models.CharField(max_length=10)


class Order(models.Model):
    class State(models.TextChoices):
        NEW = "new", "New"
        PAID = "paid", "Paid"

    customer = models.ForeignKey(Customer, on_delete=models.CASCADE, related_name="orders")
    tags = models.ManyToManyField(Tag)
    total = models.DecimalField(max_digits=9, decimal_places=2)
    count = models.IntegerField()
    state = models.CharField(choices=State.choices, max_length=4)
""",
    "shop/views.py": """\
from django.conf import settings
from django.contrib.auth import get_user_model
from django.db.models import Count
from django.http import HttpRequest

from shop.models import Customer, Order, Tag

order = Order.objects.get(pk=1)
customer = order.customer
reveal_type(order.id)
reveal_type(order.customer_id)
reveal_type(order.total)
reveal_type(order.state)
reveal_type(customer)
reveal_type(customer.nick)
reveal_type(customer.orders)
reveal_type(customer.orders.first())
reveal_type(order.tags.all())
reveal_type(Tag().order_set)
reveal_type(Customer.objects)
reveal_type(Customer.objects.named("x"))
reveal_type(Customer.found.active())
reveal_type(Customer.objects.values("name", "nick").first())
reveal_type(Customer.objects.values_list("name", flat=True).get())
reveal_type(Customer.objects.values_list("name", "active", named=True).get())
reveal_type(Customer.objects.annotate(many=Count("orders")).get().many)
reveal_type(Order.State.NEW)
reveal_type(Order.State.choices)
reveal_type(settings.SHOP_LIMIT)
reveal_type(settings.USE_TZ)
reveal_type(get_user_model())
reveal_type(order.get_state_display())
Customer(name=3)
Customer(surname="x")
Customer.objects.create(name=b"x")
Customer.objects.filter(surname="x")
Order.objects.filter(customer__name__startswith=3)
customer.surname
settings.SHOP_NOTHING


def view(request: HttpRequest) -> str:
    reveal_type(request.user)
    for name in Customer.objects.values_list("name", flat=True):
        if name == 3:  # finding
            return "text"
    return ""


def display(order: Order, name: str) -> str:
    match order.get_state_display():
        case 1:  # finding
            return "number"
    match order.state:
        case "new":
            return "text"
    for customer in Customer.objects.named(name):
        match customer.pk:
            case 1:
                return "number"
    match request_user(order):
        case "1":  # finding
            return "text"
    return ""


def request_user(order: Order) -> int:
    return order.customer_id
""",
}
DJANGO_CONFIG: Final = ("[mypy.plugins.django-stubs]", "django_settings_module = shop_settings")


@pytest.fixture(scope="module")
def django_project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    pytest.importorskip("mypy_django_plugin")
    return write(tmp_path_factory.mktemp("django"), DJANGO)


@pytest.fixture(scope="module")
def django_alone(django_project: Path) -> list[str]:
    return check(django_project, "mypy_django_plugin.main", *DJANGO_CONFIG)


def test_the_django_plugin_answers_in_this_project(django_alone: list[str]) -> None:
    types = revealed(django_alone)
    assert {"int", "str", "str | None", "shop.models.Customer"} <= {kind.replace("builtins.", "") for kind in types}
    assert any('Unexpected attribute "surname" for model "Customer"' in line for line in django_alone)
    assert len(types) == sum(text.count("reveal_type(") for text in DJANGO.values())


def test_fields_of_django_models_are_subjects(tmp_path: Path) -> None:
    pytest.importorskip("mypy_django_plugin")
    view = "from shop.models import Order\n\ndef view(order: Order) -> None:\n    match order.count:\n"
    write(tmp_path, {**DJANGO, "shop/views.py": view + '        case "1":  # finding\n            pass\n'})
    assert_stays_in_force(tmp_path, "mypy_django_plugin.main", [], *DJANGO_CONFIG)


def test_django_stubs(django_project: Path, django_alone: list[str]) -> None:
    assert_stays_in_force(django_project, "mypy_django_plugin.main", django_alone, *DJANGO_CONFIG)


# --- pydantic ---

PYDANTIC: Final = """\
from pydantic import BaseModel, ConfigDict, Field, field_validator, model_validator
from pydantic.dataclasses import dataclass


class Payment(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")
    amount: int
    status: str = "new"
    currency: str = Field(alias="cur")
    tags: list[str] = Field(default_factory=list)

    @field_validator("amount")
    @classmethod
    def positive(cls, value: int) -> int:
        reveal_type(cls)
        return value

    @model_validator(mode="after")
    def whole(self) -> "Payment":
        reveal_type(self)
        return self


class Loose(BaseModel):
    model_config = ConfigDict(populate_by_name=True)
    size: float = Field(validation_alias="s")


@dataclass
class Point:
    x: int
    y: int = 0


payment = Payment(amount=1, cur="EUR")
reveal_type(Payment)
reveal_type(Payment.model_construct)
reveal_type(payment.status)
payment.amount = 2
Payment(amount="1", cur="EUR")
Payment(amount=1, currency="EUR")
Payment(amount=1, cur="EUR", more=1)
Payment()
reveal_type(Loose.__init__)
reveal_type(Point(1).y)
Point("1")


class Wrong(BaseModel):
    untyped = 3


match payment.status:
    case 200:  # finding
        pass
print(payment.amount == "1")  # finding
print(Point(1).x in ("1", "2"))  # finding
"""
PYDANTIC_CONFIG: Final = (
    "[pydantic-mypy]",
    "init_typed = True",
    "init_forbid_extra = True",
)


@pytest.fixture(scope="module")
def pydantic_project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    pytest.importorskip("pydantic")
    return write(tmp_path_factory.mktemp("pydantic"), {"payments.py": PYDANTIC})


@pytest.fixture(scope="module")
def pydantic_alone(pydantic_project: Path) -> list[str]:
    return check(pydantic_project, "pydantic.mypy", *PYDANTIC_CONFIG)


def test_the_pydantic_plugin_answers_in_this_project(pydantic_alone: list[str]) -> None:
    assert any("[pydantic-field]" in line for line in pydantic_alone)
    assert any('Property "amount" defined in "Payment" is read-only' in line for line in pydantic_alone)
    assert any('Argument "amount" to "Payment" has incompatible type "str"' in line for line in pydantic_alone)


def test_pydantic(pydantic_project: Path, pydantic_alone: list[str]) -> None:
    assert_stays_in_force(pydantic_project, "pydantic.mypy", pydantic_alone, *PYDANTIC_CONFIG)


# --- what mypy's own plugin does ---

DEFAULTS: Final = """\
import contextlib
import ctypes
import dataclasses
import enum
import functools
from collections.abc import AsyncIterator, Iterator
from typing import Any, TypedDict

import attr
import attrs


def add(first: int, second: str = "") -> float: ...


partial = functools.partial(add, 1)
reveal_type(partial)
reveal_type(partial("x"))
partial(3)
functools.partial(add, "x")


def opened(mode: str) -> None:
    reveal_type(open("x"))
    reveal_type(open("x", "rb"))
    reveal_type(open("x", "wb", buffering=0))
    reveal_type(open("x", mode))


@dataclasses.dataclass(frozen=True, order=True)
class Point:
    x: int
    y: str = dataclasses.field(default="", kw_only=True)
    z: dataclasses.InitVar[int] = 0


reveal_type(Point)
reveal_type(Point(1, y="") < Point(2))
reveal_type(dataclasses.replace(Point(1), x=2, z=1))
Point("1")
Point(1).x = 3
dataclasses.replace(Point(1), q=3)


@attrs.define
class Box:
    width: int
    height: int = attrs.field(default=1, converter=int)
    name: str = attrs.field(init=False)


@attr.s(auto_attribs=True)
class Old:
    size: int = attr.ib(converter=float)


reveal_type(Box)
reveal_type(attrs.evolve(Box(1), width=2))
reveal_type(attrs.fields(Box).width)
Box("1")
attrs.evolve(Box(1), depth=3)
Old([])


class Color(enum.Enum):
    RED = 1
    BLUE = "b"


class Level(enum.IntEnum):
    LOW = enum.auto()


def colored(color: Color) -> None:
    reveal_type(color.value)
    reveal_type(color.name)
    reveal_type(Color.RED.value)
    reveal_type(Color.RED.name)
    reveal_type(Color.RED._value_)
    reveal_type(Level.LOW.value)


numbers = (ctypes.c_int * 4)(1, 2)
reveal_type(numbers)
reveal_type(numbers[0])
reveal_type(numbers[0:2])
reveal_type(list(numbers))
(ctypes.c_int * 4)("x")


@functools.singledispatch
def show(value: object) -> str: ...


@show.register
def _(value: int) -> int: ...


@show.register(bytes)
def _(value: str) -> str: ...


show(1)
show(1, 2)


class Movie(TypedDict, total=False):
    title: str
    year: int


class Strict(TypedDict):
    title: str


def typed(movie: Movie, strict: Strict, key: str) -> None:
    reveal_type(movie.get("title"))
    reveal_type(movie.get("year", 0))
    reveal_type(movie.get("nothing"))
    reveal_type(movie.setdefault("year", 1))
    reveal_type(movie.pop("title", None))
    reveal_type(movie.get(key))
    reveal_type(movie | {"title": ""})
    movie.update({"year": ""})
    movie.setdefault("year", "")
    strict.pop("title")
    del strict["title"]
    del movie[key]


reveal_type(2**3)
reveal_type(2**-3)
reveal_type(2 ** len(""))
reveal_type((1, "") * 2)
reveal_type(2 * (1, ""))
reveal_type((1,) + ("",))


@contextlib.contextmanager
def managed(name: str) -> Iterator[int]:
    yield 1


@contextlib.asynccontextmanager
async def managed_later() -> AsyncIterator[str]:
    yield ""


with managed("") as number:
    reveal_type(number)
managed(1)
reveal_type(managed_later)


@functools.total_ordering
class Ordered:
    def __lt__(self, other: "Ordered") -> bool: ...


@functools.total_ordering
class Unordered:
    pass


reveal_type(Ordered() >= Ordered())
Ordered() >= 1


class Cached:
    @functools.cached_property
    def size(self) -> int:
        return 1

    @functools.lru_cache
    def other(self, x: int) -> str: ...


reveal_type(Cached().size)
reveal_type(Cached().other(1))
Cached().size = ""
reveal_type(" {} %s".format(1))
"%d" % "x"
"{}".format()
reveal_type(dict[str, int]().get("x", None))
reveal_type(isinstance(Point, type))

# Subjects whose types come from the hooks above.
print(partial("x") == "1")  # finding
print(open("x").read() == 1)  # finding
print(open("x", "rb").read() == "1")  # finding
print(Point(1).x == "1", Point(1).y == "1")  # finding
print(Box(1).width == "1")  # finding
print(Color.RED.value == 1)
print(numbers[0] == "1")  # finding
print(Movie(title="").get("title", "") == 1)  # finding
print(2**3 == "8")  # finding
print(number in ("1", "2"))  # finding
print(Cached().size == "1")  # finding


def handle(data: dict[str, Any]) -> str:
    match data.get("status"):
        case 200:  # finding
            return "success"
    return ""
"""
ANSWERED_BY_DEFAULT: Final = [
    "functools.partial[float]",
    "_io.BufferedReader[_io._BufferedReaderStream]",
    "_io.FileIO",
    "def (x: int, z: int =, *, y: str =) -> app.Point",
    "attr.Attribute[int]",
    "app.Point",
    "Literal['RED']?",
    "_ctypes.Array[ctypes.c_int]",
    "TypedDict(app.Movie, {'title'?: str, 'year'?: int})",
    "tuple[Literal[1]?, Literal['']?, Literal[1]?, Literal['']?]",
    "def () -> contextlib._AsyncGeneratorContextManager[str, None]",
]


@pytest.fixture(scope="module")
def defaults_project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write(tmp_path_factory.mktemp("defaults"), {"app.py": DEFAULTS})


@pytest.fixture(scope="module")
def defaults_alone(defaults_project: Path) -> list[str]:
    return check(defaults_project, "")


@pytest.mark.parametrize("answer", ANSWERED_BY_DEFAULT)
def test_the_default_plugin_answers_in_this_project(answer: str, defaults_alone: list[str]) -> None:
    assert answer in [kind.replace("builtins.", "") for kind in revealed(defaults_alone)]


def test_the_default_plugin(defaults_project: Path, defaults_alone: list[str]) -> None:
    assert_stays_in_force(defaults_project, "", defaults_alone)


# --- a plugin of the project ---

LOCAL_PLUGIN: Final = """\
from pathlib import Path

from mypy.nodes import GDEF, Block, ClassDef, SymbolTable, SymbolTableNode, TypeInfo
from mypy.plugin import Plugin
from mypy.plugins.common import add_attribute_to_class


def returns(name):
    return lambda ctx: ctx.api.named_generic_type(f"builtins.{name}", [])


def signs(name):
    def callback(ctx):
        return ctx.default_signature.copy_modified(ret_type=ctx.api.named_generic_type(f"builtins.{name}", []))
    return callback


def adds(name):
    def callback(ctx):
        add_attribute_to_class(ctx.api, ctx.cls, name, ctx.api.named_type("builtins.bytes"))
        return True
    return callback


def make_class(ctx):
    defn = ClassDef(ctx.name, Block([]))
    defn.fullname = ctx.api.qualified_name(ctx.name)
    info = TypeInfo(SymbolTable(), defn, ctx.api.cur_mod_id)
    defn.info = info
    info.bases = [ctx.api.named_type("builtins.bytes")]
    info.mro = [info, *info.bases[0].type.mro]
    ctx.api.add_symbol_table_node(ctx.name, SymbolTableNode(GDEF, info))


def customize(ctx):
    info = ctx.cls.info
    if len(info.mro) == 2:
        info.mro.insert(1, ctx.api.named_type("builtins.bytes").type)


class Local(Plugin):
    def _choose(self, fullname, **answers):
        package, _, name = fullname.rpartition("app.")
        return answers.get(name.replace(".", "_")) if package == "" else None

    def get_function_hook(self, fullname):
        return self._choose(fullname, function=returns(Path("answer.txt").read_text()))

    def get_function_signature_hook(self, fullname):
        return self._choose(fullname, signed=signs("bytes"))

    def get_method_hook(self, fullname):
        return self._choose(fullname, C_method=returns("bytes"))

    def get_method_signature_hook(self, fullname):
        return self._choose(fullname, C_signed=signs("bytes"))

    def get_attribute_hook(self, fullname):
        return self._choose(fullname, C_attribute=returns("bytes"))

    def get_class_attribute_hook(self, fullname):
        return self._choose(fullname, C_of_class=returns("bytes"))

    def get_type_analyze_hook(self, fullname):
        return self._choose(fullname, Analyzed=lambda ctx: ctx.api.named_type("builtins.bytes", []))

    def get_class_decorator_hook(self, fullname):
        return self._choose(fullname, decorator=adds("by_decorator"))

    def get_class_decorator_hook_2(self, fullname):
        return self._choose(fullname, decorator_2=adds("by_decorator_2"))

    def get_base_class_hook(self, fullname):
        return self._choose(fullname, Base=adds("by_base"))

    def get_metaclass_hook(self, fullname):
        return self._choose(fullname, Meta=adds("by_metaclass"))

    def get_dynamic_class_hook(self, fullname):
        return self._choose(fullname, make=make_class)

    def get_customize_class_mro_hook(self, fullname):
        return self._choose(fullname, Customized=customize)

    def get_additional_deps(self, file):
        return [(10, "extra", -1)] if file.fullname == "app" else []

    def report_config_data(self, ctx):
        return Path("answer.txt").read_text() if ctx.id == "app" else None


def plugin(version):
    return Local
"""
LOCAL_APP: Final = """\
from typing import Any


class Meta(type): ...


class Analyzed: ...


def decorator(cls: type) -> Any: ...
def decorator_2(cls: type) -> Any: ...
def make() -> Any: ...
def function() -> int: ...
def signed() -> int: ...


class C:
    attribute: int
    of_class: int

    def method(self) -> int: ...
    def signed(self) -> int: ...


class Base: ...


@decorator
class Decorated: ...


@decorator_2
class Decorated2: ...


class Derived(Base): ...


class OfMeta(metaclass=Meta): ...


class Customized: ...


Made = make()


def uses(analyzed: Analyzed, decorated: Decorated, second: Decorated2, made: Made) -> None:
    reveal_type(function())
    reveal_type(signed())
    reveal_type(C().method())
    reveal_type(C().signed())
    reveal_type(C().attribute)
    reveal_type(C.of_class)
    reveal_type(analyzed)
    reveal_type(decorated.by_decorator)
    reveal_type(second.by_decorator_2)
    reveal_type(Derived().by_base)
    reveal_type(OfMeta().by_metaclass)
    reveal_type(made.capitalize())
    reveal_type(Customized().capitalize())
    print(analyzed == 1)  # finding
    print(C().method() == 1)  # finding
    print(C().signed() == 1)  # finding
    print(signed() == 1)  # finding
    print(C.of_class == b"1")
    match function():
        case "1":  # finding
            pass
"""
LOCAL_CONFIG: Final = (r"exclude = (extra|local_plugin)\.py", "disable_error_code = empty-body")
LOCAL: Final = {
    "local_plugin.py": LOCAL_PLUGIN,
    "app.py": LOCAL_APP,
    "extra.py": 'x: int = ""\n',
    "answer.txt": "bytes",
}


@pytest.fixture(scope="module")
def local_project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write(tmp_path_factory.mktemp("local"), LOCAL)


@pytest.fixture(scope="module")
def local_alone(local_project: Path) -> list[str]:
    return check(local_project, "./local_plugin.py", *LOCAL_CONFIG)


def test_the_local_plugin_answers_every_hook(local_alone: list[str]) -> None:
    assert revealed(local_alone) == ["bytes"] * LOCAL_APP.count("reveal_type(")
    assert any(line.startswith("extra.py:1: error: ") for line in local_alone)


def test_a_plugin_that_answers_every_hook(local_project: Path, local_alone: list[str]) -> None:
    assert_stays_in_force(local_project, "./local_plugin.py", local_alone, *LOCAL_CONFIG)


@pytest.mark.parametrize("order", ORDERS)
def test_what_another_plugin_reports_as_its_data_drops_the_cache(order: str, tmp_path: Path) -> None:
    write(tmp_path, LOCAL)
    plugins = order.format(other="./local_plugin.py")
    before = check(tmp_path, plugins, *LOCAL_CONFIG)
    (tmp_path / "answer.txt").write_text("int")
    after = check(tmp_path, plugins, *LOCAL_CONFIG)
    assert (revealed(before)[0], revealed(after)[0]) == ("bytes", "int")
