#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What the Tab key leads to on each page and in each dialog:  test-reach.py GATEHOUSE GATEHOUSECTL PICTURES

Each stop has a name of its own, and what can be pressed is reached, with the Tab key or by arrows within its group."""
import sys

from hands import Focus, Keyboard, find_ending, is_sensitive
from window import Atspi, find_all, get_box, press, wait_for, walk

# What GTK calls whatever has no name.
NAMELESS = ('', 'Gtk', 'Adw', 'Gh')
MOST = 80
# Beside them one moves with the arrows; the window’s own buttons are the window manager’s.
IN_GROUPS = ('Minimize', 'Maximize', 'Close')


def is_named(node):
    name = node.get_name() or ''
    return name != '' and not (name.startswith(NAMELESS[1:]) and ' ' not in name)


def describe(node):
    return f'{node.get_role_name()} “{node.get_name()}”'


def walk_round(focus):
    """All stops of the Tab key, once round."""
    stops = []
    for _ in range(MOST):
        node = focus.move('Tab', 0.5) or focus.move('Tab', 0.5)
        if node is None or node in stops:
            break
        stops.append(node)
    return stops


def reach(window, what, root):
    """Goes round, says where it came, and compares with what there is to press."""
    focus = window.focus
    stops = walk_round(focus)
    print(f'# {what}: ' + ', '.join(describe(node) for node in stops), flush=True)
    assert len(stops) > 1, what
    names = {node.get_name() for node in stops}
    nameless = [describe(node) for node in stops if not is_named(node)]
    assert not nameless, f'{what}: no name: {nameless}'
    # A group is one stop; arrows lead to the rest of it.
    groups = {node.get_parent() for node in stops if node.get_role_name() in ('push button', 'check box', 'list item')}
    missed = [describe(node) for role in ('push button', 'entry', 'text', 'combo box') for node in find_all(root, role)
              if is_sensitive(node) and node.get_state_set().contains(Atspi.StateType.FOCUSABLE)
              and node.get_name() not in names and node.get_parent() not in groups and not is_within(node, stops)
              and node.get_name() not in IN_GROUPS and is_in_sight(node)]
    assert not missed, f'{what}: not reached: {missed}'


def is_within(node, stops):
    while (node := node.get_parent()) is not None:
        if node in stops:
            return True
    return False


def is_in_sight(node):
    """What a stack or a revealer hides has no place."""
    box = get_box(node)
    return box.width > 0 and box.height > 0


def page(name):
    def go(window, pictures):
        if not hasattr(window, 'focus'):
            window.focus = Focus(window)
            window.hand = Keyboard(window)
        window.hand.go_to(name)
        wait_for(name, lambda: window.frame.get_name().startswith(name))
        reach(window, name, window.frame)
    go.__name__ = 'reach-' + name.lower().replace(' ', '-')
    return go


def user(window, pictures):
    window.hand.go_to('Users')
    window.hand.open_user(window.list_users()[0])
    wait_for('the page', lambda: window.has_text('Status'))
    reach(window, 'User', window.frame)


def dialog(name, key, ready):
    def go(window, pictures):
        press(key)
        shown = wait_for(name, window.dialog)
        wait_for(name, lambda: ready(shown))
        reach(window, name, shown)
        press('Escape')
        wait_for('the window', lambda: not window.dialog())
    go.__name__ = 'reach-' + name.lower().replace(' ', '-')
    return go


def choose_row(window, pictures):
    window.hand.go_to('Users')
    window.hand.put_cursor(window.list_users('--query', '-is:managed')[0])


STEPS = [
    page('Dashboard'), page('Users'), page('Administrator Log'), user,
    dialog('Add User', 'ctrl+n', lambda shown: find_ending(shown, 'text', 'Username')), choose_row,
    dialog('Change Status', 'ctrl+u', lambda shown: find_ending(shown, 'list item', 'Bypass')),
    dialog('Add to Group', 'ctrl+g', lambda shown: find_ending(shown, 'list item', 'VPN')),
    dialog('Send to Trash', 'Delete', lambda shown: is_sensitive(find_ending(shown, 'push button', 'Send 1 to Trash'))),
]

if __name__ == '__main__':
    sys.exit(walk(STEPS, 300, *sys.argv[1:]))
