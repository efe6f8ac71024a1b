// Reads {"queries": {name: text}, "parameters": {name: value}} on standard input; writes {name: ["line 3: …"]},
// what Neo4j's own parser objects to in the Cypher of each of its two languages.
const { lintCypherQuery } = require(process.argv[2]);

const { queries, parameters } = JSON.parse(require("node:fs").readFileSync(0, "utf8"));
const found = {};
for (const [name, text] of Object.entries(queries)) {
  found[name] = [];
  for (const defaultLanguage of ["CYPHER 5", "CYPHER 25"]) {
    for (const { range, message } of lintCypherQuery(text, { parameters, defaultLanguage }).diagnostics) {
      found[name].push(`${defaultLanguage}, line ${range.start.line + 1}: ${message}`);
    }
  }
}
console.log(JSON.stringify(found));
