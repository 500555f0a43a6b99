"""What is worked out in a second process, and what becomes of it."""

import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.skipif(sys.platform in ("win32", "darwin"), reason="no process is doubled there")

# Each is a program of its own, for a process with threads, as a runner of tests has them, is never doubled.
TELLS = """
from quiz.ahead import begun
ahead = begun(lambda: ("ünë\\nzwei", lambda: None))
print(ahead.result())
ahead.close()
"""
FAILS = """
from quiz.ahead import begun
def work():
    raise SystemExit("this is not heard of")
ahead = begun(work)
print(repr(ahead.result()))
"""
AFTERWARDS = """
import os, sys
from quiz.ahead import begun
def leave():
    print("this is not seen")
    open(sys.argv[1] + ".beside", "w").write("done")
    os.rename(sys.argv[1] + ".beside", sys.argv[1])
begun(lambda: ("told", leave)).result()
"""
THREADS = """
from threading import Event, Thread
from quiz.ahead import begun
end = Event()
Thread(target=end.wait).start()
print(begun(lambda: ("told", lambda: None)))
end.set()
"""
BUFFERS = """
import atexit, sys
from quiz.ahead import begun
atexit.register(print, "bye")
sys.stdout.write("once ")
print(begun(lambda: ("told", lambda: None)).result())
"""


def run(program: str, *words: str) -> str:
    done = subprocess.run(
        [sys.executable, "-c", program, *words], capture_output=True, text=True, timeout=30, check=True
    )
    assert done.stderr == ""
    return done.stdout


def test_it_tells_what_was_worked_out() -> None:
    assert run(TELLS) == "ünë\nzwei\n"


def test_what_fails_there_tells_nothing_and_prints_nothing() -> None:
    assert run(FAILS) == "''\n"


def test_what_is_left_to_do_holds_nobody_up_and_is_done(tmp_path: Path) -> None:
    done = tmp_path / "done"

    assert run(AFTERWARDS, str(done)) == ""
    subprocess.run(["sh", "-c", f"until test -e '{done}'; do :; done"], timeout=30, check=True)
    assert done.read_text() == "done"


def test_a_process_with_threads_is_not_doubled() -> None:
    assert run(THREADS) == "None\n"


def test_the_double_writes_nothing_of_this_process_and_ends_without_its_farewells() -> None:
    assert run(BUFFERS) == "once told\nbye\n"
