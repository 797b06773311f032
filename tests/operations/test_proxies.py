"""The proxies' own programs take the files of deploy/, and do with them what they are there for."""

import http.client
import shutil
import socket
import ssl
import subprocess
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings

from dinghuo.local.cluster import free_port
from dinghuo.local.places import ROOT
from proofs.shared.serving import Serving

DEPLOY = ROOT / "deploy"
HOST = "shop.example.com"
READY_SECONDS = 15
#: More than the other tests make.
FAILURES = 40
NGINX = """
user root;
daemon off;
pid {folder}/nginx.pid;
error_log stderr;
events {{ worker_connections 64; }}
http {{
    access_log off;
    client_body_temp_path {folder}/bodies;
    proxy_temp_path {folder}/proxied;
    fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi;
    scgi_temp_path {folder}/scgi;
    include {folder}/dinghuo.conf;
}}
"""


def nginx(folder: Path, behind: int, secure: int) -> list[str]:
    """nginx with its file: other ports, and a certificate of our own."""
    text = (DEPLOY / "nginx.conf").read_text()
    for was, becomes in (
        ("127.0.0.1:8000", f"127.0.0.1:{behind}"),
        ("listen 443", f"listen 127.0.0.1:{secure}"),
        ("listen 80", f"listen 127.0.0.1:{free_port()}"),
        ("/etc/letsencrypt/live/shop.example.com/fullchain.pem", f"{folder}/certificate.pem"),
        ("/etc/letsencrypt/live/shop.example.com/privkey.pem", f"{folder}/key.pem"),
    ):
        assert was in text
        text = text.replace(was, becomes)
    (folder / "dinghuo.conf").write_text(
        "".join(line for line in text.splitlines(True) if "[::]" not in line)
    )
    (folder / "nginx.conf").write_text(NGINX.format(folder=folder))
    subprocess.run(["nginx", "-t", "-q", "-p", folder, "-c", folder / "nginx.conf"], check=True)
    return ["nginx", "-p", str(folder), "-c", str(folder / "nginx.conf")]


def caddy(folder: Path, behind: int, secure: int) -> list[str]:
    """Caddy with its file: other ports, and a certificate of our own."""
    text = (DEPLOY / "Caddyfile").read_text().replace("127.0.0.1:8000", f"127.0.0.1:{behind}")
    head = f"{{\n admin off\n auto_https off\n https_port {secure}\n}}\n"
    certificate = f"https://{HOST}:{secure} {{\n tls {folder}/certificate.pem {folder}/key.pem\n"
    (folder / "Caddyfile").write_text(head + text.replace(f"{HOST} {{\n", certificate))
    given = ["--config", str(folder / "Caddyfile"), "--adapter", "caddyfile"]
    subprocess.run(["caddy", "validate", *given], check=True, capture_output=True)
    return ["caddy", "run", *given]


def make_certificate(folder: Path) -> None:
    """A certificate that nobody trusts, for a day."""
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "1", "-subj", f"/CN={HOST}"]
        + ["-addext", f"subjectAltName=DNS:{HOST}"]
        + ["-keyout", folder / "key.pem", "-out", folder / "certificate.pem"],
        check=True,
        capture_output=True,
    )


@pytest.fixture(scope="module")
def serving(django_db_setup: None, proxy_program: Callable[..., Any]) -> Iterator[Serving]:
    """What stands behind the proxy: one for each, since it counts the failures of addresses."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("DINGHUO_CLIENT_ADDRESS_HEADER", "HTTP_X_REAL_IP")
        patch.setenv("DINGHUO_API_FAILURES_PER_MINUTE", str(FAILURES))
        with Serving(threads=2) as serving:
            yield serving


@pytest.fixture(scope="module", params=[nginx, caddy], ids=["nginx", "caddy"])
def proxy_program(request: Any) -> Callable[[Path, int, int], list[str]]:
    """What makes a proxy's command, where its program is."""
    if shutil.which(request.param.__name__) is None or shutil.which("openssl") is None:
        pytest.skip(f"{request.param.__name__} isn't installed")
    made: Callable[[Path, int, int], list[str]] = request.param
    return made


@pytest.fixture(scope="module")
def proxy(
    proxy_program: Callable[[Path, int, int], list[str]], serving: Serving, tmp_path_factory: Any
) -> Iterator[int]:
    """The port of a proxy over TLS."""
    folder, port = tmp_path_factory.mktemp(proxy_program.__name__), free_port()
    make_certificate(folder)
    environment = {"HOME": str(folder), "PATH": "/usr/sbin:/usr/bin:/bin"}
    command = proxy_program(folder, serving.port, port)
    process = subprocess.Popen(command, env=environment, stderr=subprocess.DEVNULL)
    try:
        ends = time.monotonic() + READY_SECONDS
        while time.monotonic() < ends and process.poll() is None:
            with socket.socket() as probe:
                if not probe.connect_ex(("127.0.0.1", port)):
                    break
            time.sleep(0.05)
        yield port
    finally:
        process.kill()
        process.wait(20)


def asked(port: int, method: str, path: str, body: bytes = b"", **headers: str) -> tuple[int, bytes, Any]:
    """Status, body and headers of an answer over TLS, from the host by its name."""
    context = ssl.create_default_context()
    context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
    given = {"Host": HOST, "Content_Length": str(len(body))} | headers
    head = "".join(f"{name.replace('_', '-')}: {value}\r\n" for name, value in given.items())
    with (
        socket.create_connection(("127.0.0.1", port), timeout=30) as plain,
        context.wrap_socket(plain, server_hostname=HOST) as wire,
    ):
        wire.sendall(f"{method} {path} HTTP/1.1\r\n{head}\r\n".encode() + body)
        answer = http.client.HTTPResponse(wire, method=method)
        answer.begin()
        return answer.status, answer.read(), answer.headers


def test_it_passes_on_what_people_and_programs_ask(proxy: int) -> None:
    status, body, headers = asked(proxy, "GET", "/api/v1/orders")
    assert (status, b"not-authenticated" in body) == (401, True)
    assert headers["Content-Type"] == "application/problem+json"


@pytest.mark.parametrize("path", ["/metrics", "/health/ready", "/health/live"])
def test_what_machines_ask_stays_inside(proxy: int, path: str) -> None:
    assert asked(proxy, "GET", path)[0] == 404


def test_it_refuses_as_the_program_does_what_is_too_large_for_both(
    proxy: int, proxy_program: Callable[..., Any]
) -> None:
    if proxy_program is caddy:
        pytest.skip("Caddy counts what comes, not what is announced")
    most = settings.UPLOAD_MOST_BYTES
    status, body, headers = asked(proxy, "POST", "/api/v1/orders", Content_Length=str(most + 2 * 1024**2))
    assert (status, headers["Content-Type"]) == (413, "application/problem+json")
    assert b'"too-large"' in body


def test_it_lets_the_program_refuse_what_is_too_large_for_the_address(proxy: int) -> None:
    status, body, _headers = asked(
        proxy, "POST", "/api/v1/orders", b"x" * 20 * 1024**2, Content_Type="application/json"
    )
    assert (status, b'"too-large"' in body) == (413, True)


def test_no_address_that_a_client_tells_is_believed(proxy: int) -> None:
    """Whoever fails too often is stopped, whatever address each request says it comes from."""
    wrong = {"Authorization": "Bearer dh_nobody"}
    # The count begins anew with each minute, which may end in between.
    addresses = (f"10.0.0.{each}" for each in range(3 * FAILURES))
    assert 429 in (asked(proxy, "GET", "/api/v1/orders", X_Real_IP=each, **wrong)[0] for each in addresses)
