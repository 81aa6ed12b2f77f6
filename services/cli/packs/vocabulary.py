"""The words of conditions and target expressions, with their types and what they mean."""

from collections.abc import Mapping
from typing import Final

from services.policy.format.conditions import (
    ACTIVITY_VOCABULARY,
    ENTRY_VOCABULARY,
    FACT_VOCABULARY,
    TEACHER_VOCABULARY,
)
from services.policy.format.formulas import ACTIVITY_BUILT_INS, BUILT_INS, GROUP_BUILT_INS

CONDITIONS: Final[Mapping[str, Mapping[str, tuple[str, str]]]] = {
    "教师条件 Conditions over a teacher (who, groups, population, bars, rates)": TEACHER_VOCABULARY,
    "台账条件 Conditions over an entry (where, refuse)": ENTRY_VOCABULARY,
    "活动条件 Conditions over an activity (tariff, decline): those of an entry, and": {
        word: meaning for word, meaning in ACTIVITY_VOCABULARY.items() if word not in ENTRY_VOCABULARY
    },
    "事项条件 Conditions over a fact (counts, duties, gates)": FACT_VOCABULARY,
}
AMOUNTS: Final[Mapping[str, str]] = {
    **BUILT_INS,
    **ACTIVITY_BUILT_INS,
    **{f"{word}(GROUP)": meaning for word, meaning in GROUP_BUILT_INS.items()},
    "+ - * /": "exact arithmetic",
    "min(a, b)": "the smaller of two",
    "max(a, b)": "the larger of two",
    "ceil_to(x, step)": "rounded up to a multiple of the step",
    "floor_to(x, step)": "rounded down to a multiple of the step",
}
CHINESE: Final[Mapping[str, str]] = {
    "school_id": "当日所在学校",
    "school_kind": "当日所在学校或机构的类别",
    "post": "当日岗位",
    "stage": "当日任教学段",
    "subject": "当日任教学科",
    "title": "职称名称",
    "title_tier": "职称层级",
    "class_teacher": "当日是否班主任",
    "class_teacher_days": "周期内至当日担任班主任的天数",
    "age": "当日周岁",
    "birth_day": "出生日",
    "hire_day": "进入教育系统之日",
    "retire_day": "退休日",
    "years_to_retirement": "当日距退休的整年数",
    "leave_days": "时段内至当日中止计算的请假天数",
    "leave_months": "时段内至当日中止计算的请假月数（万分之一；逐段按日历算，零星30天合一个月）",
    "service_years": "当日满教龄年数",
    "degrees": "当日已有学历",
    "certificates": "当日已持证书",
    "opt_ins": "当日前本人申请适用的条款",
    "memberships": "当日所属的由人认定的群体（骨干教师等）",
    "cycle_start_day": "周期第一天",
    "cycle_end_day": "周期最后一天",
    "on_day": "所问之日；事项的日期",
    "category": "类别路径",
    "level": "层级、渠道",
    "mode": "培训方式",
    "nature": "必修、选修等性质",
    "kind": "项目类型；事项种类",
    "tags": "标签",
    "organised_by_admin": "是否教育行政部门组织",
    "carried": "是否从外区带入",
    "hours": "学时（万分之一）",
    "credits": "学分（万分之一）",
    "from_day": "第一天",
    "to_day": "最后一天",
    "role": "担任的角色",
    "author_order": "作者位次",
    "authors": "作者人数",
    "characters": "字数",
    "minutes": "时长（分钟）",
    "months": "历时整月数",
    "grade": "考核等级",
    "evidence": "已交材料",
    "result": "结果",
    "amount": "数量（万分之一）",
    "month": "月份",
    "weekday": "星期几，1为星期一",
    "target": "条款所印数值",
    "cycle_years": "周期的学年（年度）数",
    "remaining_years": "入职之日起开始的学年数",
    "served_months": "周期内在岗月数",
    "cycle_months": "周期月数",
    "program_hours": "培训项目总学时",
    "attended_hours": "实到学时（计分标准中）",
    "share_of(GROUP)": "周期内属于该人群的月数占比（过半天数属于的月份算整月）",
    "+ - * /": "精确四则运算",
    "min(a, b)": "取小",
    "max(a, b)": "取大",
    "ceil_to(x, step)": "向上取整到步长的倍数",
    "floor_to(x, step)": "向下取整到步长的倍数",
}
REMARKS: Final = (
    "教师条件中可用方案的参数，目标算式中可用数值参数。\n"
    "Parameters of the pack may stand in conditions over a teacher, number parameters in target expressions.\n"
    "条件中的学时、学分、数量以万分之一为单位（72学时写作720000），日期是天数。\n"
    "In conditions hours, credits and amounts are ten-thousandths (72 hours: 720000), days are counted up.\n"
    "条件的运算 operators: && || ! == != < <= > >= in + - ?: size startsWith endsWith contains .exists .all"
)
