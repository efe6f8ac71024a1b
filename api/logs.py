"""Log lines: one JSON object each, on standard error; never a question, a query string or an address."""

import logging
import sys

import structlog
from structlog.typing import Processor


def set_up_logs(form: str) -> None:
    """Write log lines as JSON, or as text for a person who develops."""
    writer: Processor = (
        structlog.processors.JSONRenderer() if form == "json" else structlog.dev.ConsoleRenderer(colors=False)
    )
    structlog.configure(
        processors=[
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            writer,
        ],
        wrapper_class=structlog.make_filtering_bound_logger(logging.INFO),
        logger_factory=lambda *_names: structlog.WriteLogger(sys.stderr),
        cache_logger_on_first_use=False,
    )
