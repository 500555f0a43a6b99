"""A Python interpreter without libyaml, to run code in."""

import subprocess
import sys

_HIDE_LIBYAML = "import sys; sys.modules['yaml._yaml'] = None\n"
"""PyYAML then finds its extension module missing, as on a system without libyaml."""


def run_without_libyaml(code: str, *arguments: str) -> bytes:
    """Run code in a fresh interpreter that has no libyaml, and return its standard output."""
    command = [sys.executable, "-X", "utf8", "-c", _HIDE_LIBYAML + code, *arguments]
    return subprocess.run(command, check=True, stdout=subprocess.PIPE).stdout
