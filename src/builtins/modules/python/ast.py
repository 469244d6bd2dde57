"""Module `ast`: `literal_eval`. Trees are not offered: what asks for them says so."""

from _literal import evaluate as _evaluate

__all__ = ["literal_eval"]


def literal_eval(node_or_string):
    """The value of a literal, or of containers of such."""
    if not isinstance(node_or_string, str):
        raise ValueError("malformed node or string: {!r}".format(node_or_string))
    return _evaluate(node_or_string.lstrip(" \t"))


def __getattr__(name):
    if name.startswith("__"):
        raise AttributeError("module 'ast' has no attribute {!r}".format(name))
    raise ImportError("ast.{} is not supported: of module ast there is literal_eval alone".format(name))
