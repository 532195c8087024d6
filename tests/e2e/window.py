# SPDX-License-Identifier: GPL-3.0-or-later
"""A Gatehouse window with its own organisation, as a person with a screen reader, a keyboard and a mouse has it."""
import contextlib
import copy
import json
import os
import re
import subprocess
import tempfile
import time
import traceback

# AT-SPI warns of things that are not ours. What the window complains of is a failure when it closes.
os.environ.pop('G_DEBUG', None)

import gi  # noqa: E402

gi.require_version('Atspi', '2.0')
from gi.repository import Atspi, GLib  # noqa: E402

# The one limit on all waiting, reached only if a window hangs; a busy computer is no failure.
PATIENCE = 120


# GTK's own complaint, about its file dialog: where X11 has not yet said where a window is, GTK finds no monitor for that
# window's tooltip (gdk_x11_surface_layout_popup() in 4.8 takes it that there is one).
NOT_OURS = re.compile(r"^\(gatehouse:\d+\): Gdk-CRITICAL \*\*: [\d:.]+: "
                      r"gdk_monitor_get_geometry: assertion 'GDK_IS_MONITOR \(monitor\)' failed$")

# Without this a window that does not answer within 0.8 seconds has gone.
Atspi.set_timeout(PATIENCE * 1000, PATIENCE * 1000)

# The programs whose windows are open: one that has gone is not waited for.
running = []


def read_complaints(program):
    """What @program said until it ended."""
    _, said = program.communicate(timeout=PATIENCE)
    return '\n'.join(line for line in said.splitlines() if line and not NOT_OURS.match(line))


def wait_for(what, find):
    """Returns what @find returns once that is something, and no empty list; nothing waits for a fixed time."""
    end = time.monotonic() + PATIENCE
    why = None
    while True:
        began = time.monotonic()
        try:
            found = find()
            if found not in (None, False, []):
                return found
        except (GLib.Error, LookupError, StopIteration, AttributeError) as error:
            why = error  # it went while being looked at, or its parent is not there yet
        if any(program.poll() is not None for program in running):
            raise AssertionError(f'{what} did not come: the window has gone') from why
        if time.monotonic() > end:
            raise AssertionError(f'{what} did not come within {PATIENCE} seconds') from why
        # Looking keeps the window busy, too, so it has as much time again for what is waited for.
        time.sleep(max(0.05, time.monotonic() - began))


# Roles without children.
LEAVES = ('label', 'image', 'scroll bar', 'separator')
TABLE = 'GtkColumnListView'


def find_all(root, role, test=lambda node: True):
    """All of @role, or of several, below @root, in screen order. GTK 4.8 does not say which pages of a stack are
    visible, so look for a text that only the visible page has.

    Rows of tables are skipped unless searched for: a row is read as a whole, and the content of two hundred rows is
    many times everything else. Each node costs a question to the window and its answer."""
    roles = (role,) if isinstance(role, str) else role
    for i in range(root.get_child_count()):
        child = root.get_child_at_index(i)
        if child is None:
            continue
        child_role = child.get_role_name()
        if child_role in roles and test(child):
            yield child
        if child_role not in LEAVES and ('table row' in roles or child_role != 'list' or child.get_name() != TABLE):
            yield from find_all(child, roles, test)


def find(root, role, name):
    return next(find_all(root, role, lambda node: node.get_name() == name), None)


def list_rows(table):
    """The current rows of @table."""
    rows = (table.get_child_at_index(i) for i in range(table.get_child_count()))
    return [row for row in rows if row is not None and row.get_name()]


def read(*command):
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout.strip()


def find_active():
    """The X window that has the keyboard; None while one comes or goes: the programs have as many as the window
    manager, and the topmost is the active one."""
    desktop = Atspi.get_desktop(0)
    programs = [desktop.get_child_at_index(i) for i in range(desktop.get_child_count())]
    active, shown = (re.findall('0x[0-9a-f]+', line) for line in
                     read('xprop', '-root', '_NET_ACTIVE_WINDOW', '_NET_CLIENT_LIST_STACKING').splitlines())
    is_whole = len(shown) == sum(program.get_child_count() for program in programs if program is not None)
    return active[0] if is_whole and shown and active == shown[-1:] else None


def press(*keys):
    wait_for('a window with the keyboard', find_active)
    subprocess.run(['xdotool', 'key', '--clearmodifiers', *keys], check=True)


def write(text):
    wait_for('a window with the keyboard', find_active)
    subprocess.run(['xdotool', 'type', '--delay', '20', text], check=True)


def get_box(node):
    return node.get_component_iface().get_extents(Atspi.CoordType.WINDOW)


def list_windows():
    """The X windows that are shown; None where one went while xdotool looked."""
    found = subprocess.run(['xdotool', 'search', '--onlyvisible', '--class', 'gatehouse'], capture_output=True, text=True,
                           check=False)
    return found.stdout.split() if found.returncode == 0 else None


def find_popover(node):
    """The X window of the popover that @node is in, and its box according to GTK 4.8; None if it is in none."""
    active = str(int(wait_for('the window', find_active), 16))
    sizes = {}
    for window in wait_for('the windows', list_windows):
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
    """Clicks into @node: in its middle, or @x from its start."""
    box = get_box(node)
    popover = find_popover(node)
    if popover is not None:
        window, around = popover
        left, top = -around.x, -around.y
    else:
        # Boxes begin where the window does, the X window where its shadow does.
        window = wait_for('the window', find_active)
        frame = read('xprop', '-id', window, '_GTK_FRAME_EXTENTS').partition('= ')[2].split(', ')
        left, top = (int(frame[0]), int(frame[2])) if len(frame) == 4 else (0, 0)
    subprocess.run(['xdotool', 'mousemove', '--window', window,
                    str(left + box.x + (box.width // 2 if x is None else x)), str(top + box.y + box.height // 2),
                    'click', str(button)], check=True)


def click_header(window, header):
    """Clicks the header of a column, elsewhere than last time: GTK takes two in one place for a double click."""
    label = wait_for(header, lambda: find(window.frame, 'label', header))
    window.is_sorted_left = not window.is_sorted_left
    click(label, x=4 if window.is_sorted_left else get_box(label).width - 4)


class Window:
    """@gatehouse, @ctl: the programs; @users: the number of made-up users; None for a first start, without an
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
                                env={**os.environ, **environment})

    def start(self, *arguments, **environment):
        self.program = self.run(*arguments, **environment)
        running.append(self.program)
        self.frame = wait_for('the window', self.find_frame)
        self.overlay = None
        self.is_sorted_left = False
        if '--database' in arguments:
            # The first frame comes before the organisation, and until then the keys of its pages do nothing.
            wait_for('the pages', self.pages)

    @contextlib.contextmanager
    def open_another(self, *arguments, **environment):
        """The window of another program, while needed."""
        other = copy.copy(self)
        other.start(*arguments, **environment)
        try:
            yield other
        finally:
            try:
                other.raise_()
                other.quit()
            finally:
                self.raise_()

    def raise_(self):
        """Focuses the window, above those of other programs."""
        window = next(window for window in read('xprop', '-root', '_NET_CLIENT_LIST').partition('# ')[2].split(', ')
                      if read('xprop', '-id', window, '_NET_WM_PID').endswith(f' {self.program.pid}'))
        subprocess.run(['xdotool', 'windowactivate', '--sync', window], check=True)

    def ctl(self, *arguments):
        done = subprocess.run([self.ctl_program, '--database', self.path, *arguments], capture_output=True, text=True)
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    def list_users(self, *arguments):
        """The usernames listed by the command line."""
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
        """The open dialog, if any."""
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
        """Whether @text is shown; never by a toast, which may disappear while all else is looked through."""
        return next(find_all(root or self.find_overlay().get_child_at_index(0), ('label', 'status bar'),
                             lambda node: text in (node.get_name() or '')), None) is not None

    def find_overlay(self):
        """What toasts appear in. Its first child is the stack with all else."""
        if self.overlay is None:
            page = next(find_all(self.frame, 'panel', lambda node: node.get_name() == 'GtkStackPage'))
            self.overlay = page.get_parent().get_parent()
        return self.overlay

    def has_toast(self, text):
        overlay = self.find_overlay()
        toasts = [overlay.get_child_at_index(i) for i in range(1, overlay.get_child_count())]
        return any(text in label.get_name() for toast in toasts if toast is not None for label in find_all(toast, 'label'))

    def wait_for_toast(self, text):
        """Call this right after what it answers, before anything slow."""
        wait_for(f'the toast “{text}”', lambda: self.has_toast(text))

    def pages(self):
        """The sidebar's rows; none before it is there."""
        pages = find(self.frame, 'list', 'Pages')
        return list(find_all(pages, 'list item')) if pages is not None else []

    def find_tables(self):
        return find_all(self.frame, 'list', lambda node: node.get_name() == TABLE)

    def find_table(self):
        return next(self.find_tables(), None)

    def find_rows(self, table=None):
        """The table's rows on and near the screen."""
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
        """Whether the table's rows are exactly these users, in this order; for as many as GTK has rows for."""
        rows = [f', {name}, ' for name in self.rows()]
        return len(rows) == len(usernames) and all(f', {name}, ' in row for name, row in zip(usernames, rows))

    def picture(self, folder, name):
        os.makedirs(folder, exist_ok=True)
        file = os.path.join(folder, name + os.environ.get('PICTURE_SUFFIX', '') + '.png')
        subprocess.run(['import', '-window', 'root', file], check=True)

    def quit(self):
        """Closes the window as a person does; any complaint by the program is a failure."""
        try:
            if self.program.poll() is None:
                press('ctrl+q')
        except AssertionError:
            # It may already have been leaving.
            if self.program.poll() is None:
                raise
        finally:
            running.remove(self.program)
        try:
            complaints = read_complaints(self.program)
        except subprocess.TimeoutExpired:
            self.program.kill()
            raise AssertionError('the window did not close: ' + read_complaints(self.program))
        assert self.program.returncode == 0 and not complaints, complaints

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
    """Walks one of several ways, counting tests from @first."""
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
            with contextlib.suppress(AssertionError):
                press('Escape')
    try:
        window.close()
        print(f'ok {first + len(steps)} close')
    except AssertionError:
        failed = True
        print(f'not ok {first + len(steps)} close')
        traceback.print_exc()
    return 1 if failed else 0
