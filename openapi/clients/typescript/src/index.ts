// A typed client of all five services: logs in, logs in again, and comes again when the service is busy.
import createClient, { type Client } from "openapi-fetch";
import type { paths as Assessment } from "./generated/assessment.js";
import type { paths as Attendance } from "./generated/attendance.js";
import type { components as DirectoryComponents, paths as Directory } from "./generated/directory.js";
import type { components as LedgerComponents, paths as Ledger } from "./generated/ledger.js";
import type { paths as Registration } from "./generated/registration.js";

export type Paths = Directory & Registration & Attendance & Assessment & Ledger;
export type Entry = LedgerComponents["schemas"]["FeedEntry"];
export type Problem = LedgerComponents["schemas"]["Problem"];

/** A client that a district registered by `POST /directory/v1/districts/{district_id}/clients`. */
export interface Credentials {
  /** Where the gateway is, such as `https://xuefen.example.edu.cn`. */
  url: string;
  /** Begins with the number of the district. */
  clientId: string;
  clientSecret: string;
}

export interface Xuefen {
  /** The district that the credentials are bound to. */
  districtId: number;
  api: Client<Paths>;
}

/** What the service refused; `problem` says why, in `type` for programs and in `detail` for people. */
export class Refused extends Error {
  constructor(
    readonly status: number,
    readonly problem: Problem,
  ) {
    super(`${status} ${problem.title}: ${problem.detail}`);
  }
}

/** The answer of a call that must succeed; Refused where it did not. */
export function must<Answer>(called: { data?: Answer; error?: unknown; response: Response }): Answer {
  if (called.data === undefined) throw refusal(called.response, called.error);
  return called.data;
}

/** What a gateway answers for its services is no problem document. */
function refusal({ status, statusText }: Response, said: unknown): Refused {
  if (typeof said === "object" && said !== null && "title" in said) return new Refused(status, said as Problem);
  return new Refused(status, { type: "about:blank", title: statusText, status, detail: String(said), instance: "" });
}

async function readOf(answer: Response): Promise<unknown> {
  const text = await answer.text();
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

/** A fresh key for a POST: send the same one again to be answered the same. */
export const idempotencyKey = (): string => crypto.randomUUID();

const MOST_TRIES = 6;
// Also what a gateway says while its services are restarted.
const BUSY = new Set([429, 502, 503, 504]);

export function connect({ url, clientId, clientSecret }: Credentials): Xuefen {
  let token: Promise<string> | undefined;

  async function logIn(): Promise<string> {
    const form = { grant_type: "client_credentials", client_id: clientId, client_secret: clientSecret };
    const answer = await fetch(`${url}/directory/v1/oauth/token`, { method: "POST", body: new URLSearchParams(form) });
    const said = await readOf(answer);
    if (!answer.ok) throw refusal(answer, said);
    return (said as DirectoryComponents["schemas"]["TokenResponse"]).access_token;
  }

  /** Every call may be sent again: GET and PUT by their nature, POST by its Idempotency-Key. */
  async function persistently(request: Request): Promise<Response> {
    for (let tried = 1; ; tried += 1) {
      const again = request.clone();
      const held = (token ??= logIn());
      try {
        again.headers.set("Authorization", `Bearer ${await held}`);
        const answer = await fetch(again);
        if (tried === MOST_TRIES || (answer.status !== 401 && !BUSY.has(answer.status))) return answer;
        if (answer.status === 401) {
          // A token lasts ten minutes. Who comes second uses the one that the first has asked for.
          if (token === held) token = undefined;
        } else {
          await seconds(Number(answer.headers.get("Retry-After") ?? "1"));
        }
      } catch (fault) {
        if (token === held) token = undefined;
        if (fault instanceof Refused ? !BUSY.has(fault.status) : !(fault instanceof TypeError)) throw fault;
        if (tried === MOST_TRIES) throw fault;
        await seconds(1);
      }
    }
  }

  return {
    districtId: Number(clientId.split(".")[0]),
    api: createClient<Paths>({ baseUrl: url, fetch: persistently }),
  };
}

const seconds = (count: number): Promise<void> => new Promise((done) => setTimeout(done, count * 1000));
