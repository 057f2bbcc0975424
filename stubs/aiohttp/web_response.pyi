from mypy_blindspot.facts import ordered

@ordered
class StreamResponse: ...
