"""A line of a log that is lost, a secret that is hidden altogether, a hint, a detail, and a failure that is documented."""

import subprocess


class Store:
    """It is down, so everything fails."""

    def load(self, key: str) -> str:
        raise OSError("the store is down")

    def get_name(self, key: str) -> str:
        raise OSError("the store is down")


class Cache:
    """It is down, too."""

    def load(self, key: str) -> str:
        raise OSError("the cache is down")


STORE = Store()
CACHE = Cache()
KINDS = (Store, Store)


def log_event(text: str) -> None:
    raise OSError("no log")


def line_of_a_log() -> str:
    try:
        log_event("page")
    except Exception:  # E: may-swallow-exception
        pass
    return "page"


def masked_url() -> str:
    try:
        return STORE.load("url").partition("@")[2]
    except Exception:  # E: may-swallow-exception
        return "***"


def name_of() -> str | None:
    try:
        return STORE.get_name("page")
    except Exception:  # E: may-swallow-exception
        return None


def names_of() -> list[str]:
    try:
        return [STORE.get_name("page")]
    except Exception:  # E: may-swallow-exception
        return []


def kept_page() -> dict[str, str]:
    try:
        return {"page": CACHE.load("page")}
    except Exception:  # E: may-swallow-exception
        return {}


def documented() -> int:
    """Ask for the size. If the store cannot be reached, return 0."""
    try:
        return int(STORE.load("size"))
    except Exception:  # E: may-swallow-exception
        return 0


def commit_id() -> str | None:
    try:
        made = subprocess.run(["git", "rev-parse", "HEAD"], cwd="/no/such/folder", capture_output=True, check=True)
        return made.stdout.decode()
    except Exception:  # E: may-swallow-exception
        return None


def first_settings() -> dict[float, str]:
    found = {}
    for place in ("/no/such/folder/settings", "/no/such/settings"):
        try:
            found[len(open(place).read())] = place
        except Exception:  # E: may-swallow-exception
            pass
    return found


class View:
    colour: str | None

    def __init__(self) -> None:
        self.colour = None
        try:
            self.colour = STORE.load("colour")
        except Exception:  # E: may-swallow-exception
            pass


def view() -> bool:
    return View().colour is None


def to_number(text: str) -> int:
    return int(text)


def with_numbers() -> list[dict[str, object]]:
    rows: list[dict[str, object]] = [{"size": "x"}, {"size": "3"}]
    for row in rows:
        try:
            row["size"] = to_number(str(row["size"]))
        except Exception:  # E: may-swallow-exception
            pass
    return rows


def set_colour(colour: str) -> None:
    raise OSError("no colours here")


def painted() -> str:
    try:
        set_colour("red")
    except Exception:  # E: may-swallow-exception
        pass
    return "painted"


def has_two_parts(text: str = "x") -> bool:
    try:
        return bool(text.split(":")[1])
    except:  # E: may-swallow-exception
        return False
