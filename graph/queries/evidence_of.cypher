// Which places in which documents support these statements, events or coverage rows?
// parameters: statements texts
// rows: statement text, evidence text, locator text, role text, quote_sha256 text, start integer, end integer,
// document text, title text, publisher text, url text, licence text, tier text, kind text, collection text, sha256
// text, published text, retrieved text, attested text, agency text
UNWIND $statements AS wanted
MATCH (s:Sourced {id: wanted})-[:SUPPORTED_BY]->(e:Evidence)-[:IN]->(d:Document)
RETURN DISTINCT s.id AS statement, e.id AS evidence, e.locator AS locator, e.role AS role,
  e.quote_sha256 AS quote_sha256, e.start AS `start`, e.end AS `end`, d.id AS document, d.title AS title,
  d.publisher AS publisher, d.url AS url, d.licence AS licence, d.tier AS tier, d.kind AS kind,
  d.collection AS collection, d.sha256 AS sha256, d.published AS published, d.retrieved AS retrieved,
  d.attested AS attested, d.agency AS agency
ORDER BY statement, evidence, document
