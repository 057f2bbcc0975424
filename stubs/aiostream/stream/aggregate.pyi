from mypy_blindspot.facts import closes_with_itself

@closes_with_itself
def accumulate() -> object: ...
