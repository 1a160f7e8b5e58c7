"""The window.

Its rooms, each using only those after it: ``actions`` (keys and menu), ``pages`` (to
work on, and for arm's length), ``panels`` (one a step, histogram, checks, practice),
``outline_editor``, ``picture`` (frames and what lies over them), ``parts`` (labels,
digits, bars, plots), ``look`` (colours, type, icons).
"""
