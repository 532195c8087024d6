#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Where the Tab key leads on each page, in each dialog and popover:  test-reach.py GATEHOUSE GATEHOUSECTL PICTURES

Each stop has its own name, and what can be pressed is reached, with the Tab key or by arrows within its group."""
import os
import sys

from hands import Focus, Keyboard, find_ending, is_sensitive
from window import Atspi, find_all, find_popover, get_box, press, wait_for, walk, write

# GTK's name for nameless things.
NAMELESS = ('', 'Gtk', 'Adw', 'Gh')
MOST = 80
CONTROLS = ('push button', 'toggle button', 'check box', 'entry', 'text', 'combo box', 'spin button', 'menu item')
# Arrows move beside them; the window’s own buttons are the window manager’s.
IN_GROUPS = ('Minimize', 'Maximize', 'Close')


def is_named(node):
    name = node.get_name() or ''
    return name != '' and not (name.startswith(NAMELESS[1:]) and ' ' not in name)


def describe(node):
    return f'{node.get_role_name()} “{node.get_name()}”'


def walk_round(focus):
    """All Tab stops, once round and one further: a move may be reported late, as if the first key had led there and the
    next one had passed a stop."""
    stops = []
    for _ in range(MOST):
        node = focus.move('Tab') or focus.move('Tab')
        if node is None or node in stops[1:]:
            break
        if node not in stops:
            stops.append(node)
    return stops


def reach(window, what, root):
    """Goes round, reports each stop, and compares with what can be pressed."""
    focus = window.focus
    stops = walk_round(focus)
    print(f'# {what}: ' + ', '.join(describe(node) for node in stops), flush=True)
    assert len(stops) > 1, what
    names = {node.get_name() for node in stops}
    nameless = [describe(node) for node in stops if not is_named(node) or node.get_role() == Atspi.Role.UNKNOWN]
    assert not nameless, f'{what}: no name or role: {nameless}'
    # A group is one stop; arrows lead to the rest of it.
    groups = {node.get_parent() for node in stops if node.get_role_name() in ('push button', 'check box', 'list item', 'menu item')}
    missed = [describe(node) for role in CONTROLS for node in find_all(root, role)
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
    """What a stack or revealer hides has no size."""
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


def log_entry(window, pictures):
    window.focus.seek('Tab', 'the table', lambda node: node.get_role_name() == 'table row')
    press('Return')
    wait_for('the entry', lambda: find_ending(window.frame, 'push button', 'Undo…'))
    reach(window, 'Log entry', window.frame)
    press('Escape')


def group(window, pictures):
    window.hand.go_to('Groups')
    window.focus.seek('Tab', 'the table', lambda node: node.get_role_name() == 'table row')
    press('Return')
    wait_for('the group', lambda: window.has_text('members'))
    reach(window, 'Group', window.frame)


def import_file(window, pictures):
    """A file with one refused line."""
    path = os.path.join(window.folder.name, 'joiners.csv')
    with open(path, 'w', encoding='utf-8') as file:
        file.write('username,realname\naa.first,First\n,Nobody\n')
    window.hand.go_to('Users')
    window.hand.add('Import from CSV…')
    wait_for('the file dialog', window.dialog)
    press('ctrl+a')
    write(path)
    press('Return')
    wait_for('the plan', lambda: find_ending(window.frame, 'push button', 'Import 1 Valid Line'))
    reach(window, 'Import', window.frame)


def find_shell(node):
    """The popover that @node is in."""
    popover = find_popover(node) if node is not None else None
    if popover is None:
        return None
    width, height = popover[1].width, popover[1].height
    while node.get_component_iface() is None or (get_box(node).width, get_box(node).height) != (width, height):
        node = node.get_parent()
    return node


def popover(name, show, role, something, is_page=False):
    """What opens and starts with the focus inside; @something: its content; @is_page: it has other pages, hidden."""
    def go(window, pictures):
        show(window)
        shell = wait_for(name, lambda: find_shell(find_ending(window.frame, role, something)))
        node = find_ending(window.frame, role, something)
        reach(window, name, node.get_parent().get_parent() if is_page else shell)
        press('Escape')
        wait_for('the window', lambda: not find_ending(window.frame, role, something))
    go.__name__ = 'reach-' + name.lower().replace(' ', '-')
    return go


def keys(*names):
    return lambda window: press(*names)


def button(label):
    return lambda window: window.hand.press_button(window.frame, label)


def dialog(name, show, ready):
    def go(window, pictures):
        press(show) if isinstance(show, str) else show(window)
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


def choose_trashed(window, pictures):
    window.hand.go_to('Trash')
    window.focus.seek('Tab', 'the table', lambda node: node.get_role_name() == 'table row')
    press('ctrl+a')
    wait_for('the selection', lambda: window.has_text('selected'))


STEPS = [
    page('Dashboard'), page('Users'),
    popover('Main menu', keys('F10'), 'menu item', 'About Gatehouse'),
    popover('Add New', button('Add New…'), 'menu item', 'Import from CSV…'),
    popover('Filters', keys('ctrl+shift+f'), 'push button', 'Hardware tokens'),
    popover('Filter by status', keys('ctrl+shift+f', 'Return'), 'check box', 'Not', True),
    popover('Filter by phones', keys('ctrl+shift+f', 'Down', 'Down', 'Return'), 'check box', 'Not', True),
    popover('Columns', button('Columns'), 'check box', 'Aliases'),
    popover('Select', button('Select'), 'menu item', 'Rows on Screen'),
    popover('Report', keys('ctrl+e'), 'push button', 'Save Report…'),
    page('Groups'), group, page('Trash'), page('Administrator Log'), log_entry, user, import_file,
    dialog('Add User', 'ctrl+n', lambda shown: find_ending(shown, 'text', 'Username')), choose_row,
    dialog('Change Status', 'ctrl+u', lambda shown: find_ending(shown, 'list item', 'Bypass')),
    dialog('Add to Group', 'ctrl+g', lambda shown: find_ending(shown, 'list item', 'VPN')),
    dialog('Send to Trash', 'Delete', lambda shown: is_sensitive(find_ending(shown, 'push button', 'Send 1 to Trash'))),
    popover('Actions', keys('ctrl+m'), 'push button', 'Copy as Table'),
    dialog('Preferences', 'ctrl+comma', lambda shown: find_ending(shown, 'check box', 'Comfortable Rows')), choose_trashed,
    dialog('Permanently Delete', 'Delete', lambda shown: find_ending(shown, 'text', 'to confirm')),
    dialog('Restore', button('Restore…'), lambda shown: find_ending(shown, 'push button', 'Cancel')),
]

if __name__ == '__main__':
    sys.exit(walk(STEPS, 300, *sys.argv[1:]))
