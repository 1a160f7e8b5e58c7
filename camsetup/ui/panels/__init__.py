"""The panels of the steps, the histogram, the checks and the practice rig."""

from camsetup.ui.panels.step_panel import StepPanel, step_panel

__all__ = ["StepPanel", "step_panel"]
