from mypy_blindspot.facts import serial

@serial
class BaseManager: ...

@serial
class Manager: ...
