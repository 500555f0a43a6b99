"""Put the indexes of the built-in packs into the wheel, beside the packs."""

import sys
import tempfile
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class Indexes(BuildHookInterface[Any]):
    """Reads each pack of `questions/` and gives the wheel its index; a pack with an error stops the build."""

    PLUGIN_NAME = "custom"

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Write the indexes to a folder of their own and name them to the build."""
        if version == "editable":
            return  # such an installation reads the packs of the checkout, which change
        sys.path.insert(0, self.root)
        from quiz.model.rules import Severity
        from quiz.packs import library
        from quiz.packs.codec import encode_pack, index_path
        from quiz.packs.read.pack_reader import read_pack

        self._folder = tempfile.TemporaryDirectory()
        for path in library.list_builtin_packs():
            reading = read_pack(path)
            errors = [problem for problem in reading.problems if problem.severity is Severity.ERROR]
            if reading.pack is None or errors:
                raise SystemExit("\n".join(map(str, errors)))
            made = Path(self._folder.name) / index_path(path).name
            made.write_bytes(encode_pack(reading.pack, path))
            build_data["force_include"][str(made)] = f"quiz/questions/{made.name}"

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:
        """Take the folder away."""
        if version != "editable":
            self._folder.cleanup()
