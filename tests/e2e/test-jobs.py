#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The timed jobs with the window as the only program, then with two and the command line, the clock moved by days:
test-jobs.py GATEHOUSE-WITH-THE-CLOCK GATEHOUSECTL-WITH-THE-CLOCK PICTURES"""
import os
import subprocess
import sys
import tempfile

from hands import Mouse
from window import json, list_rows, wait_for, walk

NOW = 1795521600  # 2026-11-24T12:00:00Z
DAY = 24 * 60 * 60
CLOCK = 'GATEHOUSE_TEST_CLOCK'


def set_clock(days):
    path = os.environ[CLOCK]
    with open(path + '.new', 'w', encoding='ascii') as out:
        out.write(str(NOW + int(days * DAY)))
    os.rename(path + '.new', path)


def list_jobs(window):
    """What System did when it was due, oldest first. That it wrote without the key is another matter."""
    entries = json.loads(window.ctl('log', 'list', '--format', 'json'))
    return [entry['operation'] for entry in reversed(entries)
            if entry['actor'] == 'System' and entry['operation'] != 'log.note-unsigned']


def shows(window, username, status):
    return any(f'{username}, ' in row and status in row for row in window.rows())


def has_row(window, username):
    return any(username in row.get_name() for table in window.find_tables() for row in list_rows(table))


def furnish(window, pictures):
    for name in ('anna', 'bert', 'cleo', 'dora'):
        window.ctl('user', 'add', '--username', name)
    window.ctl('user', 'set-status', '--username', 'anna', '--status', 'bypass', '--until', '2026-11-25')
    window.ctl('user', 'set-status', '--username', 'cleo', '--status', 'bypass', '--until', '2026-12-10')
    window.ctl('user', 'trash', '--username', 'bert')
    Mouse(window).go_to('Users')
    wait_for('Anna in Bypass', lambda: shows(window, 'anna', 'Bypass'))


def end_bypass(window, pictures):
    """T5: an end of Bypass comes, and is shown"""
    set_clock(2)
    wait_for('Anna to be Active', lambda: shows(window, 'anna', 'Active'))
    wait_for('the entry', lambda: list_jobs(window) == ['user.end-bypass'])


def purge(window, pictures):
    """T5: the time in the Trash is over, whatever page is shown"""
    Mouse(window).go_to('Trash')
    wait_for('Bert', lambda: has_row(window, 'bert'))
    set_clock(7)
    wait_for('the deletion', lambda: list_jobs(window) == ['user.end-bypass', 'user.purge-due'])
    wait_for('an empty Trash', lambda: not has_row(window, 'bert'))


def wait_for_the_clock(window, pictures):
    """T5: far ahead, nobody is deleted, and the window says so"""
    window.ctl('user', 'trash', '--username', 'dora')
    set_clock(900)
    wait_for('the notice', lambda: window.has_text('The clock is more than 7 days ahead'))
    window.picture(pictures, 'jobs-clock-ahead')
    wait_for('the other end of Bypass', lambda: len(list_jobs(window)) == 3)
    assert list_jobs(window)[2] == 'user.end-bypass'
    hand = Mouse(window)
    hand.press_button(window.frame, 'Accept the Clock…')
    dialog = wait_for('the dialog', lambda: window.dialog())
    wait_for('what happens', lambda: window.has_text('are deleted for good at once', dialog))
    window.picture(pictures, 'jobs-accept-clock')
    hand.press_button(dialog, 'Accept')
    wait_for('the deletion', lambda: list_jobs(window)[3:] == ['user.purge-due'])


def share(window, pictures):
    """T5: two windows and the command line do each thing once"""
    window.ctl('user', 'set-status', '--username', 'anna', '--status', 'bypass', '--until', '2029-05-20')
    window.ctl('user', 'trash', '--username', 'cleo')
    before = list_jobs(window)
    with window.open_another('--database', window.path):
        for day in (904, 908, 912, 916, 920):
            set_clock(day)
            done = [subprocess.run([window.ctl_program, '--database', window.path, 'job', 'run'], capture_output=True,
                                   text=True, check=True) for _ in range(2)]
            assert all(not each.stderr for each in done), done
        wait_for('both', lambda: len(list_jobs(window)) >= len(before) + 2)
    assert sorted(list_jobs(window)[len(before):]) == ['user.end-bypass', 'user.purge-due'], list_jobs(window)


if __name__ == '__main__':
    with tempfile.TemporaryDirectory(prefix='gatehouse-clock-') as folder:
        os.environ[CLOCK] = os.path.join(folder, 'clock')
        set_clock(0)
        sys.exit(walk([furnish, end_bypass, purge, wait_for_the_clock, share], 0, *sys.argv[1:]))
