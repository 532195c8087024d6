# SPDX-License-Identifier: GPL-3.0-or-later
"""The memory of a process, as a core of it would have it; also runs within gdb.

Not gdb's own core: that has the terabytes of address space that the address sanitizer keeps for itself."""
import os
import re
import struct

PAGE = os.sysconf('SC_PAGE_SIZE')
# At most so many pages are looked at in one go.
PAGES = 1 << 16
# Of /proc/PID/pagemap: in memory, or swapped out.
THERE = 3 << 62


def list_mappings(pid):
    """Where memory is that can be read and that the program did not keep from cores (madvise(2), MADV_DONTDUMP)"""
    with open(f'/proc/{pid}/smaps', encoding='utf-8', errors='replace') as smaps:
        for line in smaps:
            head = re.match('([0-9a-f]+)-([0-9a-f]+) (....)', line)
            if head:
                first, last, mode = int(head[1], 16), int(head[2], 16), head[3]
                is_special = '[v' in line  # vvar, vdso, vsyscall
            elif line.startswith('Anonymous:'):
                is_file = line.split()[1] == '0'
            elif line.startswith('VmFlags:') and mode[0] == 'r' and not is_special and not is_file \
                    and 'dd' not in line.split():
                yield first, last


def copy_memory(pid, path):
    """Writes all that is in memory to @path: what a process merely has of files, unchanged, is not its own."""
    with open(f'/proc/{pid}/mem', 'rb', 0) as memory, open(f'/proc/{pid}/pagemap', 'rb', 0) as pagemap, \
            open(path, 'wb') as out:
        for first, last in list_mappings(pid):
            for start in range(first, last, PAGES * PAGE):
                pagemap.seek(start // PAGE * 8)
                there = pagemap.read(min(PAGES, (last - start) // PAGE) * 8)
                for i in range(len(there) // 8):
                    if struct.unpack_from('<Q', there, i * 8)[0] & THERE:
                        try:
                            memory.seek(start + i * PAGE)
                            out.write(memory.read(PAGE))
                        except OSError:
                            pass  # it went meanwhile, or nobody may read it
