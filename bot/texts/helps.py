"""What commands and their arguments are for, in up to 100 characters each: what /help says, and the platforms' menus."""

from collections.abc import Mapping
from dataclasses import dataclass

from bot.texts.sentence import plain


@dataclass(frozen=True, slots=True)
class Help:
    """A command's help, and that of each argument by its name."""

    what: str
    arguments: Mapping[str, str]


def of(what: str, /, **arguments: str) -> Help:
    """The help of a command and of its arguments."""
    return Help(what, arguments)


def shown(words: str) -> str:
    """A help as its reader sees it. Commands are made once, for all languages, so it passes the door only here."""
    return plain(words)


def place(kind: str) -> str:
    """What stands for an argument of this kind where a command is shown as it is typed; empty where its name does."""
    return PLACES.get(kind, "")


PLACES = {
    "topics": "topic…",
    "steps": "step…",
    "day": "day",
    "links": "link…",
    "sure": "yes",
    "end": "finish by…",
    "document": "a file",
}


START = of(
    "Meet me, and begin a roadmap with one tap",
    roadmap="Which roadmap, by its short name",
    when="The first day of your plan",
)
STATUS = of(
    "Where you stand, what is on and what comes next",
    stage="A stage, by its name or number",
    page="A page of a long roadmap",
)
DONE = of(
    "Mark topics as completed",
    topics="Which topic, several, a stage, or steps of one",
    when="The day you finished, if not today",
    link="A link to what you made, kept as evidence",
    note="A note, behind a colon",
    sure="Do it, after the preview",
)
TICK = of(
    "Tick off steps of a topic, such as lessons and chapters",
    steps="Which steps, by number or title",
    when="The day you did them, if not today",
    note="A note, behind a colon",
)
UNTICK = of(
    "Open steps again that are not done after all",
    steps="Which steps, by number or title",
)
STEPS = of(
    "The steps of a topic: see, tick and change them",
    what="A topic, and what its steps are to be",
)
STEPS_ADD = of(
    "Add a step to a topic",
    title="What the step is called, perhaps with how long it takes",
    topic="Which topic, if several are on",
)
STEPS_RENAME = of(
    "Call a step otherwise",
    step="Which step, by its number",
    title="What it is to be called",
)
STEPS_MOVE = of(
    "Move a step to another place in its list",
    step="Which step, by its number",
    place="The number it is to have",
)
STEPS_DROP = of(
    "Take a step out of its list",
    step="Which step, by its number",
)
BEGIN = of(
    "Mark topics as going on",
    topics="Which topic, or several",
    when="The day you began, if not today",
    note="A note, behind a colon",
)
WHY = of("Why I say so: the arithmetic behind ahead, on track or behind")
TODAY = of("The one thing to do now", answer="later, where it is not for today")
NEXT = of("The same as /today")
ROADMAP = of(
    "The whole roadmap at a glance, or a stage of it",
    stage="A stage, by its name or number",
    page="A page of a long roadmap",
)
TOPIC = of(
    "Everything about one topic, links included",
    topic="Which topic",
)
FORECAST = of("When you'll have finished at your own pace, and why")
WHATIF = of(
    "What it takes to finish by a day, or what more hours would change",
    what="finish by a day or month, or hours or topics a week",
)
PLAN = of(
    "Your topics with the days to aim for",
    start="A new first day; shown before it is set",
    finish="A day to be done by, such as 30 june, or 20 a week, or no end",
    sure="Set it, after the preview",
    stage="A stage, by its name or number",
    page="A page of a long roadmap",
)
PLAN_FROM = "Set another first day for your plan; shown before it is set"
PLAN_FINISH = "Name the day by which you want to be done"
DATES = of("Your plan beside the dates of your study group")
REPLAN = of(
    "Plan what is unfinished anew: from today, or from another day",
    way="fresh, stretch, hours or drop",
    start="A new first day; shown before it is set",
    sure="Do it, after the preview",
)
HOURS = of(
    "How many hours a week you study, where the roadmap counts in hours",
    hours="Hours a week, such as 6 or 7.5, or off",
    sure="Set it, after the preview",
)
DAYS = of(
    "On which days of the week you study; the others do not count",
    days="Days, such as mon-fri or mon wed sat, or all",
    sure="Set it, after the preview",
)
GOAL = of(
    "On how many days a week you set out to study; your streak goes by it",
    days="Days a week, such as 3, or off",
)
CHECKIN = of(
    "I studied today",
    minutes="How long, such as 45, 1h30 or 0:45",
    topics="Which topic it was",
    step="Which step of it",
    when="The day you studied, if not today",
    note="What it was, for yourself",
    sure="Add it, where I asked",
)
LOG = of(
    "What you studied: tell me, or read it back",
    minutes="How long, such as 45, 1h30 or 0:45",
    topics="Which topic it was, or whose log you'd like to see",
    step="Which step of it",
    when="The day you studied, if not today",
    note="What you learned, in quotes or behind a colon",
    sure="Add it, where I asked",
    page="A page of your log, where nothing is told",
)
LOG_THIS = "Log this"
"""Of a message that stands in a chat."""

CHOOSE = of(
    "Another page of what there is to choose from",
    what="The page, and the command whose word is missing",
)
SITTING = of(
    "Tell me what you studied, one question at a time",
    answers="What was answered so far; buttons carry it",
)
FOCUS = of(
    "Study by the clock: I say when it is over, and ask how much it was",
    minutes="How long, such as 25 or 1h30; else as long as last time",
    topics="Which topic; else the one of today",
    step="Which step of it",
    what="Open end, stop, or on my own in a group",
)
REMEMBER = of(
    "What you'll remember of a topic, in one sentence",
    topic="Which topic",
    note="Your sentence; without one, I show you what you wrote",
)
OTHERTOPIC = of(
    "Say which topic your last check-in was about",
    which="The topic; a button carries the check-in",
)
CERTIFICATES = of(
    "The certifications of your roadmap, and how you stand with them",
    what="Which one, or a topic; planned, under way or drop in front of it",
)
EARNED = of(
    "A certificate you earned, with a link to it",
    what="Which one, with a link, and the day if it was not today",
)
PORTFOLIO = of(
    "What you have done, to show: topics, hours, links, certificates",
    deed="on or off the web, new for another address, or show and what it shows",
)
STREAK = of("Your weeks in a row with at least one study day")
CHART = of("A picture of your roadmap: its topics against time")
HEATMAP = of("A picture of your study days in the past year")
CARD = of(
    "A picture to share, with a name if you give one",
    name="The name to show on it; I don't keep it",
)
SKIP = of(
    "Leave topics out of your plan",
    topics="Which topic, several, or a stage",
    sure="Do it, after the preview",
)
REOPEN = of(
    "Take up completed or skipped topics again",
    topics="Which topic, several, or a stage",
    sure="Do it, after the preview",
)
UNDO = of(
    "Take back what you said last, or one of the last five",
    which="list, to choose among the last five",
)
CORRECT = of(
    "Correct what you just said: the topic, the day, the minutes",
    topics="The topic that was meant",
    when="The day that was meant",
    minutes="The minutes that were meant",
    number="Minutes, or the number of a topic",
)
OTHERDAY = of(
    "Move what you said last to another day",
    which="The day; a button carries what is moved",
)
NOTHING = of("Leave it: store nothing of what I asked about")
PAUSE = of(
    "Stop the clock: plan, streak and nudges wait",
    days="until friday, since monday, or from … to …",
    sure="Yes, for more than half a year",
)
RESUME = of(
    "End a pause; your plan has moved along",
    when="The day you were back, if not today",
)
NUDGES = of(
    "When I nudge you, the last ten, and how to change it",
    setting="A day and time, how often, quiet hours, on or off",
)
NUDGES_AT = of(
    "On which day of the week, and when, I nudge you",
    weekday="The day of the week",
    time="The time of day, such as 18:30",
)
NUDGES_OFTEN = of(
    "How often I nudge you",
    rhythm="weekly, fortnightly or monthly",
)
NUDGES_QUIET = of(
    "The hours in which I am quiet",
    hours="From and to, such as 22:00-07:30, or off",
)
NUDGES_ON = of(
    "Nudge me, here or in another of my chats",
    where="A chat of yours; without one, where you wrote last",
)
NUDGES_OFF = of("No nudges any more")
WEEK = of(
    "What you mean to do this week, and what became of it",
    said="How much: 2, or 3 days",
)
STUCK = of(
    "What's in the way, and what helps against it",
    said="time, hard, dull, ill or smaller",
)
TIMES = of(
    "When you study: I'm there at that moment, with what is next",
    said="Days and times, off, or what to change of them",
)
NUDGES_ANNOUNCEMENTS = of(
    "Whether you hear what whoever runs this bot tells everybody",
    switch="on or off",
)
SNOOZE = of(
    "Nudge me again in a while",
    span="How long, or until which day",
)
TIMEZONE = of(
    "Your time zone, by city",
    city="A big city near you",
)
SETTINGS = of(
    "Everything that is set, with buttons to change it",
    shown="dark or light pictures; plain words without leading emoji, or emoji again",
)
SKILLS = of(
    "The skills the roadmap assumes; tick what you know",
    skill="A skill to tick or untick",
)
LOOKS = of(
    "Second looks at what you completed: on, off, and what is to come",
    said="on, off, or an answer: knew, half, gone",
)
KNOWN = of(
    "What you knew before you began; it leaves your plan",
    what="Topics by number or name; without any, I show you a list",
)
IMPORT = of(
    "Bring your own roadmap: send me a file",
    document="Markdown, CSV, .xlsx, YAML, JSON, org, OPML",
    choice="What the buttons say",
)
IMPORT_THIS = "Import this file"
"""Of a message that stands in a chat."""

EDIT = of(
    "Change a topic of your own roadmap: title, place, length, add, remove",
    what="A topic, or: rename 3 to …, move 3 after 5, length 3 2 weeks, add …, remove 3",
)
ROADMAPS = of(
    "The roadmaps you're on, and those you brought",
    choice="What the buttons say",
)
SWITCH = of(
    "Go to another of your roadmaps",
    roadmap="Which of yours",
)
SHARE = of(
    "A link by which others get your roadmap",
    deed="off takes its page back; with a name behind it, that of another of yours",
)
LINK = of(
    "Let another chat of yours speak for you too",
    code="The code that /link shows in your other chat",
    sure="Link them, after the preview",
)
UNLINK = of(
    "Part this chat from your others again",
    sure="Part them, after the preview",
)
EXPORT = of(
    "Your roadmap with its ticks, and all I keep about you",
    form="markdown, csv, json, calendar, notes, everything",
)
CALENDAR = of(
    "An address from which calendars read your plan",
    deed="new, or off",
)
WEB = of(
    "Your page on the web",
    deed="off signs out everywhere",
)
FORGET = of(
    "Delete everything I keep about you",
    code="keep, while a deletion waits; else a button carries the code",
)
HELP = of(
    "What I understand, or one command with examples",
    about="Which command, or more",
)
PARTNER = of(
    "Somebody of your study group to keep company with",
    what="on, off or rematch",
)
PROMISE = of(
    "A small promise for the week, told to your partner",
    what="The promise, perhaps by a day; or what became of it: kept, partly, not",
)
GROUP = of(
    "The study group of this chat; admins start, set and stop it",
    what="start, stop or settings",
)
GROUP_START = of(
    "Start the study group of this chat, for those who manage it",
    roadmap="The group's roadmap; without one, yours",
)
GROUP_HERE = of(
    "Move this chat's study group here, for those who manage it",
    number="Which group is meant, where several may move",
)
GROUP_STOP = of("Stop the study group of this chat, for those who manage it")
GROUP_SETTINGS = of(
    "How this group is set, and one setting changed, for those who manage it",
    setting="A day and time, zone, quiet hours, board or rooms",
)
GROUP_DATES = of(
    "The common dates of this group; everybody's own plan stays theirs",
    days="4 jan to 30 jun, from monday, until 30 june, or no end",
)
GROUP_DIGEST = of(
    "When this group has its digest",
    weekday="The day of the week",
    time="The time of day, such as 18:30",
)
GROUP_ZONE = of(
    "The time zone of this group",
    city="A big city in it",
)
GROUP_QUIET = of(
    "The hours in which I am quiet in this group",
    hours="From and to, such as 22:00-07:30, or off",
)
GROUP_BOARD = of(
    "Whether the board of this group is pinned",
    switch="on or off",
)
GROUP_ROOMS = of(
    "Whether each topic has a room of its own here",
    switch="on or off",
)
GROUP_GOAL = of(
    "What this group means to do together",
    together="So many sessions or topics, and by when; or off",
)
CELEBRATE = of(
    "Whether your study group hears at once what you complete",
    what="on or off",
)
CHEER = of(
    "Cheer for what somebody of this group completed",
    number="The number that the button carries",
)
GROUP_HOW = of("How this group goes, told to you alone, for those who lead it")
GROUP_LEAD = of(
    "Let somebody lead this group with you; without a name, who does",
    name="Somebody who joined",
)
GROUP_UNLEAD = of(
    "Let somebody lead this group no more",
    name="Whom you named before",
)
MEMBER = of(
    "One member of a group that you lead, and what can be done",
    what="The numbers of the group and the member, and what to do",
)
LEADERS = of(
    "What those who lead your study group see of you, and who looked",
    what="nothing, topic, or day: your last study day as well",
)
GROUP_HIDE = of(
    "Take a post of mine away, said in reply to it, for those who manage the group",
    what="Nothing: it is said in reply to the post",
)
HIDE_THIS = "Hide this"
"""Of a post of the bot."""

GROUP_CLOSE = of(
    "Close a question of this group, for those who manage it",
    request="The number of the question; without one I show those that are open",
)
GROUP_MUTE = of(
    "Post nothing for a member for a while, for those who manage the group",
    name="Whom",
    term="For how long, such as 7d; a week without it",
)
GROUP_REMOVE = of(
    "Take a member out of this group, for those who manage it",
    name="Whom",
    sure="Take them out, after I asked",
)
GROUP_BACK = of(
    "Welcome back who is muted or out, for those who manage the group",
    name="Whom",
)
JOIN = of(
    "Be part of this group; I show you first what it would see",
    also="celebrate: show it at once, too, what I complete",
    sure="Join, after the preview",
)
LEAVE = of("Leave this group: it sees nothing of you from then on")
BOARD = of("How this group goes: what everybody who joined is on, and their last week")
MEET = of(
    "Meet this group for a while of focus together",
    day="On which day of the week",
    at="At what time, such as 19:00",
    minutes="For how long, such as 60m",
    topic="On which topic",
    often="Once, or every week",
)
MEET_MOVE = of("Move a meeting that you called", day="To which day of the week", at="To what time, such as 20:00")
MEET_CANCEL = of("Call off a meeting that you called", which="Which one, where there are several")
MEET_END = of("End the round that is on, if you called it", which="Which one; the button carries it")
HELPME = of(
    "Ask this group about a topic",
    topic="Which topic",
    question="Your question, or that it is settled",
)
CANHELP = of(
    "I can help with a question of this group",
    number="The number that the button carries",
)
THANKS = of(
    "Thank somebody of this group for their help",
    name="Whom; without a name, who offered to help you",
)

STATS = of("The installation in figures: learners, groups, facts, nudges, incidents")
SAY = of("Tell every learner something; shown first, with whom it would reach", words="What to tell them")
BLOCK = of("Let an account be answered no more", whom="platform:number, or a learner's number")
UNBLOCK = of("Let an account be answered again", whom="platform:number, or a learner's number")
LEARNER = of("A learner in dates and counts", whom="Their number, or platform:number")
A_GROUP = of("A study group in dates and counts", number="The group's number")
ACTS = of("What operators did in the last 90 days")
"""Of operators, whom alone /help shows them."""

OPERATORS = of("What whoever runs this bot has done with your account")
