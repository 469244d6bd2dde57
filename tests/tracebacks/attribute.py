class Thing:
    def __init__(self):
        self.value = 1

    def method(self):
        return self.valeu


Thing().method()
