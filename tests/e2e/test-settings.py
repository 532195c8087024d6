#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What is set for the organisation, with the mouse:  test-settings.py GATEHOUSE GATEHOUSECTL PICTURES"""
import json
import os
import sys

from hands import Mouse, answer_file_dialog, find_ending
from window import click, press, wait_for, walk, write


def read(window, name):
    return next(row['value'] for row in json.loads(window.ctl('settings', 'list', '--format', 'json'))
                if row['name'] == name)


def set_number(hand, window, label, number):
    spin = wait_for(label, lambda: find_ending(window.frame, 'spin button', label))
    click(spin, x=20)
    press('ctrl+a')
    write(number)
    press('Return')


def open_page(hand, window, pictures):
    """The sidebar has the page."""
    wait_for('the pages', window.pages)
    hand.go_to('Settings')
    wait_for('the page', lambda: window.frame.get_name().startswith('Settings'))
    wait_for('the settings', lambda: window.has_text('Keep users in the Trash'))
    window.picture(pictures, f'settings-{hand.name}')


def change_number(hand, window, pictures):
    """A number applies on Enter, is said, and is undone."""
    set_number(hand, window, 'Keep users in the Trash', '12')
    wait_for('the change', lambda: read(window, 'pending_deletion_days') == 12)
    window.wait_for_toast('The Trash keeps users for 12 days')
    hand.undo()
    wait_for('the change undone', lambda: read(window, 'pending_deletion_days') == 7)


def refuse(hand, window, pictures):
    """A number out of range is refused with the range, and stays to be corrected."""
    set_number(hand, window, 'Permanently delete at most', '5000')
    wait_for('the range', lambda: window.has_text('1 to 1,000 users') or window.has_text('1 to 1000 users'))
    window.picture(pictures, f'settings-refused-{hand.name}')
    assert read(window, 'purge_limit') == 100
    set_number(hand, window, 'Permanently delete at most', '99')
    wait_for('the change', lambda: read(window, 'purge_limit') == 99)
    hand.undo()
    wait_for('the change undone', lambda: read(window, 'purge_limit') == 100)


def toggle(hand, window, pictures):
    """A switch applies at once."""
    hand.press_button(window.frame, 'E-mail domains need a dot', 'check box')
    wait_for('the change', lambda: read(window, 'email_needs_dot') is False)
    hand.undo()
    wait_for('the change undone', lambda: read(window, 'email_needs_dot') is True)


def rename(hand, window, pictures):
    """The name follows everywhere."""
    name = f'Halden of the {hand.name}'
    hand.fill(window.frame, 'Name', name)
    press('Return')
    wait_for('the change', lambda: read(window, 'name') == name)
    wait_for('the title', lambda: name in window.frame.get_name())


def back_up(hand, window, pictures):
    """A backup is a copy of both files."""
    hand.choose(window.frame, 'Backup')  # which scrolls the section into view
    hand.press_button(window.frame, 'Back Up…')
    path = os.path.join(window.folder.name, f'{hand.name}-backup.db')
    answer_file_dialog(window, path)
    wait_for('the backup', lambda: os.path.exists(path) and os.path.exists(path + '-events'))
    window.wait_for_toast(f'Backup “{os.path.basename(path)}” saved')


def with_mouse(step):
    def go(window, pictures):
        step(Mouse(window), window, pictures)
    go.__name__ = step.__name__
    return go


STEPS = [open_page, change_number, refuse, toggle, rename, back_up]

if __name__ == '__main__':
    sys.exit(walk([with_mouse(step) for step in STEPS], 300, *sys.argv[1:]))
