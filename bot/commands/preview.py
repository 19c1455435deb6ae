"""Many topics at once: what would become of them is shown first, with one tap that does it."""

from dataclasses import replace

from bot.chat.context import Context
from bot.chat.reply import Button, Reply, Style, asking
from bot.said.lines import line_of
from bot.said.values import Call
from bot.texts import labels
from bot.texts import several as texts
from bot.texts.phrases import paragraphs
from roadmap.model import Topic

MOST_UNASKED = 10
"""Topics that one message may change without a preview."""


def previewed(context: Context, call: Call, changing: tuple[Topic, ...]) -> Reply | None:
    """What the call would do, where that is much and nobody has seen it yet; None where it is to be done. Nothing is
    stored."""
    if call.sure or len(changing) <= MOST_UNASKED:
        return None
    roadmap = context.roadmap
    again = replace(call, refers=roadmap.refer(call.topics), sure=True)
    unchanged = len(call.topics) - len(changing)
    return Reply(
        text=paragraphs(
            texts.asked(call.command, len(changing), call.day, context.today),
            texts.listed(roadmap, changing),
            texts.unchanged(call.command, unchanged),
            texts.nothing_yet(),
        ),
        buttons=asking(Button(labels.do_it(), line_of(again), Style.MAIN), Button(labels.nothing(), "/nothing")),
    )
