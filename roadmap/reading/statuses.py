"""Where a learner stands, as documents say it: check boxes, signs and words."""

import re

from roadmap.model import Status
from roadmap.names import folded

BOX = re.compile(r"\[(?P<mark>[ xX]?|[^\w\s\[\]()][\ufe0f\u200d]?|[~/>.-])\](?=\s|$)\s*")
"""A check box at the beginning of a list item."""

SIGNS = {
    Status.COMPLETED: "✅✔☑🗹🏆🎉xX",
    Status.GOING_ON: "🚧⏳🔄🟡🟠🔵🏃🕒⌛▶~/.>🔜",
    Status.SKIPPED: "⏭-🚫⏩🗑",
    Status.NOT_STARTED: "☐⬜❌🔴⚪🔲 ",
}
LEADING = re.compile(r"^(?:([✅✔☑🗹🚧⏳🔄🟡⏭☐⬜❌🔲])\ufe0f?\s*)")
"""A sign before a title that is no part of it."""

_WORDS = {
    Status.COMPLETED: "done,completed,complete,finished,passed,yes,true,x,concluido,concluida,feito,completo,terminado"
    ",hecho,sim,si,fertig,termine,完成,已完成,完了,완료,مكتمل,تم,הושלם,100",
    Status.GOING_ON: "in progress,inprogress,going on,ongoing,doing,started,current,studying,learning,underway,active"
    ",em andamento,em progresso,cursando,en curso,en progreso,en cours,in arbeit,进行中,進行中,学习中,진행중,جار,قيد التقدم,בתהליך",
    Status.SKIPPED: "skipped,skip,dropped,pulado,omitido,saltado,ubersprungen,跳过",
    Status.NOT_STARTED: "not started,notstarted,todo,to do,pending,planned,open,no,false,not yet,backlog,0,nao iniciado"
    ",pendente,a fazer,pendiente,no iniciado,offen,a faire,未开始,未着手,لم يبدأ,לא התחיל",
}
_BY_WORD = {folded(word): status for status, words in _WORDS.items() for word in words.split(",")}
_PERCENT = re.compile(r"(\d{1,3})\s*[%٪]")

AUTHORS_WORDS = frozenset(("beta", "deprecated", "draft", "published", "wip", "stable", "alpha", "archived"))
"""Words about the document's own upkeep: where one stands, the column says nothing about the learner."""


def by_sign(mark: str) -> Status | None:
    """What a sign or the mark in a check box says; an empty box is not started."""
    bare = mark.replace("\ufe0f", "").strip() or " "
    return next((status for status, signs in SIGNS.items() if bare[:1] in signs), None)


def read_status(text: str) -> Status | None:
    """What a cell says: a sign, a check box, a percentage or words; None where it is not understood."""
    said = text.strip()
    if box := BOX.match(said):
        return by_sign(box["mark"])
    if percent := _PERCENT.search(said):
        return _by_percent(int(percent[1]))
    for character in said:
        if character not in "xX-/.~> " and (status := by_sign(character)):
            return status
    return _BY_WORD.get(folded(said)) or (by_sign(said) if len(said) == 1 else None)


def _by_percent(percent: int) -> Status:
    if percent >= 100:
        return Status.COMPLETED
    return Status.GOING_ON if percent else Status.NOT_STARTED
