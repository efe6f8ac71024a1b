"""The interface does what its OpenAPI description says, whatever is sent to it."""

import pytest
import schemathesis
from fastapi.testclient import TestClient
from hypothesis import HealthCheck, settings

from api.app import create_app
from api.settings import Settings


@pytest.fixture
def described(settings: Settings) -> schemathesis.openapi.schemas.OpenApiSchema:
    """The description, with the application behind it."""
    return schemathesis.openapi.from_asgi("/openapi.json", create_app(settings))


schema = schemathesis.pytest.from_fixture("described")


@schema.parametrize()
@settings(max_examples=15, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
def test_every_response_is_described(case: schemathesis.Case) -> None:
    case.call_and_validate()


def test_every_operation_is_explained_and_has_examples(client: TestClient) -> None:
    described = client.get("/openapi.json").json()
    for path, methods in described["paths"].items():
        for method, one in methods.items():
            assert one["summary"], path
            assert one["description"], path
            if method == "post":
                assert one["requestBody"]["content"]["application/json"]["examples"], path
    assert described["components"]["schemas"]["ProblemDetails"]
