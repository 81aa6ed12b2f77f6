"""One successful call of every route of schemes."""

from tests.support import Call, World

LESSON = {
    "code": "DEMO_LESSON",
    "title": {"zh": "公开课考核", "en": "Demonstration lesson"},
    "gates": [{"kind": "ATTENDANCE"}, {"kind": "FEEDBACK"}],
    "stages": [
        {
            "code": "DURING",
            "label": {"zh": "训中", "en": "During the training"},
            "assessors": ["EXPERT", "PEER", "SELF"],
            "pass_score": "60",
            "components": [
                {
                    "code": "LESSON",
                    "label": {"zh": "公开课", "en": "Demonstration lesson"},
                    "weight": "100",
                    "aggregator": {"kind": "MEAN"},
                    "shares": [
                        {"assessor": "EXPERT", "weight": "60"},
                        {"assessor": "PEER", "weight": "20"},
                        {"assessor": "SELF", "weight": "20"},
                    ],
                }
            ],
        }
    ],
    "reason": "2026年骨干班考核办法",
}


async def walk_schemes(world: World) -> list[Call]:
    """A scheme is published, looked at, and one that was replaced is retired."""
    published = await world.api("assessment").post("/schemes", json={**LESSON, "code": "OLD_LESSON"})
    assert published.status_code == 201, published.text
    return [
        Call("post_scheme", "POST", "/schemes", "district_admin", json=LESSON, status=201),
        Call("list_schemes", "GET", "/schemes", "trainer", query={"code": "DEMO_LESSON"}),
        Call("get_scheme_version", "GET", "/schemes/OLD_LESSON/versions/1", "auditor"),
        Call(
            "put_scheme_retirement",
            "PUT",
            "/schemes/OLD_LESSON/versions/1/retirement",
            "district_admin",
            json={"reason": "已由新版考核办法代替"},
        ),
    ]
