"""`python -m bitext` is the command `bitext`."""

from bitext.cli import run

if __name__ == "__main__":
    run()
