"""The collector runs by itself; these answer what programs ask."""

_enabled = True


def enable():
    global _enabled
    _enabled = True


def disable():
    global _enabled
    _enabled = False


def isenabled():
    return _enabled


def collect(generation=2):
    return 0


def get_threshold():
    return (700, 10, 10)


def set_threshold(*thresholds):
    pass


def freeze():
    pass


def unfreeze():
    pass
