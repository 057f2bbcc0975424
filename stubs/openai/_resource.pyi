from mypy_blindspot.facts import shareable

@shareable
class AsyncAPIResource: ...
