#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Importing users from a file, with each hand:  test-import.py GATEHOUSE GATEHOUSECTL PICTURES"""
import csv
import io
import sys

from hands import answer_file_dialog, find_ending, is_sensitive, walk_twice
from window import json, list_rows, os, press, wait_for


def read_user(window, username):
    return json.loads(window.ctl('users', 'list', '--format', 'json', '--query', f'username:={username}'))[0]


def get_path(hand, window, name):
    return os.path.join(window.folder.name, f'{name}-{hand.name}.csv')


def choose_file(hand, window, name, *lines):
    """Add New… has Import from CSV…, which asks for the file."""
    path = get_path(hand, window, name)
    with open(path, 'w', encoding='utf-8') as file:
        file.write(''.join(f'{line}\n' for line in lines))
    hand.go_to('Users')
    hand.add('Import from CSV…')
    answer_file_dialog(window, path)
    wait_for('the page', lambda: window.frame.get_name().startswith('Import Users'))


def is_listed(window, lines):
    """Whether some table has just these lines."""
    return any([row.get_name() for row in list_rows(table)] == lines for table in window.find_tables())


def refuse_all(hand, window, pictures):
    """When every line is refused there is nothing to import; Cancel leads back."""
    there = window.list_users()
    choose_file(hand, window, 'nobody', 'username,realname', ',Nobody')
    button = wait_for('the button', lambda: find_ending(window.frame, 'push button', 'Import 0 Valid Lines'))
    wait_for('the summary', lambda: window.has_text('1 line is refused and will not be imported.'))
    assert not is_sensitive(button)
    window.picture(pictures, f'import-nothing-{hand.name}')
    hand.press_button(window.frame, 'Cancel')
    wait_for('the users', lambda: window.frame.get_name().startswith('Users'))
    assert window.list_users() == there


def preview(hand, window, pictures):
    """Refused lines come first: line, column, value and why. Nothing is changed yet."""
    changed, unchanged = (read_user(window, name) for name in window.list_users('--query', '-is:managed status:active')[:2])
    hand.joiner, hand.changed, hand.realname = f'joiner.{hand.name}', changed['username'], changed['realname']
    hand.there, hand.members = window.list_users(), window.list_users('--query', 'group:vpn')
    hand.lines = {
        'Refused, 3 lines': ['Line 5, username, (empty): A name is needed.',
                             'Line 6, phone1, 12: An emergency or short number is nobody’s phone.',
                             'Line 7, group1, Nowhere: There is no such group.'],
        'New, 1 user': [f'Line 2, {hand.joiner}, Nina Joiner, nina@example.com'],
        'Changed, 1 user': [f'Line 3, {hand.changed}, Real name: {hand.realname}, after the import Somebody Else'],
        'Unchanged, 1 user': [f'Line 4, {unchanged["username"]}, {unchanged["realname"]}, {unchanged["email"]}'],
    }
    choose_file(hand, window, 'joiners', 'username,realname,email,phone1,group1',
                f'{hand.joiner},Nina Joiner,nina@example.com,,VPN', f'{hand.changed},Somebody Else,,,',
                f'{unchanged["username"]},,,,', ',Nobody,,,', 'odd.phone,,,12,', 'odd.group,,,,Nowhere')
    wait_for('the button', lambda: find_ending(window.frame, 'push button', 'Import 2 Valid Lines'))
    assert window.has_text('3 lines are refused and will not be imported.')
    assert window.has_text(f'joiners-{hand.name}.csv, 6 lines')
    assert window.list_users() == hand.there


def see_each(hand, window, pictures):
    """Each category lists all of its lines; changes show both the old and the new value."""
    summaries = {'New': '1 user is added.', 'Changed': '1 user changes in 1 field.', 'Unchanged': '1 user stays as it is.',
                 'Refused': '3 lines are refused'}
    for name in sorted(hand.lines, key=lambda name: name.startswith('Refused')):
        hand.choose_category(name)
        wait_for(name, lambda: window.has_text(summaries[name.split(',')[0]]))
        wait_for(name, lambda: is_listed(window, hand.lines[name]))
        window.picture(pictures, f'import-{name.split(",")[0].lower()}-{hand.name}')


def keep_refused(hand, window, pictures):
    """Only the valid lines can be imported, after the refused ones are saved. Without one nothing is."""
    assert not find_ending(window.frame, 'push button', 'Import 6 Lines')
    hand.press_button(window.frame, 'Import 2 Valid Lines')
    wait_for('the file dialog', window.dialog)
    window.picture(pictures, f'import-save-{hand.name}')
    press('Escape')
    wait_for('the window', lambda: not window.dialog())
    assert window.frame.get_name().startswith('Import Users')
    assert window.list_users() == hand.there


def take_valid(hand, window, pictures):
    """The valid lines are imported at once, and the file has the others, each with its line and why."""
    path = get_path(hand, window, 'refused')
    hand.press_button(window.frame, 'Import 2 Valid Lines')
    answer_file_dialog(window, path)
    window.wait_for_toast('2 users imported, 3 skipped')
    wait_for('the users', lambda: window.frame.get_name().startswith('Users'))
    window.picture(pictures, f'import-done-{hand.name}')
    assert set(window.list_users()) == {*hand.there, hand.joiner}
    assert read_user(window, hand.joiner)['email'] == 'nina@example.com'
    assert hand.joiner in window.list_users('--query', 'group:vpn')
    assert read_user(window, hand.changed)['realname'] == 'Somebody Else'
    with open(path, encoding='utf-8-sig', newline='') as file:
        header, *rows = csv.reader(file)
    assert header == ['username', 'realname', 'email', 'phone1', 'group1', 'line', 'problem'], header
    problems = [line.partition(': ')[2] for line in hand.lines['Refused, 3 lines']]
    assert rows == [['', 'Nobody', '', '', '', '5', problems[0]], ['odd.phone', '', '', '12', '', '6', problems[1]],
                    ['odd.group', '', '', '', 'Nowhere', '7', problems[2]]], rows


def mend_refused(hand, window, pictures):
    """Refused lines are imported once their file is mended, although it still names each line and why."""
    mended = {'5': ('username', f'nobody.{hand.name}'), '6': ('phone1', '+4722855051'), '7': ('group1', 'VPN')}
    with open(get_path(hand, window, 'refused'), encoding='utf-8-sig', newline='') as file:
        rows = list(csv.DictReader(file))
    for row in rows:
        column, value = mended[row['line']]
        row[column] = value
    names = [row['username'] for row in rows]
    assert len(rows) == 3 and not set(names) & set(window.list_users())
    output = io.StringIO()
    writer = csv.DictWriter(output, rows[0].keys(), lineterminator='\n')
    writer.writeheader()
    writer.writerows(rows)

    there = window.list_users()
    choose_file(hand, window, 'mended', *output.getvalue().splitlines())
    wait_for('the button', lambda: find_ending(window.frame, 'push button', 'Import 3 Lines'))
    wait_for('the summary', lambda: window.has_text('3 users are added.'))
    wait_for('who is new', lambda: is_listed(window, [
        f'Line 2, nobody.{hand.name}, Nobody', 'Line 3, odd.phone', 'Line 4, odd.group']))
    window.picture(pictures, f'import-mended-{hand.name}')
    hand.press_button(window.frame, 'Import 3 Lines')
    window.wait_for_toast('3 users imported')
    wait_for('the users', lambda: window.frame.get_name().startswith('Users'))
    assert set(window.list_users()) == {*there, *names}
    assert read_user(window, names[0])['realname'] == 'Nobody'
    assert names[1] in window.list_users('--query', 'phone:22855051')
    assert names[2] in window.list_users('--query', 'group:vpn')
    assert hand.joiner in window.list_users()
    hand.undo()
    wait_for('the undoing', lambda: window.list_users() == there)


def undo(hand, window, pictures):
    """It is one operation: new users are gone, and changed ones are as before."""
    hand.undo()
    window.wait_for_toast('put back')
    wait_for('the undoing', lambda: window.list_users() == hand.there)
    assert read_user(window, hand.changed)['realname'] == hand.realname
    assert window.list_users('--query', 'group:vpn') == hand.members
    window.picture(pictures, f'import-undone-{hand.name}')


STEPS = [refuse_all, preview, see_each, keep_refused, take_valid, mend_refused, undo]

if __name__ == '__main__':
    sys.exit(walk_twice(STEPS, *sys.argv[1:]))
