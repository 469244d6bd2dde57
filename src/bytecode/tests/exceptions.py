def handled(x):
    for i in x:
        try:
            print(i)
        except (ValueError, TypeError) as e:
            return e
        except OSError:
            continue
        else:
            print('else')
        finally:
            print('x')
    with open(x) as f, g() as (a, b):
        return f.read(1)


def again(x):
    try:
        raise x from None
    except:
        raise
    assert x < 3, "no"
