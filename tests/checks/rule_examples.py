"""The examples of the rule book as packs: whole ones, parts, or commands that change a folder."""

import re
import shutil
import subprocess
from pathlib import Path

HEAD = {
    "format": "format: 1\n",
    "name": "name: rivers\n",
    "title": "title: Rivers\n",
    "sources": "sources: {atlas: {title: Atlas of the Rivers}}\n",
}
FACT = """\
facts:
  - fact: The Rhine is <1,233 kilometres> long.
    type: number
    category: rivers
    cite: atlas 2
"""
STATEMENT = """\
questions:
  - statement: The Rhine is longer than the Main.
    true: yes
    because: It is more than twice as long.
    category: rivers
    find: Rhine
    cite: atlas 2
"""


def build_pack(example: str) -> str:
    """Return a pack with an example and a correct entry; a complete pack is returned unchanged."""
    example = _repeat(example)
    fields = re.findall(r"^([a-z-]+):", example, re.MULTILINE)
    if not fields or {"format", "name"} <= set(fields):
        return example
    head = "".join(text for name, text in HEAD.items() if name not in fields)
    sound = STATEMENT if "facts" in fields else FACT
    if "categories" not in fields:
        sound = _plain(sound)
    elif "rivers:" not in example:
        sound = ""
    return head + sound + example


def _repeat(example: str) -> str:
    """Repeat an example as often as its first line says, each time with another river."""
    count = re.match(r"# (\d+) \w+ such as this one\n", example)
    if count is None:
        return example
    head, _, entry = example.partition("questions:\n")
    return f"{head}questions:\n" + "".join(
        entry.replace("iver A", f"iver A{number}") for number in range(int(count[1]))
    )


def write_example(folder: Path, example: str) -> Path:
    """Write an example into a folder; return the path of the pack."""
    if example.startswith("$ "):
        pack = folder / "rivers"
        pack.mkdir()
        (pack / "pack.yaml").write_text("".join((*HEAD.values(), _plain(STATEMENT))), encoding="utf-8")
        (pack / "towns.yaml").write_text(_plain(FACT), encoding="utf-8")
        commands = [line[2:] for line in example.splitlines() if line.startswith("$ ")]
        subprocess.run(["sh", "-ec", "\n".join(commands)], cwd=folder, check=True, stdout=subprocess.DEVNULL)
        return pack
    path = folder / "rivers.yaml"
    path.write_text(build_pack(example), encoding="utf-8")
    return path


def _plain(entry: str) -> str:
    return entry.replace("    category: rivers\n", "")


has_shell = shutil.which("sh") is not None
