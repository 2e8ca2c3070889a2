"""The tree: spans, lists, sections, ancestors; and each correction of mwparserfromhell's reading, by name.

A correction is a place where MediaWiki reads wikitext otherwise than the tokenizer would. It is made before the
tokenizer sees the text, by standing in for single characters, so that every offset stays true.
"""

import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wikiextract.names import wiki
from wikiextract.tree import Article, Link, Node, Parameter, Tag, Template
from wikiextract.tree import parse as parse_tree


def parse(text: str) -> Article:
    return parse_tree(text, wiki("en"))


def nodes(article: Article) -> list[Node]:
    found: list[Node] = [
        *article.templates,
        *article.arguments,
        *article.links,
        *article.tags,
        *article.comments,
    ]
    return sorted(found, key=lambda node: (node.start, -node.end))


def seen(text: str) -> list[tuple[str, str]]:
    """The kind and the wikitext of every node, outer ones first."""
    return [(node.kind, text[node.start : node.end]) for node in nodes(parse(text))]


def headings(text: str) -> list[tuple[int, str]]:
    return [(h.level, text[h.title_start : h.title_end].strip()) for h in parse(text).headings]


def parameters(text: str) -> list[tuple[str, str]]:
    """Names and values of the first template."""
    return [(p.name, text[p.start : p.end]) for p in parse(text).templates[0].parameters]


CORRECTIONS = {
    "a comment that never ends hides the rest": ("a <!-- b {{c}}", [("comment", "<!-- b {{c}}")]),
    "a template that never closes is text": ("{{a|[[b]]", [("link", "[[b]]")]),
    "a link that never closes is text": ("[[a {{b}}", [("template", "{{b}}")]),
    "an open link keeps a template from closing": ("{{a|[[b}} c", []),
    "a link's target has no line break": ("[[a\nb]] [[c]]", [("link", "[[c]]")]),
    "a link's target has no braces": ("[[a}b]] [[c]]", [("link", "[[c]]")]),
    "an address is no link's target": ("[[http://a.org b]]", []),
    "an empty text makes no link": ("[[a|]] [[b]]", [("link", "[[b]]")]),
    "a page link holds no other link": ("[[a|b [[c]] d]]", [("link", "[[c]]")]),
    "a file's caption holds links": (
        "[[File:A.jpg|b [[c]] d]]",
        [("link", "[[File:A.jpg|b [[c]] d]]"), ("link", "[[c]]")],
    ),
    "the last bracket of three belongs to the text": ("[[a|[b]]]", [("link", "[[a|[b]]]")]),
    "extension tags come before braces": (
        "{{a|<nowiki>}}</nowiki>}}",
        [("template", "{{a|<nowiki>}}</nowiki>}}"), ("tag", "<nowiki>}}</nowiki>")],
    ),
    "braces never pair across a tag's border": ("{{a<ref>}}</ref>", [("tag", "<ref>}}</ref>")]),
    "a reference ends at the first closing tag": (
        "<ref>a<ref>b</ref>c</ref>",
        [("tag", "<ref>a<ref>b</ref>")],
    ),
    "a tag that never closes is text": ("<ref>a {{b}}", [("template", "{{b}}")]),
    "a slash before > closes a tag, whatever the quotes": ('<ref name="a/>b', [("tag", '<ref name="a/>')]),
    "html encloses nothing": ("<small>[[a]]\n{{b}}", [("link", "[[a]]"), ("template", "{{b}}")]),
    "includeonly is no part of its own page": (
        "<includeonly>{{a}}</includeonly>{{b}}",
        [("comment", "<includeonly>{{a}}</includeonly>"), ("template", "{{b}}")],
    ),
    "a template in an address is a template": ("http://a.org/{{b}}", [("template", "{{b}}")]),
    "brackets may stand in a parser function's condition": ("{{#if:[a]|b}}", [("template", "{{#if:[a]|b}}")]),
    "braces without a name are text": ("{{ }} {{|a}} {{b}}", [("template", "{{b}}")]),
    "language variants' braces pair on every wiki": ("{{a|-{b}} c", []),
    "a line of equals signs in a template holds its closing braces": (
        "{{a|\n== b }}\n}}",
        [("template", "{{a|\n== b }}\n}}")],
    ),
    "a null character ends nothing": ("a\0{{b}}", [("template", "{{b}}")]),
}


@pytest.mark.parametrize("name", CORRECTIONS)
def test_correction(name: str) -> None:
    text, expected = CORRECTIONS[name]
    assert seen(text) == expected


SEPARATORS = {
    "an equals sign in an address names a parameter": ("{{a|[http://b?c=d e]}}", [("[http://b?c", "d e]")]),
    "an equals sign in html names a parameter": ('{{a|<b id="c">d</b>}}', [("<b id", '"c">d</b>')]),
    "a bar in a table is the template's": ("{{a|b\n{|\n|c}}", [("1", "b\n{"), ("2", ""), ("3", "c")]),
    "bars and equals signs in a tag are its own": (
        "{{a|<ref>b|c=d</ref>|e}}",
        [("1", "<ref>b|c=d</ref>"), ("2", "e")],
    ),
    "bars in brackets that are no link part no parameters": (
        "{{a|[[b|c [[d|e]] f]]|g}}",
        [("1", "[[b|c [[d|e]] f]]"), ("2", "g")],
    ),
    "comments are no part of a name": ("{{a|<!-- x -->b<!-- y --> = c}}", [("b", "c")]),
    "blanks around a value are no part of it": ("{{a| b = \n c \n| d }}", [("b", "c"), ("1", "d")]),
}


@pytest.mark.parametrize("name", SEPARATORS)
def test_separator(name: str) -> None:
    text, expected = SEPARATORS[name]
    assert parameters(text) == expected


HEADINGS = {
    "== a ==\n=b=\n====== c ======\n======= d =======": [(2, "a"), (1, "b"), (6, "c"), (6, "= d =")],
    "=== a ==\n== b ===": [(2, "= a"), (2, "b =")],
    "== a == <!-- b --> \n== c == d": [(2, "a")],
    "<!-- a -->== b ==": [(2, "b")],
    " == a ==\n{{b|\n== c ==\n}}\n<ref>\n== d ==\n</ref>": [],
    "<div>\n== a ==\n</div>\n{|\n|\n== b ==\n|}": [(2, "a"), (2, "b")],
    "== a {{b\n|c}} ==": [(2, "a {{b\n|c}}")],
    "==\n\n===\n\n====\n\n=====\n": [(1, "="), (1, "=="), (2, "=")],
}


@pytest.mark.parametrize("text", HEADINGS)
def test_headings(text: str) -> None:
    assert headings(text) == HEADINGS[text]


def test_each_node_knows_what_it_stands_in_and_its_section() -> None:
    article = parse("lead {{a|b=[[c|{{d}}]]}}\n== e ==\n<ref name='f g'>[[h]]</ref>")
    inner = next(template for template in article.templates if template.name == "D")
    assert [type(node) for node in inner.ancestors()] == [Link, Parameter, Template]
    link = article.links[-1]
    assert isinstance(link.parent, Tag)
    assert link.parent.attributes == {"name": "f g"}
    assert (inner.section, link.section, article.section_at(0), article.section_at(len(article.source))) == (
        0,
        1,
        0,
        1,
    )


def test_the_container_of_an_offset() -> None:
    text = "a {{b|c=d [[e|f]] g}}"
    article = parse(text)
    parent, siblings, end = article.container(text.index("d"))
    assert isinstance(parent, Parameter)
    assert [node.kind for node in siblings] == ["link"]
    assert end == text.index("}}")
    assert article.container(0)[0] is None


PIECES = (
    "{{ }} {{{ }}} [[ ]] | = == a <ref> </ref> <!-- --> <nowiki> </nowiki> File:a '' {| |} -{ }- <b> "
    "http://a [ ] é"
)
MARKUP = st.lists(st.sampled_from([*PIECES.split(), "<ref name=a/>", " ", "\n", "\0"]), max_size=40).map(
    "".join
)


@given(MARKUP)
def test_laws_of_the_tree(text: str) -> None:
    """Nothing raises; children lie in their parents, in order, apart; lists are in source order."""
    article = parse(text)
    for siblings, start, end in containers(article):
        position = start
        for node in siblings:
            assert position <= node.start < node.end <= end
            position = node.end
    for kind in (article.templates, article.links, article.tags, article.comments, article.headings):
        starts = [node.start for node in kind]
        assert starts == sorted(starts)
    for template in article.templates:
        assert text[template.start : template.start + 2] == "{{"
        assert text[template.end - 2 : template.end] == "}}"
    for link in article.links:
        assert text[link.start : link.start + 2] == "[["
        assert text[link.end - 2 : link.end] == "]]"


def containers(article: Article) -> list[tuple[list[Node], int, int]]:
    """Every list of children with the place that it must lie in."""
    found = [(article.nodes, 0, len(article.source))]
    for node in nodes(article):
        found.append((node.nodes, node.start, node.end))
        if isinstance(node, Template):
            found += [(parameter.nodes, parameter.start, parameter.end) for parameter in node.parameters]
    return found


def test_the_rest_of_the_parser_can_be_imported_later() -> None:
    """The tokenizer comes without the package around it; who wants that gets it whole, with the same tokens."""
    code = (
        "import wikiextract.tree.tokenizer as ours, sys\n"
        "assert 'mwparserfromhell' not in sys.modules\n"
        "import mwparserfromhell\n"
        "from mwparserfromhell.parser import tokens\n"
        "assert tokens is ours.tokens\n"
        "code = mwparserfromhell.parse('a {{b|c=[[d]]}}')\n"
        "assert str(code.filter_templates()[0].get('c').value) == '[[d]]'\n"
        "assert mwparserfromhell.__version__\n"
    )
    subprocess.run([sys.executable, "-c", code], check=True)
