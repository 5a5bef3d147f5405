from transforms.language import divisions


def test_full_names_carry_the_parent_that_makes_them_unique() -> None:
    assert divisions.full_name("330000") == "浙江省"
    assert divisions.full_name("330300") == "温州市"
    assert divisions.full_name("330104") == "杭州市江干区"
    assert divisions.full_name("330624") == "绍兴市新昌县"
    assert divisions.full_name("410184") == "河南省新郑市"
    assert divisions.full_name("110105") == "北京市朝阳区"
    assert divisions.full_name("429021") == "湖北省神农架林区"


def test_an_unknown_code_has_no_name() -> None:
    assert divisions.full_name("999999") == ""
    assert divisions.named("没有这个县") == ()


def test_a_division_that_was_abolished_bears_its_name_in_its_years() -> None:
    assert divisions.named("江干区", 2021) == ("330104",)
    assert divisions.named("三元区", 2020) == ("350403",)
    assert divisions.named("三元区", 2023) == ("350404",)


def test_divisions_set_up_lately_are_known() -> None:
    assert divisions.full_name("330113") == "杭州市临平区"
    assert divisions.named("两江新区", 2026) == ("500157",)


def test_short_names_drop_peoples_and_levels() -> None:
    assert divisions.named("恩施")[0] == "422800"
    assert divisions.named("黔东南州") == ("522600",)
    assert divisions.named("内蒙古") == ("150000",)
    assert divisions.named("海南")[:2] == ("460000", "632500")
    assert divisions.named("浦东") == ("310115",)


def test_the_chain_runs_up_to_the_province() -> None:
    assert divisions.chain("330104") == ("330104", "330100", "330000")
    assert divisions.chain("659001") == ("659001", "650000")
    assert divisions.within("330104", "330000")
    assert not divisions.within("330104", "320000")


def test_simplified_names_only() -> None:
    assert divisions.full_name("810000") == "香港特别行政区"
