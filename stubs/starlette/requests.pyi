from mypy_blindspot.facts import exclusive

@exclusive
class HTTPConnection: ...

@exclusive
class Request: ...
