from mypy_blindspot.facts import exclusive, ordered

@ordered
class StreamUnaryCall: ...

@exclusive
class UnaryStreamCall: ...

@exclusive
class StreamStreamCall: ...
