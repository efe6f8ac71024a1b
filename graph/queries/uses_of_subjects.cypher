// Which uses on labels have these therapies as their subject, whatever the cancer? For verdicts on many therapies.
// parameters: subjects texts, known_at text = ''
// rows: subject text, statement text, brands_json text
UNWIND $subjects AS wanted
MATCH (t:Therapy {id: wanted})<-[:SUBJECT]-(s:Statement)
WHERE s.predicate = 'approved_for' AND s.review_status IN ['accepted', 'single_source'] AND
  (($known_at = '' AND s.recorded_to = '') OR ($known_at <> '' AND s.recorded_from <= $known_at
    AND (s.recorded_to = '' OR s.recorded_to > $known_at)))
OPTIONAL MATCH (s)-[:READING_OF]->(i:Indication)
RETURN DISTINCT t.id AS subject, s.id AS statement, coalesce(i.brands_json, '[]') AS brands_json
ORDER BY statement
