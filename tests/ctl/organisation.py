# SPDX-License-Identifier: GPL-3.0-or-later
"""An organisation as gatehousectl, the first argument, creates and changes it; and running tests as TAP."""
import contextlib
import json
import os
import pty
import subprocess
import sys
import tempfile
import traceback

CTL = os.path.abspath(sys.argv[1])


class Organisation:
    def __init__(self, folder, name='test.db'):
        self.folder = folder
        self.path = os.path.join(folder, name)
        self.env = dict(os.environ, HOME=folder, XDG_DATA_HOME=os.path.join(folder, 'data'),
                        XDG_STATE_HOME=os.path.join(folder, 'state'),
                        DBUS_SESSION_BUS_ADDRESS='unix:path=/nonexistent/bus')  # nobody's keyring

    def call(self, *words, input=''):
        return subprocess.run([CTL, '--database', self.path, *words], env=self.env, capture_output=True, text=True,
                              input=input)

    def run(self, *words, status=0, input=''):
        done = self.call(*words, input=input)
        assert done.returncode == status, f'{words}: exit {done.returncode}\n{done.stdout}{done.stderr}'
        return done

    def json(self, *words, status=0, input=''):
        return json.loads(self.run(*words, '--format', 'json', status=status, input=input).stdout)

    def talk(self, words, *answers):
        """At a terminal: @answers are pairs of what is asked and what is typed then. Returns what was said after the last
        question, and the status."""
        pid, terminal = pty.fork()
        if pid == 0:
            os.execve(CTL, [CTL, '--database', self.path, *words], self.env)
        seen = b''
        for asked, typed in answers:
            while f'{asked}: '.encode('utf-8') not in seen:
                seen += os.read(terminal, 1000)
            seen = b''
            os.write(terminal, typed.encode('utf-8'))
        with contextlib.suppress(OSError):  # once the other end is closed
            while more := os.read(terminal, 1000):
                seen += more
        os.close(terminal)
        return seen.decode('utf-8'), os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])

    def write(self, name, text, encoding='utf-8'):
        path = os.path.join(self.folder, name)
        with open(path, 'w', encoding=encoding, newline='') as out:
            out.write(text)
        return path

    def read(self, path):
        with open(path, 'rb') as file:
            return file.read()


def made(folder):
    organisation = Organisation(folder)
    done = organisation.json('init', '--name', 'Example Ltd', '--time-zone', 'Europe/Oslo')
    organisation.recovery = done['secrets']['recovery-key']
    return organisation


def practice(folder, users=300, name='test.db'):
    organisation = Organisation(folder, name)
    organisation.run('practice', '--users', str(users), '--seed', '7', '--today', '2026-11-24')
    return organisation


def run_tests(names):
    """Runs each test_ function in its own folder; its docstring begins with the rule."""
    tests = {name: test for name, test in names.items() if name.startswith('test_')}
    failed = 0
    print(f'TAP version 13\n1..{len(tests)}')
    for number, (name, test) in enumerate(tests.items(), 1):
        title = f'/{(test.__doc__ or "").split(":")[0]}/{name[5:].replace("_", "-")}'
        try:
            with tempfile.TemporaryDirectory(prefix='gatehouse-ctl-') as folder:
                test(folder)
            print(f'ok {number} {title}', flush=True)
        except Exception:
            failed += 1
            print(f'not ok {number} {title}', flush=True)
            for line in traceback.format_exc().splitlines():
                print(f'# {line}')
    return 1 if failed else 0

