"""A document written back in the form it came in, with the learner's own ticks; its law: nothing else is touched.

Check lists get their boxes ticked, tables their column of status, or one more where they have none. Documents of
other forms are written as the Markdown table of ``write_markdown``.
"""

import re
from collections.abc import Iterator, Mapping, Sequence

from roadmap.model import Status
from roadmap.reading.assembly.understood import Understood
from roadmap.reading.values.statuses import by_sign
from roadmap.writing.markdown import write_markdown
from roadmap.writing.table_ticks import filled, own_marks

BOXES = {Status.COMPLETED: "x", Status.GOING_ON: "🚧", Status.SKIPPED: "-", Status.NOT_STARTED: " "}

_BOX = re.compile(
    r"^(?P<before>[\s>]*(?:(?:[-*+]|\d{1,9}[.)])\s+)+\[)(?P<mark>[^\[\]]{0,3})(?P<after>\].*)$", re.DOTALL
)
_LINE_END = re.compile(r"(?<=\n)|(?<=\r)(?!\n)")


def tick(source: str, understood: Understood, statuses: Mapping[str, Status]) -> str:
    """The document ``understood`` was read from, with these statuses by slug; a topic without one is not started."""
    by_line = {line: statuses.get(slug, Status.NOT_STARTED) for slug, line in understood.lines.items() if line}
    lines = _LINE_END.split(source)
    if understood.form == "check list":
        return "".join(_ticked(lines, by_line))
    if understood.form == "markdown table":
        changed = {
            line for slug, line in understood.lines.items() if by_line.get(line) is not understood.statuses[slug]
        }
        return "".join(filled(lines, source, by_line, changed))
    return write_markdown(understood.roadmap, statuses)


def _ticked(lines: Sequence[str], by_line: Mapping[int, Status]) -> Iterator[str]:
    boxes = {line: found for line in by_line if 0 < line <= len(lines) and (found := _BOX.match(lines[line - 1]))}
    marks = BOXES | own_marks([found["mark"] for found in boxes.values()], by_sign)
    for number, text in enumerate(lines, 1):
        box = boxes.get(number)
        if box is None or by_sign(box["mark"]) is by_line[number]:
            yield text
        else:
            yield f"{box['before']}{marks[by_line[number]]}{box['after']}"
