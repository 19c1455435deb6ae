"""What the columns, keys and labels of people's own documents stand for, by their words in several languages."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from roadmap.names import folded
from roadmap.reading.timewords import Unit

UNSPACED = "\u2e80"
"""The first character of the scripts that are written without spaces."""

LONGEST_PHRASE = 3
"""Words in the longest of the phrases below."""


class Role(StrEnum):
    """What a column, a key or a label says about a topic."""

    TITLE = "title"
    TIME = "time"
    NEEDS = "prerequisites"
    HELPS = "recommended"
    STATUS = "status"
    DONE = "done"
    UNDERWAY = "underway"
    UNBEGUN = "unbegun"
    RESOURCES = "resources"
    CERTIFICATIONS = "certifications"
    DIFFICULTY = "difficulty"
    WHY = "why"
    NUMBER = "number"
    IDENT = "ident"
    STAGE = "stage"
    OPTIONAL = "optional"
    TEACHES = "teaches"
    ASIDE = "aside"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Field:
    """A role, with what a number alone counts; ``position`` where numbers are the weeks something stands in."""

    role: Role
    unit: Unit | None = None
    position: bool = False


def _listed(text: str) -> tuple[str, ...]:
    return tuple(folded(word) for word in text.split(","))


class _Words:
    """Words to look for, the first of them the weightiest; those in scripts without spaces may stand inside others."""

    def __init__(self, words: Sequence[str]) -> None:
        ranks = {word: rank for rank, word in reversed(tuple(enumerate(words))) if word}
        self._phrases = {word: rank for word, rank in ranks.items() if word < UNSPACED}
        self._signs = {word: rank for word, rank in ranks.items() if word >= UNSPACED}

    def first_in(self, plain: str) -> int | None:
        """The place of the weightiest word that stands in the text, from 0."""
        found = [self._phrases[phrase] for phrase in _phrases(plain) if phrase in self._phrases]
        return min((*found, *(rank for sign, rank in self._signs.items() if sign in plain)), default=None)

    def stand_in(self, plain: str) -> bool:
        """Whether one of the words stands in the text."""
        return not self._phrases.keys().isdisjoint(_phrases(plain)) or any(sign in plain for sign in self._signs)


@lru_cache(maxsize=16)
def _phrases(plain: str) -> frozenset[str]:
    """All runs of words in a folded text."""
    words = plain.split()
    return frozenset(
        " ".join(words[start : start + length])
        for length in range(1, LONGEST_PHRASE + 1)
        for start in range(len(words))
    )


def _words(text: str) -> _Words:
    return _Words(_listed(text))


_DAY, _PER_WEEK = _words("day"), _words("week,wk,semana,woche")
_WEEKLY = _words("weekly,per week,a week,/week,week hours,semanal,por semana,semana horas,每周,每週,주당")
_UNITS = (
    (Unit.WEEKS, _words("weeks,wks,semanas,wochen,semaines,周数,週数,周,週")),
    (Unit.MONTHS, _words("months,meses,monate,mois,月数")),
    (Unit.HOURS, _words("hours,hour,hrs,hr,h,horas,hora,stunden,heures,学时,學時,小时,時間,시간,ساعات,שעות")),
    (Unit.MINUTES, _words("minutes,mins,min,minutos")),
    (Unit.DAYS, _words("days,dias,días,tage,jours,天数")),
)
_TIME = _words(
    "duration,time,length,effort,workload,estimate,estimated,commitment,how long,duração,dedicação,esforço,tempo,prazo"
    ",carga horária,duración,dedicación,esfuerzo,tiempo,dauer,aufwand,zeit,durée,durata,时长,期間,工作量,기간,المدة,مدة,משך"
)
_WEEK = _listed("week,semana,woche,semaine,weeks no,week number")
_ROLES = (
    (
        Role.CERTIFICATIONS,
        _words("certification,certifications,certificate,certificates,certificado,certificados,证书"),
    ),
    (
        Role.HELPS,
        _words("corequisite,corequisites,co requisite,co requisites,soft prerequisites,nice to have,helpful"),
    ),
    (
        Role.NEEDS,
        _words(
            "prerequisite,prerequisites,prereq,prereqs,pre requisite,pre requisites,pre req,pre reqs,requires,requirement"
            ",requirements,dependency,dependencies,depends,depends on,dependson,needs,pré requisito,pré requisitos,prerequisito"
            ",prerequisitos,prerrequisito,prerrequisitos,requisito,requisitos,dependencia,dependencias,dependências"
            ",voraussetzung,voraussetzungen,prérequis,先修,前置,前提,선수,متطلبات,المتطلبات,דרישות"
        ),
    ),
    (
        Role.RESOURCES,
        _words(
            "resource,resources,link,links,url,urls,material,materials,reading,readings,book,books,textbook,video,videos"
            ",course website,website,recurso,recursos,enlace,enlaces,materiais,materiales,ressourcen,ressources,资源,链接,教材,课程网站"
            ",リンク,資料,자료,المصادر,مصادر,روابط,משאבים,קישורים"
        ),
    ),
    (Role.UNBEGUN, _words("not started,to do,todo,pendente,pendiente")),
    (Role.UNDERWAY, _words("going on,in progress,doing,em andamento,en curso,en progreso")),
    (Role.DONE, _words("done,completed,finished,complete,concluído,concluido,feito,hecho,terminado,完成,✅,✔,☑")),
    (Role.STATUS, _words("status,progress,state,estado,situação,progresso,progreso,状态,進度,进度,الحالة,סטטוס,מצב")),
    (
        Role.DIFFICULTY,
        _words("difficulty,level,dificuldade,dificultad,nível,nivel,schwierigkeit,niveau,难度,難易度,الصعوبة"),
    ),
    (Role.OPTIONAL, _words("optional,elective,opcional,optativa,选修")),
    (Role.HELPS, _words("recommended,recomendado,recomendados,empfohlen")),
    (Role.TEACHES, _words("teaches,concepts,provides,unlocks")),
    (
        Role.ASIDE,
        _words(
            "discussion,chat,forum,community,discord,instructor,author,teacher,university,offered by,provider,school,platform"
            ",programming languages,programming language,language"
        ),
    ),
    (
        Role.WHY,
        _words(
            "why,description,about,goal,goals,objective,objectives,summary,content,contents,topics covered,descrição"
            ",conteúdo,conteúdos,descripción,contenido,contenidos,objetivo,objetivos,beschreibung,说明,描述,简介,الوصف,תיאור"
        ),
    ),
    (
        Role.STAGE,
        _words(
            "stage,phase,section,semester,term,track,part,category,area,group,grouping,tier,fase,etapa,semestre,seção,sección,área"
            ",abschnitt,阶段,学期,المرحلة,שלב"
        ),
    ),
    (Role.IDENT, _words("id,code,key,slug,código,codigo,course code,编号,معرف")),
)
_NUMBERS = frozenset(("", *_listed("#,no,nr,n,number,num,numero,número,nº,序号,编号,order,position")))
_TITLES = _words(
    "course,courses,curso,cursos,topic,topics,tópico,tópicos,tema,temas,title,título,subject,subjects,asignatura,materia"
    ",disciplina,kurs,thema,cours,课程,课程名称,主题,科目,コース,科目名,トピック,과목,강의,주제,الموضوع,الدورة,المادة,נושא,קורס,skill,skills"
    ",concept,lesson,module,módulo,unit,milestone,project,task,name,nome,nombre,名称,label,what,item,text"
)
_BRACKETS = re.compile(r"([a-z])([A-Z])")


def fields_of(headings: Sequence[str]) -> tuple[Field, ...]:
    """The field of each heading of a table; at most one is the title, and none where nothing tells which."""
    found = [field_of(heading) for heading in headings]
    ranks = [
        _rank(heading) if field.role is Role.OTHER else None for heading, field in zip(headings, found, strict=True)
    ]
    ranked = [(rank, place) for place, rank in enumerate(ranks) if rank is not None]
    if not ranked and any(field.role in (Role.TIME, Role.NEEDS) for field in found):
        ranked = [(0, place) for place, field in enumerate(found) if field.role is Role.OTHER][:1]
    if ranked:
        found[min(ranked)[1]] = Field(Role.TITLE)
    return tuple(found)


@lru_cache(maxsize=2048)
def field_of(heading: str) -> Field:
    """The field a heading, a key ("hoursPerWeek") or a label stands for; a title is told only among its neighbours."""
    plain = folded(_BRACKETS.sub(r"\1 \2", heading))
    if plain in _NUMBERS:
        return Field(Role.NUMBER if plain or heading.strip() in ("#", "🔢", "№") else Role.OTHER)
    if plain in _WEEK:
        return Field(Role.TIME, Unit.WEEKS, position=True)
    if len(plain) > 60:
        return Field(Role.OTHER)
    unit = next((unit for unit, words in _UNITS if words.stand_in(plain)), None)
    weekly = _WEEKLY.stand_in(plain) or (unit is Unit.HOURS and _PER_WEEK.stand_in(plain))
    if _TIME.stand_in(plain) or (unit and not _DAY.stand_in(plain)):
        return Field(Role.TIME, Unit.WEEKLY_HOURS if weekly else unit)
    return Field(next((role for role, words in _ROLES if words.stand_in(plain)), Role.OTHER))


def is_title(heading: str) -> bool:
    """Whether this is a word for a topic's title, and not merely the first column of a table."""
    return _rank(heading) is not None


@lru_cache(maxsize=2048)
def _rank(heading: str) -> int | None:
    plain = folded(_BRACKETS.sub(r"\1 \2", heading))
    return _TITLES.first_in(plain) if len(plain) < 40 else None
