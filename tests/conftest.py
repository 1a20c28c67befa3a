"""Options of the whole suite."""


def pytest_addoption(parser):
    parser.addoption("--regenerate", action="store_true", help="rewrite the golden reports of sample_contracts/")
