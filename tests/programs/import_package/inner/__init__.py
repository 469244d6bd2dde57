print("importing", __name__)
from ..first import value
from .deep import answer
