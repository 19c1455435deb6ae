"""What partners hear: who they are to each other, their promises, a gentle note on silence, a rematch. Never scolding."""

from collections.abc import Sequence
from datetime import date

from markupsafe import Markup

from bot.texts.glued import day, lines, listed, paragraphs, plural, spelled
from bot.texts.group_board import standing
from bot.texts.sentence import plain
from roadmap.group.budget import Carried
from roadmap.group.member import Member
from roadmap.group.promises import Outcome, Promise


def willing(title: str) -> Markup:
    """Somebody would like a partner; says what a partner gets to know."""
    return Markup(
        "👋 Noted: you'd like company in <b>{}</b>. I'll introduce you at the next pairing. Partners hear each other's "
        "weekly promise and how it went, and after five quiet days I ask the other for a hello."
    ).format(title)


def willing_already() -> Markup:
    return Markup("You're on the list for the next pairing. <code>/partner off</code> takes you off it.")


def not_willing() -> Markup:
    return Markup("You're off the list. <code>/partner</code> puts you back whenever you like.")


def nobody_else_yet() -> Markup:
    """One willing learner is no pair."""
    return Markup("You're the first who'd like a partner. As soon as somebody else says so, you two meet.")


def introduction(partners: Sequence[Member]) -> Markup:
    """Said to one learner of a pair or a three; ``partners`` are the others."""
    if len(partners) == 1:
        head = Markup("🤝 Your partner: <b>{}</b>, {}.").format(partners[0].name, _whereabouts(partners[0]))
    else:
        head = Markup("🤝 You're a three this time: {}.").format(
            Markup(" and ").join(Markup("<b>{}</b>, {}").format(one.name, _whereabouts(one)) for one in partners)
        )
    return paragraphs(
        head,
        Markup(
            "Say hello. Each of you can give the other a small promise for the week: <code>/promise two chapters of "
            "CS224n by sunday</code>."
        ),
    )


def _whereabouts(member: Member) -> str:
    if not member.topics:
        return standing(member)
    return f"on {listed(topic.title for topic in member.topics)}, {standing(member)}"


def no_partner_yet() -> Markup:
    """A promise was made without a partner to tell it to."""
    return Markup("You have no partner yet, so I'll keep it between us. <code>/partner</code> finds you one.")


def promised(promise: Promise, today: date) -> Markup:
    """Said to who made it."""
    return Markup("🎯 Until {}: “{}”. I'll ask you then how it went.").format(
        day(promise.last_day, today), promise.text
    )


def promise_replaced(promise: Promise, today: date) -> Markup:
    return Markup("🎯 Changed. Until {}: “{}”.").format(day(promise.last_day, today), promise.text)


def promise_told(name: str, promise: Promise, today: date) -> Markup:
    """Said to the partner."""
    return Markup("🎯 {} promises you, until {}: “{}”.").format(name, day(promise.last_day, today), promise.text)


def how_it_went(promise: Promise) -> Markup:
    """The question at the week's end; three buttons answer it."""
    return Markup("🎯 You promised “{}”. How did it go?").format(promise.text)


ANSWERS = (Outcome.KEPT, Outcome.PARTLY, Outcome.NOT)
"""What a promise may have become, in the order of the buttons."""


def answer(outcome: Outcome) -> str:
    """The label of a button below that question."""
    match outcome:
        case Outcome.KEPT:
            return plain("Kept")
        case Outcome.PARTLY:
            return plain("Partly")
        case Outcome.NOT | Outcome.OPEN:
            return plain("Not this time")


def settled(outcome: Outcome, partners: int) -> Markup:
    """Said to who answered; so many partners hear of it."""
    match outcome:
        case Outcome.KEPT:
            return Markup("🎉 Kept!{}").format(_heard(partners))
        case Outcome.PARTLY:
            return Markup("👍 Partly is a good part. What is left may be next week's promise.{}").format(
                _heard(partners)
            )
        case Outcome.NOT | Outcome.OPEN:
            return Markup("Thanks for saying so. A smaller one next week?")


def _heard(partners: int) -> str:
    return {0: "", 1: " Your partner hears of it."}.get(partners, " Your partners hear of it.")


def promises(mine: Sequence[Promise], today: date) -> Markup:
    """What /promise alone shows."""
    how = Markup("A promise is one small thing for the week: <code>/promise two chapters of CS224n by sunday</code>.")
    if not mine:
        return how
    return lines(*(Markup("🎯 Until {}: “{}”.").format(day(one.last_day, today), one.text) for one in mine))


def nothing_promised() -> Markup:
    return Markup("There is no promise of yours to settle. <code>/promise two chapters by sunday</code> makes one.")


def day_is_over(by: date, today: date) -> Markup:
    return Markup("{} is over. By when will you have done it?").format(day(by, today))


def not_so_far_ahead() -> Markup:
    return Markup("A promise is for this week or the next; by then a fresh one will fit better.")


def outcome_told(name: str, promise: Promise) -> Markup:
    """Said to the partner when the week is over."""
    match promise.outcome:
        case Outcome.KEPT:
            return Markup("🎉 {} kept the promise: “{}”.").format(name, promise.text)
        case Outcome.PARTLY:
            return Markup("👍 {} got a part of it done: “{}”.").format(name, promise.text)
        case Outcome.NOT:
            return Markup("🍃 {} didn't get to “{}” this week. A kind word goes a long way.").format(name, promise.text)
        case Outcome.OPEN:
            return Markup("🍃 {} hasn't said how it went with “{}”.").format(name, promise.text)


def gentle_note(name: str, days: int) -> Markup:
    """Said once in a silence, to the partner of who is silent."""
    return Markup("🍃 It's been {} since {} last studied. Maybe a hello from you is all it takes.").format(
        spelled(days, "day"), name
    )


def rematch_offer(name: str) -> Markup:
    """Said to the partner of who stays silent; a button below takes it."""
    return Markup(
        "🍃 {} seems to be busy with other things just now. Would you like another partner meanwhile?"
    ).format(name)


def let_go(name: str) -> Markup:
    """Said to the partner of who took a rematch."""
    return Markup(
        "🍃 {} studies with somebody else from next week on. Nothing is lost: after your next study day I find you "
        "somebody too, unless <code>/partner off</code> says otherwise."
    ).format(name)


def rematch_noted() -> Markup:
    return Markup("👍 I'll look for somebody and introduce you.")


def carried_over(notes: Carried[Markup]) -> Markup | None:
    """What a nudge takes along because the week's budget of messages was used up. None where there is nothing."""
    if not notes.notes:
        return None
    more = Markup("\n… and {}").format(plural(notes.more, "earlier note")) if notes.more else Markup("")
    return Markup("<b>Also this week</b>\n{}{}").format(Markup("\n").join(notes.notes), more)


def budget_set(budget: int) -> Markup:
    return Markup("🔕 At most {} a week that you didn't ask for; what is more joins your nudge.").format(
        plural(budget, "message")
    )
