#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What is set for the organisation:  test-settings.py GATEHOUSE GATEHOUSECTL PICTURES"""
import json
import os
import sys

from hands import answer_file_dialog, find_ending, says, walk_twice
from window import click, find_all, press, wait_for, write


def read(window, name):
    return next(row['value'] for row in json.loads(window.ctl('settings', 'list', '--format', 'json'))
                if row['name'] == name)


def put_focus(hand, window, role, label):
    """Into a field that is no text by itself."""
    if hand.name == 'mouse':
        click(wait_for(label, lambda: find_ending(window.frame, role, label)), x=20)
    else:
        wait_for(label, lambda: find_ending(window.frame, role, label))
        hand.focus.seek('Tab', label, lambda node: node.get_role_name() in (role, 'text') and says(node, label), most=120)


def undo(hand):
    """Ctrl+Z in a field is the field's own."""
    if hand.name == 'keyboard':
        hand.focus.move('Tab')
    hand.undo()


def set_number(hand, window, label, number):
    put_focus(hand, window, 'spin button', label)
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
    undo(hand)
    wait_for('the change undone', lambda: read(window, 'pending_deletion_days') == 7)


def refuse(hand, window, pictures):
    """A number out of range is refused with the range, and stays to be corrected."""
    set_number(hand, window, 'Permanently delete at most', '5000')
    wait_for('the range', lambda: window.has_text('1 to 1,000 users') or window.has_text('1 to 1000 users'))
    window.picture(pictures, f'settings-refused-{hand.name}')
    assert read(window, 'purge_limit') == 100
    set_number(hand, window, 'Permanently delete at most', '99')
    wait_for('the change', lambda: read(window, 'purge_limit') == 99)
    undo(hand)
    wait_for('the change undone', lambda: read(window, 'purge_limit') == 100)


def stop_at_limit(hand, window, pictures):
    """The keys of a number, like its buttons, stop where its range ends; the mouse finds the button grey."""
    set_number(hand, window, 'Permanently delete at most', '999')
    wait_for('the change', lambda: read(window, 'purge_limit') == 999)
    press('Up', 'Up', 'Up', 'Return')
    wait_for('the limit', lambda: read(window, 'purge_limit') == 1000)
    assert not window.has_text('1 to 1,000 users') and not window.has_text('1 to 1000 users')
    undo(hand)
    undo(hand)
    wait_for('the changes undone', lambda: read(window, 'purge_limit') == 100)


def choose_zone(hand, window, pictures):
    """The time zone is found in a list by a place or a country."""
    def find_button():
        return next(find_all(window.frame, ('toggle button', 'push button'),
                             lambda node: (node.get_name() or '').startswith('Time zone, ')), None)

    button = wait_for('the time zone', find_button)
    before = read(window, 'timezone')
    if hand.name == 'mouse':
        click(button)
    else:
        hand.focus.seek('Tab', 'the time zone', lambda node: (node.get_name() or '').startswith('Time zone, '), most=120)
        press('space')
    wait_for('the search', lambda: find_ending(window.frame, 'entry', 'Search'))
    wait_for('the zones', lambda: find_ending(window.frame, 'list item', 'Africa/Abidjan') or
             find_ending(window.frame, 'list item', before))
    window.picture(pictures, f'settings-zones-{hand.name}')
    write('japan')
    found = wait_for('Tokyo', lambda: find_ending(window.frame, 'list item', 'Asia/Tokyo'))
    window.picture(pictures, f'settings-zones-found-{hand.name}')
    if hand.name == 'mouse':
        click(found)
    else:
        press('Return')
    wait_for('the change', lambda: read(window, 'timezone') == 'Asia/Tokyo')
    window.wait_for_toast('Days begin and end as in Asia/Tokyo')
    undo(hand)
    wait_for('the change undone', lambda: read(window, 'timezone') == before)


def toggle(hand, window, pictures):
    """A switch applies at once."""
    hand.press_button(window.frame, 'E-mail domains need a dot', 'check box')
    wait_for('the change', lambda: read(window, 'email_needs_dot') is False)
    undo(hand)
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
    if hand.name == 'mouse':
        hand.choose(window.frame, 'Backup')  # which scrolls the section into view, as the focus does
    hand.press_button(window.frame, 'Back Up…')
    path = os.path.join(window.folder.name, f'{hand.name}-backup.db')
    answer_file_dialog(window, path)
    wait_for('the backup', lambda: os.path.exists(path) and os.path.exists(path + '-events'))
    window.wait_for_toast(f'Backup “{os.path.basename(path)}” saved')


def restore(hand, window, pictures):
    """Restoring says what it would do, and puts back what was backed up."""
    before = read(window, 'name')
    window.ctl('settings', 'set', '--name', 'name', '--value', f'After the backup of the {hand.name}')
    wait_for('the title', lambda: 'After the backup' in window.frame.get_name())
    hand.press_button(window.frame, 'Restore…')
    answer_file_dialog(window, os.path.join(window.folder.name, f'{hand.name}-backup.db'))
    wait_for('the question', lambda: find_ending(window.dialog(), 'label', 'Restore This Backup?'))
    window.picture(pictures, f'settings-restore-{hand.name}')
    hand.press_button(window.dialog, 'Restore')
    window.wait_for_toast('The backup was restored')
    wait_for('the name', lambda: read(window, 'name') == before)
    wait_for('the title', lambda: before in window.frame.get_name())
    hand.go_to('Users')
    wait_for('the users', window.rows)


STEPS = [open_page, change_number, refuse, stop_at_limit, choose_zone, toggle, rename, back_up, restore]

if __name__ == '__main__':
    sys.exit(walk_twice(STEPS, *sys.argv[1:]))
