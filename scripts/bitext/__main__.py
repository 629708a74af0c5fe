"""`python -m bitext` is the command `bitext`."""

import sys

from bitext.cli import main

if __name__ == "__main__":
    sys.exit(main())
