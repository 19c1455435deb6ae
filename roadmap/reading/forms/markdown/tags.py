"""HTML and short codes as people put them into Markdown, turned into what Markdown has for the same; what is escaped stays."""

import re

_LINK = re.compile(r"(?<!\\)<a\s[^<>]*?href=[\"']([^\"'<>\s]*)[\"'][^<>]*>([^<>\[\]]*)</a>", re.IGNORECASE)
_ITEM = re.compile(r"(?<!\\)<li\b[^<>]*>", re.IGNORECASE)
_CHECKED = re.compile(r"(?<!\\)<input\b[^<>]*\bchecked\b[^<>]*>", re.IGNORECASE)
_BOX = re.compile(r"(?<!\\)<input\b[^<>]*>", re.IGNORECASE)
_TAG = re.compile(
    r"(?<!\\)</?(?:a|b|i|u|s|p|em|strong|del|ins|sup|sub|kbd|span|font|div|img|ul|ol|li|small|big|center|details|summary)"
    r"(?:\s[^<>]*)?/?>",
    re.IGNORECASE,
)
_IMAGE = re.compile(r"\[!\[[^\[\]]*\]\([^()\s]*\)\]\([^()\s]*\)|!\[[^\[\]]*\]\([^()\s]*\)")
_WIKI = re.compile(r"!?\[\[([^\[\]|#\n]+)(?:#[^\[\]|\n]*)?(?:\\?\|([^\[\]\n]+))?\]\]")
_CODE = re.compile(r"(?<!\\):([a-z0-9_]{1,40}):")
_CODES = {
    **dict.fromkeys(("white_check_mark", "heavy_check_mark", "ballot_box_with_check"), "✅"),
    **dict.fromkeys(("construction", "hourglass", "hourglass_flowing_sand", "large_blue_circle"), "🚧"),
    **dict.fromkeys(("x", "white_large_square", "black_square_button"), "❌"),
    **dict.fromkeys(("star", "star2"), "⭐"),
}


def plainer(text: str) -> str:
    """A piece of Markdown with its links and items of HTML in Markdown, without other tags; ``<br>`` stays."""
    if "<" in text:
        text = _ITEM.sub("<br>", _LINK.sub(r"[\2](<\1>)", text))
        text = _TAG.sub("", _BOX.sub("❌ ", _CHECKED.sub("✅ ", text)))
    if "![" in text:
        text = _IMAGE.sub("", text) if _IMAGE.sub("", text).strip() else text
    if "[[" in text:
        text = _WIKI.sub(lambda found: found[2] or found[1], text)
    return _CODE.sub(lambda found: _CODES.get(found[1], found[0]), text) if ":" in text else text
