"""Calls to addresses that strangers name: where they never go, and how they are pinned."""

import ssl
from datetime import timedelta
from ipaddress import ip_address
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from services.platform import clock
from services.platform.outgoing import Outgoing, is_public
from tests.ledger.receiver import receiving
from tests.support import World

REFUSED = [
    "https://127.0.0.1/",
    "https://127.1/",
    "https://0x7f.1/",
    "https://2130706433/",
    "https://0.0.0.0/",
    "https://localhost/",
    "https://[::1]/",
    "https://[::ffff:127.0.0.1]/",
    "https://[::ffff:8.8.8.8]/",
    "https://[64:ff9b::7f00:1]/",
    "https://[2002:7f00:1::]/",
    "https://[fd00::1]/",
    "https://[fe80::1]/",
    "https://10.1.2.3/",
    "https://172.16.0.1/",
    "https://192.168.1.1/",
    "https://100.64.0.1/",
    "https://169.254.169.254/latest/meta-data/",
    "https://224.0.0.1/",
    "https://255.255.255.255/",
    "https://192.0.0.8/",
    "https://192.88.99.1/",
    "https://[fec0::1]/",
    "http://8.8.8.8/",
    "ftp://8.8.8.8/",
    "file:///etc/passwd",
    "https://8.8.8.8:22/",
    "https://8.8.8.8:99999/",
    "https://user:secret@8.8.8.8/",
    "https://user@8.8.8.8/",
    "https://8.8.8.8/#there",
    "https://8.8.8.8\\@127.0.0.1/",
    "https://8.8.8.8/ x",
    "https://[::1",
    "https:///hook",
    "8.8.8.8",
]


@pytest.mark.parametrize("url", REFUSED)
async def test_such_an_address_is_refused_where_it_is_registered(district: World, url: str) -> None:
    answer = await district.api("ledger").put("/webhooks/records", json={"url": url, "types": ["entries.posted"]})

    assert (answer.status_code, answer.json()["type"]) == (422, "urn:xuefen:problem:address-refused"), answer.text


@pytest.mark.parametrize("url", REFUSED)
async def test_such_an_address_is_refused_where_it_is_called(url: str) -> None:
    called = await Outgoing(anywhere=False).post(url, content=b"{}", headers={})

    assert (called.status, called.fault) == (None, "ADDRESS_REFUSED")


async def test_public_addresses_and_names_not_known_yet_can_be_registered(district: World) -> None:
    for url in ("https://8.8.8.8/hook", "https://[2001:4860:4860::8888]:8443/", "https://records.example.invalid/"):
        answer = await district.api("ledger").put("/webhooks/records", json={"url": url, "types": ["entries.posted"]})
        assert answer.status_code == 200, answer.text


async def test_a_name_that_leads_elsewhere_when_it_is_called_is_not_followed_there() -> None:
    async with receiving() as receiver:
        told = iter([["93.184.215.14"], ["127.0.0.1"], ["93.184.215.14", "127.0.0.1"]])

        async def resolve(_host: str, _port: int) -> list[str]:
            return next(told)

        outgoing = Outgoing(anywhere=False, resolve=resolve)
        url = f"https://records.example.edu.cn:{receiver.port}/"
        await outgoing.demand(url)
        faults = [(await outgoing.post(url, content=b"{}", headers={})).fault for _ in range(2)]

    assert faults == ["ADDRESS_REFUSED", "ADDRESS_REFUSED"]
    assert receiver.calls == []


async def test_a_redirect_is_an_answer_and_never_a_way() -> None:
    async with receiving() as inside, receiving() as receiver:
        receiver.answers, receiver.location = [307], inside.url

        called = await Outgoing(anywhere=True).post(receiver.url, content=b"{}", headers={})

    assert (called.status, len(receiver.calls), inside.calls) == (307, 1, [])


async def test_the_certificate_must_be_of_the_name_though_the_way_is_pinned(tmp_path: Path) -> None:
    seen: list[str | None] = []
    server, trusted = contexts_for("hooks.example.edu.cn", tmp_path, seen)

    async def resolve(_host: str, _port: int) -> list[str]:
        return ["127.0.0.1"]

    async with receiving(server) as receiver:
        outgoing = Outgoing(anywhere=True, resolve=resolve, trusted=trusted)
        right = await outgoing.post(f"https://hooks.example.edu.cn:{receiver.port}/a", content=b"{}", headers={})
        wrong = await outgoing.post(f"https://other.example.edu.cn:{receiver.port}/a", content=b"{}", headers={})
        unknown = await Outgoing(anywhere=True, resolve=resolve).post(
            f"https://hooks.example.edu.cn:{receiver.port}/a", content=b"{}", headers={}
        )

    assert (right.status, right.address, right.fault) == (204, "127.0.0.1", None)
    assert receiver.calls[0].headers["host"] == f"hooks.example.edu.cn:{receiver.port}"
    assert seen[0] == "hooks.example.edu.cn"
    assert (wrong.fault, unknown.fault, len(receiver.calls)) == ("TLS_FAILED", "TLS_FAILED", 1)


def test_what_is_public() -> None:
    assert is_public("8.8.8.8")
    assert is_public("2001:4860:4860::8888")
    for private in (
        "::ffff:8.8.8.8",
        "fe80::1%eth0",
        "2001:0:4136:e378:8000:63bf:3fff:fdd2",
        "198.18.0.1",
        "240.0.0.1",
    ):
        assert not is_public(private)
    assert ip_address("64:ff9b::7f00:1").is_global  # why looking at `is_global` alone is not enough


def contexts_for(host: str, folder: Path, seen: list[str | None]) -> tuple[ssl.SSLContext, ssl.SSLContext]:
    """A server's context with a certificate of that name, and a client's that trusts it."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, host)])
    now = clock.real_now()
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName(host)]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    pem = folder / "pem"
    pem.write_bytes(
        certificate.public_bytes(serialization.Encoding.PEM)
        + key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    )
    server = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    server.load_cert_chain(pem)
    server.sni_callback = lambda _socket, asked, _context: seen.append(asked)
    return server, ssl.create_default_context(cadata=certificate.public_bytes(serialization.Encoding.PEM).decode())
