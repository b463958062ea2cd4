"""What happens in the demonstration, scene by scene."""

from __future__ import annotations

from typing import Final

REMARKS: Final[dict[str, str]] = {
    "scene.founded": "A data folder is made for {name}.",
    "scene.plan": "Headquarters takes in the plan: {added:row|rows}, {problems:problem|problems}.",
    "scene.list-refused": "The list {file} has {problems:problem|problems}; all are shown, nothing is written.",
    "scene.list-taken": "The sound rows of {file} go in: {added:person|people}; to be mended: {refused:row|rows}.",
    "scene.typed-in": "One of the refused rows is typed in after a call.",
    "scene.form": "The form {form} is added, in {languages:language|languages}.",
    "scene.form-refused": "The form {form} is refused by name ({fault}).",
    "scene.forms-of-others": "Of {offered:form|forms} of others, {added} went in.",
    "scene.pack": "{laptop} gets its pack: {people:person|people} of {counties:county|counties}. "
    "Its six words: {words}.",
    "scene.held": "{laptop} holds its sessions: {admitted:check-in|check-ins}, {walk-ins:walk-in|walk-ins}, "
    "{refused:refused scan|refused scans}, {surveys:survey|surveys}.",
    "scene.handed-over": "{laptop} hands over {operations:operation|operations} in {size:byte|bytes}.",
    "scene.damaged": "A damaged bundle is refused by name ({fault}).",
    "scene.imported": "Headquarters takes in the bundle of {laptop}: {new:new operation|new operations}.",
    "scene.linked": "Headquarters finds who was registered twice: {pairs:person|people}.",
    "scene.review": "For people to decide: {fields:field|fields} on which two laptops disagree, "
    "{doubles:pair|pairs} who may be one person.",
    "scene.received": "{laptop} learns that everything up to operation {sequence} is received; its next bundle has "
    "{next_size:byte|bytes}.",
}
"""Code of a scene → its sentence."""
