# SPDX-License-Identifier: GPL-3.0-or-later
"""An organisation that counts what comes of passcodes, and processes that use them at the same time."""
import collections
import contextlib
import copy
import os
import shutil
import sqlite3
import subprocess
import sys

from kinds import KINDS, NOW

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), '../ctl'))
from organisation import Organisation  # noqa: E402

# The program that uses them.
PASSCODES = os.path.abspath(sys.argv[2])
# How many processes use a passcode, and how often, where nothing else is said.
FEW, FEW_TIMES = 2, 2

SUCCESSES = "SELECT id, name, time, device FROM attempts WHERE result = 'success'"


class Tried(Organisation):
    """An organisation with a clock of its own, and what came of all passcodes that were tried in it"""
    def __init__(self, folder, bus):
        super().__init__(folder)
        self.env['DBUS_SESSION_BUS_ADDRESS'] = bus
        self.env['GATEHOUSE_TEST_CLOCK'] = os.path.join(folder, 'clock')
        self.given = {}
        self.offset = 0
        self.n_uses = 0
        self.is_shared = False
        self.asked = collections.Counter()
        self.allowed = collections.Counter()
        self.unrecorded = collections.Counter()
        self.answered = set()   # number and user
        self.successes = set()  # rows of the log, of all events files that there were
        self.set_clock(0)

    def copy_to(self, folder):
        shutil.copytree(self.folder, folder)
        other = Tried(folder, self.env['DBUS_SESSION_BUS_ADDRESS'])
        other.given = copy.deepcopy(self.given)
        return other

    def set_clock(self, offset):
        """@offset: seconds; within a step each time of use has a second of its own, by which rows of the log differ"""
        self.offset = offset
        path = self.write('clock.new', str(NOW + offset + self.n_uses))
        os.rename(path, self.env['GATEHOUSE_TEST_CLOCK'])

    def read(self, sql, end=''):
        with contextlib.closing(sqlite3.connect(f'file:{self.path}{end}?mode=ro', uri=True)) as database:
            return database.execute(sql).fetchall()

    def keys(self, table):
        return [word for key, in self.read(f'SELECT key FROM {table}') for word in ('--id', key)]

    def lines(self, *roles, n=0):
        """Who types which passcode: several users, one after the other, where they share it"""
        for kind in KINDS:
            for role in roles:
                user = f'{kind.name}-{role}'
                users = [user, f'{user}-other'] if self.is_shared and kind.is_of_device else [user]
                yield users, kind.passcode(self.given[user], n)

    def use(self, lines, processes=FEW, times=FEW_TIMES):
        with Crowd(self, processes) as crowd:
            crowd.use(lines, times)

    def note_answer(self, user, answer):
        word, number = answer.split()
        self.asked[user] += 1
        self.unrecorded[user] += number == '0'
        if word == 'allow':
            self.allowed[user] += 1
            self.answered.add((int(number), user))

    def note_log(self):
        self.n_uses += 1
        self.set_clock(self.offset)
        with contextlib.suppress(sqlite3.OperationalError):  # There is no such file while it is gone.
            self.successes.update(self.read(SUCCESSES, '-events'))
        assert self.answered <= {(number, name) for number, name, *_ in self.successes}, 'an answer is not in the log'

    def count_logged(self, user):
        return sum(name == user for _, name, *_ in self.successes)

    def assert_no_failures(self):
        assert self.read('SELECT (SELECT count(*) FROM failures) + (SELECT count(*) FROM lockouts)', '-events') == [(0,)]


class Crowd:
    """Processes that have an organisation open, and use passcodes at the same time"""
    def __init__(self, org, n):
        self.org = org
        self.processes = [subprocess.Popen([PASSCODES, org.path], env=org.env, text=True, stdin=subprocess.PIPE,
                                           stdout=subprocess.PIPE) for _ in range(n)]
        for process in self.processes:
            assert process.stdout.readline() == 'ready\n', 'it does not open'

    def __enter__(self):
        return self

    def __exit__(self, *_):
        for process in self.processes:
            process.stdin.close()
            assert process.wait() == 0, process.returncode
            process.stdout.close()

    def ask(self, lines, times):
        """Returns for each process whose answers will come, in order."""
        typed = []
        for number, process in enumerate(self.processes):
            turned = number % 2
            users = [(user, passcode) for users, passcode in lines for user in users[turned:] + users[:turned]]
            process.stdin.write(''.join(f'{user} {passcode} {times}\n' for user, passcode in users))
            process.stdin.flush()
            typed.append([user for user, _ in users for _ in range(times)])
        return typed

    def take(self, typed):
        for process, users in zip(self.processes, typed):
            for user in users:
                self.org.note_answer(user, process.stdout.readline())
        self.org.note_log()

    def use(self, lines, times):
        self.take(self.ask(list(lines), times))

    def kill(self, typed, rng):
        """Kills one of them, or more. Returns how many died before they were done."""
        victims = rng.sample(self.processes, rng.randint(1, len(self.processes)))
        for process in victims:
            process.kill()
        died = 0
        for process, users in zip(self.processes, typed):
            with contextlib.suppress(BrokenPipeError):
                process.stdin.close()
            # What was cut is no answer.
            answers = process.stdout.read().split('\n')[:-1]
            died += len(answers) < len(users)
            for user, answer in zip(users, answers):
                self.org.note_answer(user, answer)
            assert process.wait() == (-9 if process in victims else 0), process.returncode
            process.stdout.close()
        self.org.note_log()
        return died
