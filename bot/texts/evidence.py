"""What is said of pictures and PDFs that show what was done; they stay where they were sent."""

from collections.abc import Sequence

from markupsafe import Markup

from bot.texts.phrases import named, number
from bot.texts.platforms import at_platform, platform_name
from bot.texts.sentence import counted, plain, say
from roadmap.proofs import MOST_FILES


def kept(platform: str, shows: Sequence[str], *, several: bool) -> Markup:
    """A file was kept, by what its platform calls it, of the topics or the certificate that it ``shows``."""
    values = {"platform": platform_name(platform), "what": named(shows)}
    if several:
        return say(
            "📎 Of these pictures I keep the one with the words, for {what}: where {platform} has it, not the file itself.",
            **values,
        )
    return say(
        "📎 Kept for {what}: where {platform} has your file, not the file itself. Once it is gone there, it is gone here too.",
        **values,
    )


def last_ones() -> Markup:
    """There are more files than are kept."""
    return say("I keep the last {count} of one topic or certificate.", count=number(MOST_FILES))


def not_kept() -> Markup:
    """A file came along with words that keep none."""
    return say(
        "📎 I kept nothing of the file. With <code>done nlp</code> or <code>certificate fast.ai</code> below it, I "
        "remember where it is."
    )


def no_exhibit() -> Markup:
    """Something came along that is neither a picture nor a PDF, with words that told something."""
    return say("📎 I kept nothing of the file. Only pictures and PDFs can be shown again.")


def goes_along() -> Markup:
    """A file came along with words that have to be asked about."""
    return say("📎 Your file goes along with what you tap here.")


def gone(platform: str) -> Markup:
    """In the place of a file that its platform has no more."""
    return say(
        "📎 One file is gone: {platform} doesn't have it any more. What you told of it stays; send it again with the same "
        "words if you like.",
        platform=platform_name(platform),
    )


def no_files_here(file: str) -> Markup:
    """The name of a file was typed where there are none."""
    return say("I keep no files and no paths, so not “{file}”. A link works: https://…", file=file)


def files_here(count: int) -> Markup:
    """Of files that are shown below."""
    return say(counted(count, "📎 {count} files of yours", one="📎 One file of yours"), count=number(count))


def elsewhere(count: int, platform: str) -> Markup:
    """Of files that were sent on another platform."""
    return say(
        counted(
            count,
            "📎 {count} files were sent {platform}; ask me there to see them.",
            one="📎 One file was sent {platform}; ask me there to see it.",
        ),
        count=number(count),
        platform=at_platform(platform),
    )


def all_files(count: int) -> str:
    """The label of a button that shows them all."""
    return plain(counted(count, "📎 All {count} files"), count=number(count))
