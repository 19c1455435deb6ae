"""Boards of cards, as Trello exports them: lists that say how far one is or what a card is part of."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from roadmap.reading.forms.data.nodes import Node
from roadmap.reading.forms.growth import Growing
from roadmap.reading.tree import Cell, Kind, Part
from roadmap.reading.values.cellwords import text_of
from roadmap.reading.values.statuses import read_status
from roadmap.reading.values.words import Words


def is_board(root: Node) -> bool:
    lists, cards = root.get("lists"), root.get("cards")
    return bool(lists and lists.items and cards and cards.items)


def board(root: Node) -> Part:
    """The open cards: under their lists as headings, or, where the lists' names are statuses, with those."""
    lists = [(_text(one, "id"), _text(one, "name")) for one in _items(root, "lists") if _text(one, "closed") != "true"]
    cards = [card for card in _items(root, "cards") if _text(card, "closed") != "true"]
    checks = _checks(root)
    growing = Growing()
    if lists and 2 * sum(read_status(name) is not None for _, name in lists) > len(lists):
        names = dict(lists)
        for card in cards:
            _put(card, checks, growing, status=names.get(_text(card, "idList"), ""))
        return growing.grown()
    for ident, name in lists:
        inside = [card for card in cards if _text(card, "idList") == ident]
        if inside:
            growing.put(Part(Kind.HEADING, inside[0].line, inside[0].line - 1, Words(name, name), 1))
        for card in inside:
            _put(card, checks, growing)
    return growing.grown()


def _put(card: Node, checks: Mapping[str, Sequence[Node]], growing: Growing, status: str = "") -> None:
    line = name.line if (name := card.get("name")) else card.line
    growing.put(
        Part(Kind.ENTRY, line, line, text_of(_text(card, "name")), cells=tuple(_cells(card, status)), named=True)
    )
    for part in told_below(line, _text(card, "desc").splitlines()):
        growing.put(part, 1)
    for item in checks.get(_text(card, "id"), ()):
        mark = ("x",) if _text(item, "state") == "complete" else (" ",)
        growing.put(Part(Kind.ENTRY, item.line, item.line, text_of(_text(item, "name")), 1, mark))


def _cells(card: Node, status: str) -> Iterator[Cell]:
    if status:
        yield Cell("status", (Words(status, status),))
    elif _text(card, "dueComplete") == "true":
        yield Cell("done", (Words("yes", "yes"),))


def told_below(line: int, said: Iterable[str]) -> Iterator[Part]:
    """The lines of a card's text, each as prose below it: labels, links, and what else is said of it."""
    return (Part(Kind.PROSE, line, line, text_of(one)) for one in said if one.strip())


def _checks(root: Node) -> dict[str, list[Node]]:
    found: dict[str, list[Node]] = {}
    for check in _items(root, "checklists"):
        found.setdefault(_text(check, "idCard"), []).extend(_items(check, "checkItems"))
    return found


def _items(node: Node, key: str) -> tuple[Node, ...]:
    value = node.get(key)
    return tuple(item for item in value.items or () if item.pairs) if value else ()


def _text(node: Node, key: str) -> str:
    value = node.get(key)
    return value.text if value else ""
