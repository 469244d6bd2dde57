# Records of module sys, and the hook that prints exceptions.
import sys

print(sys.version_info.major, sys.version_info >= (3, 8), tuple(sys.version_info)[:2])
print(sys.int_info)
print(sys.flags.optimize, sys.flags.utf8_mode in (0, 1), sys.hash_info.modulus, sys.hash_info.algorithm)
print(sys.float_info)
print(type(sys.flags).__name__, type(sys.float_info), isinstance(sys.int_info, tuple))
print(sys.gettrace(), sys.getprofile(), sys.is_finalizing())


class Capture:
    def __init__(self):
        self.text = ""

    def write(self, text):
        self.text += text

    def flush(self):
        pass


stream = sys.stderr = Capture()
try:
    {}["missing"]
except KeyError:
    sys.excepthook(*sys.exc_info())
sys.stderr = sys.__stderr__
print(stream.text.splitlines()[-1], sys.excepthook is not None)
match sys.version_info:
    case (major, _, *_):
        print(major)
