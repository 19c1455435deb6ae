"""The README and the learner's manual say what is so: commands, settings, transcripts."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

from bot.commands import COMMANDS
from bot.settings import whole

HOUSE = Path(__file__).parents[2]
README = (HOUSE / "README.md").read_text(encoding="utf-8")
GUIDE = (HOUSE / "docs" / "guide.md").read_text(encoding="utf-8")
ROW = re.compile(
    r"^\| `(?P<first>[^`]+)` \| (?:`(?P<second>[^`]+)`)?(?P<rest>.*?) ?\|(?: (?P<third>.+) \|)?$", re.MULTILINE
)
PROGRAM = Path(sys.executable).with_name("roadmate")


def section(title: str, document: str = README) -> str:
    return document.partition(f"## {title}\n")[2].partition("\n## ")[0]


def transcript(title: str, document: str = README) -> str:
    return section(title, document).partition("```text\n")[2].partition("```")[0]


def test_every_command_is_a_row_with_its_usage_and_its_help() -> None:
    rows = [(row["first"], row["rest"]) for row in ROW.finditer(section("What you can say", GUIDE))]
    assert rows == [(command.usage, command.help) for command in COMMANDS]


def test_every_setting_is_a_row_with_its_default() -> None:
    rows = {row["first"]: row["second"] or "" for row in ROW.finditer(section("Settings"))}
    defaults = {name.upper(): field.default for name, field in whole().model_fields.items()}
    assert rows == {name: "" if default is None else str(default) for name, default in defaults.items()}
    assert all(row["third"] for row in ROW.finditer(section("Settings")))


def test_the_transcript_is_what_the_demo_says(tmp_path: Path) -> None:
    told = transcript("Try it")
    typed = [line.removeprefix("> ") for line in told.splitlines() if line.startswith("> ")]
    said = subprocess.run(
        [PROGRAM, "chat", "--demo"],
        input="\n".join(typed) + "\n",
        env={"HOME": str(tmp_path), "PYTHONUTF8": "1"},
        cwd=tmp_path,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=True,
    ).stdout
    assert said.partition("\n")[2].strip() == told.strip()


@pytest.mark.parametrize(
    ("document", "title", "story", "exchanges"),
    [(README, "Study groups", "meetings_telegram", 2), (GUIDE, "Two chats, one learner", "link", 3)],
    ids=["meeting", "link"],
)
def test_the_transcripts_of_several_people_are_from_the_stories(
    document: str, title: str, story: str, exchanges: int
) -> None:
    played = (HOUSE / "tests" / "stories" / f"{story}.txt").read_text(encoding="utf-8")
    told = re.split(r"\n\n(?=\()", transcript(title, document).strip())
    assert len(told) == exchanges
    assert all(f"{exchange}\n" in played for exchange in told)
