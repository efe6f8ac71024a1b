// What happened to these therapies (event), how completely were the approvals of each searched (coverage), and which
// open doubts concern them (review)? record_json is the record in the ledger's plain form without its evidence.
// parameters: therapies texts, known_at text = ''
// rows: therapy text, role text, id text, record_json text, sources_json text, day text
UNWIND $therapies AS wanted
MATCH (t:Therapy {id: wanted})<-[:ABOUT]-(e:Event)
WHERE (($known_at = '' AND e.recorded_to = '') OR ($known_at <> '' AND e.recorded_from <= $known_at
    AND (e.recorded_to = '' OR e.recorded_to > $known_at)))
RETURN DISTINCT t.id AS therapy, 'event' AS role, e.id AS id, e.record_json AS record_json,
  e.sources_json AS sources_json, e.date AS day
ORDER BY therapy, day, id
UNION ALL
UNWIND $therapies AS wanted
MATCH (t:Therapy {id: wanted})<-[:SEARCHED]-(c:Coverage)
WHERE (($known_at = '' AND c.recorded_to = '') OR ($known_at <> '' AND c.recorded_from <= $known_at
    AND (c.recorded_to = '' OR c.recorded_to > $known_at)))
RETURN DISTINCT t.id AS therapy, 'coverage' AS role, c.id AS id, c.record_json AS record_json,
  c.sources_json AS sources_json, '' AS day
ORDER BY therapy, id
UNION ALL
UNWIND $therapies AS wanted
MATCH (t:Therapy {id: wanted})<-[:DOUBTS]-(r:Review)
WHERE r.status = 'open' AND (($known_at = '' AND r.recorded_to = '') OR ($known_at <> '' AND r.recorded_from <= $known_at
    AND (r.recorded_to = '' OR r.recorded_to > $known_at)))
RETURN DISTINCT t.id AS therapy, 'review' AS role, r.id AS id, r.record_json AS record_json,
  '[]' AS sources_json, '' AS day
ORDER BY therapy, id
