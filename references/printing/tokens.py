"""Private-use characters that stand for texts and formatting while a style is applied.

Text from a reference holding one of them has it replaced, so none can be forged.
"""

from __future__ import annotations

import re

NUMBER_TOKENS = ("\ue000", "\ue7ff")
PLURAL_TOKENS = ("\ue800", "\uebff")
TEXT_TOKENS = ("\uec00", "\uf7ff")
TOKEN = re.compile(f"[{NUMBER_TOKENS[0]}-{TEXT_TOKENS[1]}]")
PRIVATE = re.compile("[\ue000-\uf8ff]")

# Marks around formatted text; they are turned into tags only after all text is escaped.
ITALIC, BOLD, SUPERSCRIPT = ("\uf8e0", "\uf8e1"), ("\uf8e2", "\uf8e3"), ("\uf8e4", "\uf8e5")
