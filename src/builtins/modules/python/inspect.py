"""What objects are and what functions take."""
import types

__all__ = ["signature", "Signature", "Parameter", "getdoc", "cleandoc", "getmembers", "isfunction", "isclass",
           "ismethod", "ismodule", "isbuiltin", "isgenerator", "isgeneratorfunction", "iscoroutine",
           "iscoroutinefunction", "isasyncgenfunction", "isasyncgen", "isawaitable", "isroutine", "isabstract",
           "unwrap", "getmro", "getfullargspec", "getmodule", "getattr_static", "isdatadescriptor", "istraceback",
           "iscode", "isframe", "currentframe", "stack", "getsource", "getfile", "getcallargs"]

CO_VARARGS, CO_VARKEYWORDS, CO_GENERATOR, CO_COROUTINE, CO_ASYNC_GENERATOR = 4, 8, 32, 128, 512


def ismodule(object):
    return isinstance(object, types.ModuleType)


def isclass(object):
    return isinstance(object, type)


def ismethod(object):
    return isinstance(object, types.MethodType) and hasattr(object, "__func__")


def isfunction(object):
    return isinstance(object, types.FunctionType)


def isbuiltin(object):
    return isinstance(object, types.BuiltinFunctionType)


def isroutine(object):
    return isbuiltin(object) or isfunction(object) or ismethod(object) or isinstance(object,
                                                                                    types.MethodDescriptorType)


def isgenerator(object):
    return isinstance(object, types.GeneratorType)


def iscoroutine(object):
    return isinstance(object, types.CoroutineType)


def isasyncgen(object):
    return isinstance(object, types.AsyncGeneratorType)


def isawaitable(object):
    return iscoroutine(object) or hasattr(type(object), "__await__")


def _flags(function):
    while ismethod(function):
        function = function.__func__
    while hasattr(function, "func") and hasattr(function, "keywords"):
        function = function.func
    return function.__code__.co_flags if isfunction(function) else 0


def isgeneratorfunction(obj):
    return bool(_flags(obj) & CO_GENERATOR)


def iscoroutinefunction(obj):
    return bool(_flags(obj) & CO_COROUTINE)


def isasyncgenfunction(obj):
    return bool(_flags(obj) & CO_ASYNC_GENERATOR)


def istraceback(object):
    return isinstance(object, types.TracebackType)


def isframe(object):
    return type(object).__name__ == "frame"


def iscode(object):
    return isinstance(object, types.CodeType)


def isabstract(object):
    return isinstance(object, type) and bool(object.__dict__.get("__abstractmethods__"))


def ismethoddescriptor(obj):
    return not isclass(obj) and not ismethod(obj) and not isfunction(obj) and hasattr(type(obj), "__get__") and not (
        hasattr(type(obj), "__set__"))


def isdatadescriptor(object):
    if isclass(object) or ismethod(object) or isfunction(object):
        return False
    return hasattr(type(object), "__set__") or hasattr(type(object), "__delete__")


def getmro(cls):
    return cls.__mro__


def getmembers(object, predicate=None):
    found = []
    for name in dir(object):
        try:
            value = getattr(object, name)
        except AttributeError:
            continue
        if predicate is None or predicate(value):
            found.append((name, value))
    return sorted(found, key=lambda pair: pair[0])


def getattr_static(obj, attr, *default):
    for place in (obj, *(type(obj).__mro__)) + (obj.__mro__ if isclass(obj) else ()):
        names = getattr(place, "__dict__", {})
        if attr in names:
            return names[attr]
    if default:
        return default[0]
    raise AttributeError(attr)


def cleandoc(doc):
    lines = doc.expandtabs().split("\n")
    margin = min((len(line) - len(line.lstrip()) for line in lines[1:] if line.strip()), default=0)
    lines = [lines[0].lstrip()] + [line[margin:] for line in lines[1:]]
    while lines and not lines[-1]:
        lines.pop()
    while lines and not lines[0]:
        lines.pop(0)
    return "\n".join(lines)


def getdoc(object):
    doc = getattr(object, "__doc__", None)
    return cleandoc(doc) if isinstance(doc, str) else None


def getmodule(object, _filename=None):
    import sys
    return object if ismodule(object) else sys.modules.get(getattr(object, "__module__", None))


def unwrap(func, *, stop=None):
    seen = {id(func)}
    while hasattr(func, "__wrapped__") and not (stop is not None and stop(func)):
        func = func.__wrapped__
        if id(func) in seen:
            raise ValueError(f"wrapper loop when unwrapping {func!r}")
        seen.add(id(func))
    return func


def getfile(object):
    if ismodule(object) and getattr(object, "__file__", None):
        return object.__file__
    if isfunction(object):
        return object.__code__.co_filename
    raise TypeError(f"{object!r} is a built-in {'module' if ismodule(object) else 'class'}")


def getsource(object):
    raise OSError("could not get source code")


GEN_CREATED, GEN_RUNNING, GEN_SUSPENDED, GEN_CLOSED = "GEN_CREATED", "GEN_RUNNING", "GEN_SUSPENDED", "GEN_CLOSED"
CORO_CREATED, CORO_RUNNING = "CORO_CREATED", "CORO_RUNNING"
CORO_SUSPENDED, CORO_CLOSED = "CORO_SUSPENDED", "CORO_CLOSED"


def getgeneratorstate(generator):
    if generator.gi_running:
        return GEN_RUNNING
    if generator.gi_suspended:
        return GEN_SUSPENDED
    return GEN_CLOSED if generator.gi_frame is None else GEN_CREATED


def getcoroutinestate(coroutine):
    if coroutine.cr_running:
        return CORO_RUNNING
    if coroutine.cr_suspended:
        return CORO_SUSPENDED
    return CORO_CLOSED if coroutine.cr_frame is None else CORO_CREATED


def currentframe():
    import sys
    return sys._getframe(1)


def stack(context=1):
    return []


class _empty:
    pass


class _ParameterKind(int):
    def __new__(cls, number, name, description):
        self = int.__new__(cls, number)
        self.name, self.description = name, description
        return self

    def __repr__(self):
        return f"<_ParameterKind.{self.name}: {int(self)}>"

    __str__ = lambda self: self.name


_KINDS = [_ParameterKind(number, name, description) for number, (name, description) in enumerate((
    ("POSITIONAL_ONLY", "positional-only"), ("POSITIONAL_OR_KEYWORD", "positional or keyword"),
    ("VAR_POSITIONAL", "variadic positional"), ("KEYWORD_ONLY", "keyword-only"),
    ("VAR_KEYWORD", "variadic keyword")))]


def formatannotation(annotation, base_module=None):
    if isinstance(annotation, type) and not hasattr(annotation, "__origin__"):
        if annotation.__module__ in ("builtins", base_module):
            return annotation.__qualname__
        return annotation.__module__ + "." + annotation.__qualname__
    return repr(annotation).replace("typing.", "")


class Parameter:
    empty = _empty
    POSITIONAL_ONLY, POSITIONAL_OR_KEYWORD, VAR_POSITIONAL, KEYWORD_ONLY, VAR_KEYWORD = _KINDS

    def __init__(self, name, kind, *, default=_empty, annotation=_empty):
        self.name, self.kind, self.default, self.annotation = name, _KINDS[kind], default, annotation
        if default is not _empty and kind in (2, 4):
            raise ValueError(f"{self.kind.description} parameters cannot have default values")

    def replace(self, **changes):
        fields = {"name": self.name, "kind": self.kind, "default": self.default, "annotation": self.annotation}
        fields.update(changes)
        return Parameter(fields.pop("name"), fields.pop("kind"), **fields)

    def __str__(self):
        text = self.name
        if self.annotation is not _empty:
            text += ": " + formatannotation(self.annotation)
        if self.default is not _empty:
            text += (" = " if self.annotation is not _empty else "=") + repr(self.default)
        return {2: "*", 4: "**"}.get(int(self.kind), "") + text

    def __repr__(self):
        return f'<Parameter "{self}">'

    def __eq__(self, other):
        if not isinstance(other, Parameter):
            return NotImplemented
        return (self.name, self.kind, self.default, self.annotation) == (other.name, other.kind, other.default,
                                                                         other.annotation)

    def __hash__(self):
        return hash((self.name, self.kind))


class BoundArguments:
    def __init__(self, signature, arguments):
        self.signature, self.arguments = signature, arguments

    @property
    def args(self):
        out = []
        for name, parameter in self.signature.parameters.items():
            if parameter.kind >= 3 or name not in self.arguments:
                break
            if parameter.kind == 2:
                out.extend(self.arguments[name])
            else:
                out.append(self.arguments[name])
        return tuple(out)

    @property
    def kwargs(self):
        out = {}
        late = False
        for name, parameter in self.signature.parameters.items():
            if parameter.kind >= 3 or name not in self.arguments:
                late = True
            if late and name in self.arguments:
                if parameter.kind == 4:
                    out.update(self.arguments[name])
                else:
                    out[name] = self.arguments[name]
        return out

    def apply_defaults(self):
        filled = {}
        for name, parameter in self.signature.parameters.items():
            if name in self.arguments:
                filled[name] = self.arguments[name]
            elif parameter.default is not _empty:
                filled[name] = parameter.default
            elif parameter.kind == 2:
                filled[name] = ()
            elif parameter.kind == 4:
                filled[name] = {}
        self.arguments = filled

    def __repr__(self):
        inside = ", ".join(f"{name}={value!r}" for name, value in self.arguments.items())
        return f"<BoundArguments ({inside})>"


class Signature:
    empty = _empty

    def __init__(self, parameters=None, *, return_annotation=_empty):
        self.parameters = types.MappingProxyType({p.name: p for p in parameters or ()})
        self.return_annotation = return_annotation

    @classmethod
    def from_callable(cls, obj, **kwargs):
        return signature(obj)

    def replace(self, *, parameters=None, return_annotation=True):
        return Signature(self.parameters.values() if parameters is None else parameters,
                         return_annotation=self.return_annotation if return_annotation is True else return_annotation)

    def _bind(self, args, kwargs, partial):
        arguments, args, kwargs = {}, list(args), dict(kwargs)
        for name, p in self.parameters.items():
            if p.kind == 2:
                if args:
                    arguments[name] = tuple(args)
                    args = []
            elif p.kind == 4:
                if kwargs:
                    arguments[name], kwargs = kwargs, {}
            elif p.kind < 2 and args:
                if p.kind == 1 and name in kwargs:
                    raise TypeError(f"multiple values for argument {name!r}")
                arguments[name] = args.pop(0)
            elif p.kind != 0 and name in kwargs:
                arguments[name] = kwargs.pop(name)
            elif p.default is _empty and not partial:
                if p.kind == 0 and name in kwargs:
                    raise TypeError(f"{name!r} parameter is positional only, but was passed as a keyword")
                kind = " keyword-only" if p.kind == 3 else ""
                raise TypeError(f"missing a required{kind} argument: {name!r}")
        if args:
            raise TypeError("too many positional arguments")
        if kwargs:
            raise TypeError(f"got an unexpected keyword argument {next(iter(kwargs))!r}")
        return BoundArguments(self, arguments)

    def bind(self, /, *args, **kwargs):
        return self._bind(args, kwargs, False)

    def bind_partial(self, /, *args, **kwargs):
        return self._bind(args, kwargs, True)

    def __str__(self):
        out, only, star = [], False, False
        for p in self.parameters.values():
            if p.kind == 0:
                only = True
            elif only:
                out.append("/")
                only = False
            if p.kind == 2:
                star = True
            elif p.kind == 3 and not star:
                out.append("*")
                star = True
            out.append(str(p))
        if only:
            out.append("/")
        text = f"({', '.join(out)})"
        if self.return_annotation is not _empty:
            text += f" -> {formatannotation(self.return_annotation)}"
        return text

    def __repr__(self):
        return f"<Signature {self}>"

    def __eq__(self, other):
        if not isinstance(other, Signature):
            return NotImplemented
        return (list(self.parameters.values()) == list(other.parameters.values())
                and self.return_annotation == other.return_annotation)

    def __hash__(self):
        return hash(tuple(self.parameters))


def _of_function(function):
    code = function.__code__
    names = code.co_varnames
    count, only, keyword = code.co_argcount, code.co_posonlyargcount, code.co_kwonlyargcount
    defaults = function.__defaults__ or ()
    keyword_defaults = function.__kwdefaults__ or {}
    notes = getattr(function, "__annotations__", {})
    found = []
    for at, name in enumerate(names[:count]):
        place = at - (count - len(defaults))
        found.append(Parameter(name, 0 if at < only else 1, default=defaults[place] if place >= 0 else _empty,
                               annotation=notes.get(name, _empty)))
    rest = count + keyword
    if code.co_flags & CO_VARARGS:
        found.append(Parameter(names[rest], 2, annotation=notes.get(names[rest], _empty)))
        rest += 1
    for name in names[count:count + keyword]:
        found.append(Parameter(name, 3, default=keyword_defaults.get(name, _empty),
                               annotation=notes.get(name, _empty)))
    if code.co_flags & CO_VARKEYWORDS:
        found.append(Parameter(names[rest], 4, annotation=notes.get(names[rest], _empty)))
    return Signature(found, return_annotation=notes.get("return", _empty))


def signature(obj, *, follow_wrapped=True, globals=None, locals=None, eval_str=False):
    if not callable(obj):
        raise TypeError(f"{obj!r} is not a callable object")
    if follow_wrapped:
        obj = unwrap(obj, stop=lambda f: hasattr(f, "__signature__"))
    if getattr(obj, "__signature__", None) is not None:
        return obj.__signature__
    if isfunction(obj):
        return _of_function(obj)
    if ismethod(obj):
        inner = signature(obj.__func__)
        return inner.replace(parameters=_without_first(inner))
    if hasattr(obj, "func") and hasattr(obj, "keywords") and hasattr(obj, "args"):
        inner = signature(obj.func)
        parameters = list(inner.parameters.values())
        given = min(len(obj.args), sum(p.kind < 2 for p in parameters))
        parameters = parameters[given:]
        out, late = [], False
        for p in parameters:
            if p.name in obj.keywords and p.kind in (1, 3):
                late = True
                p = p.replace(default=obj.keywords[p.name], kind=3)
            elif late and p.kind == 1:
                p = p.replace(kind=3)
            elif late and p.kind == 2:
                continue
            out.append(p)
        return inner.replace(parameters=out)
    if isclass(obj):
        for name in ("__new__", "__init__"):
            for base in obj.__mro__:
                found = base.__dict__.get(name)
                if found is not None and base is not object:
                    found = getattr(found, "__func__", found)
                    if isfunction(found):
                        inner = _of_function(found)
                        return inner.replace(parameters=_without_first(inner))
                    break
        if "__init__" not in obj.__dict__ and obj.__module__ != "builtins":
            return Signature()
        raise ValueError(f"no signature found for builtin type {obj!r}")
    call = getattr(type(obj), "__call__", None)
    if isfunction(call):
        inner = _of_function(call)
        return inner.replace(parameters=_without_first(inner))
    raise ValueError(f"no signature found for builtin {obj!r}")


def _without_first(inner):
    parameters = list(inner.parameters.values())
    if not parameters:
        raise ValueError("invalid method signature")
    return parameters if parameters[0].kind == 2 else parameters[1:]


def getcallargs(func, /, *positional, **named):
    bound = signature(func).bind(*positional, **named)
    bound.apply_defaults()
    return bound.arguments


class FullArgSpec(tuple):
    def __new__(cls, args, varargs, varkw, defaults, kwonlyargs, kwonlydefaults, annotations):
        self = tuple.__new__(cls, (args, varargs, varkw, defaults, kwonlyargs, kwonlydefaults, annotations))
        self.args, self.varargs, self.varkw, self.defaults = args, varargs, varkw, defaults
        self.kwonlyargs, self.kwonlydefaults, self.annotations = kwonlyargs, kwonlydefaults, annotations
        return self

    def __repr__(self):
        return ("FullArgSpec(args=%r, varargs=%r, varkw=%r, defaults=%r, kwonlyargs=%r, kwonlydefaults=%r, "
                "annotations=%r)" % tuple(self))


def getfullargspec(func):
    func = func.__func__ if ismethod(func) else func
    found = _of_function(func)
    by_kind = lambda *kinds: [p.name for p in found.parameters.values() if p.kind in kinds]
    return FullArgSpec(by_kind(0, 1), (by_kind(2) or [None])[0], (by_kind(4) or [None])[0], func.__defaults__,
                       by_kind(3), func.__kwdefaults__, dict(getattr(func, "__annotations__", {})))
