"""What is loaded when a terminal opens: a newcomer's first answer comes at once."""

import subprocess
import sys

HEAVY = ("discord", "telegram", "resvg_py", "yaml", "icalendar", "ftfy", "dateparser", "psycopg", "uvicorn", "alembic")
ASK = f"import sys, bot.talk; print(*sorted({{*{HEAVY!r}, 'roadmap.reading.schema'}} & {{*sys.modules}}))"


def test_opening_a_chat_loads_nothing_that_only_some_need():
    asked = subprocess.run([sys.executable, "-c", ASK], capture_output=True, text=True, check=True)
    assert asked.stdout.split() == []
