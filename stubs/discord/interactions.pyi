from mypy_blindspot.facts import ordered

@ordered
class Interaction: ...

@ordered
class InteractionResponse: ...
