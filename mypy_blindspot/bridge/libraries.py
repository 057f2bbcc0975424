"""Which libraries with types the checked program may import."""

from __future__ import annotations

import os
from pathlib import Path

from mypy.modulefinder import get_search_dirs
from mypy.options import Options


def may_import(library: str, options: Options) -> bool:
    """Whether mypy would find types of a library: in its stubs, or in itself."""
    if options.no_site_packages or options.python_executable is None:
        installed: list[str] = []
    else:
        installed = [path for paths in get_search_dirs(options.python_executable) for path in paths]
    own = [*options.mypy_path, *os.environ.get("MYPYPATH", "").split(os.pathsep), "."]
    stubs = any((Path(path) / f"{library}-stubs").is_dir() for path in (*installed, *own) if path)
    typed = any((Path(path) / library / "py.typed").is_file() for path in installed)
    return stubs or typed or any((Path(path) / library).is_dir() for path in own if path)
