// What do these therapies do, cause or have? Of those in whole, everything, of the others their boxed warnings; then
// what is told of the classes that hold those in whole (depth above 0); then what is tried against their barriers.
// parameters: therapies texts, whole texts, predicates texts, known_at text = ''
// rows: asked text, depth integer, statement text, predicate text, polarity text, modality text, exclusive boolean, agency text, indication
// text, review_status text, rule text, knowledge_level text, agent_type text, valid_from text, valid_to text,
// recorded_from text, recorded_to text, after_json text, not_after_json text, purpose text, phases_json text,
// disease_state_json text, line_min integer, line_max integer, stage_json text, setting text, age_min number,
// age_max number, population_json text, approval_kind text, combination text, level_of_evidence text, frequency
// text, seriousness text, order integer, note text, subject text, subject_name text, subject_label text,
// subject_kind text, object text, object_name text, object_label text, object_kind text
UNWIND $therapies AS wanted
MATCH (t:Therapy {id: wanted})<-[:SUBJECT]-(s:Statement)-[:OBJECT]->(o:Entity)
WHERE s.predicate IN $predicates AND (wanted IN $whole OR s.seriousness = 'boxed_warning') AND s.review_status IN ['accepted', 'single_source'] AND
  (($known_at = '' AND s.recorded_to = '') OR ($known_at <> '' AND s.recorded_from <= $known_at
    AND (s.recorded_to = '' OR s.recorded_to > $known_at)))
RETURN DISTINCT wanted AS asked, 0 AS depth,
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
  t.id AS subject, t.name AS subject_name, t.label AS subject_label, t.kind AS subject_kind,
  o.id AS object, o.name AS object_name, o.label AS object_label, o.kind AS object_kind
ORDER BY statement, asked
UNION ALL
UNWIND $whole AS wanted
MATCH (m:Therapy {id: wanted})<-[r:HAS_MEMBER]-(t:Therapy)<-[:SUBJECT]-(s:Statement)-[:OBJECT]->(o:Entity)
WHERE s.predicate IN $predicates AND s.review_status IN ['accepted', 'single_source'] AND
  (($known_at = '' AND s.recorded_to = '') OR ($known_at <> '' AND s.recorded_from <= $known_at
    AND (s.recorded_to = '' OR s.recorded_to > $known_at)))
RETURN DISTINCT wanted AS asked, r.depth AS depth,
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
  t.id AS subject, t.name AS subject_name, t.label AS subject_label, t.kind AS subject_kind,
  o.id AS object, o.name AS object_name, o.label AS object_label, o.kind AS object_kind
ORDER BY statement, asked, depth
UNION ALL
UNWIND $whole AS wanted
MATCH (m:Therapy {id: wanted})<-[:SUBJECT]-(h:Statement)-[:OBJECT]->(o:Barrier)<-[:OBJECT]-(s:Statement)-[:SUBJECT]->(t:Strategy)
WHERE h.predicate = 'has_barrier' AND s.predicate = 'addresses' AND
  h.review_status IN ['accepted', 'single_source'] AND s.review_status IN ['accepted', 'single_source'] AND
  (($known_at = '' AND s.recorded_to = '') OR ($known_at <> '' AND s.recorded_from <= $known_at
    AND (s.recorded_to = '' OR s.recorded_to > $known_at)))
RETURN DISTINCT wanted AS asked, 0 AS depth,
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
  t.id AS subject, t.name AS subject_name, t.label AS subject_label, t.kind AS subject_kind,
  o.id AS object, o.name AS object_name, o.label AS object_label, o.kind AS object_kind
ORDER BY statement, asked, depth
