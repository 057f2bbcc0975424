"""mypy's syntax tree: its children, a walk over its statements, and source text of expressions."""
