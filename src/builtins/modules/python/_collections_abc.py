"""The abstract classes of containers, under another name."""
from collections.abc import *
