#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Shows that each check of check-style.py refuses what is wrong and passes what is right."""
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

CHECKER = Path(__file__).with_name('check-style.py')
SPDX = '/* SPDX-License-Identifier: GPL-3.0-or-later */\n'
MARK = 'TO' 'DO'

# A tree without errors: every case below changes one place.
GOOD = {
    'po/POTFILES': 'src/lib/users/ops/gh-op-user-add.c\n',
    'src/lib/base/gh-id.h': SPDX + 'char *gh_id_new (void);\n',
    'src/lib/base/gh-id.c': SPDX + '#include "base/gh-id.h"\n\nstatic int\nfoo (void)\n{\n}\n\nchar *\ngh_id_new (void)\n{\n}\n',
    'src/lib/store/gh-store.c': SPDX + '#include <sqlite3.h>\n#include "store/gh-store-private.h"\n#include "base/gh-id.h"\n',
    'src/lib/store/gh-store-private.h': SPDX,
    'src/lib/settings/gh-settings.h': SPDX + '#include "base/gh-id.h"\n',
    'src/lib/operations/gh-run.h': SPDX + '#include "settings/gh-settings.h"\n',
    'src/lib/operations/gh-role-table.h': SPDX,
    'src/lib/users/gh-user-table.h': SPDX + '#include "operations/gh-role-table.h"\n',
    'src/lib/users/gh-user-rules.c': SPDX + '#include "base/gh-id.h"\n',
    'src/lib/users/ops/gh-op-user-add.c': (SPDX + '#include "users/gh-user-table.h"\n\nchar *label = N_("Add");\n'
                                           'char *name = "users/insert-user";\n'),
    'src/lib/users/queries/insert-user.sql': '-- INSERT INTO phones is not meant\nINSERT INTO users (id) VALUES (?1)\n',
    'src/lib/users/queries/fill.sql': 'INSERT INTO temp.chunk SELECT 1 ON CONFLICT (id) DO UPDATE SET id = 2\n',
    'src/lib/groups/queries/list-groups.sql': 'SELECT id, username FROM groups JOIN users\n',
    'src/lib/store/schema/directory/0001.sql': 'UPDATE users SET id = 1;\n',
    'src/lib/settings/ops/gh-op-settings-set.c': SPDX + '#include "operations/gh-run.h"\n',
    'src/lib/groups/gh-group.h': SPDX + '/* Not for _("translation") */\n',
    'src/desktop/kit/gh-cell.c': SPDX + '#include <gtk/gtk.h>\n#include "kit/gh-cell.h"\n#include "base/gh-id.h"\n',
    'src/desktop/kit/gh-cell.h': SPDX,
    'src/desktop/list/gh-list-page.c': SPDX + '#include "kit/gh-cell.h"\n#include "operations/gh-run.h"\n',
    'src/desktop/user/gh-user-page.c': SPDX + '#include "list/gh-list-page.h"\n',
    'src/desktop/session/gh-session.h': SPDX + '#include "operations/gh-run.h"\n',
    'src/desktop/trash/gh-trash-page.h': SPDX + '#include "session/gh-session.h"\n',
    'src/desktop/operate/gh-operate.h': SPDX + '#include "kit/gh-cell.h"\n',
    'src/desktop/app/gh-window.c': SPDX + '#include "trash/gh-trash-page.h"\n#include "session/gh-session.h"\n',
    'src/ctl/main.c': SPDX + '#include "ctl/gh-ctl.h"\n#include "operations/gh-run.h"\n',
    'src/ctl/gh-ctl.h': SPDX,
    'tests/lib/test-id.c': SPDX + '#include "gh-test.h"\n/* mkdtemp ("XXXXXX") */\n',
}

# check, file, what is put into it, what the error says
WRONG = [
    ('arrows', 'src/lib/base/gh-id.c', '#include "store/gh-store.h"', 'base must not include store'),
    ('arrows', 'src/lib/store/gh-store.c', '#include "operations/gh-run.h"', 'store must not include operations'),
    ('arrows', 'src/lib/settings/gh-settings.h', '#include "operations/gh-run.h"', 'settings must not include operations'),
    ('arrows', 'src/lib/operations/gh-run.h', '#include "users/gh-user.h"', 'operations must not include domain'),
    ('arrows', 'src/lib/groups/gh-group.h', '#include "users/gh-user-table.h"', 'for its own folder only'),
    ('arrows', 'src/lib/groups/gh-group.h', '#include "store/gh-store-private.h"', 'for its own folder only'),
    ('arrows', 'src/lib/groups/gh-group.h', '#include <sqlite3.h>', 'only src/lib/store includes sqlite3.h'),
    ('arrows', 'src/ctl/main.c', '#include <sqlite3.h>', 'only src/lib/store includes sqlite3.h'),
    ('arrows', 'src/lib/groups/gh-group.h', '#include <gtk/gtk.h>', 'knows no toolkit'),
    ('arrows', 'src/lib/groups/gh-group.h', '#include <adwaita.h>', 'knows no toolkit'),
    ('arrows', 'src/lib/users/gh-user-table.h', '#include "ctl/gh-ctl.h"', 'domain must not include ctl'),
    ('arrows', 'src/desktop/kit/gh-cell.c', '#include "operations/gh-run.h"', 'kit must not include operations'),
    ('arrows', 'src/desktop/kit/gh-cell.c', '#include "list/gh-list-page.h"', 'kit must not include'),
    ('arrows', 'src/desktop/kit/gh-cell.c', '#include "session/gh-session.h"', 'kit must not include session'),
    ('arrows', 'src/desktop/session/gh-session.h', '#include "trash/gh-trash-page.h"', 'session must not include page'),
    ('arrows', 'src/desktop/trash/gh-trash-page.h', '#include "app/gh-window.h"', 'page must not include app'),
    ('arrows', 'src/desktop/operate/gh-operate.h', '#include "session/gh-session.h"', 'operate must not include session'),
    ('arrows', 'src/desktop/list/gh-list-page.c', '#include "trash/gh-trash-page.h"', 'list must not include page'),
    ('pages', 'src/desktop/user/gh-user-page.c', '#include "trash/gh-trash-page.h"', 'must not include another one'),
    ('arrows', 'src/ctl/main.c', '#include "desktop/kit/gh-cell.h"', 'ctl must not include kit'),
    ('pure', 'src/lib/users/gh-user-rules.c', '#include "store/gh-store.h"', 'a file that decides'),
    ('pure', 'src/lib/trash/gh-trash-status.h', '#include <gtk/gtk.h>', 'a file that decides'),
    ('pure', 'src/lib/sync/gh-sync-plan.c', '#include <sqlite3.h>', 'a file that decides'),
    ('pure', 'src/lib/verification/gh-decision.c', '#include "store/gh-statement.h"', 'a file that decides'),
    ('includes', 'src/lib/users/gh-user-rules.c', '#include "gh-user-rules.h"', 'needs its folder'),
    ('length', 'src/lib/base/gh-id.c', '\n' * 1000, 'over 1000 lines'),
    ('length', 'tests/lib/test-id.c', '\n' * 1000, 'over 1000 lines'),
    ('length', 'src/lib/phones/gh-phone-library.cc', SPDX + '\n' * 99, 'over 99 lines'),
    ('language', 'src/lib/users/gh-user.cc', SPDX, 'only src/lib/phones/gh-phone-library.cc is C++'),
    ('arrows', 'src/lib/base/gh-id.cc', '#include "store/gh-store.h"', 'base must not include store'),
    ('names', 'src/lib/users/gh-user-manager.c', '', 'does not say what a file is for'),
    ('names', 'tests/lib/test-utils.c', '', 'does not say what a file is for'),
    ('names', 'src/lib/users/user.c', '', 'must begin with gh-'),
    ('prefix', 'src/lib/base/gh-id.c', 'int\nbar (void)\n{\n}\n', 'bar() must begin with gh_'),
    ('prefix', 'src/lib/base/gh-id.h', 'const char *id_get (int x);', 'id_get() must begin with gh_'),
    ('json', 'src/lib/groups/gh-group.c', 'node = json_from_string (text, NULL);', 'gh_json_parse() scans what json_from_string'),
    ('json', 'src/desktop/kit/gh-cell.c', 'g_autoptr(JsonParser) parser = json_parser_new ();', 'gh_json_parse()'),
    ('json', 'src/ctl/main.c', 'json_parser_load_from_file (parser, path, &error);', 'json_parser_load_from_file'),
    ('statements', 'src/lib/groups/gh-group.c', 'run (c, "users/insert-user");', '"users/insert-user" is for src/lib/users only'),
    ('statements', 'src/lib/users/ops/gh-op-user-add.c', 'run (c, "groups/list-groups");', 'is for src/lib/groups only'),
    ('statements', 'src/lib/operations/gh-run.h', '#define LIST "groups/list-groups"', 'is for src/lib/groups only'),
    ('statements', 'src/desktop/user/gh-user-page.c', 'run (c, "users/insert-user");', 'is for src/lib/users only'),
    ('statements', 'src/desktop/users/gh-users.c', 'run (c, "users/insert-user");', 'is for src/lib/users only'),
    ('statements', 'src/ctl/main.c', 'run (c, "groups/list-groups");', 'is for src/lib/groups only'),
    ('owners', 'src/lib/groups/queries/add.sql', 'INSERT OR IGNORE INTO\n  users (id) SELECT 1', 'users belongs to src/lib/users'),
    ('owners', 'src/lib/groups/queries/touch.sql', 'UPDATE main.user_status SET last_op = 1', 'belongs to src/lib/users'),
    ('owners', 'src/lib/users/queries/join.sql', 'WITH a AS (SELECT 1) DELETE FROM groups', 'belongs to src/lib/groups'),
    ('owners', 'src/lib/users/queries/end.sql', 'replace into trash VALUES (1)', 'belongs to src/lib/trash'),
    ('owners', 'src/lib/users/queries/old.sql', 'UPDATE OR FAIL usrs SET id = 1', 'usrs belongs to nobody'),
    ('owners', 'src/lib/groups/gh-group.c', 'execute (c, "DELETE FROM users");', 'users belongs to src/lib/users'),
    ('owners', 'src/desktop/users/gh-users.c', 'execute (c, "DELETE FROM users");', 'users belongs to src/lib/users'),
    ('words', 'src/lib/base/gh-id.c', f'/* {MARK}: this */', MARK),
    ('words', 'src/README.md', 'see ../sha' 'red/x', 'sha' 'red'),
    ('words', 'tests/lib/test-id.c', '"/wo' 'rk/x"', '/wo' 'rk/'),
    ('translation', 'src/lib/groups/gh-group.h', 'char *s = _("x");', 'add the line src/lib/groups/gh-group.h'),
    ('translation', 'src/lib/groups/gh-group.c', 'ngettext ("%d", "%d", n)', 'add the line src/lib/groups/gh-group.c'),
    ('translation', 'src/desktop/list/gh-list-page.ui', '<p translatable="yes">', 'gh-list-page.ui'),
    ('apostrophes', 'src/lib/groups/gh-group.c', '"The user\'s"', 'is to be ’'),
    ('translation', 'po/POTFILES', 'src/lib/zones/gh-gone.c', 'src/lib/zones/gh-gone.c is not there'),
    ('translation', 'po/POTFILES', 'src/lib/base/gh-id.c', 'sorted'),
]
# Files without the licence line, each its own tree.
UNLICENSED = ['src/lib/base/gh-id.h', 'src/ctl/main.c', 'tests/lib/gh-test.py', 'tests/crash/kill.sh', 'src/desktop/gh-a.ui',
              'src/lib/meson.build', 'meson.build', 'dev', '.ci/run']


class CheckStyle(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.root = Path(folder.name)
        for path, text in GOOD.items():
            self.write(path, text)

    def write(self, path, text):
        (self.root / path).parent.mkdir(parents=True, exist_ok=True)
        (self.root / path).write_text(text, encoding='utf-8')

    def run_check(self, check):
        done = subprocess.run([sys.executable, CHECKER, check, self.root], capture_output=True, text=True)
        self.assertEqual(done.stderr, '')
        return done.returncode, done.stdout

    def test_nothing_wrong(self):
        for check in self.list_checks():
            with self.subTest(check):
                self.assertEqual(self.run_check(check), (0, ''))

    def test_every_check_can_fail(self):
        self.assertEqual({case[0] for case in WRONG} | {'licence'}, set(self.list_checks()))

    def test_wrong(self):
        for check, path, text, complaint in WRONG:
            with self.subTest(f'{check}: {path}: {text.strip()}'):
                before = GOOD.get(path)
                self.write(path, (before or '') + text + '\n')
                status, output = self.run_check(check)
                self.assertEqual((status, len(output.splitlines())), (1, 1), output)
                self.assertIn(complaint, output)
                self.assertTrue(output.startswith('po/POTFILES:' if check == 'translation' else path + ':'), output)
                (self.root / path).unlink()
                if before is not None:
                    self.write(path, before)

    def test_licence(self):
        for path in UNLICENSED:
            with self.subTest(path):
                self.write(path, '\n\n' + SPDX)
                status, output = self.run_check('licence')
                self.assertEqual(status, 1)
                self.assertTrue(output.startswith(path + ':1:'), output)
                self.write(path, SPDX)
                self.assertEqual(self.run_check('licence'), (0, ''))

    @staticmethod
    def list_checks():
        return subprocess.run([sys.executable, CHECKER, '--list'], capture_output=True, text=True, check=True).stdout.split()


if __name__ == '__main__':
    unittest.main()
