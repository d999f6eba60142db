#!/usr/bin/python3
"""What history costs, beside git, in one run.

history_run.py BIN REPOSITORY HOT ROUNDS [ROW...]: BIN is the folder of the
programs, the repository one that history.py made, HOT the record that is edited
most. Rows are told by how they begin; without one, all are measured. What
is compared is run in turns; times are medians, of the processors' time in user
and in system mode, since that of the clock depends on who else is there.
"""
import os
import statistics
import subprocess
import sys
import time


def run(command, folder):
    begun = time.monotonic()
    with open(os.devnull, "wb") as sink:
        child = subprocess.Popen(command, cwd=folder, stdout=sink,
                                 stderr=sink)
        _, status, usage = os.wait4(child.pid, 0)
    child.returncode = status
    if status:
        sys.exit("history_run: %s ends with %d" % (command, status))
    return (usage.ru_utime + usage.ru_stime, time.monotonic() - begun,
            usage.ru_maxrss)


def main():
    binary, folder, hot, rounds = sys.argv[1:4] + [int(sys.argv[4])]
    binary = os.path.abspath(binary)
    priority = os.path.dirname(hot)
    area = os.path.dirname(priority)
    rows = [
        ("one priority", ["git", "log", "-p", "main", "--", priority],
         ["log", "--rev", "main", priority]),
        ("one record", ["git", "log", "-p", "main", "--", hot],
         ["log", "--rev", "main", hot]),
        ("one priority, beside all paths",
         ["git", "log", "--raw", "main"],
         ["log", "--rev", "main", priority]),
        ("an area", ["git", "log", "-p", "main", "--", area],
         ["log", "--rev", "main", area]),
        ("all records", ["git", "log", "-p", "main"],
         ["log", "--rev", "main", os.path.dirname(area)]),
        ("all records, beside names", ["git", "log", "--raw", "main"],
         ["log", "--rev", "main", os.path.dirname(area)]),
        ("blame", ["git", "blame", "main", "--", hot],
         ["blame", "--rev", "main", hot]),
    ]
    commits = subprocess.run(["git", "rev-list", "--count", "main"],
                             cwd=folder, stdout=subprocess.PIPE,
                             check=True).stdout.decode().strip()
    if len(sys.argv) > 5:
        rows = [r for r in rows if r[0].startswith(tuple(sys.argv[5:]))]
    print("History of %s commits" % commits)
    print("%-31s %-11s %8s %8s %6s %8s" % (
        "", "beside", "git s", "ours s", "ratio", "ours MB"))
    for name, theirs, ours in rows:
        ours = [os.path.join(binary, "termwise-" + ours[0])] + ours[1:]
        times = [(run(theirs, folder), run(ours, folder))
                 for _ in range(1 if name == "all records" else rounds)]
        git = statistics.median(t[0][0] for t in times)
        own = statistics.median(t[1][0] for t in times)
        print("%-31s %-11s %8.3f %8.3f %6.2f %8.0f" % (
            name, " ".join(w for w in theirs[1:3] if w != "main"), git, own,
            own / git, max(t[1][2] for t in times) / 1024))


main()
