"""Options of the whole suite."""

import os

# As ``clausegap batch`` does: only a process with one thread can be forked, and forked workers start at once.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")


def pytest_addoption(parser):
    parser.addoption("--regenerate", action="store_true", help="rewrite the golden reports of sample_contracts/")
