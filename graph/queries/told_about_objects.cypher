// What is told about these objects, by several predicates at once?
// parameters: objects texts, predicates texts, known_at text = ''
// rows: statement text, predicate text, subject text, object text
UNWIND $objects AS wanted
MATCH (o:Entity {id: wanted})<-[:OBJECT]-(s:Statement)
WHERE s.predicate IN $predicates AND s.review_status IN ['accepted', 'single_source'] AND
  (($known_at = '' AND s.recorded_to = '') OR ($known_at <> '' AND s.recorded_from <= $known_at
    AND (s.recorded_to = '' OR s.recorded_to > $known_at)))
RETURN DISTINCT s.id AS statement, s.predicate AS predicate, s.subject AS subject, o.id AS object
ORDER BY statement
