"""Who opened a page within Telegram: what Telegram signed for this bot is taken, whatever fields it has, and nothing else is."""

import hmac
import json
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from urllib.parse import quote, urlencode

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.platforms.telegram.init_data import AHEAD, FRESH, opened

TOKEN = "5768337691:AAH5YkoiEuPk8-FZa32hStHTqXiLPtAEhx8"  # public, of Telegram-Mini-Apps/tma.js
AT = datetime.fromtimestamp(1662771648, UTC)
VECTOR = (
    "query_id=AAHdF6IQAAAAAN0XohDhrOrc&user=%7B%22id%22%3A279058397%2C%22first_name%22%3A%22Vladislav%22%2C%22last_name"
    "%22%3A%22Kibenko%22%2C%22username%22%3A%22vdkfrost%22%2C%22language_code%22%3A%22ru%22%2C%22is_premium%22%3Atrue%7D"
    "&auth_date=1662771648&hash=c501b71e775f74ce10e377dea85a7ea24ecd640b223ea86dfe453e0eaed2e2b2"
)
FIELDS = {"user": '{"id":7,"photo_url":"https:\\/\\/t.me\\/i\\/7.svg"}', "auth_date": "1662771648"}


def signed(fields: dict[str, str], token: str = TOKEN) -> str:
    """As Telegram writes it: signed over all fields, in the order they are given."""
    text = "\n".join(f"{name}={value}" for name, value in sorted(fields.items()))
    secret = hmac.digest(b"WebAppData", token.encode(), sha256)
    return urlencode({**fields, "hash": hmac.digest(secret, text.encode(), sha256).hex()}, quote_via=quote)


def test_the_public_vector_is_taken():
    found = opened(VECTOR, TOKEN, AT)
    assert found
    assert (found.user_id, found.at, found.start) == ("279058397", AT, "")


@pytest.mark.parametrize(
    "more",
    [
        {},
        {"signature": "zL-ucjNyREiHDE8aihFwpfR9aggP2xiAo3NSpfe-p7IbCisNlDKlo7Kb6G4D0Ao2mBrSgEk4maLSdv6MLIlADQ"},
        {"chat_instance": "-3788475317572404878", "chat_type": "group", "start_param": "abc"},
        {"query_id": ""},
        {"anything_new": "a=b&c=ü\n"},
    ],
)
def test_whatever_fields_came_signed_are_taken_in_any_order(more):
    for fields in ({**FIELDS, **more}, {**more, **FIELDS}):
        found = opened(signed(fields), TOKEN, AT)
        assert found
        assert (found.user_id, found.start) == ("7", more.get("start_param", ""))


@pytest.mark.parametrize(
    "changed",
    [
        VECTOR.replace("279058397", "279058398"),
        VECTOR.replace("c501b", "c501a"),
        VECTOR.replace("Vladislav", "vladislav"),
        VECTOR + "&more=1",
        VECTOR.replace("query_id=AAHdF6IQAAAAAN0XohDhrOrc&", ""),
        VECTOR + "&auth_date=1662771648",
        VECTOR.partition("&hash=")[0],
        VECTOR.partition("&hash=")[0] + "&hash=",
        VECTOR.upper(),
        signed(FIELDS, TOKEN.replace("AAH5", "AAH6")),
        signed({"auth_date": "1662771648"}),
        signed({"user": FIELDS["user"]}),
        signed({**FIELDS, "auth_date": "now"}),
        signed({**FIELDS, "auth_date": "9" * 30}),
        signed({**FIELDS, "user": "[]"}),
        signed({**FIELDS, "user": '{"id":"7"}'}),
        signed({**FIELDS, "user": '{"id":true}'}),
        signed({**FIELDS, "user": '{"id":-7}'}),
        signed({**FIELDS, "user": "[" * 3000}),
        signed({**FIELDS, **{f"field{number}": "" for number in range(50)}}),
        "",
        "&" * 5000,
        "hash",
        "%ff=%ff",
    ],
)
def test_what_telegram_has_not_signed_for_this_bot_is_refused(changed):
    assert opened(changed, TOKEN, AT) is None


def test_what_is_too_old_or_from_the_future_is_refused():
    second = timedelta(seconds=1)
    assert opened(VECTOR, TOKEN, AT + FRESH - second)
    assert opened(VECTOR, TOKEN, AT + FRESH) is None
    assert opened(VECTOR, TOKEN, AT - AHEAD)
    assert opened(VECTOR, TOKEN, AT - AHEAD - second) is None


@given(st.integers(0, len(VECTOR) - 1), st.characters(codec="ascii"))
def test_no_change_of_one_character_is_taken(place, character):
    changed = VECTOR[:place] + character + VECTOR[place + 1 :]
    found = opened(changed, TOKEN, AT)
    assert found is None or found == opened(VECTOR, TOKEN, AT)


@given(st.text(max_size=300))
def test_nothing_that_is_no_init_data_breaks_it(text):
    assert opened(text, TOKEN, AT) is None
    assert opened(json.dumps({"user": text}), TOKEN, AT) is None
