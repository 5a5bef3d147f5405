"""The place an article speaks for."""

import pytest

from transforms.articles.places import full_place, place_of_title


@pytest.mark.parametrize(
    ("title", "place"),
    [
        ("2026年四川省人民政府工作报告", "四川省"),
        ("陕西省2026年政府工作报告", "陕西省"),
        ("内蒙古自治区2025年国民经济和社会发展统计公报", "内蒙古自治区"),
        ("2025年杭州市政府工作报告", "杭州市"),
        ("2024年政府工作报告", ""),
        ("李强作政府工作报告", ""),
        ("公安厅局长谈推动现代警务模式成熟定型", ""),
    ],
)
def test_title_of_a_report_names_its_place(title, place):
    assert place_of_title(title) == place


@pytest.mark.parametrize(
    ("name", "full"), [("内蒙古", "内蒙古自治区"), ("四川省", "四川省"), ("乌有乡", "乌有乡"), ("", "")]
)
def test_place_by_its_full_name(name, full):
    assert full_place(name) == full
