// Which uses on labels, of these therapies and all that answers for them, may decide their verdicts? Proposed ones too, see
// review_status. Where brand is not '', a use counts only if speaks is true: its indication names that brand, or the
// agency has no other brand of the substance.
// parameters: therapies texts, known_at text = ''
// rows: therapy text, statement text, route text, member text, brand text, speaks boolean, object_covers boolean,
// brands_json text
UNWIND $therapies AS wanted
MATCH (t:Therapy {id: wanted})-[way:SPEAKS_FOR]->(via:Therapy)<-[:SUBJECT]-(s:Statement)-[:OBJECT]->(o:Entity)
WHERE s.predicate = 'approved_for' AND s.review_status <> 'rejected' AND
  (($known_at = '' AND s.recorded_to = '') OR ($known_at <> '' AND s.recorded_from <= $known_at
    AND (s.recorded_to = '' OR s.recorded_to > $known_at)))
OPTIONAL MATCH (s)-[:READING_OF]->(i:Indication)
RETURN DISTINCT t.id AS therapy, s.id AS statement, way.route AS route, way.member AS member, way.brand AS brand,
  (way.brand = '' OR way.one_brand_at CONTAINS ('|' + s.agency + '|')
    OR coalesce(i.brands_json, '[]') CONTAINS ('"' + way.brand + '"')) AS speaks,
  EXISTS { MATCH (o)-[m:COVERS_ALL]->(:Cancer) WHERE m.depth > 0 } AS object_covers,
  coalesce(i.brands_json, '[]') AS brands_json
ORDER BY therapy, statement, route, member, brand
