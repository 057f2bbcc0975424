from mypy_blindspot.facts import exclusive, ordered

@ordered
class SendStream: ...

@exclusive
class ReceiveStream: ...
