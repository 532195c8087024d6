#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""A person’s way from the dashboard by an import to the log:  test-log.py GATEHOUSE GATEHOUSECTL PICTURES"""
import os
import sys
import traceback

from window import Window, click, find_all, press, wait_for, write


def find_rows(window):
    """The visible rows of the log: their names end with what changed."""
    return [row for row in find_all(window.frame, 'table row', lambda node: (node.get_name() or '').endswith(' changed'))]


def find_ending(window, role, name):
    """GTK 4.8 puts the mnemonic before the name."""
    return next(find_all(window.frame, role, lambda node: (node.get_name() or '').endswith(name)), None)


def dashboard(window, pictures):
    """A card shows a number, and opens exactly that list."""
    press('ctrl+Prior')
    wanted = window.list_users('--query', 'status:bypass is:noend')
    card = window.wait_for('push button', f'Bypass without end, {len(wanted)} {"user" if len(wanted) == 1 else "users"}')
    window.picture(pictures, 'dashboard')
    card.do_action(0)
    wait_for('those in Bypass without end', lambda: window.shows(wanted))
    assert window.find('push button', 'Filter: Enrolment is Bypass without end')


def import_file(window, pictures):
    """A file is chosen, shown with what will happen to its lines, and imported without the refused ones."""
    path = os.path.join(window.folder.name, 'joiners.csv')
    with open(path, 'w', encoding='utf-8') as file:
        file.write('username,realname\naa.first,First\naa.second,Second\n,Nobody\n')
    click(find_ending(window, 'push button', 'Add New…'))
    wait_for('the menu', lambda: next(find_all(window.frame, 'menu item',
                                               lambda node: node.get_name() == 'Import from CSV…'), None)).do_action(0)
    wait_for('the file dialog', lambda: window.dialog())
    press('ctrl+l')
    write(path)
    press('Return')
    wait_for('the plan', lambda: find_ending(window, 'push button', 'Import 2 Valid Lines'))
    wait_for('the problem', lambda: window.has_text('1 line is refused'))
    window.picture(pictures, 'import-refused')
    click(find_ending(window, 'check box', 'Save them to a file when importing'))
    find_ending(window, 'push button', 'Import 2 Valid Lines').do_action(0)
    window.wait_for_toast('2 users imported, 1 skipped')
    wait_for('the users', lambda: len(window.list_users('--query', 'username:aa.')) == 2)


def log(window, pictures):
    """What was done is at the top, and a click opens it below."""
    press('ctrl+5')
    rows = wait_for('the log', lambda: find_rows(window))
    assert 'Import Users' in rows[0].get_name(), rows[0].get_name()
    click(rows[0])
    wait_for('the entry', lambda: window.has_text('2 users imported') and window.has_text('Puts back 2.'))
    window.picture(pictures, 'log-entry')


def undo(window, pictures):
    """Undo… rehearses first and reverts; the new entry is at the top and says so."""
    find_ending(window, 'push button', 'Undo…').do_action(0)
    wait_for('the dialog', lambda: window.dialog())
    button = wait_for('the action', lambda: next(find_all(window.dialog(), 'push button',
                      lambda node: (node.get_name() or '').endswith('Undo')), None))
    wait_for('the rehearsal', lambda: 'sensitive' in [s.value_nick for s in button.get_state_set().get_states()])
    window.picture(pictures, 'log-undo')
    button.do_action(0)
    wait_for('the change', lambda: not window.list_users('--query', 'username:aa.'))
    wait_for('the entry', lambda: any('Undid: Import Users' in (row.get_name() or '') for row in find_rows(window)))
    wait_for('the reason', lambda: window.has_text('This entry was undone already'))


def verify(window, pictures):
    """The log is whole, and signed with the key of the keyring."""
    find_ending(window, 'push button', 'Verify Now').do_action(0)
    wait_for('the report', lambda: window.has_text('Signatures verified'))
    window.picture(pictures, 'log-verified')


STEPS = [dashboard, import_file, log, undo, verify]


def main(gatehouse, ctl, pictures):
    print(f'1..{len(STEPS) + 1}')
    window = Window(gatehouse, ctl, 300)
    failed = False
    for number, step in enumerate(STEPS, 1):
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
        print(f'ok {len(STEPS) + 1} close')
    except AssertionError:
        failed = True
        print(f'not ok {len(STEPS) + 1} close')
        traceback.print_exc()
    return 1 if failed else 0


if __name__ == '__main__':
    sys.exit(main(*sys.argv[1:]))
