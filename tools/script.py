"""Writes bot/web/static/htmx.js: htmx and its extension for server-sent events as their makers minified them, one behind the other.

python -m tools.script FOLDER     of the unpacked package, as `npm pack htmx.org@VERSION` gives it
"""

import json
import sys
from pathlib import Path

HOUSE = Path(__file__).parent.parent
WRITTEN = HOUSE / "bot" / "web" / "static" / "htmx.js"
LICENCE = HOUSE / "bot" / "web" / "LICENSE.htmx"
PARTS = ("dist/htmx.min.js", "dist/ext/hx-sse.min.js")
MAP = "//# sourceMappingURL="
"""What names a file that is not shipped."""


def script(package: Path) -> str:
    """The file, with a line in front that says what it is."""
    stated = json.loads((package / "package.json").read_text())
    head = f"/* {stated['name']} {stated['version']} with hx-sse, unchanged; 0BSD, see bot/web/LICENSE.htmx */"
    parts = (_without_map((package / part).read_text()) for part in PARTS)
    return "\n".join((head, *parts, ""))


def _without_map(part: str) -> str:
    return "\n".join(line for line in part.splitlines() if not line.startswith(MAP))


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    WRITTEN.write_text(script(Path(sys.argv[1])))
    LICENCE.write_text((Path(sys.argv[1]) / "LICENSE").read_text())
