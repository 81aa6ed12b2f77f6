"""Documents that one teacher keeps, each period anew."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

from services.policy.calendars import Span
from services.policy.engine.case import Case, Words
from services.policy.engine.kinds import keeping
from services.policy.engine.kinds.filling import Item, Slot, fill
from services.policy.engine.periods import periods_of
from services.policy.engine.plan import ClausePlan
from services.policy.engine.standing import ClauseResult
from services.policy.facts import Fact
from services.policy.format.clauses import EvidenceClause
from services.policy.format.keeping import Document
from services.policy.format.words import Bilingual, settled
from services.policy.tally import shares

_HALF_A_YEAR = 183
PIECES = Bilingual(zh="份", en="documents")


def judge(case: Case, plan: ClausePlan) -> list[ClauseResult]:
    """Judge a set of documents in every period that has begun; sets for each class or activity are asked elsewhere.

    `counted_entries` and `not_counted` hold ids of facts.
    """
    return keeping.judge_periods(case, plan, asks_of(case, plan))


def asks_of(case: Case, plan: ClausePlan) -> keeping.Asks:
    """Return what a set of documents asks of a teacher."""
    clause = plan.clause
    if not isinstance(clause, EvidenceClause):
        raise TypeError(clause.kind)
    every = settled(clause.every, case.plan.terms.switches)
    periods = () if every in {"class", "activity"} else periods_of(case, every)
    return keeping.Asks(periods, lambda period: _filled(keeping.Asker(case, plan, period), clause))


def _filled(asker: keeping.Asker, clause: EvidenceClause) -> Sequence[Item]:
    excused = keeping.asks_nothing(asker.case)(asker.period.span)
    return [_item(asker, document, excused=excused) for document in clause.items]


def _item(asker: keeping.Asker, document: Document, *, excused: bool) -> Item:
    case, span = asker.case, asker.period.span
    amount = settled(document.at_least, case.plan.terms.switches)
    thing = replace(asker.thing(document.label, PIECES, amount, inclusive=True, countable=True), code=document.code)
    slot = slot_of(document, span)
    kept = [fact for fact in case.facts if shown_by(document, fact) and _about(slot.window, span).holds(fact.on)]
    slots = [] if excused else keeping.due_in_service(case, [slot])
    return fill(thing, slots, shares("facts", kept), case.as_of)


def shown_by(document: Document, fact: Fact) -> bool:
    """Answer whether a fact shows a document."""
    return fact.kind in (document.facts or (document.code,))


def slot_of(document: Document, span: Span) -> Slot:
    """Return the days in which a document of a period is handed in.

    One that is due by the start may come up to half a period (at most half a year) before it: what comes later is late
    for this period, what comes earlier belonged to another.
    """
    if document.by == "period_end":
        return Slot(Words("", ""), span, span.last)
    early = timedelta(days=min(span.days // 2, _HALF_A_YEAR))
    return Slot(Words("", ""), Span(span.first - early, span.first), span.first)


def _about(window: Span, span: Span) -> Span:
    """Return the days of which a reader wants to know, late ones too."""
    return Span(min(window.first, span.first), max(window.last, span.last))
