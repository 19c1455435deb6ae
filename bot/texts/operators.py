"""What operators read, in their chat and at the command line; and what a learner reads of what they did."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime
from zoneinfo import ZoneInfo

from markupsafe import Markup

from bot.operating import Act, ActKind, Figures, OfAccount, OfGroup, OfLearner
from bot.texts.phrases import (
    day,
    lines,
    listed,
    listed_markup,
    moment,
    number,
    numeral,
    paragraphs,
    sentences,
    shortened,
)
from bot.texts.platforms import platform_name
from bot.texts.sentence import counted, plain, say

MOST_COUNTED = 30
"""Counts of a kind each, in a line."""

MOST_NUMBERS = 5
"""Incidents that are named in one message."""


def stats(figures: Figures) -> Markup:
    """An installation."""
    week, month = figures.active[7], figures.active[30]
    return lines(
        say("📈 <b>This installation</b>"),
        say(
            "Learners: {learners}, heard in the last 7 days: {week}, in the last 30: {month}",
            learners=number(figures.learners),
            week=number(week),
            month=number(month),
        ),
        say("Accounts: {platforms}", platforms=_by(figures.accounts, platform_name)),
        say("Study groups: {groups}", groups=number(figures.groups)),
        say("Facts told: {facts}", facts=number(figures.facts)),
        say("Rows of the ledger due in the last 7 days: {nudges}", nudges=_by(figures.nudges)),
        say(
            "Incidents in the last 7 days: {week}, in the last 30: {month}",
            week=number(figures.incidents[7]),
            month=number(figures.incidents[30]),
        ),
        say("Blocked accounts: {blocked}", blocked=number(figures.blocked)) if figures.blocked else None,
    )


def _by(counts: Mapping[str, int], name: Callable[[str], str] = str) -> str:
    """ "Telegram 12 and Discord 3"; "none" where there are none."""
    shown = [plain("{name} {count}", name=name(one), count=number(count)) for one, count in counts.items()]
    return listed(shown, most_named=MOST_COUNTED) if shown else plain("none")


def learner(figures: OfLearner, zone: ZoneInfo, now: datetime) -> Markup:
    """A learner in dates and counts."""
    today = now.astimezone(zone).date()
    heard = say("Heard last on {day}", day=day(figures.heard_on, today)) if figures.heard_on else say("Never heard")
    told = (
        say(
            "Facts: {facts}; their days go from {first} to {last}",
            facts=_by(figures.facts),
            first=day(figures.days[0], today),
            last=day(figures.days[1], today),
        )
        if figures.days
        else say("Facts: none")
    )
    return lines(
        say(
            "👤 <b>Learner {number}</b>, since {moment}",
            number=numeral(figures.number),
            moment=moment(figures.since, zone, today, is_ahead=False),
        ),
        *(_account(one, zone, now) for one in figures.accounts),
        heard,
        say("Roadmaps: {roadmaps}", roadmaps=number(figures.roadmaps)),
        told,
        say("Study groups: {groups}", groups=number(figures.groups)),
        say("Rows of the ledger due in the last 30 days: {nudges}", nudges=_by(figures.nudges)),
        say("<i>They can read that you looked: /settings operators.</i>"),
    )


def _account(account: OfAccount, zone: ZoneInfo, now: datetime) -> Markup:
    name = plain("{platform}:{account}", platform=account.platform, account=account.user_id)
    today = now.astimezone(zone).date()
    if account.blocked_at:
        since = moment(account.blocked_at, zone, today, is_ahead=False)
        return say("Account: <code>{name}</code>, blocked since {moment}", name=name, moment=since)
    if account.unreachable_at:
        since = moment(account.unreachable_at, zone, today, is_ahead=False)
        return say("Account: <code>{name}</code>, not to be written to since {moment}", name=name, moment=since)
    return say("Account: <code>{name}</code>", name=name)


def group(figures: OfGroup, zone: ZoneInfo, now: datetime) -> Markup:
    """A study group in dates and counts."""
    today = now.astimezone(zone).date()
    gone, refused = (
        moment(one, zone, today, is_ahead=False) if one else None for one in (figures.gone_at, figures.refused_at)
    )
    return lines(
        say(
            "👥 <b>Group {number}</b> on {platform}, the bot is in it since {moment}",
            number=numeral(figures.number),
            platform=platform_name(figures.platform),
            moment=moment(figures.since, zone, today, is_ahead=False),
        ),
        say("Its plan begins on {day}", day=day(figures.first_day, today))
        if figures.first_day
        else say("It has no plan: it was never started, or was stopped"),
        say("Not written to any more since {moment}", moment=gone) if gone else None,
        say("It takes no posts since {moment}", moment=refused) if refused else None,
        say("Members: {members}", members=number(figures.members)),
        say("Open requests for help: {requests}", requests=number(figures.requests)),
        say("Rows of the ledger due in the last 30 days: {nudges}", nudges=_by(figures.nudges)),
    )


def nobody(said: str) -> Markup:
    return say(
        "Nobody here is “{said}”. A learner goes by their number, or by an account of theirs.", said=shortened(said)
    )


def no_group(number_: int) -> Markup:
    return say("There is no group {number}.", number=numeral(number_))


def blocked(accounts: int, groups: int, names: Sequence[str], *, is_known: bool) -> Markup:
    """Said of a block; ``groups`` are those that were left. One account may be blocked before it is known."""
    what = say(
        counted(
            accounts,
            "🚫 {count} accounts are blocked: {names}. Each is told so once, and then nothing more.",
            one="🚫 {names} is blocked. They are told so once, and then nothing more.",
        ),
        count=number(accounts),
        names=listed(names),
    )
    unknown = say(
        "🚫 {name} is blocked. Nobody has come by that account yet; if they do, they are told so once, and then nothing more.",
        name=names[0],
    )
    left = say(
        counted(
            groups,
            "They left {groups} groups, and what they said is taken out of the posts there.",
            one="They left one group, and what they said is taken out of the posts there.",
        ),
        groups=number(groups),
    )
    return sentences(
        what if is_known else unknown,
        left if groups else None,
        say("<code>/unblock {name}</code> ends it.", name=names[0]),
    )


def blocked_already() -> Markup:
    return say("Blocked already; nothing to change.")


def an_operator() -> Markup:
    return say("That is an operator. Take them out of OPERATORS first.")


def not_blocked() -> Markup:
    return say("Not blocked; nothing to change.")


def unblocked(accounts: int, names: Sequence[str]) -> Markup:
    return sentences(
        say(
            counted(accounts, "✅ {names} are answered again.", one="✅ {names} is answered again."),
            names=listed(names),
        ),
        say("Groups that they left they may join anew."),
    )


def dry_run(shown: Markup, reached: Mapping[str, int], unwanted: int, away: int) -> Markup:
    """What an announcement would be, and whom it would reach: how many learners by platform, how many want none, how many
    cannot be written to."""
    total = sum(reached.values())
    where = say(
        counted(
            total,
            "This would go to {count} learners ({platforms}), once to each, after their quiet hours, within a day.",
            one="This would go to one learner ({platforms}), once, after their quiet hours, within a day.",
        ),
        count=number(total),
        platforms=_by(reached, platform_name),
    )
    return paragraphs(
        sentences(
            where,
            say(
                counted(unwanted, "{count} want no announcements.", one="One wants no announcements."),
                count=number(unwanted),
            )
            if unwanted
            else None,
            say(counted(away, "{count} cannot be written to.", one="One cannot be written to."), count=number(away))
            if away
            else None,
        ),
        shown,
    )


def send() -> str:
    return plain("Send it")


def filed_before(count: int, at: datetime, zone: ZoneInfo, now: datetime) -> Markup:
    """The same words were sent within the hour, so that they are not sent again."""
    return say(
        counted(
            count,
            "📣 In these words it went to {count} learners already, at {at}. Nothing was sent again; in other words it would be.",
            one="📣 In these words it went to one learner already, at {at}. Nothing was sent again; in other words it would be.",
        ),
        count=number(count),
        at=moment(at, zone, now.astimezone(zone).date(), is_ahead=False),
    )


def filed(count: int) -> Markup:
    return say(
        counted(
            count,
            "📣 On its way to {count} learners. /stats shows what became of it.",
            one="📣 On its way to one learner. /stats shows what became of it.",
        ),
        count=number(count),
    )


def incidents(numbers: Sequence[str], first: datetime, last: datetime, zone: ZoneInfo, today: date) -> Markup:
    """To an operator: that there were some, by the numbers that the log has them under."""
    if len(numbers) == 1:
        return say(
            "🐞 Incident {number}, {moment}. Somebody was told this number; the log has what broke, under it.",
            number=say("<code>{number}</code>", number=numbers[0]),
            moment=moment(first, zone, today, is_ahead=False),
        )
    return say(
        counted(
            len(numbers),
            "🐞 {count} incidents from {first} to {last}: {numbers}. The log has what broke, under each number.",
        ),
        count=number(len(numbers)),
        first=moment(first, zone, today, is_ahead=False),
        last=moment(last, zone, today, is_ahead=False),
        numbers=listed_markup((say("<code>{number}</code>", number=one) for one in numbers), most_named=MOST_NUMBERS),
    )


def acts(found: Sequence[Act], names: Mapping[str, str], zone: ZoneInfo, now: datetime) -> Markup:
    """The log, for operators."""
    if not found:
        return say("No operator has done anything in the last 90 days.")
    today = now.astimezone(zone).date()
    return lines(
        say("🗒 <b>What operators did</b>, the latest first"), *(_line(one, names, zone, today) for one in found)
    )


def _line(act: Act, names: Mapping[str, str], zone: ZoneInfo, today: date) -> Markup:
    """Who is known by a shadow that is nobody's now operates no more."""
    when = moment(act.at, zone, today, is_ahead=False)
    who = names.get(act.by, plain("somebody who operates no more")) if act.by else plain("the command line")
    if act.subject is None or act.kind is ActKind.BLOCK:
        return say("{moment}: {what}, by {who}", moment=when, what=_did(act.kind), who=who)
    return say(
        "{moment}: {what} ({number}), by {who}",
        moment=when,
        what=_did(act.kind),
        number=numeral(act.subject),
        who=who,
    )


def _did(kind: ActKind) -> str:
    match kind:
        case ActKind.STATS:
            return plain("looked at the figures")
        case ActKind.SAY:
            return plain("told everybody something")
        case ActKind.BLOCK:
            return plain("blocked an account")
        case ActKind.UNBLOCK:
            return plain("let a blocked account be answered again")
        case ActKind.LEARNER:
            return plain("looked at a learner")
    return plain("looked at a group")


def done_to_you(found: Sequence[Act], zone: ZoneInfo, today: date, *, announcements: bool) -> Markup:
    """To a learner: what was done with their account, the latest first."""
    return paragraphs(
        lines(
            say("🗒 <b>What whoever runs this bot did with your account</b>, in the last 90 days"),
            *(_to_you(one, moment(one.at, zone, today, is_ahead=False)) for one in found),
        )
        if found
        else say("🗒 Whoever runs this bot has done nothing with your account in the last 90 days."),
        say(
            "They can see when you joined, how much you told and what I sent, in dates and counts, never a word of it; they can "
            "block an account, and tell everybody something."
        ),
        say("You hear what they tell everybody: <code>/nudges announcements off</code> ends that.")
        if announcements
        else say("You hear nothing of what they tell everybody: <code>/nudges announcements on</code> brings it back."),
    )


def _to_you(act: Act, when: Markup) -> Markup:
    match act.kind:
        case ActKind.BLOCK if act.subject:
            return say(
                counted(
                    act.subject,
                    "{moment}: blocked it; that took you out of {groups} groups, and from any partner there",
                    one="{moment}: blocked it; that took you out of a group, and from any partner there",
                ),
                moment=when,
                groups=number(act.subject),
            )
        case ActKind.BLOCK:
            return say("{moment}: blocked it", moment=when)
        case ActKind.UNBLOCK:
            return say("{moment}: ended the block", moment=when)
    return say("{moment}: looked at your dates and counts", moment=when)
