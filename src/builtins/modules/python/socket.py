"""Module `socket`: names that other modules want. There is no network: who asks for it gets an OSError."""

import enum as _enum

error = OSError
timeout = TimeoutError


class herror(OSError):
    pass


class gaierror(OSError):
    pass


class AddressFamily(_enum.IntEnum):
    AF_UNSPEC = 0
    AF_UNIX = 1
    AF_INET = 2
    AF_INET6 = 10


class SocketKind(_enum.IntEnum):
    SOCK_STREAM = 1
    SOCK_DGRAM = 2


globals().update(AddressFamily.__members__)
globals().update(SocketKind.__members__)
SOL_SOCKET, SO_REUSEADDR, SO_KEEPALIVE, SO_BROADCAST = 1, 2, 9, 6
IPPROTO_TCP, TCP_NODELAY, SOMAXCONN, SHUT_RD, SHUT_WR, SHUT_RDWR = 6, 1, 4096, 0, 1, 2
AI_PASSIVE, EAI_NONAME = 1, -2
has_ipv6 = False
_GLOBAL_DEFAULT_TIMEOUT = object()


def _refuse(*args, **keywords):
    raise OSError(38, "sockets are not supported")


class socket:
    def __init__(self, family=-1, type=-1, proto=-1, fileno=None):
        _refuse()


SocketType = socket
create_connection = create_server = socketpair = fromfd = getaddrinfo = gethostbyname = gethostbyaddr = _refuse
getservbyname = getnameinfo = _refuse


def gethostname():
    return "localhost"


def getfqdn(name=""):
    return name or "localhost"


def getdefaulttimeout():
    return None


def setdefaulttimeout(timeout):
    pass
