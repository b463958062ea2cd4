"""Forms: bringing them in, answering them."""

from __future__ import annotations

from typing import Final

from tianye.cli.sentences.parts import UNCHANGED, Entry

_MEND_FORM = "Mend the form and check it again with: tianye form check."
_NOT_TAKEN = "The form was not taken in; the forms that are here are as they were."
_ANSWERS_STAY = "The other answers are as they were."

SENTENCES: Final[dict[str, Entry]] = {
    "form.unknown": (
        "No form of this name is here.",
        UNCHANGED,
        "Look it up with: tianye form list. If it is missing there, ask headquarters for a new pack.",
    ),
    "form.not-arrived": (
        "This form is named here, but its contents have not arrived yet.",
        UNCHANGED,
        "Ask headquarters for a new pack.",
    ),
    "forms.refused": (
        "The form holds what this program cannot do rightly; every place is listed.",
        _NOT_TAKEN,
        _MEND_FORM,
    ),
    "forms.not-an-xform": ("This is not a form.", _NOT_TAKEN, "Choose an XLSForm (.xlsx) or an XForm (.xml)."),
    "forms.not-xml": (
        "The form cannot be read as XML (line {line}, column {column}).",
        _NOT_TAKEN,
        _MEND_FORM,
    ),
    "forms.xml-too-deep": (
        "The form is nested more deeply than {limit} levels.",
        _NOT_TAKEN,
        _MEND_FORM,
    ),
    "forms.xml-too-large": (
        "The form has {size} bytes; at most {limit} are taken.",
        _NOT_TAKEN,
        "Move long lists of choices into a CSV file beside the form.",
    ),
    "forms.xml-too-full": (
        "The form has {size} tags; at most {limit} are taken.",
        _NOT_TAKEN,
        "Move long lists of choices into a CSV file beside the form.",
    ),
    "forms.media-too-large": (
        "The files beside the form have {size} bytes together; at most {limit} are taken.",
        _NOT_TAKEN,
        "Leave out what the form does not show, and make pictures smaller.",
    ),
    "forms.xml-with-doctype": (
        "The form begins with a DOCTYPE, which no form needs; it was not opened.",
        _NOT_TAKEN,
        "Take the form from its author, as a spreadsheet.",
    ),
    "forms.bad-value": (
        "The answer to {ref} is not of its type ({type}).",
        _ANSWERS_STAY,
        "Give an answer of that type.",
    ),
    "forms.not-a-choice": (
        "The answer to {ref} is none of its choices.",
        _ANSWERS_STAY,
        "Give the name of one of its choices.",
    ),
    "forms.not-relevant": (
        "{ref} is not asked, as the other answers stand.",
        _ANSWERS_STAY,
        "Leave it out, or answer first what it depends on.",
    ),
    "forms.not-settable": (
        "{ref} is not a question that can be answered.",
        _ANSWERS_STAY,
        "Leave it out.",
    ),
    "forms.readonly": ("{ref} is only shown, not answered.", _ANSWERS_STAY, "Leave it out."),
    "forms.fixed-repeat": (
        "How often {ref} is repeated follows from another answer.",
        _ANSWERS_STAY,
        "Change the answer it follows from.",
    ),
    "forms.unknown-ref": (
        "The form has no question {ref}.",
        _ANSWERS_STAY,
        "Check the path; tianye form check lists the questions.",
    ),
    "forms.unknown-language": (
        "The form has no language {language}.",
        _ANSWERS_STAY,
        "Choose one of its languages.",
    ),
    "forms.too-many-instances": (
        "{place} is repeated more often than the program allows.",
        _ANSWERS_STAY,
        "Check the answer that says how often.",
    ),
    "forms.too-many-steps": (
        "An expression of the form takes too long to work out ({place}).",
        _ANSWERS_STAY,
        "Tell headquarters: the form has to be made simpler there.",
    ),
    "forms.expression-failed": (
        "An expression of the form cannot be worked out ({place}).",
        _ANSWERS_STAY,
        "Tell headquarters: the form has to be mended.",
    ),
    "forms.draft-of-another-version": (
        "This draft was begun with another version of the form {form} ({version}).",
        "The draft is kept as it is.",
        "Ask headquarters for that version, or begin anew.",
    ),
    "forms.submission-of-another-form": (
        "These answers belong to another form.",
        "The answers are as they were.",
        "Choose the form they were given to.",
    ),
    "draft.unknown": (
        "There is no draft of this id here.",
        UNCHANGED,
        "Look it up with: tianye form drafts.",
    ),
    "response.incomplete": (
        "Some questions are still open or have answers that the form does not allow; they are listed.",
        "The draft is kept with everything that was answered.",
        "Answer what is missing, then finish it.",
    ),
    "response.design-unknown": (
        "There is no such way of asking before and after; there are {allowed}.",
        UNCHANGED,
        "Choose one of them.",
    ),
    "response.phase-unknown": (
        "There is no such phase; there are {allowed}.",
        UNCHANGED,
        "Choose one of them.",
    ),
    "answers.not-json": (
        "The answers are not JSON (line {line}).",
        UNCHANGED,
        'Write them as an object of path and answer, like {{"/data/name": "卓玛"}}.',
    ),
    "answers.not-an-object": (
        "The answers are not an object of path and answer.",
        UNCHANGED,
        'Write them like {{"/data/name": "卓玛"}}.',
    ),
    "answers.left-as-draft": (
        (
            "{refused:answer was|answers were} refused, and "
            "{missing:question is still open or breaks|questions are still open or break} a rule of the form."
        ),
        "It is kept as a draft with everything else.",
        "Mend the answers, then go on with: tianye form resume.",
    ),
    "forms.not-a-spreadsheet": (
        "This is not a spreadsheet, or it is damaged.",
        _NOT_TAKEN,
        "Choose an XLSForm: .xlsx, .xls, or .md.",
    ),
    "forms.spreadsheet-refused": (
        "The spreadsheet cannot be read as a form; every place is listed.",
        _NOT_TAKEN,
        _MEND_FORM,
    ),
    "forms.spreadsheet-suspicious": (
        "This spreadsheet is packed in a way that no spreadsheet program uses; it was not opened.",
        _NOT_TAKEN,
        "Ask whoever sent it where it comes from; save it anew as .xlsx before you try again.",
    ),
    "forms.spreadsheet-too-large": (
        "The spreadsheet is larger than the program takes in.",
        _NOT_TAKEN,
        "Delete empty rows and columns; move long lists of choices into a CSV file beside the form.",
    ),
    "form.not-usable": (
        "The form has {problems:place that keeps|places that keep} it from being used; all is listed.",
        UNCHANGED,
        "Mend them and check it again.",
    ),
    "form.version-changed": (
        "Version {version} of the form {form} is here already, and says something else.",
        _NOT_TAKEN,
        "Give the changed form a new version, then add it.",
    ),
}

REMARKS: Final[dict[str, str]] = {
    "forms.action-left-blank": "This stays blank: a laptop does not find its place or record by itself.",
    "forms.action-without-node": "This action sets a question that does not exist.",
    "forms.address-not-used": "The form names an address on the net. "
    "Nothing is sent there: answers go to headquarters in bundles.",
    "forms.argument-count": "A function has the wrong number of arguments.",
    "forms.axis-unsupported": "A path goes in a direction that the program does not follow.",
    "forms.bind-without-node": "A rule is given for a question that does not exist.",
    "forms.browser-reads-first": "A whole path inside its own repetition: forms in a browser take the first "
    "repetition, ODK Collect and this program the one at hand.",
    "forms.calculate-overwrites-answer": "The calculation will replace what somebody answers here.",
    "forms.calculation-missing": "This row is to be calculated, and nothing says how.",
    "forms.choice-given-twice": "Two choices of a list have the same name.",
    "forms.choice-incomplete": "A choice has no name, or says no list.",
    "forms.choice-label-shows-itself": "A label of a choice shows itself; it is left out there.",
    "forms.choice-labels-missing": "Choices have no words in one of the languages.",
    "forms.choice-never-offered": "No answer to the question before brings these choices up.",
    "forms.choice-not-in-list": "An expression asks for a choice that the question does not have.",
    "forms.circular-rules": "Rules depend on one another in a circle.",
    "forms.collect-acts-on-answers": "This question is calculated: ODK Collect does not act on it, this program "
    "does. It sets:",
    "forms.collect-drops-space": "Two answers stand side by side: ODK Collect drops the space between them.",
    "forms.collect-keeps-filtered": "When the question before changes, ODK Collect clears this choice and does not "
    "calculate anew what reads it; here both follow at once. Read by:",
    "forms.collect-keeps-surplus": "When an answer makes this count smaller, ODK Collect goes on showing and "
    "sending the repetitions beyond it; here they are hidden and come back.",
    "forms.collect-refuses-repeated": "A question that is asked several times is read here as one answer: ODK "
    "Collect stops with an error, here it is the first.",
    "forms.collect-sets-too-early": "The default reads a calculation: ODK Collect sets it before it calculates, so "
    "that it stays blank there.",
    "forms.collect-shortens-moment": "A date with a time is made a text: ODK Collect writes only the date, this "
    "program all of it.",
    "forms.collect-writes-truth": "The result is a yes or no: ODK Collect writes 1 and 0, this program true and false.",
    "forms.column-missing": "A table beside the form lacks a column that is read; in brackets stand those it has.",
    "forms.control-without-node": "A question has no place to keep its answer.",
    "forms.count-reads-own-instances": "How often this is repeated depends on what is inside it.",
    "forms.default-impossible": "The default is no answer to this question.",
    "forms.default-language-unknown": "The default language is none of the languages of the form.",
    "forms.end-without-begin": "A group or repeat ends here that did not begin, or another kind of it.",
    "forms.event-unknown": "This moment for an action is not known.",
    "forms.expression-too-deep": "An expression is nested too deeply.",
    "forms.expression-too-long": "An expression is too long.",
    "forms.external-select-as-text": "The choices of this question lie outside the form, in a list that is not there.",
    "forms.function-not-in-collect": "This function is not known to every program that may run the form.",
    "forms.function-unknown": "An expression uses a function that the program does not have.",
    "forms.group-not-closed": "A group or repeat begins here and never ends.",
    "forms.heading-unknown": "Nothing reads this column: its heading is not known.",
    "forms.if-without-otherwise": "A condition if() has no word for otherwise: it is blank then.",
    "forms.instance-unknown": "An expression looks into a list that the form does not have.",
    "forms.itemset-without-value": "A list of choices does not say which column is the value.",
    "forms.key-not-used": "The form wants its answers locked with a key of its own. "
    "Bundles are locked for headquarters; a folder for ODK is not.",
    "forms.label-missing": "This question has no words to read out.",
    "forms.label-missing-in-language": "Words are missing in one of the languages.",
    "forms.list-unknown": "This list of choices is not on the sheet choices.",
    "forms.media-missing": "A file that the form names does not lie beside it.",
    "forms.name-missing": "This question or group has no name.",
    "forms.name-not-allowed": "This name cannot be used.",
    "forms.no-survey": "The workbook has no questions: there is no sheet survey, or its first row has no headings.",
    "forms.node-given-twice": "Two questions have the same path.",
    "forms.not-a-date": "A date in an expression cannot be read.",
    "forms.not-a-node-set": "A function needs a path where it has a value.",
    "forms.not-a-repeat": "A function needs a repeat where it has something else.",
    "forms.parameters-wrong": "What stands in the column parameters cannot be used.",
    "forms.path-finds-nothing": "A path in an expression leads to no question.",
    "forms.path-unsupported": "A path is written in a way that the program does not follow.",
    "forms.preload-unknown": "This value that is filled in by itself is not known.",
    "forms.property-left-blank": "This stays blank: the laptop knows no telephone number and no e-mail address of the "
    "person who asks.",
    "forms.pyxform-error": "The spreadsheet cannot be turned into a form.",
    "forms.pyxform-warning": "The spreadsheet has something odd.",
    "forms.question-unknown": "A question is named here that the form does not have.",
    "forms.question-unreachable": "Nobody will ever see this question: its condition cannot come true.",
    "forms.range-not-a-number": "A range has a start, end or step that is no number.",
    "forms.reads-own-child": "A rule of a group depends on what is inside it.",
    "forms.reads-sibling-instances": "A rule in a repeat depends on the other repetitions.",
    "forms.regex-unsupported": "A pattern uses what the program does not search for, so that it always ends in time.",
    "forms.required-but-readonly": "This has to be answered and cannot be: nobody will ever finish.",
    "forms.rows-after-blank": "After this row come more than sixty blank ones, "
    "and rows below them, from row {detail} on, would not be read.",
    "forms.search-not-run": "The table of search() does not lie beside the form, or search() is written otherwise.",
    "forms.syntax": "An expression is written wrongly.",
    "forms.table-damaged": "A table beside the form is damaged, or is not what the ending of its name says.",
    "forms.table-not-in-letters": "A table beside the form is in neither of the two writings that are read, UTF-8 and "
    "GB 18030.",
    "forms.table-not-utf8": "A table beside the form is not in UTF-8. It was read as GB 18030; other programs "
    'would show wrong letters: save it as "CSV UTF-8".',
    "forms.table-too-long": "A table beside the form has more than 500,000 rows.",
    "forms.table-without-rows": "A table beside the form has no rows: nothing can be chosen or looked up.",
    "forms.too-many-questions": "The form has more questions than the program allows.",
    "forms.two-controls": "One answer is asked for twice.",
    "forms.type-unknown": "This type of question is not known.",
}
"""What is said of a place in a form, where the code is never a fault of its own."""
