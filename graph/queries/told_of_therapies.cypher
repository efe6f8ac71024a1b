// What do these therapies do, cause or have? Of those in whole, everything, of the others their boxed warnings; then
// what is told of the classes that hold those in whole (depth above 0); then what is tried against their barriers.
// parameters: therapies texts, whole texts, predicates texts, known_at text = ''
// rows: asked text, part integer, depth integer, statement text, predicate text, subject text, object text
UNWIND $therapies AS wanted
MATCH (t:Therapy {id: wanted})<-[:SUBJECT]-(s:Statement)
WHERE s.predicate IN $predicates AND (wanted IN $whole OR s.seriousness = 'boxed_warning') AND s.review_status IN ['accepted', 'single_source'] AND
  (($known_at = '' AND s.recorded_to = '') OR ($known_at <> '' AND s.recorded_from <= $known_at
    AND (s.recorded_to = '' OR s.recorded_to > $known_at)))
RETURN DISTINCT wanted AS asked, 0 AS part, 0 AS depth, s.id AS statement, s.predicate AS predicate,
  t.id AS subject, s.object AS object
ORDER BY statement, asked
UNION ALL
UNWIND $whole AS wanted
MATCH (m:Therapy {id: wanted})<-[r:HAS_MEMBER]-(t:Therapy)<-[:SUBJECT]-(s:Statement)
WHERE s.predicate IN $predicates AND s.review_status IN ['accepted', 'single_source'] AND
  (($known_at = '' AND s.recorded_to = '') OR ($known_at <> '' AND s.recorded_from <= $known_at
    AND (s.recorded_to = '' OR s.recorded_to > $known_at)))
RETURN DISTINCT wanted AS asked, 1 AS part, r.depth AS depth, s.id AS statement, s.predicate AS predicate,
  t.id AS subject, s.object AS object
ORDER BY statement, asked, depth
UNION ALL
UNWIND $whole AS wanted
MATCH (m:Therapy {id: wanted})<-[:SUBJECT]-(h:Statement)-[:OBJECT]->(o:Barrier)<-[:OBJECT]-(s:Statement)-[:SUBJECT]->(t:Strategy)
WHERE h.predicate = 'has_barrier' AND s.predicate = 'addresses' AND
  h.review_status IN ['accepted', 'single_source'] AND s.review_status IN ['accepted', 'single_source'] AND
  (($known_at = '' AND s.recorded_to = '') OR ($known_at <> '' AND s.recorded_from <= $known_at
    AND (s.recorded_to = '' OR s.recorded_to > $known_at)))
RETURN DISTINCT wanted AS asked, 2 AS part, 0 AS depth, s.id AS statement, s.predicate AS predicate,
  t.id AS subject, o.id AS object
ORDER BY statement, asked
