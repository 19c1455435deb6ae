"""A roadmap with a learner's statuses, in the text of any of its forms."""

from collections.abc import Callable, Mapping

from roadmap.model import Roadmap, Status
from roadmap.writing.documents import write_json
from roadmap.writing.markdown import write_markdown
from roadmap.writing.sheets import write_csv
from roadmap.writing.told import Told

FORMS: Mapping[str, Callable[[Roadmap, Mapping[str, Status], Told], str]] = {
    "markdown": write_markdown,
    "csv": write_csv,
    "json": write_json,
}
