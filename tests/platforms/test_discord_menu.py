"""The menu on Discord: every command within Discord's limits, and each argument in the form of what it is."""

from typing import Any

import pytest
from discord import AppCommandType

from bot.chat.command import KINDS, Param
from bot.chat.menu import Entry, menu_of
from bot.commands import COMMANDS
from bot.platforms.discord.client import client
from bot.platforms.discord.slash_commands import tree_of
from tests.platforms.discord_limits import LONGEST_CHOICE, MOST_CHOICES, faults_of

MENU = menu_of(COMMANDS)
PARAMS = [
    pytest.param(entry, param, id=f"{' '.join(entry.path)} {param.name}")
    for _, entries in MENU
    for entry in entries
    for param in entry.params
]
TEXT, INTEGER, SWITCH, PERSON, FILE = 3, 4, 5, 6, 11


async def nothing(*_: object, **__: object) -> Any:
    raise NotImplementedError


@pytest.fixture(scope="module")
def payloads() -> dict[str, dict[str, Any]]:
    """What is sent to Discord, by name."""
    made = client(1, on_line=nothing, on_sent=nothing, on_reaction=nothing, on_chat=nothing, entered=nothing)
    tree = tree_of(made, COMMANDS, on_call=nothing, on_typing=nothing, on_handed=nothing, on_old=nothing)
    return {one.name: one.to_dict(tree) for one in tree.get_commands()}


def option_of(payloads: dict[str, dict[str, Any]], entry: Entry, param: Param) -> dict[str, Any]:
    holder = payloads[entry.path[0]]
    for word in entry.path[1:]:
        (holder,) = [one for one in holder["options"] if one["name"] == word]
    (option,) = [one for one in holder["options"] if one["name"] == param.name]
    return option


def test_discord_takes_all_of_it(payloads: dict[str, dict[str, Any]]) -> None:
    assert faults_of("PUT", "/applications/1/commands", [*payloads.values()]) == []


def test_the_top_is_short_and_in_the_order_of_the_menu(payloads: dict[str, dict[str, Any]]) -> None:
    named = [one["name"] for one in payloads.values() if one["type"] == AppCommandType.chat_input.value]
    assert named == [one.name for one, _ in MENU]
    assert len(named) < 25


@pytest.mark.parametrize(("entry", "param"), PARAMS)
def test_an_argument_has_the_form_of_what_it_is(
    payloads: dict[str, dict[str, Any]], entry: Entry, param: Param
) -> None:
    option = option_of(payloads, entry, param)
    forms = {"number": INTEGER, "sure": SWITCH, "person": PERSON, "document": FILE}
    assert option["type"] == forms.get(param.kind, TEXT)
    assert option["required"] is param.required
    assert option.get("autocomplete", False) is param.is_completed
    assert [one["value"] for one in option.get("choices", [])] == [one.line for one in param.choices]
    if param.kind == "number":
        assert (option["min_value"], option["max_value"]) == (param.arg.least, param.arg.most)


@pytest.mark.parametrize(("entry", "param"), PARAMS)
def test_fixed_choices_are_as_many_as_fit_and_no_two_alike(entry: Entry, param: Param) -> None:
    assert len(param.choices) <= MOST_CHOICES
    for told in ([one.line for one in param.choices], [one.label for one in param.choices]):
        assert len(set(told)) == len(told)
        assert all(1 <= len(one) <= LONGEST_CHOICE for one in told)


def test_what_stands_behind_one_word_is_described_differently(payloads: dict[str, dict[str, Any]]) -> None:
    for one in payloads.values():
        described = [option["description"] for option in one.get("options", []) if option["type"] == 1]
        assert len(set(described)) == len(described), one["name"]


def test_every_kind_of_argument_is_in_the_menu() -> None:
    shown = {param.kind for _, entries in MENU for entry in entries for param in entry.params}
    assert shown == set(KINDS.values())


def test_days_lengths_places_topics_and_steps_are_completed() -> None:
    completed = {param.kind for _, entries in MENU for entry in entries for param in entry.params if param.is_completed}
    assert completed >= {"day", "days", "minutes", "time", "zone", "topic", "topics", "step", "steps", "stage", "end"}
