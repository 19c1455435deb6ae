"""What a document of data calls itself, and which of its mappings is the roadmap."""

from roadmap.reading.forms.data.nodes import Node
from roadmap.reading.forms.data.shapes import is_described, is_generic, text_at, title_key
from roadmap.reading.limits import LONGEST_TITLE
from roadmap.reading.values.titles import NUMBERED, shortened


def unwrapped(root: Node) -> Node:
    """The mapping that is the roadmap, where it stands alone under a key beside what is said of the document
    ("roadmap: {title: ...}", "version: 2")."""
    holders = [value for _, value in root.pairs or () if not value.is_text]
    if len(holders) != 1 or holders[0].pairs is None or title_key(root) is not None or is_described(root):
        return root
    holds = any(not value.is_text for _, value in holders[0].pairs)
    return holders[0] if holds and title_key(holders[0]) is not None else root


def title_of(root: Node) -> str:
    """What the document calls itself; empty where it does not say."""
    key = title_key(root) if root.pairs is not None else None
    if key is not None:
        return shortened(" ".join(text_at(root, key).split()), LONGEST_TITLE)
    pairs = root.pairs or ()
    about = [value for key, value in pairs if is_generic(key) and _is_plain(value)]
    if len(pairs) > 1 and len(about) == 1 and (own := title_key(about[0])):
        return shortened(" ".join(text_at(about[0], own).split()), LONGEST_TITLE)
    if len(pairs) != 1 or pairs[0][1].pairs is None or NUMBERED.match(pairs[0][0]):
        return ""
    return (
        title_of(pairs[0][1])
        if title_key(pairs[0][1]) is not None
        else shortened(" ".join(pairs[0][0].split()), LONGEST_TITLE)
    )


def _is_plain(node: Node) -> bool:
    """Whether a mapping is of texts only."""
    return bool(node.pairs) and all(value.is_text for _, value in node.pairs or ())
