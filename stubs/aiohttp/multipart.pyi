from mypy_blindspot.facts import exclusive

@exclusive
class MultipartReader: ...

@exclusive
class BodyPartReader: ...
