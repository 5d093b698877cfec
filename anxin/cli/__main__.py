"""``python -m anxin.cli`` is ``anxin``."""

from .main import main

main()
