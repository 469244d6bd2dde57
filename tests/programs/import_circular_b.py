import import_circular_a
y = hasattr(import_circular_a, "x")
if __name__ == "__main__":
    print("not as a program")
