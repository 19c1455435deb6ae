"""What goes alike on both platforms is tried on one of them in the short form: this module's own tests are looked at, as pytest collects them."""

from typing import Any

import pytest

from tests.by_turns import MARK, PLATFORMS, left_out

on_both = pytest.mark.parametrize("platform", PLATFORMS)


class Stands:
    def __init__(self, platform: str) -> None:
        self.platform = platform


@pytest.fixture
def stands(platform: str) -> Stands:
    return Stands(platform)


@on_both
@pytest.mark.parametrize("example", range(12))
def test_alike(stands: Stands, example: int) -> None:
    assert stands
    assert example < 12


@on_both
def test_given(platform: str) -> None:
    assert platform in PLATFORMS


@on_both
def test_looking(stands: Stands) -> None:
    assert stands.platform in PLATFORMS


@pytest.mark.parametrize("platform", PLATFORMS[:1])
def test_alone(stands: Stands) -> None:
    assert stands


def _of(request: pytest.FixtureRequest, name: str) -> list[Any]:
    module = request.node.getparent(pytest.Module)
    return [one for one in module.collect() if isinstance(one, pytest.Function) and one.originalname == name]


def test_each_example_has_its_turn_on_one_of_them_and_both_have_some(request: pytest.FixtureRequest) -> None:
    items = _of(request, "test_alike")
    left = left_out(items)
    stay = [one for one in items if one not in left]
    assert sorted(one.callspec.params["example"] for one in stay) == list(range(12))
    assert {one.callspec.params["platform"] for one in stay} == set(PLATFORMS)
    assert all(one.get_closest_marker(MARK) for one in items)


@pytest.mark.parametrize("name", ["test_given", "test_looking", "test_alone"])
def test_what_is_about_a_platform_is_tried_on_each_that_it_names(request: pytest.FixtureRequest, name: str) -> None:
    items = _of(request, name)
    assert items
    assert left_out(items) == []
    assert not any(one.get_closest_marker(MARK) for one in items)
