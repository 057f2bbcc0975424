from mypy_blindspot.facts import exclusive

@exclusive
class BaseRequest: ...

@exclusive
class Request: ...
