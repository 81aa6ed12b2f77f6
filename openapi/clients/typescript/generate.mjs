// Types of every service into a folder, the first argument; from openapi/, unless a second names another.
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { basename, join } from "node:path";
import { fileURLToPath } from "node:url";
import openapiTS, { astToString } from "openapi-typescript";

const SERVICES = ["directory", "registration", "attendance", "assessment", "ledger"];

/** Examples are for reading the descriptions; in types they would be most of the text, and change without need. */
function withoutExamples(node, isSchemaMap = false) {
  if (Array.isArray(node)) return node.map((one) => withoutExamples(one));
  if (node === null || typeof node !== "object") return node;
  return Object.fromEntries(
    Object.entries(node)
      .filter(([name]) => isSchemaMap || (name !== "example" && name !== "examples"))
      .map(([name, value]) => [name, withoutExamples(value, name === "properties" || name === "schemas")]),
  );
}

/** Each operation answers the same problems: said once they are a fifth of the text. */
function withSharedProblems(described) {
  const shared = (described.components.responses ??= {});
  for (const operations of Object.values(described.paths)) {
    for (const { responses = {} } of Object.values(operations)) {
      for (const [status, response] of Object.entries(responses)) {
        const name = `Problem${status}`;
        if (!response.content?.["application/problem+json"]) continue;
        shared[name] ??= response;
        if (JSON.stringify(shared[name]) === JSON.stringify(response)) {
          responses[status] = { $ref: `#/components/responses/${name}` };
        }
      }
    }
  }
  return described;
}

const [folder, descriptions = fileURLToPath(new URL("../../", import.meta.url))] = process.argv.slice(2);
await mkdir(folder, { recursive: true });
for (const service of SERVICES) {
  const described = JSON.parse(await readFile(join(descriptions, `${service}.json`), "utf8"));
  const types = astToString(await openapiTS(withSharedProblems(withoutExamples(described))));
  const file = join(folder, `${service}.ts`);
  await writeFile(file, `// Generated from openapi/${service}.json by \`make clients\`.\n\n${types}`);
  console.log(`${basename(folder)}/${service}.ts`);
}
