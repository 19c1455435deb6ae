"""What operators are told of the proxy in front is so: what it lets through, what it keeps inside, what it logs."""

import re
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.http import exposition, health
from bot.store import Database
from bot.web.forms import MOST_BYTES
from bot.web.site import Site
from tests.web.browser import HERE
from tests.web.conftest import Study

HOUSE = Path(__file__).parents[2]
TOLD = (HOUSE / "docs" / "operations.md").read_text(encoding="utf-8")
COMPOSE = (HOUSE / "compose.yaml").read_text(encoding="utf-8").replace("\n#   ", "\n")
SETTINGS = (HOUSE / ".env.example").read_text(encoding="utf-8")
SECTION = TOLD.partition("\n## Behind a proxy\n")[2].partition("\n## ")[0]
CADDY = re.compile(r"^\S+ \{\n(?: .*\n)+\}$", re.MULTILINE)


@pytest.fixture
async def database(sqlite_url: str) -> AsyncIterator[Database]:
    database = Database(sqlite_url)
    yield database
    await database.close()


def sole(pattern: str, said: str) -> str:
    """What a pattern finds in it, once."""
    (found,) = re.findall(pattern, said, re.MULTILINE)
    return str(found)


async def test_what_is_for_those_inside_is_kept_from_the_world(database: Database) -> None:
    inside = {route.path for route in (*health.routes(database), *exposition.routes(database))}
    assert {f"/{name}" for name in sole(r"^location ~ \^/\((.+)\)\$ \{ return 404; \}$", SECTION).split("|")} == inside
    for caddy in (CADDY.search(SECTION), CADDY.search(COMPOSE)):
        assert caddy
        assert set(sole(r"@inside path (.*)", caddy[0]).split()) == inside
        assert "respond @inside 404" in caddy[0]
    assert set(re.findall(r"`(/\w+)`", sole(r"^\| (.*) \| never \|", SECTION))) == inside


async def test_no_address_with_a_secret_in_it_is_logged(database: Database) -> None:
    study = Study(database, public_url=HERE)
    routes = Site(study.dispatcher, database, study.clock, "UTC", HERE).routes
    secret = {route.path.split("/")[1] for route in routes if "{secret}" in route.path}
    assert set(sole(r"^location ~ \^/\((.+)\)/ \{ .*access_log off; \}$", SECTION).split("|")) == secret


def test_what_a_form_may_have_is_let_through_and_waited_for() -> None:
    most = MOST_BYTES // 2**20
    assert sole(r"client_max_body_size (.*);", SECTION) == f"{most}m"
    for caddy in (CADDY.search(SECTION), CADDY.search(COMPOSE)):
        assert caddy
        assert set(re.findall(r"(?:max_size|request_buffers) (.*)", caddy[0])) == {f"{most}MiB"}


def test_whoever_sets_up_a_server_is_led_to_the_one_list() -> None:
    assert SECTION
    for said in (COMPOSE, SETTINGS):
        assert "docs/operations.md, Behind a proxy" in " ".join(said.replace("\n#", " ").split())
    assert TOLD.count("#behind-a-proxy") >= 4
    assert TOLD.count("location ") == SECTION.count("location ")
