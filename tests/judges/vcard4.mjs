// Read each vCard 4.0 named in the arguments with vcard4; print one JSON line for each.
import { readFileSync } from "node:fs";
import { parse } from "vcard4";

for (const path of process.argv.slice(2)) {
  const cards = [].concat(parse(readFileSync(path, "utf8")));
  console.log(JSON.stringify(cards.map((card) => card.parsedVcard ?? card)));
}
