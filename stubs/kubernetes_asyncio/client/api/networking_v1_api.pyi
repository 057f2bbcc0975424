from mypy_blindspot.facts import shareable

@shareable
class NetworkingV1Api: ...
