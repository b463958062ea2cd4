"""XForm XML to a form definition."""

from tianye.forms.parse.form import MediaReader, parse_form
from tianye.forms.parse.submission import read_submission

__all__ = ["MediaReader", "parse_form", "read_submission"]
