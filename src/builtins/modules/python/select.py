"""Module `select`: there is nothing to wait for."""

error = OSError


def select(rlist, wlist, xlist, timeout=None):
    raise OSError(38, "select is not supported")
