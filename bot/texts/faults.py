"""What is wrong with a file, in words: one that was not taken at all, and what of one was not understood."""

from markupsafe import Markup

from bot.texts.phrases import lines, number, numeral, paragraphs, shortened
from bot.texts.sentence import counted, plain, say
from roadmap.errors import Fault, FaultKind, RoadmapFaults

MOST_SHOWN = 8
"""How many are named; of the others the number is said."""


def refused(faults: RoadmapFaults) -> Markup:
    """A document that was not taken at all."""
    first = faults.faults[0]
    if first.kind in BEYOND:
        found = float(first.text)
        return say(counted(found, BEYOND[first.kind]), number=number(found))
    match first.kind:
        case FaultKind.NO_TEXT:
            return say("That file holds no text that I can read. Markdown, YAML, JSON, CSV or .xlsx would do.")
        case FaultKind.PDF:
            return say(
                "That's a PDF, which I can't read. Open it, copy its text, and paste it below <code>/import</code>. If it "
                "shows what you did, send it with <code>done nlp</code> or <code>certificate fast.ai</code> below it."
            )
        case FaultKind.OFFICE:
            return say(
                "That's a file of an office program, and of those I read .xlsx alone. "
                "Copy its text and paste it below <code>/import</code>, or save it as plain text."
            )
        case FaultKind.PICTURE:
            return say(
                "That's a picture, and I read text alone. Type or copy what it says below <code>/import</code>. If it "
                "shows what you did, send it with <code>done nlp</code> or <code>certificate fast.ai</code> below it."
            )
        case FaultKind.NO_TOPICS:
            return say("I found no topics in there. A table, a list with boxes or headings would do.")
        case FaultKind.CIRCULAR_ALIAS:
            return say("That file repeats itself without end (line {line}).", line=numeral(first.line))
        case kind if kind in FORMS:
            return _unreadable(FORMS[kind], first.line)
    return paragraphs(say("I couldn't take that file:"), lines(*map(fault, faults.faults[:MOST_SHOWN])))


BEYOND = {
    FaultKind.TOO_LONG: "That file has {number} bytes, and I read up to 524,288. Perhaps it can be split.",
    FaultKind.TOO_MANY_TOPICS: (
        "That file has {number} topics or more, and I keep up to 2,000. Perhaps it can be split."
    ),
    FaultKind.TOO_MANY_COLUMNS: "That file has a table of {number} columns, and I read up to 200.",
    FaultKind.TOO_MANY_KEYS: (
        "That file has {number} keys in one place, and I read up to 4,000. Perhaps it can be split."
    ),
    FaultKind.TOO_MANY_ENTRIES: (
        "A topic in that file has {number} links or prerequisites, and I keep up to 500. Perhaps it can be split."
    ),
    FaultKind.TOO_MANY_SIGNS: (
        "That file has {number} signs such as * _ [ and >, more than I can read. Perhaps it can be plainer."
    ),
    FaultKind.TOO_MANY_LINES: "That file has {number} lines, and I read up to 20,000. Perhaps it can be split.",
    FaultKind.TOO_MANY_VALUES: "That file holds {number} values, and I read up to 50,000. Perhaps it can be split.",
    FaultKind.TOO_MANY_SHEETS: "That workbook has {number} sheets, and I read up to 20. Perhaps it can be split.",
    FaultKind.TOO_MANY_FILES: "That workbook is made of {number} files, and I open up to 500. Perhaps it can be plainer.",
    FaultKind.TOO_MUCH_INSIDE: (
        "That workbook unpacks to {number} bytes or more, and I open up to 33,554,432. Perhaps it can be split."
    ),
    FaultKind.TOO_DEEP: "That file is nested {number} deep, and I follow up to 20.",
    FaultKind.BUSY: "More than {number} files wait to be read just now. Please send it again in some minutes.",
    FaultKind.TOO_SLOW: "I gave up on that file after {number} seconds. Perhaps it can be split, or made simpler.",
}
"""What goes beyond a bound; the number is never one."""

FORMS = {
    FaultKind.UNREADABLE: "",
    FaultKind.UNREADABLE_CSV: "CSV",
    FaultKind.UNREADABLE_JSON: "JSON",
    FaultKind.UNREADABLE_YAML: "YAML",
    FaultKind.UNREADABLE_OPML: "OPML",
    FaultKind.UNREADABLE_XLSX: "a workbook",
}
"""What cannot be read, by the form it has."""


def _unreadable(form: str, line: int) -> Markup:
    if form and line:
        return say("I couldn't make sense of that file as {form} (line {line}).", form=form, line=numeral(line))
    if form:
        return say("I couldn't make sense of that file as {form}.", form=form)
    if line:
        return say("I couldn't make sense of that file (line {line}).", line=numeral(line))
    return say("I couldn't make sense of that file.")


def fault(one: Fault) -> Markup:
    """One thing that was not understood, with its line."""
    kind, text = kind_of(one.kind), shortened(one.text)
    if one.line and text:
        return say("• line {line}: {kind}: {text}", line=numeral(one.line), kind=kind, text=text)
    if one.line:
        return say("• line {line}: {kind}", line=numeral(one.line), kind=kind)
    return say("• {kind}: {text}", kind=kind, text=text) if text else say("• {kind}", kind=kind)


KINDS = {
    FaultKind.NO_TEXT: "no text",
    FaultKind.PDF: "a PDF",
    FaultKind.PICTURE: "a picture",
    FaultKind.OFFICE: "a file of an office program",
    FaultKind.NO_TOPICS: "no topics",
    FaultKind.TOO_LONG: "too long",
    FaultKind.TOO_MANY_TOPICS: "too many topics",
    FaultKind.TOO_MANY_LINES: "too many lines",
    FaultKind.TOO_MANY_COLUMNS: "too many columns",
    FaultKind.TOO_MANY_KEYS: "too many keys",
    FaultKind.TOO_MANY_ENTRIES: "too many entries",
    FaultKind.TOO_MANY_SIGNS: "too many signs",
    FaultKind.TOO_MANY_VALUES: "too many values",
    FaultKind.TOO_MANY_SHEETS: "too many sheets",
    FaultKind.TOO_MANY_FILES: "too many files",
    FaultKind.TOO_MUCH_INSIDE: "too much inside",
    FaultKind.TOO_DEEP: "too deep",
    FaultKind.TOO_SLOW: "too slow",
    FaultKind.BUSY: "busy",
    FaultKind.CIRCULAR_ALIAS: "circular alias",
    FaultKind.UNREADABLE: "unreadable",
    FaultKind.UNREADABLE_CSV: "unreadable csv",
    FaultKind.UNREADABLE_JSON: "unreadable json",
    FaultKind.UNREADABLE_YAML: "unreadable yaml",
    FaultKind.UNREADABLE_OPML: "unreadable opml",
    FaultKind.UNREADABLE_XLSX: "unreadable xlsx",
    FaultKind.MISSING_TITLE: "missing title",
    FaultKind.LEFT_OUT: "left out",
    FaultKind.DUPLICATE_TOPIC: "duplicate topic",
    FaultKind.DUPLICATE_NUMBER: "duplicate number",
    FaultKind.UNUSABLE_LINK: "unusable link",
    FaultKind.UNCLEAR_STATUS: "unclear status",
    FaultKind.UNCLEAR_DURATION: "unclear duration",
    FaultKind.UNKNOWN_PREREQUISITE: "unknown prerequisite",
    FaultKind.UNKNOWN_RESOURCE: "steps of a resource that no topic has",
    FaultKind.CIRCULAR_PREREQUISITE: "circular prerequisite",
    FaultKind.LOG_UNCLEAR: "left out of its log, not clear",
    FaultKind.LOG_UNKNOWN_TOPIC: "left out of its log, of topics it does not have",
    FaultKind.LOG_NOTE_TOO_LONG: "left out of its log, with notes over 4,096 characters",
    FaultKind.LOG_TOO_LONG: "left out of its log, older than the last 2,000",
}


def kind_of(kind: FaultKind) -> str:
    """What is wrong, in two or three words."""
    return plain(KINDS[kind])
