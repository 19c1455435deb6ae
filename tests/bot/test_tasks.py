"""What a process for one file loads: what its task takes, and the form of its file; each takes time before anything is read."""

import subprocess
import sys

import pytest

OTHERS = (
    "bot.store",
    "defusedxml",
    "icalendar",
    "ftfy",
    "pydantic",
    "python_calamine",
    "roadmap.plan",
    "roadmap.reading.forms.asciidoc",
    "roadmap.reading.forms.opml",
    "roadmap.writing.forms",
    "sqlalchemy",
    "xml.parsers.expat",
    "yaml",
)
"""What takes time to load, and few tasks need."""

ASK = """
import sys
from bot.files.tasks import task_called
from roadmap.reading import forms
task_called("read", "any"); forms.load(sys.argv[1])
print(*sorted(set(sys.argv[2:]) & {*sys.modules}))
"""


@pytest.mark.drill
@pytest.mark.parametrize(
    ("ending", "taken"),
    [(".md", []), (".csv", []), (".yaml", ["yaml"]), (".opml", ["roadmap.reading.forms.opml", "xml.parsers.expat"])],
)
def test_a_file_is_read_with_what_its_form_takes_and_with_nothing_else(ending: str, taken: list[str]) -> None:
    asked = subprocess.run([sys.executable, "-c", ASK, ending, *OTHERS], capture_output=True, text=True, check=True)
    assert asked.stdout.split() == taken
