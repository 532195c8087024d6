#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""A person's way through the page of a user:  test-user.py GATEHOUSE GATEHOUSECTL PICTURES"""
import json
import sys

from window import click, find_all, press, wait_for, walk, write

NAME = 'zoe.new'


def read(window):
    """The user as on the command line; if in the Trash, only the username."""
    return (json.loads(window.ctl('users', 'list', '--format', 'json', '--query', NAME)) or [{'username': NAME}])[0]


def find_button(root, label):
    """By the end of its name: GTK 4.8 puts the mnemonic label before it."""
    return next(find_all(root, 'push button', lambda node: (node.get_name() or '').endswith(label)), None)


def find_label(root, part):
    return next(find_all(root, 'label', lambda node: part in (node.get_name() or '')), None)


def is_sensitive(node):
    return 'sensitive' in [state.value_nick for state in node.get_state_set().get_states()]


def press_in_dialog(window, label):
    """Presses the dialog's button with that label, once sensitive."""
    button = wait_for(f'the button {label}', lambda: window.dialog() and find_button(window.dialog(), label))
    wait_for(f'{label} to be possible', lambda: is_sensitive(button))
    button.do_action(0)


def add(window, pictures):
    """Ctrl+N asks for a name, says that one is taken, and opens the page of the new user, ready for the real name."""
    taken = window.list_users()[0]
    wait_for('the users', lambda: window.shows([taken]) or window.rows())
    press('ctrl+n')
    wait_for('the dialog', lambda: window.dialog())
    wait_for('the keyboard', lambda: any('focused' in [state.value_nick for state in node.get_state_set().get_states()]
                                         for node in find_all(window.dialog(), 'text')))
    write(taken.upper())
    wait_for('the refusal', lambda: find_label(window.dialog(), 'Taken'))
    window.picture(pictures, 'user-add-taken')
    press('ctrl+a')
    write(NAME)
    press_in_dialog(window, 'Add User')
    wait_for('the page', lambda: window.frame.get_name().startswith(NAME))
    wait_for('the page', lambda: window.has_text('Two-factor sign-in is required.'))
    window.picture(pictures, 'user-new')


def edit(window, pictures):
    """Text typed into the focused field is saved by Ctrl+S."""
    write('Zoe New')
    wait_for('Save', lambda: find_button(window.frame, 'Save'))
    window.picture(pictures, 'user-changed')
    press('ctrl+s')
    wait_for('the change', lambda: read(window).get('realname') == 'Zoe New')
    wait_for('Save to go', lambda: not find_button(window.frame, 'Save'))


def change_status(window, pictures):
    """Ctrl+U starts at the current one; arrows and Space choose, Ctrl+Z reverts."""
    press('alt+6', 'ctrl+u')  # in a text it would be the text's
    wait_for('the dialog', lambda: window.dialog())
    press('Down', 'Down', 'space')
    wait_for('the rehearsal', lambda: find_label(window.dialog(), 'will be Disabled'))
    window.picture(pictures, 'user-change-status')
    press_in_dialog(window, 'Change 1 User')
    wait_for('the change', lambda: read(window).get('status') == 'disabled')
    wait_for('the card', lambda: window.has_text('Signing in is denied.'))
    press('alt+6', 'ctrl+z')
    wait_for('the undoing', lambda: read(window).get('status') == 'active')
    wait_for('the card', lambda: window.has_text('Two-factor sign-in is required.'))


def other_program(window, pictures):
    """Command-line changes reach the page by themselves."""
    window.ctl('user', 'edit', '--username', NAME, '--add-alias', 'zed')
    wait_for('the alias', lambda: window.has_text('7 more are possible'))


def leave(window, pictures):
    """Leaving asks about unsaved changes, and Escape stays."""
    press('F2', 'End')
    write('x')
    press('Escape')
    wait_for('the question', lambda: window.dialog())
    window.picture(pictures, 'user-unsaved')
    press('Escape')
    wait_for('the question to go', lambda: not window.dialog())
    assert window.frame.get_name().startswith(NAME)
    press('BackSpace')
    wait_for('Save to go', lambda: not find_button(window.frame, 'Save'))


def trash(window, pictures):
    """Delete sends to the Trash, unless it means one of the user's things; the notice restores."""
    click(find_button(window.frame, 'Change Status…'))
    wait_for('the dialog', lambda: window.dialog())
    press('Escape')
    wait_for('the dialog to go', lambda: not window.dialog())
    press('Delete')
    press_in_dialog(window, 'Send 1 to Trash')
    wait_for('the notice', lambda: window.has_text('In the Trash'))
    wait_for('the dialog to go', lambda: not window.dialog())
    window.picture(pictures, 'user-in-trash')
    find_button(window.frame, 'Restore…').do_action(0)
    wait_for('the dialog', lambda: window.dialog())
    window.picture(pictures, 'user-restore')
    press_in_dialog(window, 'Restore 1 User')
    wait_for('the change', lambda: read(window).get('status') == 'disabled')
    wait_for('the dialog to go', lambda: not window.dialog())


def walk_the_list(window, pictures):
    """Escape returns to the list, and Alt+Down continues in it."""
    press('Escape')
    click(wait_for('the table', lambda: window.find_rows())[0])
    press('Return')
    first, second = window.list_users()[:2]
    wait_for('the first user', lambda: window.frame.get_name().startswith(f'{first} '))
    press('alt+Down')
    wait_for('the next user', lambda: window.frame.get_name().startswith(f'{second} '))
    press('alt+Up')
    wait_for('the user before', lambda: window.frame.get_name().startswith(f'{first} '))
    window.picture(pictures, 'user')


STEPS = [add, edit, change_status, other_program, leave, trash, walk_the_list]

if __name__ == '__main__':
    sys.exit(walk(STEPS, 300, *sys.argv[1:]))
