#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""A person's way through the page of users:  test-users.py GATEHOUSE GATEHOUSECTL PICTURES"""
import os
import sys

from window import Atspi, click, click_header, find, find_all, press, wait_for, walk, write


def begin(window, pictures):
    """The table lists what the command line lists, in order."""
    everybody = window.list_users()
    wait_for('the users', lambda: window.shows(everybody))
    wait_for('the number', lambda: window.has_text('300 users'))
    window.picture(pictures, 'users')


def search(window, pictures):
    """Typing searches with every key, in the order of the command line."""
    press('ctrl+f')
    write('mar')
    wanted = window.list_users('--query', 'mar')
    wait_for('who matches', lambda: window.shows(wanted))
    write(' phones:1')
    wanted = window.list_users('--query', 'mar phones:1')
    wait_for('who matches', lambda: window.shows(wanted))


def unreadable(window, pictures):
    """An unreadable term says why, and the list stays."""
    before = window.rows()
    press('BackSpace')
    wait_for('the reason', lambda: window.has_text('“phones” needs a number'))
    assert window.rows() == before
    window.picture(pictures, 'users-unreadable')
    press('Escape')
    wait_for('everybody', lambda: window.has_text('300 users'))


def point_at_nothing(window, pictures):
    """Delete means the user found only once the focus is on the row, and asks on Cancel: the next key is safe."""
    press('ctrl+f')
    write('mar')
    wait_for('who matches', lambda: window.shows(window.list_users('--query', 'mar')))
    trash = window.list_users('--query', 'status:trash')
    press('Tab', 'Delete', 'ctrl+u', 'ctrl+g', 'F2')  # on a category
    press('ctrl+f', 'Down')
    wait_for('the first row', lambda: window.find_rows()[0].get_state_set().contains(Atspi.StateType.FOCUSED))
    assert not window.dialog()
    press('Delete')
    wait_for('the dialog', lambda: window.dialog())
    cancel = wait_for('Cancel', lambda: next(find_all(window.dialog(), 'push button',
                                                      lambda node: (node.get_name() or '').endswith('Cancel')), None))
    wait_for('the focus on it', lambda: cancel.get_state_set().contains(Atspi.StateType.FOCUSED))
    press('Return')
    wait_for('the window', lambda: not window.dialog())
    assert window.list_users('--query', 'status:trash') == trash
    press('ctrl+f', 'Escape')
    wait_for('everybody', lambda: window.has_text('300 users'))


def filter_by_category(window, pictures):
    """A category is a button with its count."""
    wanted = window.list_users('--query', 'status:bypass')
    button = window.wait_for('push button', f'Bypass, {len(wanted)} users')
    button.do_action(0)
    wait_for('those in Bypass', lambda: window.shows(wanted))
    window.picture(pictures, 'users-bypass')


def sort(window, pictures):
    """A click on a header sorts, a second one reverses; never is the oldest."""
    for order in ('login', 'login:desc'):
        click_header(window, 'Last login')
        wanted = window.list_users('--query', 'status:bypass', '--sort', order)
        wait_for(f'the order {order}', lambda: window.shows(wanted))


def select(window, pictures):
    """Space selects the cursor row, and the bar says how many."""
    click(window.find_rows()[0])
    press('space')
    wait_for('one selected', lambda: window.has_text('1 selected') and window.count_selected() == 1)
    press('ctrl+a')
    n = len(window.list_users('--query', 'status:bypass'))
    wait_for('all selected', lambda: window.has_text(f'{n} selected'))
    window.picture(pictures, 'users-selected')
    press('ctrl+m')
    wait_for('the actions', lambda: next(find_all(window.frame, 'push button', lambda node: node.get_name() == 'Copy as Table'), None))
    window.picture(pictures, 'users-actions')
    press('Escape')
    press('ctrl+shift+a')
    wait_for('none selected', lambda: window.count_selected() == 0)


def trash_and_undo(window, pictures):
    """Delete rehearses, its button runs, and Ctrl+Z reverts: the command line sees both."""
    username = window.list_users('--query', 'status:bypass -is:managed', '--sort', 'login:desc')[0]
    click(next(row for row in window.find_rows() if f', {username}, ' in f', {row.get_name()}'))
    press('Delete')
    wait_for('the dialog', lambda: window.dialog())
    button = wait_for('the action', lambda: next(find_all(window.dialog(), 'push button',
                      lambda node: (node.get_name() or '').startswith('Send')), None))
    wait_for('the rehearsal', lambda: 'sensitive' in [s.value_nick for s in button.get_state_set().get_states()])
    window.picture(pictures, 'users-trash')
    button.do_action(0)
    wait_for('the change', lambda: username not in window.list_users('--query', 'status:bypass'))
    wait_for('the list', lambda: not any(f', {username}, ' in f', {row}' for row in window.rows()))
    press('ctrl+z')
    wait_for('the undoing', lambda: username in window.list_users('--query', 'status:bypass'))
    wait_for('the list', lambda: any(f', {username}, ' in f', {row}' for row in window.rows()))


def other_program(window, pictures):
    """Command-line changes reach the screen by themselves."""
    press('ctrl+f')
    write('zzyzx')
    wait_for('nobody', lambda: window.has_text('0 of 300 users'))
    window.picture(pictures, 'users-no-match')
    find(window.frame, 'push button', 'Search All Users').do_action(0)
    window.ctl('user', 'add', '--username', 'zzyzx')
    wait_for('the new user', lambda: any('zzyzx' in row for row in window.rows()))


def filter_by_chip(window, pictures):
    """Add Filter makes a chip, which Delete removes."""
    press('Escape')
    wait_for('everybody', lambda: window.has_text('301 users'))
    press('ctrl+shift+f')
    field = wait_for('the fields', lambda: window.find('push button', 'Phones'))
    field.do_action(0)
    # After the two parts of the button that opened the popover; GTK 4.8 puts the mnemonic before the name.
    add = wait_for('the button', lambda: ([node for node in find_all(window.frame, 'push button')
                                           if (node.get_name() or '').endswith('Add Filter')] + [None] * 3)[2])
    add.do_action(0)
    chip = wait_for('the chip', lambda: window.find('push button', 'Filter: Phones is none'))
    wanted = window.list_users('--query', 'phones:0', '--sort', 'login:desc')
    wait_for('those without', lambda: window.shows(wanted))
    window.picture(pictures, 'users-chip')
    find(chip, 'push button', 'Remove filter Phones is none').do_action(0)
    wait_for('everybody', lambda: window.has_text('301 users'))


def report(window, pictures):
    """The report of a view equals the command line's file."""
    window.find('push button', f"Not enrolled, {len(window.list_users('--query', '-is:enrolled'))} users").do_action(0)
    wanted = window.list_users('--query', '-is:enrolled', '--sort', 'login:desc')
    wait_for('those without a device', lambda: window.shows(wanted))
    press('ctrl+e')
    wait_for('the report', lambda: window.has_text(f'Report of {len(wanted)} users'))
    window.picture(pictures, 'users-report')
    press('Return')
    wait_for('the file dialog', lambda: window.dialog())
    written = os.path.join(window.folder.name, 'written.csv')
    exported = os.path.join(window.folder.name, 'exported.csv')
    press('ctrl+a')
    write(written)
    press('Return')
    wait_for('the file', lambda: os.path.exists(written))
    window.wait_for_toast(f'“written.csv” saved, {len(wanted)} rows')
    window.ctl('users', 'export', exported, '--query', '-is:enrolled', '--sort', 'login:desc')
    assert open(written, 'rb').read() == open(exported, 'rb').read()


def look_around(window, pictures):
    """Menus, the columns and the keys open and close; a GTK warning would end the program."""
    press('ctrl+question')
    wait_for('the keys', lambda: window.dialog() and window.has_text('Search this page', window.dialog()))
    window.picture(pictures, 'shortcuts')
    press('Escape')
    wait_for('the window', lambda: not window.dialog())
    # After a dialog is closed, asking for one finds another, hidden window, and once this ended the program.
    assert window.frame.get_application().get_child_at_index(1) == window.frame
    press('F10')
    wait_for('the menu', lambda: next(find_all(window.frame, 'menu item', lambda node: node.get_name() == 'About Gatehouse'), None))
    window.picture(pictures, 'main-menu')
    press('Escape')
    click(window.find('push button', 'Columns'))
    wait_for('the columns', lambda: find(window.frame, 'check box', 'Aliases'))
    # Each column has its check box, then its sort button; the first cannot be hidden.
    press(*['Tab'] * 13, 'space')
    wait_for('the column', lambda: len(list(find_all(window.frame, 'label', lambda node: node.get_name() == 'Aliases'))) == 2)
    window.picture(pictures, 'users-columns')
    press('Escape')
    click(window.find_rows()[1], 3)
    wait_for('the menu', lambda: find(window.frame, 'push button', 'Export…'))
    window.picture(pictures, 'users-context-menu')
    press('Escape')


STEPS = [begin, search, unreadable, point_at_nothing, filter_by_category, sort, select, trash_and_undo, other_program, filter_by_chip,
         report, look_around]


if __name__ == '__main__':
    sys.exit(walk(STEPS, 300, *sys.argv[1:]))
