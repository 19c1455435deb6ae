"""What partners hear: who they are to each other, their promises, a gentle note on silence, a rematch. Never scolding."""

from collections.abc import Sequence
from datetime import date

from markupsafe import Markup

from bot.texts.phrases import clauses, day, lines, listed, listed_markup, number, paragraphs, sentences, spelled
from bot.texts.sentence import counted, plain, say
from bot.texts.stages import told_apart
from roadmap.group.budget import Carried
from roadmap.group.member import Member
from roadmap.group.promises import Promise, PromiseOutcome
from roadmap.model import Roadmap, Topic
from roadmap.plan import Standing


def willing(title: str) -> Markup:
    """Somebody would like a partner; says what a partner gets to know."""
    return say(
        "👋 Noted: you'd like company in <b>{title}</b>. Partners hear each other's weekly promise and how it went, and after five "
        "quiet days I ask the other for a hello.",
        title=title,
    )


def willing_already(title: str) -> Markup:
    return say(
        "You're on the list in <b>{title}</b>. <code>/partner off</code> takes you off it.",
        title=title,
    )


def not_willing() -> Markup:
    return say("You're off the list. <code>/partner</code> puts you back whenever you like.")


def nobody_else_yet() -> Markup:
    """One willing learner is no pair."""
    return say("You're the first who'd like a partner. As soon as somebody else says so, you two meet.")


def others_are_paired() -> Markup:
    """All others who would like one have a partner."""
    return say(
        "The others have partners just now. As soon as somebody is free, you two meet; else you join a pair on Monday."
    )


def nobody_free() -> Markup:
    """Others would like one, and are paused, or silent for long."""
    return say("Nobody else is free just now. As soon as somebody is, you two meet; I look again every Monday.")


def introduction(partners: Sequence[Member], roadmap: Roadmap, first: Topic | None = None) -> Markup:
    """Said to one learner of a pair or a three in a group on this roadmap; ``partners`` are the others, ``first`` a topic that all of
    them are on."""
    told = [_partner(one, roadmap) for one in partners]
    if len(told) == 1:
        head = say("🤝 Your partner: {partner}.", partner=told[0])
    else:
        head = say("🤝 You're a three this time: {partners}.", partners=listed_markup(told))
    return paragraphs(
        head,
        _first_thing(told_apart(roadmap, first) if first else ""),
        say(
            "You hear each other's promises and how they went. The first one: <code>/promise half an hour by sunday</code>."
        ),
    )


def _first_thing(topic: str) -> Markup:
    """What partners do together first."""
    if topic:
        return say(
            "A first thing together: say hello, and tell each other where you are in <b>{topic}</b> and what you do next.",
            topic=topic,
        )
    return say(
        "A first thing together: say hello, and find one half hour this week in which you both study, each with "
        "<code>/focus 30</code>."
    )


def _partner(member: Member, roadmap: Roadmap) -> Markup:
    """A partner by name, with what they are on and how they stand."""
    on = (
        plain("on {topics}", topics=listed(told_apart(roadmap, topic) for topic in member.topics))
        if member.topics
        else ""
    )
    where = clauses(on, standing(member))
    name = say("<b>{name}</b>", name=member.name)
    return say("<b>{name}</b>, {whereabouts}", name=member.name, whereabouts=where) if where else name


def no_partner_yet() -> Markup:
    """A promise was made without a partner to tell it to."""
    return say("You have no partner yet, so I'll keep it between us. <code>/partner</code> finds you one.")


def promised(promise: Promise, today: date) -> Markup:
    """Said to who made it."""
    ends = day(promise.last_day, today)
    return say("🎯 Until {day}: “{text}”. I'll ask you that evening how it went.", day=ends, text=promise.text)


def promise_replaced(promise: Promise, today: date) -> Markup:
    return say("🎯 Changed. Until {day}: “{text}”.", day=day(promise.last_day, today), text=promise.text)


def promise_told(name: str, promise: Promise, today: date) -> Markup:
    """Said to the partner."""
    return say(
        "🎯 {name} promises you, until {day}: “{text}”.",
        name=name,
        day=day(promise.last_day, today),
        text=promise.text,
    )


def how_it_went(promise: Promise) -> Markup:
    """The question at the week's end; three buttons answer it."""
    return say("🎯 You promised “{text}”. How did it go?", text=promise.text)


ANSWERS = (PromiseOutcome.KEPT, PromiseOutcome.PARTLY, PromiseOutcome.NOT)
"""What a promise may have become, in the order of the buttons."""


def answer(outcome: PromiseOutcome) -> str:
    """The label of a button below that question."""
    match outcome:
        case PromiseOutcome.KEPT:
            return plain("Kept")
        case PromiseOutcome.PARTLY:
            return plain("Partly")
        case PromiseOutcome.NOT | PromiseOutcome.OPEN:
            return plain("Not this time")


def settled(outcome: PromiseOutcome, partners: int) -> Markup:
    """Said to who answered; so many partners hear of it."""
    match outcome:
        case PromiseOutcome.KEPT:
            return sentences(say("🎉 Kept!"), _heard(partners))
        case PromiseOutcome.PARTLY:
            return sentences(
                say("👍 Partly is a good part. What is left may be next week's promise."), _heard(partners)
            )
        case PromiseOutcome.NOT | PromiseOutcome.OPEN:
            return say("Thanks for saying so. A smaller one next week?")


def _heard(partners: int) -> Markup | None:
    if not partners:
        return None
    return say(counted(partners, "Your partners hear of it.", one="Your partner hears of it."))


def promises(mine: Sequence[Promise], today: date) -> Markup:
    """What /promise alone shows."""
    how = say("A promise is one small thing for the week: <code>/promise two chapters of CS224n by sunday</code>.")
    if not mine:
        return how
    return lines(*(say("🎯 Until {day}: “{text}”.", day=day(one.last_day, today), text=one.text) for one in mine))


def nothing_promised() -> Markup:
    return say("There is no promise of yours to settle. <code>/promise two chapters by sunday</code> makes one.")


def day_is_over(by: date, today: date) -> Markup:
    return say("{day} is over. By when will you have done it?", day=day(by, today))


def not_so_far_ahead() -> Markup:
    return say("A promise is for this week or the next; by then a fresh one will fit better.")


def outcome_told(name: str, promise: Promise) -> Markup:
    """Said to the partner when the week is over."""
    match promise.outcome:
        case PromiseOutcome.KEPT:
            return say("🎉 {name} kept the promise: “{text}”.", name=name, text=promise.text)
        case PromiseOutcome.PARTLY:
            return say("👍 {name} got a part of it done: “{text}”.", name=name, text=promise.text)
        case PromiseOutcome.NOT:
            return say(
                "🍃 {name} didn't get to “{text}” this week. A kind word goes a long way.", name=name, text=promise.text
            )
        case PromiseOutcome.OPEN:
            return say("🍃 {name} hasn't said how it went with “{text}”.", name=name, text=promise.text)


def gentle_note(name: str, days: int) -> Markup:
    """Said once in a silence, to the partner of who is silent."""
    return say(
        counted(
            days,
            "🍃 It's been {days} days since {name} last studied. Maybe a hello from you is all it takes.",
            one="🍃 It's been {days} day since {name} last studied. Maybe a hello from you is all it takes.",
        ),
        days=spelled(days),
        name=name,
    )


def rematch_offer(name: str) -> Markup:
    """Said to the partner of who stays silent; a button below takes it."""
    return say(
        "🍃 {name} seems to be busy with other things just now. Would you like another partner meanwhile?", name=name
    )


def let_go(name: str) -> Markup:
    """Said to the partner of who took a rematch."""
    return say(
        "🍃 {name} studies with somebody else from now on. Nothing is lost: I find you somebody too as soon as somebody is free, "
        "unless <code>/partner off</code> says otherwise.",
        name=name,
    )


def rematch_noted() -> Markup:
    return say("👍 I'll look for somebody and introduce you.")


def carried_over(notes: Carried[Markup]) -> Markup | None:
    """What a nudge takes along because the week's budget of messages was used up. None where there is nothing."""
    if not notes.notes:
        return None
    return lines(say("<b>Also this week</b>"), *notes.notes, _earlier(notes.more) if notes.more else None)


def _earlier(notes: int) -> Markup:
    return say(counted(notes, "… and {notes} earlier notes", one="… and {notes} earlier note"), notes=number(notes))


def budget_set(budget: int) -> Markup:
    return say(
        counted(
            budget,
            "🔕 At most {messages} messages a week that you didn't ask for; what is more joins your nudge.",
            one="🔕 At most {messages} message a week that you didn't ask for; what is more joins your nudge.",
        ),
        messages=number(budget),
    )


def standing(member: Member) -> str:
    """The verdict as a partner, or who leads, hears it, without a full stop; empty where nothing says by when anything is to be done."""
    days = number(member.days)
    match member.standing:
        case Standing.NOT_YET:
            return plain(counted(member.days, "begins in {days} days", one="begins in {days} day"), days=days)
        case Standing.AHEAD:
            return plain(counted(member.days, "ahead by {days} days", one="ahead by {days} day"), days=days)
        case Standing.ON_TRACK:
            return plain("on track")
        case Standing.BEHIND:
            return plain(counted(member.days, "{days} days to catch up", one="{days} day to catch up"), days=days)
        case Standing.FINISHED:
            return plain("all done 🏁")
    return ""
