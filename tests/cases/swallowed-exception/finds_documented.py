"""A text at the head of a function that says nothing of failures is no contract."""


class Store:
    """It is down, so everything fails."""

    def load(self, key: str) -> str:
        raise OSError("the store is down")


STORE = Store()


def size() -> int:
    """Ask for the size. If nobody has set it, the store returns an empty text."""
    try:
        return len(STORE.load("size"))
    except Exception:  # E: swallowed-exception
        return 0
