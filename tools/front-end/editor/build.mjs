// Copies the query editor as its makers published it, and writes down what is in it:
//   static/yasgui.min.js, yasgui.min.css   as in the package
//   static/yasgui-vendored.json            version, licence, SHA-256; what is bundled in it
//   static/yasgui-licences.txt             the licence of each of those
import { createHash } from "node:crypto";
import { readFileSync, readdirSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

const here = (path) => fileURLToPath(new URL(path, import.meta.url));
const STATIC = here("../../../src/libgraph/web/static/");
const MAIN = "@zazuko/yasgui";
const BUILT = here(`node_modules/${MAIN}/build/`);
const FILES = ["yasgui.min.js", "yasgui.min.css"];

const names = new Set([MAIN, "@zazuko/yasgui-utils", "@zazuko/yasqe", "@zazuko/yasr"]);
for (const source of JSON.parse(readFileSync(`${BUILT}yasgui.min.js.map`, "utf8")).sources) {
  const found = [...source.matchAll(/node_modules\/((?:@[^/]+\/)?[^/]+)\//g)].pop();
  if (found) names.add(found[1]);
}

// Some packages name a licence and carry no copy of it.
const MIT = (author) => `Copyright (c) ${author}

Permission is hereby granted, free of charge, to any person obtaining a copy of this software and
associated documentation files (the "Software"), to deal in the Software without restriction,
including without limitation the rights to use, copy, modify, merge, publish, distribute,
sublicense, and/or sell copies of the Software, and to permit persons to whom the Software is
furnished to do so, subject to the following conditions:

The above copyright notice and this permission notice shall be included in all copies or
substantial portions of the Software.

THE SOFTWARE IS PROVIDED "AS IS", WITHOUT WARRANTY OF ANY KIND, EXPRESS OR IMPLIED, INCLUDING BUT
NOT LIMITED TO THE WARRANTIES OF MERCHANTABILITY, FITNESS FOR A PARTICULAR PURPOSE AND
NONINFRINGEMENT. IN NO EVENT SHALL THE AUTHORS OR COPYRIGHT HOLDERS BE LIABLE FOR ANY CLAIM,
DAMAGES OR OTHER LIABILITY, WHETHER IN AN ACTION OF CONTRACT, TORT OR OTHERWISE, ARISING FROM, OUT
OF OR IN CONNECTION WITH THE SOFTWARE OR THE USE OR OTHER DEALINGS IN THE SOFTWARE.`;

const written = ({ author }) => author?.name ?? String(author ?? "its authors").split(" <")[0];

const packages = [...names].sort().map((name) => {
  const folder = here(`node_modules/${name}/`);
  const about = JSON.parse(readFileSync(`${folder}package.json`, "utf8"));
  const file = readdirSync(folder).find((entry) => /^licen[cs]e/i.test(entry));
  if (!file && about.license !== "MIT") throw new Error(`${name} has no licence file`);
  const text = file ? readFileSync(folder + file, "utf8").trim() : MIT(written(about));
  return { name, licence: about.license ?? "MIT", text };
});

const licences = packages
  .map(({ name, licence, text }) => `${name} (${licence})\n\n${text}\n`)
  .join("\n" + "-".repeat(78) + "\n\n");

const sha256 = (content) => createHash("sha256").update(content).digest("hex");
const digests = {};
for (const name of FILES) {
  const content = readFileSync(BUILT + name);
  digests[name] = sha256(content);
  writeFileSync(STATIC + name, content);
}
digests["yasgui-licences.txt"] = sha256(licences);
const { version, license } = JSON.parse(readFileSync(`${BUILT}../package.json`, "utf8"));
const record = {
  what: "The query editor, as its makers publish it. Rebuild: tools/front-end/build.sh",
  package: { name: MAIN, version, licence: license },
  bundled: packages.map(({ name, licence }) => ({ name, licence })),
  sha256: digests,
};
writeFileSync(`${STATIC}yasgui-licences.txt`, licences);
writeFileSync(`${STATIC}yasgui-vendored.json`, JSON.stringify(record, null, 2) + "\n");
console.log(`yasgui ${version}: ${packages.length} packages in it`);
