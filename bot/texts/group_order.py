"""Order in a group: what an admin did, said to them; and to whom it was done, kindly and directly."""

from collections.abc import Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from markupsafe import Markup

from bot.send_errors import Ability
from bot.texts.group_abilities import right
from bot.texts.phrases import lines, listed_markup, moment, number, numeral, paragraphs, sentences, shortened
from bot.texts.sentence import counted, plain, say


def undo() -> str:
    return plain("↩ Undo")


def take_out() -> str:
    return plain("👋 Take out")


def close_it(request: int, topic: str) -> str:
    """A button; the number is the request's."""
    return plain("✖ {number}. {topic}", number=numeral(request), topic=topic)


# Said to the admin.


def hide_how(*, by_menu: bool) -> Markup:
    """/group hide that is about no post; a platform has a menu of messages, or it is said in reply."""
    if by_menu:
        return say("Which post? Choose “Hide this” from its menu, under Apps.")
    return say("Which post? Say <code>/group hide</code> in reply to it.")


def not_mine() -> Markup:
    return say("I can only hide what I posted myself.")


def not_known_yet() -> Markup:
    """Something is being posted there just now, which may be what is meant."""
    return say("I'm posting something here just now. Try again in a minute.")


def answer_hidden() -> Markup:
    """A message that was no post, but an answer to somebody."""
    return say("✔ I take it away. It was an answer of mine: I quote it nowhere, and can't bring it back.")


def hidden() -> Markup:
    return say("✔ I take it away and won't quote it again.")


def hidden_with_quotes(count: int) -> Markup:
    """A digest that quoted questions; each of these stays open, in its own post."""
    return say(
        counted(
            count,
            "✔ I take it away, and won't quote its {count} questions again. A question's own post is hidden the same "
            "way.",
            one="✔ I take it away, and won't quote its question again. The question's own post is hidden the same way.",
        ),
        count=number(count),
    )


def board_hidden() -> Markup:
    return say(
        "✔ I take the board away, and it stays off: <code>/group board on</code> brings it back. If it's about one name, <code>/group "
        "mute @name</code> keeps that one off it."
    )


def hidden_already() -> Markup:
    return say("That one is hidden already; if you still see it, I try once more.")


def still_there(title: str, ability: Ability | None, platform: str) -> Markup:
    """Told to who had it taken away: the chat does not let the bot, for it lacks a right or for good."""
    if ability is None:
        return say(
            "👀 What you hid in <b>{title}</b> still stands there: the chat doesn't let me take it away. Please delete it there yourself. I "
            "won't quote it.",
            title=title,
        )
    return say(
        "👀 What you hid in <b>{title}</b> still stands there: I lack the right to “{right}”. Grant it and it goes by itself, or delete it "
        "there yourself. I won't quote it.",
        title=title,
        right=right(ability, platform),
    )


def shown_again() -> Markup:
    return say("↩ Taken back. It comes again in a moment.")


def shown_later(at: datetime, zone: ZoneInfo, now: datetime) -> Markup:
    """It is quiet in the group until then."""
    return say(
        "↩ Taken back. It comes again after the quiet hours, {at}.", at=moment(at, zone, now.astimezone(zone).date())
    )


def shown_once_taken() -> Markup:
    """The group takes no posts just now."""
    return say("↩ Taken back. It comes again once I can post here.")


def shown_partly() -> Markup:
    """A post that tells of somebody who is muted."""
    return say("↩ Taken back. It comes again without who is muted here.")


def shown_when_asker_muted() -> Markup:
    """A question of somebody who is muted."""
    return say("↩ Taken back: the question is open. Who asked is muted here, so I don't post it.")


def shown_when_all_muted() -> Markup:
    """A post that tells of nobody but who is muted."""
    return say("↩ Taken back. It tells only of who is muted here, so I don't post it.")


def shown_no_more() -> Markup:
    """What it told of is so no more, as a round that nobody is in."""
    return say("↩ Taken back. By now there is nothing to tell, so I don't post it.")


def shown_when_closed() -> Markup:
    """A question that was settled before."""
    return say("↩ Taken back. The question is settled, so there is nothing to post.")


def shown_too_late() -> Markup:
    """What is of no use any more by now."""
    return say("↩ Taken back. It's too late to post it again; I'll quote it as before.")


def shown_when_stopped() -> Markup:
    """A post of a group that was stopped since: nothing is posted there, and nothing quoted."""
    return say("↩ Taken back. The group is stopped, so there is nothing to post.")


def undone_already() -> Markup:
    return say("That's taken back already.")


def sure_to_remove(name: str, *, by_button: bool) -> Markup:
    """Asked first; where no button would work, it is typed."""
    asked = say(
        "Take {name} out of this group? It sees nothing of them from then on, and what they said here through me goes. They "
        "join again only once an admin lets them.",
        name=name,
    )
    return (
        asked
        if by_button
        else paragraphs(asked, say("If so, say it there with a yes: <code>/group remove @name yes</code>"))
    )


def not_oneself() -> Markup:
    """Whoever manages the group would mute themselves, or take themselves out."""
    return say("That's you. <code>/leave</code> takes you out of this group.")


def removed(name: str) -> Markup:
    return say(
        "✔ {name} is out of this group, and is told so. <code>/group back @name</code> lets them join again.", name=name
    )


def muted(name: str, until: datetime, zone: ZoneInfo, now: datetime, *, is_told: bool) -> Markup:
    """``is_told`` says whether they can be told before it is over."""
    return sentences(
        say(
            "✔ Until {until} I post nothing for {name} here: no question, offer or thanks, no line on the board or in the digest.",
            name=name,
            until=moment(until, zone, now.astimezone(zone).date()),
        ),
        say("They are told so.")
        if is_told
        else say("I can't tell them before it's over; they read it if they say something here."),
        say("<code>/group back @name</code> ends it."),
    )


def back(name: str) -> Markup:
    """Somebody may be heard in the group again."""
    return say("↩ {name} is welcome here as before.", name=name)


def they_may_join() -> Markup:
    return say("↩ They may join again.")


def nothing_to_undo() -> Markup:
    return say("Nobody of that name is muted or out just now.")


def no_such_member(*, by_mention: bool) -> Markup:
    """A mention tells the bot on one platform who is meant; on another it has a user name, which the bot does not know."""
    if by_mention:
        return say("I know no member of that name here. Mention them, or say it in reply to a message of theirs.")
    return say(
        "I know no member of that name here. Say it in reply to a message of theirs, or with the name that the board has."
    )


def nobody_is_out() -> Markup:
    return say("Nobody is muted or out just now.")


def who_is_out(names: Sequence[str]) -> Markup:
    return say("Muted or out just now: {names}.", names=listed_markup([say("{name}", name=name) for name in names]))


def member_to_choose() -> str:
    """What is chosen from a menu."""
    return plain("Member")


def name_whom() -> Markup:
    return say("Whom do you mean? Name them, or say it in reply to a message of theirs.")


def no_such_term(said: str) -> Markup:
    return say("For how long? Such as <code>7d</code>, up to a year. I couldn't read “{said}”.", said=shortened(said))


def which_to_close(rows: Sequence[Markup]) -> Markup:
    return lines(say("Which question is closed?"), *rows)


def question_to_close() -> str:
    """What is chosen from a menu."""
    return plain("Question")


def open_question(request: int, name: str, topic: str, question: str) -> Markup:
    """One of those that may be closed, by its number."""
    if not question:
        return say("{number}. {name}: {topic}", number=numeral(request), name=name, topic=topic)
    return say(
        "{number}. {name}: {topic}, “{question}”", number=numeral(request), name=name, topic=topic, question=question
    )


def no_such_question(request: int) -> Markup:
    return say("No question {number} is open here.", number=numeral(request))


def nothing_open() -> Markup:
    return say("No question is open here.")


def question_closed(request: int) -> Markup:
    return say("✔ Question {number} is closed; who asked is told so.", number=numeral(request))


def reopened() -> Markup:
    return say("↩ Open again.")


# Said to whom it was done.


def muted_here(until: datetime, zone: ZoneInfo, now: datetime) -> Markup:
    """To who is muted and says something that the group would hear of, told to them alone; ``zone`` is theirs."""
    return say(
        "An admin asked me to post nothing for you here until {until}. All the rest goes on as ever.",
        until=moment(until, zone, now.astimezone(zone).date()),
    )


def may_not_join() -> Markup:
    return say("An admin took you out of this group. If you'd like to be back, ask one of them.")


def told_hidden(title: str) -> Markup:
    return say(
        "An admin of <b>{title}</b> asked me to take a post of yours off the chat. It happens; say it in other words if it matters.",
        title=title,
    )


def told_closed(topic: str, title: str) -> Markup:
    return say(
        "An admin of <b>{title}</b> closed your question about <b>{topic}</b>. Still stuck? <code>/helpme</code> there asks anew.",
        title=title,
        topic=topic,
    )


def told_muted(title: str, until: datetime, zone: ZoneInfo, now: datetime) -> Markup:
    return paragraphs(
        say(
            "An admin of <b>{title}</b> asked me to post nothing for you there until {until}: no questions, offers or thanks, and no "
            "line on the board.",
            title=title,
            until=moment(until, zone, now.astimezone(zone).date()),
        ),
        say("Your plan, your log and your nudges go on as ever. If it's a misunderstanding, talk to them."),
    )


def told_removed(title: str) -> Markup:
    return paragraphs(
        say(
            "An admin of <b>{title}</b> took you out of the study group: it sees nothing of you any more, and what you said there "
            "through me is gone.",
            title=title,
        ),
        say("Your plan, your log and your nudges are yours and go on. If it's a misunderstanding, talk to them."),
    )


def told_said_again(title: str) -> Markup:
    """A post of theirs was brought back, or a question of theirs is open again."""
    return say("🙋 An admin of <b>{title}</b> took it back: what you asked or said stands there again.", title=title)


def told_not_hidden(title: str) -> Markup:
    """The same where nothing of it stands in the group: it is closed, or they are muted there."""
    return say("🙋 An admin of <b>{title}</b> took it back: what you asked or said is hidden no more.", title=title)


def told_open(title: str) -> Markup:
    """A question of theirs is open again that the group does not see, for they are muted."""
    return say("🙋 An admin of <b>{title}</b> took it back: your question is open again.", title=title)


def told_back(title: str) -> Markup:
    return say("🎒 An admin of <b>{title}</b> took it back: you're welcome there as before.", title=title)


def told_expired(topic: str, title: str) -> Markup:
    return say(
        "🙋 Your question about <b>{topic}</b> stood in <b>{title}</b> for two weeks, so I've closed it. Still stuck? <code>/helpme</code> "
        "there asks anew.",
        topic=topic,
        title=title,
    )


# Said to the group.


def no_leader(title: str) -> Markup:
    return say(
        "🌿 Who looked after <b>{title}</b> here has left. All goes on as set; whoever manages this chat may take over with "
        "<code>/group settings</code>.",
        title=title,
    )
