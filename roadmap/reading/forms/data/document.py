"""A document of data as a tree: by the shape a program gave it, or else as people write one."""

from roadmap.reading.forms.data.boards import board, is_board
from roadmap.reading.forms.data.called import title_of, unwrapped
from roadmap.reading.forms.data.graphs import graph, is_graph
from roadmap.reading.forms.data.issues import issues, issues_in
from roadmap.reading.forms.data.navigation import is_navigation, navigation
from roadmap.reading.forms.data.nodes import Node
from roadmap.reading.forms.data.parts import document
from roadmap.reading.tree import Tree, whole


def read_data_tree(root: Node, text: str, form: str) -> Tree:
    """The tree of a document of data, ``form`` being "json" or "yaml"."""
    if is_graph(root):
        return Tree(whole(graph(root), text), form, title_of(root))
    if is_board(root):
        return Tree(whole(board(root), text), form, title_of(root))
    if found := issues_in(root):
        return Tree(whole(issues(found), text), form)
    if is_navigation(root):
        return Tree(whole(navigation(root), text), form, _text(root, "site_name"))
    root = unwrapped(root)
    return Tree(whole(document(root), text), form, title_of(root))


def _text(node: Node, key: str) -> str:
    value = node.get(key)
    return value.text if value else ""
