"""The only place that uses mypy's private names: how a check gets into mypy, and its findings out.

Every assumption made here is pinned by a test in ``tests/meta``.
"""
