from mypy_blindspot.facts import serial

@serial
class Connection: ...
