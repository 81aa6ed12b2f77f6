"""What somebody reads who scans the code of an attestation with a phone."""

from collections.abc import Iterable, Iterator
from typing import Final

from services.ledger.rules.attestations import AttestationGround, verdict_of_clause
from services.ledger.rules.certificates import short_amount
from services.ledger.schemas.attestations import PublicAttestationResponse, SumStated
from services.platform.clock import SHANGHAI
from services.platform.errors import Text
from services.platform.pages import Line, Page, Question

_TITLE: Final = Text(zh="学时证明核验", en="Attestation verification")
_STATES: Final = {
    "VALID": (Text(zh="有效", en="Valid"), True),
    "SUPERSEDED": (Text(zh="属实，但已非最新", en="True when it was issued, and no longer all"), None),
    "REVOKED": (Text(zh="已作废", en="Revoked"), False),
}
_COMPARE: Final = Text(
    zh="请将下列各项与纸质证明逐一核对；有一项不符，即非本证明。",
    en="Hold every line against the paper: where one differs, it is another attestation.",
)
_GROWN: Final = Text(
    zh="出具后该期间又有新的台账记录或新的证明，请以新证明为准。",
    en="The book has grown in its days since, or a later one was issued: ask for the newest.",
)
_MATCHES: Final = Text(zh="所填姓名与持有人相符。", en="The name you entered is the holder's.")
_MATCHES_NOT: Final = Text(
    zh="所填姓名与持有人不符。", en="The attestation was issued to another name than the one you entered."
)
_NAME: Final = Question(
    name="name",
    label=Text(zh="核对姓名", en="Check the name on the paper"),
    button=Text(zh="核对", en="Check"),
    longest=120,
)
_GROUNDS: Final = {
    AttestationGround.ENTRY_REVERSED: Text(zh="所列台账行已冲销", en="an entry it states was taken back"),
    AttestationGround.DECIDED: Text(zh="由发证机关作废", en="the issuer revoked it"),
}


def page_of_attestation(shown: PublicAttestationResponse) -> Page:
    """The same facts as in JSON, every line of the paper, and whether the attestation holds."""
    state, holds = _STATES[shown.status]
    notes = [_COMPARE]
    if shown.status == "SUPERSEDED":
        notes.append(_GROWN)
    if shown.name_matches is not None:
        notes.append(_MATCHES if shown.name_matches else _MATCHES_NOT)
    if shown.name_matches is False and holds is not False:
        # A paper that bears another name is not the one that holds.
        state, holds = _MATCHES_NOT, False
    return Page(
        _TITLE, state, holds, lines=list(_lines(shown)), notes=[one for one in notes if one != state], question=_NAME
    )


def _lines(shown: PublicAttestationResponse) -> Iterator[Line]:
    if shown.revocation_ground is not None and shown.revoked_at is not None:
        why = _GROUNDS[shown.revocation_ground]
        on = shown.revoked_at.astimezone(SHANGHAI).date().isoformat()
        yield Line(Text(zh="作废", en="Revoked"), f"{on} {why.zh}", why.en)
    yield Line(Text(zh="证明", en="Attestation"), shown.label_zh, shown.label_en)
    yield Line(Text(zh="编号", en="Number"), shown.number)
    yield Line(Text(zh="核验码", en="Code"), shown.code)
    yield Line(Text(zh="出具机关", en="Issuer"), shown.issuer)
    yield Line(Text(zh="出具日期", en="Issued on"), shown.issued_on.isoformat())
    yield Line(Text(zh="持有人", en="Holder"), shown.holder)
    yield Line(Text(zh="学校", en="School"), shown.school)
    yield Line(Text(zh="期间", en="Period"), shown.period_zh, shown.period_en)
    yield Line(Text(zh="起止", en="From, to"), f"{shown.first.isoformat()} – {shown.as_of.isoformat()}")
    yield Line(Text(zh="学时", en="Hours"), short_amount(shown.hours))
    yield Line(Text(zh="学分", en="Credits"), short_amount(shown.credits))
    yield Line(Text(zh="按类别", en="By category"), *_sums(shown.sums.category))
    yield Line(Text(zh="按层级", en="By level"), *_sums(shown.sums.level))
    yield Line(Text(zh="按方式", en="By mode"), *_sums(shown.sums.mode))
    if shown.carried_hours or shown.carried_credits:
        amounts = f"{short_amount(shown.carried_hours)} / {short_amount(shown.carried_credits)}"
        yield Line(Text(zh="自外区县转入（学时 / 学分）", en="Brought along (hours / credits)"), amounts)
    yield Line(Text(zh="判定", en="Verdict"), shown.verdict_zh, shown.verdict_en)
    yield Line(Text(zh="依据", en="By the rules of"), shown.pack_zh, shown.pack_en)
    for clause in shown.clauses:
        if clause.severity == "mandatory":
            told = verdict_of_clause({"result": clause.result, "progress": clause.progress})
            yield Line(
                Text(zh=f"{clause.clause_id} {clause.title_zh}", en=clause.title_en),
                f"{told}：{clause.sentence_zh}",
                clause.sentence_en,
            )
    head = shown.head
    yield Line(Text(zh="账簿头", en="Head of the book"), f"{head.number} / {head.seq} / {head.tree_root}")


def _sums(rows: Iterable[SumStated]) -> tuple[str, str]:
    """`师德教育 6、知识与技能 24`, and the same in English; credits after a stroke where there are any."""
    told = [(row, short_amount(row.hours) + (f" / {short_amount(row.credits)}" if row.credits else "")) for row in rows]
    if not told:
        return "—", ""
    return "、".join(f"{row.zh} {amount}" for row, amount in told), ", ".join(
        f"{row.en} {amount}" for row, amount in told
    )
