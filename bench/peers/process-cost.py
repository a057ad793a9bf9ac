"""process-cost.py STDOUT STDERR COMMAND [ARGUMENT...]: runs one command and prints what it cost as one line of JSON.

user, system: CPU seconds of the process and of every descendant it waited for; wall: seconds; peak: bytes of the largest
resident set among them; exit: its exit code, or minus the signal that ended it. wait4 gives microseconds, time(1) hundredths.
"""

import json
import os
import sys
import time

out, err, command = sys.argv[1], sys.argv[2], sys.argv[3:]
flags = os.O_WRONLY | os.O_CREAT | os.O_TRUNC
actions = [
    (os.POSIX_SPAWN_OPEN, 0, os.devnull, os.O_RDONLY, 0),
    (os.POSIX_SPAWN_OPEN, 1, out, flags, 0o644),
    (os.POSIX_SPAWN_OPEN, 2, err, flags, 0o644),
]
start = time.monotonic()
child = os.posix_spawnp(command[0], command, os.environ, file_actions=actions)
_, status, usage = os.wait4(child, 0)
cost = {
    "exit": os.waitstatus_to_exitcode(status),
    "user": usage.ru_utime,
    "system": usage.ru_stime,
    "wall": time.monotonic() - start,
    "peak": usage.ru_maxrss * (1 if sys.platform == "darwin" else 1024),
}
print(json.dumps(cost))
