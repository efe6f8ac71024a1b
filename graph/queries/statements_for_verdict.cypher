// What stands about a therapy and all that answers for it, for a verdict: uses on labels about any cancer (proposed
// ones too, see review_status), options and studies about the cancers given. Where brand is not '', a use counts only
// if speaks is true: its indication names that brand, or the agency has no other brand of the substance.
// parameters: therapy text, cancers texts, known_at text = ''
// rows: route text, member text, brand text, one_brand boolean, speaks boolean, via text, via_name text, via_kind
// text, statement text, predicate text, polarity text, modality text, exclusive boolean, agency text, indication
// text, review_status text, rule text, knowledge_level text, agent_type text, valid_from text, valid_to text,
// recorded_from text, recorded_to text, after_json text, not_after_json text, purpose text, phases_json text,
// disease_state_json text, line_min integer, line_max integer, stage_json text, setting text, age_min number,
// age_max number, population_json text, approval_kind text, combination text, level_of_evidence text, frequency
// text, seriousness text, order integer, note text, object text, object_name text, object_kind text, object_covers
// boolean, brands_json
// text
MATCH (t:Therapy {id: $therapy})-[way:SPEAKS_FOR]->(via:Therapy)<-[:SUBJECT]-(s:Statement)-[:OBJECT]->(o:Entity)
WHERE s.review_status <> 'rejected' AND (s.predicate = 'approved_for' OR
    (s.predicate IN ['option_for', 'studied_for'] AND s.review_status <> 'proposed' AND o.id IN $cancers)) AND
  (($known_at = '' AND s.recorded_to = '') OR ($known_at <> '' AND s.recorded_from <= $known_at
    AND (s.recorded_to = '' OR s.recorded_to > $known_at)))
OPTIONAL MATCH (s)-[:READING_OF]->(i:Indication)
RETURN way.route AS route, way.member AS member, way.brand AS brand,
  way.one_brand_at CONTAINS ('|' + s.agency + '|') AS one_brand,
  (way.brand = '' OR way.one_brand_at CONTAINS ('|' + s.agency + '|')
    OR coalesce(i.brands_json, '[]') CONTAINS ('"' + way.brand + '"')) AS speaks,
  via.id AS via, via.name AS via_name, via.kind AS via_kind,
  s.id AS statement, s.predicate AS predicate, s.polarity AS polarity, s.modality AS modality,
  s.exclusive AS exclusive, s.agency AS agency, s.indication AS indication, s.review_status AS review_status,
  s.rule AS rule, s.knowledge_level AS knowledge_level, s.agent_type AS agent_type,
  s.valid_from AS valid_from, s.valid_to AS valid_to, s.recorded_from AS recorded_from,
  s.recorded_to AS recorded_to, s.after_json AS after_json, s.not_after_json AS not_after_json,
  s.purpose AS purpose, s.phases_json AS phases_json, s.disease_state_json AS disease_state_json,
  s.line_min AS line_min, s.line_max AS line_max, s.stage_json AS stage_json, s.setting AS setting,
  s.age_min AS age_min, s.age_max AS age_max, s.population_json AS population_json,
  s.approval_kind AS approval_kind, s.combination AS combination, s.level_of_evidence AS level_of_evidence,
  s.frequency AS frequency, s.seriousness AS seriousness, s.order AS `order`, s.note AS note,
  o.id AS object, o.name AS object_name, o.kind AS object_kind,
  EXISTS { MATCH (o)-[m:COVERS_ALL]->(:Cancer) WHERE m.depth > 0 } AS object_covers,
  coalesce(i.brands_json, '[]') AS brands_json
ORDER BY statement, via, route, member, brand
