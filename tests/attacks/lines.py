"""Of each command the lines that cost most on a long roadmap; ``{slug}`` is that of the roadmap that was brought."""

from collections.abc import Mapping

from tests.attacks.limits import words

TITLE = f"T700 {words(700, 100)}"
HOSTILE = (
    "a;" * 480,
    "a " * 480,
    " ".join(f"{word[:-1]}q" for word in words(3, 600).split())[:480],
    f"{TITLE[:60]} " * 8,
    "zzzzzzzzz",
    "1 2 3-4 5/6 7.8 " * 60,
)
HARDEST = (HOSTILE[1], HOSTILE[5])
"""What of it takes longest behind the commands that read topics as ``/done`` does."""

ORDER = (
    *("/group hide", "/group close", "/group close 999999999", "/group back", f"/group mute {HOSTILE[1]} 7d"[:1000]),
    *(f"/group {word} {said}"[:1000] for word in ("mute", "remove", "back") for said in HOSTILE[:2]),
)
EDITS = ("/edit rename", "/edit add", "/edit move", "move")

LINES: Mapping[str, tuple[str, ...]] = {
    "start": ("/start", "/start {slug} today", "/start zzzzzzz", f"/start {TITLE}"),
    "why": ("/why",),
    "today": ("/today", "/today later", "/today zzzzzzzzz"),
    "status": ("/status",),
    "done": (
        *("/done", "/done 1", "/done 2 3 4 5 6 7 8 9 10 11 12 13", f"/done {TITLE}", "/done 5 yesterday"),
        *(f"/done {said}"[:1000] for said in HOSTILE),
        *(f"finished {said}"[:1000] for said in HOSTILE),
    ),
    "tick": (
        *("/tick", "/tick 1", "/tick 7 of 1999", f"/tick {TITLE}", "/tick lessons 1 to 200 of 7", "did lesson 4"),
        *(f"/tick {said}"[:1000] for said in HARDEST),
    ),
    "untick": ("/untick", "/untick 1", f"/untick {TITLE}", "/untick zzzzzzzzz"),
    "steps": (
        *(
            "/steps",
            "/steps 7",
            f"/steps {TITLE}",
            "/steps 7: 200 lessons",
            "/steps add a step",
            "/steps drop 3",
            f"/steps rename 3 to {TITLE}",
            "/steps 7 move 3 to 1",
        ),
        *("/steps 7\n" + "- a step of it\n" * 200, "/steps through #t7 own", "/steps chosen #t7 1 0 n0 n1"),
        *(f"/steps {said}"[:1000] for said in HARDEST),
    ),
    "known": (
        *("/known", "/known 1 3 5-9", f"/known {TITLE}", "/known zzzzzzzzz", f"i know {TITLE} already"),
        *(f"/known {said}"[:1000] for said in HARDEST),
    ),
    "dates": ("/dates",),
    "begin": (
        *("/begin", "/begin 1999", "/begin 21 22 23 24 25 26 27 28", "/begin zzzzzzzzz"),
        " ".join(("/begin", *(f"#topic-{n}-{words(n, 80).replace(' ', '-')}" for n in range(1960, 1990)))),
    ),
    "next": ("/next",),
    "roadmap": ("/roadmap",),
    "topic": ("/topic 1000", "/topic 7", f"/topic {TITLE}", "/topic zzzz"),
    "plan": ("/plan", "/plan from monday", "/plan from monday yes"),
    "forecast": ("/forecast",),
    "whatif": ("/whatif finish by june", "/whatif finish by 2060-01-01", "/whatif 10 hours", "/whatif 30 a week"),
    "replan": ("/replan", "/replan stretch", "/replan hours", "/replan drop", "/replan drop yes", "/replan hours yes"),
    "hours": ("/hours", "/hours 6"),
    "goal": ("/goal", "/goal 3", "/goal zzzzzz"),
    "days": ("/days", "/days mon-fri", "/days mon wed sat, the weeks stay", "/days mon-fri stay yes"),
    "checkin": ("/checkin", "/checkin 45m 3: a chapter", f"/checkin {'word ' * 190}"),
    "certificates": (
        *(
            "/certificates",
            "/certificates 7",
            f"/certificates {TITLE}",
            "/certificates page 60",
            "/certificates planned 3",
        ),
        *(f"/certificates {said}"[:1000] for said in HOSTILE),
        *(f"got the {said} certificate"[:1000] for said in HOSTILE),
        *(f"{said} certificate in march?"[-1000:] for said in HOSTILE),
    ),
    "earned": (
        *("/earned", "/earned 1 https://example.org/c", f"/earned {TITLE}", "/earned #/one of my own"),
        *(f"/earned {said}"[:1000] for said in HOSTILE),
    ),
    "portfolio": ("/portfolio", "/portfolio on", "/portfolio show topics notes", "/portfolio off"),
    "choose": (
        "/choose 2 begin",
        "/choose 9999 begin",
        f"/choose 1 topic {TITLE}",
        *(f"/choose 1 {said}"[:1000] for said in HARDEST),
    ),
    "sitting": (
        *("/sitting", "/sitting minutes=45m", "/sitting minutes=45m&topics=-", f"/sitting topics={TITLE}"),
        *(f"/sitting minutes={said}&topics={said}"[:1000] for said in HOSTILE),
        "/sitting " + "minutes=%25%26&" * 60,
    ),
    "log": (
        *("/log", "/log 7", "/log 45m 3: a chapter", f"/log {TITLE}", "/log #t7 page:1", "/log page:99999"),
        *("/log 45m #t7/none", f"/log {'word ' * 190}", *(f"/log {said}"[:1000] for said in HOSTILE)),
    ),
    "focus": (
        *(
            "/focus",
            "/focus 25 3",
            "/focus 25",
            "/focus stop",
            "/focus open",
            "/focus 25 alone",
            "/focus 1@1 25",
            "/focus 999999999@9 more",
        ),
        *(f"/focus {TITLE}", f"/focus 25 {TITLE}", "/focus 45m #t7/none", f"/focus {'word ' * 190}"),
        *(f"/focus {said}"[:1000] for said in HOSTILE),
        *(f"start the timer for {said}"[:200] for said in HOSTILE),
    ),
    "othertopic": ("/othertopic", "/othertopic 7", f"/othertopic {TITLE}", "/othertopic 1@1 none"),
    "remember": ("/remember", "/remember 7", f"/remember {TITLE}", f"/remember 3: {'word ' * 190}"),
    "streak": ("/streak",),
    "chart": ("/chart",),
    "heatmap": ("/heatmap",),
    "card": ("/card", "/card Ann"),
    "skip": ("/skip", "/skip 6", "/skip 31 32 33 34 35 36", "/skip zzzzzzzzz"),
    "reopen": ("/reopen", "/reopen 4", "/reopen zzzzzzzzz"),
    "looks": ("/looks", "/looks on", "/looks knew #t3", "/looks gone zzzzzzzzz"),
    "undo": ("/undo", "/undo list"),
    "correct": ("/correct", "/correct 9", "/correct yesterday"),
    "otherday": ("/otherday", "/otherday yesterday"),
    "nothing": ("/nothing",),
    "pause": ("/pause", "/pause until friday", "/pause from 3 march to 10 march"),
    "resume": ("/resume",),
    "week": ("/week", "/week 2", "/week 3 days", "/week 1 #t3", "/week 99 zzzzzzzzz"),
    "stuck": ("/stuck", "/stuck time", "/stuck hard", "/stuck dull", "/stuck ill", "/stuck smaller", "/stuck zzz"),
    "nudges": (
        "/nudges",
        "/nudges friday 10:00",
        "/nudges quiet 22:00-07:30",
        "/nudges at friday 10:00",
        "/nudges on any",
    ),
    "snooze": ("/snooze 2d",),
    "times": (
        *(
            "/times",
            "/times every day 19:00 45m 7",
            f"/times mon 19:00 {TITLE}",
            "/times skip",
            "/times later",
            "/times once 2027-01-05 19:00",
            "/times off",
        ),
        *(f"/times {said}"[:1000] for said in HOSTILE),
        "/times " + "mon 19:00, " * 90,
    ),
    "timezone": ("/timezone berlin", "/timezone zzzzz", "/timezone +3"),
    "settings": ("/settings", "/settings dark", "/settings plain", "/settings emoji"),
    "skills": ("/skills", "/skills s50x399", "/skills #s50x399", "/skills zzz"),
    "import": (
        "/import",
        "/import look token",
        "/import reading token 0",
        "/import stages token 0",
        "/import stage token 1",
        "/import chosen token r0 bare s0 s1",
        "/import again token",
        "/import take token",
        "/import update token {slug}",
        "/import undo {slug} 2 1",
    ),
    "edit": (
        *("/edit", "/edit 7", "/edit zzzzzzzzz", f"/edit {TITLE}", f"/edit rename {TITLE} to x"),
        *("/edit move 1999 to 3", "/edit add One more after 5, 2 weeks", "/edit remove 8"),
        *(f"{verb} {said}"[:1000] for verb in EDITS for said in HARDEST),
        *(
            f"/edit {verb} {f'x {word} ' * 200}"[:1000]
            for verb, word in (("rename", "to"), ("add", "after"), ("length", "2"))
        ),
    ),
    "roadmaps": ("/roadmaps", "/roadmaps drop {slug}"),
    "switch": ("/switch", "/switch ml-data"),
    "share": ("/share", "/share off", "/share off web path", f"/share off {'x' * 3000}"),
    "link": ("/link", "/link 12345678"),
    "unlink": ("/unlink",),
    "web": ("/web", "/web off", "/web off 1"),
    "calendar": ("/calendar", "/calendar new", "/calendar off"),
    "export": ("/export", "/export csv", "/export json", "/export calendar", "/export notes"),
    "forget": ("/forget",),
    "help": ("/help", "/help done", "/help zzz"),
    "partner": ("/partner",),
    "leaders": ("/leaders", "/leaders day", "/leaders nothing", "/leaders zzzz"),
    "member": ("/member 1 1", "/member 1 p1", "/member 999999999 999999999 pair 1", f"/member {TITLE}"),
    "promise": ("/promise finish it", "/promise"),
    "group": (
        "/group",
        "/group goal 20 sessions in january",
        "/group goal",
        "/group roadmap {slug}",
        "/group digest friday 10:00",
        "/group here",
        "/group zone berlin",
        "/group dates 4 jan to 30 jun",
        *ORDER,
    ),
    "celebrate": ("/celebrate", "/celebrate on", "/celebrate off"),
    "join": ("/join",),
    "leave": ("/leave",),
    "board": ("/board",),
    "meet": (
        "/meet thu 19:00 60m zzzzzz",
        "/meet every thu 19:00 50/10",
        f"/meet thu 19:00 {TITLE}",
        "/meet",
        "/meet in 1",
        "/meet move fri 20:00",
        "/meet cancel",
    ),
    "helpme": ("/helpme zzzzzz what is this", f"/helpme {TITLE}", "/helpme 3 how"),
    "canhelp": ("/canhelp", "/canhelp 1"),
    "thanks": ("/thanks", "/thanks ann"),
    "cheer": ("/cheer", "/cheer 1"),
}
"""Of each command what costs most."""

IN_THE_LONG_FORM: Mapping[str, tuple[str, ...]] = {
    name: (*more, *(f"{head} {said}"[:1000] for head in heads for said in HOSTILE if said not in HARDEST))
    for name, heads, *more in (
        ("tick", ("/tick",)),
        ("steps", ("/steps",)),
        ("known", ("/known",)),
        ("edit", EDITS, "/edit rename 5 to y", "/edit length 4 2-3 weeks"),
    )
}
"""What is tried only there: what takes as long as another line of the command, and the rest of what is hostile."""
