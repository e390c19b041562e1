"""Is this full stop the end of a sentence, or does it belong to the word before it?

Law: the decision looks only at the words on both sides; a name is cut in two less gladly than two sentences are joined.
"""

from __future__ import annotations

import re

from translator.text.chars import HAN_RANGES


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


#: always followed by what they belong to
_BEFORE_A_NAME = _words(
    """
    mr mrs ms mx dr prof rev hon gen sen rep gov pres amb capt cpt col maj lt sgt cmdr adm brig messrs mme mlle
    st mt ft vs v e.g i.e cf viz approx ca c.f resp incl excl esp cont dist prov fr sr. supt insp
    """
)
#: followed by a number or a letter when they are abbreviations ("No. 3"; but "The answer is no.")
_BEFORE_A_NUMBER = _words(
    """
    no nos art arts fig figs sec secs vol vols ch chap p pp para paras cl cls res ref refs pt eq tel ext rm bldg
    apt ed eds app v ver jan feb mar apr jun jul aug sep sept oct nov dec mon tue tues wed thu thur thurs fri
    sat sun
    """
)
#: may end a sentence, may go on: only a word that opens sentences decides
_EITHER = _words(
    """
    co ltd inc corp bros llc plc pty gmbh jr sr a.m p.m am pm u.s u.k u.n e.u u.s.a p.r.c d.c ph.d m.d b.c a.d
    b.a m.a m.b.a b.sc m.sc ave blvd rd univ dept est min max intl natl govt assn soc inst acad ind mfg bur div
    et.al al hwy km kg cm mm sq ft. cu hr hrs mins yr yrs no.s bn mn tn
    """
)
#: words that open an English sentence and seldom go on after a name
_OPENS = _words(
    """
    The A An It He She They We You I This That These Those There Here In On At For From By With As After Before
    When While Since If But And Or So Yet However Its Their His Her Our My Your Both All Some Many Most Each
    Every Several Such Last Next Later According Meanwhile Also To During Under Over Between Although Though
    Because Until Once Then Now Today Yesterday Tomorrow What Who Why How Where Which Not No Yes Please
    Additionally Moreover Furthermore Nevertheless Therefore Thus Finally First Second Third Investors Visitors
    Officials More Other Another Founded Located Based Built Established Despite Among Through Can Do Does Did
    Is Are Was Were Will Nobody Everyone Everybody Someone None Neither Perhaps Maybe Sometimes Often Recently Soon
    Again Still Even Only Instead Besides Indeed
    """
)
#: verbs that hang a quotation on its speaker
SAID = re.compile(
    r"\b(?:said|says?|saying|asked|asks|replied|added|adds|told|explained|shouted|cried|wrote|announced|noted|exclaimed|"
    r"answered|declared|remarked|called|insisted|stressed|commented|stated|recalled|whispered|yelled|continued)\b"
)
#: Han ends a token as a blank does: 会议由J. Smith
_TOKEN_BEFORE = re.compile(rf"[^\s()\[\]“”\"'‘（）《》，。、；：{HAN_RANGES}]*$")
#: two initials, with whatever script the surname is in: A. B. 史密斯
_INITIALS = re.compile(r"(?<![A-Za-z])[A-Z]\.\s?[A-Z]\.$")
_HEADING = re.compile(
    r"(?:Chapter|Section|Part|Appendix|Annex|Article|Figure|Table|Unit|Lesson|Step|Volume|Book|Act|Scene|Rule|Phase)"
    r"\s+(?:\d{1,3}|[IVXLC]{1,5}|[A-Z])\."
)
_LETTERS_AND_DOTS = re.compile(r"(?:[A-Za-z]\.)+[A-Za-z]")
_NUMBERING = re.compile(r"\W*(?:\d{1,3}(?:\.\d{1,3})*|[ivxlIVXL]{1,5}|[A-Za-z])\W*")
_NUMBER_AHEAD = re.compile(r"[#№]?\d|[IVXLC]+\b|[A-Z]\b(?![.'’ ][A-Z])")
_WORD_AHEAD = re.compile(r"[\W_]*([A-Za-z]+(?:['’][a-z]+)?)")


def keeps_going(before: str, after: str) -> bool:
    """Say whether the full stop that ends ``before`` belongs to its word; ``after`` is what comes behind the blank.

    ``before`` is the sentence so far with its full stop, ``after`` begins with a word or a quote.

    >>> keeps_going("He works at Yaohua Glass Co.", "Ltd. in Hebei"), keeps_going("founded by Acme Inc.", "The firm")
    (True, False)
    """
    token = _TOKEN_BEFORE.search(before[:-1])
    word = token[0].lstrip("*_`~-–—/") if token else ""
    if not word or _numbers_an_item(before) or _HEADING.fullmatch(before.lstrip("*_#` ")):
        return bool(word)
    if _INITIALS.search(before):
        return not _opens_sentence(after, before) or not _WORD_AHEAD.match(after)
    low = word.lower().removesuffix(".")
    if low in _BEFORE_A_NAME:
        return True
    if low in _BEFORE_A_NUMBER:
        return _NUMBER_AHEAD.match(after) is not None and not _opens_sentence(after, before)
    if low in _EITHER or _LETTERS_AND_DOTS.fullmatch(word) or (len(word) == 1 and word.isalpha() and word.isupper()):
        return not _opens_sentence(after, before)
    return False


def is_abbreviation(before: str) -> bool:
    """Say whether the word that ends ``before``, full stop included, is one of the tables or letters with stops.

    >>> is_abbreviation("Yaohua Glass Co., Ltd."), is_abbreviation("It grew.")
    (True, False)
    """
    token = _TOKEN_BEFORE.search(before[:-1])
    word = token[0] if token else ""
    known = word.lower() in _BEFORE_A_NAME | _BEFORE_A_NUMBER | _EITHER
    return known or _LETTERS_AND_DOTS.fullmatch(word) is not None


def _numbers_an_item(before: str) -> bool:
    item = re.search(r"(?:^|\s)(\d{1,2})[.．]$", before)  # "附件：1.名单 2.日程": the one before stands there too
    if item and re.search(rf"(?<!\d){int(item[1]) - 1}[.．]", before[: item.start()]):
        return True
    if re.search(r"(?:[：；]|[:;]\s)\s*\d{1,2}[.．]$", before):  # "Annexes: 1. List; 2. Notes"
        return True
    return len(before) <= 12 and _NUMBERING.fullmatch(before[:-1]) is not None


def _opens_sentence(after: str, before: str) -> bool:
    ahead = _WORD_AHEAD.match(after)
    if not ahead:
        return not after[:1].isdigit()
    # "the U.S. I Corps" is rarer than "in the U.S. I saw"; "A." and "I." alone are initials
    return re.split("['’]", ahead[1])[0] in _OPENS and not after[ahead.end() :].startswith(".")
