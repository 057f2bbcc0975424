"""The least that Django needs to know of the app "team"."""

SECRET_KEY = "demo"
INSTALLED_APPS = ["team"]
DATABASES = {"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": ":memory:"}}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
