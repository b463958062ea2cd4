"""A submission read back: the same tree that an entry begins with."""

from __future__ import annotations

from tianye.forms.parse.document import read_xml, to_element
from tianye.forms.xpath import Element


def read_submission(xml: bytes) -> Element:
    """The root element of a submission; raises UserFault as every XML document from outside does."""
    return to_element(read_xml(xml))
