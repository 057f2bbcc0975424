from mypy_blindspot.facts import holds_open

@holds_open("the stream of its provider")
class CustomStreamWrapper: ...
