"""What the rules on form find, what they leave alone, and what they make of it."""

import pytest

from references.bibliography_file import BibliographyFile
from references.encoding import decode
from references.fixing import fix
from references.format import format_named
from references.rule import LibrarySubject, library_rules

BIBTEX = format_named("bibtex")
RULES = {rule.code: rule for rule in library_rules()}


def file_of(fields: str, kind: str = "article") -> BibliographyFile:
    return BibliographyFile(decode("a.bib", f"@{kind}{{k, {fields}}}".encode()).value, BIBTEX)


def hits(code: str, fields: str, kind: str = "article"):
    reading = BIBTEX.read(file_of(fields, kind).source)
    return list(RULES[code].check(LibrarySubject(reading.value, reading.problems)))


def fixed(code: str, fields: str, kind: str = "article") -> str:
    text = fix([file_of(fields, kind)], [RULES[code]]).files[0].source.text
    return text.removeprefix(f"@{kind}{{k, ").removesuffix("}")


@pytest.mark.parametrize(
    ("code", "before", "after"),
    [
        ("REF062", "doi = {https://dx.doi.org/10.1000/AbC}", "doi = {10.1000/AbC}"),
        ("REF062", 'doi = "DOI: 10.1000/a"', 'doi = "10.1000/a"'),
        ("REF062", "doi = {10.1000/a\\_b}", "doi = {10.1000/a_b}"),
        ("REF062", "doi = {https://doi.org/10.1002/x%3A3}", "doi = {10.1002/x:3}"),
        ("REF062", "doi = {10.1016/S0140-6736(05)12345-6.}",
         "doi = {10.1016/S0140-6736(05)12345-6}"),
        ("REF063", "doi = {10.1/x}, url = {http://dx.doi.org/10.1/X}",
         "doi = {10.1/x}, url = {http://dx.doi.org/10.1/X}"),
        ("REF063", "doi = {10.1000/x}, url = {http://dx.doi.org/10.1000/X}", "doi = {10.1000/x}"),
        ("REF064", "keywords = {a;b; A ;c}", "keywords = {a;b ;c}"),
        ("REF064", "keywords = {pain, Magnesium, magnesium}", "keywords = {pain, Magnesium}"),
        ("REF065", "url = {\\url{https://a.org/x\\_y}}", "url = {https://a.org/x_y}"),
        ("REF065", "url = {<https://a.org/>}", "url = {https://a.org/}"),
        ("REF065", "url = {https://a.org/\\~{}ann}", "url = {https://a.org/~ann}"),
        ("REF066", "url = {https://a.org/p?utm_id=1&utm_source=2}", "url = {https://a.org/p}"),
        ("REF066", "url = {https://a.org/p?a=1&fbclid=2#s}", "url = {https://a.org/p?a=1#s}"),
        ("REF066", "url = {https://a.org/p;jsessionid=AB?x=1}", "url = {https://a.org/p?x=1}"),
        ("REF067", "issn = {00032999 (print), 1526-7598}", "issn = {0003-2999 (print), 1526-7598}"),
        ("REF067", "isbn = {ISBN: 978-0-471-16240-7}", "isbn = {978-0-471-16240-7}"),
        ("REF068", "pmcid = {1234567}", "pmcid = {PMC1234567}"),
        ("REF068", "pmid = {https://pubmed.ncbi.nlm.nih.gov/16115978/}", "pmid = {16115978}"),
        ("REF069", "pages = {1-3, 7-9}", "pages = {1--3, 7--9}"),
        ("REF069", "pages = {S12 — S18}", "pages = {S12--S18}"),
        ("REF069", "pages = {288-97}", "pages = {288--97}"),
        ("REF069", "pages = {1---9}", "pages = {1--9}"),
        ("REF070", "pages = {pp. 3--9}", "pages = {3--9}"),
        ("REF070", "number = {No. 3}", "number = {3}"),
        ("REF072", "month = {Sept.}", "month = sep"),
        ("REF072", "month = 3", "month = mar"),
        ("REF073", "urldate = {12 March 2019}", "urldate = {2019-03-12}"),
        ("REF073", "urldate = {Accessed: March 2nd, 2019}", "urldate = {2019-03-02}"),
        ("REF073", "date = {2019/3/5}", "date = {2019-03-05}"),
        ("REF073", "date = {25.03.2019}", "date = {2019-03-25}"),
        ("REF073", "date = {March 2019}", "date = {2019-03}"),
        ("REF074", "title = {{Magnesium} in the clinic.}", "title = {{Magnesium} in the clinic}"),
        ("REF074", "title = {{Magnesium in the clinic.}}", "title = {{Magnesium in the clinic}}"),
        ("REF074", "title = {Magnesium (clinical).}", "title = {Magnesium (clinical)}"),
        ("REF075", "title = {{The use of COVID-19 tests}}",
         "title = {The use of {COVID-19} tests}"),
        ("REF077", "title = {An mRNA vaccine, COVID-19}",
         "title = {An {mRNA} vaccine, {COVID-19}}"),
        ("REF077", "title = {{DNA} and RNA in $XY$}", "title = {{DNA} and {RNA} in $XY$}"),
        ("REF080", "title = {Mag\u00adne\u200bsium}", "title = {Magnesium}"),
        ("REF080", "doi = {\u200b10.1000/a}", "doi = {10.1000/a}"),
        ("REF081", "author = {Mu\u0308ller, {\\'E}. Fe\u0301}", "author = {Müller, {\\'E}. Fé}"),
        ("REF082", "title = {One  {two}\u00a0three}", "title = {One {two} three}"),
        ("REF083", "title = {{A & B} 5% #1 x_y}", "title = {{A \\& B} 5\\% \\#1 x\\_y}"),
        ("REF084", "title = {Less than $5 a day}", "title = {Less than \\$5 a day}"),
        ("REF085", "volume = {1}, number = {n/a}, pages = {??}", "volume = {1}"),
        ("REF021", "author = {Smith J, Jones KL, et al.}",
         "author = {Smith, J and Jones, KL and others}"),
        ("REF021", "author = {Smith, J.; and Doe, A.;}", "author = {Smith, J. and Doe, A.}"),
        ("REF021", "author = {Smith, J. and and {Doe & Co}}",
         "author = {Smith, J. and {Doe & Co}}"),
        ("REF021", "editor = {Smith, J. and Doe, A. et al}",
         "editor = {Smith, J. and Doe, A. and others}"),
        ("REF022", "title = {A <i>b</i> CO<sub>2</sub>}",
         "title = {A \\emph{b} CO\\textsubscript{2}}"),
        ("REF022", "title = {A \\&amp; b &#946; &lt; c}", "title = {A \\& b β < c}"),
        ("REF022", "title = {CafÃ© donâ€™t Ã}", "title = {Café don’t Ã}"),
        ("REF028", "url = {www.who.int/x}", "url = {http://www.who.int/x}"),
        ("REF028", "url = {https//who.int/x}", "url = {https://who.int/x}"),
        ("REF028", "url = {http://https://who.int/x}", "url = {https://who.int/x}"),
        ("REF003", "year = {1999}, title = {x}, year = {1999}", "year = {1999}, title = {x}"),
    ],
)  # fmt: skip
def test_what_a_fix_makes(code, before, after):
    assert fixed(code, before) == after
    assert fixed(code, after) == after


@pytest.mark.parametrize(
    ("code", "fields"),
    [
        ("REF062", "doi = {10.1000/a_b}"),
        ("REF062", "doi = {not a doi}"),
        ("REF063", "url = {https://www.nejm.org/doi/10.1056/NEJMoa1}"),
        ("REF064", "keywords = {Women, Working, Women, Health}"),
        ("REF065", "url = {https://a.org/x_y?b=%20c}"),
        ("REF066", "url = {https://a.org/?id=3&source=mail}"),
        ("REF067", "issn = {0003-2999}, isbn = {0 471 16240 X}"),
        ("REF067", "issn = {12345678}"),
        ("REF069", "pages = {12-3}"),
        ("REF069", "pages = {e35333}"),
        ("REF069", "pages = {10–20}"),
        ("REF069", "pages = {2014-02-001}"),
        ("REF069", "pages = a # {1-3}"),
        ("REF071", "pages = {705--9}"),
        ("REF072", "month = mar"),
        ("REF072", "month = {jan # \"~1\"}"),
        ("REF072", "month = {Jan--Feb}"),
        ("REF073", "date = {2019-03/2019-05}"),
        ("REF073", "date = {1990~}, urldate = {2020-01-02T10:00}"),
        ("REF074", "title = {Life in the U.S.}"),
        ("REF074", "title = {Sampling et al.}"),
        ("REF074", "title = {Und so weiter...}"),
        ("REF075", "title = {{Magpie Trial}}"),
        ("REF075", "title = {{Magnesium} in the {Clinic}}"),
        ("REF077", "title = {Vitamin D and the {DNA} of A}"),
        ("REF078", "journal = {PLOS ONE}"),
        ("REF079", "author = {van der Berg, ans and {bell hooks}}"),
        ("REF080", "title = {שלום\u200f (abc)}"),
        ("REF080", "title = {می\u200cخواهم}"),
        ("REF082", "title = {Vrai\u00a0? « Oui\u00a0»}"),
        ("REF082", "title = {One\n      two}"),
        ("REF083", "note = {\\url{https://a.org/x_y%20}}, title = {$a_b$ \\& R{\\&}D}"),
        ("REF083", "howpublished = {https://a.org/x_y}"),
        ("REF083", "url = {https://a.org/x_y}, file = {a_b.pdf}"),
        ("REF083", "school = {Science (EECS), %\n Berkeley}"),
        ("REF084", "title = {$5 to $6}"),
        ("REF080", "file = {Mag\u00adnesium.pdf}"),
        ("REF081", "file = {Mu\u0308ller.pdf}"),
        ("REF083", "title = {$$a_b$$ and $c_d$}"),
        ("REF085", "volume = {XXX}"),
        ("REF085", "title = {Unknown}, note = {-}, author = {None, A.}"),
        ("REF085", "journal = {Null Hypothesis}, volume = {0}"),
        ("REF021", "author = {{Procter & Gamble; Kraft, Inc.}}"),
        ("REF087", "file = {papers/a.pdf}, url = {https://a.org/home/x}"),
    ],
)  # fmt: skip
def test_what_is_left_alone(code, fields):
    assert hits(code, fields) == []


@pytest.mark.parametrize(
    ("code", "fields"),
    [
        ("REF063", "doi = {10.1000/x}, url = {https://doi.org/10.1000/y}"),
        ("REF073", "urldate = {03/04/2019}"),
        ("REF075", "title = {{Magnesium Use in Parkinson Disease}}"),
        ("REF078", "journal = {ANESTHESIA AND ANALGESIA}"),
        ("REF079", "author = {smith, john}"),
        ("REF083", "title = {Less than $5 & more}"),
        ("REF084", "title = {Rates of $n^2 in $a$}"),
        ("REF087", "file = {C:\\\\Users\\\\ann\\\\a.pdf}"),
        ("REF087", "file = {Full Text:/home/ann/a.pdf:application/pdf}"),
        ("REF021", "author = {Smith; Jones, A.; X}"),
        ("REF022", "title = {A <span class='x'>b</span>}"),
        ("REF022", "title = {Ca\ufffd}"),
    ],
)  # fmt: skip
def test_what_a_person_must_decide_is_found_and_not_fixed(code, fields):
    [hit] = hits(code, fields)
    assert hit.edits == ()
    assert fixed(code, fields) == fields


@pytest.mark.parametrize("key", ["a b", "müller", "a,b", "a#b", "a%b", "a~b", "O'Neil", "a&b"])
def test_keys_that_break(key):
    source = decode("a.bib", f"@misc{{{key}, title = {{x}}}}".encode()).value
    reading = BIBTEX.read(source)
    found = list(RULES["REF086"].check(LibrarySubject(reading.value, reading.problems)))
    assert len(found) == len([each for each in reading.value if each.key != "a"])


@pytest.mark.parametrize("key", ["a", "Guler:2005-x_1", "a+b", "DBLP:conf/nips/A20", "10.1000/x"])
def test_keys_that_hold(key):
    source = decode("a.bib", f"@misc{{{key}, title = {{x}}}}".encode()).value
    subject = LibrarySubject(BIBTEX.read(source).value)
    assert list(RULES["REF086"].check(subject)) == []
