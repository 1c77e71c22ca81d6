"""What each sentence of an article cites."""

from __future__ import annotations

from evidence.articles.citing import citing
from evidence.audit.example import example
from evidence.workspace.load import load_files


def test_keys_are_kept_by_sentence_and_in_all() -> None:
    review = load_files(
        example(
            article="One helps [@a2000]. Two is cheap.\n\nThree works [@b2001; @nobody].\n",
            references="@misc{a2000, title={A}}\n@misc{b2001, title={B}}\n@misc{c2, title={C}}\n",
        )
    )
    (found,) = citing(review.articles, review.library)
    cited = {
        found.article.sentences[index].text.split()[0]: keys
        for index, keys in found.by_sentence.items()
    }
    assert cited == {"One": {"a2000"}, "Three": {"b2001"}}
    assert found.keys == {"a2000", "b2001"}
    assert [mark.unknown for mark in found.marks] == [(), ("nobody",)]
