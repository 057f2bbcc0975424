from mypy_blindspot.facts import shareable

@shareable
class BatchV1Api: ...
