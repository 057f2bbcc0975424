from mypy_blindspot.facts import shareable

@shareable
class RbacAuthorizationV1Api: ...
