// What else belongs to these statements: partners, biomarkers, earlier treatments, exclusions? role is the edge:
// WITH, EXCLUDES_CANCER, REQUIRES, EXCLUDES, AFTER, NOT_AFTER.
// parameters: statements texts
// rows: statement text, role text, target text, target_name text, target_label text, target_kind text, state text,
// group boolean, relation text, count integer
UNWIND $statements AS wanted
MATCH (s:Statement {id: wanted})-[r:WITH|EXCLUDES_CANCER|REQUIRES|EXCLUDES|AFTER|NOT_AFTER]->(e:Entity)
RETURN DISTINCT s.id AS statement, type(r) AS role, e.id AS target, e.name AS target_name, e.label AS target_label,
  e.kind AS target_kind, coalesce(r.state, '') AS state, coalesce(r.group, false) AS `group`,
  coalesce(r.relation, '') AS relation, coalesce(r.count, 0) AS `count`
ORDER BY statement, role, target, state, `group`, relation, `count`
