from mypy_blindspot.facts import ordered

@ordered
class AsyncBase: ...

@ordered
class AsyncIndirectBase: ...
