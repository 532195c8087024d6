#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""A picture of everything that can be shown:  test-pictures.py GATEHOUSE GATEHOUSECTL PICTURES

Everything has to open, and any GTK warning fails. The rest is for people to look at. LOOK is one of large (text twice
the size), middle, narrow and least (800, 420 and 360 pixels wide), rtl (from right to left)."""
import os
import sqlite3
import subprocess
import sys
import time

from hands import says
from window import Atspi, click, get_box, list_rows, press, read, wait_for, walk_on, write

LOOK = os.environ.get('LOOK', '')
WIDTH = {'middle': 800, 'narrow': 420, 'least': 360}.get(LOOK)
SCROLL_LEFT = 6 # of the X11 mouse
BUTTONS = ('push button', 'toggle button', 'combo box', 'list item')


def set_up(pictures):
    """Nothing moves, and the look is @LOOK's."""
    folder = os.path.join(os.environ['XDG_CONFIG_HOME'], 'gtk-4.0')
    os.makedirs(folder, exist_ok=True)
    with open(os.path.join(folder, 'settings.ini'), 'w', encoding='utf-8') as file:
        file.write('[Settings]\ngtk-enable-animations=false\ngtk-cursor-blink=false\n')
    if LOOK == 'large':
        subprocess.run(['xprop', '-root', '-f', 'RESOURCE_MANAGER', '8s', '-set', 'RESOURCE_MANAGER', 'Xft.dpi:\t192\n'],
                       check=True)
    if LOOK == 'rtl':
        # GTK takes the direction from its own translation, and only if the program's language is English.
        places = os.path.join(os.environ['HOME'], 'locales')
        os.makedirs(places)
        subprocess.run(['localedef', '-i', 'en_GB', '-f', 'UTF-8', os.path.join(places, 'en_GB.UTF-8')], check=True)
        os.environ.update(LOCPATH=places, LC_ALL='en_GB.UTF-8', LANGUAGE='he')


# --- what to look at ---

def look():
    """The screen, once it is still."""
    before = None
    while (now := subprocess.run(['import', '-window', 'root', 'ppm:-'], capture_output=True, check=True).stdout) != before:
        before = now
    return now


def top(window):
    return window.dialog() or window.frame


def see(root):
    """Everything visible, except the rows of tables, of which there are too many."""
    for i in range(root.get_child_count()):
        child = root.get_child_at_index(i)
        if child is not None and child.get_state_set().contains(Atspi.StateType.VISIBLE):
            yield child
            if child.get_role_name() != 'table row':
                yield from see(child)


def tells(text):
    """Whether something has @text in it; after “=” it is the whole."""
    return lambda window: any(node.get_name() == text[1:] if text.startswith('=') else text in (node.get_name() or '')
                              for node in see(top(window)))


def is_inside(window, node):
    box, around = get_box(node), get_box(top(window))
    return (box.x >= 0 and box.x + box.width <= around.width and
            box.y >= 0 and box.y + box.height <= around.height)


def button(label, index=0):
    """Clicks the button with that label, or the one @index further with the same. Large text may have pushed it out of
    sight: what gets the keyboard is scrolled to."""
    def go(window):
        node = wait_for(label, lambda: next(iter([node for node in see(top(window)) if says(node, label) and
                                                  node.get_role_name() in BUTTONS][index:]), None))
        if LOOK == 'large' and not is_inside(window, node):
            # Not before what is rehearsed makes it sensitive.
            wait_for(f'the focus of {label}', node.get_component_iface().grab_focus)
            wait_for(f'{label} in sight', lambda: is_inside(window, node))
        click(node)
    return go


def category(name):
    def is_shown(window, node):
        if is_inside(window, node):
            return True
        click(next(other for other in see(node.get_parent()) if is_inside(window, other)), SCROLL_LEFT)
        return False

    def go(window):
        node = wait_for(name, lambda: next((node for node in see(window.frame) if
                                            (node.get_name() or '').startswith(name + ', ')), None))
        wait_for(f'{name} in sight', lambda: is_shown(window, node))
        click(node)
    return go


def row(index, mouse=1, x=None):
    return lambda window: click(wait_for('the row', lambda: window.find_rows()[index:] or None)[0], mouse, x)


def user(query):
    """The page of the first user that @query finds, by a link."""
    def go(window):
        window.username = window.list_users('--query', query)[0]
        press('ctrl+2', 'ctrl+f', 'ctrl+a')
        write(f'username:={window.username}')
        wait_for('the user', lambda: [f', {window.username}, ' in f', {name}' for name in window.rows()] == [True])
        press('Return', 'Home', 'Return')
        wait_for('the page', lambda: window.frame.get_name().startswith(window.username))
        wait_for('the focus', lambda: any(node.get_state_set().contains(Atspi.StateType.FOCUSED)
                                          for node in see(window.frame)))
        look()
    return go


def menu_of(name):
    """The context menu of the row of that name in the sidebar."""
    return lambda window: click(next(node for node in see(window.frame) if (node.get_name() or '').startswith(name) and
                                     node.get_role_name() == 'list item'), 3)


def focus_on(role):
    """Waits for the focus, so that keys do not reach what had it before."""
    return lambda window: wait_for(role, lambda: next((node for node in see(top(window)) if node.get_role_name() == role and
                                                       node.get_state_set().contains(Atspi.StateType.FOCUSED)), None))


def text(words):
    return lambda window: write(words)


def many(*ways):
    def go(window):
        for way in ways:
            if callable(way):
                way(window)
            elif way:
                press(*way.split())
    return go


def list_trash(window):
    """Something is in the Trash, and can have the focus."""
    press('ctrl+4')
    wait_for('the Trash', lambda: window.frame.get_name().startswith('Trash') and
             any(list_rows(table) for table in window.find_tables()))
    look()


def lock(window):
    """As the sign-in service does after too many failures."""
    username = window.list_users('--query', 'status:active -is:managed')[0]
    with sqlite3.connect(window.path) as users, sqlite3.connect(window.path + '-events') as events:
        number = users.execute('SELECT id FROM users WHERE username = ?', (username,)).fetchone()[0]
        events.execute("INSERT INTO lockouts (user_id, time, until, reason) VALUES (?, ?, NULL, '10 wrong passcodes')",
                       (number, int(time.time()) - 600))
    events.close()


def alter_head(window):
    """Somebody without the key changes the log's last signature, and another program writes on behind it."""
    with sqlite3.connect(window.path) as log:
        for table in ('log', 'head'):
            log.execute(f'UPDATE {table} SET signature = zeroblob (64) WHERE seq = (SELECT seq FROM head)')
    log.close()
    window.ctl('user', 'add', '--username', 'behind-the-change')


def get_details(window):
    return os.path.join(window.folder.name, 'details.txt')


def name_details(get_path):
    def go(window):
        wait_for('the file dialog', lambda: window.dialog() and window.dialog().get_name() == 'Save Details')
        press('ctrl+a')
        write(get_path(window))
        press('Return')
    return go


def has_details(window):
    wait_for('the details', lambda: os.path.exists(get_details(window)))
    with open(get_details(window), encoding='utf-8') as file:
        assert 'user.edit' in file.read()


def occupy(window):
    """Another program writes endlessly."""
    window.busy = sqlite3.connect(window.path, isolation_level=None)
    window.busy.execute('BEGIN IMMEDIATE')


def release(window):
    window.busy.execute('ROLLBACK')
    window.busy.close()


def choose_import(window):
    """A file with lines of each kind."""
    path = os.path.join(window.folder.name, 'joiners.csv')
    one, two = window.list_users('--query', '-is:managed')[:2]
    with open(path, 'w', encoding='utf-8') as file:
        file.write('username,realname\naa.first,First\naa.second,Second\n,Nobody\nbad name,Somebody\n')
        file.write(f'{one},Somebody Else\n{two},\n')
    press('ctrl+l')
    write(path)
    press('Return')


def leave_dialog(window):
    press('Escape')
    wait_for('the window', lambda: not window.dialog())


FIELDS = ['Status', 'Group', 'Phones', 'Hardware tokens', 'Last login', 'Created', 'E-mail', 'Directory', 'Bypass end',
          'Enrolment']
BACK = button('Back', -1)
# With little space, the main menu and the saved views are in a sidebar shown on request.
IS_FOLDED = LOOK in ('narrow', 'least', 'large')
SIDEBAR = 'F9' if IS_FOLDED or LOOK == 'middle' else ''
# The toolkit's own word in the language that gives the direction.
DETAILS = 'פרטים' if LOOK == 'rtl' else 'Details'
REPLACE = 'החלפה' if LOOK == 'rtl' else 'Replace'
# What is missing with little space.
NOT_NARROW = ('users-columns',)
NOT_FOLDED = ('users-view-menu', 'users-rename-view')

# Its name, the way there, what is then visible, the way back. A way is keys or a function of the window.
SCENES = [
    ('dashboard', 'ctrl+1', 'Needs attention', ''),
    ('primary-menu', many(SIDEBAR, 'F10'), 'About Gatehouse', many('Escape', SIDEBAR)),
    ('shortcuts', 'ctrl+question', 'Search this page', leave_dialog),
    ('preferences', 'ctrl+comma', 'Comfortable Rows', leave_dialog),
    ('about', many(SIDEBAR, 'F10', 'Up', 'Return'), DETAILS, many(leave_dialog, SIDEBAR)),
    ('new-organisation', many(SIDEBAR, 'F10', 'Down', 'Return'), 'What is the organisation called?',
     many(leave_dialog, SIDEBAR)),
    ('users', 'ctrl+2', '300 users', ''),
    ('users-cursor', 'Home Down', '300 users', ''),
    ('users-add-menu', button('Add New…'), 'Import from CSV…', 'Escape'),
    ('users-columns', button('Columns'), 'Aliases', 'Escape'),
    ('users-select-menu', button('Select'), 'Rows on Screen', 'Escape'),
    ('users-report', 'ctrl+e', 'Save Report…', 'Escape'),
    ('users-filter', 'ctrl+shift+f', 'Hardware tokens', ''),
    *((f'users-filter-{field.lower().replace(" ", "-")}', button(field), 'Not', BACK) for field in FIELDS),
    ('users-filtered', many(button('Phones'), button('Add Filter', -1)), 'Filter: Phones is none', ''),
    ('users-save-view', 'ctrl+d', 'Name of the view', ''),
    ('users-saved-view', many('ctrl+a', text('No phone'), 'Return'), 'No phone', ''),
    ('users-view-menu', menu_of('No phone'), 'Copy Link', 'Escape'),
    ('users-rename-view', many(menu_of('No phone'), 'Return'), 'Name of the view', leave_dialog),
    ('users-searched', many('ctrl+f', 'ctrl+a', text('mar')), ' of 300', ''),
    ('users-unreadable', text(' login:'), 'needs a time', ''),
    ('users-nothing', many('ctrl+a', text('zzyzx')), 'No Users Match', ''),
    ('users-again', button('Clear'), '300 users', ''),
    ('users-context-menu', row(1, 3), 'Copy as Table', 'Escape'),
    ('users-selected', many(row(2), 'ctrl+a'), '300 selected', ''),
    ('users-actions', 'ctrl+m', 'Copy as Table', 'Escape'),
    ('change-status', 'ctrl+u', 'Signing in is denied', ''),
    ('change-status-bypass', 'Down space', 'Active again on', ''),
    ('change-status-calendar', button('Last day'), '=Sun', 'Escape'),
    ('change-status-no-end', many(button('Bypass ends'), focus_on('list item'), 'Down', 'Return'), 'Marked in lists', leave_dialog),
    ('add-to-group', 'ctrl+g', 'Contractors 2025', leave_dialog),
    ('send-to-trash', 'Delete', 'Send ', leave_dialog),
    ('users-none-selected', 'ctrl+shift+a', '300 users', ''),
    ('add-user', 'ctrl+n', 'Add User', ''),
    ('add-user-taken', lambda window: write(window.list_users()[0]), 'Taken', leave_dialog),

    ('user', user('phones:2 -is:managed'), 'History', ''),
    ('user-menu', button('More Actions'), 'Send to Trash…', 'Escape'),
    ('user-phones', 'alt+2', 'Phones', ''),
    ('user-history', 'alt+7', 'History', ''),
    ('user-edited', many('alt+1', 'F2', 'End', text('x')), 'Save', ''),
    ('user-unsaved', 'Escape', 'Save Changes?', leave_dialog),
    ('user-refused', many('F2', 'ctrl+a', lambda window: write(window.list_users()[0])), 'The name is taken', ''),
    ('user-discard', many('Escape', button('Discard')), '300 users', ''),
    ('user-locked', many(lock, user('status:locked')), 'Unlock', ''),
    ('user-managed', user('is:managed'), 'From directory', ''),
    ('user-no-end', user('is:noend'), 'the password alone is enough', ''),
    ('user-in-trash', many(list_trash, 'ctrl+f Escape Home Down Return'), 'Restore…', ''),
    ('restore-one', button('Restore…'), 'Restore 1 User', leave_dialog),
    ('delete-one', 'Delete', 'This cannot be undone.', leave_dialog),

    ('groups', 'ctrl+3', 'Contractors 2025', ''),
    ('groups-selected', 'ctrl+f Escape ctrl+a', '8 selected', ''),
    ('groups-actions', 'ctrl+m', 'Copy as Table', 'Escape'),
    ('delete-groups', 'Delete', 'Delete', leave_dialog),
    ('groups-report', button('Report'), 'Save Report…', 'Escape'),
    ('groups-nothing', many('ctrl+shift+a', 'ctrl+f', text('zzyzx')), 'No Groups Match', 'Escape'),
    ('add-group', button('Add Group…'), 'Signing in is denied', leave_dialog),
    ('edit-group', 'F2', 'Signing in is denied', leave_dialog),
    ('group', 'ctrl+f Escape Home Return', 'members', ''),
    ('group-menu', button('More Actions', 0), 'Delete Group…', 'Escape'),
    ('group-picker', button('Add Users…'), 'Search users', leave_dialog),
    ('group-selected', 'ctrl+f Escape ctrl+a', 'selected', ''),
    ('remove-from-group', many('ctrl+m', button('Remove from Group…', -1)), 'will be removed from the group', leave_dialog),

    ('trash', 'ctrl+4', 'Deleted within 2 days', ''),
    ('trash-selected', 'ctrl+f Escape ctrl+a', 'selected', ''),
    ('restore', many('ctrl+m', button('Restore…', -1)), 'Restore as Disabled', leave_dialog),
    ('delete-for-good', 'Delete', 'This cannot be undone.', leave_dialog),

    ('import-file', many('ctrl+2', button('Add New…'), 'Down Return'), 'Open', ''),
    ('import-refused', choose_import, 'Valid Lines', ''),
    *((f'import-{name.lower()}', category(name), 'Valid Lines', '') for name in ('New', 'Changed', 'Unchanged')),
    ('log', 'ctrl+5', 'Verify Now', ''),
    ('log-entry', 'Down Return', 'Proof', ''),
    ('log-filter', button('Add Filter'), 'Result', 'Escape'),
    ('log-report', button('Report'), 'Copy Link', 'Escape'),
    ('log-verified', button('Verify Now'), 'entries' if IS_FOLDED else 'Signatures verified', ''),
    ('log-nothing', many('ctrl+f', text('zzyzx')), 'No Entries Match', 'Escape'),
    ('log-unsigned', alter_head, 'An Owner Must Look at the Log', ''),
    ('log-accept-head', button('Accept…'), 'end of the log is taken as good',
     many(button('Accept'), lambda window: wait_for('the entry', lambda: not window.dialog() and tells(
         'Accept the End of the Log')(window)))),
    ('settings', 'ctrl+6', 'Keep users in the Trash', ''),
    ('user-edited-again', many(user('-is:managed status:disabled'), 'F2', 'End', text('x')), 'Save', ''),
    ('failure', many(occupy, 'ctrl+s'), 'Nothing Was Saved', ''),
    ('details-refused', many(button('Save Details…'), name_details(lambda window: window.path), button(REPLACE)),
     'The Details Were Not Saved', ''),
    ('details-saved', many(button('Save Details…'), name_details(get_details)), '', many(has_details, release)),
    ('lost', lambda window: os.rename(window.path, window.path + '-elsewhere'), 'The Organisation Cannot Be Reached',
     many(lambda window: os.rename(window.path + '-elsewhere', window.path), button('Try Again'),
          lambda window: wait_for('the page', lambda: tells('Save')(window)))),
    ('leave', many('ctrl+w'), 'Save Changes?', button('Discard')),
]
EMPTY = [
    ('empty-dashboard', 'ctrl+1', 'Needs attention', ''),
    ('empty-users', 'ctrl+2', 'No Users Yet', ''),
    ('empty-groups', 'ctrl+3', 'No Groups Yet', ''),
    ('empty-trash', 'ctrl+4', 'The Trash Is Empty', ''),
    ('empty-log', 'ctrl+5', 'Create Organisation', ''),
    ('empty-group', many(lambda window: window.ctl('group', 'add', '--name', 'Nobody'), 'ctrl+3',
                         lambda window: wait_for('the group', lambda: tells('Nobody')(window)), 'Return'), 'No Members Yet', ''),
]
FIRST = [
    ('first-start', '', 'Welcome to Gatehouse', ''),
    ('first-menu', button('New Organisation…'), 'What is the organisation called?', leave_dialog),
    ('first-open', button('Open Organisation…'), 'Open', leave_dialog),
]


def make_step(name, way, seen, back):
    def step(window, pictures):
        if WIDTH and not hasattr(window, 'is_narrow'):
            window.is_narrow = True
            subprocess.run(['xdotool', 'windowsize', read('xdotool', 'getactivewindow'), str(WIDTH), '800'], check=True)
        if (IS_FOLDED and name in NOT_NARROW) or (SIDEBAR and name in NOT_FOLDED):
            return
        many(way)(window)
        wait_for(seen, lambda: tells(seen)(window))
        shoot(pictures, name)
        many(back)(window)
    step.__name__ = name
    return step


def shoot(pictures, name):
    now = look()
    os.makedirs(pictures, exist_ok=True)
    subprocess.run(['convert', 'ppm:-', '-quality', '10',
                    os.path.join(pictures, name + os.environ.get('PICTURE_SUFFIX', '') + '.png')], input=now, check=True)


def main(gatehouse, ctl, pictures):
    set_up(pictures)
    ways = [(SCENES, 300), (EMPTY, 0), (FIRST, None)]
    print(f'1..{sum(len(scenes) + 1 for scenes, users in ways)}')
    first, failed = 1, 0
    for scenes, users in ways:
        failed |= walk_on(first, [make_step(*scene) for scene in scenes], users, gatehouse, ctl, pictures)
        first += len(scenes) + 1
    return failed


if __name__ == '__main__':
    sys.exit(main(*sys.argv[1:]))
