"""The tokenizer of mwparserfromhell and its tokens, without the rest of that package.

    from mwparserfromhell.parser import …        imports the node classes, and importlib.metadata with sockets,
                                                 e-mail and zip files: a quarter of the command's time on a page
    from wikiextract.tree.tokenizer import …     imports what tokenizes

While they are imported, empty packages stand in for the two above them and are taken away again. Whoever imports
mwparserfromhell later gets all of it, with these same modules in it. Where that cannot be done (the package is
imported already, or does not lie in a folder) everything is imported.
"""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.machinery import PathFinder
from types import ModuleType
from typing import Final

__all__ = ["Tokenizer", "tokens"]

PACKAGES: Final = ("mwparserfromhell", "mwparserfromhell.parser")


@contextmanager
def _empty_packages() -> Iterator[None]:
    """Meanwhile the packages are there and hold nothing but the way to their modules."""
    found = PathFinder.find_spec(PACKAGES[0])
    if PACKAGES[0] in sys.modules or found is None or found.submodule_search_locations is None:
        yield
        return
    folders = [*found.submodule_search_locations]
    for name in PACKAGES:
        package = ModuleType(name)
        package.__path__ = folders
        sys.modules[name] = package
        folders = [f"{folder}/parser" for folder in folders]
    try:
        yield
    finally:
        for name in PACKAGES:
            del sys.modules[name]


with _empty_packages():
    from mwparserfromhell.parser import tokens

    try:
        from mwparserfromhell.parser._tokenizer import CTokenizer as Tokenizer  # type: ignore[import-not-found]
    except ImportError:  # the package's own fallback where its C part was not built
        from mwparserfromhell.parser.tokenizer import Tokenizer
