"""The whole program in a real pseudo-terminal."""

import os

import pytest

if os.name != "posix":
    pytest.skip("there are no pseudo-terminals here", allow_module_level=True)
