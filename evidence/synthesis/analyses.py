"""What a synthesis is asked beyond its pooled effect: why studies differ, and what it rests on."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from types import MappingProxyType
from typing import TypeVar

import numpy as np

from evidence.model.claim import SynthesisRequest
from evidence.model.study import Study
from evidence.synthesis.characteristics import YEAR, as_numbers, characteristic, risk_word
from evidence.synthesis.chosen_studies import chosen_studies
from evidence.synthesis.dependence import Dependence, dependence
from evidence.synthesis.fitted_model import (
    AS_COUNTED,
    FROM_COUNTS,
    arrays_of,
    estimator_of,
    unsuited,
)
from evidence.synthesis.measure import MEASURES
from evidence.synthesis.moderation import Moderation, moderation
from evidence.synthesis.random_effects.bayesian import (
    BayesianPooling,
    MeanPrior,
    TauPrior,
    TauShape,
    bayesian_pool,
)
from evidence.synthesis.random_effects.between_study_interval import (
    BetweenStudyInterval,
    between_study_interval,
)
from evidence.synthesis.random_effects.henmi_copas import HenmiCopas, henmi_copas
from evidence.synthesis.random_effects.heterogeneity import (
    InconsistencyInterval,
    dispersion,
    inconsistency_interval,
)
from evidence.synthesis.random_effects.linear_model import CommonMean, Numbers
from evidence.synthesis.random_effects.pooling import COMMON
from evidence.synthesis.refusal import CannotComputeError
from evidence.synthesis.regression.influence import Influence, influence
from evidence.synthesis.regression.prediction import StudyPrediction, study_predictions
from evidence.synthesis.sensitivity.method_choice import MethodChoice, method_choice
from evidence.synthesis.sensitivity.refit import Refit, cumulative, leave_one_out
from evidence.synthesis.sensitivity.restriction import Restriction, restriction
from evidence.synthesis.small_study_tests import SmallStudyEffects, small_study_effects
from evidence.synthesis.study_tables.study_table import PublishedEstimate, StudyTable
from evidence.synthesis.used_effects import UsedEffect, correction_of, used_effects

# Beyond this, an analysis of each study in turn is read by nobody and costs the square.
_MOST_IN_TURN = 200

PRIOR_OF_TAU = TauPrior(TauShape.HALF_NORMAL, 0.5)
"""For log ratios and standardised differences, as Röver and others advise (2021,
doi:10.1002/jrsm.1475)."""
_STANDARDISED = frozenset({"SMD", "SMDH"})

Answer = TypeVar("Answer")


@dataclass(frozen=True, slots=True)
class Analyses:
    """Everything asked of one synthesis beyond its pooled effect.

    ``studies`` are in the order of the effects, and what counts from 0 counts in it. Methods that
    pool counts have no place here: ``method`` is then the common-effect model, or DL for MH-DL.
    ``inconsistency`` is the interval of I² from Q, ``best_linear_predictions`` of each study's true
    effect (BLUP). ``bayesian`` has the priors that the review names, or else a flat one of the mean
    and a half-normal one of τ, for effects on a scale that has such a prior. ``restricted``
    maps the part of the studies that is kept, in words, to the model of it. ``refused`` maps each
    analysis that could not be made to the reason.
    """

    studies: tuple[Study, ...]
    values: Numbers
    variances: Numbers
    method: str
    tables: tuple[StudyTable | PublishedEstimate, ...] = ()
    between_study: BetweenStudyInterval | None = None
    small_study: SmallStudyEffects | None = None
    in_turn: tuple[Refit, ...] = ()
    cumulative: tuple[Refit, ...] = ()
    influence: tuple[Influence, ...] = ()
    by_method: MethodChoice | None = None
    inconsistency: InconsistencyInterval | None = None
    henmi_copas: HenmiCopas | None = None
    best_linear_predictions: tuple[StudyPrediction, ...] = ()
    dependence: Dependence = field(default_factory=Dependence)
    bayesian: BayesianPooling | None = None
    prior_of_tau: TauPrior = PRIOR_OF_TAU
    restricted: Mapping[str, Restriction] = field(default_factory=lambda: MappingProxyType({}))
    moderation: Moderation | None = None
    refused: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))


def analyse(request: SynthesisRequest, studies: Sequence[Study]) -> Analyses | None:
    """All analyses of the studies that a synthesis pools; ``None`` where it pools none."""
    measure = MEASURES.get(request.measure)
    if measure is None or unsuited(request):
        return None
    chosen, _ = chosen_studies(request, studies, measure)
    counts_alone = request.method in FROM_COUNTS
    used, _ = used_effects(
        chosen, measure, correction_of(request.continuity, measure), counts_alone=counts_alone
    )
    return _Asked(request, used, studies).answers() if used else None


class _Asked:
    """The analyses of one synthesis, each made or refused."""

    def __init__(
        self, request: SynthesisRequest, used: Sequence[UsedEffect], offered: Sequence[Study]
    ) -> None:
        self.request = request
        self.offered = offered
        self.used = used
        self.studies = tuple(each.data.study for each in used)
        self.values, self.variances = arrays_of(used)
        self.method = estimator_of(request)
        self.test = "z" if request.method in AS_COUNTED else request.test
        self.refused: dict[str, str] = {}

    def answers(self) -> Analyses:
        """Everything that can be computed."""
        few = len(self.used) <= _MOST_IN_TURN
        several = len(self.used) > 1
        return Analyses(
            studies=self.studies,
            values=self.values,
            variances=self.variances,
            method=self.method,
            tables=tuple(each.data.table for each in self.used),
            between_study=self.made("interval of τ²", self._between_study) if several else None,
            small_study=self._small_study() if several else None,
            in_turn=self.made("leave-one-out", self._in_turn) or () if several and few else (),
            cumulative=self.made("cumulative", self._cumulative) or () if several and few else (),
            influence=self.made("influence", self._influence) or () if several and few else (),
            by_method=self.made("other methods", self._by_method) if several else None,
            inconsistency=self._inconsistency() if several else None,
            henmi_copas=self._henmi_copas() if several else None,
            best_linear_predictions=self._best_linear_predictions() if several and few else (),
            dependence=self._dependence(),
            bayesian=self._bayesian() if several else None,
            prior_of_tau=self._prior_of_tau(),
            restricted=MappingProxyType(self._restricted()),
            moderation=self._moderation() if several else None,
            refused=MappingProxyType(self.refused),
        )

    def made(self, name: str, analysis: Callable[[], Answer]) -> Answer | None:
        """An analysis, or ``None`` with the reason noted under its name."""
        try:
            return analysis()
        except CannotComputeError as refusal:
            self.refused[name] = str(refusal)
            return None

    def _between_study(self) -> BetweenStudyInterval:
        return between_study_interval(
            self.values,
            self.variances,
            self.method,
            by=self.request.analyses.variance_interval,
            level=self.request.level,
        )

    def _inconsistency(self) -> InconsistencyInterval | None:
        q = dispersion(CommonMean(self.values, self.variances)).q
        # Two studies with a small Q have none, which is no news.
        try:
            return inconsistency_interval(q, len(self.values), self.request.level)
        except CannotComputeError:
            return None

    def _henmi_copas(self) -> HenmiCopas | None:
        return self.made(
            "interval of Henmi and Copas",
            lambda: henmi_copas(self.values, self.variances, level=self.request.level),
        )

    def _best_linear_predictions(self) -> tuple[StudyPrediction, ...]:
        if self.method == COMMON:
            return ()
        found = self.made(
            "best linear unbiased predictions",
            lambda: study_predictions(
                self.values,
                self.variances,
                self.method,
                test=self.test,
                level=self.request.level,
            ),
        )
        return found or ()

    def _small_study(self) -> SmallStudyEffects:
        measure, method = self.request.measure, self.method
        return small_study_effects(
            measure,
            self.used,
            self.values,
            self.variances,
            method,
            test=self.test,
            level=self.request.level,
            choices=self.request.analyses,
        )

    def _in_turn(self) -> tuple[Refit, ...]:
        return leave_one_out(
            self.values, self.variances, self.method, test=self.test, level=self.request.level
        )

    def _cumulative(self) -> tuple[Refit, ...]:
        years = as_numbers([characteristic(study, YEAR) for study in self.studies])
        if years is None:
            raise CannotComputeError("the year of a study is not recorded")
        order = np.argsort(years, kind="stable").tolist()
        return cumulative(
            self.values,
            self.variances,
            order,
            self.method,
            test=self.test,
            level=self.request.level,
        )

    def _influence(self) -> tuple[Influence, ...]:
        return influence(self.values, self.variances, self.method, test=self.test)

    def _by_method(self) -> MethodChoice:
        return method_choice(self.values, self.variances, level=self.request.level)

    def _dependence(self) -> Dependence:
        found = dependence(
            self.request, self.studies, self.offered, self.values, self.variances, self.method
        )
        self.refused.update(found.refused)
        return found

    def _prior_of_tau(self) -> TauPrior:
        prior = self.request.analyses.prior
        return TauPrior(TauShape(prior.of_tau), prior.scale) if prior else PRIOR_OF_TAU

    def _bayesian(self) -> BayesianPooling | None:
        measure, prior = MEASURES[self.request.measure], self.request.analyses.prior
        if prior is None and not (measure.is_ratio or measure.id in _STANDARDISED):
            return None
        of_mean = None
        if prior is not None and prior.mean_sd is not None:
            of_mean = MeanPrior(prior.mean, prior.mean_sd)
        return self.made(
            "Bayesian model",
            lambda: bayesian_pool(
                self.values,
                self.variances,
                self._prior_of_tau(),
                mean_prior=of_mean,
                level=self.request.level,
            ),
        )

    def _restricted(self) -> dict[str, Restriction]:
        words = [risk_word(study, self.request.outcome) for study in self.studies]
        found = {}
        for name, kept in (
            ("low risk of bias alone", [word == "low" for word in words]),
            ("without high risk of bias", [word != "high" for word in words]),
        ):
            if not 0 < sum(kept) < len(kept):
                continue
            made = self.made(name, partial(self._only, kept))
            if made is not None:
                found[name] = made
        return found

    def _only(self, kept: Sequence[bool]) -> Restriction:
        return restriction(
            self.values,
            self.variances,
            kept,
            self.method,
            test=self.test,
            level=self.request.level,
        )

    def _moderation(self) -> Moderation | None:
        if not (self.request.subgroup or self.request.moderators):
            return None
        found = moderation(self.request, self.studies, self.values, self.variances, self.method)
        self.refused.update(found.refused)
        return found
