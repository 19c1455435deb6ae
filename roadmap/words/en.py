"""English, British and American, as it is typed in the evening on a phone."""

from typing import TypeVar

from roadmap.words import (
    AmountWords,
    CertificateWords,
    Chitchat,
    ClockWords,
    DayWords,
    EditWords,
    FocusWords,
    Mood,
    ReplyWords,
    Side,
    StudyTimeWords,
    Unit,
    Verb,
    Words,
)

Value = TypeVar("Value")


def _all(phrases: str) -> tuple[str, ...]:
    """The phrases of a text, parted by bars."""
    return tuple(phrase.strip() for phrase in phrases.split("|"))


def _table(*rows: tuple[str, Value]) -> dict[str, Value]:
    """A row for each phrase of a row."""
    return {phrase: value for phrases, value in rows for phrase in _all(phrases)}


_VERBS = _table(
    (
        """finished | finished with | finished up | finished off | done | done with | all done
        | all done with | completed | complete | passed | wrapped up | through with | got through
        | ticked off | checked off | crossed off | tick off | check off | cross off | finalised | finalized | mark as done
        | mark as completed | mark done | ✅ | ✔ | ☑""",
        Verb.DONE,
    ),
    (
        """begin | began | begun | began with | begun with | started | started with | started on | start
        | start with | starting | starting with | beginning | beginning with | kicked off
        | got started with | got started on | kicking off | getting started with | getting started on""",
        Verb.BEGIN,
    ),
    (
        """studied | read | watched | practised | practiced | worked on | worked through | learned
        | learnt | revised | reviewed | coded | spent | put in | got in | managed | squeezed in | logged
        | log | went through | been studying | been reading | been watching | been working on
        | been learning | was studying | crammed | did a bit | did a bit of | did a little | did a little bit | did a little of | did a bit more""",
        Verb.STUDY,
    ),
    ("skip | skipped | skipping | leave out | leaving out | left out", Verb.SKIP),
    ("reopen | reopened | reopening | uncheck | unchecked | unticked | unmark | unmarked | open again", Verb.REOPEN),
    (
        """pause | paused | pausing | on holiday | on holidays | on vacation | on leave | ill | sick
        | off sick | off ill | on a break | taking a break | take a break | taking time off
        | taking a few days off | off studying | fell ill | got ill | got sick | fell sick
        | down with the flu | have the flu | had the flu | got the flu""",
        Verb.PAUSE,
    ),
    (
        """back | resume | resumed | resuming | back again | back at it | back on it | back to studying
        | back to work | back from holiday | back from vacation | back in business""",
        Verb.RESUME,
    ),
)
_FAINT = _table(
    ("finish | finishing | wrapping up | wrap up | completing | over with | nailed | aced | cleared", Verb.DONE),
    (
        """doing | picked up | picking up | moving on to | moved on to | onto | on to | skip to | skipped to
        | skip ahead to | skipped ahead to | jump to | jumped to | jumped ahead to""",
        Verb.BEGIN,
    ),
    ("studying | reading | watching | practising | practicing | working on | learning | revising | study", Verb.STUDY),
    ("drop | dropped | dropping | give up on | gave up on", Verb.SKIP),
    (
        """away | travelling | traveling | out of town | need a break | want a break | a break | need time off | off
        | day off | a day off | taking a day off | taking the day off | taking today off | took the day off
        | going on holiday | going on vacation | leaving for holiday | leaving for vacation | going away | busy | swamped | have exams | got exams""",
        Verb.PAUSE,
    ),
    ("continue | continuing | carrying on", Verb.RESUME),
)
_MOODS = _table(
    (
        """not | never | no | nothing | none | nope | haven't | have not | hasn't | hadn't | didn't
        | did not | isn't | aren't | wasn't | weren't | don't | doesn't | can't | cannot | couldn't
        | wouldn't | shouldn't | no longer | without | yet | still | almost | nearly | not quite | hardly
        | barely | halfway | failed | gave up | given up | neither | nor | unfinished | incomplete
        | undone | except | except for | but not | instead of | far from | unable | zero | forgot
        | missed | minus""",
        Mood.NEGATION,
    ),
    (
        """will | i'll | we'll | won't | going to | gonna | plan to | plan on | planning | planned
        | planned to | want to | wanna | wanted to | hope to | hoping | hoped | intend | intend to
        | would like | i'd like | i'd love | need to | needs to | have to | has to | gotta | got to
        | should | must | about to | shall | might | could | would | try to | trying | tried | ready to
        | looking forward | let's | thinking of | thinking about | expect to | aim to | aiming
        | supposed to | later | soon | eventually | someday | to finish | to complete | to begin
        | to start | to study | to do | to read | to watch | to be done | to skip | to pause | due | todo
        | remind me | can i | may i | promise | goal | next up | getting close | close to | ill finish
        | ill start | ill begin | ill do | ill study | ill be | ill try | ill read | ill watch
        | ill complete | ill skip | ill get | ill have | ill go | ill take""",
        Mood.INTENTION,
    ),
    (
        """if | when | whenever | as soon as | unless | once | wish | imagine | suppose | pretend | assuming
        | after | before | while | until then | in case""",
        Mood.CONDITION,
    ),
    (
        """he | she | they | he's | she's | they're | they've | someone | somebody | everyone | everybody
        | nobody | no one | friend | friends | sister | brother | colleague | colleagues | wife | husband
        | boss | teacher | teammate | team | mate | buddy | mum | mom | dad | mother | father | son
        | daughter | flatmate | roommate | classmate | cousin | you | you've | you're | your | his | her
        | their | partner | girlfriend | boyfriend""",
        Mood.OTHERS,
    ),
    (
        "for now | for the moment | for the day | for tonight | for this week | for the week | for today",
        Mood.FOR_NOW,
    ),
)
_TALK = _table(
    (
        """stop | unsubscribe | mute | leave me alone | shut up | quiet | be quiet | silence | go away
        | stop it | stop messaging me | stop texting me | stop writing to me | stop bothering me
        | stop that | stop nudging me | stop sending me messages | don't write to me | no more messages
        | no more nudges | opt out | cancel | stop the nudges | stop nudges | stop reminding me | enough
        | delete me | delete my account""",
        Chitchat.STOP,
    ),
    (
        """hi | hello | hey | hiya | yo | good morning | good evening | good afternoon | morning | evening
        | hi there | hello there | hey there | howdy | moin | greetings | good day""",
        Chitchat.GREETING,
    ),
    (
        """thanks | thank you | thx | ty | cheers | thanks a lot | thank you so much | thanks so much
        | many thanks | much appreciated | appreciated | great thanks | thank u | tysm | thanks mate
        | thanks a million""",
        Chitchat.THANKS,
    ),
    (
        """ok | okay | k | okay then | alright | all right | fine | great | cool | nice | got it | good | perfect | awesome | lol | haha | hm | hmm | wow | bye | good night
        | goodnight | see you | see you tomorrow | goodbye | 👍 | 🎉 | ❤️ | ❤ | 💪 | 🙏 | 🔥 | 😀 | 😊 | 🙂 | 😅 | 🥳 | sounds good | will do | right | i see
        | understood | noted | super | wait | wait a minute | wait a moment | wait a sec | one moment | hold on
        | just a moment | sorry | i'm sorry | my bad | that's it | that's all | that is all | thats it for today""",
        Chitchat.FINE,
    ),
    ("yes | yeah | yep | yup | sure | yes please | yes do it | do it", Chitchat.YES),
    (
        """no | nope | nah | never mind | nevermind | nothing | forget it | no thanks | not now | no thank you
        | nothing today | nothing yet | nothing new | nothing done | not today | no time | no time today
        | no study today | no studying today | nothing this week | can't today | i can't today | can't tonight | i can't tonight | not tonight
        | too tired today | i'm too tired today | too tired tonight | tomorrow | maybe tomorrow | i'll do it tomorrow | i will do it tomorrow
        | another day | some other day | no energy | no energy today | i have no energy""",
        Chitchat.NO,
    ),
    (
        """help | help me | what can you do | how does this work | what do you do | commands | i need help
        | menu | what can i say | what can i ask | how do you work | how do i use this | who are you
        | what are you""",
        Chitchat.HELP,
    ),
    (
        """undo that | undo this | undo it | undo | undo the last one | undo last | take back
        | take that back | take it back | take this back | take back the last one | take back the last
        | take the last one back | scratch that | revert | revert that | cancel that | delete that
        | remove that | that was wrong | that was a mistake | wrong | wrong one | my mistake | mistake
        | ignore that | forget that | undo my last | undo the last | that's wrong | that is wrong
        | remove the last one | delete the last one | oops wrong one | strike that | i take that back
        | i take it back | that was wrong sorry""",
        Chitchat.UNDO,
    ),
    ("undo list | what did i say | what did i tell you | what have i told you | my last entries", Chitchat.UNDO_LIST),
    (
        """next | what's next | next lesson | next chapter | what is the next lesson | what's the next lesson
        | which lesson is next | which lesson am i on | what lesson am i on | which step is next | what next | what is next | what comes next | what's up next | what now
        | now what | what should i do | what should i do next | what should i do now | what to do
        | what to do next | what shall i do | what do i do | what do i do now | what do i do next
        | what should i study | what should i study next | what to study | what to study next
        | what should i study now | what today | what should i study today | what should i do today
        | what's on | what's on today | what's on for today | what should i learn next
        | what shall i study | which topic next | which topic is next | next topic | what topic is next
        | what's my next topic | what is my next topic | what's the next topic | what should i begin
        | what should i start | what should i start next | what should i begin next
        | what comes after this | what do i study next | what do i study | what should i work on
        | what should i work on next | today | what's for today | what should i tackle next
        | where should i start | where do i start | what's next today | what's up today | what's for now
        | what is for today | what is on today | what do i have to do | what do i have to do today
        | what's to do | what's to do today | what is to do today | what's my task | what's my next step
        | what is my next step | what's the next step | next step | my next step | what am i on
        | what am i working on | what was i doing | what do i do tonight | what's for tonight
        | what should i study tonight | what can i do now | what can i do today | give me something to do
        | show me what to do | tell me what to do | let's go | let's start | let's begin | let's do this | let's do it | i'm ready | ready
        | ready to study | i'm ready to study | where was i | where did i stop | where did i leave off | where is the link | the link
        | what's the link | i want to study | i'd like to study | time to study""",
        Chitchat.TODAY,
    ),
    (
        """did it | done it | i did it | i've done it | did that | i did that | did this | did this one | did that one
        | just did it | did it today | did the step | did today's step | did my step | finished the step | step done | did my homework | i did my homework""",
        Chitchat.DID,
    ),
    (
        "knew it | i knew it | i knew that | knew that | still know it | i still know it | i still knew it",
        Chitchat.KNEW,
    ),
    (
        "half | half knew it | i half knew it | knew half of it | i knew half of it | half of it | only half",
        Chitchat.HALF,
    ),
    (
        """gone | it's gone | it is gone | all gone | forgot it | i forgot it | i forgot | forgotten | i've forgotten it
        | i don't remember | i can't remember | no idea""",
        Chitchat.GONE,
    ),
    (
        """steps | my steps | the steps | list lessons | list the lessons | list my lessons | show lessons | show my chapters | how many lessons are left
        | how many lessons left | how many steps left | how many steps are left | which lessons are left | which lessons left | show steps | show me my steps | show me the steps | show my steps
        | what are my steps | what are the steps | list the steps | list my steps | which steps are left
        | what steps are left | lessons | my lessons | show me the lessons | show my lessons""",
        Chitchat.STEPS,
    ),
    ("why | why is that | why so | how so | how come | why do you say so | why do you say that", Chitchat.WHY),
    (
        """fresh start | a fresh start | i want a fresh start | i need a fresh start | give me a fresh start
        | start afresh | start fresh | start over | i want to start over | begin again | start again | plan anew
        | plan again | make a new plan | new plan | i need a new plan | re-plan | re plan | i'm behind | i am behind | i fell behind
        | i'm too slow | too fast | it's too fast | this is too fast | slower | slow down | go slower | i want to go slower
        | i'm not going to make it | i won't make it""",
        Chitchat.REPLAN,
    ),
    (
        """status | how am i doing | how am i doing so far | where am i | where do i stand | where am i at
        | my progress | progress | how's it going | how is it going | how far am i | how far have i got
        | how far have i come | am i late | am i behind | am i on track | am i on time | am i ahead
        | am i too late | am i too slow | am i slow | how late am i | how far behind am i
        | show me my progress | show my progress | show me where i am | show me where i stand
        | show me my status | show status | show me the status | how much have i done | how much is done
        | how much is left | what's left | what is left | what have i done | what have i done so far
        | what did i finish | what have i finished | how many topics are left | what's missing
        | what is missing | how many topics have i done | how many topics left | am i doing ok
        | am i doing okay | am i doing well""",
        Chitchat.STATUS,
    ),
    (
        """when will i be done | when am i done | when will i finish | when do i finish
        | how long until i'm done | how long will it take | how long will this take | how long to go
        | how much longer | how long do i need | how long is left | how much time is left | forecast
        | when will i be finished | when will it be done | when will all be done | when will i be through
        | when do i get done | how long left | when is the end""",
        Chitchat.FORECAST,
    ),
    (
        """plan | my plan | show me my plan | show my plan | show me the plan | what's my plan | what's the plan
        | what's the plan for this week | the plan for this week | plan for this week | what's due | what is due | what's due this week
        | what is due this week | this week's plan""",
        Chitchat.PLAN,
    ),
    (
        """roadmap | my roadmap | show me the roadmap | show me my roadmap | show the roadmap
        | what are the topics | list the topics | show me the topics | show topics | topics
        | which topics are there | what topics are there""",
        Chitchat.ROADMAP,
    ),
    (
        """portfolio | my portfolio | show me my portfolio | show my portfolio | what have i got to show
        | what can i show""",
        Chitchat.PORTFOLIO,
    ),
    ("streak | my streak | show me my streak | how long is my streak | what's my streak", Chitchat.STREAK),
    (
        """my log | show my log | show me my log | show the log | show log | my notes | show my notes | show me my notes
        | what have i studied | what did i study | what have i logged | how much have i studied
        | how many hours have i studied | how long have i studied | what have i learned | what did i learn
        | how much did i study | how long did i study | how many hours this week | how much this week | hours this week
        | my hours this week | how long did i study this week""",
        Chitchat.LOG,
    ),
    ("settings | my settings | show me my settings | show settings", Chitchat.SETTINGS),
    ("when do you nudge me | when is my next nudge | when's my next nudge | when is the next nudge", Chitchat.NUDGES),
    (
        """this is hard | it's hard | this is too hard | it's too hard | i'm stuck | i am stuck | stuck
        | i'm lost | i don't get it | i don't understand | i can't do this | i'm tired | too tired
        | i'm exhausted | i don't understand this | i'm confused | this is difficult | too hard | it's boring
        | this is boring | i'm bored | boring | not interesting | it's not interesting | i have no time
        | i don't have time | i've no time | i have no time for this | i don't have the time | i give up | i want to give up
        | i want to quit | i'm overwhelmed | it's too much | this is too much | too much | i can't keep up""",
        Chitchat.HARD,
    ),
)
_GOALS = (
    r"(?:my |the |a )?(?:new )?goal(?: is| of| will be| should be|:)? (?P<days>.+)",
    r"(?:set|change|make|lower|raise|put) (?:my |the )?goal(?: to| at| of)? (?P<days>.+)",
    (
        r"(?:i |i'd |i'll )?(?:want|like|would like|plan|aim|will|can only|only want|just want)? ?(?:to )?study (?:on )?"
        r"(?P<days>\S+ (?:days|times) (?:a|per|each|every) week)"
    ),
    r"(?:change|show|set|drop|delete|remove|cancel|what is|what's|whats|lower|raise) (?:my|the) goal",
    r"(?:my|no) goal",
)
_ASKED = (
    (
        r"(?:please )?(?:stop|quit) (?:sending|writing|messaging|texting|bothering|nudging|spamming|reminding|pinging).*",
        Chitchat.STOP,
    ),
    (r"(?:please )?(?:unsubscribe|mute) .*", Chitchat.STOP),
    (r"don'?t (?:message|text|write|remind|nudge|bother|ping).*", Chitchat.STOP),
    (
        (
            r"(?:please )?(?:stop|end|cancel|disable|turn off|switch off|no|fewer|less|too many|i don'?t want|i do not want) "
            r"(?:any |more |the |my |all |these |those |your |so many )*(?:reminders?|messages|nudges|notifications|pings)"
            r"(?: (?:any ?more|at all|from you))?"
        ),
        Chitchat.STOP,
    ),
    (
        (
            r"(?:please )?(?:stop|end|cancel|disable|delete|remove|turn off|switch off|no|i don'?t want) "
            r"(?:any |more |the |my |all )*study times?"
        ),
        Chitchat.STOP,
    ),
    (r"(?:remind|nudge|message|text|ping|write|write to) me less(?: often)?", Chitchat.STOP),
    (
        r"i (?:really |just |still )?(?:don'?t|do not|can'?t|cannot) (?:understand|get|follow|figure out|grasp) .*",
        Chitchat.HARD,
    ),
    (r"(?:i'?m |i am |got |still )+stuck (?:on|with|at|in) .*", Chitchat.HARD),
    (r"(?:can|could|may) (?:we|i|you) (?:please )?(?:go slower|slow (?:it )?down|go a bit slower)", Chitchat.REPLAN),
    (
        (
            r"(?:give me|i need|i want|i'd like|can i have|can i get|could i have) (?:some |a bit |a little |\w{1,6} )?"
            r"more (?:time|weeks?|days?)(?: please)?"
        ),
        Chitchat.REPLAN,
    ),
    (r"(?:how (?:much|long|often)|what) did i (?:study|learn|read|watch|do|work on) .*", Chitchat.LOG),
    (
        r"how many (?:hours|minutes) .*(?:did i|have i|this week|last week|this month|last month|today|so far).*",
        Chitchat.LOG,
    ),
    (r"how long (?:until|till|before) .*(?:done|through|finished|finish|over|end|ready|complete).*", Chitchat.FORECAST),
    (
        r"how (?:many|much) (?:more )?(?:weeks|months|days|time|longer) .*(?:left|to go|need|take|done|finish).*",
        Chitchat.FORECAST,
    ),
    (
        r"when (?:will|do|am|can|should|would|could) i .*(?:done|finish|finished|through|ready|complete).*",
        Chitchat.FORECAST,
    ),
    (r"will i .*(?:done|finish|finished|through|ready|complete|make it|on time).*", Chitchat.FORECAST),
    (r"(?:am|how far am) i .*(?:late|behind|on track|on time|ahead|on schedule).*", Chitchat.STATUS),
    (r"how (?:far|much|many) .*(?:am i|have i|did i|i've).*", Chitchat.STATUS),
    (r"where (?:am|do) i .*", Chitchat.STATUS),
    (r"how am i .*", Chitchat.STATUS),
    (r"what(?:'s| is| comes| should| shall| do)? .*next.*", Chitchat.TODAY),
    (r"what (?:should|shall|do|can) i (?:do|study|learn|begin|start|work on|tackle).*", Chitchat.TODAY),
    (r"which (?:topic|one) .*(?:next|now|first)", Chitchat.TODAY),
    (
        r"(?:which|what) (?:lesson|chapter|step|part|unit|module|lecture|video)s? .*(?:left|open|to go|missing).*",
        Chitchat.STEPS,
    ),
    (
        r"how many (?:lesson|chapter|step|part|unit|module|lecture|video)s .*(?:left|open|to go|missing).*",
        Chitchat.STEPS,
    ),
    (
        r"(?:which|what) (?:lesson|chapter|step|part|unit|module|lecture|video) .*(?:next|now|on|at|am i|comes).*",
        Chitchat.TODAY,
    ),
)
_WEEKDAYS = _table(
    ("mon | monday", 0),
    ("tue | tues | tuesday", 1),
    ("wed | weds | wednesday | wensday | wednsday", 2),
    ("thu | thur | thurs | thursday", 3),
    ("fri | friday", 4),
    ("sat | saturday", 5),
    ("sun | sunday", 6),
)
_MONTHS = _table(
    ("jan | january", 1),
    ("feb | february", 2),
    ("mar | march", 3),
    ("apr | april", 4),
    ("may", 5),
    ("jun | june", 6),
    ("jul | july", 7),
    ("aug | august", 8),
    ("sep | sept | september", 9),
    ("oct | october", 10),
    ("nov | november", 11),
    ("dec | december", 12),
)
_TENS = {"twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90}
_ONES = {
    word: number
    for number, word in enumerate(
        [
            "one",
            "two",
            "three",
            "four",
            "five",
            "six",
            "seven",
            "eight",
            "nine",
            "ten",
            "eleven",
            "twelve",
            "thirteen",
            "fourteen",
            "fifteen",
            "sixteen",
            "seventeen",
            "eighteen",
            "nineteen",
        ],
        1,
    )
}
_NUMBERS = {
    "a": 1,
    "an": 1,
    **_ONES,
    **_TENS,
}
_DAYS = DayWords(
    near=_table(
        ("today", 0),
        ("yesterday | yday | yest", -1),
        ("tomorrow | tmr | tmrw | tomo", 1),
        ("day before yesterday | the day before yesterday", -2),
        ("day after tomorrow | the day after tomorrow", 2),
    ),
    weekdays=_WEEKDAYS,
    shy=frozenset({"sat", "sun", "wed", "mon"}),
    months=_MONTHS,
    parts=_all(
        """early morning | morning | lunchtime | noon | afternoon | evening | eve | night | after work
        | after dinner | after lunch | before work | before breakfast | at lunchtime | at noon | at night
        | late | early"""
    ),
    alone=_all(
        "after work | after dinner | after lunch | before work | before breakfast | before bed | over lunch | at lunch"
    ),
    this=("this",),
    last=_all("last | the last | past | this past | the previous | previous"),
    next=_all("next | the next | this coming | coming"),
    last_night=_all("last night | last evening | late last night"),
    tonight=_all("tonight | this night | late tonight"),
    now=_all("now | right now | just now | a moment ago | earlier today | earlier on | a minute ago | this minute"),
    vague=_table(
        (
            "the other day | recently | lately | the other night | earlier | a while ago | some time ago | ages ago",
            (-1, -2, -3),
        ),
        ("a few days ago | few days ago | some days ago | several days ago | days ago", (-2, -3, -4)),
        ("a couple of days ago | couple of days ago | a couple days ago", (-2, -3)),
        ("earlier this week | this week | during the week | over the week", (-1, -2, -3)),
        ("a few weeks ago | some weeks ago | weeks ago | a couple of weeks ago | last month | last year", (-14, -21)),
        ("the day before | day before | the previous day", (-1, -2)),
    ),
    last_week=_all("last week | sometime last week | the past week | the last week"),
    this_week=_all("this week"),
    next_week=_all("next week"),
    of_week=_all("in | from"),
    last_weekend=_all(
        """last weekend | the weekend | at the weekend | on the weekend | over the weekend | this weekend
        | weekend | during the weekend | at weekend | in the weekend | the last weekend"""
    ),
    of_month=_all(
        """in | during | at the start of | at the beginning of | at the end of | in the middle of | end of
        | start of | beginning of | mid | early | early in | late | late in | the start of
        | the beginning of | the end of | middle of | early on in | around | sometime in | some time in"""
    ),
    whole_month=_all("in | during"),
    ago=_all("ago | back"),
    ahead=_all("in | in about"),
    from_now=_all("from now | from today"),
    the=("the",),
    of=("of",),
    ordinal="st|nd|rd|th",
)
_AMOUNTS = AmountWords(
    units=_table(
        ("s | sec | secs | second | seconds", Unit.SECONDS),
        ("m | min | mins | minute | minutes | '", Unit.MINUTES),
        ("h | hr | hrs | hour | hours", Unit.HOURS),
        ("d | day | days", Unit.DAYS),
        ("w | wk | wks | week | weeks", Unit.WEEKS),
        ("fortnight | fortnights", Unit.FORTNIGHTS),
        ("month | months", Unit.MONTHS),
        ("year | years", Unit.YEARS),
    ),
    numbers=_NUMBERS,
    tens=_TENS,
    about=_all(
        """the last | last | the past | about | around | roughly | approx | approximately | almost | nearly | over | just over
        | just under | at least | more than | less than | another | some | only | only about | maybe
        | like | ca | circa | a good | a solid | good | up to | for about | for around | for almost
        | for nearly | for over | for another | for only"""
    ),
    or_so=_all("or so | more or less | ish | straight | total | in total"),
    spelled=_table(
        ("half an hour | half hour | a half hour | a half an hour | half a hour | 1/2 hour | 1/2 h", 30),
        ("a quarter of an hour | quarter of an hour | quarter hour | a quarter hour", 15),
        ("three quarters of an hour | three quarter hour | 3/4 of an hour | 3/4 hour | 3/4 h", 45),
        ("an hour and a half | one hour and a half | hour and a half | one and a half hours | 1 and a half hours", 90),
        ("an hour and a quarter | one hour and a quarter", 75),
        ("a couple of hours | couple of hours | a couple hours", 120),
        ("the hour | hour", 60),
    ),
    and_a_half=_all("and a half"),
    ranging=_all("to | or"),
    between=_all("between | from"),
    and_=_all("and | to"),
    times=_all("x | times"),
    twice=_table(("twice", 2)),
)
_CLOCK = ClockWords(
    names=_table(("noon | midday", (12, 0)), ("midnight", (0, 0))),
    at=_all("at | @ | around | about | by"),
    every=_all("every | each | on | all"),
    morning=_all("am | a.m | a.m. | in the morning"),
    afternoon=_all("pm | p.m | p.m. | in the afternoon | in the evening | at night"),
    oclock=_all("o'clock | oclock | h | uhr | hrs"),
    off=frozenset({"off", "none", "no", "never", "unset"}),
    everyday=_table(
        ("all | all days | every day | everyday | daily | any | each day | any day | seven days", 0b1111111),
        ("weekdays | workdays | working days | every weekday | work days", 0b0011111),
        ("weekend | weekends | the weekend | every weekend", 0b1100000),
    ),
    to=_all("to | until | till | til | through"),
    weeks_stay=_all(
        """the weeks stay as written | weeks stay as written | the weeks stay as they are | weeks stay as they are | the weeks stay
        | weeks stay | keep the weeks | same weeks | the same weeks | weeks as written | as written | as it is written
        | keep the end | the end stays | stay | stays | same end | the same end | not longer"""
    ),
    weeks_stretch=_all(
        """they meant every day | it meant every day | meant every day | they meant all seven days | meant all seven days
        | they meant seven days | meant seven days | seven days a week meant | longer | it takes longer | takes longer
        | it may take longer | move the end | the end moves | stretch the weeks"""
    ),
)
_STUDY_TIMES = StudyTimeWords(
    weekdays={
        **_WEEKDAYS,
        **{f"{day}s": number for day, number in _WEEKDAYS.items() if day.endswith("day")},
        **_table(
            ("mo | montag | montags | montage", 0),
            ("di | dienstag | dienstags | dienstage", 1),
            ("mi | mittwoch | mittwochs | mittwoche", 2),
            ("do | donnerstag | donnerstags | donnerstage", 3),
            ("fr | freitag | freitags | freitage", 4),
            ("sa | samstag | samstags | samstage | sonnabend", 5),
            ("so | sonntag | sonntags | sonntage", 6),
        ),
    },
    plurals=("s", "tage"),
    every=_all("every | each | jeden | jede"),
    days=_table(
        ("every day | everyday | daily | each day | all days | any day | seven days a week", 0b1111111),
        ("jeden tag | taglich | alle tage", 0b1111111),
        (
            "weekdays | workdays | working days | work days | every weekday | werktags | wochentags | unter der woche",
            0b0011111,
        ),
        ("weekend | weekends | the weekend | every weekend | at the weekend | on the weekend | on weekends", 0b1100000),
        ("am wochenende | wochenende | wochenends | jedes wochenende", 0b1100000),
    ),
    parts=_table(
        ("before breakfast | before work | vor der arbeit | early morning | early in the morning", (7, 0)),
        ("early | fruh | in der fruh | after breakfast | nach dem fruhstuck", (8, 0)),
        (
            "morning | mornings | in the morning | in the mornings | morgens | am morgen | vormittags | am vormittag",
            (9, 0),
        ),
        ("noon | midday | at noon | at midday | mittags | am mittag", (12, 0)),
        (
            "at lunch | lunch | lunchtime | at lunchtime | over lunch | in the lunch break | in der mittagspause",
            (12, 30),
        ),
        ("after lunch | nach dem mittagessen | nach dem essen", (13, 30)),
        ("afternoon | afternoons | in the afternoon | nachmittags | am nachmittag", (15, 0)),
        ("after school | after uni | after class | nach der schule | nach der uni", (16, 0)),
        ("after work | nach der arbeit | nach feierabend | before dinner | vor dem abendessen", (18, 0)),
        ("evening | evenings | in the evening | in the evenings | abends | am abend", (19, 0)),
        ("after dinner | nach dem abendessen | after the kids are in bed", (19, 30)),
        ("late evening | at night | in the night | night | nights | nachts | in der nacht | late | spat", (21, 0)),
        ("before bed | before sleep | vor dem schlafen", (21, 30)),
        ("midnight", (0, 0)),
    ),
    units=_table(
        ("m | min | mins | minute | minutes | minuten", 1), ("h | hr | hrs | hour | hours | std | stunde | stunden", 60)
    ),
    lengths=_table(
        ("half an hour | half hour | eine halbe stunde | einer halben stunde | halbe stunde", 30),
        ("a quarter of an hour | quarter of an hour | eine viertelstunde | viertelstunde", 15),
        ("an hour | one hour | eine stunde | einer stunde", 60),
        ("an hour and a half | one and a half hours | anderthalb stunden", 90),
        ("two hours | zwei stunden", 120),
    ),
    oclock=_all("o'clock | oclock | uhr | hrs"),
    joints=_all("and | und | as well as | sowie | plus"),
    fillers=_all(
        """at | @ | on | um | am | ab | gegen | around | about | from | always | every | each | jeden | jede | immer | for | fur | je
        | please | bitte | to study | to learn | zum lernen | the | a | long | lang | mal | then | dann | i | will | ich"""
    ),
    introducing=_all(
        """remind me to study | remind me | study times | study time | my study times | my study time | i study | i will study
        | i'll study | let me study | i learn | ich lerne | lernen | lernzeiten | erinner mich | erinnere mich | i want to study
        | i'd like to study | study"""
    ),
    answers=_table(
        ("yes | yeah | yep | yup | yes please | sure", "yes"),
        ("ok | okay | fine | good | keep | keep it | keep them | still good | it is | yes it is | it's fine", "keep"),
        (
            """no | nope | nah | move | move it | move them | change | change it | not really | bad time | wrong time | this time is bad
            | it's a bad time""",
            "change",
        ),
        ("only weekly | just weekly", "off"),
    ),
    reminding=_all("remind me to study | remind me | erinner mich | erinnere mich"),
    off=frozenset(
        _all(
            "off | none | no | stop | end | aus | no more | no study times | only weekly | just weekly | cancel | never"
        )
    ),
    on=frozenset(_all("on | an | again | back on | wieder an")),
    always=frozenset(_all("always | always remind me | even if i studied | remind me anyway | anyway | immer")),
    unless_studied=frozenset(_all("unless i studied | not if i studied | not when i studied | unless studied")),
    drop=_all(
        """no more | no | drop | remove | delete | without | cancel | not on | stop | no longer on | never on | kein | keine | keinen
        | nicht mehr | nicht mehr am | ohne"""
    ),
    dropped=_all("off | any more | anymore | mehr | no more | not any more | weg | raus"),
    skip=_all(
        """skip | i'll skip | i skip | leave out | not this | not next | not | can't | i can't | can't make it | i can't make it
        | can't do it | i can't do it | won't make it | i won't make it | i can't study | can't study | no study | no studying | no time
        | i have no time | i'm busy | busy | ausfallen lassen | auslassen"""
    ),
    once=_all("this | next | coming | nachsten | diesen"),
    today=_table(
        ("today | tonight | heute", 0),
        ("tomorrow | tmrw | tmr | morgen", 1),
        ("the day after tomorrow | day after tomorrow | ubermorgen", 2),
    ),
    only=_all("only | just | nur"),
    only_free=_all(
        """i can only do | i can only study | i can only manage | i can only | i only study | i only have time | i'm only free | i am only free
        | i'm free only | only free | ich kann nur | ich lerne nur"""
    ),
    change=_all("change | move | shift | make | set | switch | verschieb | verschiebe | andere | mach"),
    it=_all("it | them | this | that | es | sie"),
    to=_all("to | auf | nach | into"),
    instead=_all("instead | rather | from now on | stattdessen | lieber"),
    later=_all("remind me later today | remind me later | later today | later | not now | spater"),
    put_off=_all("put it off | put it off to | put it off until | postpone it | postpone it to | postpone it until"),
    ahead=_all("in"),
    of_times=frozenset(
        _all(
            """to | until | till | til | through | bis | - | – | — | or | either | oder | not | no | nicht | kein | keine | except | but | without
            | minus | ausser | ohne | other | second | zweiten | alternate | past | half | halb | quarter | viertel | dreiviertel | before
            | after | by | vor | nach | between | zwischen | first | last | of | month | week | weeks | days | times | once | twice | earlier
            | later | than | least | latest | starting | from | next | this | time"""
        )
    ),
)
_EDITS = EditWords(
    rename=_all("rename | retitle | call | change the name of | change the title of"),
    move=_all("move | put | shift"),
    length=_all("change | set | make | give"),
    of_length=_all("length of | the length of | duration of | the duration of | length | duration"),
    takes=_all("takes | take | should take | needs | is | lasts | to | for | in"),
    add=_all("add | insert | append"),
    newly=_all(
        """a new topic called | a new topic named | a topic called | a topic named | new topic | a new topic | a topic
        | topic called | topic named | the topic"""
    ),
    remove=_all("remove | delete | erase | take out | drop"),
    to=_all("to | as | into | → | ->"),
    after=_all("after | behind | below | right after | directly after"),
    before=_all("before | above | in front of | ahead of | right before | directly before"),
    into=_all("to | into | in | under | at | as"),
    stage=_all("stage | the stage | part | section | phase"),
    place=_all("place | number | position | place number"),
    first=_all("first | the first | the start | start | the beginning | beginning | the top | top | the front | front"),
    last=_all("last | the last | the end | end | the bottom | bottom"),
    up=_all("up | one up | up one | higher"),
    down=_all("down | one down | down one | lower"),
    no_length=_all("none | nothing | no length | no duration | no set time | no time | off | unset | open"),
    split=_all("split | split up | break | break up | break down | divide | divide up | cut | cut up"),
    step=_all("step | the step | step number"),
    new_step=_all("step | a step | a new step | a step called | a new step called | the step | new step"),
    of_topic=_all("of | in | to | under | within | from | for"),
    around=_all(
        "please | could you | can you | i want to | i would like to | i'd like to | let's | thanks | thank you | now"
    ),
)
_FOCUS = FocusWords(
    starting=(
        (
            r"(?:start|set|begin|run|restart) (?:the |a |an |my |another )?(?:(?P<length>\d\S*(?:[ -](?:min|mins|minute|minutes|hour|hours|h))?|"
            r"half an hour|an hour)[ -](?:of )?)?(?:focus )?(?:timer|pomodoro|clock|focus session|focus)\b"
            r"(?: (?:for|on|of|with))?(?P<rest>.*)"
        ),
        (
            r"(?P<length>\d\S*(?: (?:min|mins|minute|minutes|hour|hours|h))?|half an hour|an hour)(?: of)? focus(?: session| time)?\b"
            r"(?: (?:on|for))?(?P<rest>.*)"
        ),
        r"(?:let's|lets|let me|let us) focus\b(?: on)?(?P<rest>.*)",
        r"pomodoro\b(?: (?:on|for|of))?(?P<rest>.*)",
    ),
    called=frozenset(_all("timer | pomodoro | clock | focus | focused")),
    open_end=_all(
        """until i say stop | until i stop | till i say stop | till i stop | until i say so | open end | open-end | open ended
        | open-ended | open | no end | without end | without an end"""
    ),
    alone=_all("all by myself | by myself | on my own | for myself | alone"),
    stop=frozenset(
        _all(
            """stop the timer | stop timer | stop my timer | end the timer | stop the clock | stop focus | stop the focus
            | stop focusing | end focus | end the focus | stop the session | end the session | stop the pomodoro"""
        )
    ),
    stop_bare=frozenset(_all("stop | stop it | stop now | i stop | i'm stopping | enough | stop that")),
    whole=frozenset(
        _all(
            "all | all of it | all of them | the whole time | the whole of it | everything | every minute | whole time"
        )
    ),
    none=frozenset(_all("none | none of it | not at all | zero | 0 | nothing of it | not a minute | nothing at all")),
)
_REPLIES = ReplyWords(
    agreeing=frozenset(
        _all(
            """yes | yeah | yep | yup | yes please | yes do it | do it | sure | ok | okay | of course | please do | why not | let's do it
            | let's go | yes it is | it is | they do | yes they do | same times | same again | the same | as always | 👍"""
        )
    ),
    passing=frozenset(
        _all(
            """not today | not this time | not tonight | nothing | nothing today | no | nope | nah | skip | skip it | skip this | skip this one | skip today | pass
            | i pass | no time | no time today | can't | can't today | cannot today | i can't | i can't today | not tonight
            | won't make it | i won't make it | can't make it | i can't make it | not possible today | busy | too busy | i'm busy"""
        )
    ),
    helping=frozenset(
        _all(
            """i can help | i can | can help | me | i could | i could help | i can help you | i can help with that | i can help with it
            | i can help out | let me help | let me | i'll help | i will help | i'd help | i would help | happy to help
            | i'm happy to help | i'd be happy to help | glad to help | i'd be glad to help | i can try | i can try to help
            | count me in | i know this | i know that | ask me | 🙋 | 🙋‍♀️ | 🙋‍♂️ | ✋ | 🙋 i can help"""
        )
    ),
    settled=frozenset(
        _all(
            """settled | solved | it's settled | it's solved | that's settled | that's solved | solved thanks | settled thanks | thanks solved
            | got it | i got it | got it thanks | i've got it | figured it out | i figured it out | solved it | i solved it
            | works now | it works now | clear now | it's clear now | done | never mind | nevermind"""
        )
    ),
    signs=frozenset(["👍", "❤", "🔥", "👏", "💯", "🎉", "🏆", "💪", "🙌", "✅", "☑", "✔"]),
)
_CERTIFICATES = CertificateWords(
    nouns=_all(
        "certificate | certification | cert | badge | diploma | credential | certificates | certifications | certs | badges"
    ),
    several=_all(
        """certificates | certifications | certs | my certificates | my certifications | my certs | show my certificates
        | show me my certificates | show certificates | which certificates are there | what certificates are there
        | all certificates | list my certificates | what certificates do i have | which certificates do i have
        | how many certificates do i have | what certificates have i got | which certificates have i got
        | how many certificates have i got"""
    ),
    planned=_all(
        """plan | planned | planning | planning to get | plan to get | planning to do | plan to do | planning to earn
        | plan to earn | planning to take | plan to take | planning to pass | plan to pass | planning to start | plan to start
        | planning on | planning on getting | planning on doing | planning on taking | plan on getting | plan on doing
        | plan on taking | want | want to get | want to do | want to earn | want to take | want to pass | going for
        | aiming for | will get | will do | will earn | will take | going to get | going to do | going to earn
        | going to take | hoping to get | hoping to earn | hoping to pass | hope to get | hope to earn | hope to pass
        | would like | would like to get | would like to do | would like to earn | would like to take"""
    ),
    under_way=_all(
        """under way | underway | working on | working towards | doing | preparing for | preparing | studying for
        | started | starting | began | beginning | begun | pursuing | taking | enrolled in | signed up for
        | registered for | in progress | going on"""
    ),
    earned=_all(
        """earned | got | have got | have | have earned | received | passed | obtained | finished | completed | done
        | done with | achieved | was awarded | been awarded | won | collected | here is | here's | this is | attained"""
    ),
    dropped=_all(
        """drop | dropped | dropping | delete | deleted | take off | gave up | gave up on | giving up | giving up on | given up | forget | remove
        | not doing | no longer doing | not planning | cancelled | canceled"""
    ),
    is_=_all("is | are | was | - | – | —"),
    of=_all("of | in | for | from | by | on"),
    articles=_all("the | my | a | an | another | our | that | this | both"),
    some=_all("all | all of | some | two | three | four | five | several | many | more | any | these | those"),
    before=_all(
        """i | i've | i have | i'm | i am | im | ive | just | finally | yay | hooray | today i | and | so | now | we
        | show | show me | list"""
    ),
    files=_all("pdf | png | jpg | jpeg | webp | heic | gif | docx"),
)

ENGLISH = Words(
    verbs=_VERBS,
    faint=_FAINT,
    illness=frozenset(
        _all(
            """ill | sick | off sick | off ill | fell ill | got ill | got sick | fell sick | down with the flu
            | have the flu | had the flu | got the flu"""
        )
    ),
    day_off=_all("day off | the day off | today off"),
    lengthy=frozenset(
        _all("did | do | spent | put in | got in | managed | squeezed in | worked | log | logged | had | got")
    ),
    taking=frozenset(_all("took | took me | it took me | it took | has taken me | needed | i needed")),
    to_finish=frozenset(_all("to finish | to complete")),
    hardly=frozenset(_all("worked | had | got | off")),
    fillers=frozenset(
        _all(
            """the | a | an | my | our | i | i've | i'm | im | have | has | had | been | am | was | is | are
            | were | be | and | it | it's | that's | that | this | both | up | already | finally | also
            | too | so | ok | okay | well | yes | yeah | yep | hey | hi | please | pls | plz | just | now
            | then | actually | btw | by the way | mark | as | me | entirely | totally | successfully
            | yay | woo | woohoo | hooray | phew | fully | completely | that's it | here | there
            | both of them | off | some | bit of | off as | down | ha | right | sir | bot | roadmate
            | wow | great | good | nice | cool | super | again | more | some more | a bit more
            | with success | today's | guess what | a bit | a while | some time | good news
            | quick update | update | small win | by myself | myself | on my own | course | the course
            | topic | the topic | stuff | everything about | a bit of | a little | a little bit of
            | bits of | material | thanks | thank you | cheers | thx | ty | tbh | at last | finally
            | only | got | had | feeling | feel | felt | lol | hello | alright | hurray | tada
            | happy to say | proud to say | glad to say | oh | um | hmm | ah | ugh | argh | meh | sigh | good morning
            | good evening | good afternoon | good day"""
        )
    ),
    joints=frozenset(
        _all("and | plus | then | and then | also | as well as | and also | followed by | but | after that")
    ),
    before_topic=frozenset(_all("with | w | of | on | in | for | at | about | to | through | into")),
    before_day=frozenset(_all("on | at | in | for | as of | back on | of | around | about")),
    sides=_table(
        ("since | since last | ever since", Side.SINCE),
        ("from | starting | starting on | starting from | as of | beginning | beginning on | from the", Side.FROM),
        ("until | till | til | 'til | up to | back on | back by | back | returning | returning on", Side.UNTIL),
        ("to | through | thru | up until | up to and including | - | –", Side.THROUGH),
        ("for | lasting | for the next | for about | the next", Side.FOR),
        ("between", Side.BETWEEN),
    ),
    labels=frozenset(_all("topic | number | nr | topics | numbers | # | subject")),
    wholly=frozenset(
        _all("all of | the whole of | whole | the whole | all | entire | the entire | the rest of | rest of")
    ),
    everything=frozenset(
        _all(
            """everything in | everything of | everything from | everything under | all in | all from
            | all topics in | all topics of | all topics from | all the topics in | all the topics of
            | all of the topics in | every topic in | every topic of | every topic from
            | each topic in | each topic of | all that is in | everything that is in | everything else in
            | everything left in | what is left of | whatever is left of | the remaining topics of"""
        )
    ),
    stages=frozenset(_all("stage | stages")),
    before_stage=frozenset(_all("the | my | of | in | for | from")),
    introducing=frozenset(
        _all(
            """notes at | notes | note at | here | here is | here's | proof | evidence | cert | certificate
            | certification | my certificate | project | repo | code | my work | work | see | link | url
            | the link | here it is | at | certificate at | my notes | notes here | with certificate
            | proof here | details | result | results | it's at | my repo | my project | my code
            | the code is at | the certificate | my cert | the cert | project at | repo at | demo
            | blog post | write-up | writeup | is at | is here | here's the link | here is the link
            | and here | with"""
        )
    ),
    moods=_MOODS,
    dating=frozenset(_all("after | before | while | planned")),
    asking=frozenset(
        _all(
            """what | what's | whats | when | when's | how | how's | where | where's | why | who | which
            | do | does | can | could | should | is | are | am | will | would | shall | whose"""
        )
    ),
    asking_after=frozenset(_all("did | have | had | has | was | were")),
    selves=frozenset(_all("i | we | you | they | he | she | it | that | this | the")),
    objects=frozenset(_all("it | that | this | the")),
    parts=frozenset(
        _all(
            """chapter | chapters | lesson | lessons | unit | units | module | modules | lecture | lectures
            | week | weeks | homework | homeworks | hw | assignment | assignments | exercise | exercises
            | video | videos | page | pages | section | sections | quiz | quizzes | exam | test | project
            | projects | lab | labs | part | parts | step | steps | session | sessions | notebook
            | notebooks | problem | problems | question | questions | problem set | pset | psets
            | tutorial | tutorials | intro | introduction | basics | paper | papers | book | books
            | slides | cards | flashcards | reading | readings | task | tasks | kata | katas | episode
            | episodes | milestone | capstone | article | articles | ch | chap | chs | prerequisites
            | theory | demo | article | lec | lecs | les | ep | eps"""
        )
    ),
    shares=frozenset(
        _all(
            """half of | half the | half | a half of | a third of | a third | two thirds of | two thirds
            | a quarter of | three quarters of | most of | most | some of | part of | parts of
            | a part of | bits of | a bit of | a lot of | much of | the first half of
            | the second half of | first half of | second half of | the first part of | the beginning of
            | the start of | the end of | the middle of | the basics of | the first half
            | half way through | nearly all of | almost all of | one third of | one half of
            | the majority of | a chunk of | a few of | the second half | the last part of
            | the easy part of | the hard part of | the first third of"""
        )
    ),
    ordinals=frozenset(
        _all(
            """first | second | third | fourth | fifth | sixth | seventh | eighth | ninth | tenth | last
            | final | next | opening | previous | remaining | new"""
        )
    ),
    ranks={
        word: rank
        for rank, word in enumerate(
            _all("first | second | third | fourth | fifth | sixth | seventh | eighth | ninth | tenth"), 1
        )
    },
    following=frozenset(_all("next")),
    every=frozenset(_all("all | all the | all of the | all my | every | each")),
    countable=frozenset(
        _all(
            """chapter | lesson | unit | module | lecture | section | part | step | video | session | tutorial
            | episode | ch | chap | milestone | task | lec | les | ep"""
        )
    ),
    any_part=frozenset(_all("step | part")),
    excepting=frozenset(
        _all("except | except for | excepting | but | but not | apart from | aside from | without | minus | other than")
    ),
    whole_of_it=frozenset(_all("everything | all | all of it | all of them | every one | the lot | all of")),
    leading_range=frozenset(_all("from | between")),
    opening=frozenset(_all("open | opened | take")),
    again=frozenset(_all("again | up again | back")),
    final=frozenset(_all("last | final")),
    one=frozenset(_all("one")),
    missing=frozenset(
        _all(
            "left | missing | to go | to do | remaining | open | outstanding | still open | still missing | still left | pending"
        )
    ),
    up_to=frozenset(_all("up to | until | till | til | through | thru | up until")),
    remainder=frozenset(
        _all("rest | everything | all | all of it | all of them | everything else | all the rest | all of the rest")
    ),
    rest=frozenset(_all("rest | everything else | all the rest | all of the rest | remaining | other | rest of")),
    another=frozenset(_all("another | a | an | one | one more")),
    talk=_TALK,
    asked=_ASKED,
    goals=_GOALS,
    around=frozenset(
        _all(
            """please | pls | me | ugh | argh | meh | sigh | phew | hey | hi | hello | ok | okay | so | well | and | oh | um | hmm | roadmate
            | bot | thanks | thank you | now | right now | then | btw | just | again | sorry | wait | no
            | actually | oops | whoops | ah | eh | mate | man"""
        )
    ),
    declining=frozenset(
        _all(
            """no | nope | nah | no thanks | no thank you | not now | not today | not yet | not really | nothing | nothing much
            | nothing special | nothing yet | nothing really | nothing at all | not much | nothing comes to mind
            | skip | skip it | skip this | skip that | skip the question | pass | i pass | i'll pass | later | maybe later
            | later maybe | another time | some other time | don't know | i don't know | dont know | do not know | idk
            | i don't know yet | don't know yet | idk yet | no idea | i have no idea | no clue | dunno | not sure | i'm not sure
            | hard to say | can't say | i can't say | i don't remember | i don't remember anything | don't remember
            | i can't remember | i forgot | i'd rather not | rather not | don't want to | i don't want to | never mind | nevermind
            | n/a | none | - | ..."""
        )
    ),
    partly=frozenset(
        _all(
            """some | more | some more | a bit more | a bit | a little | a little bit of | bits of | a bit of
            | bit of | a while | some time"""
        )
    ),
    within=frozenset(_all("of | in | on | for | from | about | through | into | to")),
    belonging=frozenset(_all("for | from | as | like | than | about | before | after | of | until | by | to")),
    alternatives=frozenset(_all("or | either")),
    corrections=frozenset(
        _all(
            """no | nope | no wait | wait | wait no | sorry | oops | whoops | actually | i meant | i mean
            | meant | rather | make that | make it | it was | that was | that should be
            | that should have been | should have been | should be | correction | no i meant | no it was
            | sorry i meant | sorry it was | i meant to say | not that | no make that | it should be
            | it should have been | that was actually | actually it was | no that was | it was actually
            | oops i meant | no sorry | oh no | oops meant | wait i meant | no actually | wait it was
            | wait that was | change that to | change it to | oops it was | oops that was
            | sorry that was | actually that was | it is | that's | no that's | actually i meant | ah no
            | ah sorry | hmm no | oh wait"""
        )
    ),
    asides=frozenset(_all("actually | wait | sorry | oops | whoops | oh | ah | hmm | mean | meant | rather")),
    opposing=frozenset(_all("but")),
    contrasting=frozenset(_all("not | instead of | no | but not")),
    adding=frozenset(_all("more | another | again | too | also | less | plus | extra")),
    pronouns=frozenset(_all("it | them | that | this | both")),
    back_from=frozenset(
        _all(
            """from | my | the | break | holiday | holidays | vacation | trip | from my break
            | from my holiday | from the break | from vacation | from holiday | now | home | at it
            | on track | on it | in the game | hospital | leave | pause"""
        )
    ),
    study_noun=frozenset(
        _all(
            "study | studying | studies | learning | reading | work | practice | coding | stuff | revision | studied | exercises"
        )
    ),
    knowing=_all(
        "i know | i already know | i knew | i already knew | i know already | already know | i've known | i have known"
        " | i am good at | i'm good at | im good at | i can do | known | known already | already known | knew | know"
    ),
    known_behind=_all("already | well | well enough | from work | from school"),
    known_nothing=frozenset(
        _all(
            """nothing | nothing yet | nothing new | nothing really | nothing at all | none | none yet | none of it
            | none of them | nothing of it | not yet | nothing so far | i know nothing | i know nothing yet
            | i know nothing of it | i don't know anything | i don't know anything yet | i know none of it"""
        )
    ),
    days=_DAYS,
    amounts=_AMOUNTS,
    clock=_CLOCK,
    edits=_EDITS,
    certificates=_CERTIFICATES,
    study_times=_STUDY_TIMES,
    focus=_FOCUS,
    replies=_REPLIES,
    choosing=tuple(
        sorted(
            _all(
                """with | by | through | take | use | using | the | with the | i take | i use | i'll take | i'll use
                | i'll do | i'll go with | i'll go through | i'm using | i'm going through | i'm going with | i'm doing
                | i'm taking | i want to do | i want to take | i'd like to take | going through | going with | let's take
                | let's do | let's use | let's go with | i go with | i go through | i chose | i choose | i picked | i pick
                | i'm following | following | i follow | i'll follow"""
            ),
            key=len,
            reverse=True,
        )
    ),
    chosen_behind=("one", "course", "the course", "then", "please"),
    spare_time=(
        (
            r"(?:i have|i've|i've got|i have got|i got|have got|have|there are|there's|i'm free for|free for) "
            r"(?:only |just |got |about |maybe |like |another )*(?P<length>.+?)"
            r"(?: (?:free|left|to spare|to study|to learn|for it|for this|for studying|spare|now|right now|today|tonight|before bed))*"
        ),
        r"(?:i )?only (?:have|got) (?:about )?(?P<length>.+?)(?: (?:free|left|to study|now|right now|today|tonight))*",
        r"(?:about )?(?P<length>.+?) (?:free|to spare|to study|spare)(?: (?:now|right now|today|tonight))?",
        (
            r"what (?:can|could|should|shall) i (?:do|study|learn|tackle)(?: now| today| tonight)? (?:in|with|for) (?:just |only |about )?"
            r"(?P<length>.+?)(?: (?:free|left|now|today|tonight))*"
        ),
    ),
    only_with_apostrophe=frozenset({"i'll", "we'll", "he's", "she'll", "we're", "i'd", "he'll"}),
    never_mended=frozenset(
        _all(
            """studies | parsed | pasted | stared | starved | parted | posted | planed | finishes | starts
            | reads | watches | strayed | skimmed | slipped | shipped | skinned | patched | matched
            | hatched | passes | paused | caused | leaned | earned | yearned | lessen | mouth | mouths
            | marched | minuets | hourly | houses | later | letter | forty | house | mayor | match
            | winter | water | tested | texted | rested | listed | untied | united | being | bring
            | bagan | loaded | logger | coded | codec | could | couple | stated | status | statue
            | mental | metal | model | modern | moral | hence | there | three | these | those | where
            | were | weak | week | weeks | weird | quite | quiet | quit | world | words | works | worker
            | wording | clean | clear | create | great | greet | ready | heady | real | readily"""
        )
    ),
)
"""The words that lines are read by where no other language is known."""
