#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""A person's way through the Trash, the groups and a group:  test-groups.py GATEHOUSE GATEHOUSECTL PICTURES"""
import json
import sys

from window import find_all, press, wait_for, walk, write


def read_groups(window):
    return {group['name']: group for group in json.loads(window.ctl('group', 'list', '--format', 'json'))}


def find_button(root, label):
    """By the end of its name: GTK 4.8 puts the mnemonic label before it."""
    return next(find_all(root, 'push button', lambda node: (node.get_name() or '').endswith(label)), None)


def find_label(root, part):
    return next(find_all(root, 'label', lambda node: part in (node.get_name() or '')), None)


def is_sensitive(node):
    return 'sensitive' in [state.value_nick for state in node.get_state_set().get_states()]


def press_button(root, label):
    """Presses the button with that label, once sensitive; @root returns where it is."""
    button = wait_for(f'the button {label}', lambda: root() and find_button(root(), label))
    wait_for(f'{label} to be possible', lambda: is_sensitive(button))
    button.do_action(0)


def find_row(window, text):
    """The first row in any table that is read out with @text."""
    for table in find_all(window.frame, 'list', lambda node: node.get_name() == 'GtkColumnListView'):
        for i in range(table.get_child_count()):
            row = table.get_child_at_index(i)
            if row is not None and text in (row.get_name() or ''):
                return row
    return None


def trash(window, pictures):
    """Says why and until when; Delete asks for the number, Restore… puts back."""
    there = window.list_users('--query', 'status:trash')
    press('ctrl+4')
    wait_for('the page', lambda: window.frame.get_name().startswith('Trash'))
    wait_for('the users', lambda: window.has_text(f'{len(there)} users') and find_row(window, 'deleted for good: '))
    window.picture(pictures, 'trash')
    press('Down', 'space')  # only a sync can restore the newest
    wait_for('the selection', lambda: find_button(window.frame, 'Restore…'))
    press('Delete')
    wait_for('the warning', lambda: window.dialog() and find_label(window.dialog(), 'This cannot be undone.'))
    window.picture(pictures, 'trash-delete')
    press('Escape')
    wait_for('no dialog', lambda: window.dialog() is None)
    press_button(lambda: window.frame, 'Restore…')
    press_button(window.dialog, 'Restore 1 User')
    wait_for('the change', lambda: len(window.list_users('--query', 'status:trash')) == len(there) - 1)
    wait_for('the count', lambda: window.has_text(f'{len(there) - 1} users'))


def empty_trash(window, pictures):
    """When nobody is left, the page says so."""
    press('ctrl+a')
    press('Delete')
    left = len(window.list_users('--query', 'status:trash'))

    def confirm():
        press('ctrl+a')
        write(str(left))
        return is_sensitive(find_button(window.dialog(), f'Delete {left} Users'))

    wait_for('the number', lambda: window.dialog() and find_button(window.dialog(), f'Delete {left} Users'))
    wait_for('the entry to have the keyboard', confirm)
    press_button(window.dialog, f'Delete {left} Users')
    wait_for('nobody', lambda: window.has_text('The Trash Is Empty'))
    window.picture(pictures, 'trash-empty')


def change_status_by_group(window, pictures):
    """The group is found by typing; its status reaches all members, Ctrl+Z reverts it."""
    members = window.list_users('--query', 'group:vpn')
    before = window.list_users('--query', 'group:vpn status:disabled')
    press('ctrl+3')
    wait_for('the groups', lambda: window.has_text(f'{len(read_groups(window))} groups') and find_row(window, 'VPN, Active'))
    window.picture(pictures, 'groups')
    press('ctrl+f')
    write('vpn')
    wait_for('the one', lambda: window.has_text(f'1 of {len(read_groups(window))} groups'))
    press('Return', 'F2')
    wait_for('the dialog', lambda: window.dialog())
    wait_for('the choices', lambda: find_label(window.dialog(), 'Signing in is denied'))
    press('Tab', 'Tab', 'Tab', 'Down', 'Down', 'space')
    window.picture(pictures, 'groups-edit')
    press_button(window.dialog, 'Edit Group')
    wait_for('the change', lambda: window.list_users('--query', 'group:vpn status:disabled') == members)
    wait_for('the row', lambda: find_row(window, 'VPN, Disabled'))
    press('ctrl+z')
    wait_for('the undoing', lambda: window.list_users('--query', 'group:vpn status:disabled') == before)
    wait_for('the row', lambda: find_row(window, 'VPN, Active'))


def rename(window, pictures):
    """Enter opens the group; its name is edited in place, and a taken one is refused there."""
    members = len(window.list_users('--query', 'group:vpn'))
    press('Return')
    wait_for('the members', lambda: window.has_text(f'{members} members'))
    window.picture(pictures, 'group')
    press('F2', 'ctrl+a')
    write('Library')
    press('Return')
    wait_for('the refusal', lambda: find_label(window.frame, 'Library'))
    assert 'VPN' in read_groups(window)
    press('F2', 'ctrl+a')
    write('Remote access')
    press('Return')
    wait_for('the change', lambda: 'Remote access' in read_groups(window))
    wait_for('the title', lambda: window.frame.get_name().startswith('Remote access'))
    wait_for('the members', lambda: window.has_text(f'{members} members'))


def add_and_remove(window, pictures):
    """The picker adds those not there yet; Remove from Group removes."""
    members = len(window.list_users('--query', 'group:"Remote access"'))
    press_button(lambda: window.frame, 'Add Users…')
    wait_for('the picker', lambda: window.dialog())
    write('an')
    press('Return', 'space', 'Down', 'space')
    window.picture(pictures, 'group-picker')
    press_button(window.dialog, 'Add 2 Users…')
    press_button(window.dialog, 'Add 2 Users')
    wait_for('the change', lambda: len(window.list_users('--query', 'group:"Remote access"')) == members + 2)
    wait_for('the members', lambda: window.has_text(f'{members + 2} members'))
    press('ctrl+f', 'Escape', 'space')  # in the table
    press_button(lambda: window.frame, 'Remove from Group…')
    wait_for('the rehearsal', lambda: window.dialog() and find_label(window.dialog(), 'will be removed from the group'))
    window.picture(pictures, 'group-remove')
    press_button(window.dialog, 'Remove 1 User')
    wait_for('the change', lambda: len(window.list_users('--query', 'group:"Remote access"')) == members + 1)
    wait_for('the members', lambda: window.has_text(f'{members + 1} members'))


STEPS = [trash, empty_trash, change_status_by_group, rename, add_and_remove]

if __name__ == '__main__':
    sys.exit(walk(STEPS, 300, *sys.argv[1:]))
