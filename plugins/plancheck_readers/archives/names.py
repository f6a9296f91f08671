"""Names of files as archives store them: UTF-8, or whatever the writer's system spoke."""


def decoded(raw: bytes) -> str:
    """Return a name that does not say its encoding.

    What is valid UTF-8 is taken for it: Chinese names in GBK hardly ever are.
    """
    for codec in ("utf-8", "gb18030"):
        try:
            return raw.decode(codec)
        except UnicodeDecodeError:
            continue
    return raw.decode("gb18030", "replace")
