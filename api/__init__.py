"""The doors: command line, HTTP, pages, widget, explorer. They answer through ``answers`` and load through ``loaders``.

ApiError                  what was asked of a door cannot be done as asked
├── AgencyUnknown         no agency of that name is held; lists those that are
├── DateInvalid           a text that is no full date in the years that records can be about
├── QuestionEmpty         no question was asked
├── QuestionTooLong       a message longer than any question
├── LevelUnknown          no reading level of that name
├── ProfileInvalid        what was told about the person cannot be used
├── BatchLineInvalid      a line of a batch that asks nothing; the lines after it are answered
├── EntityUnknown         nothing of that id is held
├── StatementUnknown      no statement, event or coverage of that id is held
├── ParameterInvalid      a query's parameter that is not written name=value, or not of its type
├── SettingInvalid        a setting that cannot be used
├── AnswerOutdated        an answer id of another graph or program version, which is served no more
├── FileUnusable          a file or folder that the system will not let us read or write
├── AddressTaken          another program listens where the server should
├── AssetsFailed          what the drawing needs could not be fetched; the pages work without it
├── BodyTooLarge          a request larger than any question
└── TooManyRequests       more requests than one reader makes
"""

from collections.abc import Iterable


class ApiError(Exception):
    """What was asked cannot be done as asked. The message ends with the next step."""


class AgencyUnknown(ApiError):
    def __init__(self, name: str, held: Iterable[str]) -> None:
        self.name, self.held = name, tuple(held)
        super().__init__(f"no agency {name[:40]!r} is held: choose from {', '.join(self.held)}")


class DateInvalid(ApiError):
    def __init__(self, text: str) -> None:
        self.text = text
        super().__init__(f"{text[:40]!r} is no day that can be asked about: write YYYY-MM-DD, from 1950 to 2100")


class QuestionEmpty(ApiError):
    def __init__(self) -> None:
        super().__init__("there is no question: write one, such as 'Is Keytruda approved for lung cancer?'")


class QuestionTooLong(ApiError):
    def __init__(self, length: int, most: int) -> None:
        super().__init__(f"the question has {length} characters, {most} are read: ask one short question")


class LevelUnknown(ApiError):
    def __init__(self, level: str, held: Iterable[str]) -> None:
        super().__init__(f"there is no reading level {level[:40]!r}: choose from {', '.join(held)}")


class ProfileInvalid(ApiError):
    def __init__(self, why: str) -> None:
        super().__init__(f"the profile cannot be used ({why}): see docs/http.md for its fields, or leave it out")


class BatchLineInvalid(ApiError):
    def __init__(self, number: int, why: str) -> None:
        super().__init__(f'line {number} asks nothing ({why}): write {{"id": "1", "question": "…"}} on one line')


class EntityUnknown(ApiError):
    def __init__(self, entity_id: str) -> None:
        super().__init__(f"nothing with the id {entity_id[:80]!r} is held: look for its name under /v1/entities?q=")


class StatementUnknown(ApiError):
    def __init__(self, statement_id: str) -> None:
        super().__init__(
            f"no statement, event or coverage {statement_id[:80]!r} is held: take an id from an answer's statement_ids"
        )


class ParameterInvalid(ApiError):
    def __init__(self, text: str, why: str) -> None:
        super().__init__(f"the parameter {text[:80]!r} cannot be read ({why}): write name=value")


class SettingInvalid(ApiError):
    def __init__(self, why: str) -> None:
        super().__init__(f"a setting cannot be used ({why}): see docs/settings.md")


class AnswerOutdated(ApiError):
    def __init__(self, asked: str, held: str) -> None:
        super().__init__(f"the answer is of {asked[:60]}, and {held} is served now: ask the question again")


class FileUnusable(ApiError):
    def __init__(self, error: OSError) -> None:
        where = f" {error.filename}" if error.filename else ""
        why = error.strerror or str(error)
        super().__init__(f"the system refuses{where} ({why}): check the path, its rights and the free space")


class AddressTaken(ApiError):
    def __init__(self, host: str, port: int, why: str) -> None:
        super().__init__(f"nothing can listen at {host}:{port} ({why}): choose another with --host and --port")


class AssetsFailed(ApiError):
    def __init__(self, why: str) -> None:
        super().__init__(f"Cytoscape.js could not be fetched ({why}): pages show lists instead; try `explainer assets`")


class BodyTooLarge(ApiError):
    def __init__(self, most: int) -> None:
        super().__init__(f"the request is larger than {most} bytes: send one question of a few lines")


class TooManyRequests(ApiError):
    def __init__(self, seconds: int) -> None:
        self.seconds = seconds
        super().__init__(f"too many requests came from this address: wait {seconds} seconds, then ask again")
