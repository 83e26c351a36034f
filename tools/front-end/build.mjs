// Bundles and minifies the vendored script, and writes down what is in it:
//   static/vendor.min.js       the script, one global: Vendored
//   static/vendored.json       packages with versions, licences; SHA-256 of what was written
//   static/vendored-licences.txt   the licence of each package, in full
import { createHash } from "node:crypto";
import { readFileSync, readdirSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const here = (path) => fileURLToPath(new URL(path, import.meta.url));
const STATIC = here("../../src/libgraph/drawing/static/");

const options = {
  entryPoints: [here("entry.js")],
  bundle: true,
  minify: true,
  format: "iife",
  globalName: "Vendored",
  target: "es2020",
  legalComments: "none",
  charset: "ascii",
  metafile: true,
  write: false,
};

const names = new Set();
for (const path of Object.keys((await build(options)).metafile.inputs)) {
  const found = path.match(/node_modules\/((?:@[^/]+\/)?[^/]+)\//);
  if (found) names.add(found[1]);
}

const packages = [...names].sort().map((name) => {
  const folder = here(`node_modules/${name}/`);
  const { version, license } = JSON.parse(readFileSync(`${folder}package.json`, "utf8"));
  const file = readdirSync(folder).find((entry) => /^licen[cs]e/i.test(entry));
  if (!file) throw new Error(`${name} has no licence file`);
  return { name, version, licence: license, text: readFileSync(folder + file, "utf8").trim() };
});

// The licences travel inside the script, since the script travels inside each page.
const licences = packages
  .map(({ name, version, licence, text }) => `${name} ${version} (${licence})\n\n${text}\n`)
  .join("\n" + "-".repeat(78) + "\n\n");
if (licences.includes("*/")) throw new Error("a licence would end its comment");
const banner = { js: `/*\n${licences}*/` };
const code = (await build({ ...options, banner })).outputFiles[0].text;
if (code.toLowerCase().includes("</script") || code.includes("<!--"))
  throw new Error("the bundle cannot stand inside a <script>");

const sha256 = (text) => createHash("sha256").update(text).digest("hex");
const { devDependencies } = JSON.parse(readFileSync(here("package.json"), "utf8"));
const record = {
  what: "Other people's work that libgraph's pages carry. Rebuild: tools/front-end/build.sh",
  built_with: { esbuild: devDependencies.esbuild },
  packages: packages.map(({ name, version, licence }) => ({ name, version, licence })),
  sha256: { "vendor.min.js": sha256(code), "vendored-licences.txt": sha256(licences) },
};
writeFileSync(`${STATIC}vendor.min.js`, code);
writeFileSync(`${STATIC}vendored-licences.txt`, licences);
writeFileSync(`${STATIC}vendored.json`, JSON.stringify(record, null, 2) + "\n");
console.log(`vendor.min.js: ${Math.round(code.length / 1024)} kB from ${packages.length} packages`);
