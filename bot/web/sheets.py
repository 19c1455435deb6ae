"""Jinja2 with what every template may use: our links, a message's text as HTML, and the words, which stand in bot.texts alone."""

import secrets
from hashlib import sha256
from importlib.resources import files
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined

from bot.chat.form import data_of
from bot.texts import pages, pages_group, pages_mine, pages_settings
from bot.web.markup import html, parted


class Sheets:
    """The templates. ``base`` stands in front of every path: empty, or the path of PUBLIC_URL."""

    def __init__(self, base: str = "") -> None:
        self.base = base
        self._environment = Environment(
            loader=PackageLoader("bot.web"),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            auto_reload=False,
        )
        self._environment.filters["html"] = html
        self._environment.globals.update(
            base=base,
            words=pages,
            mine=pages_mine,
            group_words=pages_group,
            setting_words=pages_settings,
            parted=parted,
            static=self.static,
            data_of=data_of,
            once=once,
        )
        self._names: dict[str, str] = {}

    def written(self, name: str, /, **values: Any) -> str:
        """The template of that name with these values."""
        return self._environment.get_template(f"{name}.html").render(**values)

    def static(self, name: str) -> str:
        """The address of a file of ours, which changes with its content, so that browsers may keep it for good."""
        if name not in self._names:
            content = files("bot.web").joinpath("static", name).read_bytes()
            self._names[name] = f"{self.base}/static/{name}?{sha256(content).hexdigest()[:12]}"
        return self._names[name]


def once() -> str:
    """What no other page has."""
    return secrets.token_hex(4)
