"""Front matter of Markdown: lines between two rules that speak of the page, some of them in words for readers.

Law: it is read by line, never as YAML at large: what it says can be wrong, but no page fails for it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from translator.formats.build import Piece
from translator.model import BlockKind, Document
from translator.text.lines import unwrap

#: the whole of it, with both rules
FRONT = re.compile(r"\ufeff?---[ \t]*\r?\n(?P<lines>(?:[^\n]*\n)*?)(?:---|\.\.\.)[ \t]*(?:\r?\n|$)")
#: keys whose words are for readers: they are drafted and reviewed like sentences
WORDS = ("title", "description", "summary", "image_alt", "caption")
#: words on the line of their key, quoted or not, with a comment behind them; or below it, folded
_FOLD = r"[ \t]*[>|][-+0-9]*[ \t]*"
_SAID = re.compile(
    rf"^(?P<key>{'|'.join(WORDS)})[ \t]*:(?:"
    rf"(?!{_FOLD}\r?$)[ \t]*(?P<quote>[\"']?)(?P<words>[^\r\n]*?)(?P=quote)(?:[ \t]+#[^\r\n]*|[ \t]*)(?=\r?$)"
    rf"|{_FOLD}\r?\n(?P<folded>(?:[ \t]+\S[^\r\n]*\r?\n)+))",
    re.MULTILINE | re.IGNORECASE,
)
_LINE = re.compile(r"(?P<key>[A-Za-z_]+)[ \t]*:[ \t]*(?P<value>.*)")
_ITEM = re.compile(r"\s*-[ \t]+(?P<value>.*)")
_FOLDED = re.compile(r"[>|][-+0-9]*")
#: what YAML would read otherwise than as plain words
_UNSAFE = re.compile(r"^[-?:,\[\]{}#&*!|>'\"%@`]|:(?:\s|$)|\s#")


def head(text: str) -> str:
    """Return the front matter a text begins with, '' where there is none."""
    found = FRONT.match(text)
    return found[0] if found else ""


def of(document: Document) -> str:
    """Return the front matter of a document in its own language."""
    whole = ""
    for block in document.blocks if document.format == "markdown" else ():
        whole += block.before + "".join(s.text + s.glue for s in block.segments) + block.after
        if (found := head(whole)) or block.kind not in (BlockKind.META, BlockKind.RAW):
            return found
    return ""


def pieces(text: str) -> Iterator[Piece]:
    """Yield front matter as pieces: its words for readers are text, unless the page gives the other language, too."""
    at, given = 0, values(text).keys()
    for match in _SAID.finditer(text):
        key = match["key"].lower()
        if not {f"{key}_zh", f"{key}_en"} & given:
            part = "folded" if match["folded"] else "words"
            after = match["quote"] or ""
            yield Piece(BlockKind.META, text[at : match.start(part)], match[part], after, wrapped=part == "folded")
            at = match.end(part) + len(after)
    yield Piece(BlockKind.RAW, text[at:])


def values(text: str) -> Mapping[str, str]:
    """Return what the lines say, by key in lower case; a list below its key is parted by commas.

    >>> values('title: "长城" # 1\\ntags:\\n  - 山\\n  - 海\\n')
    {'title': '长城', 'tags': '山, 海'}
    """
    found: dict[str, str] = {}
    key = ""
    for line in text.splitlines():
        if key and (item := _ITEM.fullmatch(line)):
            found[key] = ", ".join(filter(None, (found[key], value(item["value"]))))
        elif key and line[:1] in (" ", "\t") and line.strip():
            found[key] = unwrap(f"{found[key]}\n{line.strip()}".strip())
        elif match := _LINE.fullmatch(line.strip()):
            key, words = match["key"].lower(), match["value"].strip()
            found[key] = "" if _FOLDED.fullmatch(words) else value(words)
    return found


def value(words: str) -> str:
    """Return what a value says, without quotes, escapes and comment.

    >>> value("'Hebei''s sea' # near"), value('"A \\\\"b\\\\""'), value("lead   # on top")
    ("Hebei's sea", 'A "b"', 'lead')
    """
    words = words.strip()
    quoted = re.match(r"\"((?:[^\"\\]|\\.)*)\"(?=\s*$|\s+#)|'((?:[^']|'')*)'(?=\s*$|\s+#)", words)
    if quoted is None:
        bare = re.split(r"(?:^|\s)#", words)[0].strip()
        return bare.strip("\"'").strip() if bare[:1] in ("'", '"') else bare
    double = quoted[1] is not None
    return (re.sub(r"\\(.)", r"\1", quoted[1]) if double else quoted[2].replace("''", "'")).strip()


def written(words: str, after: str, *, folded: bool) -> str:
    """Return words as they can stand in front matter, on one line; ``after`` begins with the quote they stand in."""
    line = " ".join(words.split())
    if after.startswith('"'):
        return _escaped(line)
    if after.startswith("'"):
        return line.replace("'", "''")
    return f'"{_escaped(line)}"' if not folded and _UNSAFE.search(line) else line


def _escaped(line: str) -> str:
    return line.replace("\\", "\\\\").replace('"', '\\"')
