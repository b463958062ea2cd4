"""A form being filled in: the task that holds an interview in the lane and shows it by the form view."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from datetime import datetime
from functools import partial

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from tianye.domain.errors import TianyeError, UserFault, WorldFault
from tianye.services import interviews
from tianye.services.faces import Face
from tianye.services.interviews import Interview, Opened, Seen, TakenOut
from tianye.services.station import Done
from tianye.ui.formview.taking import Make, Refusal
from tianye.ui.formview.uploads import refusal_words
from tianye.ui.formview.view import FormView
from tianye.ui.messages.dates import ZONE
from tianye.ui.messages.notices import Notice
from tianye.ui.messages.people import dotted
from tianye.ui.pages.form_files import InterviewFiles, attach
from tianye.ui.pages.form_words import form_title, speeches_of
from tianye.ui.parts.buttons import Segmented
from tianye.ui.parts.labels import Label
from tianye.ui.parts.marks import PersonMark
from tianye.ui.parts.stage import Page, Stage

REMEMBERED = "survey/language"
PAGES = "survey/pages"
ABOUT_DRAFT = "survey.draft-kept"


class Interviewing(Page):
    """Asks a form, of a person (`face`), of nobody, or as a trial. Each answer goes to the lane in the order given."""

    is_form = True

    def __init__(self, stage: Stage, opened: Opened, face: Face | None = None) -> None:
        super().__init__(stage)
        self._interview: Interview = opened.interview
        self._opened = opened
        self._face = face
        self._sent: deque[str] = deque()
        self._has_draft = False
        self._is_over = False
        self._is_warned = False
        self._was_entered = self._is_left = False
        self._taken_ref = ""
        """Where what was taken out last stood, while it can be brought back."""
        self._seen_refs: tuple[str, ...] = ()
        self.is_trial = opened.interview.is_trial
        files = InterviewFiles(stage.runner, self._interview)
        # how many questions a page has: as somebody here chose last, before that as the form wants it
        pages = str(stage.memory.value(PAGES, ""))
        is_single = pages == "one" if pages else opened.is_single
        self.view = FormView(lambda: datetime.now(ZONE), files, is_trial=self.is_trial, is_single=is_single)
        self.view.set_remark(self._remark)
        if opened.is_correction:
            self.view.ending.ask_reason(_reason_words)
        self.title, self.line = Label("title", wraps=True), Label("soft", wraps=True)
        self._speeches = speeches_of(opened.languages)
        self.language: Segmented | None = None
        if len(self._speeches) > 1:
            self.language = Segmented([speech.key for speech in self._speeches])
            self.language.stand_aside()
        self._lay_out()
        self.view.show_form(opened.seen.nodes, opened.seen.second, halves=opened.seen.halves)
        self._connect()

    def _lay_out(self) -> None:
        self.body.setContentsMargins(36, 20, 36, 16)
        self.body.setSpacing(12)
        head = QHBoxLayout()
        head.setSpacing(16)
        if self._face is not None:
            head.addWidget(PersonMark(self._face.mark, 52), 0, Qt.AlignmentFlag.AlignTop)
        texts = QVBoxLayout()
        texts.setSpacing(0)
        texts.addWidget(self.title)
        texts.addWidget(self.line)
        head.addLayout(texts, 1)
        if self.language is not None:
            head.addWidget(self.language, 0, Qt.AlignmentFlag.AlignTop)
        self.body.addLayout(head)
        self.body.addWidget(self.view, 1)

    def _connect(self) -> None:
        view = self.view
        view.answered.connect(self._answer)
        view.file_given.connect(self._attach)
        view.half_typed.connect(self._keep_half)
        view.more_wanted.connect(self._add)
        view.removal_wanted.connect(self._remove)
        view.finish_wanted.connect(self._finish)
        view.turned.connect(self._say_where)
        view.turned.connect(self._forget_warning)
        view.single_chosen.connect(lambda is_one: self.stage.memory.setValue(PAGES, "one" if is_one else "group"))
        view.turned.connect(self._say_what_is_seen)
        if self.language is not None:
            # before anybody chose: the language of the screens, where the form has it
            key = str(self.stage.memory.value(REMEMBERED, self.stage.language.code.partition("_")[0]))
            if key in {speech.key for speech in self._speeches}:
                self.language.choose(key)
            self.language.chosen.connect(self._speak)
            shortcut = QShortcut(QKeySequence(Qt.Key.Key_F9), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(self._next_language)

    # ---- words -----------------------------------------------------------------------------------------------------

    def retranslate(self) -> None:
        """Set the title and the words of the languages."""
        self._say_where()
        if self.language is not None:
            for speech in self._speeches:
                self.language.set_text(speech.key, speech.words)
            self.language.setToolTip(self.tr("F9"))

    def _say_where(self) -> None:
        name = form_title(self._opened.title)
        if self.is_trial:
            who = self.tr("Trying out: {form}").format(form=name)
            line = self.view.group_words()
        else:
            who = self._face.name if self._face is not None else self.tr("Without a name")
            about = self.tr("Correcting: {form}").format(form=name) if self._opened.is_correction else name
            line = dotted((about, self.view.group_words()))
        self.title.setText(who)
        self.line.setText(line)

    def _remark(self) -> str:
        if self.is_trial:
            return self.tr("This was a trial. Finishing only closes it.")
        if self._opened.is_correction:
            return self.tr("What was answered before is kept beside it, with your name, the day and the reason.")
        if self._opened.is_sealed:
            return self.tr(
                "These answers are sealed for headquarters when they are handed in. From then on this laptop can "
                "neither show nor change them, and cannot tell whose they are."
            )
        if self._face is None:
            return self.tr(
                "Answers without a name cannot be taken back or changed once they are handed in. They wait on this "
                "laptop until the session is closed and then go in mixed order, so that nobody can tell whose they are."
            )
        return self.tr("After handing in you can still undo it and change answers.")

    def help_page(self) -> str:
        """Return the page of the guide."""
        return "answering"

    def _say_what_is_seen(self) -> None:
        if not self._opened.has_trail:
            return
        refs = self.view.asked_here()
        if refs != self._seen_refs:
            self._seen_refs = refs
            self.stage.runner.do(partial(interviews.look_at, interview=self._interview, refs=refs))

    # ---- answers ---------------------------------------------------------------------------------------------------

    def _answer(self, ref: str, value: str) -> None:
        self._forget_taken(ref)
        if not value and self.view.takes_file(ref):
            self._sent.append(ref)
            self._take_out(ref, self._file_taken_out, self._not_answered)
            return
        self._has_draft = self._has_draft or not self.is_trial
        self._sent.append(ref)
        work = partial(interviews.answer, interview=self._interview, ref=ref, value=value)
        self.stage.runner.do(work, self._answered, self._not_answered)

    def _answered(self, seen: Seen) -> None:
        self.view.show_form(seen.nodes, seen.second, settles=self._sent.popleft())

    def _keep_half(self, ref: str, text: str) -> None:
        self._has_draft = self._has_draft or not self.is_trial
        self.stage.runner.do(partial(interviews.keep_half, interview=self._interview, ref=ref, text=text))

    def _attach(self, ref: str, make: Make) -> None:
        self._forget_taken(ref)
        self._has_draft = self._has_draft or not self.is_trial
        self._sent.append(ref)
        work = partial(attach, interview=self._interview, ref=ref, make=make)
        self.stage.runner.do(work, self._attached, self._not_attached)

    def _attached(self, seen: Seen | Refusal) -> None:
        if isinstance(seen, Refusal):
            self._not_attached(seen)
        else:
            self._answered(seen)

    def _not_attached(self, refusal: Refusal | TianyeError) -> None:
        is_said = self.view.refuse_file(self._sent.popleft(), refusal)
        if isinstance(refusal, WorldFault):
            self.stage.tell(refusal)
        elif not is_said:
            # she went on meanwhile
            self.stage.notify(Notice("warn", partial(_not_taken_words, refusal)))

    def _not_answered(self, fault: TianyeError) -> None:
        ref = self._sent.popleft()
        if isinstance(fault, UserFault):
            self.view.refuse(ref, self.tr("This answer cannot be taken. What stood here before still stands."))
        else:
            self.stage.tell(fault)
            self.view.refuse(ref, self.tr("This answer could not be kept. Give it once more."))

    def _add(self, ref: str) -> None:
        self._change(partial(interviews.add_repeat, interview=self._interview, ref=ref))

    def _remove(self, ref: str) -> None:
        self.view.commit()
        self._take_out(ref, self._instance_taken_out)

    def _change(self, work: Callable[..., Seen]) -> None:
        self.view.commit()
        self._has_draft = self._has_draft or not self.is_trial
        self.stage.runner.do(work, self._changed)

    def _changed(self, seen: Seen) -> None:
        self.view.show_form(seen.nodes, seen.second, halves=seen.halves)
        if seen.added:
            self.view.open_at(seen.added)

    # ---- taken out, and brought back -------------------------------------------------------------------------------

    def _take_out(
        self,
        ref: str,
        then: Callable[[tuple[Seen, TakenOut | None]], None],
        failed: Callable[[TianyeError], None] | None = None,
    ) -> None:
        self._has_draft = self._has_draft or not self.is_trial
        self.stage.runner.do(partial(interviews.take_out, interview=self._interview, ref=ref), then, failed)

    def _file_taken_out(self, got: tuple[Seen, TakenOut | None]) -> None:
        self._answered(got[0])
        self._offer_back(got[1], _file_out_words)

    def _instance_taken_out(self, got: tuple[Seen, TakenOut | None]) -> None:
        self._changed(got[0])
        self._offer_back(got[1], _instance_out_words)

    def _offer_back(self, taken: TakenOut | None, words: Callable[[], str]) -> None:
        if taken is not None and not self._is_left:
            self._taken_ref = taken.ref
            work = partial(interviews.bring_back, interview=self._interview, taken=taken)
            self.stage.offer_undo(words, partial(self._bring_back, work), is_inside_form=True)

    def _bring_back(self, work: Callable[..., Seen]) -> None:
        self._taken_ref = ""
        self._change(work)

    def _forget_taken(self, ref: str = "") -> None:
        """Take the offer back: another answer stands there by now, or the form is left."""
        if self._taken_ref and ref in ("", self._taken_ref):
            self._taken_ref = ""
            self.stage.clear_undo()

    # ---- language --------------------------------------------------------------------------------------------------

    def _speech(self) -> tuple[str | None, str | None]:
        if self.language is None:
            return self._opened.language, None
        key = self.language.value
        speech = next(speech for speech in self._speeches if speech.key == key)
        return speech.first, speech.second

    def _speak(self, key: str) -> None:
        self.stage.memory.setValue(REMEMBERED, key)
        self._change_speech()

    def _change_speech(self) -> None:
        self.view.commit()
        work = partial(interviews.speak, interview=self._interview, languages=self._speech())
        self.stage.runner.do(work, self._changed)

    def _next_language(self) -> None:
        assert self.language is not None
        keys = [speech.key for speech in self._speeches]
        self.language.choose(keys[(keys.index(self.language.value) + 1) % len(keys)])

    # ---- coming and going ------------------------------------------------------------------------------------------

    def entered(self) -> None:
        """Go to where the form was left; again on screen, stay where it was."""
        self._is_left = False
        if self._was_entered:
            return
        self._was_entered = True
        self.stage.withdraw(ABOUT_DRAFT)
        is_answered = any(item.node.value for item in self.view.plan.questions)
        is_begun = (is_answered or bool(self._opened.seen.halves)) and not self.is_trial
        self._has_draft = is_begun and not self._opened.is_correction
        if self._has_draft:
            self.view.go_on()
        else:
            self.view.start()
        if self._speech() != (self._opened.language, None):
            self._change_speech()

    def may_leave(self) -> bool:
        """Close the overview first, and say of a trial that its answers go, before Esc leaves it."""
        if self.view.shown == "overview":
            self.view.toggle_overview()
            return False
        if self.is_trial and not self._is_warned and any(item.node.value for item in self.view.plan.questions):
            self._is_warned = True
            self.view.foot.warn_of_leaving(is_warned=True)
            return False
        return True

    def _forget_warning(self) -> None:
        if self._is_warned:
            self._is_warned = False
            self.view.foot.warn_of_leaving(is_warned=False)

    def left(self) -> None:
        """Keep what is being typed, and say that the draft stays."""
        self.view.commit()
        self._is_left = True
        self._forget_taken()
        if self._has_draft and not self._is_over:
            words = _correction_begun_words if self._opened.is_correction else _draft_words
            self.stage.notify(Notice("info", words, about=ABOUT_DRAFT))

    def _finish(self) -> None:
        if self.is_trial:
            self._is_over = True
            self.stage.back()
            return
        reason = self.view.ending.reason
        if self._opened.is_correction and not reason.editor.text().strip():
            reason.show_error(_no_reason_words)
            reason.editor.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        work = partial(interviews.finish, interview=self._interview, reason=reason.editor.text())
        self.stage.runner.do(work, self._finished)

    def _finished(self, done: Done) -> None:
        self._is_over = True
        if done.command is not None:
            name = self._face.name if self._face else ""
            offer_undo(self.stage, self._interview, done.command, name, is_correction=self._opened.is_correction)
        elif self._opened.is_sealed:
            self.stage.notify(Notice("info", _sealed_words, about=ABOUT_DRAFT))
        self.stage.back()


def offer_undo(stage: Stage, interview: Interview, command: bytes, name: str, *, is_correction: bool = False) -> None:
    """Offer the way back from a form just finished, or corrected: its answers go on as a draft."""

    def undo() -> None:
        stage.runner.do(partial(interviews.take_back, interview=interview, command=command), told)

    def told(_: Done) -> None:
        words = _correction_back_words if is_correction else _taken_back_words
        stage.notify(Notice("info", words, about=ABOUT_DRAFT))

    stage.offer_undo(lambda: _corrected_words(name) if is_correction else _finished_words(name), undo)


def _file_out_words() -> str:
    return QCoreApplication.translate("Interviewing", "The answer was taken out.")


def _instance_out_words() -> str:
    return QCoreApplication.translate("Interviewing", "Taken out, with the answers in it.")


def _finished_words(name: str) -> str:
    return QCoreApplication.translate("Interviewing", "{name}: handed in").format(name=name)


def _corrected_words(name: str) -> str:
    return QCoreApplication.translate("Interviewing", "{name}: answers corrected").format(name=name)


def _reason_words() -> tuple[str, str]:
    return (
        QCoreApplication.translate("Interviewing", "Why is it corrected?"),
        QCoreApplication.translate("Interviewing", "One sentence; headquarters reads it too."),
    )


def _no_reason_words() -> str:
    return QCoreApplication.translate("Interviewing", "Write in a sentence why.")


def _correction_begun_words() -> tuple[str, str]:
    return (
        QCoreApplication.translate("Interviewing", "The correction is kept as far as it went."),
        QCoreApplication.translate(
            "Interviewing",
            'Nothing is corrected yet. On her page choose the form and press "Correct the answers".',
        ),
    )


def _correction_back_words() -> tuple[str, str]:
    return (
        QCoreApplication.translate("Interviewing", "The answers are as they were before."),
        QCoreApplication.translate(
            "Interviewing", 'To go on with it: on her page choose the form and press "Correct the answers".'
        ),
    )


def _not_taken_words(refusal: Refusal | TianyeError) -> tuple[str, str]:
    return QCoreApplication.translate("Interviewing", "A file was not taken."), refusal_words(refusal)


def _draft_words() -> tuple[str, str]:
    return (
        QCoreApplication.translate("Interviewing", "The answers so far are kept."),
        QCoreApplication.translate("Interviewing", 'Go on at any time: the form is under "Begun".'),
    )


def _sealed_words() -> tuple[str, str]:
    return (
        QCoreApplication.translate("Interviewing", "Handed in and sealed for headquarters."),
        QCoreApplication.translate("Interviewing", "This laptop can neither show nor change these answers any more."),
    )


def _taken_back_words() -> tuple[str, str]:
    return (
        QCoreApplication.translate("Interviewing", "The form is open again."),
        QCoreApplication.translate("Interviewing", 'All its answers are there, under "Begun".'),
    )
