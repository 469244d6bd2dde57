"""Numbers of system errors."""

errorcode = {
    1: "EPERM", 2: "ENOENT", 3: "ESRCH", 4: "EINTR", 5: "EIO", 9: "EBADF", 10: "ECHILD", 11: "EAGAIN", 12: "ENOMEM",
    13: "EACCES", 16: "EBUSY", 17: "EEXIST", 20: "ENOTDIR", 21: "EISDIR", 22: "EINVAL", 24: "EMFILE", 28: "ENOSPC",
    32: "EPIPE", 33: "EDOM", 34: "ERANGE", 36: "ENAMETOOLONG", 38: "ENOSYS", 39: "ENOTEMPTY", 104: "ECONNRESET",
    40: "ELOOP", 7: "E2BIG", 18: "EXDEV", 19: "ENODEV", 23: "ENFILE", 25: "ENOTTY", 27: "EFBIG", 29: "ESPIPE", 30: "EROFS",
    31: "EMLINK", 95: "EOPNOTSUPP", 103: "ECONNABORTED", 110: "ETIMEDOUT", 111: "ECONNREFUSED", 115: "EINPROGRESS", 98: "EADDRINUSE",
}
globals().update({name: number for number, name in errorcode.items()})
EWOULDBLOCK = 11
