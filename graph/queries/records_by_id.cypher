// What do these statements, events or coverage rows say, whole, and where were they read? record_json is the record in
// the ledger's plain form without its evidence; sources_json is a list of evidence id, document id, locator, role and
// hash of the quote, then kind, tier, attested, published and collection of the document, by evidence id.
// parameters: ids texts
// rows: id text, record_json text, sources_json text, recorded_from text, recorded_to text
UNWIND $ids AS wanted
MATCH (s:Sourced {id: wanted})
RETURN DISTINCT s.id AS id, s.record_json AS record_json, s.sources_json AS sources_json,
  s.recorded_from AS recorded_from, s.recorded_to AS recorded_to
ORDER BY id
