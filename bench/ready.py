#!/usr/bin/env python3
"""ready.py URL TIMES COMMAND...: milliseconds from exec to the first 200, that many times."""

import http.client
import subprocess
import sys
import time
from urllib.parse import urlsplit

url, times, command = urlsplit(sys.argv[1]), int(sys.argv[2]), sys.argv[3:]
taken = []
for _ in range(times):
    began = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    while time.perf_counter() - began < 30:
        try:
            conn = http.client.HTTPConnection(url.hostname, url.port, timeout=1)
            conn.request("GET", url.path)
            if conn.getresponse().status == 200:
                break
        except OSError:
            time.sleep(0.001)
    taken.append((time.perf_counter() - began) * 1000)
    process.terminate()
    process.wait()
taken.sort()
print(f"ready after {taken[0]:.0f} / {taken[len(taken) // 2]:.0f} / {taken[-1]:.0f} ms (min / median / max of {times})")
