#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Deleting and restoring users, with each hand:  test-deleting.py GATEHOUSE GATEHOUSECTL PICTURES"""
import sys

from hands import is_sensitive, walk_twice
from window import find_all, press, wait_for


def choose(window, *query):
    """The usernames of manually deletable users."""
    return window.list_users('--query', ' '.join(['status:active', '-is:managed', *query]))


def open_one(hand, window, pictures):
    """A click on a name shows the user."""
    hand.username = choose(window)[0]
    hand.go_to('Users')
    hand.search('')
    hand.open_user(hand.username)
    wait_for('the user', lambda: window.frame.get_name().startswith(hand.username + ' '))


def trash_one(hand, window, pictures):
    """Send to Trash… says what it will do; then the page says when the user is deleted for good."""
    hand.act_on_user('Send to Trash…')
    dialog = wait_for('the dialog', window.dialog)
    wait_for('the plan', lambda: window.has_text('will go to the Trash', dialog))
    window.picture(pictures, f'deleting-one-{hand.name}')
    hand.press_button(dialog, 'Send 1 to Trash')
    wait_for('the notice', lambda: window.has_text('Deleted for good on'))
    wait_for('the change', lambda: hand.username not in window.list_users())
    wait_for('the window', lambda: not window.dialog())
    window.picture(pictures, f'deleting-in-trash-{hand.name}')


def restore_one(hand, window, pictures):
    """A restored user is Disabled until somebody changes the status."""
    hand.press_button(window.frame, 'Restore…')
    dialog = wait_for('the dialog', window.dialog)
    wait_for('the plan', lambda: window.has_text('will be restored', dialog))
    window.picture(pictures, f'deleting-restore-{hand.name}')
    hand.press_button(dialog, 'Restore 1 User')
    wait_for('the change', lambda: hand.username in window.list_users('--query', 'status:disabled'))
    wait_for('the card', lambda: window.has_text('Signing in is denied.'))
    wait_for('the window', lambda: not window.dialog())


def cancel(hand, window, pictures):
    """Cancel leaves everything as it was."""
    hand.act_on_user('Send to Trash…')
    dialog = wait_for('the dialog', window.dialog)
    hand.press_button(dialog, 'Cancel')
    wait_for('the window', lambda: not window.dialog())
    assert hand.username in window.list_users()


def delete_one_for_good(hand, window, pictures):
    """Nothing happens before the number is typed, not even with Return; then the user is gone."""
    window.ctl('user', 'trash', '--username', hand.username)
    wait_for('the notice', lambda: window.has_text('Deleted for good on'))
    hand.press_button(window.frame, 'Permanently Delete…')
    dialog = wait_for('the dialog', window.dialog)
    wait_for('the warning', lambda: window.has_text('This cannot be undone.', dialog))
    button = wait_for('the action', lambda: next(find_all(dialog, 'push button', lambda node: 'Delete 1' in node.get_name()), None))
    assert not is_sensitive(button)
    hand.fill(dialog, 'Type 1 to confirm', '1')
    wait_for('the action to be possible', lambda: is_sensitive(button))
    press('Return')
    window.picture(pictures, f'deleting-for-good-{hand.name}')
    assert window.dialog()
    hand.press_button(dialog, 'Delete 1 User')
    wait_for('the page', lambda: window.has_text('No Such User'))
    hand.back()
    wait_for('the users', window.rows)
    assert hand.username not in window.list_users()


def trash_several(hand, window, pictures):
    """Directory users are skipped, and the dialog says so."""
    hand.some = choose(window, 'mar')[:2]
    managed = window.list_users('--query', 'is:managed')[0]
    hand.go_to('Users')
    hand.search('mar')
    wait_for('who matches', lambda: window.shows(window.list_users('--query', 'mar')))
    hand.select(hand.some)
    hand.search(f'username:={managed}')
    wait_for('who matches', lambda: len(window.rows()) == 1)
    hand.select([managed])
    wait_for('three', lambda: window.has_text('3 selected'))
    hand.act_on_selection('Send to Trash…')
    dialog = wait_for('the dialog', window.dialog)
    wait_for('who is skipped', lambda: next(find_all(dialog, 'list item', lambda node: 'directory' in node.get_name()), None))
    window.picture(pictures, f'deleting-several-{hand.name}')
    hand.press_button(dialog, 'Send 2 to Trash')
    window.wait_for_toast('2 users sent to the Trash, 1 skipped')
    wait_for('the window', lambda: not window.dialog())
    assert not set(hand.some) & set(window.list_users()) and managed in window.list_users()


def undo_several(hand, window, pictures):
    """They are restored as they were, and so is the selection."""
    wait_for('who is left', lambda: window.has_text('1 selected'))
    hand.undo()
    window.wait_for_toast('Undid Send to Trash')
    wait_for('the change', lambda: set(hand.some) < set(window.list_users('--query', 'status:active')))
    wait_for('the three', lambda: window.has_text('3 selected'))
    hand.press_button(window.frame, 'Select None')


def list_trash(window):
    return window.list_users('--query', 'status:trash', '--sort', 'sent:desc')


def find_trashed(window):
    """The rows of the Trash, which are read out with their deletion dates."""
    for table in find_all(window.frame, 'list', lambda node: node.get_name() == 'GtkColumnListView'):
        rows = [table.get_child_at_index(i) for i in range(table.get_child_count())]
        rows = [row for row in rows if row is not None and 'deleted for good: ' in (row.get_name() or '')]
        if rows:
            return rows
    return []


def find_action(dialog, label):
    return wait_for(label, lambda: next(find_all(dialog, 'push button', lambda node: label in node.get_name()), None))


def begin_trash(hand, window, pictures):
    """The first two on the Trash page are selected."""
    for username in hand.some:
        window.ctl('user', 'trash', '--username', username)
    hand.go_to('Trash')
    wait_for('the page', lambda: window.frame.get_name().startswith('Trash'))
    wait_for('the users', lambda: len(find_trashed(window)) == len(list_trash(window)))
    hand.select_first(lambda: find_trashed(window), 2)
    wait_for('two', lambda: window.has_text('2 selected'))


def restore_several(hand, window, pictures):
    """They come back Disabled."""
    begin_trash(hand, window, pictures)
    hand.press_button(window.frame, 'Restore…')
    dialog = wait_for('the dialog', window.dialog)
    wait_for('the plan', lambda: window.has_text('will be restored', dialog))
    window.picture(pictures, f'deleting-restore-several-{hand.name}')
    hand.press_button(dialog, 'Restore 2 Users')
    wait_for('the change', lambda: set(hand.some) < set(window.list_users('--query', 'status:disabled')))
    wait_for('the window', lambda: not window.dialog())
    assert not set(hand.some) & set(list_trash(window))


def delete_several_for_good(hand, window, pictures):
    """A wrong number is not enough, and Return never is."""
    begin_trash(hand, window, pictures)
    hand.press_button(window.frame, 'Permanently Delete…')
    dialog = wait_for('the dialog', window.dialog)
    wait_for('the warning', lambda: window.has_text('This cannot be undone.', dialog))
    button = find_action(dialog, 'Delete 2 Users')
    hand.fill(dialog, 'Type 2 to confirm', '1')
    assert not is_sensitive(button)
    hand.fill(dialog, 'Type 2 to confirm', '2')
    wait_for('the action to be possible', lambda: is_sensitive(button))
    press('Return')
    window.picture(pictures, f'deleting-several-for-good-{hand.name}')
    assert window.dialog() and set(hand.some) < set(list_trash(window))
    hand.press_button(dialog, 'Delete 2 Users')
    wait_for('the change', lambda: not set(hand.some) & set(list_trash(window)))
    wait_for('the window', lambda: not window.dialog())
    assert not set(hand.some) & set(window.list_users())


STEPS = [open_one, trash_one, restore_one, cancel, delete_one_for_good, trash_several, undo_several, restore_several,
         delete_several_for_good]

if __name__ == '__main__':
    sys.exit(walk_twice(STEPS, *sys.argv[1:]))
