"""The wordings of a nudge: whatever the state and the number, two in a row never open with one sentence."""

import re
from collections.abc import Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.texts import nudge_asks, nudge_lines, nudge_openings

TABLES = {
    name: table
    for room in (nudge_openings, nudge_lines, nudge_asks)
    for name, table in vars(room).items()
    if isinstance(table, dict) and all(isinstance(key, int) for key in table)
}


def bare(sentence: str) -> str:
    return re.sub(r"\{\w+\}", "", sentence)


@pytest.mark.parametrize("table", TABLES.values(), ids=TABLES.keys())
def test_a_table_has_several_wordings_each_in_one_place(table: Mapping[int, str]) -> None:
    assert sorted(table) == list(range(len(table)))
    assert len({bare(one) for one in table.values()}) == len(table) > 1


def test_an_opening_stands_in_one_table_and_names_a_fact() -> None:
    openings = [one for name, table in vars(nudge_openings).items() if name in TABLES for one in table.values()]
    assert len(set(map(bare, openings))) == len(openings)
    assert all(re.search(r"\{\w+\}", one) for one in openings)


@given(st.integers(0, 10**6), st.sampled_from(sorted(TABLES)))
def test_two_numbers_in_a_row_take_two_wordings(number: int, name: str) -> None:
    table = TABLES[name]
    assert table[number % len(table)] != table[(number + 1) % len(table)]


def test_nothing_that_is_said_without_study_says_well() -> None:
    for state in nudge_openings.WITHOUT.values():
        assert not any(re.search(r"\bwell\b", one) for one in state.values())
