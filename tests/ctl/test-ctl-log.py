#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""How gatehousectl shows the administrator log: values as people know them. Prints TAP.

test-ctl-log.py GATEHOUSECTL
"""
import csv
import json
import os
import re
import sys

from organisation import made, run_tests


def furnished(folder):
    org = made(folder)
    org.run('users', 'import', org.write('in.csv', 'username,group1,phone1,platform1,token1,type1\n'
                                         'anna,VPN,+4722855050,mobile,123456,h6\nbert,,,,,\ncleo,,,,,\ndora,VPN,,,,\n'),
            '--create-groups')
    return org


def changes(org, query):
    """Old and new of the one changed record."""
    entry, = org.json('log', 'list', '--query', query, '--limit', '1')
    (old,), (new,) = entry['old'].values(), entry['new'].values()
    return old, new


def numbers_in(value):
    if isinstance(value, dict):
        for name, inside in value.items():
            for number in numbers_in(inside):
                yield f'{name}: {number}'
    elif isinstance(value, list):
        for inside in value:
            yield from numbers_in(inside)
    elif isinstance(value, (int, float)) and not isinstance(value, bool):
        yield str(value)


def test_words_in_json(folder):
    """C4: old and new use the words and times of reports, never stored numbers"""
    org = furnished(folder)
    org.run('user', 'set-status', '--username', 'anna', '--status', 'bypass', '--until', '2037-03-14')
    old, new = changes(org, 'operation:set-status')
    assert old['status'] == 'active' and new == {'status': 'bypass', 'until': '2037-03-14T23:00:00Z'}, (old, new)
    org.run('user', 'set-status', '--username', 'anna', '--status', 'disabled')
    old, new = changes(org, 'operation:set-status')
    assert old['status'] == 'bypass' and old['until'] == '2037-03-14T23:00:00Z' and new['status'] == 'disabled', (old, new)
    org.run('user', 'add-to-group', '--username', 'bert', '--group', 'VPN')
    old, new = changes(org, 'operation:add-to-group')
    assert old == {'groups': []} and new == {'groups': ['VPN']}, (old, new)
    org.run('user', 'trash', '--username', 'bert')
    old, new = changes(org, 'operation:trash')
    assert old['trash'] is None and new['trash']['origin'] == 'hand' and new['trash']['status_before'] == 'active', new
    for name in ('sent', 'purge_at'):
        assert re.fullmatch(r'\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ', new['trash'][name]), new
    org.run('group', 'edit', '--name', 'VPN', '--status', 'bypass')
    old, new = changes(org, 'operation:group.edit')
    assert (old, new) == ({'status': 'active'}, {'status': 'bypass'}), (old, new)
    org.run('user', 'edit', '--username', 'cleo', '--notes', '1')
    old, new = changes(org, 'operation:user.edit')
    assert (old, new) == ({'notes': ''}, {'notes': '1'}), (old, new)

    path = os.path.join(folder, 'log.json')
    org.run('log', 'export', path)
    exported = json.loads(org.read(path))
    assert exported == org.json('log', 'list')
    for entry in exported:
        assert not list(numbers_in(entry['old'])) and not list(numbers_in(entry['new'])), entry


def test_removed_records(folder):
    """C4: also the whole record of a deleted one"""
    org = furnished(folder)
    org.run('user', 'trash', '--username', 'anna')
    org.run('user', 'purge', '--username', 'anna', '--confirm', '1')
    org.run('group', 'delete', '--name', 'VPN')
    entry, = org.json('log', 'list', '--query', 'operation:group.delete')
    removed = [value for value in entry['old'].values() if value.get('name') == 'VPN']
    assert removed and removed[0]['status'] == 'active', entry
    assert not list(numbers_in(entry['old'])), entry


def test_skipped_in_payload(folder):
    """C4, C1: the payload lists skipped records by key"""
    org = furnished(folder)
    org.run('user', 'set-status', '--username', 'anna', '--status', 'disabled')
    done = org.json('user', 'set-status', '--query', 'username:*', '--status', 'disabled')
    entry, = org.json('log', 'list', '--query', f'entry:{done["entry"]}')
    assert entry['payload']['skipped'][0]['ids'] == done['skipped'][0]['ids'], entry['payload']
    assert entry['payload']['parameters'] == {'status': 'disabled'}, entry['payload']


def test_bulk_changes_say_what_they_set(folder):
    """L1: a bulk change says what it set and on whom, in every answer"""
    org = furnished(folder)
    ids = [user['user_id'] for user in org.json('users', 'list')]
    cases = ((['user', 'set-status', '--query', 'own:active group:vpn', '--status', 'bypass', '--until', '2037-03-14'],
              'Status set to Bypass until 2037-03-14, for own:active group:vpn'),
             (['user', 'set-status', '--query', 'username:*', '--status', 'disabled'],
              'Status set to Disabled, for username:*'),
             (['user', 'add-to-group', '--id', ids[1], '--id', ids[2], '--group', 'VPN'],
              'Added to group VPN, for 2 users'),
             (['user', 'edit', '--query', 'username:*', '--notes', 'On leave'],
              'Edit User, Notes “On leave”, for username:*'),
             (['group', 'edit', '--name', 'VPN', '--status', 'bypass'], 'Status set to Bypass, for VPN'),
             (['user', 'trash', '--query', 'username:*'], 'Sent to the Trash, for username:*'),
             (['user', 'restore', '--query', 'username:*', '--previous-status'],
              'Restored with the previous status, for username:*'),
             (['user', 'edit', '--username', 'anna', '--notes', 'Back'], 'anna'))
    for words, says in cases:
        org.run(*words)
        assert org.json('log', 'list', '--limit', '1')[0]['object'] == says, words
        line, = list(csv.DictReader(org.run('log', 'list', '--limit', '1', '--format', 'csv').stdout.splitlines()))
        assert line['object'] == says, (words, line)
        assert f'  {says}  ' in org.run('log', 'list', '--limit', '1').stdout, words


def test_undo_says_what_it_undid(folder):
    """C2, L1: an undo says what it undid, a redo what the undo was, in the window's words and in every answer"""
    org = furnished(folder)
    entry = org.json('user', 'trash', '--username', 'anna')['entry']
    undo = org.json('undo')['entry']
    redo = org.json('undo', str(undo))['entry']
    edit = org.json('user', 'edit', '--username', 'bert', '--notes', 'x')['entry']
    many = org.json('user', 'set-status', '--query', 'username:*', '--status', 'bypass')['entry']
    group = org.json('group', 'delete', '--name', 'VPN')['entry']
    cases = {redo: (undo, f'Undo of Send to Trash (entry {undo})'), undo: (entry, f'Send to Trash (entry {entry})')}
    for undone, label in ((group, 'Delete Group'), (many, 'Change Status'), (edit, 'Edit User'), (3, 'Import Users')):
        done = org.json('undo', str(undone))['entry']
        cases[done] = undone, f'{label} (entry {undone})'

    path = os.path.join(folder, 'log.csv')
    org.run('log', 'export', path)
    with open(path, encoding='utf-8-sig', newline='') as file:
        exported = {int(row['entry']): row for row in csv.DictReader(file)}
    lines = csv.DictReader(org.run('log', 'list', '--format', 'csv').stdout.splitlines())
    listed = {int(row['entry']): row for row in lines}
    entries = {row['entry']: row for row in org.json('log', 'list')}
    text = org.run('log', 'list').stdout
    for number, (undone, says) in cases.items():
        assert (entries[number]['object'], entries[number]['undoes']) == (says, undone), entries[number]
        assert (listed[number]['object'], listed[number]['undoes']) == (says, str(undone)), listed[number]
        assert exported[number] == listed[number], exported[number]
        assert f' log.undo ' in text and f' {says} ' in text, text
        assert listed[number]['operation'] == 'log.undo'
    # Searches still find the operation that was undone.
    assert {row['entry'] for row in org.json('log', 'list', '--query', 'operation:undo')} == set(cases)


if __name__ == '__main__':
    sys.exit(run_tests(globals()))
