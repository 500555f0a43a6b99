"""The loader of YAML: libyaml's, where PyYAML has it."""

from typing import Any

import yaml

LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # without libyaml, some 25 times slower


def is_slow() -> bool:
    """Return whether YAML is read without libyaml."""
    return LOADER is yaml.SafeLoader
