"""What Telegram's client is to a page that it opens: its colours, and its script, of which this is a stand-in."""

import json
from collections.abc import Mapping

LIGHT = {
    "bg_color": "#ffffff",
    "secondary_bg_color": "#f4f4f5",
    "section_bg_color": "#ffffff",
    "text_color": "#000000",
    "hint_color": "#707579",
    "link_color": "#3390ec",
    "button_color": "#3390ec",
    "button_text_color": "#ffffff",
    "destructive_text_color": "#e53935",
}
DARK = {
    "bg_color": "#212121",
    "secondary_bg_color": "#0f0f0f",
    "section_bg_color": "#212121",
    "text_color": "#ffffff",
    "hint_color": "#aaaaaa",
    "link_color": "#8774e1",
    "button_color": "#8774e1",
    "button_text_color": "#ffffff",
    "destructive_text_color": "#e53935",
}

STAND_IN = """
const handlers = {};
window.Telegram = { WebApp: {
  initData: %s, themeParams: %s, colorScheme: "light", opened: [], isBackShown: false,
  ready() { this.isReady = true; }, expand() {},
  onEvent(name, handler) { handlers[name] = handler; },
  openLink(url) { this.opened.push(url); }, openTelegramLink(url) { this.opened.push(url); },
  BackButton: {
    show() { window.Telegram.WebApp.isBackShown = true; }, hide() { window.Telegram.WebApp.isBackShown = false; },
    onClick(handler) { handlers.back = handler; } },
  say(name) { handlers[name]?.(); },
} };
"""


def stand_in(init_data: str, theme: Mapping[str, str]) -> str:
    """The script of a client that says this of who opened the page, and has these colours."""
    return STAND_IN % (json.dumps(init_data), json.dumps(theme))
