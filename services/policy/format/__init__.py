"""The format of packs: what may stand in one, and the reader that refuses everything else."""

from services.policy.format.loading import PackRefused, Problem, load
from services.policy.format.pack import Pack
from services.policy.format.shipping import shipped, shipped_ids
from services.policy.format.terms import Bound, Terms, TermsRefused, bound

__all__ = [
    "Bound",
    "Pack",
    "PackRefused",
    "Problem",
    "Terms",
    "TermsRefused",
    "bound",
    "load",
    "shipped",
    "shipped_ids",
]
