"""Names of builtin types, and small things."""
import sys as _sys

FunctionType = LambdaType = type(lambda: None)
BuiltinFunctionType = BuiltinMethodType = type(len)
ModuleType = type(_sys)
NoneType = type(None)
EllipsisType = type(...)
NotImplementedType = type(NotImplemented)


class _C:
    def method(self):
        pass


MethodType = type(_C().method)
CodeType = type(_C.method.__code__)
MethodDescriptorType = type(str.join)


class SimpleNamespace:
    def __init__(self, /, **keywords):
        for name, value in keywords.items():
            setattr(self, name, value)

    def __repr__(self):
        return "namespace(" + ", ".join(["%s=%r" % pair for pair in vars(self).items()]) + ")"

    def __eq__(self, other):
        if isinstance(other, SimpleNamespace):
            return vars(self) == vars(other)
        return NotImplemented

    __hash__ = None
