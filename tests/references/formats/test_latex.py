import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from references.formats.bibtex.latex import to_latex, to_unicode

READ = [
    (r"G{\"o}del", "Gödel"),
    (r"M\"uller", "Müller"),
    (r"\'{E}cole", "École"),
    (r"na{\"\i}ve", "naïve"),
    (r"Erd\H{o}s", "Erdős"),
    (r"Dvo{\v r}{\'a}k", "Dvořák"),
    (r"{\L}ukasiewicz", "Łukasiewicz"),
    (r"{\AA}ngstr{\"o}m", "Ångström"),
    (r"Hei{\ss}", "Heiß"),
    (r"{\c C}elik", "Çelik"),
    (r"T\u{a}nase", "Tănase"),
    (r"\.{I}nan", "İnan"),
    (r"\k{a}", "ą"),
    (r"\emph{in vivo} {DNA} of \textit{E. coli}", "in vivo DNA of E. coli"),
    (r"50\% \& more \#1 \_ \$", "50% & more #1 _ $"),
    (r"$\beta_2$-agonists", "β₂-agonists"),
    (r"$10^{-3}$", "10⁻³"),
    (r"Mg$^{2+}$", "Mg²⁺"),
    (r"H\textsubscript{2}O", "H₂O"),
    (r"$p < 0.05$, $n=10$", "p < 0.05, n=10"),
    (r"T$_{\mathrm{max}}$", "T_max"),
    (r"cost of $5", "cost of $5"),
    (r"a -- b --- c ``q'' it's", "a – b — c “q” it's"),
    (r"J.~A. Smith", "J. A. Smith"),
    (r"\enquote{quoted}", "“quoted”"),
    (r"{\noopsort{1973}}1974", "1974"),
    (r"\textless x \textgreater{} y", "<x > y"),
    (r"\href{http://x.org}{text}", "text"),
    (r"\unknown{kept}", "kept"),
    (r"\unknown here", r"\unknown here"),
    (r"\alpha\beta", "αβ"),
    (r"25\textdegree C", "25°C"),
    ("line\n   break", "line break"),
    ("{{{deep}}}", "deep"),
    ("unbalanced } {", "unbalanced"),
]


@pytest.mark.parametrize(("latex", "text"), READ, ids=[latex for latex, _ in READ])
def test_readable(latex: str, text: str) -> None:
    assert to_unicode(latex) == text


@given(st.text(alphabet="aé\\{}$^_~`'\"-%&# \n2[]()", max_size=80))
def test_no_markup_is_too_odd(latex: str) -> None:
    text = to_unicode(latex)
    assert text == unicodedata.normalize("NFC", text)
    assert "  " not in text


@given(st.text(alphabet=st.characters(exclude_categories=["C", "Z", "M"]), max_size=40))
def test_what_is_written_is_read_again(text: str) -> None:
    text = unicodedata.normalize("NFC", text).replace("``", "").replace("''", "").replace("--", "")
    assert to_unicode(to_latex(text)) == text


def test_a_thousand_braces_are_no_trouble() -> None:
    assert to_unicode("{" * 5000 + r"\'e" + "}" * 5000) == "é"
    assert len(to_unicode(r"\textbf{" * 3000 + "x")) < 100
