"""LaTeX markup to readable Unicode, and Unicode back to what BibTeX can hold.

Letters for commands come from pylatexenc's tables, which are well kept; its parser is not used,
because it takes about a millisecond a value, and a bibliography has a hundred thousand.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from pylatexenc.latex2text import get_default_latex_context_db

_COMMANDS = get_default_latex_context_db()
_MAXIMUM_NESTING = 60
"""Deeper groups are taken as they stand: nobody nests so deep, and each level costs a call."""

_PLAIN = re.compile(r"[^\\{}$~`'\-\n\r\t]*")
_TOKEN = re.compile(
    r"\\(?P<word>[A-Za-z]+)\*?[ \t\n\r]*"
    r"|\\(?P<sign>.)"
    r"|(?P<open>\{)|(?P<close>\})"
    r"|(?P<math>\$\$?)"
    r"|(?P<ligature>---?|``|'')"
    r"|(?P<space>[~\s]+)"
    r"|(?P<other>.)",
    re.DOTALL,
)
_RUN = re.compile(r"[^\\{}$~`'\-\s]+")
_DOLLAR = re.compile(r"(?<!\\)\$\$?")
_COMBINING = {
    "`": "\u0300", "'": "\u0301", "^": "\u0302", "~": "\u0303", "=": "\u0304", "u": "\u0306",
    ".": "\u0307", '"': "\u0308", "r": "\u030a", "H": "\u030b", "v": "\u030c", "d": "\u0323",
    "c": "\u0327", "k": "\u0328", "b": "\u0331", "t": "\u0361", "G": "\u030f", "U": "\u030e",
    "hat": "\u0302", "tilde": "\u0303", "bar": "\u0304", "overline": "\u0305", "dot": "\u0307",
    "ddot": "\u0308", "acute": "\u0301", "grave": "\u0300", "check": "\u030c", "breve": "\u0306",
    "vec": "\u20d7", "mathring": "\u030a",
}  # fmt: skip
_LETTERS = {
    "i": "ı", "j": "ȷ", "textless": "<", "textgreater": ">", "textbar": "|", "slash": "/",
    "textbackslash": "\\", "copyright": "©", "textcopyright": "©", "texttrademark": "™",
    "textasciitilde": "~", "textasciicircum": "^", "textunderscore": "_", "textquotedbl": '"',
    "textasteriskcentered": "*", "textbraceleft": "{", "textbraceright": "}", "hyphen": "-",
    "textmu": "µ", "textsuperscript": "", "degree": "°", "circ": "°", "TeX": "TeX",
    "LaTeX": "LaTeX", "BibTeX": "BibTeX", "newline": " ", "linebreak": " ", "par": " ",
    "quad": " ", "qquad": " ", "space": " ", "dash": "–", "textquotesingle": "'", "psqq": "ff.",
    "log": "log", "ln": "ln", "exp": "exp", "sin": "sin", "cos": "cos", "max": "max", "min": "min",
    "sim": "~", "rightarrow": "→", "leftarrow": "←", "to": "→", "bullet": "•", "textbullet": "•",
    "textnumero": "№", "euro": "€", "texteuro": "€", "EUR": "€", "pounds": "£",
    "textonehalf": "½", "textperiodcentered": "·", "cdot": "·", "nobreakdash": "", "dots": "…",
    "ldots": "…", "textellipsis": "…", "lbrace": "{", "rbrace": "}", "backslash": "\\",
}  # fmt: skip
_SIGNS = {"\\": " ", " ": " ", "\n": " ", "\t": " ", ",": " ", ";": " ", ":": " ", "!": "",
          "/": "", "-": "", "(": "", ")": "", "[": "", "]": "", "@": "", ">": " "}  # fmt: skip
_DROPPED_WITH_ARGUMENT = frozenset(
    {"noopsort", "vphantom", "hphantom", "phantom", "label", "vspace", "hspace", "SortNoop"}
    | {"providecommand", "switchargs", "printfirst", "singleletter"}
)
_QUOTED = {"enquote": ("“", "”"), "mkbibquote": ("“", "”")}
_SECOND_ARGUMENT = frozenset({"href", "textcolor", "foreignlanguage", "texorpdfstring"})
_SUPERSCRIPT = str.maketrans(
    "0123456789+-−=()nioaT", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁼⁽⁾ⁿⁱᵒᵃᵀ"
)  # fmt: skip
_SUBSCRIPT = str.maketrans("0123456789+-−=()aeoxijnt", "₀₁₂₃₄₅₆₇₈₉₊₋₋₌₍₎ₐₑₒₓᵢⱼₙₜ")


def to_unicode(text: str) -> str:
    r"""Readable text of a LaTeX value: ``G{\"o}del`` gives ``Gödel``, ``$\beta_2$`` gives ``β₂``.

    Never fails; a command it does not know gives its argument, and failing that its name.
    """
    if _PLAIN.fullmatch(text):
        if text.isascii() and "  " not in text and text[:1] != " " and text[-1:] != " ":
            return text
        return _collapse(text)
    if "\\" not in text and "$" not in text:
        return _without_commands(text)
    return _collapse(_Converter(text).convert())


_LIGATURES = (("---", "—"), ("--", "–"), ("``", "“"), ("''", "”"), ("~", " "))


def _without_commands(text: str) -> str:
    """The common case, braces and ligatures alone, without a token walk."""
    for mark, letter in _LIGATURES:
        text = text.replace(mark, letter)
    return _collapse(text.replace("{", "").replace("}", ""))


_BLANKS = re.compile(r"[ \t\r\n\f\v]+")


def _collapse(text: str) -> str:
    return unicodedata.normalize("NFC", _BLANKS.sub(" ", text).strip(" \t\r\n\f\v"))


class _Converter:
    """One left-to-right walk over the tokens of a value."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.position = 0
        self.depth = 0
        self.in_math = False
        self.dollars_are_paired = len(_DOLLAR.findall(text)) % 2 == 0

    def convert(self) -> str:
        return self._until_close(at_top=True)

    def _until_close(self, *, at_top: bool = False) -> str:
        """Text up to the brace that closes this group, or to the end."""
        out: list[str] = []
        while self.position < len(self.text):
            if (run := _RUN.match(self.text, self.position)) and not self.in_math:
                out.append(run[0])
                self.position = run.end()
                continue
            match = _TOKEN.match(self.text, self.position)
            assert match is not None  # noqa: S101  the last alternative takes any character
            self.position = match.end()
            if match["close"]:
                if at_top:
                    continue
                break
            out.append(self._token(match))
        return "".join(out)

    def _token(self, match: re.Match[str]) -> str:
        if match["word"]:
            return self._command(match["word"])
        if match["sign"]:
            return self._sign(match["sign"])
        if match["open"]:
            return self._group()
        if match["math"]:
            return self._dollar(match["math"])
        if match["ligature"]:
            return match[0] if self.in_math else _ligature(match[0])
        if match["space"]:
            return " "
        return self._script(match["other"])

    def _dollar(self, sign: str) -> str:
        """Math begins or ends; a dollar sign without a partner is money."""
        if self.dollars_are_paired:
            self.in_math = not self.in_math
            return ""
        return sign

    def _group(self) -> str:
        """What a brace opens; beyond the depth limit only the brace is dropped."""
        if self.depth >= _MAXIMUM_NESTING:
            return ""
        self.depth += 1
        inside = self._until_close()
        self.depth -= 1
        return inside

    def _script(self, character: str) -> str:
        if not self.in_math or character not in "^_":
            return "−" if self.in_math and character == "-" else character
        argument = self._argument()
        return _script_of(argument, character)

    def _argument(self) -> str:
        """The next group or token, as a command takes its argument."""
        while self.position < len(self.text) and self.text[self.position] in " \t\r\n":
            self.position += 1
        match = _TOKEN.match(self.text, self.position)
        if match is None or match["close"] or match["math"]:
            return ""
        if match["other"]:
            self.position += 1
            return match["other"]
        if match["ligature"]:
            self.position += 1
            return match[0][0]
        if self.depth >= _MAXIMUM_NESTING:
            self.position = match.end()
            return ""
        self.position = match.end()
        self.depth += 1
        value = self._token(match)
        self.depth -= 1
        return value

    def _sign(self, sign: str) -> str:
        if sign in _COMBINING:
            return _accented(self._argument(), _COMBINING[sign])
        if sign in "([" or sign in ")]":
            self.in_math = sign in "(["
            return ""
        return _SIGNS.get(sign, sign)

    def _command(self, name: str) -> str:
        if name in _COMBINING:
            return _accented(self._argument(), _COMBINING[name])
        if name in _DROPPED_WITH_ARGUMENT:
            self._argument()
            return ""
        if name in _QUOTED:
            opening, closing = _QUOTED[name]
            return opening + self._argument() + closing
        if name in _SECOND_ARGUMENT:
            self._argument()
            return self._argument()
        return self._letter_or_style(name)

    def _letter_or_style(self, name: str) -> str:
        if name in ("textsuperscript", "textsubscript"):
            return _script_of(self._argument(), "^" if name == "textsuperscript" else "_")
        if name == "frac":
            return f"{self._argument()}/{self._argument()}"
        if name == "sqrt":
            return f"√{self._argument()}"
        letter = _letter(name)
        if letter is None:
            # An unknown command before a group is taken for a style; alone, it stays as it stands,
            # so that a person sees what was not understood.
            following = self.text[self.position : self.position + 1]
            return "" if following == "{" else f"\\{name} "
        if letter and self.text.startswith("{}", self.position):
            self.position += 2
        return letter


def _ligature(mark: str) -> str:
    return {"---": "—", "--": "–", "``": "“", "''": "”"}[mark]


def _accented(base: str, mark: str) -> str:
    if not base:
        return ""
    base = {"ı": "i", "ȷ": "j"}.get(base, base) if mark != "\u0323" else base
    return unicodedata.normalize("NFC", base[0] + mark) + base[1:]


def _script_of(argument: str, mark: str) -> str:
    table = _SUPERSCRIPT if mark == "^" else _SUBSCRIPT
    if argument and all(ord(character) in table for character in argument):
        return argument.translate(table)
    if argument in ("°", "′", "*", "†", "‡"):
        return argument
    if len(argument) == 1 or argument.isalpha():
        return mark + argument if argument else ""
    return f"{mark}({argument})" if argument else ""


_STYLES = frozenset(
    {"emph", "textit", "textbf", "textrm", "textsf", "texttt", "textsc", "textsl", "textup"}
    | {"text", "mathrm", "mathbf", "mathit", "mathsf", "mathcal", "mathbb", "bibstring", "mbox"}
    | {"it", "bf", "rm", "sf", "tt", "sc", "sl", "em", "url", "path", "uppercase", "lowercase"}
    | {"bfseries", "itshape", "upshape", "scshape", "mdseries", "normalfont", "textnormal", "hbox"}
    | {"ensuremath", "protect", "relax", "left", "right", "big", "Big", "mkbibemph", "autocap"}
    | {"boldsymbol", "displaystyle", "limits", "nolimits", "small", "large", "underline", "cyr"}
    | {"MakeUppercase", "MakeLowercase", "uline", "mkbibbold", "mkbibitalic", "penalty0", "null"}
)


@lru_cache(maxsize=4096)
def _letter(name: str) -> str | None:
    """What a command prints by itself: a letter, nothing for a style, ``None`` when unknown."""
    if name in _STYLES:
        return ""
    if name in _LETTERS:
        return _LETTERS[name]
    spec = _COMMANDS.get_macro_spec(name)
    value = getattr(spec, "simplify_repl", None)
    return value if isinstance(value, str) and value and value[0] not in "%<" else None


_ESCAPED = re.compile(r"[\\{}%#&$_~^]")
_ESCAPES: dict[str, str] = {
    "\\": r"\textbackslash{}", "{": r"\{", "}": r"\}", "%": r"\%", "#": r"\#", "&": r"\&",
    "$": r"\$", "_": r"\_", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}",
}  # fmt: skip
_OUTGOING = str.maketrans({"\u00a0": "~", "—": "---", "–": "--", "“": "``", "”": "''"})


def to_latex(text: str) -> str:
    """The text as a BibTeX value: special characters escaped, letters left as Unicode.

    biber and every present BibTeX read UTF-8; what ``to_unicode`` gave comes back from it.
    """
    escaped = _ESCAPED.sub(lambda match: _ESCAPES[match[0]], text)
    return escaped.translate(_OUTGOING)
