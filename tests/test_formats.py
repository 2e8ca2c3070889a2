"""Formats: what formatting templates show, given their arguments (here split at every bar)."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wikiextract.data import table
from wikiextract.formats import _HANDLERS, _kinds, is_transparent, items, shown


def said(call: str, language: str = "en") -> str | None:
    key, *arguments = call.split("|")
    named = dict(argument.split("=", 1) for argument in arguments if "=" in argument)
    positional = [argument for argument in arguments if "=" not in argument]
    return shown(key.lower(), positional, named, language)


@pytest.mark.parametrize(
    ("call", "text"),
    [
        ("convert|5|km|mi", "5 kilometres (3.1 mi)"),
        ("convert|5|km", "5 kilometres (3.1 mi)"),
        ("convert|85|kg|lb", "85 kilograms (187 lb)"),
        ("convert|1|mi", "1 mile (1.6 km)"),
        ("convert|1/2|mi", "1/2 mile (0.80 km)"),
        ("convert|2+1/2|mi|km", "2 1/2 miles (4.0 km)"),
        ("cvt|5|to|10|kg", "5 to 10 kg (11 to 22 lb)"),
        ("convert|5|-|10|km|mi", "5–10 kilometres (3.1–6.2 mi)"),
        ("convert|5–10|km|mi", "5–10 kilometres (3.1–6.2 mi)"),
        ("convert|5|x|10|m", "5 by 10 metres (16 ft × 33 ft)"),
        ("cvt|5|x|10|m", "5 m × 10 m (16 ft × 33 ft)"),
        ("convert|5|ft|11|in|m", "5 feet 11 inches (1.80 m)"),
        ("convert|5|ft|11|in|cm", "5 feet 11 inches (180 cm)"),
        ("convert|1.85|m|ftin", "1.85 metres (6 ft 1 in)"),
        ("convert|37|°C|°F|1", "37 °C (98.6 °F)"),
        ("convert|98.6|F|C", "98.6 °F (37.0 °C)"),
        ("convert|20|C|abbr=off", "20 degrees Celsius (68 degrees Fahrenheit)"),
        ("convert|-40|C", "−40 °C (−40 °F)"),
        ("convert|1500|m|ft|adj=on", "1,500-metre (4,900 ft)"),
        ("convert|5|km|mi|adj=mid|-long", "5-kilometre-long (3.1 mi)"),
        ("convert|5|km|mi|order=flip", "3.1 miles (5 km)"),
        ("convert|5|km|mi|disp=or", "5 kilometres or 3.1 miles"),
        ("convert|5|km|mi|disp=out", "3.1 mi"),
        ("convert|5|km|mi|disp=table", "5||3.1"),
        ("convert|5|to|7|km|mi nmi|disp=tablecen", "5 to 7||3.1 to 4.3||2.7 to 3.8"),
        ("convert|5|km|mi|disp=table|order=flip", "3.1||5"),
        ("convert|5|foo|disp=table", "5||"),
        ("convert|5|km|mi nmi", "5 kilometres (3.1 mi; 2.7 nmi)"),
        ("convert|5|km|mi|sp=us", "5 kilometers (3.1 mi)"),
        ("convert|2.5|e6km2", "2.5 million square kilometres (0.97×10⁶ sq mi)"),
        ("convert|100|L", "100 litres (22 imp gal; 26 US gal)"),
        ("convert|12000|ha|acre|sigfig=2", "12,000 hectares (30,000 acres)"),
        ("convert|60|mph|km/h|round=5", "60 miles per hour (95 km/h)"),
        ("convert|100|/km2", "100 per square kilometre (260/sq mi)"),
        ("convert|5|foo", "5 foo"),
        ("convert|15|to|20|foo|bar", "15 to 20 foo"),
        ("val|1.23|0.05|e=3|u=kg", "(1.23±0.05)×10³ kg"),
        ("val|5|u=%", "5%"),
        ("val|5|–|10|u=mg/kg", "5–10 mg/kg"),
        ("val|-5|u=m/s", "−5 m/s"),
        (
            "webarchive|url=https://web.archive.org/web/2011/http://example.org|date=May 2011",
            "Archived May 2011 at the Wayback Machine",
        ),
        ("webarchive|url=https://example.org/old|title=Old|date=2011", "Old (archived 2011)"),
        ("wayback|url=https://example.org|title=Site|date=20110501", "Site"),
        ("google books|a1B2|Salt|page=3", "Salt, p. 3, at Google Books"),
        ("google books|a1B2|plainurl=yes|page=3", "https://books.google.com/books?id=a1B2&pg=PA3"),
        ("google books|plainurl=yes", ""),
        ("sup|6", "<sup>6</sup>"),
        ("ProQuest|1113725425", "ProQuest 1113725425"),
        ("colonnes|taille=30|* a\n* b", "a<br>b"),
        ("boite déroulante|titre=T|contenu=* a\n* b", "T<br>a<br>b"),
        ("harvnb|Le|Bedocs|2021|p=3", "Le & Bedocs 2021, p. 3"),
        ("harvnb|Le|Bedocs|Roe|Doe|2021|pp=3–5", "Le et al. 2021, pp. 3–5"),
        ("harvtxt|Le|2021|loc=ch. 2", "Le (2021, ch. 2)"),
        ("harv|Le|Bedocs|Roe|2021a", "(Le, Bedocs & Roe 2021a)"),
        ("harvcol|Le|2021|p=3", "(Le 2021: 3)"),
        ("ISBN|978-0-306-40615-7", "ISBN 978-0-306-40615-7"),
        ("doi|10.1000/182", "doi:10.1000/182"),
        ("ICD10|E|83|5|e|70", "E83.5"),
        ("ICD9|275.4", "275.4"),
        ("eMedicine2|med|1103", "med/1103"),
        ("ATC|V03|AB88", "V03AB88"),
        ("ATCvet|V03|AB88", "QV03AB88"),
        ("nts|12345", "12,345"),
        ("10^|6", "10⁶"),
        ("frac|1|2", "1/2"),
        ("frac|3|1|2", "3 1/2"),
        ("chem|H|2|O", "H2O"),
        ("chem2|SO4(2-)", "SO42−"),
        ("e|9", "×10⁹"),
        ("percentage|1|3|1", "33.3%"),
        ("ord|22", "22nd"),
        ("ord|13", "13th"),
        ("US$|5 million", "US$5 million"),
        ("height|m=1.85", "1.85 m"),
        ("birth date|1931|3|11", "March 11, 1931"),
        ("birth date|df=yes|1931|3|11", "11 March 1931"),
        ("birth date and age|1931|3|11", "March 11, 1931"),
        ("birth date|1950|13|1", "1950-13-1"),
        ("birth date|1950|0|0", "1950"),
        ("death date and age|1994|5|6|1920|1|1|df=y", "6 May 1994"),
        ("birth-date|3 May 1900", "3 May 1900"),
        ("start date|2005|7", "July 2005"),
        ("start date|2005|7|4|13|05", "13:05, July 4, 2005"),
        ("film date|2010|1|2|London|2011|2|3", "January 2, 2010 (London)<br>February 3, 2011"),
        ("dts|2001-02-03", "February 3, 2001"),
        ("as of|2012|6|lc=y", "as of June 2012"),
        ("circa|1900|1910", "c. 1900 – c. 1910"),
        ("fl.|1200|1230", "fl. 1200–1230"),
        ("lang|fr|bonjour", "bonjour"),
        ("lang-fr|bonjour", "French: bonjour"),
        ("langx|ru|Россия|Rossiya", "Russian: Россия, romanized: Rossiya"),
        ("langx|fr|bonjour|label=none", "bonjour"),
        ("transl|ru|ISO|Rossiya", "Rossiya"),
        ("nihongo|Tree|木|ki", "Tree (木, ki)"),
        ("zh|t=漢|s=汉|labels=no", "汉; 漢"),
        ("IPAc-en|ˈ|æ|s|p|ɪ|r|ɪ|n", "/ˈæspɪrɪn/"),
        ("IPA|fr|paʁi", "French: [paʁi]"),
        ("respell|AS|pir|in", "AS-pir-in"),
        ("in lang|fr|de", "(in French and German)"),
        ("url|https://www.example.org/", "www.example.org"),
        ("url|example.org|Example", "Example"),
        ("official website|http://x", "Official website"),
        ("ill|Foo|de|Bar|lt=Baz", "Baz"),
        ("ill|Foo|de|Bar", "Foo"),
        ("sortname|Ada|Lovelace", "Ada Lovelace"),
        ("coord|57|18|N|4|27|W", "57°18′N 4°27′W"),
        ("coord|57.1|-4.2", "57.1°N 4.2°W"),
        ("coord|57.1|-4.2|display=title", ""),
        ("uss|Enterprise|CV-6", "USS Enterprise (CV-6)"),
        ("marriage|Ann|1990|2000|end=div", "Ann (m. 1990; div. 2000)"),
        ("sic|teh", "teh &#91;sic&#93;"),
        ("quote|To be|Hamlet", "<br>To be<br>— Hamlet<br>"),
        ("nowrap|x", "x"),
        ("small|x", "x"),
        ("abbr|Dr.|Doctor", "Dr."),
        ("color|red|text", "text"),
        ("yes", "Yes"),
        ("yes|Sure", "Sure"),
        ("ndash", "–"),
        ("snd", "&nbsp;– "),
        ("!", "|"),
        ("'s", "&#39;s"),
        ("citation needed|date=May 2010", ""),
        ("cn span|these words|date=May 2010", "these words"),
        ("dead link", ""),
        ("flagicon|France", ""),
        ("flag|France", "France"),
        ("lc|FOO", "foo"),
        ("ucfirst|foo", "Foo"),
        ("formatnum|1234567.1", "1,234,567.1"),
        ("padleft|7|3|0", "007"),
        ("#if|x|a|b", "a"),
        ("#if||a|b", "b"),
        ("#ifeq|1|1.0|a|b", "a"),
        ("#ifeq|01|1|a|b", "a"),
        ("#ifeq|1,000|1000|a|b", "b"),
        ("#ifeq|a|A|x|y", "y"),
        ("#expr|22/7 round 2", "3.14"),
        ("#expr|", ""),
        ("#expr|apples", '<strong class="error">Expression error.</strong>'),
        ("#expr|1+\x03", None),
        ("#ifexpr|2 > 1|then|else", "then"),
        ("#ifexpr|0|then|else", "else"),
        ("#ifexpr||then|else", "else"),
        ("#ifexpr|\x03|then|else", None),
        ("#iferror|text|bad|good", "good"),
        ("#iferror|text|bad", "text"),
        ("#iferror|\x03|bad|good", None),
        ("#titleparts|a/b/c/d|2", "A/b"),
        ("#titleparts|a/b/c/d|2|2", "b/c"),
        ("#titleparts|a/b/c/d|-1", "A/b/c"),
        ("#titleparts|a/b/c/d|1|-1", "d"),
        ("#titleparts|a/b|x", None),
        ("urlencode|a b/c", "a+b%2Fc"),
        ("urlencode|a b/c|PATH", "a%20b%2Fc"),
        ("urlencode|a b/c|WIKI", "a_b/c"),
    ],
)
def test_what_templates_show(call: str, text: str) -> None:
    assert said(call) == text


@pytest.mark.parametrize(
    ("language", "call", "text"),
    [
        ("de", "birth date|1931|3|11", "11. März 1931"),
        ("ja", "生年月日と年齢|1931|3|11", "1931年3月11日"),
        ("ru", "дата рождения|11|3|1931", "11 марта 1931"),
        ("es", "fecha|2|3|2001", "2 de marzo de 2001"),
        ("fr", "date|1|janvier|2000", "1 janvier 2000"),
        ("fr", "référence nécessaire|les hommes|date=mai 2010", "les hommes"),
        ("en", "référence nécessaire|les hommes", ""),
        ("fr", "date de naissance|1|4|1900", "1er avril 1900"),
        ("fr", "unité|5|km", "5 km"),
        ("fr", "s|XIX|e", "XIXe siècle"),
        ("id", "convert|5|km|mi", "5 km"),
        ("ru", "lang-en|stone", "stone"),
    ],
)
def test_what_templates_show_on_other_wikis(language: str, call: str, text: str) -> None:
    assert said(call, language) == text


@pytest.mark.parametrize(
    "call", ["calcium", "cite web|x", "#invoke|x", "#if|\x03|a|b", "convert|\x03|km", ""]
)
def test_what_is_not_known(call: str) -> None:
    assert said(call) is None


def test_lists_give_their_items() -> None:
    assert items("ubl", ["a", " ", "b"], {}) == ("a", "b")
    assert items("plainlist", ["\n* a\n* b\n"], {}) == ("a", "b")
    assert items("hlist", ["a", "b"], {"class": "x"}) == ("a", "b")
    assert items("nowrap", ["a"], {}) is None
    assert said("ubl|a|b") == "a<br>b"
    assert said("hlist|a|b") == "a · b"
    assert said("cslist|a|b") == "a, b"
    assert shown("plainlist", ["\n* a\n* b\n"], {}) == "a<br>b"
    assert shown("flatlist", ["\n* a\n* b\n"], {}) == "a · b"
    assert said("ordered list|a|b") == "1. a<br>2. b"


def test_wrappers_are_transparent() -> None:
    assert all(is_transparent(key) for key in ("nowrap", "ubl", "lang", "color", "abbr", "quote"))
    assert not any(is_transparent(key) for key in ("convert", "calcium", "citation needed"))


def test_every_template_of_the_table_can_be_asked() -> None:
    formats = table("formats")
    for language, part in (("en", formats), *formats["local"].items()):
        keys = {key for names in part["templates"].values() for key in names}
        for key in {*keys, *part["symbols"], *part.get("defaults", {})}:
            for arguments in ([], ["x"], ["1", "2", "3"], ["", ""], ["\x03"]):
                shown(key, arguments, {}, language)


@given(
    st.sampled_from(sorted({key for names in table("formats")["templates"].values() for key in names})),
    st.lists(
        st.one_of(st.text(max_size=12), st.from_regex(r"-?[0-9]{1,6}[./]?[0-9]{0,3}", fullmatch=True)),
        max_size=6,
    ),
    st.sampled_from(["en", "de", "fr", "zh", "xx"]),
)
def test_any_arguments_are_taken(key: str, arguments: list[str], language: str) -> None:
    found = shown(key, arguments, {}, language)
    assert found is None or isinstance(found, str)


@pytest.mark.parametrize(
    "key", ["convert", "ord", "us$", "ordered list", "as of", "birth date", "bbaaod", "padleft", "val"]
)
def test_huge_arguments_are_taken(key: str) -> None:
    shown(key, ["9" * 10_000] * 5, {"start": "9" * 10_000, "sigfig": "9" * 10_000, "round": "9" * 10_000})


@pytest.mark.parametrize("language", ["en", "de", "fr", "ru", "zh"])
def test_every_kind_of_the_table_is_read(language: str) -> None:
    assert {kind for kind, _ in _kinds(language).values()} <= set(_HANDLERS)


@pytest.mark.parametrize(
    ("language", "number", "expected"),
    [
        ("en", "1234567.5", "1,234,567.5"),
        ("de", "1234567.5", "1.234.567,5"),
        ("es", "1234", "1234"),
        ("it", "139468", "139\u00a0468"),
        ("hi", "1234567.5", "१२,३४,५६७.५"),
        ("en", "about 12345 of 7", "about 12,345 of 7"),
        ("qqq", "1234", "1,234"),
    ],
)
def test_numbers_as_the_language_writes_them(language: str, number: str, expected: str) -> None:
    assert shown("formatnum", [number], {}, language) == expected


def test_formatted_numbers_made_plain_again() -> None:
    assert shown("formatnum", ["1.234.567,5", "R"], {}, "de") == "1234567.5"
