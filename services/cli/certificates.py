"""`xuefen verify-certificate`: a certificate's QR code checked without asking anybody."""

from pathlib import Path
from typing import Annotated

import typer

from services.cli.terminal import console, fail
from services.ledger import operations
from services.platform.signing import KeyRing, NoKeys


def verify_certificate(
    code: Annotated[str, typer.Argument(help="What the QR code says, or `-` to read it from standard input")],
    keys: Annotated[Path, typer.Option(help="The issuer's public keys: a copy of /ledger/v1/book-keys")],
    name: Annotated[str | None, typer.Option(help="The name on the paper")] = None,
) -> None:
    """Print what the issuer signed, to be held against the paper; exit 1 where the signature or the name is wrong.

    Whether the certificate was revoked since is known only where it was issued.
    """
    try:
        ring = KeyRing.read(keys.read_text(encoding="utf-8"))
    except (OSError, NoKeys) as fault:
        fail(f"{keys}: {fault}")
    signed = typer.get_text_stream("stdin").read() if code == "-" else code
    checked = operations.check_offline(ring, signed, name=name)
    if checked is None:
        fail("签名无效:不是本发证机关签发的证书 / the signature does not hold: not issued by the owner of these keys")
    for label, value in checked.lines:
        console.print(f"{label}  {value}", markup=False, soft_wrap=True)
    if checked.name_matches is False:
        fail("姓名不符 / it was issued to another name")
