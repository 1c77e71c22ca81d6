"""Words around an article that are not of it: navigation, sharing, notices, disclaimers."""

from __future__ import annotations

import re

_LINES = re.compile(
    r"""
    (?: skip\s(?:to|navigation).{0,40}
      | (?:jump|back)\sto\s.{1,40}
      | (?:an?\s)?(?:about\s)?\d{1,3}\s?-?min(?:ute)?s?\.?\sread(?:ing\stime)?
      | (?:estimated\s)?read(?:ing)?\stime:?.{0,30}
      | in\sthis\s(?:article|post|page|section)
      | (?:table\sof\s)?contents | on\sthis\spage
      | (?:share|tweet|pin|print|save|e-?mail|copy\slink|bookmark|like|comments?|menu|search
          |close|home|log\s?in|sign\s?in|sign\s?up|register|loading|next|previous|advertisement|sponsored)
        [\s.:!…]*(?:this(?:\s(?:article|page|post))?|on\s\w+)?[\s.…]*
      | advertisement.{0,60}
      | (?:related|recommended|popular|trending|more)\s(?:articles?|posts?|stories|topics|reading)
      | (?:read|learn|show|see|load|view)\s(?:more|less|next|all)
      | (?:you\smay\salso\slike|most\sread|up\snext)
      | (?:subscribe|sign\sup)\b.{0,120}
      | follow\sus.{0,60}
      | (?:medically\s|fact[-\s])?(?:reviewed|checked|written|updated|edited)\s(?:by|on)\b.{0,100}
      | (?:last\s)?(?:updated|modified|reviewed|published)(?:\son)?:?\s.{0,12}\d.{0,30}
      | (?:©|\(c\)|copyright)\s.{0,160}
      | .{0,120}\ball\srights\sreserved\.?
      | (?:we\suse|this\s(?:site|website)\suses)\scookies.{0,300}
      | (?:accept|reject|manage)\s(?:all\s)?cookies?.{0,40}
      | was\sthis\s(?:article|page)\shelpful\??
      | (?:privacy|cookie)\spolicy | terms\s(?:of\s(?:use|service)|and\sconditions)
      | photo(?:graph)?\s(?:by|credit).{0,80} | getty\simages.{0,60}
    )""",
    re.IGNORECASE | re.VERBOSE,
)
_DISCLAIMER = re.compile(
    r"\b(?:informational|educational)(?:\s(?:and|or)\s\w+)?\spurposes\sonly\b"
    r"|\bnot\s(?:intended\s(?:to\sbe|as|to\sreplace)\s)?(?:be\s)?(?:an?\s)?(?:substitute\sfor|constitute|replace)"
    r"\s(?:\w+\s){0,3}(?:medical|professional|health)\b.{0,40}\badvice\b",
    re.IGNORECASE,
)
_LONGEST_LINE = 320
_LONGEST_DISCLAIMER = 900


def is_boilerplate(text: str) -> bool:
    """Whether a block is the page's and not the article's."""
    text = " ".join(text.split())
    if len(text) <= _LONGEST_LINE and _LINES.fullmatch(text):
        return True
    return len(text) <= _LONGEST_DISCLAIMER and _DISCLAIMER.search(text) is not None
