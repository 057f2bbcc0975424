from mypy_blindspot.facts import exclusive, lock, ordered, shareable

@shareable
class Redis:
    @ordered
    def pipeline(self): ...
    @lock
    def lock(self): ...

@ordered
class Pipeline: ...

@exclusive
class PubSub: ...
