"""Until the notice nobody whom a case is about sees anything of it, whatever else they are."""

from services.platform.ids import new_id
from tests.support import Api, World
from tests.walks.assessment_cases import case_about, notice


async def test_who_it_is_about_sees_nothing_before_the_notice_whatever_else_they_are(district: World) -> None:
    teacher_id, school_id = district.teachers[0].teacher_id, district.schools[0].school_id
    opener = district.api("assessment", "school_admin", school=school_id)
    opened = await opener.post("/cases", json=case_about(teacher_id, decider=district.admin_id))
    assert opened.status_code == 201, opened.text
    path = f"/cases/{opened.json()['case_id']}"
    disguises = [
        district.api("assessment", "school_admin", school=school_id, teacher=teacher_id, account_id=new_id()),
        district.api("assessment", teacher=teacher_id, account_id=new_id()),
    ]

    async def seen(api: Api) -> tuple[int, int]:
        listed = (await api.get("/cases")).json()["items"]
        return (await api.get(path)).status_code, len(listed)

    before = [await seen(api) for api in disguises]
    told_themselves = [(await api.put(f"{path}/notice", json=notice())).status_code for api in disguises]
    told = await opener.put(f"{path}/notice", json=notice())
    after = [await seen(api) for api in disguises]

    assert before == [(404, 0)] * 2
    assert told_themselves == [404] * 2
    assert told.status_code == 200, told.text
    assert after == [(200, 1)] * 2
