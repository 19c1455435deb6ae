"""A line of Markdown that can be nothing but a paragraph by itself, told at once; its law: every block is the same as without it.

Nearly every line of a check list is one, and each rule for blocks would be asked about it and about the line below.
"""

import re

from markdown_it.common.utils import mdTrim
from markdown_it.rules_block import StateBlock

_WORDS = re.compile(r"[^\W\d_]|\[[^\[\]\\\n]*\][^:\n]")
"""How a line begins that no rule but that for paragraphs takes: with a letter, or with a box or a link."""

_ENTRY = re.compile(r"[-+*] +[^\s:|_*+-]")
"""A line that begins an entry of a list whatever stands above it, and neither underlines a heading nor a table's."""


def lone_line(state: StateBlock, line: int, _end: int, silent: bool) -> bool:
    """The rule, to stand before all others."""
    begun, ended = state.bMarks[line] + state.tShift[line], state.eMarks[line]
    if silent or state.is_code_block(line) or not _WORDS.match(state.src, begun, ended) or not _ends(state, line + 1):
        return False
    token = state.push("inline", "", 0)
    token.content = mdTrim(state.src[begun:ended])
    token.map = [line, line + 1]
    state.line = line + 1
    return True


def _ends(state: StateBlock, line: int) -> bool:
    """Whether whatever stands above this line is a paragraph that ends there."""
    if line >= state.lineMax or state.isEmpty(line):
        return True
    indent = state.sCount[line]
    if indent < 0 or indent - state.blkIndent > 3 or (0 <= state.listIndent <= indent - 4 and indent < state.blkIndent):
        return False  # it may go on in it, however it begins
    return bool(_ENTRY.match(state.src, state.bMarks[line] + state.tShift[line], state.eMarks[line]))
