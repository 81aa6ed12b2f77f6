"""A district keeps a copy of its whole book in SQLite and stays in sync; stop it or pull the plug whenever you like.

    XUEFEN_URL=https://... XUEFEN_CLIENT_ID=231083.01... XUEFEN_CLIENT_SECRET=... python pull_everything.py book.sqlite

The client is registered by `POST /directory/v1/districts/{district_id}/clients` with the scope `feed:read`, and given
its secret, good for 90 days, by `PUT .../clients/{id}/secrets/A`.
"""

import json
import os
import sqlite3
import sys
import time

import httpx

CLIENT_ID, SECRET = os.environ["XUEFEN_CLIENT_ID"], os.environ["XUEFEN_CLIENT_SECRET"]
FEED = f"/ledger/v1/districts/{CLIENT_ID.partition('.')[0]}/entries"
TABLE = "create table if not exists entry (seq integer primary key, entry_id text unique not null, body text not null)"


def log_in(http: httpx.Client) -> str:
    """A token of ten minutes; wrong credentials end the program."""
    form = {"grant_type": "client_credentials", "client_id": CLIENT_ID, "client_secret": SECRET}
    answer = http.post("/directory/v1/oauth/token", data=form)
    answer.raise_for_status()
    return f"Bearer {answer.json()['access_token']}"


def pull(http: httpx.Client, copy: sqlite3.Connection) -> None:
    """Ask for what follows the last entry kept, for ever: where the copy ends is the only thing to remember."""
    while True:
        (after,) = copy.execute("select coalesce(max(seq), 0) from entry").fetchone()
        try:
            answer = http.get(FEED, params={"after_seq": after, "limit": 500, "wait": 25})
            if answer.status_code == 401:
                http.headers["Authorization"] = log_in(http)
                continue
            answer.raise_for_status()
        except httpx.TransportError:
            time.sleep(1)
            continue
        except httpx.HTTPStatusError as refused:
            # Busy, or a gateway whose services are just being restarted; anything else is for a person to read.
            if refused.response.status_code not in (429, 502, 503, 504):
                raise
            time.sleep(int(refused.response.headers.get("Retry-After", "1")))
            continue
        entries = [(entry["seq"], entry["entry_id"], json.dumps(entry)) for entry in answer.json()["items"]]
        if [seq for seq, _, _ in entries] != list(range(after + 1, after + 1 + len(entries))):
            raise SystemExit("the feed has a gap: never to be expected, and to be reported")
        with copy:  # all of a page or nothing of it
            copy.executemany("insert into entry values (?, ?, ?)", entries)
        print(f"{after + len(entries)} entries", flush=True)


if __name__ == "__main__":
    with sqlite3.connect(sys.argv[1]) as opened:
        opened.execute(TABLE)
    pull(httpx.Client(base_url=os.environ["XUEFEN_URL"], timeout=40), opened)
