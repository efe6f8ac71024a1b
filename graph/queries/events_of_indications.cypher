// What happened to these uses? Open events, which could mean one of several uses, stand under each.
// parameters: ids texts, known_at text = ''
// rows: event text, kind text, agency text, therapy text, therapy_name text, indication text, cancer text, date
// text, announced text, reason text, act text, approval_kind text, open boolean, candidates_json text, note text,
// recorded_from text, recorded_to text
UNWIND $ids AS wanted
MATCH (i:Indication {id: wanted})<-[:CHANGES|CANDIDATE]-(e:Event)-[:ABOUT]->(t:Therapy)
WHERE
  (($known_at = '' AND e.recorded_to = '') OR ($known_at <> '' AND e.recorded_from <= $known_at
    AND (e.recorded_to = '' OR e.recorded_to > $known_at)))
RETURN DISTINCT e.id AS event, e.kind AS kind, e.agency AS agency, t.id AS therapy, t.name AS therapy_name,
  i.id AS indication, e.cancer AS cancer, e.date AS date, e.announced AS announced, e.reason AS reason, e.act AS act,
  e.approval_kind AS approval_kind, e.open AS open, e.candidates_json AS candidates_json, e.note AS note,
  e.recorded_from AS recorded_from, e.recorded_to AS recorded_to
ORDER BY indication, date, event
