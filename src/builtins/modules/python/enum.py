"""Enumerations."""
import sys as _sys
from types import DynamicClassAttribute, MappingProxyType

__all__ = ["EnumType", "EnumMeta", "Enum", "IntEnum", "StrEnum", "Flag", "IntFlag", "ReprEnum", "auto", "unique",
           "property", "verify", "member", "nonmember", "FlagBoundary", "STRICT", "CONFORM", "EJECT", "KEEP",
           "CONTINUOUS", "NAMED_FLAGS", "UNIQUE", "EnumCheck", "global_enum"]

_property = property


class property(DynamicClassAttribute):
    """An attribute of members; of the class it is a member of that name."""

    def __get__(self, instance, ownerclass=None):
        if instance is None:
            members = ownerclass.__dict__.get("_member_map_", {})
            if self.name in members:
                return members[self.name]
            raise AttributeError(f"{ownerclass.__name__!r} has no attribute {self.name!r}")
        return self.fget(instance)

    def __set_name__(self, ownerclass, name):
        self.name = name


class auto:
    def __init__(self, value=None):
        self.value = value

    def __repr__(self):
        return f"auto({self.value!r})"


class nonmember:
    def __init__(self, value):
        self.value = value


class member:
    def __init__(self, value):
        self.value = value


def _is_descriptor(value):
    return hasattr(value, "__get__") or hasattr(value, "__set__") or hasattr(value, "__delete__")


def _is_dunder(name):
    return len(name) > 4 and name[:2] == name[-2:] == "__" and name[2] != "_" and name[-3] != "_"


def _is_sunder(name):
    return len(name) > 2 and name[0] == name[-1] == "_" and name[1] != "_" and name[-2] != "_"


def _is_private(class_name, name):
    prefix = f"_{class_name}__"
    return name.startswith(prefix) and len(name) > len(prefix) and not name.endswith("__")


class _EnumDict(dict):
    def __init__(self):
        super().__init__()
        self._member_names = {}
        self._last_values = []
        self._ignore = []
        self._auto_called = False
        self._cls_name = None

    def __setitem__(self, key, value):
        if _is_private(self._cls_name or "", key):
            pass
        elif _is_sunder(key):
            if key not in ("_order_", "_generate_next_value_", "_numeric_repr_", "_missing_", "_ignore_",
                           "_iter_member_", "_iter_member_by_value_", "_iter_member_by_def_", "_boundary_"):
                raise ValueError(f"_sunder_ names, such as {key!r}, are reserved for future Enum use")
            if key == "_generate_next_value_":
                if self._auto_called:
                    raise TypeError("_generate_next_value_ must be defined before members")
                self._generate = value.__func__ if isinstance(value, staticmethod) else value
            elif key == "_ignore_":
                self._ignore = value.replace(",", " ").split() if isinstance(value, str) else list(value)
                clash = [name for name in self._ignore if name in self._member_names]
                if clash:
                    raise ValueError(f"_ignore_ cannot specify already set names: {clash!r}")
        elif _is_dunder(key):
            if key == "__order__":
                key = "_order_"
        elif key in self._member_names:
            raise TypeError(f"{key!r} already defined as {self[key]!r}")
        elif key in self._ignore:
            pass
        elif isinstance(value, nonmember):
            value = value.value
        elif isinstance(value, type) and not isinstance(value, EnumType) and False:
            pass
        elif _is_descriptor(value) and not isinstance(value, (member, auto)):
            pass
        else:
            if key in self:
                raise TypeError(f"{key!r} already defined as {self[key]!r}")
            if isinstance(value, member):
                value = value.value
            if isinstance(value, auto):
                value = self._fill(key, value)
            elif isinstance(value, tuple) and any(isinstance(part, auto) for part in value):
                value = tuple(self._fill(key, part) if isinstance(part, auto) else part for part in value)
            self._member_names[key] = None
            self._last_values.append(value)
        super().__setitem__(key, value)

    def _fill(self, key, value):
        self._auto_called = True
        if value.value is None:
            value.value = self._generate(key, 1, len(self._member_names), self._last_values[:])
        return value.value

    def update(self, members, **more):
        for name in members.keys() if hasattr(members, "keys") else ():
            self[name] = members[name]
        if not hasattr(members, "keys"):
            for name, value in members:
                self[name] = value
        for name, value in more.items():
            self[name] = value


class FlagBoundary:
    pass


def _high_bit(value):
    return value.bit_length() - 1


def _iter_bits(number):
    while number:
        bit = number & -number
        yield bit
        number ^= bit


def _is_single_bit(number):
    return number != 0 and number & (number - 1) == 0


class EnumType(type):
    @classmethod
    def __prepare__(metacls, cls, bases, **kwds):
        metacls._check_extension(cls, bases)
        namespace = _EnumDict()
        namespace._cls_name = cls
        _, first = metacls._kinds(cls, bases)
        generate = getattr(first, "_generate_next_value_", None) if first is not None else None
        namespace._generate = generate or _next_value
        return namespace

    @staticmethod
    def _check_extension(cls, bases):
        for base in bases:
            if isinstance(base, EnumType) and base._member_names_:
                raise TypeError(f"<enum {cls!r}> cannot extend {base!r}")

    @classmethod
    def _kinds(metacls, name, bases):
        """The type of data that members are, and the first enumeration among the bases."""
        if not bases:
            return object, None
        first = bases[-1]
        if "Enum" in globals() and not isinstance(first, EnumType):
            raise TypeError("new enumerations should be created as "
                            "`EnumName([mixin_type, ...] [data_type,] enum_type)`")
        kinds = []
        for chain in bases:
            candidate = None
            for base in chain.__mro__:
                if base is object:
                    continue
                if isinstance(base, EnumType):
                    kind = base.__dict__.get("_member_type_", object)
                    if kind is not object:
                        kinds.append(kind)
                        break
                elif ("__new__" in base.__dict__ or "__dataclass_fields__" in base.__dict__
                      or base.__module__ == "builtins"):
                    kinds.append(candidate or base)
                    break
                else:
                    candidate = candidate or base
        distinct = list(dict.fromkeys(kinds))
        if len(distinct) > 1:
            raise TypeError(f"too many data types for {name!r}: {set(distinct)!r}")
        return distinct[0] if distinct else object, first if isinstance(first, EnumType) else None

    def __new__(metacls, cls, bases, classdict, *, boundary=None, _simple=False, **kwds):
        if "Enum" not in globals() and not bases:
            made = super().__new__(metacls, cls, bases, dict(classdict), **kwds)
            made._member_names_, made._member_map_, made._value2member_map_ = [], {}, {}
            made._member_type_ = object
            made._unhashable_values_ = []
            made._boundary_ = None
            made._flag_mask_ = 0
            return made
        ignored = classdict._ignore
        for name in ["_ignore_"] + list(ignored):
            classdict.pop(name, None)
        names = list(classdict._member_names)
        for name in names:
            if name in ("mro", ""):
                raise ValueError(f"invalid enum member name(s) {name!r}".replace("name(s) '", "name(s) '"))
        member_type, first = metacls._kinds(cls, bases)
        values = {name: classdict[name] for name in names}
        order = classdict.pop("_order_", None)
        namespace = {name: value for name, value in classdict.items() if name not in values}
        own_new = namespace.pop("__new__", None)
        namespace["_member_names_"] = []
        namespace["_member_map_"] = {}
        namespace["_value2member_map_"] = {}
        namespace["_unhashable_values_"] = []
        namespace["_member_type_"] = member_type
        namespace["_boundary_"] = boundary or getattr(first, "_boundary_", None)
        namespace["_flag_mask_"] = 0
        namespace["_all_bits_"] = 0
        made = super().__new__(metacls, cls, bases, namespace, **kwds)
        if own_new is None:
            for base in made.__mro__[1:]:
                own_new = base.__dict__.get("_new_member_")
                if own_new is not None:
                    break
        if isinstance(own_new, staticmethod):
            own_new = own_new.__func__
        made._new_member_ = staticmethod(own_new) if own_new is not None else None
        # What shows a member: an enumeration's own way, unless a ReprEnum leaves it to the type of data.
        own = set(namespace)
        if "ReprEnum" in globals() and ReprEnum in bases:
            if member_type is object:
                raise TypeError("ReprEnum subclasses must be mixed with a data type (i.e. int, str, float, etc.)")
            if "__format__" not in own:
                type.__setattr__(made, "__format__", member_type.__format__)
                own.add("__format__")
            if "__str__" not in own:
                plain = member_type in (int, float, complex) or member_type.__str__ is object.__str__
                type.__setattr__(made, "__str__", member_type.__repr__ if plain else member_type.__str__)
                own.add("__str__")
        if first is not None:
            for name in ("__repr__", "__str__", "__format__"):
                if name not in own:
                    found = getattr(made, name)
                    if found in (getattr(member_type, name, None), getattr(object, name)):
                        type.__setattr__(made, name, getattr(first, name))
        flags = "Flag" in globals() and issubclass(made, Flag)
        if flags:
            for name in ("or", "and", "xor", "ror", "rand", "rxor", "invert"):
                name = f"__{name}__"
                if name not in namespace:
                    type.__setattr__(made, name, getattr(Flag, name))
        for name in names:
            made._add(name, values[name], member_type, own_new, flags)
        if flags:
            singles = [m for m in made._member_map_.values() if _is_single_bit(m._value_)]
            made._member_names_ = [n for n in made._member_names_ if _is_single_bit(made._member_map_[n]._value_)]
            numbers = [made._member_map_[n]._value_ for n in made._member_names_]
            if numbers != sorted(numbers):
                made._member_names_.sort(key=lambda n: made._member_map_[n]._value_)
        if order is not None:
            wanted = order.replace(",", " ").split() if isinstance(order, str) else list(order)
            wanted = [n for n in wanted if n not in made._member_map_ or made._member_map_[n]._name_ == n]
            if made._member_names_ != wanted:
                raise TypeError("member order does not match _order_:\n"
                                f"  {made._member_names_!r}\n  {wanted!r}")
        return made

    def __init__(cls, *args, **kwds):
        pass

    def _add(cls, name, value, member_type, own_new, flags):
        args = value if isinstance(value, tuple) else (value,)
        if member_type is tuple:
            args = (args,)
        if own_new is not None:
            made = own_new(cls, *args)
            if not hasattr(made, "_value_"):
                made._value_ = value if member_type is object else member_type(*args)
        elif member_type is object:
            made = object.__new__(cls)
            made._value_ = value
        elif "__dataclass_fields__" in member_type.__dict__ and "__new__" not in member_type.__dict__:
            made = object.__new__(cls)
            made._value_ = member_type(*args)
            made.__dict__.update(made._value_.__dict__)
        else:
            try:
                made = member_type.__new__(cls, *args)
            except TypeError as problem:
                raise problem
            if not hasattr(made, "_value_"):
                try:
                    made._value_ = member_type(*args)
                except Exception as problem:
                    raise TypeError("_value_ not set in __new__, unable to create it") from problem
        value = made._value_
        made._name_ = name
        made.__objclass__ = cls
        made._sort_order_ = len(cls._member_names_)
        if member_type is object or not hasattr(member_type, "__dataclass_fields__"):
            made.__init__(*args)
        for known in cls._member_map_.values():
            if known._value_ == value and type(known._value_) == type(value) or known._value_ == value:
                made = known
                break
        else:
            cls._member_names_.append(name)
            if flags and isinstance(value, int):
                cls._flag_mask_ |= value
                if _is_single_bit(value):
                    cls._all_bits_ |= value
        cls._member_map_[name] = made
        found = None
        for base in cls.__mro__[1:]:
            found = base.__dict__.get(name)
            if found is not None:
                break
        if isinstance(found, (property, _property, DynamicClassAttribute)):
            pass
        else:
            type.__setattr__(cls, name, made)
        try:
            cls._value2member_map_.setdefault(value, made)
        except TypeError:
            cls._unhashable_values_.append(value)

    def __bool__(cls):
        return True

    def __call__(cls, value, names=None, *, module=None, qualname=None, type=None, start=1, boundary=None):
        if names is None and type is None and cls._member_map_ or names is None:
            return cls.__new__(cls, value)
        return cls._create(value, names, module=module, qualname=qualname, kind=type, start=start, boundary=boundary)

    def _create(cls, class_name, names, *, module, qualname, kind, start, boundary):
        metacls = cls.__class__
        bases = (cls,) if kind is None else (kind, cls)
        classdict = metacls.__prepare__(class_name, bases)
        if isinstance(names, str):
            names = names.replace(",", " ").split()
        if isinstance(names, (tuple, list)) and names and isinstance(names[0], str):
            original, names, last = names, [], []
            for count, name in enumerate(original):
                value = classdict._generate(name, start, count, last[:])
                last.append(value)
                names.append((name, value))
        for item in names:
            name, value = (item, names[item]) if isinstance(item, str) else item
            classdict[name] = value
        if module is not None:
            classdict["__module__"] = module
        else:
            try:
                classdict["__module__"] = _sys._getframe(2).f_globals["__name__"]
            except (AttributeError, ValueError, KeyError):
                classdict["__module__"] = "__main__"
        if qualname is not None:
            classdict["__qualname__"] = qualname
        return metacls.__new__(metacls, class_name, bases, classdict, boundary=boundary)

    def __contains__(cls, member):
        if not isinstance(member, Enum):
            raise TypeError("unsupported operand type(s) for 'in': "
                            f"'{type(member).__qualname__}' and '{cls.__class__.__qualname__}'")
        return isinstance(member, cls) and member._name_ in cls._member_map_

    def __delattr__(cls, attr):
        if attr in cls._member_map_:
            raise AttributeError(f"{cls.__name__!r} cannot delete member {attr!r}.")
        super().__delattr__(attr)

    def __getattr__(cls, name):
        if name.startswith("__") or name == "_member_map_":
            raise AttributeError(name)
        try:
            return cls.__dict__["_member_map_"][name]
        except KeyError:
            raise AttributeError(name) from None

    def __getitem__(cls, name):
        return cls._member_map_[name]

    def __iter__(cls):
        return (cls._member_map_[name] for name in cls._member_names_)

    def __len__(cls):
        return len(cls._member_names_)

    @_property
    def __members__(cls):
        return MappingProxyType(cls._member_map_)

    def __repr__(cls):
        if "Flag" in globals() and issubclass(cls, Flag):
            return f"<flag {cls.__name__!r}>"
        return f"<enum {cls.__name__!r}>"

    def __reversed__(cls):
        return (cls._member_map_[name] for name in reversed(cls._member_names_))

    def __setattr__(cls, name, value):
        if name in cls.__dict__.get("_member_map_", {}):
            raise AttributeError(f"cannot reassign member {name!r}")
        super().__setattr__(name, value)

    def __dir__(cls):
        return sorted(["__class__", "__contains__", "__doc__", "__getitem__", "__init_subclass__", "__iter__",
                       "__len__", "__members__", "__module__", "__name__", "__qualname__"] + cls._member_names_)


EnumMeta = EnumType


def _next_value(name, start, count, last_values):
    if not last_values:
        return start
    try:
        last = sorted(last_values)[-1]
    except TypeError:
        last = last_values[-1]
        for value in reversed(last_values):
            if isinstance(value, int):
                last = value
                break
    try:
        return last + 1
    except TypeError:
        raise TypeError("unable to increment %r" % (last,)) from None


class Enum(metaclass=EnumType):
    def __new__(cls, value):
        if type(value) is cls:
            return value
        try:
            return cls._value2member_map_[value]
        except KeyError:
            pass
        except TypeError:
            for found in cls._member_map_.values():
                if found._value_ == value:
                    return found
        problem = None
        try:
            result = cls._missing_(value)
        except Exception as raised:
            problem = raised
            result = None
        if isinstance(result, cls):
            return result
        if result is not None and "Flag" in globals() and issubclass(cls, Flag) and isinstance(result, int) \
                and cls._boundary_ is EJECT:
            return result
        missing = ValueError(f"{value!r} is not a valid {cls.__qualname__}")
        if result is None and problem is None:
            raise missing
        if problem is None:
            problem = TypeError(f"error in {cls.__name__}._missing_: returned {result!r} instead of None or a valid "
                                "member")
        if not isinstance(problem, ValueError):
            problem.__context__ = missing
        raise problem

    def __init__(self, *args, **kwds):
        pass

    _generate_next_value_ = staticmethod(_next_value)

    @classmethod
    def _missing_(cls, value):
        return None

    def __repr__(self):
        shown = self._value_repr()
        return f"<{self.__class__.__name__}.{self._name_}: {shown}>"

    def _value_repr(self):
        kind = self.__class__._member_type_
        return repr(self._value_)

    def __str__(self):
        return f"{self.__class__.__name__}.{self._name_}"

    def __dir__(self):
        own = [name for name in self.__dict__ if name[0] != "_"]
        for base in type(self).__mro__:
            own += [name for name in base.__dict__ if name[0] != "_" and name not in self._member_map_]
        return sorted({"__class__", "__doc__", "__eq__", "__hash__", "__module__", "name", "value", *own})

    def __format__(self, format_spec):
        return str.__format__(str(self), format_spec)

    def __hash__(self):
        return hash(self._name_)

    def __reduce_ex__(self, proto):
        return self.__class__, (self._value_,)

    def __copy__(self):
        return self

    def __deepcopy__(self, memo):
        return self

    @property
    def name(self):
        return self._name_

    @property
    def value(self):
        return self._value_


class ReprEnum(Enum):
    """Only the repr is the enumeration's."""


class IntEnum(int, ReprEnum):
    """Members are ints."""


class StrEnum(str, ReprEnum):
    """Members are strs."""

    def __new__(cls, *values):
        if len(values) > 3:
            raise TypeError("too many arguments for str(): %r" % (values,))
        if len(values) == 1 and not isinstance(values[0], str):
            raise TypeError("%r is not a string" % (values[0],))
        if len(values) >= 2 and not isinstance(values[1], str):
            raise TypeError("encoding must be a string, not %r" % (values[1],))
        if len(values) == 3 and not isinstance(values[2], str):
            raise TypeError("errors must be a string, not %r" % (values[2]))
        value = str(*values)
        made = str.__new__(cls, value)
        made._value_ = value
        return made

    @staticmethod
    def _generate_next_value_(name, start, count, last_values):
        return name.lower()


class FlagBoundary(StrEnum):
    STRICT = auto()
    CONFORM = auto()
    EJECT = auto()
    KEEP = auto()


STRICT, CONFORM, EJECT, KEEP = FlagBoundary


class Flag(Enum):
    _boundary_ = STRICT
    _numeric_repr_ = repr

    @staticmethod
    def _generate_next_value_(name, start, count, last_values):
        if not last_values:
            return start if start is not None else 1
        last = max(last_values)
        try:
            return 2 ** (_high_bit(last) + 1)
        except Exception:
            raise TypeError("invalid flag value %r" % last) from None

    @classmethod
    def _missing_(cls, value):
        if not isinstance(value, int):
            raise ValueError(f"{value!r} is not a valid {cls.__qualname__}")
        mask = cls._flag_mask_
        every = 2 ** mask.bit_length() - 1
        singles = cls._all_bits_
        negative = None
        boundary = cls._boundary_ or STRICT
        if not ~every <= value <= every or value & (every ^ mask):
            if boundary is STRICT:
                bits = max(value.bit_length(), mask.bit_length())
                raise ValueError("%r invalid value %r\n    given %s\n  allowed %s"
                                 % (cls, value, _bin(value, bits), _bin(mask, bits)))
            if boundary is CONFORM:
                value = value & mask
            elif boundary is EJECT:
                return value
            elif boundary is KEEP and value < 0:
                value = max(every + 1, 2 ** value.bit_length()) + value
        if value < 0:
            value = every + 1 + value if boundary is not KEEP else value
            value &= mask
        if value in cls._value2member_map_:
            return cls._value2member_map_[value]
        unknown = value & ~mask
        if cls._member_type_ is object:
            made = object.__new__(cls)
        else:
            made = cls._member_type_.__new__(cls, value)
        made._value_ = value
        names = [m._name_ for m in cls._iter_member_(value)]
        if unknown and names:
            names.append(cls._numeric_repr_(unknown))
        made._name_ = "|".join(names) if names else None
        return cls._value2member_map_.setdefault(value, made)

    @classmethod
    def _iter_member_(cls, value):
        for bit in _iter_bits(value & cls._flag_mask_):
            found = cls._value2member_map_.get(bit)
            if found is not None:
                yield found

    def __contains__(self, other):
        if not isinstance(other, self.__class__):
            raise TypeError("unsupported operand type(s) for 'in': "
                            f"{type(other).__qualname__!r} and {self.__class__.__qualname__!r}")
        return other._value_ & self._value_ == other._value_

    def __iter__(self):
        yield from self._iter_member_(self._value_)

    def __len__(self):
        return self._value_.bit_count()

    def __repr__(self):
        name = self.__class__.__name__
        if self._name_ is None:
            return f"<{name}: {self._numeric_repr_(self._value_)}>"
        return f"<{name}.{self._name_}: {self._numeric_repr_(self._value_)}>"

    def __str__(self):
        name = self.__class__.__name__
        return f"{name}({self._value_!r})" if self._name_ is None else f"{name}.{self._name_}"

    def __bool__(self):
        return bool(self._value_)

    def _other(self, other):
        if isinstance(other, self.__class__):
            return other._value_
        if self._member_type_ is not object and isinstance(other, self._member_type_):
            return other
        return NotImplemented

    def __or__(self, other):
        other = self._other(other)
        return other if other is NotImplemented else self.__class__(self._value_ | other)

    def __and__(self, other):
        other = self._other(other)
        return other if other is NotImplemented else self.__class__(self._value_ & other)

    def __xor__(self, other):
        other = self._other(other)
        return other if other is NotImplemented else self.__class__(self._value_ ^ other)

    def __invert__(self):
        if self._boundary_ in (EJECT, KEEP):
            return self.__class__(~self._value_)
        return self.__class__(self._flag_mask_ & ~self._value_)

    __ror__, __rand__, __rxor__ = __or__, __and__, __xor__


def _bin(number, bits):
    text = bin(number if number >= 0 else number + (1 << max(bits, number.bit_length() + 0)))[2:]
    sign = "0b1 " if number < 0 else "0b0 "
    return sign + text.rjust(bits, "0" if number >= 0 else "1")


class IntFlag(int, ReprEnum, Flag, boundary=KEEP):
    """Members are ints, and so are their combinations."""


IntFlag.__repr__ = Flag.__repr__


def unique(enumeration):
    duplicates = [(name, member._name_) for name, member in enumeration._member_map_.items() if name != member._name_]
    if duplicates:
        details = ", ".join(f"{alias} -> {name}" for alias, name in duplicates)
        raise ValueError(f"duplicate values found in {enumeration!r}: {details}")
    return enumeration


class EnumCheck(StrEnum):
    CONTINUOUS = "no skipped integer values"
    NAMED_FLAGS = "multi-flag aliases may not contain unnamed flags"
    UNIQUE = "one name per value"


CONTINUOUS, NAMED_FLAGS, UNIQUE = EnumCheck


class verify:
    def __init__(self, *checks):
        self.checks = checks

    def __call__(self, enumeration):
        name = enumeration.__name__
        for check in self.checks:
            if check is UNIQUE:
                aliases = [f"{alias} -> {m._name_}" for alias, m in enumeration._member_map_.items()
                           if alias != m._name_]
                if aliases:
                    raise ValueError(f"aliases found in {enumeration!r}: {', '.join(aliases)}")
            elif check is CONTINUOUS:
                values = {m._value_ for m in enumeration}
                if len(values) < 2:
                    continue
                low, high = min(values), max(values)
                if issubclass(enumeration, Flag):
                    missing = [2 ** at for at in range(_high_bit(low) + 1, _high_bit(high)) if 2 ** at not in values]
                else:
                    missing = [at for at in range(low + 1, high) if at not in values]
                if missing:
                    kind = "flag" if issubclass(enumeration, Flag) else "enum"
                    raise ValueError(f"invalid {kind} {name!r}: missing values {', '.join(map(str, missing))}")
        return enumeration


def global_enum(cls, update_str=False):
    _sys.modules[cls.__module__].__dict__.update(cls.__members__)
    return cls


def _simple_enum(etype=Enum, *, boundary=None, use_args=None):
    def convert(cls):
        namespace = EnumType.__prepare__(cls.__name__, (etype,))
        for name, value in cls.__dict__.items():
            if name not in ("__dict__", "__weakref__", "__members__"):
                namespace[name] = value
        return EnumType(cls.__name__, (etype,), namespace)

    return convert
