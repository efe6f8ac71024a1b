"""The ledger: every record that was ever known, with the day we knew it. Nothing is changed or deleted.

LedgerError
├── LedgerUrlError        the address names no database that can be opened
├── LedgerMissingError    there is no ledger yet
├── LedgerOutdatedError   the ledger's tables are of an older version of this program
├── LedgerFormatError     the ledger's tables are of a newer version of this program, or of another program
├── RecordedTimeError     a record would be known earlier than what we knew of it last
└── TextDamagedError      a stored text is not what was stored
"""

EVERYTHING = "*"
"""For ``retract_missing_of``: whatever is held and not among the records written."""


class LedgerError(Exception):
    """Something is wrong with the ledger, not with what it holds."""


class LedgerUrlError(LedgerError):
    def __init__(self, url: str, why: str) -> None:
        self.url = url
        super().__init__(
            f"the ledger {url} cannot be opened ({why}): write sqlite:///PATH, with a folder that exists, "
            "or the URL of a PostgreSQL database"
        )


class LedgerMissingError(LedgerError):
    def __init__(self, url: str) -> None:
        self.url = url
        super().__init__(f"there is no ledger at {url}: make one with `explainer build`")


class LedgerOutdatedError(LedgerError):
    def __init__(self, url: str, found: str, expected: str) -> None:
        self.url, self.found, self.expected = url, found, expected
        super().__init__(
            f"the ledger {url} has the format {found}, this program needs {expected}: make a copy of it, "
            "then run `explainer migrate`, which keeps every row"
        )


class LedgerFormatError(LedgerError):
    def __init__(self, url: str, found: str, expected: str) -> None:
        self.url, self.found, self.expected = url, found, expected
        super().__init__(
            f"the ledger {url} has the format {found}, this program knows those up to {expected}: "
            "use the program that wrote it, or a newer one"
        )


class RecordedTimeError(LedgerError):
    def __init__(self, kind: str, record_id: str, recorded_on: str, last: str) -> None:
        self.kind, self.record_id, self.recorded_on, self.last = kind, record_id, recorded_on, last
        super().__init__(
            f"{record_id} ({kind}) was last recorded on {last}, so it cannot be recorded on {recorded_on}: "
            f"use {last} or a later day"
        )


class TextDamagedError(LedgerError):
    def __init__(self, sha256: str) -> None:
        self.sha256 = sha256
        super().__init__(
            f"the stored text of document {sha256} is damaged: restore the ledger from a copy, or build anew"
        )
