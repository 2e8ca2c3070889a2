"""When two titles, namespaces, templates, magic words or options are the same one.

    "file:foo_bar.jpg"   is   File:Foo bar.jpg        (`target`)
    "vorlage:infobox_icd " is Infobox ICD on dewiki   (`template_name`)
    "#WENN: x", "#if: x" are  the function "#if"      (`function_name`)
    -{zh-cn:a;zh-tw:b}- shows      a on zhwiki             (`without_variants`)
    "miniatur", "thumb"  are  the option thumbnail    (`image_option`)

    "Einzelnachweise"      on dewiki  references            (`section_role`)
    [[Kategorie:Gestein]]  is from    dewiki                (`guessed_language`)

Every wiki has its own words for these; `wiki(language)` gives one wiki's tables, read from `data/wikis/`.
"""

from wikiextract.names.guess import Guess, guessed_language
from wikiextract.names.sections import section_role
from wikiextract.names.titles import (
    Target,
    anchor,
    canonical_title,
    decoded,
    folded,
    target,
    template_name,
    title_variables,
    ucfirst,
)
from wikiextract.names.variants import without_variants
from wikiextract.names.wikis import Wiki, site_wiki, wiki
from wikiextract.names.words import behaviour_switch, function_call, function_name, image_option

__all__ = [
    "Guess",
    "Target",
    "Wiki",
    "anchor",
    "behaviour_switch",
    "canonical_title",
    "decoded",
    "folded",
    "function_call",
    "function_name",
    "guessed_language",
    "image_option",
    "section_role",
    "site_wiki",
    "target",
    "template_name",
    "title_variables",
    "ucfirst",
    "wiki",
    "without_variants",
]
