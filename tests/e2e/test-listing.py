#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Listing users, with each hand:  test-listing.py GATEHOUSE GATEHOUSECTL PICTURES"""
import sys

from hands import find_ending, save_report, walk_twice
from window import find_all, os, press, wait_for


CATEGORIES = {'Not enrolled': '-is:enrolled', 'Inactive': 'is:inactive', 'Bypass': 'status:bypass'}


def count(hand, window, pictures):
    """The top shows how many there are, in all and of each kind."""
    hand.go_to('Users')
    for name, query in CATEGORIES.items():
        n = len(window.list_users('--query', query))
        wait_for(name, lambda: next(find_all(window.frame, 'push button',
                 lambda node: node.get_name().startswith(name) and f', {n} user' in node.get_name()), None))
    for header in ('Username', 'Real name', 'E-mail', 'Phones', 'Tokens', 'Status', 'Last login'):
        assert next(find_all(window.frame, 'label', lambda node: node.get_name() == header), None), header


def filter_by_each(hand, window, pictures):
    """Each of these numbers opens those it counts."""
    for name, query in CATEGORIES.items():
        wanted = window.list_users('--query', query)
        button = next(find_all(window.frame, 'push button', lambda node: node.get_name().startswith(name)))
        hand.choose_category(button.get_name())
        wait_for(name, lambda: window.shows(wanted))
        window.picture(pictures, f'listing-{name.split()[0].lower()}-{hand.name}')


def report(hand, window, pictures):
    """A report has what is seen, as CSV and as JSON: what the command line writes."""
    for kind in ('CSV', 'JSON'):
        path = save_report(hand, window, kind)
        exported = os.path.join(window.folder.name, f'exported.{kind.lower()}')
        window.ctl('users', 'export', exported, '--query', 'status:bypass')
        assert open(path, 'rb').read() == open(exported, 'rb').read(), kind


def copy_link(hand, window, pictures):
    """A link to the view can be copied."""
    hand.open_report()
    hand.press_button(window.frame, 'Copy Link to This View')
    window.wait_for_toast('Link copied')
    hand.search('')
    press('ctrl+v')
    wait_for('the link', lambda: window.has_text('Nobody in this view has “gatehouse:'))
    window.picture(pictures, f'listing-link-{hand.name}')
    press('Escape')


def open_user(hand, window, pictures):
    """A user’s page has all that the user has."""
    username = window.list_users('--query', 'status:bypass')[1]
    wait_for('the list', lambda: window.shows(window.list_users('--query', 'status:bypass')))
    hand.open_user(username)
    wait_for('the page', lambda: window.frame.get_name().startswith(username + ' '))
    for section in ('Phones', 'Tokens', 'Bypass Codes', 'Endpoints', 'Groups', 'History'):
        assert find_ending(window.frame, 'push button', section), section
    window.picture(pictures, f'listing-user-{hand.name}')
    hand.back()
    wait_for('the list', lambda: window.shows(window.list_users('--query', 'status:bypass')))


STEPS = [count, filter_by_each, report, copy_link, open_user]

if __name__ == '__main__':
    sys.exit(walk_twice(STEPS, *sys.argv[1:]))
