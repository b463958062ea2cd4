"""Headquarters' signature over an erasure says one thing about one subject, under one of its keys."""

from __future__ import annotations

from tianye.exchange import erasure_orders, keys, seal

SEED, SUBJECT = bytes(range(32)), b"ten bytes!"
PUBLIC = keys.public_key(SEED)


def test_what_it_signs_is_told_in_the_format() -> None:
    signature = erasure_orders.sign_order("person", SUBJECT, SEED)
    assert seal.is_signed(b"tianye/erasure/1", SUBJECT + b"person", signature, PUBLIC)


def test_it_holds_for_nothing_else() -> None:
    signature = erasure_orders.sign_order("person", SUBJECT, SEED)
    others = (keys.public_key(bytes(32)), PUBLIC)
    assert erasure_orders.is_order("person", SUBJECT, signature, others)
    assert not erasure_orders.is_order("response", SUBJECT, signature, others)
    assert not erasure_orders.is_order("person", b"another id", signature, others)
    assert not erasure_orders.is_order("person", SUBJECT, signature, others[:1])
    assert not erasure_orders.is_order("person", SUBJECT, b"", others)
    assert not erasure_orders.is_order("person", SUBJECT, signature[:-1], others)
