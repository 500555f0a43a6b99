"""Lines that other programs leave in a file: merge conflicts, and the fences around a block of code."""

import re

from quiz.model.problems import Finding, Span
from quiz.model.rules import Rule

_CONFLICT = re.compile(r"(<{7}|\|{7}|={7}|>{7})(?:\s.*)?$")
_FENCE = re.compile(r"(?:```|~~~)[^`]*$")
_VISIBLE = re.compile(r"\S")

_CONFLICT_ADVICE = (
    "Keep one of its two versions, and delete the lines with `<<<<<<<`, `=======` and `>>>>>>>`."
)


def blank_markers(text: str, findings: list[Finding]) -> str:
    """Replace such lines by spaces, so that the rest can be read and all offsets stay.

    Only the first version in a merge conflict is kept.
    """
    if not any(sign in text for sign in ("<<<<<<<", ">>>>>>>", "```", "~~~")):
        return text
    blanked: list[str] = []
    last_end = text.rfind("\n>>>>>>>")
    offset = version = 0  # of a conflict, or 0 outside
    for line in text.split("\n"):
        match = _CONFLICT.match(line)
        sign = match[1][0] if match else ""
        finding = None
        is_blank = True
        if sign == "<" or (sign == ">" and not version):
            finding = Finding(Rule.SYNTAX, "a merge conflict was left in this file", _CONFLICT_ADVICE)
            version = int(sign == "<")
        elif sign == ">":
            version = 0
        elif sign and version:
            version = 2
        elif _FENCE.match(line):
            message = "this line opens or closes a block of code in Markdown"
            finding = Finding(Rule.SYNTAX, message, "Delete the line.")
        else:
            is_blank = version == 2 and offset <= last_end
        if finding is not None:
            findings.append(finding._replace(span=Span(offset, offset + len(line))))
        blanked.append(_VISIBLE.sub(" ", line) if is_blank else line)
        offset += len(line) + 1
    return "\n".join(blanked)
