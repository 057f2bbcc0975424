"""quiet: somebody is told, however small the operation is."""

import logging

logger = logging.getLogger(__name__)


def number(text: str = "x") -> int | None:
    try:
        return int(text)
    except Exception:
        logger.warning("no number")
        return None


def agree(text: str = "x") -> bool:
    try:
        return int(text) > 3
    except Exception as error:
        print(error)
        return False
