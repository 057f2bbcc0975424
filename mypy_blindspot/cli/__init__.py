"""The command ``mypy-blindspot``. Nothing in here is used by the plugin."""
