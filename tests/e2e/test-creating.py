#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Creating users, with each hand:  test-creating.py GATEHOUSE GATEHOUSECTL PICTURES"""
import sys

from hands import is_sensitive, walk_twice
from window import find_all, json, wait_for


def get_name(hand):
    return f'narroway.{hand.name}'


def find_add_button(dialog):
    return next(find_all(dialog, 'push button', lambda node: node.get_name().endswith('Add User')))


def begin(hand, window, pictures):
    """Add New… has User…"""
    hand.go_to('Dashboard')
    hand.add('User…')
    wait_for('the dialog', window.dialog)


def refuse_taken(hand, window, pictures):
    """A taken name is refused while it is typed, however it is written."""
    dialog = window.dialog()
    taken = window.list_users()[0]
    hand.fill(dialog, 'Username', taken.upper())
    wait_for('the refusal', lambda: window.has_text('Taken', dialog))
    assert not is_sensitive(find_add_button(dialog))
    window.picture(pictures, f'creating-taken-{hand.name}')


def create(hand, window, pictures):
    """The page of the new, Active user opens."""
    dialog = window.dialog()
    hand.fill(dialog, 'Username', get_name(hand))
    hand.press_button(dialog, 'Add User')
    wait_for('the page', lambda: window.frame.get_name().startswith(get_name(hand)))
    assert window.list_users('--query', f'status:active username:={get_name(hand)}') == [get_name(hand)]
    wait_for('the status', lambda: window.has_text('Two-factor sign-in is required.'))


def fill_in(hand, window, pictures):
    """Name and e-mail are filled in and saved."""
    hand.fill(window.frame, 'Real name', 'Nora Arroway')
    hand.fill(window.frame, 'E-mail', 'narroway@example.com')
    window.picture(pictures, f'creating-filled-{hand.name}')
    hand.press_button(window.frame, 'Save')
    window.wait_for_toast('Saved')
    user = json.loads(window.ctl('users', 'list', '--format', 'json', '--query', get_name(hand)))[0]
    assert (user['realname'], user['email']) == ('Nora Arroway', 'narroway@example.com'), user


def add_to_group(hand, window, pictures):
    """The user is added to a group from the same page."""
    hand.press_button(window.frame, 'Groups')  # which scrolls them into view
    hand.press_button(window.frame, 'Add to Group…')
    dialog = wait_for('the dialog', window.dialog)
    hand.choose_group(dialog, 'VPN')
    window.picture(pictures, f'creating-group-{hand.name}')
    hand.press_button(dialog, 'Add 1 User')
    wait_for('the change', lambda: get_name(hand) in window.list_users('--query', 'group:vpn'))
    wait_for('the window', lambda: not window.dialog())


STEPS = [begin, refuse_taken, create, fill_in, add_to_group]

if __name__ == '__main__':
    sys.exit(walk_twice(STEPS, *sys.argv[1:]))
