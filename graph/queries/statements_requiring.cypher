// Which uses and options need one of these biomarkers?
// parameters: biomarkers texts, predicates texts, known_at text = ''
// rows: statement text, biomarker text, state text, predicate text, subject text, object text
UNWIND $biomarkers AS wanted
MATCH (b:Biomarker {id: wanted})<-[r:REQUIRES]-(s:Statement)-[:SUBJECT]->(t:Entity)
WHERE s.predicate IN $predicates AND s.review_status IN ['accepted', 'single_source'] AND
  (($known_at = '' AND s.recorded_to = '') OR ($known_at <> '' AND s.recorded_from <= $known_at
    AND (s.recorded_to = '' OR s.recorded_to > $known_at)))
MATCH (s)-[:OBJECT]->(o:Entity)
RETURN DISTINCT s.id AS statement, b.id AS biomarker, r.state AS state, s.predicate AS predicate,
  t.id AS subject, o.id AS object
ORDER BY statement, biomarker, state
