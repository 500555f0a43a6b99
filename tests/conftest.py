"""Keep every test, and every program that it starts, away from the files of whoever runs it."""

import atexit
import os
from tempfile import TemporaryDirectory

_HOME = TemporaryDirectory(prefix="quiz-test-home-", ignore_cleanup_errors=True)
atexit.register(_HOME.cleanup)
# Before anything is collected: some tests take their environment when they are imported.
os.environ["QUIZ_HOME"] = _HOME.name
