// Read each vCard named in the arguments with ical.js; print one JSON line for each.
import { readFileSync } from "node:fs";
import ICAL from "ical.js";

for (const path of process.argv.slice(2)) {
  const [, properties] = ICAL.parse(readFileSync(path, "utf8"));
  console.log(JSON.stringify(properties));
}
