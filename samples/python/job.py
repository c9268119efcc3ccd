#!/usr/bin/env python3
"""A job that logs into JobLogs by plain HTTP, with nothing but Python's standard library.

    JOBLOGS_SERVER=http://127.0.0.1:8000 python3 samples/python/job.py
"""
import json
import logging
import os
import time
import urllib.error
import urllib.request
import uuid

SERVER = os.environ.get("JOBLOGS_SERVER", "http://127.0.0.1:8000").rstrip("/")
KEY = os.environ.get("JOBLOGS_API_KEY")


def call(method, path, body, content_type="application/json"):
    """Makes a call; tries again while the server is away or busy."""
    data = body if isinstance(body, bytes) else json.dumps(body).encode()
    headers = {"Content-Type": content_type}
    if KEY:
        headers["Authorization"] = "Bearer " + KEY
    for pause in (0.5, 1, 2, 4, 8, None):
        try:
            with urllib.request.urlopen(urllib.request.Request(SERVER + path, data, headers, method=method), timeout=30) as answer:
                return json.load(answer)
        except urllib.error.HTTPError as refusal:
            if refusal.code not in (429, 503) or pause is None:
                raise
            time.sleep(float(refusal.headers.get("Retry-After", pause)))
        except urllib.error.URLError:
            if pause is None:
                raise
            time.sleep(pause)


class JobLogsHandler(logging.Handler):
    """Sends what is logged in batches. The producer numbers its entries, so that one that is sent again is stored once."""

    LEVELS = {logging.DEBUG: "DEBUG", logging.INFO: "INFO", logging.WARNING: "WARNING", logging.ERROR: "ERROR", logging.CRITICAL: "CRITICAL"}

    def __init__(self, run_id, batch=100):
        super().__init__()
        self.path = f"/api/job-runs/{run_id}/logs"
        self.producer = uuid.uuid4().hex
        self.first = 1
        self.waiting = []
        self.batch = batch

    def emit(self, record):
        entry = {
            "timestamp": time.strftime("%Y-%m-%dT%H:%M:%S", time.gmtime(record.created)) + f".{int(record.created % 1 * 1e6):06d}Z",
            "level": self.LEVELS.get(record.levelno, "INFO"),
            "message": record.getMessage(),
            "logger_name": record.name,
        }
        if hasattr(record, "step"):
            entry["step"] = record.step
        if hasattr(record, "details"):
            entry["details"] = record.details
        if record.exc_info:
            entry["exception"] = {
                "type": record.exc_info[0].__name__,
                "message": str(record.exc_info[1]),
                "stack_trace": logging.Formatter().formatException(record.exc_info),
            }
        self.waiting.append(json.dumps(entry, ensure_ascii=False))
        if len(self.waiting) >= self.batch:
            self.flush()

    def flush(self):
        if self.waiting:
            body = ("\n".join(self.waiting) + "\n").encode()
            answer = call("POST", f"{self.path}?producer={self.producer}&first={self.first}", body, "application/x-ndjson")
            for rejected in answer["rejected"]:
                print("rejected:", rejected["detail"])
            self.first += len(self.waiting)
            self.waiting = []


def main():
    try:
        call("POST", "/api/cronjobs", {"name": "python-sample", "type": "external"})
    except urllib.error.HTTPError as refusal:
        if refusal.code != 409:  # It is there already.
            raise
    run = call("POST", "/api/cronjobs/python-sample/runs", {"lease_seconds": 600})["id"]
    handler = JobLogsHandler(run)
    log = logging.getLogger("sample")
    log.setLevel(logging.DEBUG)
    log.addHandler(handler)
    status = {"status": "completed"}
    try:
        log.info("开始处理", extra={"step": "download", "details": {"keywords": ["ML", "AI"]}})
        for page in range(1, 4):
            log.debug("page %d", page, extra={"step": "download"})
        try:
            raise ValueError("no abstract")
        except ValueError:
            log.exception("paper skipped", extra={"step": "parse"})
    except Exception as failure:
        status = {"status": "failed", "error": {"code": type(failure).__name__, "message": str(failure)}}
        raise
    finally:
        handler.flush()
        call("PATCH", f"/api/job-runs/{run}", status)
    print(run)


if __name__ == "__main__":
    main()
