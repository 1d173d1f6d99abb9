"""The errors a user can meet; each message says what to do next.

They are raised where the cause is known and caught only at the edge (the command line and
the chat). What this module does not know: how an edge shows them.
"""


class CitewireError(Exception):
    """Base of every error that is shown to the user as one sentence.

    `exit_code` is what the command line ends with: 1 for a failure, 2 for wrong usage.
    """

    exit_code = 1


class UsageError(CitewireError):
    """The request itself cannot be served: a wrong argument, an empty question."""

    exit_code = 2


class UnreadableArticle(CitewireError):
    """One article cannot be read; the others of the same run go on."""


class NoArticle(CitewireError):
    """No article has the id that was asked for."""


class IndexBusy(CitewireError):
    """Another process is writing to this collection."""


class IndexMismatch(CitewireError):
    """The index was made with other settings than the present ones."""


class IndexBroken(CitewireError):
    """The stored data cannot be read."""
