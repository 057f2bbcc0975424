"""Runs the functions of the case files on sqlite and prints how many queries each needs, for two sizes of the data.

Called as a script, with the directory of the cases and the names of modules.
"""

from __future__ import annotations

import contextlib
import importlib
import inspect
import io
import json
import sys
import types
from collections.abc import Callable, Iterator

import django
from asgiref.sync import async_to_sync
from django.apps import AppConfig
from django.conf import settings
from django.core.exceptions import SynchronousOnlyOperation
from django.db import connection, reset_queries, transaction
from django.test.utils import CaptureQueriesContext

SIZES = (4, 8)


class _UndoError(Exception):
    pass


def set_up() -> None:
    # The models name "lab" as their app: an app with that label and nothing else.
    app = types.ModuleType("lab_app")
    app.LabConfig = type("LabConfig", (AppConfig,), {"name": "lab_app", "label": "lab", "path": "."})
    sys.modules["lab_app"] = app
    settings.configure(
        SECRET_KEY="cases",
        INSTALLED_APPS=["django.contrib.contenttypes", "django.contrib.auth", "lab_app.LabConfig"],
        DATABASES={"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": ":memory:"}},
        DEFAULT_AUTO_FIELD="django.db.models.BigAutoField",
        USE_TZ=True,
    )
    django.setup()


def create_tables(models: object) -> None:
    from django.apps import apps

    own = apps.all_models["lab"].values()
    with connection.schema_editor() as editor:
        for model in [*apps.get_app_config("contenttypes").get_models(), *apps.get_app_config("auth").get_models()]:
            editor.create_model(model)
        for model in own:
            if not model._meta.auto_created:  # noqa: SLF001  # Django's own name for it
                editor.create_model(model)
    assert models


def fill(m: object, size: int) -> None:
    """The same shape for each size: every row leads to rows of its own."""
    from django.contrib.auth.models import Group

    created = [0]
    Group.objects.all().delete()

    def owner() -> object:
        number = created[0]
        created[0] += 1
        found = m.Owner.objects.create(username=f"u{number}", bio="b", team=m.Team.objects.create(name=f"t{number}"))
        m.Profile.objects.create(owner=found, city="c")
        return found

    parent = None
    for number in range(size):
        repo = m.Repository.objects.create(
            name=f"r{number}", notes="n", owner=owner(), backup=owner(), lead=owner(), parent=parent
        )
        parent = repo
        repo.tags.set([m.Tag.objects.create(name=f"t{number}{letter}") for letter in "ab"])
        for title in "xyz":
            m.PullRequest.objects.create(repo=repo, author=owner(), title=title)
        m.Release.objects.create(repo=repo, version="1")
        m.Comment.objects.create(target=repo, text="c")
        m.Place.objects.create(name=f"p{number}", landlord=owner())
        m.Restaurant.objects.create(name=f"q{number}", landlord=owner(), stars=number)
        m.Shop.objects.create(name=f"s{number}", landlord=owner())
        book = m.Book.objects.create(title=f"b{number}", author=owner(), publisher=m.Team.objects.create(name="p"))
        m.Chapter.objects.create(book=book)
        Group.objects.create(name=f"g{number}")


def callables(module: object) -> Iterator[tuple[str, Callable[[], object]]]:
    """What a case file defines and can be called as it is."""
    for name, value in list(vars(module).items()):
        if getattr(value, "__module__", None) != module.__name__:
            continue
        if inspect.isfunction(value) and _takes_nothing(value):
            yield name, value
        elif inspect.isclass(value):
            for method_name, method in list(vars(value).items()):
                if inspect.isfunction(method) and not method_name.startswith("__"):
                    bound = getattr(value(), method_name)
                    if _takes_nothing(bound):
                        yield f"{name}.{method_name}", bound


def _takes_nothing(function: Callable[..., object]) -> bool:
    parameters = inspect.signature(function).parameters.values()
    return all(parameter.default is not parameter.empty for parameter in parameters)


def queries(function: Callable[[], object]) -> int | str:
    """How many queries a call runs, or the error that it ends in; what it writes is undone."""
    from django.contrib.contenttypes.models import ContentType

    ContentType.objects.clear_cache()
    reset_queries()  # Django's log has room for some thousands
    call = async_to_sync(function) if inspect.iscoroutinefunction(function) else function
    captured = None
    try:
        with contextlib.redirect_stdout(io.StringIO()), transaction.atomic():
            with CaptureQueriesContext(connection) as captured:
                result = call()
                if inspect.isgenerator(result):
                    list(result)
            raise _UndoError
    except _UndoError:
        assert captured is not None
        return len(captured)
    except Exception as error:
        return (
            "raises"
            if isinstance(error, SynchronousOnlyOperation) or "Blocked" in type(error).__name__
            else repr(error)
        )


def main(directory: str, names: list[str]) -> None:
    set_up()
    sys.path.insert(0, directory)
    models = importlib.import_module("quiet_lab_models")
    create_tables(models)
    counts: dict[str, list[int | str]] = {}
    for size in SIZES:
        for model in (models.Chapter, models.Book, models.Comment, models.Repository, models.Owner, models.Team):
            model.objects.all().delete()
        models.Tag.objects.all().delete()
        fill(models, size)
        for name in names:
            for function_name, function in callables(importlib.import_module(name)):
                counts.setdefault(f"{name}.{function_name}", []).append(queries(function))
    print(json.dumps(counts))


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2:])
