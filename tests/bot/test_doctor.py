"""``roadmate doctor`` sees what the service sees: its settings, a database that cannot be written to, what is misspelt."""

import os
import sys
from collections.abc import Iterator
from io import StringIO
from pathlib import Path

import pytest

from bot import service
from bot.program import cli, doctor
from bot.settings import read_settings, whole
from bot.store.schema import migrate

TOKEN = "123456789:AAF-not_a_real_token_of_anybody_0123456"


@pytest.fixture(autouse=True)
def machine(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[None]:
    """A machine without a service, a folder without .env, a database, and nobody who answers for Telegram."""
    for name in list(os.environ):
        if name.casefold() in whole().model_fields:
            monkeypatch.delenv(name)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(service, "FILE", tmp_path / "etc" / "roadmate.env")
    monkeypatch.setattr(service, "UNIT", tmp_path / "etc" / "roadmate.service")
    (tmp_path / "etc").mkdir()
    monkeypatch.setenv("TELEGRAM_API_URL", "http://127.0.0.1:9")
    monkeypatch.setenv("DISCORD_API_URL", "http://127.0.0.1:9")
    return


async def seen(env: Path | None = None) -> str:
    return "\n".join(map(str, await doctor.examine(env)))


# the service's settings


@pytest.mark.drill
async def test_on_a_systemd_installation_the_services_tokens_are_looked_at(tmp_path):
    service.FILE.write_text(f"TELEGRAM_TOKEN='{TOKEN}'\n# DISCORD_TOKEN=x\nDISCORD_TOKEN=\n")
    service.UNIT.write_text(f"[Service]\nEnvironment=DATABASE_URL=sqlite:///{tmp_path}/lib.db\nEnvironmentFile=x\n")
    migrate(f"sqlite:///{tmp_path}/lib.db")
    found = await seen()
    assert f"ok  settings: readable, from {service.FILE}" in found
    assert "TELEGRAM_TOKEN is not set" not in found
    assert "BAD telegram: no answer (ConnectError)" in found
    assert "ok  migrations: up to date" in found
    assert TOKEN not in found


async def test_the_services_file_goes_before_this_shell_and_this_shell_before_the_unit(monkeypatch, tmp_path):
    service.FILE.write_text("DEFAULT_ZONE=Europe/Berlin\n")
    service.UNIT.write_text('Environment="LOG_LEVEL=ERROR" DEFAULT_ZONE=Asia/Tokyo\n')
    monkeypatch.setenv("DEFAULT_ZONE", "America/Lima")
    settings = service.read_service_settings()
    assert (settings.default_zone, settings.log_level) == ("Europe/Berlin", "ERROR")
    monkeypatch.setenv("LOG_LEVEL", "DEBUG")
    assert service.read_service_settings().log_level == "DEBUG"


async def test_a_file_may_be_named_and_be_the_standard_input(monkeypatch, tmp_path):
    (tmp_path / "mine.env").write_text("DEFAULT_ZONE=Mars/Olympus\n")
    found = await seen(tmp_path / "mine.env")
    assert (
        f"BAD settings: DEFAULT_ZONE: it is no IANA time zone such as Europe/Berlin -> correct it in the environment or in {tmp_path}/mine.env"
        in found
    )
    monkeypatch.setattr(sys, "stdin", StringIO("DEFAULT_ZONE=europe/berlin\n"))
    assert "DEFAULT_ZONE is Europe/Berlin" in await seen(Path("-"))
    assert "cannot be read" in await seen(tmp_path / "nowhere.env")


async def test_a_line_of_the_unit_that_systemd_leaves_out_is_left_out(tmp_path):
    service.FILE.write_text(f"DATABASE_URL=sqlite:///{tmp_path}/lib.db\n")
    service.UNIT.write_text("[Service]\nEnvironment=GREETING=it's\nEnvironment=DEFAULT_ZONE=Asia/Tokyo\n")
    found = await seen()
    assert "ok  settings: readable" in found
    assert "DEFAULT_ZONE is Asia/Tokyo" in found


async def test_a_unit_that_cannot_be_read_is_named():
    service.FILE.write_text("DEFAULT_ZONE=UTC\n")
    service.UNIT.mkdir()
    assert f"BAD settings: {service.UNIT} cannot be read -> let it be" in await seen()


@pytest.mark.skipif(os.geteuid() == 0, reason="root reads everything")
async def test_a_file_that_this_user_may_not_read_is_named_with_the_way_round(tmp_path):
    service.FILE.write_text("DEFAULT_ZONE=UTC\n")
    service.FILE.chmod(0)
    found = await seen()
    assert "BAD settings" in found
    assert "not for this user to read" in found
    assert "--env -" in found


@pytest.mark.drill
def test_what_operators_type_needs_no_file_where_the_shell_names_the_database(told):
    service.FILE.mkdir()  # as little to be read as one that is root's
    assert "Learners: 0" in told("stats")
    assert "BAD settings" in told("doctor", status=1)


# what is misspelt, malformed, or pasted with more


async def test_a_misspelt_setting_is_named_beside_one_that_cannot_be_used(tmp_path):
    service.FILE.write_text(f"TELEGRAM_TOKN={TOKEN}\nOPERATORS=slack:1\n")
    found = await seen()
    assert "BAD settings: OPERATORS: each is a platform" in found
    assert "BAD settings: TELEGRAM_TOKN is no setting -> write TELEGRAM_TOKEN" in found


def test_who_is_named_twice_operates_once(monkeypatch):
    monkeypatch.setenv("OPERATORS", " telegram:1 , ,Telegram:1,\ndiscord:2 ")
    assert read_settings().operator_accounts == (("telegram", "1"), ("discord", "2"))


@pytest.mark.parametrize("where", ["the environment", ".env", "the service's file"])
@pytest.mark.parametrize("export", ["", "export "])
async def test_a_misspelt_setting_is_named(where, export, monkeypatch, tmp_path):
    if where == "the environment":
        monkeypatch.setenv("TELEGRAM_TOKN", TOKEN)
    else:
        (service.FILE if where == "the service's file" else tmp_path / ".env").write_text(
            f"{export}TELEGRAM_TOKN={TOKEN}\n"
        )
    found = await seen()
    assert "BAD settings: TELEGRAM_TOKN is no setting -> write TELEGRAM_TOKEN" in found
    assert TOKEN not in found


async def test_what_is_like_no_setting_is_nobodys_business(monkeypatch):
    for name in ("HTTP_PROXY", "PATH", "LANG", "DATABASE", "TOKEN"):
        monkeypatch.setenv(name, "x")
    assert "is no setting" not in await seen()


@pytest.mark.parametrize("pasted", [f"{TOKEN}\n", f"  {TOKEN} ", f"\t{TOKEN}\r\n"])
async def test_blanks_and_line_ends_around_a_token_are_no_part_of_it(pasted, monkeypatch):
    monkeypatch.setenv("TELEGRAM_TOKEN", pasted)
    monkeypatch.setenv("DATABASE_URL", " sqlite:///here.db\n")
    settings = read_settings()
    assert settings.telegram_token.get_secret_value() == TOKEN
    assert settings.database_url == "sqlite:///here.db"


def test_what_is_nothing_but_blanks_is_not_set(monkeypatch):
    monkeypatch.setenv("TELEGRAM_TOKEN", " \n")
    assert read_settings().telegram_token is None


@pytest.mark.parametrize(
    "malformed", [f"{TOKEN[:20]}\n{TOKEN[20:]}", "123456789", "@roadmate_bot", f"Bot {TOKEN}", f"“{TOKEN}”"]
)
async def test_a_malformed_token_is_said_to_be_one_before_anything_is_asked(malformed, monkeypatch):
    monkeypatch.setenv("TELEGRAM_TOKEN", malformed)
    monkeypatch.setenv("DISCORD_TOKEN", malformed)
    found = await seen()
    assert "BAD telegram: TELEGRAM_TOKEN is no token" in found
    assert "BAD discord: DISCORD_TOKEN is no token" in found
    assert "no answer" not in found
    assert malformed not in found


# the database


@pytest.mark.drill
async def test_a_database_that_can_only_be_read_is_no_fine_one(tmp_path, monkeypatch):
    migrate(f"sqlite:///{tmp_path}/bot.db")
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///file:{tmp_path}/bot.db?mode=ro&uri=true")
    assert "BAD writing: refused (attempt to write a readonly database)" in await seen()


async def test_a_write_is_tried_and_taken_back(database_url, monkeypatch):
    monkeypatch.setenv("DATABASE_URL", database_url)
    for _ in range(2):
        assert "ok  writing: a write was taken, and taken back" in await seen()


# operators


@pytest.mark.parametrize(
    "said", ["123", "telegram:@ann", "telegram:123;discord:4", "matrix:1", "telegram:", "telegram:-5"]
)
async def test_an_operator_who_can_be_none_is_named_with_the_fix_in_a_line(said, monkeypatch):
    monkeypatch.setenv("OPERATORS", said)
    found = await seen()
    assert "BAD settings: OPERATORS: each is a platform and the number it gave the account" in found
    assert len(found.splitlines()) == 1


@pytest.mark.drill
async def test_operators_whom_the_bot_does_not_know_cannot_be_told_anything(tmp_path, monkeypatch):
    migrate(f"sqlite:///{tmp_path}/bot.db")
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{tmp_path}/bot.db")
    assert "ok  operators: OPERATORS is not set" in await seen()
    monkeypatch.setenv("OPERATORS", " Telegram:123 , discord:456,")
    assert read_settings().operators == "telegram:123,discord:456"
    assert (
        "BAD operators: telegram:123, discord:456 cannot be told of incidents yet -> let them write /stats"
        in await seen()
    )


# the command line of operators


@pytest.fixture
def told(tmp_path, monkeypatch, capsys):
    """What a command prints, on a database of its own."""
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{tmp_path}/bot.db")
    monkeypatch.setenv("OPERATORS", "telegram:900")
    migrate(f"sqlite:///{tmp_path}/bot.db")

    def run(*arguments: str, status: int = 0) -> str:
        assert cli.main(list(arguments)) == status
        printed = capsys.readouterr()
        return printed.out + printed.err

    return run


@pytest.mark.drill
def test_what_operators_type_in_their_chat_they_may_type_where_the_bot_runs(told):
    assert "Learners: 0" in told("stats")
    assert "telegram:11 is blocked" in told("block", "telegram:11")
    assert "Blocked already" in told("block", "telegram:11")
    assert "That is an operator" in told("block", "telegram:900")
    assert "Blocked accounts: 1" in told("stats")
    assert "answered again" in told("unblock", "telegram:11")
    assert "Nobody here is “7”" in told("learner", "7")
    assert "There is no group 7" in told("group", "7")
    assert "blocked an account, by the command line" in told("acts")


@pytest.mark.drill
def test_an_announcement_from_the_command_line_is_a_dry_run_until_it_is_sure(told):
    assert "Nothing was sent" in told("say", "Maintenance at 20:00")
    assert "On its way to 0 learners" in told("say", "Maintenance at 20:00", "--yes")


@pytest.mark.drill
def test_what_is_no_account_is_told_in_a_line(told):
    said = told("block", "a/b c", status=1)
    assert "a/b c" in said
    assert "roadmate block telegram:123" in said
    assert len(said.splitlines()) == 1
