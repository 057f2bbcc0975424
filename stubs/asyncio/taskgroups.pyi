from mypy_blindspot.facts import forwards

class TaskGroup:
    @forwards
    def create_task(self): ...
