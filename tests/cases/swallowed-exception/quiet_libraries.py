"""Libraries for logs, errors and metrics: each of these calls is seen by somebody."""

import sys

import bugsnag
import click
import newrelic.agent
import rollbar
import sentry_sdk
import statsd
import structlog
import typer
from datadog import statsd as datadog_statsd
from django.contrib import messages
from loguru import logger as loguru_logger
from opentelemetry import trace
from prometheus_client import Counter


class Store:
    """It is down, so everything fails."""

    def load(self, key: str) -> str:
        raise OSError("the store is down")

    def save(self, key: str, value: str) -> None:
        raise OSError("the store is down")

    def delete(self, key: str) -> bool:
        raise OSError("the store is down")

    def names(self) -> list[str]:
        raise OSError("the store is down")

    async def fetch(self, key: str) -> str:
        raise OSError("the store is down")


STORE = Store()


log = structlog.get_logger()
FAILURES = Counter("failures", "Failures of the store")
meter = statsd.StatsClient()


def structlog_exception() -> int:
    try:
        return len(STORE.load("page"))
    except Exception:
        log.exception("no_size")
        return 0


def structlog_warning() -> int:
    try:
        return len(STORE.load("page"))
    except Exception:
        log.warning("no_size", page="page")
        return 0


def loguru() -> int:
    try:
        return len(STORE.load("page"))
    except Exception:
        loguru_logger.warning("no size")
        return 0


def loguru_opt() -> int:
    try:
        return len(STORE.load("page"))
    except Exception:
        loguru_logger.opt(exception=True).info("no size")
        return 0


def sentry_exception() -> int:
    try:
        return len(STORE.load("page"))
    except Exception:
        sentry_sdk.capture_exception()
        return 0


def sentry_message() -> int:
    try:
        return len(STORE.load("page"))
    except Exception:
        sentry_sdk.capture_message("no size")
        return 0


def rollbar_exc_info() -> int:
    try:
        return len(STORE.load("page"))
    except Exception:
        rollbar.report_exc_info()
        return 0


def bugsnag_notify() -> int:
    try:
        return len(STORE.load("page"))
    except Exception as error:
        bugsnag.notify(error)
        return 0


def new_relic() -> int:
    try:
        return len(STORE.load("page"))
    except Exception:
        newrelic.agent.notice_error()
        return 0


def span() -> int:
    try:
        return len(STORE.load("page"))
    except Exception as error:
        trace.get_current_span().record_exception(error)
        return 0


def counter() -> int:
    try:
        return len(STORE.load("page"))
    except Exception:
        FAILURES.inc()
        return 0


def statsd_counter() -> int:
    try:
        return len(STORE.load("page"))
    except Exception:
        meter.incr("failures")
        return 0


def datadog_counter() -> int:
    try:
        return len(STORE.load("page"))
    except Exception:
        datadog_statsd.increment("failures")
        return 0


def click_line() -> int:
    try:
        return len(STORE.load("page"))
    except Exception:
        click.echo("no size", err=True)
        return 0


def typer_line() -> int:
    try:
        return len(STORE.load("page"))
    except Exception:
        typer.secho("no size", err=True)
        return 0


def django_message() -> int:
    try:
        return len(STORE.load("page"))
    except Exception:
        messages.warning(None, "no size")
        return 0


class Command:
    """As django.core.management.base.BaseCommand."""

    stderr = sys.stderr

    def handle(self) -> int:
        try:
            return len(STORE.load("page"))
        except Exception:
            self.stderr.write("no size")
            return 0


def django_command() -> int:
    command = Command()
    command.stderr = sys.stderr
    return command.handle()
