"""Every set of answers that a domain's questions can be given."""

from collections.abc import Iterator

from evidence.appraisal.condition import NOT_ASKED, condition
from evidence.appraisal.tool import Tool


def answer_sets(tool: Tool, domain: str, variant: str = "") -> Iterator[dict[str, str]]:
    """Questions that earlier answers rule out are answered "na", in every set exactly once."""
    questions = tool.questions_of(variant, domain)

    def go(number: int, answers: dict[str, str]) -> Iterator[dict[str, str]]:
        if number == len(questions):
            yield dict(answers)
            return
        question = questions[number]
        asked = condition(question.asked_if).holds(answers)
        for answer in question.answers if asked else (NOT_ASKED,):
            yield from go(number + 1, answers | {question.id: answer})

    yield from go(0, {})
