// What a district's own system does once a night: a summary, what is new in the book, and the year as a workbook.
//
//     XUEFEN_URL=https://... XUEFEN_CLIENT_ID=231083.01... XUEFEN_CLIENT_SECRET=... node year_of_a_district.js 1200
//
// The number is that of the last entry that it knows.
import { writeFile } from "node:fs/promises";
import { connect, idempotencyKey, must, type Entry } from "../src/index.js";

const { XUEFEN_URL: url = "", XUEFEN_CLIENT_ID: clientId = "", XUEFEN_CLIENT_SECRET: clientSecret = "" } = process.env;
const { api, districtId } = connect({ url, clientId, clientSecret });
const path = { district_id: districtId };

async function newEntries(after: number): Promise<Entry[]> {
  const found: Entry[] = [];
  for (;;) {
    const query = { after_seq: after, limit: 500 };
    const page = must(await api.GET("/ledger/v1/districts/{district_id}/entries", { params: { path, query } }));
    found.push(...page.items);
    if (page.items.length < query.limit) return found;
    after = page.next_after_seq;
  }
}

async function exported(): Promise<[name: string, content: ArrayBuffer]> {
  const header = { "Idempotency-Key": idempotencyKey() };
  const body = { kind: "ENTRIES", form: "XLSX", language: "zh", byte_order_mark: true, after_seq: 0 } as const;
  const asked = must(
    await api.POST("/ledger/v1/districts/{district_id}/exports", { params: { path, header }, body }),
  );
  const one = { path: { ...path, export_id: asked.export_id } };
  for (;;) {
    const now = must(await api.GET("/ledger/v1/districts/{district_id}/exports/{export_id}", { params: one }));
    if (now.state === "DONE") break;
    if (now.state !== "RUNNING") throw new Error(`the export is ${now.state}`);
    await new Promise((done) => setTimeout(done, 500));
  }
  const content = must(
    await api.GET("/ledger/v1/districts/{district_id}/exports/{export_id}/content", {
      params: one,
      parseAs: "arrayBuffer",
    }),
  );
  return [asked.name, content];
}

const summary = must(await api.GET("/ledger/v1/districts/{district_id}/summary", { params: { path } }));
const entries = await newEntries(Number(process.argv[2] ?? "0"));
const [name, content] = await exported();
await writeFile(name, new Uint8Array(content));
console.log(JSON.stringify({ teachers: summary.teachers, entries: entries.length, name, bytes: content.byteLength }));
