"""Batches of inputs: sizes, order, and going on after a failure."""

import pytest

from flows.batches import InputReader
from transforms.articles.inputs import Input, Rejection


def inputs(count, size=10):
    return [Input("t", f"{number}.txt", bytes(size)) for number in range(count)]


def reader(found):
    return InputReader(None, lambda _: iter(found))


def locators(batch):
    return [found.locator for found in batch]


def test_a_batch_ends_at_its_number_of_inputs_and_nothing_is_lost():
    source = reader(inputs(7))
    batches = [source.next_batch(inputs=3) for _ in range(4)]
    assert [len(batch) for batch in batches] == [3, 3, 1, 0]
    assert [name for batch in batches for name in locators(batch)] == [f"{number}.txt" for number in range(7)]


def test_a_batch_ends_when_its_bytes_are_reached():
    source = reader(inputs(5, size=400))
    assert [len(source.next_batch(size=1000)) for _ in range(3)] == [3, 2, 0]


def test_what_could_not_be_read_is_part_of_the_batch():
    refused = Rejection("discover", "too-large", "", "t", "big.txt")
    assert reader([*inputs(1), refused]).next_batch() == [*inputs(1), refused]


def test_after_a_failure_the_next_batch_goes_on_where_it_broke_off():
    times = 0

    def flaky(_):
        nonlocal times
        times += 1
        for number, found in enumerate(inputs(6)):
            if number == 4 and times == 1:
                raise ConnectionResetError("gone")
            yield found

    source = InputReader(None, flaky)
    first = source.next_batch(inputs=3)
    with pytest.raises(ConnectionResetError):
        source.next_batch(inputs=3)
    second = source.next_batch(inputs=3)
    assert locators(first + second) == [f"{number}.txt" for number in range(6)]
    assert source.next_batch() == []
