"""The interface does what its OpenAPI description says, whatever is sent to it."""

from typing import Any

import schemathesis
from fastapi.testclient import TestClient
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis
from schemathesis.core.result import Ok
from schemathesis.specs.openapi.checks import positive_data_acceptance

from api.app import create_app
from api.settings import Settings


def test_every_response_is_described(settings: Settings) -> None:
    """Random requests, good and bad, to each operation: nothing fails, nothing is undescribed.

    A request of the right form may be refused for what it says (an empty question, an unknown agency).
    """
    described = schemathesis.openapi.from_asgi("/openapi.json", create_app(settings))
    tried = 0
    for found in described.get_all_operations():
        tried += 1
        assert isinstance(found, Ok)

        @hypothesis(max_examples=12, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
        @given(case=found.ok().as_strategy())
        def try_it(case: "schemathesis.Case[Any]") -> None:
            case.call_and_validate(excluded_checks=[positive_data_acceptance])

        try_it()
    assert tried >= 11


def test_every_operation_is_explained_and_has_examples(client: TestClient) -> None:
    described = client.get("/openapi.json").json()
    for path, methods in described["paths"].items():
        for method, one in methods.items():
            assert one["summary"], path
            assert one["description"], path
            if method == "post":
                assert one["requestBody"]["content"]["application/json"]["examples"], path
    assert described["components"]["schemas"]["ProblemDetails"]
