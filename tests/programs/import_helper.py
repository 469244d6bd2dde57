"""Helper module."""
_private = 1
public = 2


def show():
    return "show " + str(public)
