"""What happens in the demonstration, scene by scene."""

from __future__ import annotations

from typing import Final

REMARKS: Final[dict[str, str]] = {
    "scene.founded": "A data folder is made for {name}.",
    "scene.plan": "Headquarters takes in the plan: {added} rows, {problems} problems.",
    "scene.list-refused": "The list {file} has {problems} problems; all are shown, nothing is written.",
    "scene.list-taken": "The sound rows of {file} go in: {added} people; {refused} rows wait to be mended.",
    "scene.typed-in": "One of the refused rows is typed in after a call.",
    "scene.form": "The form {form} is added, in {languages} languages.",
    "scene.form-refused": "The form {form} is refused by name ({fault}).",
    "scene.forms-of-others": "{added} of {offered} forms of others are added.",
    "scene.pack": "{laptop} gets its pack: {people} people of {counties} counties. Its six words: {words}.",
    "scene.held": "{laptop} holds its sessions: {admitted} check-ins, {walk-ins} walk-ins, {refused} refused scans, "
    "{surveys} surveys.",
    "scene.handed-over": "{laptop} hands over {operations} operations in {size} bytes.",
    "scene.damaged": "A damaged bundle is refused by name ({fault}).",
    "scene.imported": "Headquarters takes in the bundle of {laptop}: {new} new operations.",
    "scene.linked": "Headquarters finds {pairs} people who were registered twice.",
    "scene.received": "{laptop} learns that everything up to operation {sequence} is received; its next bundle has "
    "{next_size} bytes.",
}
"""Code of a scene → its sentence."""
