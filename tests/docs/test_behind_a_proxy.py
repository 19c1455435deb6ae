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
COMPOSE = (HOUSE / "compose.yaml").read_text(encoding="utf-8").replace("\n#   ", "\n").replace("\n#\n", "\n\n")
SETTINGS = (HOUSE / ".env.example").read_text(encoding="utf-8")
SECTION = TOLD.partition("\n## Behind a proxy\n")[2].partition("\n## ")[0]
QUIET = r"^\{\n    log default \{\n        exclude (.*)\n    \}\n\}\n\n\S+ \{$"
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
    assert set(re.findall(r"^location = /bot(/\w+) \{ return 404; \}$", SECTION, re.MULTILINE)) == inside
    for caddy in (CADDY.search(SECTION), CADDY.search(COMPOSE)):
        assert caddy
        assert set(sole(r"@inside path (.*)", caddy[0]).split()) == inside
        assert "respond @inside 404" in caddy[0]
    assert set(re.findall(r"`(/\w+)`", sole(r"^\| (.*) \| never \|", SECTION))) == inside


async def test_no_address_with_a_secret_in_it_is_logged(database: Database) -> None:
    study = Study(database, public_url=HERE)
    routes = Site(study.dispatcher, database, study.clock, "UTC", HERE).routes
    secret = {route.path.split("/")[1] for route in routes if "{secret}" in route.path}
    silent = "access_log off; error_log /dev/null;"
    assert set(sole(rf"^location ~ \^/\((.+)\)/ \{{ .*; {silent} \}}$", SECTION).split("|")) == secret
    below = rf"^location /bot/(\w+)/ \{{ proxy_pass http://127\.0\.0\.1:8080/\1/; {silent} \}}$"
    assert set(re.findall(below, SECTION, re.MULTILINE)) == secret


def test_caddy_is_told_to_log_no_address_of_what_fails() -> None:
    for said in (SECTION, COMPOSE):
        assert sole(QUIET, said).split() == ["http.log.error", "http.handlers.reverse_proxy"]


def test_below_a_path_no_pattern_stands_with_a_path_to_pass_on() -> None:
    """nginx does not start with such a location."""
    assert "location /bot/ { proxy_pass http://127.0.0.1:8080/; }" in SECTION
    assert not re.search(r"location ~ .*proxy_pass http://127\.0\.0\.1:8080/", SECTION)


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
