# SPDX-License-Identifier: GPL-3.0-or-later
"""A window of Gatehouse on an organisation of its own, as a person with a screen reader, a keyboard and a mouse has it."""
import contextlib
import copy
import json
import os
import subprocess
import tempfile
import time
import traceback

# AT-SPI warns of things that are none of ours; for the window, warnings stay fatal.
DEBUG = os.environ.pop('G_DEBUG', 'fatal-warnings')

import gi  # noqa: E402

gi.require_version('Atspi', '2.0')
from gi.repository import Atspi, GLib  # noqa: E402

PATIENCE = int(os.environ.get('PATIENCE', 20))


def wait_for(what, find, seconds=PATIENCE):
    """What @find returns once it is neither None nor False; nothing is ever waited for by the clock."""
    end = time.monotonic() + seconds
    while True:
        try:
            found = find()
            if found not in (None, False):
                return found
        except GLib.Error:
            pass  # it has gone while it was looked at
        if time.monotonic() > end:
            raise AssertionError(f'{what} did not come within {seconds} seconds')
        time.sleep(0.05)


def find_all(root, role, test=lambda node: True):
    """All of @role, or of several, below @root, in the order of the screen. GTK 4.8 does not say which pages of a stack are shown, so
    what is looked for needs a text that only the shown page has."""
    if not root.get_state_set().contains(Atspi.StateType.VISIBLE):
        return
    for i in range(root.get_child_count()):
        child = root.get_child_at_index(i)
        if child is None:
            continue
        if child.get_role_name() in ((role,) if isinstance(role, str) else role) and test(child):
            yield child
        yield from find_all(child, role, test)


def find(root, role, name):
    return next(find_all(root, role, lambda node: node.get_name() == name), None)


def list_rows(table):
    """The rows that @table has at the moment."""
    rows = (table.get_child_at_index(i) for i in range(table.get_child_count()))
    return [row for row in rows if row is not None and row.get_name()]


def press(*keys):
    subprocess.run(['xdotool', 'key', '--clearmodifiers', *keys], check=True)


def write(text):
    subprocess.run(['xdotool', 'type', '--delay', '20', text], check=True)


def read(*command):
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout.strip()


def get_box(node):
    return node.get_component_iface().get_extents(Atspi.CoordType.WINDOW)


def find_popover(node):
    """The window of X of the popover that @node is in, and the box that GTK 4.8 says it has; None if it is in none."""
    active = read('xdotool', 'getactivewindow')
    sizes = {}
    for window in read('xdotool', 'search', '--onlyvisible', '--class', 'gatehouse').split():
        if window != active:
            shape = dict(line.split('=') for line in read('xdotool', 'getwindowgeometry', '--shell', window).splitlines())
            sizes[int(shape['WIDTH']), int(shape['HEIGHT'])] = window
    while sizes and node is not None:
        box = get_box(node) if node.get_component_iface() is not None else None
        if box is not None and (box.width, box.height) in sizes:
            return sizes[box.width, box.height], box
        node = node.get_parent()
    return None


def click(node, button=1, x=None):
    """A click of the mouse into @node: into its middle, or @x from its start."""
    box = get_box(node)
    popover = find_popover(node)
    if popover is not None:
        window, around = popover
        left, top = -around.x, -around.y
    else:
        # Boxes begin where the window does, the window of X where its shadow does.
        window = read('xdotool', 'getactivewindow')
        frame = read('xprop', '-id', window, '_GTK_FRAME_EXTENTS').partition('= ')[2].split(', ')
        left, top = (int(frame[0]), int(frame[2])) if len(frame) == 4 else (0, 0)
    subprocess.run(['xdotool', 'mousemove', '--window', window,
                    str(left + box.x + (box.width // 2 if x is None else x)), str(top + box.y + box.height // 2),
                    'click', str(button)], check=True)


class Window:
    """@gatehouse, @ctl: the programs; @users: how many made-up users there are; None for a first start, without any
    organisation."""

    def __init__(self, gatehouse, ctl, users):
        self.folder = tempfile.TemporaryDirectory(prefix='gatehouse-e2e-')
        self.path = os.path.join(self.folder.name, 'organisation.db')
        self.gatehouse_program = gatehouse
        self.ctl_program = ctl
        if users is not None:
            self.ctl('init', '--name', 'Halden University')
        if users:
            self.ctl('practice', '--users', str(users), '--seed', '7')
        self.start(*(['--database', self.path] if users is not None else []))

    def run(self, *arguments, **environment):
        return subprocess.Popen([self.gatehouse_program, *arguments], stderr=subprocess.PIPE, text=True,
                                env={**os.environ, 'G_DEBUG': DEBUG, **environment})

    def start(self, *arguments, **environment):
        self.program = self.run(*arguments, **environment)
        self.frame = wait_for('the window', self.find_frame)

    @contextlib.contextmanager
    def open_another(self, *arguments, **environment):
        """The window of one more program, while it is needed."""
        other = copy.copy(self)
        other.start(*arguments, **environment)
        try:
            yield other
        finally:
            other.raise_()
            other.quit()
            self.raise_()

    def raise_(self):
        """Gives the window the keyboard, over those of other programs."""
        window = next(window for window in read('xprop', '-root', '_NET_CLIENT_LIST').partition('# ')[2].split(', ')
                      if read('xprop', '-id', window, '_NET_WM_PID').endswith(f' {self.program.pid}'))
        subprocess.run(['xdotool', 'windowactivate', '--sync', window], check=True)

    def ctl(self, *arguments):
        done = subprocess.run([self.ctl_program, '--database', self.path, *arguments], capture_output=True, text=True)
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    def list_users(self, *arguments):
        """The usernames that the command line lists."""
        return [user['username'] for user in json.loads(self.ctl('users', 'list', '--format', 'json', *arguments))]

    def find_frame(self):
        desktop = Atspi.get_desktop(0)
        for i in range(desktop.get_child_count()):
            application = desktop.get_child_at_index(i)
            if application is None or application.get_process_id() != self.program.pid:
                continue
            for j in range(application.get_child_count()):
                frame = application.get_child_at_index(j)
                if frame is not None and frame.get_role_name() == 'frame':
                    return frame
        return None

    def dialog(self):
        """The dialog that is open, if there is one."""
        application = self.frame.get_application()
        for i in range(application.get_child_count()):
            window = application.get_child_at_index(i)
            if window is not None and window != self.frame:
                return window
        return None

    def find(self, role, name):
        return find(self.frame, role, name)

    def wait_for(self, role, name):
        return wait_for(f'{role} “{name}”', lambda: self.find(role, name))

    def has_text(self, text, root=None):
        # In one go: a toast is there for seconds only.
        return next(find_all(root or self.frame, ('label', 'status bar'), lambda node: text in (node.get_name() or '')),
                    None) is not None

    def pages(self):
        """The sidebar's rows."""
        pages = find(self.frame, 'list', 'Pages')
        return list(find_all(pages, 'list item')) if pages is not None else None

    def find_tables(self):
        return find_all(self.frame, 'list', lambda node: node.get_name() == 'GtkColumnListView')

    def find_table(self):
        return next(self.find_tables(), None)

    def find_rows(self, table=None):
        """The table's rows around what is on the screen."""
        table = table or self.find_table()
        return [row for row in list_rows(table) if 'last login' in row.get_name()] if table is not None else []

    def find_row(self, username):
        return wait_for(username, lambda: next((row for row in self.find_rows()
                                                if f', {username}, ' in f', {row.get_name()}'), None))

    def find_group(self, name):
        return wait_for(name, lambda: next((row for table in self.find_tables() for row in list_rows(table)
                                            if row.get_name().startswith(f'{name}, ') and ' member' in row.get_name()), None))

    def rows(self):
        return [row.get_name() for row in self.find_rows()]

    def count_selected(self):
        return sum(row.get_state_set().contains(Atspi.StateType.SELECTED) for row in self.find_rows())

    def shows(self, usernames):
        """Whether the table begins with just these users, in this order."""
        rows = [f', {name}, ' for name in self.rows()]
        return len(rows) >= min(len(usernames), 10) and len(rows) <= len(usernames) and all(
            f', {username}, ' in row for username, row in zip(usernames, rows))

    def lists(self, usernames):
        """Whether all rows of the table are just these users, in this order; for as many as GTK has rows for."""
        rows = [f', {name}, ' for name in self.rows()]
        return len(rows) == len(usernames) and all(f', {name}, ' in row for name, row in zip(usernames, rows))

    def picture(self, folder, name):
        os.makedirs(folder, exist_ok=True)
        file = os.path.join(folder, name + os.environ.get('PICTURE_SUFFIX', '') + '.png')
        subprocess.run(['import', '-window', 'root', file], check=True)

    def quit(self):
        """Closes the window as a person does; what the program complained of is a failure."""
        press('ctrl+q')
        try:
            _, complaints = self.program.communicate(timeout=PATIENCE)
        except subprocess.TimeoutExpired:
            self.program.kill()
            _, complaints = self.program.communicate()
            raise AssertionError('the window did not close: ' + complaints)
        assert self.program.returncode == 0, complaints
        assert 'WARNING' not in complaints and 'CRITICAL' not in complaints, complaints

    def close(self):
        try:
            self.quit()
        finally:
            self.folder.cleanup()


def walk(steps, users, gatehouse, ctl, pictures):
    """A person's way: each of @steps(window, pictures) is a test, and closing the window is the last."""
    print(f'1..{len(steps) + 1}')
    return walk_on(1, steps, users, gatehouse, ctl, pictures)


def walk_on(first, steps, users, gatehouse, ctl, pictures):
    """One of several ways, whose tests are counted from @first."""
    window = Window(gatehouse, ctl, users)
    failed = False
    for number, step in enumerate(steps, first):
        try:
            step(window, pictures)
            print(f'ok {number} {step.__name__}', flush=True)
        except Exception:
            failed = True
            print(f'not ok {number} {step.__name__}', flush=True)
            traceback.print_exc()
            window.picture(pictures, f'failed-{step.__name__}')
            press('Escape')
    try:
        window.close()
        print(f'ok {first + len(steps)} close')
    except AssertionError:
        failed = True
        print(f'not ok {first + len(steps)} close')
        traceback.print_exc()
    return 1 if failed else 0
