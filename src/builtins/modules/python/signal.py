"""Module `signal`: names of signals. None is ever delivered to a handler."""

import enum as _enum


class Signals(_enum.IntEnum):
    SIGHUP = 1
    SIGINT = 2
    SIGQUIT = 3
    SIGILL = 4
    SIGTRAP = 5
    SIGABRT = 6
    SIGBUS = 7
    SIGFPE = 8
    SIGKILL = 9
    SIGUSR1 = 10
    SIGSEGV = 11
    SIGUSR2 = 12
    SIGPIPE = 13
    SIGALRM = 14
    SIGTERM = 15
    SIGCHLD = 17
    SIGCONT = 18
    SIGSTOP = 19
    SIGTSTP = 20


class Handlers(_enum.IntEnum):
    SIG_DFL = 0
    SIG_IGN = 1


globals().update(Signals.__members__)
globals().update(Handlers.__members__)
NSIG = 65
ITIMER_REAL, ITIMER_VIRTUAL, ITIMER_PROF = range(3)


def default_int_handler(signalnum, frame, /):
    """What SIGINT does: KeyboardInterrupt."""
    raise KeyboardInterrupt


_handlers = {Signals.SIGINT: default_int_handler}


def getsignal(signalnum):
    return _handlers.get(signalnum, Handlers.SIG_DFL)


def signal(signalnum, handler):
    raise NotImplementedError("signal handlers are not supported")


def alarm(seconds):
    raise NotImplementedError("signals are not supported")


setitimer = siginterrupt = raise_signal = pause = alarm


def valid_signals():
    return set(Signals)


def strsignal(signalnum):
    return Signals(signalnum).name
