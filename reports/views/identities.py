"""The stable ids behind the words of a view, for formats that machines read."""

from __future__ import annotations

from reports.views.review_view import LinkView, ReviewView


class Identities:
    """Leads from the titles and labels that a reader sees back to names in the review's files.

    What leads nowhere is given back as it is.
    """

    def __init__(self, view: ReviewView) -> None:
        self._frameworks = {each.title: each.name for each in view.frameworks}
        self._designs = {each.id: each.design for each in view.studies}
        self._studies: dict[str, str] = {}
        for study in view.studies:
            # A label that two studies share would lead to the wrong one half of the time.
            self._studies[study.label] = study.label if study.label in self._studies else study.id

    def framework(self, title: str) -> str:
        """Name of the framework of this title."""
        return self._frameworks.get(title, title)

    def study(self, label: str) -> str:
        """Id of the study of this label."""
        return self._studies.get(label, label)

    def design(self, link: LinkView) -> str:
        """Design of the study that a link reports."""
        return self._designs.get(self.study(link.study), link.design)

    def kind(self, label: str) -> str:
        """A kind of claim as the files write it."""
        return label.lower().replace(" ", "-")
