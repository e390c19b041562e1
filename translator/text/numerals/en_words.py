"""English number words as values, and the phrases that only look like numbers."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

_ONES = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen"
)
ONES = {word: value for value, word in enumerate(_ONES.split())}
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety"
TENS = {word: 10 * value for value, word in enumerate(_TENS.split(), 2)}
SCALES = {
    "hundred": 100,
    "thousand": 10**3,
    "million": 10**6,
    "billion": 10**9,
    "trillion": 10**12,
    "dozen": 12,
    "mn": 10**6,
    "bn": 10**9,
    "tn": 10**12,
}
_ORDINALS = (
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth "
    "fifteenth sixteenth seventeenth eighteenth nineteenth"
)
ORDINALS = (
    {word: value for value, word in enumerate(_ORDINALS.split(), 1)}
    | {word[:-1] + "ieth": value for word, value in TENS.items()}
    | {"hundredth": 100, "thousandth": 1000}
)
#: denominators: "two thirds", "three-fifths", "a quarter"
DENOMINATORS = {
    "half": 2,
    "quarter": 4,
    "third": 3,
    "hundredth": 100,
    "thousandth": 1000,
    "millionth": 10**6,
    "billionth": 10**9,
} | {word: value for word, value in ORDINALS.items() if 4 <= value <= 90}

#: phrases that count nothing (matched in lower case at a word edge)
FIXED = re.compile(
    r"(?:one of\b(?! (?:the )?\d)|one another|no one|no\. ?one|at once|one by one|one[- ]stop|one day\b(?! in)|"
    r"once (?:again|more|upon|and for all|in a while)|one after another|one or two|each one|every one|number one|"
    r"the one\b|this one\b|that one\b|first[- ](?:class|rate|hand|ever|aid|time|come|line|lady)|first and foremost|"
    r"at first\b|first of all|second[- ]hand|second to none|second nature|second thoughts|split second|a second\b|"
    r"per second|seconds? later|third[- ]party|double ninth|double eleven|may day|may fourth|long march|doubles as|"
    r"(?:twenty|20)-foot (?:equivalent|standard)|half[- ](?:hearted|way|brother|time|mast|life|moon|marathon)|halfway|"
    r"four seasons|three gorges|three-dimensional|two-way|one-way|belt and road|one belt,? one road|"
    r"zero[- ](?:sum|tolerance)|catch-22|ten to one\b|nine times out of ten|on all fours|"
    r"double[- ](?:digits?|decker|track|standard|check|room|edged|click|stars?)\b|"
    r"below (?:zero|freezing)|50-50|24/7\b|fifty-fifty|"
    r"seven seas|five-star red flag|one country,? two systems|two sessions|"
    r"two heads are better than one|(?:kill )?two birds with one stone|cloud nine|at the eleventh hour|"
    r"forty winks|third time lucky|seventh heaven|three kingdoms|group of (?:twenty|seven|eight))",
    re.IGNORECASE,
)

#: words that say a number: (value, unit)
IMPLIED = {
    "doubled": ("2", "times"),
    "doubling": ("2", "times"),
    "doubles": ("2", "times"),
    "double": ("2", "times"),
    "twice": ("2", "times"),
    "tripled": ("3", "times"),
    "tripling": ("3", "times"),
    "triples": ("3", "times"),
    "triple": ("3", "times"),
    "trebled": ("3", "times"),
    "thrice": ("3", "times"),
    "quadrupled": ("4", "times"),
    "quadrupling": ("4", "times"),
    "quadruple": ("4", "times"),
    "quadruples": ("4", "times"),
    "sextupled": ("6", "times"),
    "quintupled": ("5", "times"),
    "quintuple": ("5", "times"),
    "halved": ("0.5", "fraction"),
    "halving": ("0.5", "fraction"),
    "half": ("0.5", "fraction"),
    "both": ("2", ""),
    "couple": ("2", ""),
    "pair": ("2", ""),
    "duo": ("2", ""),
    "trio": ("3", ""),
    "fortnight": ("2", "week"),
    "half-year": ("6", "month"),
    "half-hour": ("30", "minute"),
    "half-century": ("50", "year"),
    "around the clock": ("24", "hour"),
    "round the clock": ("24", "hour"),
    "around-the-clock": ("24", "hour"),
    "round-the-clock": ("24", "hour"),
    "decade": ("10", "year"),
    "decades-long": ("10", "year"),
    "century": ("100", "year"),
    "millennium": ("1000", "year"),
}
_WORD = re.compile(r"[A-Za-z]+")


@dataclass(frozen=True, slots=True)
class Spelled:
    """A number in words: ``text[start:end]``; ``article``: "a hundred"; ``ordinal``: "twenty-first"."""

    value: Decimal
    end: int
    ordinal: bool = False
    article: bool = False
    half: bool = False


def spelled(text: str, at: int) -> Spelled | None:
    """Read a number in words at ``at``; None when there is none.

    >>> spelled("thirty-two million people", 0)
    Spelled(value=Decimal('32000000'), end=18, ordinal=False, article=False, half=False)
    >>> spelled("two and a half years", 0).value, spelled("twenty-first", 0).ordinal
    (Decimal('2.5'), True)
    """
    state = _Words()
    end = begin = _skip_article(text, at)
    while True:
        match = _WORD.match(text, begin)
        word = match[0].lower() if match else ""
        if not match or not state.take(word):
            break
        end = match.end()
        if state.ordinal:
            break
        half = re.compile(r" and (?:a|one)[ -](half|quarter)\b").match(text, end)
        if half and not state.scaled:
            state.current += Decimal("0.5") if half[1] == "half" else Decimal("0.25")
            state.half, end = True, half.end()
        begin = _next_word(text, end, state)
        if begin < 0:
            break
    if not state.seen:
        return None
    article = text[at : at + 2].lower() in ("a ", "an") and begin != at
    return Spelled(state.total + state.current, end, state.ordinal, article, state.half)


def _skip_article(text: str, at: int) -> int:
    match = re.compile(
        r"(?:half an? |half |an? )(?=(?:hundred|thousand|million|billion|trillion|dozen)\b)", re.I
    ).match(text, at)
    return match.end() if match else at


def _next_word(text: str, end: int, state: _Words) -> int:
    """Return where the next word of the number may begin, -1 when the number ends here."""
    follows = re.compile(r"[ -](?=[A-Za-z])").match(text, end)
    joined = re.compile(r" and (?=[A-Za-z])").match(text, end)
    if joined and state.scaled:
        word = _WORD.match(text, joined.end())
        if word and word[0].lower() in ONES | TENS | ORDINALS:
            return joined.end()
        return -1
    return follows.end() if follows else -1


class _Words:
    """The grammar of English numerals, one word at a time."""

    def __init__(self) -> None:
        self.total, self.current = Decimal(0), Decimal(0)
        self.last = ""
        self.seen = self.ordinal = self.scaled = self.half = False
        self.smallest = 10**15

    def take(self, word: str) -> bool:
        """Take ``word`` if the number can go on with it."""
        if word in ONES:
            return self._small(ONES[word], "one", after_ten=ONES[word] < 10)
        if word in TENS:
            return self._small(TENS[word], "ten", after_ten=False)
        if word in ORDINALS and (word not in ("hundredth", "thousandth") or self.seen):
            return self._last(word)
        return word in SCALES and self._scale(word)

    def _small(self, value: int, kind: str, *, after_ten: bool) -> bool:
        if self.last == "one" or (self.last == "ten" and not after_ten) or self.half:
            return False
        self.current += value
        self.last, self.seen = kind, True
        return True

    def _last(self, word: str) -> bool:
        value = ORDINALS[word]
        if self.last == "one" or (self.last == "ten" and value >= 10):
            if word not in ("hundredth", "thousandth"):
                return False
            self.current *= value
        else:
            self.current += value
        self.ordinal = self.seen = True
        return True

    def _scale(self, word: str) -> bool:
        value = SCALES[word]
        if word in ("hundred", "dozen"):
            self.current = (self.current or Decimal(1)) * value
        elif value >= self.smallest:
            return False
        else:
            self.total += (self.current or Decimal(1)) * value
            self.current, self.smallest = Decimal(0), value
        self.last, self.seen, self.scaled = "scale", True, True
        return True
