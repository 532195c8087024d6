#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""A passcode is accepted once, and a bypass code as often as it says, whatever happens. Prints TAP, a test a kind and way.

once.py GATEHOUSECTL-WITH-THE-CLOCK PASSCODES KILLS [SEED]

In each way, what was accepted is counted in the answers and in the authentication log. A success in the log may lack its
answer, where its process was killed; an answer never lacks its success.
"""
import collections
import contextlib
import os
import random
import resource
import shutil
import sys
import tempfile
import time
import traceback

from crowd import FEW, FEW_TIMES, Crowd, Tried
from kinds import BATCH, KINDS, STEP

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), '../ctl'))
from keyring import open_keyring  # noqa: E402

DAY = 24 * 60 * 60
YEAR = 365 * DAY

# How many processes use a passcode, and how often; how often those do that are killed.
CROWD, CROWD_TIMES = 8, 125
KILL_TIMES = 6

# Of each kind there is somebody whose passcode is used before something happens, and somebody whose passcode is not.
USED, FRESH = 'used', 'fresh'


def furnish(folder, bus):
    """Everybody gets a passcode; yesterday.db is a backup from before any was used."""
    os.mkdir(folder, mode=0o700)
    org = Tried(folder, bus)
    org.run('init', '--name', 'Example Ltd', '--time-zone', 'Europe/Oslo')
    rows, users = [], {}
    for kind in KINDS:
        users[kind] = [f'{kind.name}-{role}' for role in (USED, FRESH)]
        for user in users[kind]:
            rows.append(dict(username=user, **kind.columns(user, len(rows))))
            if kind.is_of_device:
                rows.append({'username': f'{user}-other'})
    names = sorted({name for row in rows for name in row}, key=lambda name: (name != 'username', name))
    org.run('users', 'import', org.write('users.csv', ''.join(
        ','.join(line) + '\n' for line in [names, *([row.get(name, '') for name in names] for row in rows)])))
    for kind in KINDS:
        org.given.update(kind.give(org, users[kind]))
    org.run('backup', os.path.join(folder, 'yesterday.db'))
    return org


# --- what happens ---

def nothing(org):
    pass


def crowd(org):
    """Without a single failure: what is right, but used, is none."""
    org.use(org.lines(FRESH), CROWD, CROWD_TIMES)
    org.assert_no_failures()
    org.run('log', 'verify')


def move_clock(seconds):
    """There and back, seen by a process that was running before, and by others"""
    def happen(org):
        with Crowd(org, 1) as running:
            org.set_clock(seconds)
            running.use(org.lines(USED, FRESH), 1)
            org.use(org.lines(USED, FRESH), 1, 1)
            org.set_clock(0)
            running.use(org.lines(USED, FRESH), 1)
    return happen


def remove(path):
    """@path: a database, or its events"""
    for end in ('', '-wal', '-shm'):
        with contextlib.suppress(FileNotFoundError):
            os.remove(path + end)


def events_deleted(org):
    remove(org.path + '-events')


def events_deleted_while_open(org):
    with Crowd(org, FEW) as running:
        running.use(org.lines(USED), 1)
        events_deleted(org)
        running.use(org.lines(USED, FRESH), 1)


def cut_events(length):
    def happen(org):
        with contextlib.suppress(FileNotFoundError):
            os.remove(org.path + '-events-wal')
        os.truncate(org.path + '-events', length)
    return happen


def put_yesterdays(org, *ends):
    for end in ends:
        remove(org.path + end)
        shutil.copy(os.path.join(org.folder, 'yesterday.db' + end), org.path + end)


def events_of_yesterday(org):
    put_yesterdays(org, '-events')


def both_of_yesterday(org):
    put_yesterdays(org, '', '-events')


def restore(org):
    org.run('restore', os.path.join(org.folder, 'yesterday.db'))


def restored_meanwhile(org):
    with Crowd(org, FEW) as running:
        typed = running.ask(list(org.lines(USED, FRESH)), 10 * FEW_TIMES)
        restore(org)
        running.take(typed)


def events_deleted_and_restored(org):
    events_deleted(org)
    restore(org)


def lost_and_restored(org):
    """On another computer, which never saw any of it"""
    events_deleted(org)
    remove(org.path)
    shutil.rmtree(org.env['XDG_STATE_HOME'])
    restore(org)


def devices_deleted(org):
    return [org.json(noun, 'delete', *org.keys(f'{noun}s'))['entry'] for noun in ('phone', 'token')]


def deleted(org):
    devices_deleted(org)
    org.run('bypass-code', 'delete', *org.keys('bypass_codes'))


def deleted_and_undone(org):
    for entry in devices_deleted(org):
        org.run('undo', str(entry))
    assert org.read('SELECT (SELECT count(*) FROM phones), (SELECT count(*) FROM tokens)') == [(4, 6)]


def list_tokens(org):
    return org.read('SELECT username, serial, type FROM tokens JOIN token_owners ON token_id = tokens.id'
                    ' JOIN users ON user_id = users.id ORDER BY username')


def add_again(org, tokens):
    for user, serial, kind in tokens:
        org.run('token', 'add', '--type', kind, '--serial', f'{serial}-again', input=org.given[user] + '\n')
        org.run('token', 'assign', '--username', user, '--token', f'{serial}-again')


def added_twice(org):
    add_again(org, list_tokens(org))


def deleted_and_added(org):
    tokens = list_tokens(org)
    org.run('token', 'delete', *org.keys('tokens'))
    add_again(org, tokens)


def secret_set_again(org):
    for user, serial, _ in list_tokens(org):
        org.run('token', 'set-secret', '--serial', serial, input=org.given[user] + '\n')


def events_deleted_and_added(org):
    events_deleted(org)
    deleted_and_added(org)


def events_deleted_and_secret_set(org):
    events_deleted(org)
    secret_set_again(org)


def resynced_and_events_set_back(org):
    """By the passcodes that are tried afterwards, where they were not used; nothing else was since the copy."""
    shutil.copy(org.path + '-events', os.path.join(org.folder, 'copy'))
    for user, serial, name in list_tokens(org):
        kind, = (kind for kind in KINDS if kind.name == name)
        first = user.endswith(USED)
        row = [kind.passcode(org.given[user], n) for n in range(first, first + kind.row)]
        org.run('token', 'resync', '--serial', serial, input=' '.join(row) + '\n')
    remove(org.path + '-events')
    os.rename(os.path.join(org.folder, 'copy'), org.path + '-events')


def shared(org):
    for role in (USED, FRESH):
        for name in ('app', 'sms'):
            key, = org.read(f"SELECT phones.key FROM phones JOIN phone_owners ON phone_id = phones.id"
                            f" JOIN users ON user_id = users.id WHERE username = '{name}-{role}'")
            org.run('phone', 'attach', '--id', *key, '--username', f'{name}-{role}-other')
    for user, serial, _ in list_tokens(org):
        org.run('token', 'assign', '--token', serial, '--username', f'{user}-other')
    org.is_shared = True


def given_to_another(org):
    """With another serial number, too"""
    for user, serial, _ in list_tokens(org):
        org.run('token', 'edit', '--serial', serial, '--new-serial', f'new-{serial}')
        org.run('token', 'unassign', '--token', f'new-{serial}', '--username', user)
        org.run('token', 'assign', '--token', f'new-{serial}', '--username', f'{user}-other')
    org.is_shared = True


def activated_again(org):
    org.run('phone', 'activate', *org.keys('phones'))


def key_rotated(org):
    org.run('key', 'rotate')


# How often a passcode is accepted in all, before and after something has happened, in the order of KINDS: where it was used
# once before, and where it was not. A star: whenever it was asked; a dot: it happens to none of that kind. A new kind needs
# a column.
WAYS = [
    #                                                      used before           not used before
    #                                                      app t6 h6 yk sms codes, both times
    ('V3', 'again', nothing,                              '1 1 1 1 1  1 3 *',   '1 1 1 1 1  1 3 *'),
    ('V3', 'crowd', crowd,                                '1 1 1 1 1  1 3 *',   '1 1 1 1 1  1 3 *'),
    ('X', 'clock-a-step-back', move_clock(-STEP),         '1 1 1 1 1  1 3 *',   '1 1 1 1 1  1 3 *'),
    ('X', 'clock-a-day-back', move_clock(-DAY),           '1 1 1 1 1  1 3 *',   '1 1 1 1 1  1 3 *'),
    ('X', 'clock-a-year-back', move_clock(-YEAR),         '1 1 1 1 1  1 3 *',   '1 1 1 1 1  1 3 *'),
    # A new app is pending for a day, a code good for an hour: an end once seen stays.
    ('X', 'clock-a-year-ahead', move_clock(YEAR),         '1 1 1 1 1  1 1 1',   '0 1 1 1 1  0 0 0'),
    ('X', 'events-deleted', events_deleted,               '1 1 1 1 1  1 1 1',   '0 0 0 0 0  0 0 0'),
    ('X', 'events-deleted-while-open', events_deleted_while_open,
                                                          '1 1 1 1 1  1 3 3',   '0 0 0 0 0  0 0 0'),
    ('X', 'events-emptied', cut_events(0),                '1 1 1 1 1  1 1 1',   '0 0 0 0 0  0 0 0'),
    ('X', 'events-cut', cut_events(5000),                 '1 1 1 1 1  1 1 1',   '0 0 0 0 0  0 0 0'),
    ('X', 'events-of-yesterday', events_of_yesterday,     '1 1 1 1 1  1 1 1',   '0 0 0 0 0  0 0 0'),
    ('X', 'both-of-yesterday', both_of_yesterday,         '1 1 1 1 1  1 1 1',   '0 0 0 0 0  0 0 0'),
    ('O9', 'restored', restore,                           '1 1 1 1 1  1 1 1',   '1 1 1 1 0  0 0 0'),
    ('O9', 'restored-meanwhile', restored_meanwhile,      '1 1 1 1 1  1 . .',   '1 1 1 1 .  . . .'),
    ('O9', 'events-deleted-and-restored', events_deleted_and_restored,
                                                          '1 1 1 1 1  1 1 1',   '0 0 0 0 0  0 0 0'),
    ('O9', 'lost-and-restored', lost_and_restored,        '1 1 1 1 1  1 1 1',   '0 0 0 0 0  0 0 0'),
    ('O10', 'deleted', deleted,                           '1 1 1 1 1  1 1 1',   '0 0 0 0 0  0 0 0'),
    ('O10', 'deleted-and-undone', deleted_and_undone,     '1 1 1 1 1  . . .',   '0 0 0 0 0  . . .'),
    ('H1', 'deleted-and-added', deleted_and_added,        '. 1 1 1 .  . . .',   '. 1 1 1 .  . . .'),
    ('H1', 'added-twice', added_twice,                    '. 1 1 1 .  . . .',   '. 1 1 1 .  . . .'),
    ('H1', 'secret-set-again', secret_set_again,          '. 1 1 1 .  . . .',   '. 1 1 1 .  . . .'),
    ('X', 'events-deleted-and-added', events_deleted_and_added,
                                                          '. 1 1 1 .  . . .',   '. 0 0 0 .  . . .'),
    ('X', 'events-deleted-and-secret-set', events_deleted_and_secret_set,
                                                          '. 1 1 1 .  . . .',   '. 0 0 0 .  . . .'),
    ('H1', 'resynced-and-events-set-back', resynced_and_events_set_back,
                                                          '. 1 1 1 .  . . .',   '. 0 0 0 .  . . .'),
    ('P1', 'shared', shared,                              '1 1 1 1 1  . . .',   '1 1 1 1 1  . . .'),
    ('H1', 'given-to-another', given_to_another,          '. 1 1 1 .  . . .',   '. 1 1 1 .  . . .'),
    ('P2', 'activated-again', activated_again,            '1 . . . 1  . . .',   '0 . . . 1  . . .'),
    # The last: the keyring, which all share, has no other key afterwards.
    ('K7', 'key-rotated', key_rotated,                    '1 1 1 1 1  1 3 *',   '1 1 1 1 0  1 3 *'),
]


class Report:
    def __init__(self):
        self.number = 0
        self.failed = 0

    def say(self, rule, way, kind, problem, remark):
        self.number += 1
        self.failed += bool(problem)
        print(f'{"not ok" if problem else "ok"} {self.number} /{rule}/once/{way}/{kind.name} # {remark}', flush=True)
        for line in problem.splitlines():
            print(f'# {line}', flush=True)


def check_count(org, user, expected):
    """Returns what is wrong with how often the passcode of @user was accepted, and how often it was."""
    users = [user, f'{user}-other']
    allowed = sum(org.allowed[name] for name in users)
    logged = sum(org.count_logged(name) for name in users)
    most = sum(org.asked[name] - org.unrecorded[name] for name in users)
    wanted = max(most, 1) if expected == '*' else int(expected)
    if allowed == logged == wanted:
        return None, allowed
    return f'{user}: {allowed} allowed, {logged} in the log, should be {wanted} of {most}', allowed


def try_way(base, folder, happen):
    org = base.copy_to(folder)
    org.use(org.lines(USED), 1, 1)
    happen(org)
    org.use(org.lines(USED, FRESH))
    return org


def run_way(report, base, top, rule, way, happen, used, fresh):
    folder = os.path.join(top, way)
    org = error = None
    try:
        org = try_way(base, folder, happen)
    except Exception:
        error = traceback.format_exc()
    for kind, *columns in zip(KINDS, used.split(), fresh.split(), strict=True):
        problems = [error] if error else []
        counts = []
        for role, expected in zip((USED, FRESH), columns):
            problem, count = None, '–'
            if org is not None and expected != '.':
                problem, count = check_count(org, f'{kind.name}-{role}', expected)
            problems += [problem] if problem else []
            counts.append(count)
        if set(columns) != {'.'}:
            report.say(rule, way, kind, '\n'.join(problems), f'used before {counts[0]}, not used before {counts[1]}')
    shutil.rmtree(folder, ignore_errors=True)


# --- kill -9 ---

class Kills:
    """Rounds, in each of which processes are killed while they use the next passcode of each kind"""
    def __init__(self, base, folder, rounds, rng):
        self.org = base.copy_to(folder)
        self.rng = rng
        self.problems = collections.defaultdict(list)
        self.died = collections.Counter()
        self.span = self.measure()
        for n in range(rounds):
            self.round(n)

    def measure(self):
        """How long they take if they are left alone"""
        line = next(self.org.lines(USED))
        with Crowd(self.org, FEW) as crowd:
            began = time.monotonic()
            crowd.use([line], KILL_TIMES)
            return time.monotonic() - began

    def round(self, n):
        org = self.org
        org.n_uses = 0
        org.set_clock(n * STEP)
        for kind in KINDS if n % BATCH == 0 else []:
            user = f'{kind.name}-{FRESH}'
            org.given[user] = kind.give_more(org, user)
        lines = list(org.lines(FRESH, n=n))
        before = {user: org.count_logged(user) for (user,), _ in lines}
        for kind, line in zip(KINDS, lines):
            crowd = Crowd(org, FEW)
            typed = crowd.ask([line], KILL_TIMES)
            time.sleep(self.rng.uniform(0, self.span))
            self.died[kind] += crowd.kill(typed, self.rng)
        org.use(lines, 1, 4)
        org.run('log', 'verify')
        org.assert_no_failures()
        for kind, ((user,), _) in zip(KINDS, lines):
            logged = org.count_logged(user) - before[user]
            used = kind.uses
            if used is None:
                used, = org.read("SELECT uses FROM bypass_uses WHERE code = (SELECT device FROM attempts WHERE name ="
                                 f" '{user}' ORDER BY id DESC LIMIT 1)", '-events')[0]
            if logged != used:
                self.problems[kind].append(f'round {n}: {logged} in the log, should be {used}')


def run_kills(report, base, top, rounds, rng):
    try:
        kills = Kills(base, os.path.join(top, 'killed'), rounds, rng)
    except Exception:
        for kind in KINDS:
            report.say('V3', 'killed', kind, traceback.format_exc(), '?')
        return
    for kind in KINDS:
        report.say('V3', 'killed', kind, '\n'.join(kills.problems[kind]),
                   f'{rounds} rounds, {kills.died[kind]} died in the middle')


def main():
    rounds = int(sys.argv[3])
    seed = int(sys.argv[4]) if len(sys.argv) > 4 else random.randrange(1 << 30)
    report = Report()
    print('TAP version 13')
    print(f'# seed {seed}, {rounds} kills of each kind, {CROWD * CROWD_TIMES} uses by {CROWD} processes')
    with tempfile.TemporaryDirectory(prefix='gatehouse-once-') as top, open_keyring(top) as keyring:
        keyring.start()
        base = furnish(os.path.join(top, 'base'), keyring.address)
        run_kills(report, base, top, rounds, random.Random(seed))
        for way in WAYS:
            run_way(report, base, top, *way)
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    print(f'# {usage.ru_utime + usage.ru_stime:.0f} s of processors')
    print(f'1..{report.number}')
    return 1 if report.failed else 0


if __name__ == '__main__':
    sys.exit(main())
