"""The cases of the Autobahn test suite, which is written for Python 2, as a package of Python 3.

`load()` gives the case classes of the installed `autobahntestsuite`, in its order, as they are written there. Only what
Python 3 means otherwise is put right while they are read: a `print`, the base `object`, a division of integers, and byte
strings. Those become strings whose characters are the bytes 0 to 255, so a peer must give its payloads in the same form
(ISO 8859-1); but for the cases 12 and 13, which read files as bytes.

The modules of `autobahn` that the cases import are replaced by the few names they use.
"""

import ast
import binascii
import builtins
import codecs
import importlib.abc
import importlib.util
import pathlib
import re
import sys
import types


class IntegerDivision(ast.NodeTransformer):
    """Python 2 divides integers by `/` as Python 3 does by `//`; the cases divide nothing else."""

    def visit_Div(self, node):
        return ast.FloorDiv()


class CaseFinder(importlib.abc.MetaPathFinder, importlib.abc.Loader):
    """Finds the modules of the suite's folder `case` by their names alone, as Python 2 does from inside of it."""

    def __init__(self, folder):
        self.folder = folder

    def find_spec(self, name, path=None, target=None):
        file = self.folder / f"{name}.py"
        return importlib.util.spec_from_file_location(name, file, loader=self) if file.is_file() else None

    def create_module(self, spec):
        return None

    def exec_module(self, module):
        source = pathlib.Path(module.__spec__.origin).read_bytes().decode("latin-1")
        source = re.sub(r"^(\s*)print\b(.*)$", r"\1print(\2)", source, flags=re.MULTILINE)
        source = re.sub(r"\(object, Case,? *\)", "(Case,)", source)
        tree = ast.fix_missing_locations(IntegerDivision().visit(ast.parse(source)))
        exec(compile(tree, module.__spec__.origin, "exec"), module.__dict__)


class Utf8Validator:
    """Tells of a prefix of a text whether it is valid so far, and whether it ends with a whole character."""

    def reset(self):
        pass

    def validate(self, text):
        decoder = codecs.getincrementaldecoder("utf-8")()
        try:
            decoder.decode(text.encode("latin-1"))
        except UnicodeDecodeError:
            return False, False
        return True, decoder.getstate()[0] == b""


class WebSocketProtocol:
    STATE_CLOSED, STATE_CONNECTING, STATE_CLOSING, STATE_OPEN = range(4)


class PerMessageDeflateOffer:
    def __init__(self, requestNoContextTakeover=False, requestMaxWindowBits=0):
        self.acceptNoContextTakeover = True
        self.acceptMaxWindowBits = True
        self.requestNoContextTakeover = requestNoContextTakeover
        self.requestMaxWindowBits = requestMaxWindowBits


class PerMessageDeflateResponse:
    """What the server agreed to."""

    def __init__(self, parameters):
        self.parameters = parameters


class PerMessageDeflateResponseAccept:
    def __init__(self, response):
        self.response = response


def _module(name, **names):
    module = sys.modules[name] = types.ModuleType(name)
    module.__dict__.update(names)


def load():
    """The case classes; the number of one is in its name, as in Case6_22_1."""
    suite = pathlib.Path(importlib.util.find_spec("autobahntestsuite").origin).parent
    sys.meta_path.insert(0, CaseFinder(suite / "case"))
    builtins.xrange, builtins.unichr = range, chr
    for name in ("autobahn", "autobahn.websocket", "zope", "twisted"):
        _module(name)
    _module("autobahn.websocket.protocol", WebSocketProtocol=WebSocketProtocol)
    _module("autobahn.websocket.utf8validator", Utf8Validator=Utf8Validator)
    _module(
        "autobahn.websocket.compress",
        PerMessageDeflateOffer=PerMessageDeflateOffer,
        PerMessageDeflateResponse=PerMessageDeflateResponse,
        PerMessageDeflateResponseAccept=PerMessageDeflateResponseAccept,
    )
    # Of one case that the suite itself leaves out.
    _module("zope.interface", implements=lambda *_: None)
    _module("twisted.internet", reactor=None, interfaces=types.SimpleNamespace(IPushProducer=None))
    _module("pkg_resources", resource_filename=lambda _, name: str(suite / name))
    _module("binascii", b2a_hex=lambda text: binascii.b2a_hex(text.encode("latin-1")).decode(), hexlify=binascii.hexlify)
    package = types.ModuleType("cases")
    package.__spec__ = importlib.util.spec_from_file_location("cases", suite / "case" / "__init__.py")
    sys.meta_path[0].exec_module(package)
    sys.modules["binascii"] = binascii
    # Compared by their pickles there, which in Python 3 tell equal values apart.
    sys.modules["case"].Case.compare = lambda self, one, other: one == other
    return package.Cases
