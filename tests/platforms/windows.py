"""Discord's windows as somebody sees and fills them: questions by their labels, what stands there unless it is changed."""

from typing import Any

RADIO, BOXES, TEXT = 21, 22, 4
"""The types of a group of which one is chosen, of check boxes, and of words."""


def controls(modal: dict[str, Any]) -> list[dict[str, Any]]:
    return [row["component"] for row in modal["components"]]


def questions(modal: dict[str, Any]) -> dict[str, dict[str, Any]]:
    """What is asked, by its label; of two with one label the first."""
    return {row["label"]: row["component"] for row in reversed(modal["components"])}


def stands(control: dict[str, Any]) -> Any:
    """What stands in a question when its window opens."""
    if control["type"] == TEXT:
        return control.get("value") or ""
    chosen = [option["value"] for option in control["options"] if option.get("default")]
    return (chosen[0] if chosen else None) if control["type"] == RADIO else chosen


def filled(modal: dict[str, Any], **changed: Any) -> dict[str, Any]:
    """A window as it is sent, with other answers to some of its questions: the beginnings of their labels, of letters alone."""
    answers = {}
    for row in modal["components"]:
        asked = row["component"]
        key = next((key for key in changed if _plain(row["label"]).startswith(key)), None)
        answers[asked["custom_id"]] = changed[key] if key else stands(asked)
    return answers


def _plain(label: str) -> str:
    return "".join(letter if letter.isalpha() else "_" for letter in label.casefold())
