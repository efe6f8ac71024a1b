"""Settings of the server, from the environment (``EXPLAINER_…``). Each is explained in docs/settings.md."""

from functools import cached_property
from pathlib import Path
from typing import Literal

from pydantic import Field, SecretStr, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict

from api import SettingInvalid
from api.locations import data_folder, graph_url, ledger_url


class Settings(BaseSettings):
    """What an operator may choose."""

    model_config = SettingsConfigDict(env_prefix="EXPLAINER_", env_ignore_empty=True, extra="ignore")

    data: Path = Field(default_factory=data_folder, description="Folder of the graph, the ledger and the assets.")
    graph: str = Field(default_factory=graph_url, description="Address of the graph.")
    graph_user: str = Field("neo4j", description="User of a graph server.")
    graph_password: SecretStr | None = Field(None, description="Password of a graph server.")
    database: str = Field("", description="Database of a graph server; its default one where empty.")
    ledger: str = Field(default_factory=ledger_url, description="Address of the ledger (SQLAlchemy URL).")
    assets: Path | None = Field(None, description="Folder where `npm` put Cytoscape.js; DATA/assets by default.")
    body_limit: int = Field(65_536, ge=1_024, description="Largest request body, in bytes.")
    rate_limit: str = Field("120/minute", description="Requests of one address to each worker; `off` for no limit.")
    trusted_proxies: str = Field("", description="Addresses of proxies whose X-Forwarded-For counts, with commas.")
    read_ahead: bool = Field(True, description="Whether each worker reads a new graph before questions need it.")
    cache_seconds: int = Field(300, ge=0, description="How long readers may keep a page of the graph.")
    frame_ancestors: str = Field("*", description="Who may show /embed in a frame (Content-Security-Policy).")
    log_format: Literal["json", "text"] = Field("json", description="How log lines are written.")

    @property
    def auth(self) -> tuple[str, str] | None:
        """User and password for a graph server, None where no password is set."""
        return (self.graph_user, self.graph_password.get_secret_value()) if self.graph_password else None

    @cached_property
    def assets_folder(self) -> Path:
        """Where the page's third-party scripts were installed."""
        return self.assets or self.data / "assets"


def read_settings() -> Settings:
    """Read the settings. Raises SettingInvalid."""
    try:
        return Settings()
    except ValidationError as error:
        first = error.errors()[0]
        name = "EXPLAINER_" + "_".join(map(str, first["loc"])).upper()
        raise SettingInvalid(f"{name}: {first['msg']}") from error
