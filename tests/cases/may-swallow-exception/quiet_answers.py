"""quiet: the failure is the answer, or the exception is a narrow one."""


def is_number(text: str = "x") -> bool:
    try:
        int(text)
        return True
    except Exception:
        return False


def number(text: str = "x") -> int | None:
    try:
        return int(text)
    except ValueError:
        return None


def number_or_length(text: str = "x") -> int:
    number = None
    try:
        number = int(text)
    except Exception:
        pass
    return len(text) if number is None else number
