__version__: str

class HeadwayError(ValueError):
    problems: tuple[str, ...]

def plain_text(text: str) -> str: ...
def is_name_of_totals(text: str) -> bool: ...
