"""Digests of bytes."""

import _digest

_SIZES = {
    "md5": (16, 64), "sha1": (20, 64), "sha224": (28, 64), "sha256": (32, 64), "sha384": (48, 128),
    "sha512": (64, 128), "sha3_224": (28, 144), "sha3_256": (32, 136), "sha3_384": (48, 104),
    "sha3_512": (64, 72), "shake_128": (0, 168), "shake_256": (0, 136), "blake2b": (64, 128), "blake2s": (32, 64),
}
algorithms_guaranteed = set(_SIZES)
algorithms_available = set(_SIZES)


class HASH:
    def __init__(self, name, state):
        self.name = name
        self._state = state
        self.digest_size, self.block_size = _SIZES[name]

    def update(self, data, /):
        self._state.update(data)

    def digest(self):
        return self._state.digest()

    def hexdigest(self):
        return self.digest().hex()

    def copy(self):
        return type(self)(self.name, self._state.copy())

    def __repr__(self):
        return f"<{self.name} _hashlib.HASH object @ {hex(id(self))}>"


class HASHXOF(HASH):
    def digest(self, length):
        if length < 0:
            raise ValueError("value must be positive")
        return self._state.digest(length)

    def hexdigest(self, length):
        return self.digest(length).hex()


def new(name, data=b"", *, usedforsecurity=True):
    """A new hash object of the algorithm of that name."""
    if not isinstance(name, str):
        raise TypeError("name must be a string")
    key = name.lower().replace("-", "_")
    if key not in _SIZES:
        key = key.replace("_", "")
    if key not in _SIZES:
        raise ValueError("unsupported hash type " + name)
    made = (HASHXOF if key.startswith("shake") else HASH)(key, _digest.new(key))
    made.update(data)
    return made


def _constructor(key):
    def make(string=b"", *, usedforsecurity=True):
        made = (HASHXOF if key.startswith("shake") else HASH)(key, _digest.new(key))
        made.update(string)
        return made

    make.__name__ = make.__qualname__ = "openssl_" + key
    return make


for _key in _SIZES:
    globals()[_key] = _constructor(_key)
del _key


def pbkdf2_hmac(hash_name, password, salt, iterations, dklen=None):
    """Derives a key from a password."""
    import hmac

    size = new(hash_name).digest_size
    if dklen is None:
        dklen = size
    derived = b""
    block = 0
    while len(derived) < dklen:
        block += 1
        part = hmac.digest(password, salt + block.to_bytes(4, "big"), hash_name)
        total = int.from_bytes(part, "big")
        for _ in range(iterations - 1):
            part = hmac.digest(password, part, hash_name)
            total ^= int.from_bytes(part, "big")
        derived += total.to_bytes(size, "big")
    return derived[:dklen]
