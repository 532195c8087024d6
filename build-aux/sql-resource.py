#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Lists the .sql files given as a GResource: users/queries/x.sql becomes …/sql/users/x.sql."""
import os
import sys
from xml.sax.saxutils import escape, quoteattr

root, output, *inputs = sys.argv[1:]
lines = ['<gresources><gresource prefix="/io/github/gatehouse/Gatehouse/sql">']
for path in sorted(inputs):
    inside = os.path.relpath(path, root)
    lines.append(f'<file alias={quoteattr(inside.replace("/queries/", "/"))}>{escape(inside)}</file>')
lines.append('</gresource></gresources>')
with open(output, 'w', encoding='utf-8') as f:
    f.write('\n'.join(lines) + '\n')
