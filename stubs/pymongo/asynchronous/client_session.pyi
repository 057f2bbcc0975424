from mypy_blindspot.facts import exclusive, lock

@exclusive
class AsyncClientSession:
    @lock
    def start_transaction(self): ...
