from mypy_blindspot.facts import independent

@independent
def open(): ...
