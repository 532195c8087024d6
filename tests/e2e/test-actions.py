#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What any program of the session may ask of the window over the bus (F6): test-actions.py GATEHOUSE GATEHOUSECTL PICTURES"""
import ctypes
import ctypes.util
import os
import sys
import xml.etree.ElementTree

from hands import Keyboard
# Before GLib, which must not be told to die of the bus's warnings.
from window import press, read_complaints, running, wait_for, walk

from gi.repository import Gio, GLib

NAME = 'io.github.gatehouse.Gatehouse'
ROOT = '/io/github/gatehouse/Gatehouse'

# All of them, with the type of the parameter: each shows something, or closes the window. What changes data, shows a
# secret or copies must not be here: others would press it.
EXPORTED = {
    ROOT: {'about': '', 'preferences': '', 'quit': '', 'shortcuts': ''},
    f'{ROOT}/window/1': {'show-sidebar': ''},
}
# What the window has besides, and the words of F6: a call must lead nowhere.
HIDDEN = ('run', 'show', 'copy', 'open-page', 'open-user', 'undo', 'redo', 'close-notice', 'operate', 'user.purge',
          'operate.run', 'win.undo', 'copy-link', 'report', 'make-key', 'rotate-key', 'renew-recovery-key',
          'use-recovery-key')


class Bus:
    def __init__(self):
        self.bus = Gio.bus_get_sync(Gio.BusType.SESSION)

    def call(self, path, interface, method, parameters=None):
        return self.bus.call_sync(NAME, path, interface, method, parameters, None, Gio.DBusCallFlags.NONE, 120000, None)

    def find(self, path=ROOT):
        """Every object below @path that exports actions."""
        xml_text, = self.call(path, 'org.freedesktop.DBus.Introspectable', 'Introspect').unpack()
        node = xml.etree.ElementTree.fromstring(xml_text)
        if any(interface.get('name') == 'org.gtk.Actions' for interface in node.findall('interface')):
            yield path
        for child in node.findall('node'):
            yield from self.find(f'{path}/{child.get("name")}')

    def list(self):
        return {path: {name: signature for name, (_, signature, _) in
                       self.call(path, 'org.gtk.Actions', 'DescribeAll').unpack()[0].items()} for path in self.find()}

    def activate(self, path, action):
        self.call(path, 'org.gtk.Actions', 'Activate', GLib.Variant('(sava{sv})', (action, [], {})))

    def refuses(self, path, action):
        """Whether both ways to call it say that there is none."""
        try:
            self.activate_otherwise(action)
            return False
        except GLib.Error:
            pass
        try:
            self.activate(path, action)
        except GLib.Error as error:
            return 'Unknown action' in error.message
        return False

    def activate_otherwise(self, action):
        self.call(ROOT, 'org.freedesktop.Application', 'ActivateAction', GLib.Variant('(sava{sv})', (action, [], {})))

    def set(self, path, action, value):
        self.call(path, 'org.gtk.Actions', 'SetState', GLib.Variant('(sva{sv})', (action, value, {})))


def has_selection():
    """Whether anybody holds the clipboard or the primary selection."""
    x11 = ctypes.CDLL(ctypes.util.find_library('X11'))
    x11.XOpenDisplay.restype = ctypes.c_void_p
    x11.XInternAtom.argtypes = [ctypes.c_void_p, ctypes.c_char_p, ctypes.c_int]
    x11.XInternAtom.restype = ctypes.c_ulong
    x11.XGetSelectionOwner.argtypes = [ctypes.c_void_p, ctypes.c_ulong]
    x11.XGetSelectionOwner.restype = ctypes.c_ulong
    x11.XCloseDisplay.argtypes = [ctypes.c_void_p]
    display = x11.XOpenDisplay(None)
    assert display
    try:
        return any(x11.XGetSelectionOwner(display, x11.XInternAtom(display, name, 0)) != 0
                   for name in (b'CLIPBOARD', b'PRIMARY'))
    finally:
        x11.XCloseDisplay(display)


def read_state(window):
    return window.ctl('log', 'list', '--format', 'json'), window.ctl('users', 'list', '--format', 'csv')


def close_dialogs(window):
    """A key that comes before the dialog has the keyboard is lost."""
    def are_closed():
        if window.dialog() is None:
            return True
        press('Escape')
        return False
    wait_for('the window', are_closed)


def call_all(window):
    """Calls every action in the way that each can be, and some that must not be there."""
    bus = Bus()
    before = read_state(window)
    for path, actions in bus.list().items():
        for action in actions:
            if action == 'quit':
                continue
            bus.activate(path, action)
            if action == 'show-sidebar':
                bus.set(path, action, GLib.Variant('b', False))
                bus.set(path, action, GLib.Variant('b', True))
            else:
                bus.activate_otherwise(action)
            close_dialogs(window)
        for action in HIDDEN:
            assert bus.refuses(path, action), action
    # Answered in order: what was asked has been done.
    bus.call(ROOT, 'org.gtk.Actions', 'List')
    assert not has_selection(), 'something is on the clipboard'
    assert read_state(window) == before


def give_home(window):
    """The organisation where a window finds it that is on the bus: one with --database is not."""
    home = os.path.join(window.folder.name, 'home')
    if not os.path.exists(home):
        os.makedirs(home)
        os.symlink(window.folder.name, os.path.join(home, 'gatehouse'))
    return home


def f6_start(window, pictures):
    window.quit()
    window.start(XDG_DATA_HOME=give_home(window))
    window.hand = Keyboard(window)
    window.hand.go_to('Users')
    wait_for('everybody', lambda: window.has_text('60 users'))


def f6_list_all(window, pictures):
    """No more is exported than what is listed here."""
    assert Bus().list() == EXPORTED, Bus().list()


def f6_list_with_selection(window, pictures):
    """Nor with users selected, and with a dialog open whose button would be pressed."""
    usernames = window.list_users('--query', 'status:active -is:managed')[:2]
    window.hand.select(usernames)
    wait_for('two', lambda: window.has_text('2 selected'))
    assert Bus().list() == EXPORTED, Bus().list()
    press('Delete')
    dialog = wait_for('the dialog', window.dialog)
    wait_for('the plan', lambda: window.has_text('will go to the Trash', dialog))
    assert Bus().list() == EXPORTED, Bus().list()
    before = read_state(window)
    bus = Bus()
    assert all(bus.refuses(path, action) for path in EXPORTED for action in HIDDEN)
    assert read_state(window) == before
    window.hand.press_button(dialog, 'Cancel')
    wait_for('the window', lambda: not window.dialog())


def f6_call(window, pictures):
    """Calling them changes nothing, and puts nothing on the clipboard."""
    call_all(window)


def f6_call_on_user(window, pictures):
    """The same on a user's page."""
    username = window.list_users()[0]
    window.hand.go_to('Users')
    window.hand.open_user(username)
    wait_for('the user', lambda: window.frame.get_name().startswith(username + ' '))
    call_all(window)


def f6_quit(window, pictures):
    """Quitting is all that it does."""
    before = read_state(window)
    running.remove(window.program)
    Bus().activate(ROOT, 'quit')
    complaints = read_complaints(window.program)
    assert window.program.returncode == 0 and not complaints, complaints
    assert read_state(window) == before
    window.start('--database', window.path)


if __name__ == '__main__':
    sys.exit(walk([f6_start, f6_list_all, f6_list_with_selection, f6_call, f6_call_on_user, f6_quit], 60, *sys.argv[1:]))
