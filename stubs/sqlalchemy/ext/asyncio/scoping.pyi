from mypy_blindspot.facts import exclusive

@exclusive
class async_scoped_session: ...
