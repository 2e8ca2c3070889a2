"""Texts in other languages, and how they are pronounced.

    {{lang|fr|bonjour}}                    bonjour
    {{langx|ru|Россия|Rossiya|Russia}}     Russian: Россия, romanized: Rossiya, lit. 'Russia'
    {{IPAc-en|ˈ|æ|s|p|ɪ|r|ɪ|n}}            /ˈæspɪrɪn/
    {{respell|AS|pir|in}}                  AS-pir-in

The name of the language stands before the text only on wikis in English, whose names are known here.
https://en.wikipedia.org/wiki/Template:Lang, Template:Langx, Template:IPA, Template:Respell, Template:Nihongo
"""

from typing import Any, Final

from wikiextract.data import table
from wikiextract.formats.call import Call, yes

_TOKENS: Final = {"'": "ˈ", "ˈ": "ˈ", ",": "ˌ", "_": " ", "-": "", "": ""}
_NOTES: Final = {
    "pron": "pronounced ",
    "uk": "UK: ",
    "us": "US: ",
    "ukalso": "UK also ",
    "usalso": "US also ",
    "lang": "English: ",
    "also": "also ",
    "localboth": "locally ",
    "local": "locally ",
}


def language_name(code: str, language: str) -> str:
    """The English name of the language of that code on a wiki in English, else empty."""
    if language not in ("en", "simple"):
        return ""
    names: dict[str, str] = table("formats")["languages"]
    code = code.strip().lower()
    return names.get(code) or names.get(code.split("-")[0], "")


def lang(call: Call) -> str:
    """{{lang|code|text}}: the text."""
    return call.argument(2) or call.name("text")


def native(call: Call) -> str:
    """{{native name|code|text}}: the text, and the name of its language behind it."""
    text, name = lang(call), language_name(call.argument(1), call.language)
    return f"{text} ({name})" if text and name and call.name("paren") not in ("omit", "off", "no") else text


def labelled(call: Call) -> str:
    """{{langx|code|text|romanisation|translation}}, {{lang-code|text|…}}: the text behind the name of its language."""
    if call.option:
        code, first = call.option, 1
    else:
        code, first = call.argument(1), 2
    text, latin, meaning = (call.argument(first + i) for i in range(3))
    text = text or call.name("text")
    latin = call.name("translit") or latin
    meaning = call.name("lit", "translation") or meaning
    label = (
        ""
        if call.name("label").lower() in ("none", "no")
        else call.name("label") or language_name(code, call.language)
    )
    parts = [f"{label}: {text}" if label else text]
    if latin:
        parts.append(f"romanized: {latin}")
    if meaning:
        parts.append(f"lit. '{meaning}'".replace("'", "&#39;"))
    return ", ".join(parts)


def in_languages(call: Call) -> str | None:
    """{{in lang|fr|de}}: (in French and German)."""
    names = [language_name(code, call.language) for code in call.filled()]
    if not names or not all(names):
        return None
    return f"(in {names[0]})" if len(names) == 1 else f"(in {', '.join(names[:-1])} and {names[-1]})"


def icon(call: Call) -> str:
    """{{de icon}}: (in German); the code alone on wikis that are not in English."""
    code = call.key.split()[0]
    name = language_name(code, call.language)
    return f"(in {name})" if name else f"({code})"


def nihongo(call: Call) -> str:
    """{{nihongo|English|kanji|rōmaji|more|behind}}: English (kanji, rōmaji, more) behind."""
    english, kanji, latin, extra, behind = (call.argument(n) for n in range(1, 6))
    extra, behind = extra or call.name("extra"), behind or call.name("extra2")
    if not english:
        english, latin = latin, ""
    inside = ", ".join(part for part in (kanji, latin, extra) if part)
    text = f"{english} ({inside})" if inside and english else english or inside
    return f"{text} {behind}".strip()


def nihongo3(call: Call) -> str:
    """The same with the rōmaji first: rōmaji (kanji, English, more) behind."""
    english, kanji, latin, extra, behind = (call.argument(n) for n in range(1, 6))
    inside = ", ".join(part for part in (kanji, english if latin else "", extra) if part)
    text = f"{latin or english} ({inside})" if inside else latin or english
    return f"{text} {behind}".strip()


_CHINESE: Final = (
    ("s", "simplified Chinese"),
    ("t", "traditional Chinese"),
    ("c", "Chinese"),
    ("p", "pinyin"),
    ("w", "Wade–Giles"),
    ("j", "Jyutping"),
    ("cy", "Cantonese Yale"),
    ("poj", "Pe̍h-ōe-jī"),
)


def chinese(call: Call) -> str:
    """{{zh|s=…|t=…|p=…|l=…}}: each form behind its name; `labels=no` without."""
    labels = call.name("labels").lower() not in ("no", "none") and call.language in ("en", "simple")
    values = {key: call.name(key) for key, _ in _CHINESE}
    values["c"] = values["c"] or call.argument(1)
    order = list(_CHINESE)
    if call.name("first").startswith("t"):
        order[0], order[1] = order[1], order[0]
    parts = [f"{name}: {values[key]}" if labels else values[key] for key, name in order if values[key]]
    if meaning := call.name("l"):
        parts.append(f"lit. &#39;{meaning}&#39;")
    return "; ".join(parts)


def literally(call: Call) -> str:
    """lit. 'meaning'."""
    return f"lit. &#39;{call.argument(1)}&#39;"


def ipa_tokens(call: Call) -> str:
    """{{IPAc-en|…}}: sounds, one an argument, between slashes; words such as UK and US stand before."""
    before = ""
    sounds: list[str] = []
    for argument in call.arguments():
        note = _NOTES.get(argument.lower()) if not sounds else None
        if note is not None and (argument.lower() != "lang" or not before):
            before += note
        else:
            sounds.append(_TOKENS.get(argument, argument.replace("'", "ˈ")))
    if not any(sounds):
        return ""
    bounds = ("/", "/") if call.key == "ipac-en" else ("[", "]")
    return f"{before}{bounds[0]}{''.join(sounds)}{bounds[1]}"


def ipa(call: Call) -> str:
    """{{IPA|/…/}} as it is; {{IPA|fr|…}}, {{IPA-fr|…|lang}} between brackets, behind the name of the language."""
    code = call.option
    arguments = call.arguments()
    if not code and len(arguments) > 1 and arguments[1]:
        code, arguments = arguments[0], arguments[1:]
    text = arguments[0] if arguments else ""
    if not text or not code or code == "all" or text[0] in "/[":
        return text
    note = arguments[1].lower() if len(arguments) > 1 else ("" if not call.option else "pronunciation")
    name = language_name(code, call.language)
    if note in ("pron", "local"):
        return f"{'pronounced' if note == 'pron' else 'locally'} [{text}]"
    if not name or note in ("-", "none") or call.name("label").lower() == "none":
        return f"[{text}]"
    return f"{name}{' pronunciation' if note == 'pronunciation' else ''}: [{text}]"


def respelt(call: Call) -> str:
    """Syllables joined by hyphens; `_` is a blank."""
    text = ""
    for syllable in call.filled():
        if syllable in ("_", " "):
            text += " "
        elif syllable in ("'", ","):
            text += "&#39;" if syllable == "'" else ", "
        else:
            text += syllable if not text or text.endswith((" ", "&#39;")) else f"-{syllable}"
    return text


def german(call: Call) -> str:
    """{{enS|text}} on the German wiki: englisch text."""
    names: dict[str, Any] = table("formats")["german_languages"]
    text = call.argument(1)
    return text if yes(call.argument(2)) else f"{names.get(call.key, '')} {text}".strip()
