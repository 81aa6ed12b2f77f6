"""Certificates: one call of every route that succeeds."""

from tests.ledger.certifying import a_passed_class
from tests.support import Call, World

_BUREAU = {"name": "望江县教育局", "number_prefix": "望教培"}


async def walk(world: World) -> list[Call]:
    """A class with three results that are passes: one is issued by the walk, two are there to be dealt with."""
    course, _ = await a_passed_class(world, 0, 1, 2)
    bureau = world.api("ledger")
    await bureau.put("/certificate-issuers/COUNTY_BUREAU", json=_BUREAU)
    body = {
        "kind": "COMPLETION",
        "issuer_code": "COUNTY_BUREAU",
        "teacher_ids": [str(world.teachers[number].teacher_id) for number in (1, 2)],
    }
    issued = (await bureau.post(f"/classes/{course.class_id}/certificates", json=body)).json()["items"]
    lost, wrong = (one["certificate"]["certificate_id"] for one in issued)
    teacher = world.teachers[1].teacher_id
    return [
        Call("put_certificate_issuer", "PUT", "/certificate-issuers/TRAINING_SCHOOL", "district_admin", json=_BUREAU),
        Call("list_certificate_issuers", "GET", "/certificate-issuers", "auditor"),
        Call(
            "post_certificates",
            "POST",
            f"/classes/{course.class_id}/certificates",
            "district_admin",
            json={**body, "teacher_ids": [str(world.teachers[0].teacher_id)]},
            status=201,
        ),
        Call("list_certificates", "GET", "/certificates", "teacher", query={"holds": "true"}, teacher=teacher),
        Call("get_certificate", "GET", f"/certificates/{lost}", "teacher", teacher=teacher),
        Call("get_certificate_document", "GET", f"/certificates/{lost}/document", "teacher", teacher=teacher),
        Call("get_certificate_credential", "GET", f"/certificates/{lost}/credential", "teacher", teacher=teacher),
        Call(
            "post_certificate_reissue",
            "POST",
            f"/certificates/{lost}/reissues",
            "district_admin",
            json={"reason": "原证书遗失，本人书面申请补发"},
            status=201,
        ),
        Call(
            "put_certificate_revocation",
            "PUT",
            f"/certificates/{wrong}/revocation",
            "district_admin",
            json={"reason": "经核查，由他人代为参加考核"},
        ),
    ]
