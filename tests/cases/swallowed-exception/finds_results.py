"""A failure becomes a value that looks like a real one."""

import enum
from collections import Counter
from dataclasses import dataclass
from decimal import Decimal
from typing import Final


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


DEFAULT_RATE = 0.2
LIMIT: Final = 10


class Level(enum.Enum):
    LOW = 1
    HIGH = 2


@dataclass
class Score:
    value: float
    source: str | None = None


def risk_score(user: str = "ann") -> float:
    try:
        history = STORE.load(user)
        return len(history) / 10
    except Exception:  # E: swallowed-exception
        return 0.5


def count_items(key: str = "cart") -> int:
    try:
        return len(STORE.load(key))
    except Exception:  # E: swallowed-exception
        return 0


def check_access(user: str = "ann") -> bool:
    try:
        return STORE.load(user) == "admin"
    except Exception:  # E: swallowed-exception
        return True


def title_of(key: str = "page") -> str:
    try:
        return STORE.load(key)
    except Exception:  # E: swallowed-exception
        return ""


def state_of(key: str = "job") -> str:
    try:
        return STORE.load(key)
    except Exception:  # E: swallowed-exception
        return "ok"


def all_names() -> list[str]:
    try:
        return sorted(STORE.names())
    except Exception:  # E: swallowed-exception
        return []


def settings_of(user: str = "ann") -> dict[str, str]:
    try:
        return dict([STORE.load(user).split("=")])
    except Exception:  # E: swallowed-exception
        return {}


def tags_of(key: str = "page") -> set[str]:
    try:
        return set(STORE.load(key).split())
    except Exception:  # E: swallowed-exception
        return set()


def words_of(key: str = "page") -> Counter[str]:
    try:
        return Counter(STORE.load(key).split())
    except Exception:  # E: swallowed-exception
        return Counter()


def rate_of(currency: str = "EUR") -> float:
    try:
        return float(STORE.load(currency))
    except Exception:  # E: swallowed-exception
        return DEFAULT_RATE


def limit_of(user: str = "ann") -> int:
    try:
        return int(STORE.load(user))
    except Exception:  # E: swallowed-exception
        return LIMIT


def level_of(user: str = "ann") -> Level:
    try:
        return Level[STORE.load(user)]
    except Exception:  # E: swallowed-exception
        return Level.LOW


def score_of(user: str = "ann") -> Score:
    try:
        return Score(float(STORE.load(user)), "store")
    except Exception:  # E: swallowed-exception
        return Score(0.0)


def price_of(item: str = "tea") -> Decimal:
    try:
        return Decimal(STORE.load(item))
    except Exception:  # E: swallowed-exception
        return Decimal("0")


def size_of(key: str = "page") -> tuple[int, int]:
    try:
        width, height = STORE.load(key).split("x")
        return int(width), int(height)
    except Exception:  # E: swallowed-exception
        return 0, 0


def setting(key: str = "colour", default: str = "blue") -> str:
    try:
        with open(f"/no/such/folder/{key}") as file:
            return file.read()
    except Exception:  # E: swallowed-exception
        return default


def report(key: str = "page") -> dict[str, object]:
    try:
        return {"status": "ok", "length": len(STORE.load(key))}
    except Exception:  # E: swallowed-exception
        return {"status": "ok", "length": 0}


def timeout_of(key: str = "page") -> float:
    try:
        return float(STORE.load(key))
    except Exception:  # E: swallowed-exception
        return 60 * 5


no_names_default = ["nobody"]


def names_or_nobody() -> list[str]:
    try:
        return STORE.names()
    except Exception:  # E: swallowed-exception
        return no_names_default


class Tags:
    values: list[str]

    def refresh(self) -> None:
        try:
            self.values = [STORE.load(name) for name in STORE.names()]
        except Exception:  # E: swallowed-exception
            self.values = []


def stored_on_the_object() -> list[str]:
    tags = Tags()
    tags.refresh()
    return tags.values
