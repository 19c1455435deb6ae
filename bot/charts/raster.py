"""SVG to PNG with the shipped fonts, so that a picture is the same on every machine, and the system's for what they lack."""

from bot.charts.face import BOLD, FAMILY, REGULAR, face
from bot.charts.fallback import FALLBACK
from bot.charts.lettering import JOINERS

FONTS = [str(REGULAR), str(BOLD)]


def rasterise(svg: str) -> bytes:
    """The picture as a PNG, of the size it states. Raises ValueError for what is no SVG.

    It takes about 40 ms and holds the interpreter lock meanwhile: see ``bot.drawing``.
    """
    import resvg_py  # noqa: PLC0415 - of a bot's processes only the one that draws needs it

    lacking = set(svg) - face(bold=False).advances.keys() - JOINERS
    fonts = [*FONTS, *FALLBACK.files(char for char in lacking if char.isprintable())]
    return bytes(resvg_py.svg_to_bytes(svg_string=svg, skip_system_fonts=True, font_files=fonts, font_family=FAMILY))
