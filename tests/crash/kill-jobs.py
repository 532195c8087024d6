#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""kill -9 at random moments of the timed jobs: the next run completes what is left, each thing once. Prints TAP.

kill-jobs.py GATEHOUSECTL-WITH-THE-CLOCK ROUNDS [SEED]
"""
import os
import random
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time

from kill import Organisation

USERS = 6000
NOW = 1795521600  # 2026-11-24T12:00:00Z
DAY = 24 * 60 * 60
LEASE = 60
LATER = 8 * DAY


class Clocked(Organisation):
    """With the clock of its programs in a file of its own."""
    def __init__(self, ctl, folder):
        super().__init__(ctl, None, folder)
        self.clock = os.path.join(folder, 'clock')
        self.env['GATEHOUSE_TEST_CLOCK'] = self.clock

    def set_clock(self, seconds):
        with open(self.clock + '.new', 'w', encoding='ascii') as out:
            out.write(str(NOW + seconds))
        os.rename(self.clock + '.new', self.clock)

    def copy_to(self, folder):
        super().copy_to(folder)
        return Clocked(self.ctl, folder)

    def operations(self):
        return [name for (name,) in self.read("SELECT operation FROM log WHERE actor_kind = 'system' ORDER BY seq")]


def activate(base):
    """Every phone got an app; half of them were used in time."""
    with sqlite3.connect(base.path) as directory:
        directory.execute("INSERT INTO credentials (key, device_kind, device, type, seed, made, pending_until, events, last_op)"
                          " SELECT 'DC' || substr(key, 3), 'phone', id, 0, CAST(id AS BLOB), 1, ?, x'', 1 FROM phones",
                          (NOW + 5 * DAY,))
        phones = directory.execute('SELECT id FROM phones WHERE id % 2').fetchall()
    assert len(phones) > USERS / 4, len(phones)
    with sqlite3.connect(base.path + '-events') as events:
        events.executemany("INSERT INTO seeds (seed, last, first, accepted, file) SELECT CAST(?1 AS BLOB), 1, ?2, ?2, x''",
                           [(phone, NOW + 4 * DAY) for (phone,) in phones])


def furnish(base):
    os.makedirs(base.folder)
    base.set_clock(0)
    base.run('practice', '--users', str(USERS), '--seed', '7', '--today', '2026-11-24')
    base.run('user', 'set-status', '--query', 'own:active', '--status', 'bypass', '--until', '2026-11-30')
    base.run('user', 'trash', '--query', 'own:disabled')
    # Half-way, so that the clock is known to be right.
    base.set_clock(4 * DAY)
    base.run('job', 'run')
    activate(base)
    base.set_clock(LATER)


def attack(base, rounds, scratch, rng):
    whole = base.copy_to(os.path.join(scratch, 'whole'))
    began = time.monotonic()
    whole.run('job', 'run')
    duration = time.monotonic() - began
    after, operations = whole.fingerprint(), whole.operations()
    assert base.fingerprint() != after and len(operations) == len(base.operations()) + 3, operations

    killed = unfinished = 0
    for i in range(rounds):
        victim = base.copy_to(os.path.join(scratch, f'round-{i}'))
        with subprocess.Popen(victim.command('job', 'run'), env=victim.env, stdout=subprocess.DEVNULL,
                              stderr=subprocess.DEVNULL) as process:
            time.sleep(rng.uniform(0, duration))
            process.send_signal(signal.SIGKILL)
            killed += process.wait() == -signal.SIGKILL
        victim.check()
        done = victim.operations()
        assert done == operations[:len(done)], done
        unfinished += done != operations

        # Its lease has ended, and two programs take up what is left.
        victim.set_clock(LATER + LEASE + 1)
        programs = [subprocess.Popen(victim.command('job', 'run'), env=victim.env, stdout=subprocess.DEVNULL) for _ in '12']
        assert [program.wait() for program in programs] == [0, 0]
        victim.set_clock(LATER + 2 * LEASE + 2)
        victim.run('job', 'run')
        assert victim.operations() == operations, victim.operations()
        assert victim.fingerprint() == after, f'round {i}'
        victim.check()
        shutil.rmtree(victim.folder)
    return killed, unfinished


def main():
    ctl = os.path.abspath(sys.argv[1])
    rounds = int(sys.argv[2])
    seed = int(sys.argv[3]) if len(sys.argv) > 3 else random.randrange(1 << 30)
    print('TAP version 13\n1..1')
    print(f'# seed {seed}, {rounds} kills, {USERS} users')
    with tempfile.TemporaryDirectory(prefix='gatehouse-kill-jobs-') as top:
        base = Clocked(ctl, os.path.join(top, 'base'))
        try:
            furnish(base)
            killed, unfinished = attack(base, rounds, top, random.Random(seed))
            print(f'ok 1 /T5/kill/jobs # {killed} of {rounds} died in the middle, {unfinished} with work left', flush=True)
        except (AssertionError, RuntimeError) as error:
            print(f'not ok 1 /T5/kill/jobs\n# {error}', flush=True)
            return 1
    return 0


if __name__ == '__main__':
    sys.exit(main())
