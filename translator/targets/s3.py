"""A bucket that speaks S3: Amazon's, or MinIO, Ceph, Aliyun OSS, Tencent COS through ``endpoint`` (extra ``s3``).

Keys come from where boto3 looks for them (environment, profile); none is written in site.toml.
"""

from __future__ import annotations

import mimetypes
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from hashlib import md5
from pathlib import Path
from typing import Any

from translator.errors import EngineError, StoreError
from translator.model import ChangeKind, FileChange
from translator.targets.files import changes, files, option

#: what browsers must be told; other types are those of the system's table
_TYPES = {".js": "text/javascript", ".svg": "image/svg+xml", ".xml": "application/xml", ".wasm": "application/wasm"}


def open_s3(options: Mapping[str, str]) -> S3Target:
    """Open ``bucket``, with ``prefix``, ``endpoint`` and ``region`` where given."""
    try:
        import boto3
    except ModuleNotFoundError as error:
        raise EngineError("boto3 is not installed", next_step="pip install 'duizhao[s3]'") from error
    place = {"endpoint_url": options.get("endpoint") or None, "region_name": options.get("region") or None}
    bucket, prefix = option(options, "bucket", "s3"), options.get("prefix", "").strip("/")
    return S3Target(boto3.client("s3", **place), bucket, f"{prefix}/" if prefix else "")


@dataclass(frozen=True, slots=True)
class S3Target:
    """Objects below ``prefix``; other objects of the bucket are left alone."""

    client: Any
    bucket: str
    prefix: str = ""

    def plan(self, edition: Path) -> list[FileChange]:
        """Return what would change: an object's ETag is the MD5 of what was put there in one piece."""
        here = {n: md5(p.read_bytes(), usedforsecurity=False).hexdigest() for n, p in files(edition).items()}
        return list(changes(here, self._call(self._there)))

    def _there(self) -> dict[str, object]:
        pages = self.client.get_paginator("list_objects_v2").paginate(Bucket=self.bucket, Prefix=self.prefix)
        objects = (each for page in pages for each in page.get("Contents", ()))
        return {each["Key"].removeprefix(self.prefix): each["ETag"].strip('"') for each in objects}

    def send(self, edition: Path, plan: Sequence[FileChange], note: str) -> None:
        """Put what is new, pages last, then delete what is gone."""
        order = sorted(plan, key=lambda c: (c.kind is ChangeKind.REMOVE, c.path.endswith(".html"), c.path))
        for change in order:
            self._call(lambda change=change: self._make(edition, change))

    def _make(self, edition: Path, change: FileChange) -> None:
        key = self.prefix + change.path
        if change.kind is ChangeKind.REMOVE:
            self.client.delete_object(Bucket=self.bucket, Key=key)
            return
        path = edition / change.path
        kind = _TYPES.get(path.suffix) or mimetypes.guess_type(path.name)[0] or "application/octet-stream"
        kind += "; charset=utf-8" if kind.startswith("text/") else ""
        self.client.put_object(Bucket=self.bucket, Key=key, Body=path.read_bytes(), ContentType=kind)

    def _call(self, do: Any) -> Any:
        from botocore.exceptions import BotoCoreError, ClientError

        try:
            return do()
        except (BotoCoreError, ClientError) as error:
            hint = "check bucket, endpoint and keys"
            raise StoreError(f"s3://{self.bucket}: {error}".splitlines()[0], next_step=hint) from error
