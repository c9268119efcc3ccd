"""Fills a server: a run that it executes itself, one of 600 entries that somebody else does, and what its schema has beside them: from 3 on a
secret and a key, from 4 on a job with the fields of its policies. Arguments: the server's address, its schema."""
import json
import sys
import time
import urllib.request

LEVELS = ["DEBUG", "INFO", "WARNING", "ERROR", "CRITICAL"]


def call(method, path, body=None, content_type="application/json"):
    data = body if body is None or isinstance(body, bytes) else json.dumps(body).encode()
    request = urllib.request.Request(sys.argv[1] + path, data=data, method=method)
    if data is not None:
        request.add_header("Content-Type", content_type)
    with urllib.request.urlopen(request) as answer:
        text = answer.read()
        return json.loads(text) if text else None


def entry(n):
    fields = {
        "message": f"entry {n} 第{n}条", "level": LEVELS[n % 5], "timestamp": f"2026-01-02T03:{n // 60 % 60:02d}:{n % 60:02d}.000001Z",
        "step": "load" if n % 2 else "check", "duration_ms": n, "details": {"n": n, "text": "ü"}, "logger_name": "importer",
    }
    if n % 5 == 3:
        fields["error_code"] = "E7"
    if n == 300:
        fields["exception"] = {"type": "ValueError", "message": "bad", "stack_trace": "at x"}
    return json.dumps(fields, ensure_ascii=False)


nightly = call("POST", "/api/cronjobs", {
    "name": "论文 nightly", "keywords": ["machine learning"], "cron_expression": "30 3 * * *", "timezone": "Europe/Berlin",
    "max_retries": 1, "retry_delay_seconds": 5, "timeout_seconds": 600})
own = call("POST", f"/api/cronjobs/{nightly['id']}/trigger", {})["job_run_id"]
while call("GET", f"/api/job-runs/{own}")["status"] in ("pending", "running"):
    time.sleep(0.2)

job = call("POST", "/api/cronjobs", {"name": "import", "type": "external", "retention_days": 36500})
run = call("POST", f"/api/cronjobs/{job['id']}/runs", {})["id"]
call("POST", f"/api/job-runs/{run}/logs?producer=p&first=1", "\n".join(map(entry, range(1, 601))).encode(), "application/x-ndjson")
call("POST", f"/api/job-runs/{run}/steps", {"id": "s1", "name": "load", "state": "begin"})
call("POST", f"/api/job-runs/{run}/steps", {"id": "s1", "name": "load", "state": "end", "status": "completed"})
call("POST", f"/api/job-runs/{run}/metrics", [
    {"metric_name": "rows", "metric_value": 600.5, "metric_type": "counter", "labels": {"a": "b"}}])
call("PATCH", f"/api/job-runs/{run}", {"status": "completed"})

if int(sys.argv[2]) >= 3:
    call("POST", "/api/cronjobs", {
        "name": "sealed", "type": "external", "parameters": {"region": "欧洲", "token": "sesame-open"}, "secret_parameters": ["token"]})
if int(sys.argv[2]) >= 4:
    call("POST", "/api/cronjobs", {
        "name": "paused", "keywords": ["论文"], "cron_expression": "0 4 * * *", "concurrency": "queue", "misfire": "all", "jitter_seconds": 30,
        "paused_until": "2100-01-01T00:00:00Z"})
if int(sys.argv[2]) >= 3:
    # The last: from now on the server asks for keys.
    call("POST", "/api/keys", {"name": "kept", "role": "admin"})
