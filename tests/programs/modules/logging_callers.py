# Where a record says that it was made.
import logging, io
stream = io.StringIO()
handler = logging.StreamHandler(stream)
handler.setFormatter(logging.Formatter("%(levelname)s %(name)s %(funcName)s %(lineno)d %(message)s"))
log = logging.getLogger("app")
log.propagate = False
log.setLevel(logging.DEBUG)
log.addHandler(handler)
def direct():
    log.info("one")
def through(level):
    log.warning("two", stacklevel=level)
def outer(level):
    through(level)
class Service:
    def run(self):
        log.debug("method %s", 3)
        (lambda: log.error("lambda"))()
direct()
for level in (1, 2, 3, 9):
    outer(level)
Service().run()
log.info("module")
try:
    1 / 0
except ZeroDivisionError:
    log.exception("failed")
print(stream.getvalue().split("Traceback")[0])
