"""`python -m allvoice` is `allvoice`."""

from allvoice.cli import main

if __name__ == "__main__":
    main()
