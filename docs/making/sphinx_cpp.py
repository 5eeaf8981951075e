"""Whether Sphinx reads a declaration of C++: asked before it is given one, so that it never warns."""

from __future__ import annotations

from sphinx.domains.cpp import DefinitionError
from sphinx.domains.cpp._parser import DefinitionParser


class _Config:
    cpp_id_attributes: tuple[str, ...] = ()
    cpp_paren_attributes: tuple[str, ...] = ()


def parses(declared: str, kind: str) -> bool:
    """Whether a declaration of a kind of the C++ domain is one that it knows."""
    parser = DefinitionParser(declared, location=None, config=_Config())
    parser.allowFallbackExpressionParsing = False
    try:
        parser.parse_declaration(kind, kind)
        parser.assert_end()
    except DefinitionError:
        return False
    return True
