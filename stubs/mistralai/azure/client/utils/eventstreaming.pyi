from mypy_blindspot.facts import holds_open

@holds_open("its HTTP response")
class EventStreamAsync: ...
