"""``cs:names``: lists of people, their roles, and what stands in for them."""

from __future__ import annotations

from dataclasses import dataclass

from references.printing.formatting import PLAIN, TERMS, Formatting
from references.printing.name_list import name_list
from references.printing.name_options import NameOptions
from references.printing.name_parts import Name
from references.printing.rendering import Element, Rendering
from references.printing.tree import Node, Span, Text, joined


@dataclass(frozen=True, slots=True)
class RoleLabel:
    """``cs:label`` within names: the term of the role."""

    form: str
    plural: str
    formatting: Formatting

    def node(self, at: Rendering, role: str, count: int) -> Node | None:
        """The term, in the number of the names."""
        several = count > 1 if self.plural not in ("always", "never") else self.plural == "always"
        said = at.locale.term(role, self.form, plural=several)
        return self.formatting.on([Text(said)], TERMS) if said else None


@dataclass(frozen=True, slots=True)
class EtAl:
    """The term for names left out, and its formatting."""

    term: str = "et-al"
    formatting: Formatting = PLAIN


@dataclass(frozen=True, slots=True)
class Names:
    """Name variables in order; when none has names, the first substitute that says something."""

    variables: tuple[str, ...]
    options: dict[str, NameOptions]
    et_al: EtAl
    label: RoleLabel | None
    label_first: bool
    delimiters: dict[str, str]
    formatting: Formatting
    substitutes: tuple[Element, ...]

    def render(self, at: Rendering) -> Node | None:
        """The names."""
        at.called += 1
        if at.without_names and at.names_met == 0:
            # What is left out still counts, so that a group around it keeps its other parts.
            found = self._probe(at)
            if found:
                at.names_met += 1
                return None
        options = self.options[at.area]
        if options.form == "count":
            return self._count(at, options)
        nodes = self._lists(at, options)
        if nodes:
            at.used(self.variables[0])
            node = self._dressed(at, nodes)
            at.names_met += 1
            if at.first_names is None:
                at.first_names = node
            return node
        return self._substitute(at)

    def _probe(self, at: Rendering) -> bool:
        if any(at.item.names(variable) for variable in self.variables):
            return True
        return bool(self.substitutes)

    def _dressed(self, at: Rendering, nodes: list[Node]) -> Node:
        whole = joined(nodes, self.delimiters[at.area])
        return self.formatting.on([Span(whole, role="names")], at.language)

    def _lists(self, at: Rendering, options: NameOptions) -> list[Node]:
        variables = [each for each in self.variables if each not in at.hidden]
        roles = [(variable, variable, at.item.names(variable)) for variable in variables]
        roles = _combined(at, roles, self.label)
        out: list[Node] = []
        for variable, role, names in roles:
            if not names:
                continue
            if at.substituting:
                at.hidden.add(variable)
            node = name_list(at, variable, names, options, self.et_al.term, self.et_al.formatting)
            if node is None:
                continue
            out.append(self._with_label(at, node, role, len(names)))
        return out

    def _with_label(self, at: Rendering, node: Node, role: str, count: int) -> Node:
        if self.label is None or at.sorting:
            return node
        label = self.label.node(at, role, count)
        if label is None:
            return node
        return Span([label, node] if self.label_first else [node, label])

    def _count(self, at: Rendering, options: NameOptions) -> Node | None:
        total = 0
        for variable in self.variables:
            names = at.item.names(variable)
            if variable in at.hidden or not names:
                continue
            shown = len(names)
            if options.et_al_min and shown >= options.et_al_min:
                shown = min(shown, options.et_al_use_first)
            total += shown
        if not total:
            return self._substitute(at)
        at.filled += 1
        words = f"{total:06d}" if at.sorting else str(total)
        return self.formatting.on([Text(words)], at.language)

    def _substitute(self, at: Rendering) -> Node | None:
        for element in self.substitutes:
            called, met = at.called, at.names_met
            with at.substitution():
                node = element.render(at)
            if node is not None:
                if at.names_met == met:
                    at.names_met += 1
                if at.first_names is None:
                    at.first_names = node
                role = "" if isinstance(element, Names) else "names"
                inner = Span([node], role=role)
                if isinstance(element, Names):
                    return inner
                return Formatting(
                    self.formatting.prefix,
                    self.formatting.suffix,
                    self.formatting.format,
                    display=self.formatting.display,
                ).on([inner], at.language)
            at.called = called
        return None


Role = tuple[str, str, tuple[Name, ...]]


def _combined(at: Rendering, roles: list[Role], label: RoleLabel | None) -> list[Role]:
    """An editor who is the translator too is named once, where the locale has a term for it."""
    if len(roles) != 2 or {role for role, _, _ in roles} != {"editor", "translator"}:
        return roles
    if label is None or not roles[0][2] or roles[0][2] != roles[1][2]:
        return roles
    for term in ("editortranslator", "editor-translator"):
        if at.locale.term(term, label.form):
            return [(roles[0][0], term, roles[0][2])]
    return roles
