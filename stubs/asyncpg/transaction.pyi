from mypy_blindspot.facts import lock

@lock
class Transaction: ...
