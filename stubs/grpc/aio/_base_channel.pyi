from mypy_blindspot.facts import shareable

@shareable
class Channel: ...

@shareable
class UnaryUnaryMultiCallable: ...

@shareable
class UnaryStreamMultiCallable: ...
