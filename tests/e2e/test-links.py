#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""One view in every form: on the screen, in reports, behind its link and on the command line; with each hand:
test-links.py GATEHOUSE GATEHOUSECTL PICTURES"""
import csv
import json
import os
import sys

from hands import find_ending, is_sensitive, save_report, says, walk_twice
from window import Atspi, find_all, press, read_complaints, wait_for, write

QUERY = 'mar phones:1'
SORT = 'realname:desc'


def list_wanted(window):
    wanted = window.list_users('--query', QUERY, '--sort', SORT)
    assert 10 < len(wanted) < 40 and wanted != window.list_users('--query', QUERY)
    return wanted


def read_search(window):
    entry = window.wait_for('entry', 'Search users')
    return Atspi.Text.get_text(entry, 0, Atspi.Text.get_character_count(entry))


def narrow(hand, window, pictures):
    """A term, a text and another column, descending, list what the command line lists, in order."""
    hand.go_to('Users')
    hand.search(QUERY)
    for header, order in (('E-mail', 'email'), ('Real name', 'realname'), ('Real name', 'realname:desc')):
        hand.sort(header)
        wait_for(order, lambda: window.lists(window.list_users('--query', QUERY, '--sort', order)))
    assert window.lists(list_wanted(window))
    window.picture(pictures, f'links-view-{hand.name}')


def save(hand, window, pictures):
    """Both reports have these users in this order."""
    with open(save_report(hand, window, 'CSV'), encoding='utf-8-sig', newline='') as file:
        assert [row['username'] for row in csv.DictReader(file)] == list_wanted(window)
    with open(save_report(hand, window, 'JSON'), encoding='utf-8') as file:
        assert [user['username'] for user in json.load(file)] == list_wanted(window)


def copy(hand, window, pictures):
    """Its link is copied; the view comes back with the text."""
    hand.open_report()
    hand.press_button(window.frame, 'Copy Link to This View')
    window.wait_for_toast('Link copied')
    hand.search('')
    press('ctrl+v')
    hand.link = wait_for('the link', lambda: read_search(window).startswith('gatehouse:') and read_search(window))
    hand.search(QUERY)
    wait_for('who matches', lambda: window.lists(list_wanted(window)))


def open_cold(hand, window, pictures):
    """A program started with the link opens that view, with the same search text."""
    with window.open_another('--database', window.path, hand.link) as other:
        wait_for('the view', lambda: other.lists(list_wanted(window)))
        assert read_search(other) == QUERY and not other.find('push button', 'Filter: Phones is 1')
        other.picture(pictures, f'links-cold-{hand.name}')


def hand_over(hand, window, pictures):
    """A window that is open shows a link, or refuses it if it cannot be read. What had a chip has one again."""
    home = os.path.join(window.folder.name, f'home-{hand.name}')
    os.makedirs(home)
    os.symlink(window.folder.name, os.path.join(home, 'gatehouse'))

    def follow(link):
        second = window.run(link, XDG_DATA_HOME=home)
        complaints = read_complaints(second)
        assert second.returncode == 0 and not complaints, complaints

    with window.open_another(XDG_DATA_HOME=home) as other:
        wait_for('everybody', lambda: other.has_text('300 users'))
        other.raise_()
        press('ctrl+1')
        wait_for('the page', lambda: other.frame.get_name().startswith('Dashboard'))
        follow(hand.link)
        wait_for('the page', lambda: other.frame.get_name().startswith('Users'))
        wait_for('the view', lambda: other.lists(list_wanted(window)))
        follow('gatehouse:///users?q=mar%20login:')
        other.wait_for_toast('That is no link to a view.')
        other.picture(pictures, f'links-refused-{hand.name}')
        assert other.lists(list_wanted(window))
        follow('gatehouse:///users?q=group:%22Contractors%202025%22%20-m%C3%BCller&sort=email')
        wanted = window.list_users('--query', 'group:"Contractors 2025" -müller', '--sort', 'email')
        assert wanted
        wait_for('the view', lambda: other.shows(wanted))
        follow(f'gatehouse:///users?q=phones:1%0Amar&sort={SORT}')
        wait_for('the view', lambda: other.lists(list_wanted(window)))
        assert other.find('push button', 'Filter: Phones is 1')
        other.raise_()
        assert read_search(other) == 'mar'


def mistype(hand, window, pictures):
    """While a term cannot be read, the last valid list stays, and cannot be acted on."""
    wanted = list_wanted(window)
    hand.select(wanted[:2])
    wait_for('two', lambda: window.has_text('2 selected'))
    hand.search(f'{QUERY} login')
    wait_for('nobody', lambda: window.has_text('0 of 300 users'))
    write(':')
    wait_for('the reason', lambda: window.has_text('“login” needs a time'))
    assert window.has_text('0 of 300 users') and not is_sensitive(find_ending(window.frame, 'push button', 'Send to Trash…'))
    hand.search(QUERY)
    wait_for('who matches', lambda: window.lists(wanted))
    press('BackSpace')
    wait_for('the reason', lambda: window.has_text('“phones” needs a number'))
    window.picture(pictures, f'links-mistyped-{hand.name}')
    assert window.lists(wanted), (window.rows(), wanted)
    for label in ('Change Status…', 'Add to Group…', 'Send to Trash…'):
        assert not is_sensitive(find_ending(window.frame, 'push button', label)), label
    for select in [node for node in find_all(window.frame, 'push button') if says(node, 'Select')]:
        # A menu button contains another button, which GTK 4.8 reports as pressable.
        assert not is_sensitive(select) or not is_sensitive(select.get_parent())
    assert not is_sensitive(window.find('check box', 'Select All in This View'))

    press('F6')
    for keys in ('ctrl+a', 'shift+ctrl+r', 'Delete', 'ctrl+u', 'ctrl+g', 'ctrl+c'):
        press(keys)
    assert not window.has_toast('rows copied')
    press('ctrl+m')
    wait_for('the reason', lambda: window.has_text('What is typed in the search cannot be read.'))
    for label in ('Change Status…', 'Export Selection…', 'Copy as Table', 'Send to Trash…'):
        assert not any(is_sensitive(node) for node in find_all(window.frame, 'push button')
                       if says(node, label)), label
    window.picture(pictures, f'links-mistyped-actions-{hand.name}')
    press('Escape')
    assert window.has_text('2 selected') and not window.dialog()


def mend(hand, window, pictures):
    """Once it is mended, everything continues from there."""
    hand.search(f'{QUERY} login:<400d')
    wanted = window.list_users('--query', f'{QUERY} login:<400d', '--sort', SORT)
    assert wanted != list_wanted(window)
    wait_for('who matches', lambda: window.lists(wanted))
    assert window.has_text('2 selected')
    wait_for('the button', lambda: is_sensitive(find_ending(window.frame, 'push button', 'Send to Trash…')))
    hand.search(QUERY)
    wait_for('who matches', lambda: window.lists(list_wanted(window)))
    assert window.count_selected() == 2
    press('Return', 'shift+ctrl+a')
    wait_for('none selected', lambda: window.count_selected() == 0)


STEPS = [narrow, save, copy, open_cold, hand_over, mistype, mend]

if __name__ == '__main__':
    sys.exit(walk_twice(STEPS, *sys.argv[1:]))
