"""The window: a function of the session's snapshot, redrawn by one heartbeat."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from PyQt6.QtWidgets import (
    QAbstractButton,
    QMainWindow,
    QMessageBox,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from camsetup import __version__, paths
from camsetup.domain.verdict import Outcome
from camsetup.session.steps import Step, verdict
from camsetup.ui import heartbeat as pace
from camsetup.ui.actions import menu
from camsetup.ui.actions.camera_commands import CameraCommands
from camsetup.ui.actions.table import ACTIONS
from camsetup.ui.choice import Choice
from camsetup.ui.header import Header
from camsetup.ui.heartbeat import Heartbeat, WhenChanged
from camsetup.ui.look import theme as look
from camsetup.ui.look.theme import Theme
from camsetup.ui.notices import Notices
from camsetup.ui.pages.stack import Pages
from camsetup.ui.pages.step_list import steps_outcome
from camsetup.ui.pages.work_page import WorkPage
from camsetup.ui.picture.display import Layer
from camsetup.ui.picture.paint_log import PaintLog

if TYPE_CHECKING:
    from PyQt6.QtGui import QCloseEvent

    from camsetup.session.role_values import Bound
    from camsetup.session.session import Session
    from camsetup.session.state import CameraState
    from camsetup.ui.picture.picture_area import PictureArea


class MainWindow(QMainWindow):
    """Shows a session. Closing it closes the session.

    Parameters
    ----------
    step, camera
        Where to begin; the position of the first camera if not said.
    """

    def __init__(
        self,
        session: Session,
        *,
        theme: Theme = Theme.DARK,
        step: Step | None = None,
        camera: str | None = None,
    ) -> None:
        super().__init__()
        self.session = session
        self._theme = theme
        first = session.state.rig.cameras[0].name
        self.choice = Choice(step or Step.POSITION, camera or first, self)
        self.paint_log = PaintLog()
        self._menu = menu.MenuButton()
        self.header = Header(session.state, self._menu)
        self.page = WorkPage(session, self.paint_log)
        self.pages = Pages(self.page, ACTIONS, session)
        tiles = self.page.picture.tiles
        self.notices = Notices(tiles, lambda: tiles.main_picture)
        self.commands = CameraCommands(session, self.notices, self.choice, self)
        self._bound_feed: WhenChanged[Bound | None] = WhenChanged(self._say_bound)
        self.heartbeat = Heartbeat(self)
        self._lay_out()
        self._connect()
        self._wear(theme)
        self._on_camera_chosen(self.choice.camera)
        self._on_step_chosen(self.choice.step)
        self.heartbeat.start()

    @property
    def picture(self) -> PictureArea:
        """Return the pictures."""
        return self.page.picture

    def toggle_layer(self, layer: Layer) -> None:
        """Switch over what is laid over the pictures."""
        needed = layer in (Layer.GHOST, Layer.TWO_COLOUR)
        if needed and self._camera_state().reference is None:
            self.notices.show_notice(_NO_REFERENCE, Outcome.WARNING)
        else:
            self.picture.toggle(layer)

    def press_or_go_on(self) -> None:
        """Press the button that has the keyboard, or work on the next step."""
        button = self.focusWidget()
        if isinstance(button, QAbstractButton):
            button.click()
        else:
            self.choice.next_step()

    def notify(self, text: str) -> None:
        """Say for a few seconds what went wrong."""
        self.notices.show_notice(text, Outcome.FAIL)

    def toggle_theme(self) -> None:
        """Change between dark and light."""
        self._wear(Theme.LIGHT if self._theme is Theme.DARK else Theme.DARK)

    def show_about(self) -> None:
        """Say what this program is."""
        log = escape(str(paths.user_log()))
        QMessageBox.about(self, "About camsetup", _ABOUT.format(log=log))

    @override
    def closeEvent(self, event: QCloseEvent | None) -> None:
        """Stop the heart, then the session."""
        self.heartbeat.stop()
        self.session.close()
        super().closeEvent(event)

    def _lay_out(self) -> None:
        centre = QWidget()
        layout = QVBoxLayout(centre)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.header)
        layout.addWidget(self.pages, 1)
        self.setCentralWidget(centre)
        self.setWindowTitle(f"camsetup – {self.session.state.rig.title}")
        self.resize(*look.WINDOW_SIZE)
        self.page.setFocus()

    def _connect(self) -> None:
        menu.install(self, self, self._menu)
        steps = self.page.steps
        steps.step_chosen.connect(self.choice.choose_step)
        steps.camera_chosen.connect(self.choice.choose_camera)
        self.picture.tiles.rearranged.connect(self.notices.place)
        self.picture.tiles.chosen.connect(self.choice.choose_camera)
        self.choice.step_chosen.connect(self._on_step_chosen)
        self.choice.camera_chosen.connect(self._on_camera_chosen)
        self.pages.turned.connect(self._on_page_turned)
        self.heartbeat.every(0, self.picture.show_frames)
        self.heartbeat.every(pace.METRICS_S, self._show_metrics)
        self.heartbeat.every(pace.WORDS_S, self.show_words)
        self.heartbeat.every(pace.BLINK_S, self.picture.blink)
        self.heartbeat.every(pace.COUNTERS_S, self._show_rates)

    def _on_step_chosen(self, step: Step) -> None:
        if self.pages.waving:
            self.session.end_wave()
        self.page.show_step(step)
        self.page.steps.show_choice(step, self.choice.camera)
        self.picture.work_on(step)
        self._show_metrics()

    def _on_camera_chosen(self, camera: str) -> None:
        self.picture.tiles.show_main(camera)
        self.page.steps.show_choice(self.choice.step, camera)
        self._show_metrics()
        self.show_words()

    def _on_page_turned(self) -> None:
        self.header.setVisible(not self.pages.far)
        self._show_metrics()

    def _show_metrics(self) -> None:
        state, camera = self.session.state, self._camera_state()
        self.pages.show_wave(state)
        if self.pages.waving:
            return
        if self.pages.far:
            self.pages.arms_length.show_step(camera, self.choice.step)
        else:
            self.picture.show_state(state)
            self.page.show_camera(camera)

    def show_words(self) -> None:
        """Show what is read, not watched: verdict, steps, checks."""
        state = self.session.state
        self._bound_feed.offer(state.bound)
        self.header.show_verdict(verdict(state))
        self.page.steps.show_state(state, self.choice.camera)
        self.page.show_checks(self._camera_state())
        for camera in state.cameras:
            tile = self.picture.tile(camera.role.name)
            tile.show_outcome(steps_outcome(camera))

    def _say_bound(self, bound: Bound | None) -> None:
        """Say what came of a binding."""
        if bound is None:
            return
        if bound.problem is None:
            self.notices.show_notice(bound.message)
        else:
            problem = bound.problem
            text = f"{problem.message} {problem.remedy}".strip()
            self.notices.show_notice(text, Outcome.FAIL)

    def _show_rates(self) -> None:
        self.header.show_rates(self.session.state)

    def _camera_state(self) -> CameraState:
        return self.session.state.camera(self.choice.camera)

    def _wear(self, theme: Theme) -> None:
        self._theme = theme
        look.dress(self, theme)
        self._menu.recolour()


_NO_REFERENCE = "There is no reference photo yet: take one from the menu (Ctrl+R)."
_ABOUT = f"""<h3>camsetup {__version__}</h3>
<p>Sets up the cameras of a behaviour rig and checks them, live.</p>
<p>What it did and what went wrong is written down in<br>{{log}}</p>
<p>Free software under the GNU General Public License, version 3 or later.</p>
"""
