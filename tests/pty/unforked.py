"""The program on a system that can't double a process."""

import os
import sys

from quiz.cli import main

if __name__ == "__main__":
    if hasattr(os, "fork"):
        del os.fork
    sys.exit(main(sys.argv[1:]))
