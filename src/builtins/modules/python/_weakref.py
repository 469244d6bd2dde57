"""Module `_weakref`: what CPython's own `weakref` is built on."""

from weakref import (CallableProxyType, ProxyType, ReferenceType, getweakrefcount, getweakrefs, proxy, ref)


def _remove_dead_weakref(mapping, key):
    found = mapping.get(key)
    if found is not None and found() is None:
        del mapping[key]
