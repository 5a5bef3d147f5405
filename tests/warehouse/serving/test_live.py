"""The lake as it is at the moment, asked while the server ends."""

import pytest

from warehouse.query import Limits
from warehouse.serving.live import EndingError, Live


def test_a_question_whose_session_opens_while_the_server_ends_is_not_begun(small_lake):
    live = Live(small_lake, Limits())
    assert live.ask("SELECT 1 AS one").to_pylist() == [{"one": 1}]
    live.interrupt()
    with pytest.raises(EndingError, match="the server ends"):
        live.ask("SELECT count(*) FROM range(1000000000000) AS a WHERE a.range % 7 = 1")
