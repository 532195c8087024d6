# SPDX-License-Identifier: GPL-3.0-or-later
"""The two hands that lead a person through the window: each does the same, one with the mouse and the other with the
keyboard alone."""
import os

from window import Atspi, GLib, click, click_header, find, find_all, press, wait_for, walk, write


def says(node, text):
    """GTK 4.8 puts the label with the mnemonic before the name."""
    return (node.get_name() or '').endswith(text)


def is_sensitive(node):
    return node.get_state_set().contains(Atspi.StateType.SENSITIVE)


def find_ending(root, role, text):
    return next(find_all(root, role, lambda node: says(node, text)), None)


def wait_for_frame(window):
    """A dialog that is about to go still takes what is meant for the window."""
    wait_for('the window', lambda: not window.dialog())


# After this many turns of its loop a window has done what a key does, if only in the next frame.
TURNS = 200


class Focus:
    """Where the focus is, as the window tells a screen reader."""

    def __init__(self, window):
        self.window = window
        self.pid = window.program.pid
        self.node = None
        self.moves = 0
        self.listener = Atspi.EventListener.new(self.moved)
        self.listener.register('object:state-changed:focused')

    def moved(self, event):
        if event.detail1 and event.source.get_process_id() == self.pid:
            self.node = event.source
            self.moves += 1

    def listen(self):
        while GLib.MainContext.default().iteration(False):
            pass

    def move(self, key):
        """Presses @key and returns the new focus; None if it stays."""
        self.listen()
        before = self.moves
        press(key)
        # An answer is a turn of the window's loop, which also takes the key and reports its effect before it answers.
        for _ in range(TURNS):
            self.window.frame.get_role_name()
            self.listen()
            if self.moves > before:
                return self.node
        return None

    def seek(self, key, what, test, most=120):
        """Presses @key until the focus is on something for which @test is true; fails at an end."""
        self.listen()
        for _ in range(most):
            try:
                if self.node is not None and test(self.node):
                    return self.node
            except GLib.Error:
                pass  # the focused node has gone
            if self.move(key) is None and self.move(key) is None:
                break
        raise AssertionError(f'{key} does not lead to {what}; it is at {self.node and self.node.get_name()}')


class Mouse:
    name = 'mouse'

    def __init__(self, window):
        self.window = window

    def go_to(self, page):
        wait_for_frame(self.window)
        click(wait_for(page, lambda: next((row for row in self.window.pages() if row.get_name().startswith(page)), None)))

    def press_button(self, root, label, role='push button'):
        button = wait_for(label, lambda: find_ending(root() if callable(root) else root, role, label))
        wait_for(f'{label} to be possible', lambda: is_sensitive(button))
        click(button)

    def choose(self, root, label):
        """For a list of choices."""
        click(wait_for(label, lambda: find_ending(root, 'list item', label)))

    def choose_group(self, dialog, name):
        click(wait_for('the search', lambda: find_ending(dialog, 'entry', 'Search groups')))
        write(name)
        wait_for('one group', lambda: len(list(find_all(find_ending(dialog, 'list', 'Groups'), 'list item'))) == 1)
        self.choose(dialog, name)

    def search(self, query):
        click(wait_for('the search', lambda: self.window.find('entry', 'Search users')))
        press('ctrl+a', 'BackSpace')
        write(query)

    def sort(self, header):
        click_header(self.window, header)

    def choose_category(self, name):
        click(self.window.wait_for('push button', name))

    def put_cursor(self, username):
        # Away from the check box and the name, which is a link.
        click(self.window.find_row(username), x=600)

    def open_user(self, username):
        click(self.window.find_row(username), x=66)

    def open_group(self, name):
        click(self.window.find_group(name), x=66)

    def choose_from(self, root, label, choice):
        """For a drop-down list."""
        drop_down = wait_for(label, lambda: find_ending(root, 'combo box', label))
        click(drop_down)
        click(wait_for(choice, lambda: find(drop_down, 'label', choice)))

    def select(self, usernames):
        for username in usernames:
            click(self.window.find_row(username), x=22)

    def select_first(self, find_rows, n):
        for i in range(n):
            click(find_rows()[i], x=22)

    def act_on_selection(self, label):
        self.press_button(self.window.frame, 'More Actions')
        # The bar has a button of the same name before the menu's.
        click(wait_for(label, lambda: [node for node in find_all(self.window.frame, 'push button')
                                       if says(node, label)][1:] or None)[-1])

    def act_on_user(self, label):
        self.press_button(self.window.frame, 'More Actions')
        self.press_button(self.window.frame, label)

    def add(self, label):
        self.press_button(self.window.frame, 'Add New…')
        click(wait_for(label, lambda: self.window.find('menu item', label)))

    def open_report(self):
        self.press_button(self.window.frame, 'Report')

    def choose_kind(self, kind):
        self.press_button(self.window.frame, kind, 'check box')

    def undo(self):
        self.press_button(self.window.frame, 'Main Menu')
        click(wait_for('Undo', lambda: self.window.find('menu item', 'Undo Last Operation')))

    def fill(self, root, label, text):
        """Types into the field with that label, replacing its text."""
        click(wait_for(label, lambda: find_ending(root, 'text', label)))
        press('ctrl+a')
        write(text)

    def back(self):
        wait_for_frame(self.window)
        self.press_button(self.window.frame, 'Back')


class Keyboard:
    name = 'keyboard'

    def __init__(self, window):
        self.window = window
        self.focus = Focus(window)

    def go_to(self, page):
        wait_for_frame(self.window)
        names = [row.get_name() for row in wait_for('the pages', self.window.pages)]
        press(f'ctrl+{[name.startswith(page) for name in names].index(True) + 1}')

    def press_button(self, root, label, role='push button'):
        button = wait_for(label, lambda: find_ending(root() if callable(root) else root, role, label))
        wait_for(f'{label} to be possible', lambda: is_sensitive(button))
        self.focus.seek('Tab', label, lambda node: says(node, label))
        press('space')

    def choose(self, root, label):
        wait_for(label, lambda: find_ending(root, 'list item', label))
        self.focus.seek('Tab', 'the list', lambda node: node.get_role_name() == 'list item')
        self.focus.seek('Down', label, lambda node: says(node, label))
        press('space')

    def choose_group(self, dialog, name):
        self.focus.seek('Tab', 'the search', lambda node: says(node, 'Search groups'))
        write(name)
        wait_for('one group', lambda: len(list(find_all(find_ending(dialog, 'list', 'Groups'), 'list item'))) == 1)
        self.choose(dialog, name)

    def search(self, query):
        press('ctrl+f', 'ctrl+a', 'BackSpace')
        write(query)

    def sort(self, header):
        self.press_button(self.window.frame, 'Columns')
        wait_for('the columns', lambda: next(find_all(self.window.frame, 'push button',
                                                      lambda node: 'Sort by' in node.get_name()), None))
        self.focus.seek('Tab', header, lambda node: f'Sort by “{header}”' in node.get_name())
        press('space', 'Escape')

    def choose_category(self, name):
        self.focus.seek('Tab', 'the categories', lambda node: node.get_role_name() == 'push button' and
                        (node.get_name() or '').endswith((' user', ' users', ' line', ' lines')))
        try:
            self.focus.seek('Right', name, lambda node: node.get_name() == name)
        except AssertionError:
            self.focus.seek('Left', name, lambda node: node.get_name() == name)
        press('space')

    def put_cursor(self, username):
        self.focus.seek('Tab', 'the table', lambda node: node.get_role_name() == 'table row')
        self.focus.move('Home')
        self.focus.seek('Down', username, lambda node: f', {username}, ' in f', {node.get_name()}')

    def open_user(self, username):
        self.put_cursor(username)
        press('Return')

    def open_group(self, name):
        self.window.find_group(name)
        self.focus.seek('Tab', 'the table', lambda node: node.get_role_name() == 'table row')
        self.focus.move('Home')
        self.focus.seek('Down', name, lambda node: node.get_name().startswith(f'{name}, '))
        press('Return')

    def choose_from(self, root, label, choice):
        wait_for(label, lambda: find_ending(root, 'combo box', label))
        self.focus.seek('Tab', label, lambda node: node.get_name().startswith(f'{label}, '))
        chosen = self.focus.node.get_name().removeprefix(f'{label}, ')
        press('space')
        wait_for(f'{chosen}, which is chosen', lambda: self.focus.listen() or (
            self.focus.node.get_role_name() == 'list item' and find(self.focus.node, 'label', chosen)))
        self.focus.seek('Down', choice, lambda node: find(node, 'label', choice))
        press('Return')

    def select(self, usernames):
        for username in usernames:
            self.put_cursor(username)
            press('space')

    def select_first(self, find_rows, n):
        self.focus.seek('Tab', 'the table', lambda node: node.get_role_name() == 'table row')
        self.focus.move('Home')
        for i in range(n):
            if i > 0:
                self.focus.move('Down')
            press('space')

    def act_on_selection(self, label):
        press('ctrl+m')
        wait_for(label, lambda: find_ending(self.window.frame, 'push button', label))
        self.focus.seek('Tab', label, lambda node: says(node, label))
        press('Return')

    def act_on_user(self, label):
        self.press_button(self.window.frame, 'More Actions')
        wait_for(label, lambda: find_ending(self.window.frame, 'push button', label))
        self.focus.seek('Tab', label, lambda node: says(node, label))
        press('Return')

    def add(self, label):
        self.press_button(self.window.frame, 'Add New…')
        wait_for(label, lambda: self.window.find('menu item', label))
        self.focus.seek('Down', label, lambda node: says(node, label))
        press('Return')

    def open_report(self):
        self.press_button(self.window.frame, 'Report')
        wait_for('the report', lambda: self.focus.listen() or says(self.focus.node, 'Save Report…'))

    def choose_kind(self, kind):
        self.focus.seek('Tab', 'the kinds', lambda node: node.get_name() in ('CSV', 'JSON'))
        if self.focus.node.get_name() != kind:
            self.focus.seek('Right' if kind == 'JSON' else 'Left', kind, lambda node: node.get_name() == kind)
            press('space')

    def undo(self):
        press('ctrl+z')

    def fill(self, root, label, text):
        self.focus.seek('Tab', label, lambda node: says(node, label))
        press('ctrl+a')
        write(text)

    def back(self):
        wait_for_frame(self.window)
        press('alt+Left')


def answer_file_dialog(window, path):
    """Chooses @path in the file dialog, with keys only: it is not ours."""
    wait_for('the file dialog', window.dialog)
    press('ctrl+a')
    write(path)
    press('Return')
    wait_for('the window', lambda: not window.dialog())


def save_report(hand, window, kind):
    """Saves the view as @kind, and returns the file."""
    hand.open_report()
    hand.choose_kind(kind)
    hand.press_button(window.frame, 'Save Report…')
    path = os.path.join(window.folder.name, f'{hand.name}.{kind.lower()}')
    answer_file_dialog(window, path)
    wait_for('the file', lambda: os.path.exists(path))
    window.wait_for_toast(f'“{os.path.basename(path)}” saved')
    return path


def walk_twice(steps, *arguments):
    """Walks once with each hand: each of @steps(hand, window, pictures) is two tests."""
    hands = {}

    def bind(kind, step):
        def go(window, pictures):
            if kind not in hands:
                hands[kind] = kind(window)
            step(hands[kind], window, pictures)
        go.__name__ = f'{step.__name__}-{kind.name}'
        return go

    return walk([bind(kind, step) for kind in (Mouse, Keyboard) for step in steps], 300, *arguments)
