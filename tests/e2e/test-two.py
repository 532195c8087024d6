#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Two programs on one organisation, and the command line beside them, with each hand:
test-two.py GATEHOUSE GATEHOUSECTL PICTURES"""
import contextlib
import sys

from hands import find_ending, walk_twice
from window import Atspi, find_all, json, wait_for


def see_change(hand, window, arguments, text):
    """What the command line writes reaches both screens by itself: a row with @text; None: no row. That it takes less
    than a second is for a test that a busy computer cannot fail."""
    window.ctl(*arguments)
    for each, table in ((window, hand.table), (hand.other, hand.other_table)):
        def is_seen():
            rows = [row.get_name() for row in each.find_rows(table)]
            return any(text in row for row in rows) if text else not rows

        wait_for(' '.join(arguments), is_seen)


def open_two(hand, window, pictures):
    """A second start with the same database is a separate program."""
    hand.stack = contextlib.ExitStack()
    hand.name_here = f'two.{hand.name}'
    hand.other = hand.stack.enter_context(window.open_another('--database', window.path))
    wait_for('everybody', lambda: hand.other.has_text('users') and hand.other.rows())
    hand.other.raise_()
    hand.other_hand = type(hand)(hand.other)
    for each, who in ((hand.other_hand, hand.other), (hand, window)):
        who.raise_()
        each.go_to('Users')
        each.search('')
        wait_for('everybody', who.rows)
        each.search(hand.name_here)
        wait_for('nobody', lambda: who.has_text('0 of '))
    hand.table = window.find_table()
    hand.other_table = hand.other.find_table()


def see_new_user(hand, window, pictures):
    see_change(hand, window, ['user', 'add', '--username', hand.name_here], hand.name_here)


def see_status(hand, window, pictures):
    for status in ('disabled', 'active'):
        see_change(hand, window, ['user', 'set-status', '--username', hand.name_here, '--status', status],
                    status.title())


def see_group(hand, window, pictures):
    """A group's status reaches members at once."""
    member = ['--username', hand.name_here, '--group', 'Contractors 2025']
    see_change(hand, window, ['user', 'add-to-group', *member], 'Disabled')
    see_change(hand, window, ['group', 'edit', '--name', 'Contractors 2025', '--status', 'active'], 'Active')
    see_change(hand, window, ['undo'], 'Disabled')
    see_change(hand, window, ['user', 'remove-from-group', *member], 'Active')


def see_trash(hand, window, pictures):
    see_change(hand, window, ['user', 'trash', '--username', hand.name_here], None)
    see_change(hand, window, ['undo'], hand.name_here)


def read_field(window, label):
    node = find_ending(window.frame, 'text', label)
    return Atspi.Text.get_text(node, 0, Atspi.Text.get_character_count(node))


def get_user(window, username):
    return json.loads(window.ctl('users', 'list', '--format', 'json', '--query', f'username:={username}'))[0]


def save(hand, window):
    hand.press_button(window.frame, 'Save')
    window.wait_for_toast('Saved')


def edit_both(hand, window, here, there):
    """Both write a real name, and the other also an e-mail; @window saves first, and the other is told."""
    hand.other.raise_()
    hand.other_hand.fill(hand.other.frame, 'Real name', there)
    hand.other_hand.fill(hand.other.frame, 'E-mail', f'{there.lower()}@example.com')
    window.raise_()
    hand.fill(window.frame, 'Real name', here)
    save(hand, window)
    wait_for('the change', lambda: get_user(window, hand.name_here)['realname'] == here)
    wait_for('the news', lambda: next(find_all(hand.other.frame, 'label', lambda node:
                                               f'changed this to “{here}”' in (node.get_name() or '')), None))
    assert read_field(hand.other, 'Real name') == there
    hand.other.raise_()


def open_user_twice(hand, window, pictures):
    hand.open_user(hand.name_here)
    wait_for('the user', lambda: window.frame.get_name().startswith(hand.name_here))
    hand.other.raise_()
    hand.other_hand.open_user(hand.name_here)
    wait_for('the user', lambda: hand.other.frame.get_name().startswith(hand.name_here))


def take_over(hand, window, pictures):
    """The other's edit is taken over; other typed text is still there, and saved."""
    edit_both(hand, window, 'Alpha', 'Beta')
    hand.other.picture(pictures, f'two-conflict-{hand.name}')
    hand.other_hand.press_button(hand.other.frame, 'Take Over')
    wait_for('what the other wrote', lambda: read_field(hand.other, 'Real name') == 'Alpha')
    assert read_field(hand.other, 'E-mail') == 'beta@example.com'
    save(hand.other_hand, hand.other)
    wait_for('the change', lambda: get_user(window, hand.name_here)['email'] == 'beta@example.com')
    assert get_user(window, hand.name_here)['realname'] == 'Alpha'
    wait_for('the news', lambda: read_field(window, 'E-mail') == 'beta@example.com')


def keep(hand, window, pictures):
    """Saving overwrites the other's edit, and undoing that restores it."""
    edit_both(hand, window, 'Gamma', 'Delta')
    save(hand.other_hand, hand.other)
    wait_for('the change', lambda: get_user(window, hand.name_here)['realname'] == 'Delta')
    assert get_user(window, hand.name_here)['email'] == 'delta@example.com'
    wait_for('the news', lambda: read_field(window, 'Real name') == 'Delta')
    hand.other.picture(pictures, f'two-kept-{hand.name}')
    window.ctl('undo')
    wait_for('what was saved first', lambda: read_field(window, 'Real name') == 'Gamma')
    wait_for('what was saved first', lambda: read_field(hand.other, 'Real name') == 'Gamma')


def close_other(hand, window, pictures):
    hand.stack.close()
    hand.back()
    wait_for('the list', window.rows)


STEPS = [open_two, see_new_user, see_status, see_group, see_trash, open_user_twice, take_over, keep, close_other]

if __name__ == '__main__':
    sys.exit(walk_twice(STEPS, *sys.argv[1:]))
