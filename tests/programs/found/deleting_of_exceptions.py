# Attributes that every exception has: most become None when deleted, some may not be.
for n in ('args','__cause__','__context__','__traceback__','__suppress_context__','msg','zz'):
    e = ValueError(1)
    try: delattr(e, n); print(n, 'ok')
    except Exception as x: print(n, type(x), x)
for E, ns in ((StopIteration, ['value']), (KeyError,['args']), (ImportError, ['msg','name','path']), (OSError, ['errno','strerror','filename']), (SystemExit, ['code']), (AttributeError,['name','obj']), (NameError,['name']), (SyntaxError, ['msg','lineno','text','print_file_and_line']), (UnicodeDecodeError, ['start','reason','object'])):
    for n in ns:
        e = E(1) if E is not UnicodeDecodeError else E('utf-8', b'abc', 0, 1, 'why')
        try: delattr(e, n); print(E.__name__, n, getattr(e, n))
        except Exception as x: print(E.__name__, n, type(x), x)
