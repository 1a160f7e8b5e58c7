"""What can be asked of the chosen camera from the menu."""

from __future__ import annotations

from typing import TYPE_CHECKING

from camsetup.domain.errors import OutlineError
from camsetup.domain.settings import Trigger
from camsetup.domain.verdict import Outcome
from camsetup.profiles.outlines import load_outline
from camsetup.ui.panels.connect import choose_recording
from camsetup.ui.panels.outline_choice import choose_outline_file

if TYPE_CHECKING:
    from PyQt6.QtWidgets import QWidget

    from camsetup.session.session import Session
    from camsetup.ui.choice import Choice
    from camsetup.ui.notices import Notices


class CameraCommands:
    """Asks for what a command needs, passes it to the session, and says so."""

    def __init__(
        self,
        session: Session,
        notices: Notices,
        choice: Choice,
        window: QWidget,
    ) -> None:
        self._session = session
        self._notices = notices
        self._choice = choice
        self._window = window

    def open_recording(self) -> None:
        """Show a recording in place of the camera."""
        path = choose_recording(self._window)
        if path:
            self._session.reopen(self._choice.camera, path)
            self._notices.show_notice(f"Opening {path}")

    def open_outline(self) -> None:
        """Use the outline of a file."""
        path = choose_outline_file(self._window)
        if not path:
            return
        role = self._session.state.camera(self._choice.camera).role
        try:
            outline = load_outline(path, size=role.size)
        except OutlineError as error:
            self._notices.show_notice(str(error), Outcome.FAIL)
            return
        self._session.use_outline(role.name, outline)
        self._notices.show_notice(f"Outline {outline.name} is used for {role.name}.")

    def make_outline(self) -> None:
        """Draw an outline from this rig's picture."""
        from camsetup.ui.outline_editor.editor import (  # noqa: PLC0415 - few need it
            edit_outline,
        )

        camera = self._session.state.camera(self._choice.camera)
        edit_outline(self._session, camera, self._window)

    def take_reference(self) -> None:
        """Keep the picture as it is now."""
        role = self._choice.camera
        if self._session.mean_picture(role) is None:
            text = f"There is no picture of the {role} camera yet."
            self._notices.show_notice(text, Outcome.WARNING)
            return
        self._session.take_reference(role)
        text = f"Reference taken: the {role} camera is now measured against this photo."
        self._notices.show_notice(text)

    def wave(self) -> None:
        """Find out by a wave which camera shall have the role; a page shows."""
        self._session.begin_wave(self._choice.camera)

    def apply_again(self) -> None:
        """Write the settings of the rig file to the camera."""
        role = self._choice.camera
        self._session.apply_profile(role)
        self._notices.show_notice(f"The rig file's settings go to the {role} camera.")

    def trigger_off(self) -> None:
        """Let the camera run by itself."""
        role = self._session.state.camera(self._choice.camera).role
        self._session.trigger_off(role.name)
        wanted = role.profile.trigger is Trigger.HARDWARE
        undone = "; “Apply again” undoes it" if wanted else ""
        text = f"The trigger of the {role.name} camera is off{undone}."
        self._notices.show_notice(text)

    def reset_counters(self) -> None:
        """Count frames from zero again."""
        role = self._choice.camera
        self._session.reset_counters(role)
        self._notices.show_notice(f"The counters of the {role} camera are at zero.")
