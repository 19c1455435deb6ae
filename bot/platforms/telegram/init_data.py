"""What a Telegram client tells a page that it opens: initData, a query string that Telegram has signed with the bot's token
(core.telegram.org/bots/webapps, "Validating data received via the Mini App")."""

import hmac
import json
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from urllib.parse import parse_qsl

from bot.platforms.pack import Opened

LONGEST = 4096
"""Characters of it; it has some hundreds."""

MOST_FIELDS = 50

FRESH = timedelta(hours=1)
"""How old it may be: it is made when the page is opened, and exchanged for a session at once."""

AHEAD = timedelta(minutes=1)
"""By how much Telegram's clock may be before ours."""

KEY = b"WebAppData"


def opened(init_data: str, token: str, now: datetime) -> Opened | None:
    """Who opened the page, by what its client says; None for what Telegram has not signed for this bot, what is too old or from the
    future, and what no client sends: a field twice, an account without a number. Every field that came is signed, but ``hash`` itself."""
    if len(init_data) > LONGEST:
        return None
    try:
        pairs = parse_qsl(
            init_data, keep_blank_values=True, strict_parsing=True, max_num_fields=MOST_FIELDS, errors="strict"
        )
        fields = dict(pairs)
        if len(fields) != len(pairs):
            return None
        signed = fields.pop("hash")
        if not hmac.compare_digest(_signature(fields, token).encode(), signed.encode()):
            return None
        at = datetime.fromtimestamp(int(fields["auth_date"]), UTC)
        user_id = json.loads(fields["user"])["id"]
    except (ValueError, KeyError, TypeError, OverflowError, OSError, RecursionError):
        return None
    if not now - FRESH < at <= now + AHEAD or type(user_id) is not int or user_id <= 0:
        return None
    return Opened(str(user_id), at, signed, at + FRESH, fields.get("start_param", ""))


def _signature(fields: dict[str, str], token: str) -> str:
    text = "\n".join(f"{name}={value}" for name, value in sorted(fields.items()))
    secret = hmac.digest(KEY, token.encode(), sha256)
    return hmac.digest(secret, text.encode(), sha256).hex()
