"""The package."""
print("importing", __name__, __package__)
from . import first
from .first import value as renamed
__all__ = ["first", "renamed", "lazy"]
lazy = "from init"
