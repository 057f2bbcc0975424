from mypy_blindspot.facts import equality_of

@equality_of(int)
class Fraction: ...
