#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The timed jobs from a shell, with the clock of whole processes in a file. Prints TAP.

test-ctl-jobs.py GATEHOUSECTL-WITH-THE-CLOCK INSTALLED…
"""
import os
import signal
import sqlite3
import subprocess
import sys
import time

from organisation import CTL, made, run_tests

INSTALLED = sys.argv[2:]
NOW = 1795510800  # 2026-11-24T09:00:00Z
DAY = 24 * 60 * 60
VARIABLE = 'GATEHOUSE_TEST_CLOCK'


def set_clock(org, days, more=''):
    path = org.write('clock.new', f'{NOW + int(days * DAY)}{more}\n')
    os.rename(path, org.env[VARIABLE])


def clocked(folder):
    """An organisation with a Bypass that ends after two days, a user in the Trash, and others."""
    os.environ[VARIABLE] = os.path.join(folder, 'clock')
    try:
        with open(os.environ[VARIABLE], 'w', encoding='ascii') as out:
            out.write(str(NOW))
        org = made(folder)
    finally:
        path = os.environ.pop(VARIABLE)
    org.env[VARIABLE] = path
    for name in ('anna', 'bert', 'cleo'):
        org.run('user', 'add', '--username', name)
    org.run('user', 'set-status', '--username', 'anna', '--status', 'bypass', '--until', '2026-11-25')
    org.run('user', 'trash', '--username', 'bert')
    return org


def operations(org):
    """The log from where clocked() ended, oldest first."""
    return [entry['operation'] for entry in reversed(org.json('log', 'list'))][7:]


def start(org, *words):
    return subprocess.Popen(org_command(org, *words), env=org.env, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def org_command(org, *words):
    return [CTL, '--database', org.path, *words]


def wait_for(condition, what):
    end = time.monotonic() + 120
    while not condition():
        assert time.monotonic() < end, what
        time.sleep(0.05)


def test_names_no_file(folder):
    """T5: an installed program has no word of the clock in a file; one built for tests has"""
    with open(CTL, 'rb') as program:
        assert VARIABLE.encode() in program.read()
    assert INSTALLED
    for path in INSTALLED:
        with open(path, 'rb') as program:
            assert VARIABLE.encode() not in program.read(), path


def test_day_by_day(folder):
    """T5: with the clock moved by days in steps each thing happens once"""
    org = clocked(folder)
    said = {}
    for day in range(0, 12):
        set_clock(org, day)
        for _ in range(2):
            out = org.run('job', 'run').stdout
            if out != 'Nothing is due.\n':
                assert day not in said, (said, out)
                said[day] = out
    assert list(said) == [2, 7], said
    assert 'Bypass of 1 user ended' in said[2] and 'deleted for good' in said[7], said
    assert operations(org) == ['user.end-bypass', 'user.purge-due'], operations(org)
    assert {entry['actor'] for entry in org.json('log', 'list')[:2]} == {'System'}, org.json('log', 'list')[:2]


def test_several_at_once(folder):
    """T5: several processes at once do each thing once"""
    org = clocked(folder)
    set_clock(org, 7)
    running = [start(org, 'job', 'run') for _ in range(6)]
    for process in running:
        out, err = process.communicate(timeout=300)
        assert process.returncode == 0, (out, err)
    assert sorted(operations(org)) == ['user.end-bypass', 'user.purge-due'], operations(org)


def test_watch(folder):
    """T5: --watch takes up what comes, and what another program sets, until it is stopped"""
    org = clocked(folder)
    process = start(org, 'job', 'run', '--watch')
    try:
        assert process.stdout.readline() == 'Nothing is due.\n'
        set_clock(org, 2)
        wait_for(lambda: operations(org) == ['user.end-bypass'], 'the end of Bypass')
        set_clock(org, 7)
        wait_for(lambda: len(operations(org)) == 2, 'the deletion')
    finally:
        process.send_signal(signal.SIGTERM)
        out, err = process.communicate(timeout=300)
    assert process.returncode == 0 and err == '', (process.returncode, err)
    assert 'deleted for good' in out, out


def test_far_ahead(folder):
    """T5: a clock far ahead waits, says so, and goes on when it is synchronised or an Owner says yes"""
    org = clocked(folder)
    set_clock(org, 900)
    for _ in range(2):
        done = org.run('job', 'run')
        assert 'accept-clock' in done.stderr and '7 days' in done.stderr, done.stderr
    assert org.json('job', 'run')['waits_for_clock'] is True
    assert operations(org) == ['user.end-bypass'], operations(org)
    # Other work in the meantime does not make it right.
    org.run('user', 'add', '--username', 'dora')
    assert org.json('job', 'run')['waits_for_clock'] is True
    org.run('job', 'accept-clock')
    assert 'deleted for good' in org.run('job', 'run').stdout
    assert org.json('job', 'accept-clock')['entry'] is None
    assert operations(org) == ['user.end-bypass', 'user.add', 'job.accept-clock', 'user.purge-due'], operations(org)


def test_synchronised(folder):
    """T5: a synchronised clock may be far ahead: the computer was off"""
    org = clocked(folder)
    set_clock(org, 900, ' synchronised')
    done = org.run('job', 'run')
    assert done.stderr == '' and operations(org) == ['user.end-bypass', 'user.purge-due'], (done.stderr, operations(org))


def test_set_back(folder):
    """X: an end once seen as past stays past, in programs that never saw it themselves"""
    org = clocked(folder)
    set_clock(org, 3)
    org.run('job', 'run')
    set_clock(org, -400)
    org.run('user', 'set-status', '--username', 'cleo', '--status', 'bypass', '--until', '2026-11-25', status=1)
    assert org.json('users', 'list', '--query', 'status:bypass') == []
    assert org.run('job', 'run').stdout == 'Nothing is due.\n'


def test_killed_while_it_holds_the_lease(folder):
    """T5: a lease whose program was killed ends by itself"""
    org = clocked(folder)
    set_clock(org, 7)
    # As kill -9 between two pieces of work leaves it.
    with sqlite3.connect(org.path) as database:
        database.execute("INSERT INTO lease (id, holder, until, trusted) VALUES (1, 'dead', ?, ?)",
                         (NOW + 7 * DAY + 60, NOW + DAY))
    assert org.run('job', 'run').stdout == 'Another program is running the timed jobs now.\n'
    assert org.json('job', 'run')['left_to_another'] is True
    set_clock(org, 7 + 61 / DAY)
    org.run('job', 'run')
    assert operations(org) == ['user.end-bypass', 'user.purge-due'], operations(org)


if __name__ == '__main__':
    sys.exit(run_tests(globals()))
