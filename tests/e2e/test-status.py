#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Changing the status of users, with each hand:  test-status.py GATEHOUSE GATEHOUSECTL PICTURES"""
import sys

from hands import walk_twice
from window import find_all, json, wait_for


def get_status(window, username):
    return json.loads(window.ctl('users', 'list', '--format', 'json', '--query', f'username:={username}'))[0]['status']


def change_one(hand, window, pictures):
    """The page of a user says the status and changes it."""
    hand.username = window.list_users('--query', 'status:active -is:managed')[0]
    hand.go_to('Users')
    hand.search('')
    hand.open_user(hand.username)
    wait_for('the status', lambda: window.has_text('Two-factor sign-in is required.'))
    hand.press_button(window.frame, 'Change Status…')
    dialog = wait_for('the dialog', window.dialog)
    hand.choose(dialog, 'Disabled')
    wait_for('the plan', lambda: window.has_text('will be Disabled', dialog))
    window.picture(pictures, f'status-one-{hand.name}')
    hand.press_button(dialog, 'Change 1 User')
    wait_for('the change', lambda: get_status(window, hand.username) == 'disabled')
    wait_for('the status', lambda: window.has_text('Signing in is denied.'))
    wait_for('the window', lambda: not window.dialog())
    hand.back()


def change_several(hand, window, pictures):
    """Directory users cannot be Disabled by hand, and are skipped."""
    hand.some = window.list_users('--query', 'status:active -is:managed mar')[:2]
    managed = window.list_users('--query', 'status:active is:managed')[0]
    hand.go_to('Users')
    hand.search('mar')
    wait_for('who matches', lambda: window.shows(window.list_users('--query', 'mar')))
    hand.select(hand.some)
    hand.search(f'username:={managed}')
    wait_for('who matches', lambda: len(window.rows()) == 1)
    hand.select([managed])
    wait_for('three', lambda: window.has_text('3 selected'))
    hand.act_on_selection('Change Status…')
    dialog = wait_for('the dialog', window.dialog)
    hand.choose(dialog, 'Disabled')
    wait_for('the plan', lambda: window.has_text('will be Disabled', dialog))
    wait_for('who is skipped', lambda: next(find_all(dialog, 'list item', lambda node: 'directory' in node.get_name()), None))
    window.picture(pictures, f'status-several-{hand.name}')
    hand.press_button(dialog, 'Change 2 Users')
    window.wait_for_toast('Status of 2 users set to Disabled, 1 skipped')
    assert [get_status(window, name) for name in [*hand.some, managed]] == ['disabled', 'disabled', 'active']
    assert window.has_text('3 selected')
    hand.press_button(window.frame, 'Select None')


def bypass(hand, window, pictures):
    """Bypass ends on a day unless changed."""
    hand.search('mar')
    wait_for('who matches', lambda: window.shows(window.list_users('--query', 'mar')))
    hand.select(hand.some)
    hand.act_on_selection('Change Status…')
    dialog = wait_for('the dialog', window.dialog)
    hand.choose(dialog, 'Bypass')
    wait_for('the plan', lambda: window.has_text('will change to Bypass', dialog))
    wait_for('the end', lambda: window.has_text('Active again on', dialog))
    window.picture(pictures, f'status-bypass-{hand.name}')
    hand.press_button(dialog, 'Change 2 Users')
    wait_for('the change', lambda: [get_status(window, name) for name in hand.some] == ['bypass', 'bypass'])
    wait_for('the window', lambda: not window.dialog())
    assert not set(hand.some) & set(window.list_users('--query', 'is:noend'))
    hand.press_button(window.frame, 'Select None')


def add_to_group(hand, window, pictures):
    """A user who joins a group gets its status, and the user's page says which group."""
    username = window.list_users('--query', 'status:active -is:managed')[3]
    hand.search(f'username:={username}')
    wait_for('who matches', lambda: window.shows([username]))
    hand.select([username])
    hand.press_button(window.frame, 'Add to Group…')
    dialog = wait_for('the dialog', window.dialog)
    hand.choose_group(dialog, 'Contractors 2025')
    window.picture(pictures, f'status-group-{hand.name}')
    hand.press_button(dialog, 'Add 1 User')
    wait_for('the change', lambda: username in window.ctl('group', 'members', '--name', 'Contractors 2025'))
    wait_for('the window', lambda: not window.dialog())
    hand.press_button(window.frame, 'Select None')
    hand.open_user(username)
    wait_for('the source', lambda: window.has_text('Source: the group “Contractors 2025”.'))
    assert window.has_text('Signing in is denied.')
    window.picture(pictures, f'status-by-group-{hand.name}')
    hand.back()


def change_group(hand, window, pictures):
    """A group's new status applies to all its members, until it is undone."""
    members = window.list_users('--query', 'group:vpn')
    disabled = window.list_users('--query', 'group:vpn status:disabled')
    username = window.list_users('--query', 'group:vpn status:active')[0]
    hand.go_to('Groups')
    hand.open_group('VPN')
    wait_for('the group', lambda: window.frame.get_name().startswith('VPN '))
    wait_for('the members', lambda: window.has_text(f'{len(members)} members'))
    hand.choose_from(window.frame, 'Status for members', 'Disabled')
    dialog = wait_for('the dialog', window.dialog)
    wait_for('the warning', lambda: window.has_text(f'{len(members)} members come under this status', dialog))
    window.picture(pictures, f'status-change-group-{hand.name}')
    assert window.list_users('--query', 'group:vpn status:disabled') == disabled
    hand.press_button(dialog, 'Edit Group')
    wait_for('the change', lambda: window.list_users('--query', 'group:vpn status:disabled') == members)
    wait_for('the window', lambda: not window.dialog())
    window.picture(pictures, f'status-changed-group-{hand.name}')

    hand.go_to('Users')
    hand.search(f'username:={username}')
    wait_for('who matches', lambda: window.shows([username]))
    hand.open_user(username)
    wait_for('the source', lambda: window.has_text('Source: the group “VPN”.'))
    assert window.has_text('Signing in is denied.')
    window.picture(pictures, f'status-of-group-{hand.name}')
    hand.back()
    wait_for('the users', lambda: window.frame.get_name().startswith('Users'))
    hand.undo()
    wait_for('the undoing', lambda: window.list_users('--query', 'group:vpn status:disabled') == disabled)
    wait_for('the row', lambda: ', Active, ' in window.rows()[0])


STEPS = [change_one, change_several, bypass, add_to_group, change_group]

if __name__ == '__main__':
    sys.exit(walk_twice(STEPS, *sys.argv[1:]))
