"""PURE: text that went through a wrong encoding on its way, mended."""


def repaired(text: str) -> str:
    """The text, mended line by line where UTF-8 was once taken for something else."""
    if text.isascii():
        return text
    import ftfy  # noqa: PLC0415 - it takes long to load, and plain text needs none

    return "\n".join(ftfy.fix_encoding(line) for line in text.split("\n"))


def load(text: str) -> None:
    """Load what mending this text may take, for a process that can load little later on."""
    if not text.isascii():
        import ftfy  # noqa: F401, PLC0415 - as above
