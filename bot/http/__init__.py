"""The HTTP server: health, metrics, and whatever routes the platforms bring; off unless a setting turns it on."""

from bot.http.server import Server

__all__ = ["Server"]
