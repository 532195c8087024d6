#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What a core of gatehousectl has: test-ctl-cores.py GATEHOUSECTL"""
import os
import resource
import subprocess
import sys
import time

from organisation import CTL, made, run_tests

# Only reached if the program hangs.
PATIENCE = 120


def read_limit(pid):
    """The soft and the hard limit of cores, in bytes."""
    with open(f'/proc/{pid}/limits', encoding='ascii') as limits:
        line = next(line for line in limits if line.startswith('Max core file size'))
    return line.split()[4:6]


def read_filter(pid):
    with open(f'/proc/{pid}/coredump_filter', encoding='ascii') as file:
        return int(file.read(), 16)


def test_no_memory_in_cores(folder):
    """K5: whatever the limits that it is started with"""
    org = made(folder)
    fifo = os.path.join(folder, 'ids')
    os.mkfifo(fifo)
    _, hard = resource.getrlimit(resource.RLIMIT_CORE)
    program = subprocess.Popen([CTL, '--database', org.path, 'user', 'trash', '--ids-from', fifo], env=org.env,
                               preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_CORE, (hard, hard)),
                               stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    # It has begun once it waits for somebody to write to the pipe.
    end = time.monotonic() + PATIENCE
    while True:
        try:
            writer = os.open(fifo, os.O_WRONLY | os.O_NONBLOCK)
            break
        except OSError:
            assert program.poll() is None and time.monotonic() < end, 'it did not begin'
            time.sleep(0.01)
    try:
        least = '1' if hard != 0 else '0'
        assert read_limit(program.pid) == [least, least], read_limit(program.pid)
        assert read_filter(program.pid) == 0, hex(read_filter(program.pid))
    finally:
        os.close(writer)
        program.communicate(timeout=PATIENCE)


if __name__ == '__main__':
    sys.exit(run_tests(globals()))
