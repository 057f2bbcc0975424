"""quiet: a narrow exception needs no reason; what a comment does is up to the setting ``allow_comment``."""

import json


def parsed(text: str = "{") -> object:
    try:
        return json.loads(text)
    except ValueError:  # not JSON
        return {}
